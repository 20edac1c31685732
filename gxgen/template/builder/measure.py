"""How wide a label is and where it wraps, estimated in em (one Chinese character).

Close to what Word does with 宋体 and Times New Roman; the heights of rows in a file are least
heights, so an estimate that is a little off moves nothing but a border.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gxgen.spec.outline import BREAK

DIGIT = 0.5
WIDE = 6.0
"""em: a group label longer than this may be broken anywhere."""
_NARROW = frozenset(" .,:;'!|()[]ijltfr/-")
_CLOSERS = frozenset("，。、；：！？）」』】》〉”’…,.;:!?)]}%％")
_OPENERS = frozenset("（「『【《〈“‘([{")
_PIECES = re.compile(r"[!-~]+|.", re.DOTALL)
_NUMBERED = re.compile(r"[（(][^（）()]{1,3}[）)]")


def width(text: str) -> float:
    """The width of a text on one line, in em."""
    return sum(map(_advance, text))


def _advance(character: str) -> float:
    if not character.isascii():
        return 1.0
    if character in _NARROW:
        return 0.3
    return 0.72 if character.isupper() else DIGIT


@lru_cache(maxsize=4096)
def wrapped(text: str, room: float) -> tuple[str, ...]:
    """The lines a text takes in a column `room` em wide.

    Chinese breaks anywhere, but no line starts with a closing mark or ends with an opening one;
    a run of Latin letters and figures stays whole.
    """
    lines: list[str] = []
    line = ""
    for piece in _units(text):
        if line and width(line + piece) > room:
            lines.append(line)
            line = ""
        line += piece
    return (*lines, line)


def _units(text: str) -> list[str]:
    """What a line break never parts."""
    units: list[str] = []
    for piece in _PIECES.findall(text):
        if units and (piece[0] in _CLOSERS or units[-1][-1] in _OPENERS):
            units[-1] += piece
        else:
            units.append(piece)
    return units


def set_lines(marked: str, room: float) -> tuple[str, ...]:
    """A label as the lines it is to be set in; more than one only where breaks are forced.

    A label that fits stays whole. One with permitted break points is broken there and nowhere
    else, as full as the lines get. A bracketed number （一） may stand on its own line if then
    everything fits. Any other label is one piece, for the word processor to wrap.
    """
    pieces = marked.split(BREAK)
    label = "".join(pieces)
    if width(label) <= room:
        return (label,)
    if len(pieces) > 1:
        return _packed(pieces, room)
    number = _NUMBERED.match(label)
    if number and max(width(number[0]), width(label[number.end() :])) <= room:
        return number[0], label[number.end() :]
    return (label,)


def _packed(pieces: list[str], room: float) -> tuple[str, ...]:
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if width(lines[-1] + piece) <= room:
            lines[-1] += piece
        else:
            lines.append(piece)
    return tuple(lines)


def line_count(marked: str, room: float) -> int:
    """How many lines a label takes in a column `room` em wide."""
    return sum(len(wrapped(line, room)) for line in set_lines(marked, room))


def wraps_well(marked: str, room: float) -> bool:
    """Whether a label wraps as a typesetter would do it.

    No single character on the last line; a number parted from its text rather than the text
    itself, unless that would take a very wide column.
    """
    lines = set_lines(marked, room)
    number = _NUMBERED.match(marked)
    if number and len(lines) == 1 and width(marked) > room:
        return width(marked[number.end() :]) > WIDE
    wrapped_last = wrapped(lines[-1], room)
    return len(wrapped_last) == 1 or len(wrapped_last[-1]) > 1


def least_width(marked: str) -> float:
    """The least em a heading wants: its widest piece, or 4 em where it may break anywhere."""
    pieces = marked.split(BREAK)
    return max(map(width, pieces)) if len(pieces) > 1 else min(width(marked), 4.0)
