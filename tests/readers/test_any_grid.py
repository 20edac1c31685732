"""Any table that is written as a Word file or a page reads back with equal texts and spans."""

from __future__ import annotations

import pytest
from grids import as_docx, as_html, as_markdown, grids, placed
from hypothesis import given

from gxgen.readers.published import read_bytes
from gxgen.report.published.raw import RawParagraph, RawTable
from gxgen.spec.grid import Grid

WRITERS = {"年报.docx": as_docx, "年报.html": as_html}


@pytest.mark.parametrize("name", WRITERS)
@given(grid=grids())
def test_a_table_reads_back_as_it_was_written(name: str, grid: Grid) -> None:
    document = read_bytes(WRITERS[name](grid), name).value
    assert document is not None
    before, table, after = document.items
    assert isinstance(before, RawParagraph)
    assert isinstance(table, RawTable)
    assert isinstance(after, RawParagraph)
    assert table.exact
    assert placed(table.grid) == placed(grid)
    assert (table.grid.rows, table.grid.columns) == (grid.rows, grid.columns)


@given(grid=grids())
def test_a_table_in_markdown_reads_back_cell_by_cell(grid: Grid) -> None:
    document = read_bytes(as_markdown(grid), "年报.md").value
    assert document is not None
    before, table, after = document.items
    assert isinstance(before, RawParagraph)
    assert isinstance(table, RawTable)
    assert isinstance(after, RawParagraph)
    assert table.exact

    def bare(texts: list[list[str]]) -> list[list[str]]:
        return [["".join(text.split()) for text in row] for row in texts]

    assert bare(table.grid.texts()) == bare(grid.texts())
