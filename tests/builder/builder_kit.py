"""What the builder's tests share: a reader of w:tbl that owes nothing to the product, tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st
from lxml import etree

from gxgen.spec.outline import BREAK, Node
from gxgen.spec.table import Block, Table

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def w(name: str) -> str:
    return W + name


def value(element: etree._Element, path: str, default: str = "") -> str:
    """The w:val at a path of w: names below an element."""
    found = element.find("/".join(map(w, path.split("/"))))
    return default if found is None else found.get(w("val"), default)


def parts(data: bytes) -> dict[str, etree._Element]:
    """The XML parts of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}


def body_tables(data: bytes) -> list[etree._Element]:
    return list(parts(data)["word/document.xml"].iter(w("tbl")))


@dataclass(frozen=True)
class Seen:
    """A cell as Word shows it: `lines` parted at forced breaks, `style` the paragraph's."""

    row: int
    column: int
    rowspan: int
    colspan: int
    lines: tuple[str, ...]
    style: str

    @property
    def text(self) -> str:
        return "".join(self.lines)


def seen_cells(table: etree._Element) -> list[Seen]:
    """The cells of a w:tbl with merges resolved; asserts that its rows are sound."""
    columns = len(table.findall(w("tblGrid") + "/" + w("gridCol")))
    cells: list[Seen] = []
    above: dict[int, int] = {}
    for row, line in enumerate(table.findall(w("tr"))):
        column, now = 0, {}
        for cell in line.findall(w("tc")):
            span = int(value(cell, "tcPr/gridSpan", "1"))
            merge = cell.find(w("tcPr") + "/" + w("vMerge"))
            if merge is not None and merge.get(w("val")) == "continue":
                index = above[column]
                assert cells[index].colspan == span, "a continued cell is as wide as its start"
                assert not _lines(cell)[0], "no text hides under a merged cell"
                cells[index] = _taller(cells[index])
            else:
                index = len(cells)
                cells.append(Seen(row, column, 1, span, _lines(cell), value(cell, "p/pPr/pStyle")))
            if merge is not None:
                now[column] = index
            column += span
        assert column == columns, "every row takes all columns"
        above = now
    return cells


def _taller(cell: Seen) -> Seen:
    return Seen(cell.row, cell.column, cell.rowspan + 1, cell.colspan, cell.lines, cell.style)


def _lines(cell: etree._Element) -> tuple[str, ...]:
    (paragraph,) = cell.findall(w("p"))
    lines = [""]
    for piece in paragraph.iter(w("t"), w("br")):
        if piece.tag == w("br"):
            lines.append("")
        else:
            lines[-1] += piece.text or ""
    return tuple(lines)


def grid_widths(table: etree._Element) -> list[int]:
    return [int(column.get(w("w"), "0")) for column in table.iter(w("gridCol"))]


_LABELS = st.text(alphabet="公开年报（一）1.、“”A" + BREAK, min_size=0, max_size=24).map(
    lambda text: text.strip(BREAK)
)


def _nodes(depth: int) -> st.SearchStrategy[tuple[Node, ...]]:
    """A forest of nodes with keys of their own, some without a label, some grouping."""
    below = st.just(()) if depth == 0 else st.one_of(st.just(()), _nodes(depth - 1))
    node = st.tuples(_LABELS, below, st.booleans())
    return st.lists(node, min_size=1, max_size=4).map(
        lambda items: tuple(
            Node(f"k{index}", marked, children, transparent=bool(children) and clear)
            for index, (marked, children, clear) in enumerate(items)
        )
    )


def _block(items: tuple[str, str, tuple[Node, ...], tuple[Node, ...]]) -> Block:
    caption, corner, rows, columns = items
    return Block(caption.replace(BREAK, ""), corner.replace(BREAK, ""), "", rows, columns)


def any_table() -> st.SearchStrategy[Table]:
    """Any table whose addresses are all different (as the spec linter demands)."""
    block = st.tuples(_LABELS, _LABELS, _nodes(2), _nodes(2)).map(_block)
    blocks = st.lists(block, min_size=1, max_size=3).map(_apart)
    table = st.builds(
        lambda blocks, repeat: Table("t", "表", "", "", blocks, repeat_header=repeat),
        blocks,
        st.booleans(),
    )
    return table.filter(lambda table: len(table.cells) == _places(table))


def _apart(blocks: list[Block]) -> tuple[Block, ...]:
    """Blocks whose row keys differ, so that their cells have different addresses."""
    return tuple(
        Block(
            block.caption,
            block.corner,
            block.kind,
            tuple(Node(f"b{number}{node.key}", node.marked, node.children) for node in block.rows),
            block.columns,
        )
        for number, block in enumerate(blocks)
    )


def _places(table: Table) -> int:
    return sum(
        len([leaf for node in block.rows for leaf in node.leaves()])
        * len([leaf for node in block.columns for leaf in node.leaves()])
        for block in table.blocks
    )


def block_of_text(level: int, heading: str = "", text: str = "") -> Mapping[str, object]:
    return {"级": level, "题": heading, "文": text}


def context(chapters: list[str], tables: list[str], **changes: object) -> dict[str, object]:
    """A context as `gxgen.report` makes it, with every kind of block in every chapter."""
    blocks = [block_of_text(0, "", "正文“引文”。")]
    for level, heading in ((2, "（一）标题"), (3, "1.标题"), (4, "（1）标题")):
        blocks += [block_of_text(level, heading), block_of_text(level, heading + "。", "随后。")]
    blocks.append(block_of_text(0, "", "末段。"))
    return {
        "标题": {"行": ["某县2024年", "年度报告"], "全文": "某县2024年年度报告"},
        "机关": {"名称": "某县人民政府"},
        "文号": "某政函〔2025〕6号",
        "草稿": "",
        "前言": {"块": [block_of_text(0, "", "前言。")]},
        "表注": {key: {"块": [block_of_text(0, "", f"{key}的注。")]} for key in tables},
        "附件": [
            {"序": "1", "名": "甲表", "独": ""},
            {"序": "2", "名": "乙表", "独": ""},
        ],
        "落款": {
            "署名": ["某县人民政府", "某某某某某某某某某某某某某管理委员会"],
            "日期": "2025年1月9日",
        },
        **{key: {"块": blocks} for key in chapters},
        **changes,
    }
