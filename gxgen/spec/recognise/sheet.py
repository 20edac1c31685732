"""A published table as rows of cells, and what can be said of a row without knowing the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.kinds import looks_like_figure
from gxgen.spec.recognise.labels import fold

MAX_COLUMNS = 100
MAX_ROWS = 400
"""No table of the form is nearly as long; what is longer is a list of something else."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its distinct cells left to right, those that reach down from above included."""

    index: int
    cells: tuple[GridCell, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The folded texts of the row's cells that are words, not figures and not blank."""
        return tuple(fold(cell.text) for cell in self.cells if is_label(cell))

    @property
    def own_texts(self) -> tuple[str, ...]:
        """The same without the cells that began in an earlier row."""
        cells = (cell for cell in self.cells if cell.row == self.index)
        return tuple(fold(cell.text) for cell in cells if is_label(cell))

    @property
    def has_figures(self) -> bool:
        return any(cell.text.strip() and not is_label(cell) for cell in self.cells)

    @property
    def is_blank(self) -> bool:
        return not any(cell.text.strip() for cell in self.cells if cell.row == self.index)


@dataclass(frozen=True)
class Sheet:
    """A grid as published. `exact` when its columns are those of the paper (see RawTable)."""

    grid: Grid
    exact: bool = True

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return tuple(self._rows())

    def _rows(self) -> Iterator[Row]:
        if self.grid.columns > MAX_COLUMNS:
            return
        for index in range(min(self.grid.rows, MAX_ROWS)):
            yield Row(index, tuple(self.grid.row_cells(index)))


def is_label(cell: GridCell) -> bool:
    """Whether a cell holds words: Chinese that is no figure (3件) and no mark for nothing (无)."""
    chinese = any("\u4e00" <= sign <= "\u9fff" for sign in cell.text)
    return chinese and not looks_like_figure(cell.text)
