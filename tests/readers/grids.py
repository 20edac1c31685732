"""Any table on paper: drawn by Hypothesis, written as Word, HTML or Markdown."""

from __future__ import annotations

import re
from html import escape

from hypothesis import strategies as st
from word_kit import docx, p, run, tbl, tc

from gxgen.spec.grid import Grid, GridCell

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
TEXTS = st.text('甲乙（）1.0-/|*_ <&>"`#\\', max_size=6)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """A grid without holes, of at least two cells that both hold text."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(2, 5))
    taken: set[tuple[int, int]] = set()
    cells: list[GridCell] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            width = draw(st.integers(1, _free(taken, row, column, columns)))
            height = draw(st.integers(1, rows - row))
            if len(cells) == 0 and (height, width) == (rows, columns):
                width -= 1
            taken |= {(row + i, column + j) for i in range(height) for j in range(width)}
            text = "首" if not cells else "次" if len(cells) == 1 else draw(TEXTS)
            cells.append(GridCell(row, column, height, width, text))
    return Grid(rows, columns, tuple(cells))


def _free(taken: set[tuple[int, int]], row: int, column: int, columns: int) -> int:
    """How many columns are free from a position to the right."""
    return next((c - column for c in range(column, columns) if (row, c) in taken), columns - column)


def as_docx(grid: Grid) -> bytes:
    """A Word file with the grid between two paragraphs."""
    rows = []
    for row in range(grid.rows):
        made = ""
        for cell in grid.row_cells(row):
            properties = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
            if cell.rowspan > 1:
                properties += "<w:vMerge" + (' w:val="restart"/>' if cell.row == row else "/>")
            made += tc(p(run(cell.text if cell.row == row else "")), properties)
        rows.append(f"<w:tr>{made}</w:tr>")
    return docx(p("前文"), tbl(*rows), p("后文"))


def as_html(grid: Grid) -> bytes:
    """A page with the grid between two paragraphs."""
    rows = []
    for row in range(grid.rows):
        made = ""
        for cell in grid.row_cells(row):
            if cell.row == row:
                spans = f'colspan="{cell.colspan}" rowspan="{cell.rowspan}"'
                made += f"<td {spans}>{escape(cell.text)}</td>"
        rows.append(f"<tr>{made}</tr>")
    table = f"<table>{''.join(rows)}</table>"
    return f"<html><body><p>前文</p>{table}<p>后文</p></body></html>".encode()


def as_markdown(grid: Grid) -> bytes:
    """The grid between two lines, covered places as empty cells."""

    def row(cells: list[str]) -> str:
        escaped = (_MARKS.sub(r"\\\1", cell) for cell in cells)
        return f"| {' | '.join(escaped)} |"

    first, *others = map(row, grid.texts())
    dashes = "|" + " --- |" * grid.columns
    return "\n".join(["前文", "", first, dashes, *others, "", "后文"]).encode()


def placed(grid: Grid) -> list[tuple[int, int, int, int, str]]:
    """Every cell as row, column, spans and text without white space."""
    return [
        (cell.row, cell.column, cell.rowspan, cell.colspan, "".join(cell.text.split()))
        for cell in grid.cells
    ]
