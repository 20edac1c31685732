"""Lengths of a Word file and the page of an official document in them.

Word counts in twips (1/20 pt); font sizes are in half-points. Source: GB/T 9704-2012.
"""

from __future__ import annotations

TWIPS_PER_POINT = 20


def mm(value: float) -> int:
    """Millimetres → twips."""
    return round(value * 1440 / 25.4)


def pt(value: float) -> int:
    """Points → twips."""
    return round(value * TWIPS_PER_POINT)


PAGE_WIDTH, PAGE_HEIGHT = mm(210), mm(297)
"""A4 (5.1)."""
TEXT_WIDTH = mm(156)
"""The text area (版心) is 156 mm × 225 mm (5.2.1)."""
TOP, LEFT, BOTTOM = mm(37), mm(28), mm(35)
RIGHT = PAGE_WIDTH - LEFT - TEXT_WIDTH
TEXT_HEIGHT = PAGE_HEIGHT - TOP - BOTTOM

LINE = 579
"""One of 22 lines in 225 mm (5.2.3): 28.95 pt."""
BODY_SIZE = 32
"""3号 in half-points: 16 pt (5.2.2)."""
TRACKING = -5
"""Space between the characters of 16 pt text, so that 28 of them take 156 mm (5.2.3)."""
CHARACTER = BODY_SIZE * TWIPS_PER_POINT // 2 + TRACKING
"""What one Chinese character of the body takes in a line."""
