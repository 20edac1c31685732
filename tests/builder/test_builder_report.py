"""The report template: the same every time, laid out as GB/T 9704 asks, and docxtpl renders it."""

from __future__ import annotations

import io
import re
import zipfile

import jinja2
import pytest
from builder_kit import context, parts, value, w
from docxtpl import DocxTemplate
from lxml import etree

from gxgen.spec.spec import Spec
from gxgen.template.builder import build_report_template, units
from gxgen.template.builder.catalogue import SIGNER_CENTRE, SIGNER_FITS

NAMED = {
    "公文正文",
    "公文标题",
    "文号",
    "一级标题",
    "二级标题",
    "三级标题",
    "四级标题",
    "表格文字",
    "表头",
    "表格数字",
    "表注",
    "附件说明",
    "落款",
    "成文日期",
    "模板标记",
}


def rendered(template: bytes, spec: Spec, **changes: object) -> bytes:
    prose = [chapter.key for chapter in spec.chapters if chapter.is_prose]
    document = DocxTemplate(io.BytesIO(template))
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    keys = [table.key for table in spec.tables]
    document.render(context(prose, keys, **changes), environment)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraphs(document: etree._Element) -> list[tuple[str, str]]:
    """(style id, text) of the paragraphs outside tables."""
    body = document.find(w("body"))
    assert body is not None
    return [
        (value(found, "pPr/pStyle"), "".join(text.text or "" for text in found.iter(w("t"))))
        for found in body.findall(w("p"))
    ]


@pytest.fixture(scope="module")
def printed(template: bytes, spec: Spec) -> list[tuple[str, str]]:
    return paragraphs(parts(rendered(template, spec))["word/document.xml"])


def test_the_same_spec_gives_the_same_bytes(template: bytes, spec: Spec) -> None:
    assert build_report_template(spec.tables, spec.chapters) == template
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_every_style_that_is_used_is_defined_and_named(template: bytes) -> None:
    package = parts(template)
    styles = {
        style.get(w("styleId")): style for style in package["word/styles.xml"].iter(w("style"))
    }
    used = {
        found.get(w("val"))
        for root in package.values()
        for found in root.iter(w("pStyle"), w("rStyle"), w("tblStyle"), w("basedOn"), w("link"))
    }
    assert used <= styles.keys()
    assert {value(style, "name") for style in styles.values()} >= NAMED


def test_no_theme_font_and_no_slot_left_open(template: bytes) -> None:
    for root in parts(template).values():
        for fonts in root.iter(w("rFonts")):
            assert not [name for name in fonts.attrib if "heme" in str(name)]
            faces = {name for name in ("ascii", "hAnsi", "eastAsia", "cs") if fonts.get(w(name))}
            assert len(faces) in (0, 4)
            assert fonts.get(w("hint")) == "eastAsia"


def test_the_page_is_that_of_an_official_document(template: bytes) -> None:
    section = next(parts(template)["word/document.xml"].iter(w("sectPr")))
    margins, grid = section.find(w("pgMar")), section.find(w("docGrid"))
    assert margins is not None and grid is not None
    sides = {
        name: int(margins.get(w(name), "0")) * 25.4 / 1440
        for name in ("top", "left", "right", "bottom")
    }
    assert {name: round(size) for name, size in sides.items()} == {
        "top": 37, "left": 28, "right": 26, "bottom": 35,
    }  # fmt: skip
    assert (grid.get(w("type")), grid.get(w("linePitch"))) == ("lines", "579")
    assert units.TEXT_WIDTH == 8844
    assert units.TEXT_HEIGHT // units.LINE == 22
    assert units.TEXT_WIDTH // units.CHARACTER == 28


def named_styles(template: bytes) -> dict[str, etree._Element]:
    sheet = parts(template)["word/styles.xml"]
    return {value(style, "name"): style for style in sheet.iter(w("style"))}


def test_body_lines_are_exact_and_full(template: bytes) -> None:
    normal = named_styles(template)["Normal"]
    spacing = normal.find(w("pPr") + "/" + w("spacing"))
    assert spacing is not None
    assert (spacing.get(w("line")), spacing.get(w("lineRule"))) == ("579", "exact")
    for name in ("widowControl", "overflowPunct", "autoSpaceDE", "autoSpaceDN"):
        assert value(normal, f"pPr/{name}") == "0"


def test_tables_are_not_set_on_the_grid_of_the_body(template: bytes) -> None:
    styles = named_styles(template)
    for name in ("表格文字", "表头", "表格数字（小五）"):
        assert value(styles[name], "pPr/snapToGrid") == "0"
        spacing = styles[name].find(w("pPr") + "/" + w("spacing"))
        assert spacing is not None and int(spacing.get(w("line"), "0")) < 300
        assert styles[name].find(w("basedOn")) is None


def test_headings_show_in_the_navigation_pane(template: bytes) -> None:
    styles = named_styles(template)
    for level, name in enumerate(("一级标题", "二级标题", "三级标题", "四级标题")):
        assert value(styles[name], "pPr/outlineLvl") == str(level)
        assert styles[name].find(w("pPr") + "/" + w("keepNext")) is not None


def test_page_numbers_stand_outside_odd_right_even_left(template: bytes) -> None:
    package = parts(template)
    assert package["word/settings.xml"].find(w("evenAndOddHeaders")) is not None
    for name, style in (("footer1", "PageNumberOdd"), ("footer2", "PageNumberEven")):
        footer = package[f"word/{name}.xml"]
        assert value(footer, "p/pPr/pStyle") == style
        assert "".join(text.text or "" for text in footer.iter(w("t"))) == "— 1 —"
        assert [field.text for field in footer.iter(w("instrText"))] == ["PAGE"]


def test_docxtpl_leaves_no_tag_and_no_mark(printed: list[tuple[str, str]]) -> None:
    assert not [text for _, text in printed if re.search(r"\{[{%]|[}%]\}", text)]
    assert not [text for style, text in printed if style == "TemplateMark"]


def test_chapters_come_in_order_each_kept_with_what_follows(
    printed: list[tuple[str, str]], spec: Spec
) -> None:
    found = [text for style, text in printed if style.startswith("Level1")]
    assert found == [chapter.heading for chapter in spec.chapters]


def test_each_kind_of_block_has_its_style(printed: list[tuple[str, str]]) -> None:
    assert printed[:3] == [
        ("ReportTitle", "某县2024年"),
        ("ReportTitle", "年度报告"),
        ("DocNumber", "某政函〔2025〕6号"),
    ]
    first = printed.index(("ReportBody", "正文“引文”。"))
    assert printed[first + 1 : first + 8] == [
        ("Level2", "（一）标题"),
        ("ReportBody", "（一）标题。随后。"),
        ("Level3", "1.标题"),
        ("ReportBody", "1.标题。随后。"),
        ("Level4", "（1）标题"),
        ("ReportBody", "（1）标题。随后。"),
        ("ReportBody", "末段。"),
    ]


def test_the_end_of_the_report_stays_together(printed: list[tuple[str, str]]) -> None:
    assert printed[-9:] == [
        ("ReportBodyLast", "末段。"),
        ("BlankLine", ""),
        ("AnnexList", "附件：1.甲表"),
        ("AnnexList", "2.乙表"),
        ("BlankLine", ""),
        ("BlankLine", ""),
        ("Signer", "某县人民政府"),
        ("SignerLong", "某某某某某某某某某某某某某管理委员会"),
        ("IssueDate", "2025年1月9日"),
    ]


def test_optional_matter_leaves_nothing_behind(template: bytes, spec: Spec) -> None:
    notes = {table.key: {"块": []} for table in spec.tables}
    bare = rendered(
        template, spec, 文号="", 附件=[], 落款={"署名": [], "日期": ""}, 表注=notes, 前言={"块": []}
    )
    found = paragraphs(parts(bare)["word/document.xml"])
    assert [style for style, text in found if not text] == ["BlankLine"]
    assert found[-1] == ("ReportBodyLast", "末段。")


def test_a_single_attachment_has_no_number(template: bytes, spec: Spec) -> None:
    one = rendered(template, spec, 附件=[{"序": "1", "名": "甲表", "独": "名"}])
    assert ("AnnexOne", "附件：甲表") in paragraphs(parts(one)["word/document.xml"])


def test_a_run_in_heading_is_set_in_the_face_of_its_level(template: bytes, spec: Spec) -> None:
    document = parts(rendered(template, spec))["word/document.xml"]
    runs = [run for run in document.iter(w("r")) if value(run, "rPr/rStyle") == "Level2Char"]
    texts = {"".join(text.text or "" for text in run.iter(w("t"))) for run in runs}
    assert texts == {"（一）标题。"}


def test_draft_marks_every_page_and_a_final_report_none(template: bytes, spec: Spec) -> None:
    for mark in ("草稿", ""):
        package = parts(rendered(template, spec, 草稿=mark))
        for name in ("header1", "header2"):
            root = package[f"word/{name}.xml"]
            assert "".join(text.text or "" for text in root.iter(w("t"))) == mark


def test_properties_name_the_report_and_the_agency(template: bytes) -> None:
    core = parts(template)["docProps/core.xml"]
    texts = {etree.QName(element).localname: element.text for element in core}
    assert texts["title"] == "{{ 标题.全文 }}"
    assert texts["creator"] == "{{ 机关.名称 }}"
    assert texts["created"] == texts["modified"]


def test_a_signer_that_is_centred_fits_into_one_line() -> None:
    assert SIGNER_FITS * units.CHARACTER <= 2 * SIGNER_CENTRE < units.TEXT_WIDTH
