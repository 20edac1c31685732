"""What Word prints is what is read: one thing of a Word file a test."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from helpers import EXAMPLES
from word_kit import W, document_texts, docx, outline, p, run, spans, tbl, tc, tr

import gxgen
from gxgen.diag import DocPlace
from gxgen.readers.published import read_bytes
from gxgen.report.published.raw import RawDocument
from gxgen.spec.align import squeeze
from gxgen.template.wordxml import STRICT, T, parse

NEVER_NUMBERED = "没有编号"


def read(*body: str, **parts: str) -> RawDocument:
    result = read_bytes(docx(*body, **parts), "年报.docx")
    assert result.value is not None
    return result.value


def texts(*body: str, **parts: str) -> list[str | list[list[str]]]:
    return outline(read(*body, **parts))


def places(document: RawDocument) -> list[str]:
    return [str(item.place).partition("：")[2] for item in document.items]


def test_paragraphs_and_tables_stand_in_reading_order_with_their_places() -> None:
    document = read(p("甲"), p(), p("乙"), tbl(tr("1", "2"), tr("3", "4")), p("丙"))
    assert outline(document) == ["甲", "乙", [["1", "2"], ["3", "4"]], "丙"]
    assert places(document) == ["正文 第1段", "正文 第3段", "正文 第1个表格", "正文 第4段"]
    (table,) = document.tables
    cell = table.grid.at(1, 0)
    assert cell is not None
    assert str(cell.ref) == "年报.docx：正文 第1个表格 第2行 第1列"
    assert isinstance(cell.ref, DocPlace)
    assert cell.ref.text == "3"


def test_merged_cells_are_one_cell() -> None:
    table = tbl(
        tr(tc("角", '<w:gridSpan w:val="2"/><w:vMerge w:val="restart"/>'), "甲"),
        tr(tc("", '<w:gridSpan w:val="2"/><w:vMerge/>'), "乙"),
        tr("1", "2", "3"),
        tr("4", "5", properties='<w:gridBefore w:val="1"/>'),
    )
    (read_table,) = read(table).tables
    assert read_table.exact
    assert spans(read_table) == [
        (0, 0, 2, 2, "角"),
        (0, 2, 1, 1, "甲"),
        (1, 2, 1, 1, "乙"),
        (2, 0, 1, 1, "1"),
        (2, 1, 1, 1, "2"),
        (2, 2, 1, 1, "3"),
        (3, 1, 1, 1, "4"),
        (3, 2, 1, 1, "5"),
    ]


def test_rows_that_do_not_reach_the_same_column_are_not_exact() -> None:
    (table,) = read(tbl(tr("1", "2", "3"), tr("4", "5"))).tables
    assert not table.exact


def test_tables_split_over_pages_stay_separate() -> None:
    one = tbl(tr("1", "2"), tr("3", "4"))
    assert len(list(read(one, p(), one).tables)) == 2


def test_a_table_that_only_frames_the_report_is_no_table() -> None:
    inner = tbl(tr("1", "2"), tr("3", "4"))
    frame = tbl(tr(tc(p("一、情况") + inner + p("二、说明"))))
    assert texts(frame) == ["一、情况", [["1", "2"], ["3", "4"]], "二、说明"]


def test_a_layout_table_with_a_margin_gives_way_to_the_tables_in_it() -> None:
    inner = tbl(tr("1", "2", "3"), tr("4", "5", "6"))
    assert texts(tbl(tr(tc("栏目"), tc(p("标题") + inner + p())))) == [
        "栏目",
        "标题",
        [["1", "2", "3"], ["4", "5", "6"]],
    ]


def test_a_small_table_within_a_cell_of_data_is_text() -> None:
    small = tbl(tr("其中", "5"))
    rows = [tr("甲", "1", "2"), tr("乙", tc(p("3") + small + p()), "4")]
    assert texts(tbl(*rows)) == [[["甲", "1", "2"], ["乙", "3\n其中 5", "4"]]]


def test_a_text_box_comes_out_where_it_hangs_and_once() -> None:
    box = f"<w:txbxContent>{p('印发〔2025〕1号')}</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(p("甲"), p(drawing + run("乙")), p("丙")) == ["甲", "印发〔2025〕1号", "乙", "丙"]
    document = read(p("甲"), p(run("乙") + drawing), p("丙"))
    assert outline(document) == ["甲", "乙", "印发〔2025〕1号", "丙"]
    assert places(document)[-1] == "正文 第3段"


def test_tracked_changes_are_taken_as_accepted_and_told() -> None:
    deleted = '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="2">{run("原处")}</w:moveFrom>'
    moved += f'<w:moveTo w:id="3">{run("此处")}</w:moveTo>'
    inserted = f'<w:ins w:id="4">{run("新")}</w:ins>'
    data = docx(p(run("公开") + deleted + inserted + run("12") + moved))
    result = read_bytes(data, "年报.docx")
    assert result.value is not None
    assert outline(result.value) == ["公开新12此处"]
    assert [(item.code, item.facts["case"]) for item in result.diagnostics] == [
        ("GX602", "changes")
    ]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert texts(p("全年公开", gone), p("12条。"), p("完")) == ["全年公开12条。", "完"]


def test_deleted_rows_are_gone() -> None:
    gone = tr("旧", "9", properties='<w:del w:id="1"/>')
    assert texts(tbl(tr("甲", "1"), gone, tr("乙", "2"))) == [[["甲", "1"], ["乙", "2"]]]


def test_hidden_text_is_left_out_also_when_a_style_hides_it() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="H"><w:name w:val="h"/><w:rPr><w:vanish/></w:rPr>'
        "</w:style>"
    )
    hidden = run("填表说明", "<w:vanish/>") + run("批注", '<w:rStyle w:val="H"/>')
    shown = run("明", '<w:rStyle w:val="H"/><w:vanish w:val="0"/>')
    assert texts(p(run("说") + hidden + shown), styles=styles) == ["说明"]


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_fields_show_their_result_never_their_code() -> None:
    code = "<w:r><w:instrText> =SUM(ABOVE) </w:instrText></w:r>"
    inner = mark("begin") + code + mark("separate") + run("内") + mark("end")
    field = mark("begin") + code + inner + mark("separate") + run("12") + mark("end")
    assert texts(p(run("共") + field + run("件"))) == ["共12件"]
    assert texts(p(f'<w:fldSimple w:instr="DATE">{run("2025年")}</w:fldSimple>')) == ["2025年"]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    assert texts(p(run("甲") + mark("begin") + run("乙")), p("丙")) == ["甲乙", "丙"]


def test_signs_that_are_elements_of_their_own() -> None:
    signs = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>0991</w:t><w:noBreakHyphen/>"
    symbol = '<w:t>1</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:softHyphen/></w:r>'
    assert texts(p(signs + symbol)) == ["甲\t乙\n0991-1☑"]


def test_footnotes_comments_and_prompts_are_no_text() -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r>'
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    prompt = control("<w:showingPlcHdr/>", run("单击此处"))
    assert texts(p(control("", run("蓟州区")) + note + prompt)) == ["蓟州区"]


def test_a_file_within_the_file_is_told() -> None:
    result = read_bytes(docx(p("甲"), '<w:altChunk w:id="a"/>'), "年报.docx")
    assert [(item.code, item.facts["case"]) for item in result.diagnostics] == [
        ("GX602", "embedded")
    ]
    (fault,) = read_bytes(docx('<w:altChunk w:id="a"/>'), "年报.docx").diagnostics
    assert (fault.code, fault.facts["case"]) == ("GX601", "chunk")


def test_content_controls_around_paragraphs_and_rows_are_transparent() -> None:
    around = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    assert texts(around(p("甲")), tbl(around(tr("1", "2")), tr("3", around(tc("4"))))) == [
        "甲",
        [["1", "2"], ["3", "4"]],
    ]


def level(place: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def listed(list_id: int, place: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{list_id}"/></w:numPr>'


OUTLINE_LIST = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "japaneseCounting", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%4", "<w:isLgl/>")
    + level(4, "bullet", "●")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def test_automatic_numbers_are_part_of_the_text_and_count_like_word() -> None:
    body = [
        p("总体情况", listed(1)),
        p("主动公开", listed(1, 1)),
        p("网站", listed(1, 2)),
        p("新媒体", listed(1, 2)),
        p("依申请", listed(1, 1)),
        p("小节", listed(1, 2)),
        p("办理结果", listed(1)),
        p("第一", listed(1, 1)),
        p("细目", listed(1, 3)),
        p("点", listed(1, 4)),
        p(NEVER_NUMBERED, listed(0)),
        p("另起", listed(2)),
        p("接着", listed(2)),
    ]
    assert texts(*body, numbering=OUTLINE_LIST) == [
        "一、总体情况",
        "（一）主动公开",
        "1.网站",
        "2.新媒体",
        "（二）依申请",
        "1.小节",
        "二、办理结果",
        "（一）第一",
        "2.1 细目",
        "点",
        NEVER_NUMBERED,
        "五、另起",
        "六、接着",
    ]


def test_numbers_may_come_from_a_style_and_stand_in_cells() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:jc w:val="center"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    body = [p("情况", '<w:pStyle w:val="1"/>'), tbl(tr(tc(p("", listed(1))), "甲"), tr("x", "y"))]
    document = read(*body, styles=styles, numbering=OUTLINE_LIST)
    assert outline(document) == ["一、情况", [["二、", "甲"], ["x", "y"]]]
    (heading,) = document.paragraphs
    assert (heading.heading, heading.centred, heading.strong) == (1, True, True)


@pytest.mark.parametrize(
    ("properties", "runs", "expected"),
    [
        ('<w:outlineLvl w:val="1"/>', run("甲"), (2, False, False)),
        ('<w:outlineLvl w:val="9"/>', run("甲"), (0, False, False)),
        ('<w:jc w:val="center"/>', run("甲", "<w:b/>") + run(" "), (0, True, True)),
        ("", run("甲", "<w:b/>") + run("乙"), (0, False, False)),
        ("", run("甲", '<w:b w:val="0"/>'), (0, False, False)),
    ],
)
def test_looks(properties: str, runs: str, expected: tuple[int, bool, bool]) -> None:
    (one,) = read(p(runs, properties)).paragraphs
    assert (one.heading, one.centred, one.strong) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("云岭县2024年政府信息公开工作年度报告", "云岭县2024年政府信息公开工作年度报告"),
        ("云岭县2019年政府信息公开工作年度报告", ""),
        ("文档1", ""),
        ("Microsoft Word - 年度报告定稿", ""),
        ("{{ 标题 }}年度报告模样", ""),
        ("政府信息公开年报终稿.doc", ""),
    ],
)
def test_the_title_property_counts_unless_a_template_left_it(title: str, expected: str) -> None:
    assert read(p("2024年的情况"), title=title).title == expected


def test_the_strict_dialect_is_read_too() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(p("甲")))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(W.encode(), STRICT.encode()))
    result = read_bytes(out.getvalue(), "年报.docx")
    assert result.value is not None
    assert outline(result.value) == ["甲"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_document_of_ours_reads_completely(path: Path) -> None:
    loaded = gxgen.load(path)
    assert loaded.value is not None
    rendered = gxgen.render(loaded.value)
    if rendered.value is None:
        pytest.fail(str(rendered.diagnostics))
    document = read_bytes(rendered.value, "年报.docx").value
    assert document is not None
    with zipfile.ZipFile(io.BytesIO(rendered.value)) as archive:
        root = parse(archive.read("word/document.xml"))
    printed = "".join(text.text or "" for text in root.iter(T))
    assert squeeze("".join(document_texts(document))) == squeeze(printed)
    assert len(list(document.tables)) == 3
    assert sum(item.heading == 1 for item in document.paragraphs) == 6
