"""A province adds itself in a folder: restyled Word file, annex table, two checks, own figures.

Nothing of `gxgen/` is touched: everything below is written as its template author would.
"""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx_checks import faults_of

import gxgen
from gxgen.app.creating import new_report
from gxgen.app.packs.checking import check_template
from gxgen.app.packs.making import preview, stamped
from gxgen.app.packs.starting import start_pack
from gxgen.cli.main import main
from gxgen.diag import Diagnostic
from gxgen.diag.book import hint_of, message_of
from gxgen.spec.spec import load_spec

TABLES = """\
附表一:
  名称: 政策解读和回应关切情况
  简称: 附表一
  章: 其他事项
  块:
    - 角: 单位：件
      类型: 数
      行:
        政策解读: {标签: 政策解读, 说明: 全年发布的解读材料}
        回应关切: 回应公众关切
      列:
        文字: {标签: 文字解读, 缺省: 0}
        图表: {标签: 图表解读, 缺省: 0}
        总计: {标签: 合计, 合计: 是}
"""
CHECKS = """\
- 编号: GX801
  名称: 解读要有文字材料
  级别: 警告
  表: 附表一
  每: 行
  关系: 文字 >= 图表
  左多: 多{差}件
  右多: 少{差}件
  提示: 每一份图表解读都要有文字材料
- 编号: GX802
  名称: 规范性文件都要解读
  级别: 错误
  关系: 附表一.政策解读.总计 >= 主动公开.行政规范性文件.制发
  左多: 多{差}件
  右多: 少{差}件
  提示: 核对附表一和表二
"""
FIELDS = """\
自用数字:
  要报:
    解读数: {标签: 政策解读材料数, 单位: 件, 必填: 是}
    回应数: {标签: 回应公众关切数, 单位: 次}
"""
CHAPTERS = """\
总体情况:
  小节:
    政策解读: {标题: 政策解读情况, 必填: 是, 说明: 全年发布多少件解读材料}
    次序: [主动公开, 政策解读]
"""


@pytest.fixture
def province(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The province's folder in the current one."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["template", "new", "某省", "--from", "base/2021"])
    assert ended.value.code == 0
    folder = tmp_path / "某省"
    for stem, text in {
        "tables": TABLES, "checks": CHECKS, "fields": FIELDS, "chapters": CHAPTERS,
    }.items():  # fmt: skip
        (folder / f"{stem}.yaml").write_text(text, encoding="utf-8")
    path = folder / "2021" / "report.docx"
    document = Document(str(path))
    body = next(style for style in document.styles if style.name == "公文正文")
    body.font.size = Pt(15)  # type: ignore[attr-defined]
    document.save(str(path))
    return folder


def filled(text: str) -> str:
    """A blank report with noughts and some prose."""
    lines = []
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.endswith(": |"):
            lines += [line, line[: len(line) - len(stripped)] + "  这里写了一段话。"]
        elif "{" in line and stripped[0] != "#":
            lines.append(line.replace(": ,", ": 0,").replace(": }", ": 0}"))
        elif stripped.partition(":")[0] in ("类型", "级别"):
            words = {"类型": "政府", "级别": "县"}
            lines.append(line.partition(":")[0] + ": " + words[stripped.partition(":")[0]])
        elif stripped.endswith(":") and line.startswith("  ") and stripped[0] != "#":
            lines.append(f"{line} 0" if _is_leaf(text, line) else line)
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _is_leaf(text: str, line: str) -> bool:
    lines = text.splitlines()
    after = lines[lines.index(line) + 1] if lines.index(line) + 1 < len(lines) else ""
    indent = len(line) - len(line.lstrip())
    return len(after) - len(after.lstrip()) <= indent


def errors(found: tuple[Diagnostic, ...]) -> list[str]:
    return [f"{one.code} {message_of(one)}" for one in found if one.is_error]


def report(province: Path, *changes: tuple[str, str]) -> Path:
    made = new_report("某某县人民政府", 2024, "某省")
    assert made.value is not None, made.diagnostics
    text = filled(made.value)
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path = province.parent / "年报.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_pack_is_sound(province: Path) -> None:
    found = check_template("某省").diagnostics
    assert {one.code for one in found} <= {"GX140"}, "only the size that the province chose"


def test_new_shows_all_that_the_province_asks_for(province: Path) -> None:
    text = new_report("某县人民政府", 2024, "某省").value
    assert text is not None
    for words in (
        "附表一:", "# 政策解读（全年发布的解读材料）", "政策解读: {文字: , 图表: , 总计: }",
        "# 全年发布多少件解读材料", "# 政策解读材料数（件）", "  解读数:",
    ):  # fmt: skip
        assert words in text, words
    assert text.index("附表一:") > text.index("其他事项:")


def test_the_schema_asks_for_the_table_and_the_figures(province: Path) -> None:
    spec = load_spec("2021", "某省", province.parent).value
    assert spec is not None
    assert "附表一" in spec.schema["required"]  # type: ignore[operator]
    assert "自用数字" in spec.schema["required"]  # type: ignore[operator]
    figures = spec.schema["properties"]["自用数字"]  # type: ignore[index]
    assert figures["required"] == ["解读数"]
    assert figures["properties"]["解读数"]["title"] == "政策解读材料数（件）"


def test_the_report_is_printed_with_the_annex_table_in_its_chapter(province: Path) -> None:
    path = report(province, ("解读: {文字: 0, 图表: 0, 总计: 0}", "解读: {文字: 7, 图表: 2}"))
    loaded = gxgen.load(path)
    assert loaded.value is not None
    assert errors(loaded.diagnostics) == []
    made = gxgen.render(loaded.value)
    assert made.value is not None, errors(made.diagnostics)
    assert faults_of(made.value) == [], "Word would repair it"
    document = Document(io.BytesIO(made.value))
    assert len(document.tables) == 4
    table = document.tables[3]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["单位：件", "文字解读", "图表解读", "合计"],
        ["政策解读", "7", "2", "9"],
        ["回应公众关切", "0", "0", "0"],
    ]
    texts = [one.text for one in document.paragraphs]
    assert texts.index("六、其他需要报告的事项") < texts.index("附表一\u3000政策解读和回应关切情况")
    order = [element.tag for element in document.element.body]
    assert order[-1] == qn("w:sectPr")
    body = next(one for one in document.paragraphs if one.text == "这里写了一段话。")
    assert body.style is not None
    assert body.style.font.size == Pt(15)


def test_the_provinces_checks_and_wishes_are_judged(province: Path) -> None:
    path = report(
        province,
        ("政策解读: {文字: 0, 图表: 0, 总计: 0}", "政策解读: {文字: 1, 图表: 2, 总计: 4}"),
        (
            "行政规范性文件: {制发: 0, 废止: 0, 现行有效: 0}",
            "行政规范性文件: {制发: 8, 废止: 0, 现行有效: 8}",
        ),
        ("  解读数: 0\n", "  公开条数: 3\n"),
    )
    loaded = gxgen.load(path)
    assert loaded.value is not None
    checked = gxgen.check(loaded.value)
    codes = [one.code for one in checked.diagnostics]
    assert "GX302" in codes, "a stated total of the annex table"
    assert "GX801" in codes
    assert "GX802" in codes
    lacking = [one for one in checked.diagnostics if one.address == "自用数字.解读数"]
    assert len(lacking) == 1
    assert gxgen.render(loaded.value).value is None


def test_figures_that_are_all_left_out_are_told(province: Path) -> None:
    loaded = gxgen.load(report(province, ("  解读数: 0\n", "")))
    lacking = [one for one in loaded.diagnostics if one.address.startswith("自用数字")]
    assert len(lacking) == 1
    assert "解读数" in message_of(lacking[0]) + hint_of(lacking[0])


def test_the_table_stands_where_the_word_file_says(province: Path) -> None:
    path = province / "2021" / "report.docx"
    document = Document(str(path))
    at = next(one for one in document.paragraphs if one.text == "二、主动公开政府信息情况")
    mark = at.insert_paragraph_before("【附表：附表一】")
    assert mark.text
    document.save(str(path))
    made = preview("某省")
    assert made.value is not None, errors(made.diagnostics)
    assert made.value.lost == []
    assert made.value.cells == 206
    printed = Document(io.BytesIO(made.value.document))
    assert len(printed.tables) == 4
    assert printed.tables[0].rows[1].cells[0].text == "政策解读"
    assert "【" not in "".join(one.text for one in printed.paragraphs)


def test_a_table_that_the_author_drew_is_filled_and_not_drawn_again(province: Path) -> None:
    path = province / "2021" / "report.docx"
    document = Document(str(path))
    table = document.add_table(3, 4)
    texts = [
        "单位：件",
        "文字解读",
        "图表解读",
        "合计",
        "政策解读",
        "0",
        "0",
        "0",
        "回应公众关切",
        "0",
        "0",
        "0",
    ]
    for cell, text in zip(table._cells, texts, strict=True):
        cell.text = text
    document.save(str(path))
    made = preview("某省", sentinel=True)
    assert made.value is not None, errors(made.diagnostics)
    assert made.value.lost == []
    assert len(Document(io.BytesIO(made.value.document)).tables) == 4


def test_a_mark_for_a_table_that_is_none_is_told(province: Path) -> None:
    path = province / "2021" / "report.docx"
    document = Document(str(path))
    document.paragraphs[0].insert_paragraph_before("【附表：附表二】")
    document.save(str(path))
    found = [one for one in check_template("某省").diagnostics if one.is_error]
    assert [(one.code, one.facts["case"]) for one in found] == [("GX122", "annex")]


def test_the_sample_in_the_folder_renders(province: Path) -> None:
    shutil.rmtree(province)
    started = start_pack("某省", "shandong")
    assert started.value is not None
    for name, data in started.value.items():
        target = province / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    loaded = gxgen.load(province / "样例.yaml")
    assert loaded.value is not None
    assert loaded.value.spec.pack == "某省"
    made = gxgen.render(loaded.value)
    assert made.value is not None, errors(made.diagnostics)
    assert errors(check_template("某省").diagnostics) == []


def test_the_stamped_copy_has_a_tag_in_each_cell_of_the_annex_table(province: Path) -> None:
    made = stamped("某省")
    assert made.value is not None
    cells = Document(io.BytesIO(made.value)).tables[3]._cells
    assert cells[5].text == "{{ 附表一.政策解读.文字 }}"


def test_each_chapter_can_take_an_annex_table(province: Path) -> None:
    spec = load_spec("2021").value
    assert spec is not None
    for chapter in spec.chapters:
        text = TABLES.replace("章: 其他事项", f"章: {chapter.key}")
        (province / "tables.yaml").write_text(text, encoding="utf-8")
        made = preview("某省")
        load_spec.__globals__["_load"].cache_clear()
        made = preview("某省")
        assert made.value is not None, errors(made.diagnostics)
        document = Document(io.BytesIO(made.value.document))
        elements = list(document.element.body)
        texts = ["".join(one.itertext(qn("w:t"))) for one in elements]
        at = texts.index("附表一\u3000政策解读和回应关切情况")
        before = [one for one in spec.chapters if one.heading in texts[:at]]
        assert before[-1] is chapter


def test_figures_are_printed_in_groups_of_three_where_a_pack_wants_it(province: Path) -> None:
    (province / "style.yaml").write_text('千分位: 是\n零: "—"\n', encoding="utf-8")
    made = preview("某省", sentinel=True)
    assert made.value is not None
    assert made.value.lost == []
    cells = [cell.text for cell in Document(io.BytesIO(made.value.document)).tables[1]._cells]
    assert "1,011" in cells
    path = report(province)
    loaded = gxgen.load(path)
    assert loaded.value is not None
    printed = gxgen.render(loaded.value)
    assert printed.value is not None, errors(printed.diagnostics)
    cells = [cell.text for cell in Document(io.BytesIO(printed.value)).tables[1]._cells]
    assert "—" in cells
    assert "0" not in cells


def test_a_title_that_the_province_fixed_is_not_for_agencies_to_write(province: Path) -> None:
    fields = FIELDS + "标题: {固定: 是}\n"
    (province / "fields.yaml").write_text(fields, encoding="utf-8")
    text = new_report("某县人民政府", 2024, "某省").value
    assert text is not None
    assert "标题:" not in text.partition("总体情况:")[0]
    path = report(province)
    assert errors(gxgen.load(path).diagnostics) == []
    path.write_text("标题: 另一个标题\n" + path.read_text("utf-8"), encoding="utf-8")
    (found,) = [one for one in gxgen.load(path).diagnostics if one.is_error]
    assert (found.code, found.address) == ("GX201", "标题")


def test_fixed_and_required_cannot_be_both(province: Path) -> None:
    fields = FIELDS + "文号: {固定: 是, 必填: 是}\n"
    (province / "fields.yaml").write_text(fields, encoding="utf-8")
    assert [one.code for one in check_template("某省").diagnostics if one.is_error] == ["GX106"]
