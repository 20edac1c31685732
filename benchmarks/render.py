"""Our engine against docxtpl and against the floor, on one report, in one process.

    python benchmarks/render.py [--rounds N] [--levels]

The report has the three statutory tables and 40 paragraphs of prose. docxtpl is used as its users
do: open the template, render, save, for each document. The floor is what no engine can save:
joining the finished bytes, deflating the document and writing the archive. docxtemplater (node) is
measured beside it where it is installed in the folder the benchmark is started from.
"""

from __future__ import annotations

import argparse
import io
import json
import shutil
import statistics
import subprocess
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate
from lxml import etree

from gxgen.spec.grid import GridCell
from gxgen.spec.layout import lay_out
from gxgen.spec.shape import Leaf, ListOf, Number, Record, Shape
from gxgen.spec.spec import load_spec
from gxgen.spec.table import Table
from gxgen.template import archive
from gxgen.template.budget import Meter
from gxgen.template.compiler import CompiledPart
from gxgen.template.engine import CompiledTemplate, compile_template, stamp_copy
from gxgen.template.environment import DEFAULT_FILTERS, Environment
from gxgen.template.wordxml import W

PARAGRAPHS = 40
SENTENCE = "全年主动公开政府信息若干条，办理申请若干件，均在法定期限内答复，未发生投诉和举报。"
WIDTH = 8_800


def sample_template(tables: Sequence[Table]) -> bytes:
    """A .docx as python-docx makes it, with the tables' labels and `0` in their value cells."""
    document = Document()
    document.add_paragraph("{{ 标题 }}")
    for text in ("{%p for 段 in 正文 %}", "{{ 段.文 }}", "{%p endfor %}"):
        document.add_paragraph(text)
    body = document.element.body
    for table in tables:
        body.insert(len(body) - 1, etree.fromstring(_table_xml(table)))
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _table_xml(table: Table) -> str:
    grid = lay_out(table)
    width = WIDTH // grid.columns
    rows = []
    for row in range(grid.rows):
        cells = [_cell_xml(cell, row, width) for cell in grid.row_cells(row)]
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    columns = f'<w:gridCol w:w="{width}"/>' * grid.columns
    return (
        f'<w:tbl xmlns:w="{W}"><w:tblPr><w:tblW w:w="{WIDTH}" w:type="dxa"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cell_xml(cell: GridCell, row: int, width: int) -> str:
    merge = ""
    if cell.rowspan > 1:
        merge = '<w:vMerge w:val="restart"/>' if row == cell.row else "<w:vMerge/>"
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    text = (cell.text or "0") if row == cell.row else ""
    look = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="18"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width * cell.colspan}" w:type="dxa"/>{span}{merge}'
        f'<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
        f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc>"
    )


def sample_context(tables: Sequence[Table]) -> tuple[dict[str, object], Record]:
    """A context with a figure in every cell, and its shape."""
    context: dict[str, object] = {
        "标题": "某镇2024年政府信息公开工作年度报告",
        "正文": [{"级": 0, "文": f"第{n}段：{SENTENCE}"} for n in range(PARAGRAPHS)],
    }
    shape: dict[str, Shape] = {
        "标题": Leaf(),
        "正文": ListOf(Record({"级": Number(), "文": Leaf()})),
    }
    figure = 0
    for table in tables:
        for address in table.cells:
            figure += 1
            _put(context, shape, address.split("."), str(figure % 30))
    return context, Record(shape)


def _put(context: dict[str, object], shape: dict[str, Shape], steps: list[str], value: str) -> None:
    for step in steps[:-1]:
        below = shape.setdefault(step, Record({}))
        context = context.setdefault(step, {})  # type: ignore[assignment]
        assert isinstance(below, Record) and isinstance(below.fields, dict)
        shape = below.fields
    context[steps[-1]] = value
    shape[steps[-1]] = Leaf()


def measure(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of one call: the median of `rounds`."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1_000


def floor(compiled: CompiledTemplate, context: dict[str, object]) -> Callable[[], bytes]:
    """Join, deflate and zip of a document whose every piece is known already."""
    pieces: list[bytes] = []
    members = []
    for name, member in compiled.named:
        if isinstance(member, CompiledPart):
            data, _ = member.render(dict(context), Meter())
            pieces = [data[start : start + 400] for start in range(0, len(data), 400)]
            members.append((name, None))
        else:
            members.append((name, member))

    def work() -> bytes:
        return archive.write(
            [member or archive.pack(name, b"".join(pieces)) for name, member in members]
        )

    return work


def docxtemplater(stamped: bytes, context: dict[str, object], rounds: int) -> float | None:
    """Milliseconds that docxtemplater takes for the same document; None where node or the
    packages docxtemplater and pizzip are not there (`npm install docxtemplater pizzip` here)."""
    node = shutil.which("node")
    if node is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        template, values = Path(name) / "template.docx", Path(name) / "context.json"
        template.write_bytes(_for_docxtemplater(stamped))
        values.write_text(json.dumps(context, ensure_ascii=False), encoding="utf-8")
        script = Path(__file__).with_suffix("").parent / "docxtemplater.mjs"
        command = [node, str(script), str(template), str(values), str(rounds)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    return float(run.stdout) if run.returncode == 0 else None


def _for_docxtemplater(stamped: bytes) -> bytes:
    """The stamped template with the one loop written as docxtemplater writes loops."""
    document = Document(io.BytesIO(stamped))
    spelt = {
        "{%p for 段 in 正文 %}": "{{#正文}}",
        "{{ 段.文 }}": "{{文}}",
        "{%p endfor %}": "{{/正文}}",
    }
    for paragraph in document.paragraphs:
        if paragraph.text in spelt:
            paragraph.text = spelt[paragraph.text]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def show_levels(data: bytes) -> None:
    """Time and size of the document part at every deflate level."""
    print(f"\ndeflate of {len(data):,} bytes:  level  memory     ms    bytes")
    for level in range(1, 10):
        for memory in (8, 9):

            def work(level: int = level, memory: int = memory) -> bytes:
                packer = zlib.compressobj(level, zlib.DEFLATED, -15, memory)
                return packer.compress(data) + packer.flush()

            print(f"{'':30}{level:5}{memory:8}{measure(work, 200):8.3f}{len(work()):8,}")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=400)
    options.add_argument("--levels", action="store_true", help="measure deflate levels, too")
    chosen = options.parse_args()
    spec = load_spec("2021").value
    assert spec is not None
    template = sample_template(spec.tables)
    context, shape = sample_context(spec.tables)
    start = time.perf_counter()
    compiled = compile_template(template, "sample.docx", shape, spec.tables).value
    compiling = (time.perf_counter() - start) * 1_000
    stamped = stamp_copy(template, "sample.docx", spec.tables).value
    assert compiled is not None and stamped is not None

    def ours() -> bytes:
        result = compiled.render(context)
        assert result.value is not None
        return result.value

    def docxtpl() -> bytes:
        tool = DocxTemplate(io.BytesIO(stamped))
        tool.render(context, jinja_env=Environment(DEFAULT_FILTERS), autoescape=True)
        out = io.BytesIO()
        tool.save(out)
        return out.getvalue()

    fastest = measure(floor(compiled, context), chosen.rounds)
    own = measure(ours, chosen.rounds)
    other = measure(docxtpl, max(5, chosen.rounds // 40))
    print(
        f"cells {len(compiled.addresses)}, paragraphs {PARAGRAPHS}, document {len(ours()):,} bytes"
    )
    print(f"compile once     {compiling:9.2f} ms")
    print(f"floor            {fastest:9.3f} ms")
    print(f"ours             {own:9.3f} ms   {own / fastest:6.2f} × floor")
    print(f"docxtpl          {other:9.2f} ms   {other / own:6.0f} × ours")
    third = docxtemplater(stamped, context, max(5, chosen.rounds // 40))
    if third is None:
        print("docxtemplater    left out: node, docxtemplater or pizzip is not installed")
    else:
        print(f"docxtemplater    {third:9.2f} ms   {third / own:6.0f} × ours")
    if chosen.levels:
        part = next(member for _, member in compiled.named if isinstance(member, CompiledPart))
        show_levels(part.render(dict(context), Meter())[0])


if __name__ == "__main__":
    main()
