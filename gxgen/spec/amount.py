"""An amount with its own unit, for cells where the official form fixes none.

国办公开办函〔2019〕60号 has one (采购总金额): published reports write 元 and 万元 into the cell.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any


class Amount(Decimal):
    """A number and the unit it was written with ("" for none): `73802895.90元`.

    It counts as its bare number, so two amounts can be compared or added only where their units
    are the same. `text` shows it as written.
    """

    __slots__ = ("unit",)
    unit: str

    def __new__(cls, digits: str, unit: str = "") -> Amount:
        made = super().__new__(cls, digits)
        made.unit = unit
        return made

    @classmethod
    def written(cls, text: str) -> Amount:
        """The amount that `text` shows. Raises ValueError for anything else."""
        digits = text.rstrip("亿万元")
        try:
            return cls(digits, text[len(digits) :])
        except InvalidOperation:
            raise ValueError(f"not an amount: {text!r}") from None

    @property
    def text(self) -> str:
        """The digits and the unit, nothing rounded."""
        return format(self, "f") + self.unit

    # Decimal copies and pickles by its digits alone, which would lose the unit.
    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (format(self, "f"), self.unit)

    def __copy__(self) -> Amount:
        return self

    def __deepcopy__(self, memo: object) -> Amount:
        return self
