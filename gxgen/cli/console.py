"""What the screen does with characters that are neither narrow nor wide (“ ” … — ×)."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping
from functools import lru_cache

CHINESE_PAGES = (936, 950, 54936)
"""Code pages of Chinese Windows: simplified, traditional, GB18030."""
_NARROW_HERE = ("WT_SESSION", "TERM_PROGRAM")
"""Set by Windows Terminal and VS Code, which show these characters in one cell always."""


def ambiguous_cells(code_page: int, environment: Mapping[str, str]) -> int:
    """Screen cells of a character of ambiguous width.

    Two in the console of Chinese Windows (cmd and PowerShell in their own window, in 新宋体 or the
    raster font): there these signs have full-width glyphs. One everywhere else; a code page of 0
    means that there is no Windows console.
    """
    if code_page not in CHINESE_PAGES or any(environment.get(name) for name in _NARROW_HERE):
        return 1
    return 2


@lru_cache(maxsize=1)
def cells_here() -> int:
    """The same for the screen that this program writes to."""
    kernel = getattr(getattr(ctypes, "windll", None), "kernel32", None)
    if kernel is None or not (sys.stdout.isatty() or sys.stderr.isatty()):
        return 1
    return ambiguous_cells(int(kernel.GetConsoleOutputCP()), os.environ)
