"""Numbers that fit their cells: a value too wide for its cell gets a smaller run size.

Widths are counted in half-width characters (a digit is half an em wide, a Chinese character one
em), room in twips (1/20 pt), run sizes in half-points as Word writes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gxgen.diag.text import display_width

SMALLEST = 8
"""Half-points; a figure of 4 pt is the least that can be read in print."""
TWIPS = 5
"""Width in twips of a half-width character for each half-point of run size."""
_SLOT = re.compile(r"<\?gxgen-size (\d+)\?>")


@dataclass(frozen=True, slots=True)
class SizeSlot:
    """Where the run size of a stamped cell stands in the XML.

    `fits` is the XML for a value that fits (the template's own), `opening` and `closing` what the
    size elements must be wrapped in; `size` the template's run size, `room` what the cell offers.
    """

    fits: str
    opening: str
    closing: str
    size: int
    room: int

    @property
    def capacity(self) -> int:
        """Half-width characters that fit at the template's size."""
        return self.room // (self.size * TWIPS)

    def xml(self, text: str) -> str:
        """The XML that sets the size for `text`: the largest that fits, SMALLEST at least."""
        width = display_width(text)
        if width <= self.capacity:
            return self.fits
        size = max(SMALLEST, self.room // (width * TWIPS))
        if size >= self.size:
            return self.fits
        return f'{self.opening}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>{self.closing}'


@dataclass(frozen=True, slots=True)
class Fit:
    """A size slot inside the static bytes before a value; `safe` characters fit in any script."""

    slot: SizeSlot
    before: bytes
    after: bytes
    safe: int

    def static(self, text: str) -> bytes:
        """The static bytes before `text`, its size set."""
        return self.before + self.slot.xml(text).encode() + self.after


TARGET = "gxgen-size"
"""Name of the processing instruction that marks a size slot while a part is compiled."""


def plain(text: str, slots: Sequence[SizeSlot]) -> str:
    """Static XML with every size slot as it is for a value that fits."""
    return _SLOT.sub(lambda match: slots[int(match.group(1))].fits, text)


def fit_before(text: str, slots: Sequence[SizeSlot]) -> tuple[str, Fit | None]:
    """The static XML before a value with all slots plain, and the Fit of its last slot, if any."""
    found = list(_SLOT.finditer(text))
    if not found:
        return text, None
    slot = slots[int(found[-1].group(1))]
    before = plain(text[: found[-1].start()], slots)
    after = text[found[-1].end() :]
    fit = Fit(slot, before.encode(), after.encode(), slot.capacity // 2)
    return before + slot.fits + after, fit
