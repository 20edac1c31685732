"""Reports printed as text in the ways in which tables survive copying and crawling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from gxgen.spec.grid import Grid, GridCell
from gxgen.spec.layout import lay_out
from gxgen.spec.spec import Spec, load_spec
from gxgen.spec.table import Table

FIXTURES = Path(__file__).parent.parent / "fixtures" / "published"
TEXTS = FIXTURES / "text"
PAGES = FIXTURES / "pages"


def spec_of(edition: str) -> Spec:
    loaded = load_spec(edition)
    assert loaded.value is not None
    return loaded.value


def _shown(cell: GridCell, values: Mapping[str, str]) -> str:
    return values[cell.address] if cell.address else cell.text


def _row(grid: Grid, row: int) -> list[GridCell | None]:
    """One entry a grid column: the cell that begins there, None for a covered position."""
    line: list[GridCell | None] = []
    for column in range(grid.columns):
        cell = grid.at(row, column)
        begins = cell is not None and (cell.row, cell.column) == (row, column)
        line.append(cell if begins else None)
    return line


def cell_lines(grid: Grid, values: Mapping[str, str]) -> str:
    """One cell a line, a tab before it, a blank line before each row; cells covered from above
    are empty, those covered from the left are gone."""
    rows = []
    for row in range(grid.rows):
        line = []
        for column, cell in enumerate(_row(grid, row)):
            over = grid.at(row, column)
            if cell is not None:
                line.append("\t" + _shown(cell, values))
            elif over is not None and over.row < row and over.column == column:
                line.append("\t")
        rows.append("\n".join(line))
    return "\n\n".join(rows)


def tabbed(grid: Grid, values: Mapping[str, str]) -> str:
    """A row a line, cells separated by tabs; covered positions are empty."""
    return "\n".join(
        "\t".join("" if cell is None else _shown(cell, values) for cell in _row(grid, row))
        for row in range(grid.rows)
    )


def piped(grid: Grid, values: Mapping[str, str]) -> str:
    """A row a line, cells between upright bars."""
    return "\n".join(
        "| "
        + " | ".join("" if cell is None else _shown(cell, values) for cell in _row(grid, row))
        + " |"
        for row in range(grid.rows)
    )


def bar_lines(grid: Grid, values: Mapping[str, str]) -> str:
    """One cell a line with a bar behind it; the covered ones of a row as bars at its end."""
    lines = []
    for row in range(grid.rows):
        cells = [cell for cell in _row(grid, row) if cell is not None]
        lines += [f"{_shown(cell, values)} |" for cell in cells]
        if len(cells) < grid.columns:
            lines.append("|" * (grid.columns - len(cells)))
    return "\n".join(lines)


def run_together(grid: Grid, values: Mapping[str, str]) -> str:
    """All cells one after the other with a space between."""
    cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    return " ".join(_shown(cell, values) for cell in cells)


def plain_lines(grid: Grid, values: Mapping[str, str]) -> str:
    """All cells one after the other, each on a line of its own."""
    cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    return "\n".join(_shown(cell, values) for cell in cells)


def rows_of_bars(grid: Grid, values: Mapping[str, str]) -> str:
    """A row a line, a bar behind each cell; nothing is left of merged cells."""
    lines = []
    for row in range(grid.rows):
        cells = [cell for cell in _row(grid, row) if cell is not None]
        lines.append(" | ".join(_shown(cell, values) for cell in cells) + " |")
    return "\n".join(lines)


def filled_up_bars(grid: Grid, values: Mapping[str, str]) -> str:
    """A row a line between bars; merged cells as bars at its end."""
    lines = []
    for row in range(grid.rows):
        cells = [cell for cell in _row(grid, row) if cell is not None]
        inside = " | ".join(_shown(cell, values) for cell in cells)
        lines.append(f"| {inside} | " + "|" * (grid.columns - len(cells)))
    return "\n".join(lines)


def lonely_bars(grid: Grid, values: Mapping[str, str]) -> str:
    """Every cell and every bar on a line of its own; merged cells as bars at the row's end."""
    lines = []
    for row in range(grid.rows):
        cells = [cell for cell in _row(grid, row) if cell is not None]
        for cell in cells:
            lines += [_shown(cell, values), "|"]
        if len(cells) < grid.columns:
            lines.append("|" * (grid.columns - len(cells)))
    return "\n".join(lines)


def hanging_bars(grid: Grid, values: Mapping[str, str]) -> str:
    """A bar, a line break, the cell: as when each cell holds a paragraph."""
    lines = []
    for row in range(grid.rows):
        cells = [cell for cell in _row(grid, row) if cell is not None]
        inside = "".join(f"| \n {_shown(cell, values)}  " for cell in cells)
        lines.append(inside + "|" * (1 + grid.columns - len(cells)))
    return "\n".join(lines)


def bars_above(grid: Grid, values: Mapping[str, str]) -> str:
    """A bar on a line of its own above each row, then a cell a line with a bar behind it; merged
    cells as bars behind the last one."""
    lines = []
    for row in range(grid.rows):
        cells = [cell for cell in _row(grid, row) if cell is not None]
        lines += ["|", *(f"{_shown(cell, values)} |" for cell in cells)]
        lines[-1] += "|" * (grid.columns - len(cells))
    return "\n".join(lines)


def spaced_lines(grid: Grid, values: Mapping[str, str]) -> str:
    """Every cell a line with blank lines between."""
    cells = sorted(grid.cells, key=lambda cell: (cell.row, cell.column))
    return "\n\n".join(_shown(cell, values) for cell in cells)


STYLES: Mapping[str, Callable[[Grid, Mapping[str, str]], str]] = {
    "cell lines": cell_lines,
    "tabbed": tabbed,
    "piped": piped,
    "bar lines": bar_lines,
    "rows of bars": rows_of_bars,
    "filled-up bars": filled_up_bars,
    "lonely bars": lonely_bars,
    "hanging bars": hanging_bars,
    "bars above": bars_above,
    "spaced lines": spaced_lines,
    "run together": run_together,
    "plain lines": plain_lines,
}


def printed(spec: Spec, values: Mapping[str, str], style: str, between: str = "\n\n") -> str:
    """A whole report as text: every chapter's heading, a sentence or its table below it, with
    `between` two of its parts."""
    parts = [
        "甲县乙镇2024年政府信息公开工作年度报告",
        "本报告的数据截至2024年12月31日，共六个部分。",
    ]
    for chapter in spec.chapters:
        parts.append(chapter.heading)
        table = spec.table(chapter.table) if chapter.table else None
        parts.append(
            _table(table, values, style) if table else "这一年的工作照常进行，没有别的情况。"
        )
    return between.join(parts) + "\n\n甲县乙镇人民政府\n2025年1月20日\n"


def _table(table: Table, values: Mapping[str, str], style: str) -> str:
    return STYLES[style](lay_out(table), values)
