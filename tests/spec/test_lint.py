"""The spec linter: every rule by one pack that breaks it, with the place it is told at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pack_kit import as_files, base_data, linted, load, write_pack

from gxgen.spec.lint import lint_pack
from gxgen.spec.locate import search_folders
from gxgen.spec.pack import is_installed, load_pack

ANNEX = """\
附表一:
  名称: 附表
  章: 其他事项
  块:
    - 类型: 数
      行: {甲: 甲, 乙: 乙}
      列: {丙: 丙, 丁: {标签: 丁, 缺省: 0}, 合计数: {标签: 合计, 合计: 是}}
"""


@pytest.mark.parametrize("edition", ["2019", "2021"])
@pytest.mark.parametrize("pack", ["base", "bingtuan", "liaoning", "shandong", "tianjin"])
def test_installed_packs_are_sound(pack: str, edition: str) -> None:
    files = load_pack(pack, edition, search_folders()).value
    assert files is not None
    assert is_installed(files.folders)
    assert lint_pack(files) == ()


def test_a_sound_pack_of_somebody_else_loads(tmp_path: Path) -> None:
    files = {
        "tables.yaml": ANNEX,
        "chapters.yaml": "其他事项: {小节: {次序: [建议提案], 建议提案: 建议提案办理情况}}\n",
        "checks.yaml": "- {编号: GX401, 级别: 建议}\n",
        "2021/style.yaml": "小节编号: 1.\n",
        "text.yaml": "# 还没有写\n",
    }
    assert linted(tmp_path, files) == []
    spec = load(tmp_path).value
    assert spec is not None
    assert not is_installed(spec.files.folders)
    assert [table.key for table in spec.tables][-1] == "附表一"
    sections = next(item for item in spec.chapters if item.key == "其他事项").sections
    assert [section.key for section in sections] == ["建议提案", "信息处理费"]
    assert [rule.level for rule in spec.rules if rule.code == "GX401"] == ["advice"]
    assert spec.style["小节编号"] == "1."


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert linted(tmp_path, {"checks.yaml": "", "tables.yaml": "# 以后再写\n"}) == []
    spec = load(tmp_path).value
    assert spec is not None
    assert len(spec.rules) == len(base_data()["checks"])


FORMS = {
    "unknown key": (
        {"chapters.yaml": "总体情况:\n  标提: 总况\n"},
        "GX102 chapters.yaml:2:3 总体情况／标提：没有“标提”这一项，是不是“标题”？",
    ),
    "unknown key without a near one": (
        {"pack.yaml": "extends: base\n名称: 甲\nversion: 1\n"},
        "GX102 pack.yaml:3:1 version：没有“version”这一项，可以写：extends、名称、说明、程序版本",
    ),
    "misspelt removal": (
        {"chapters.yaml": "总体情况:\n  小节:\n    综叙: ~\n"},
        "GX102 chapters.yaml:3:5 总体情况／小节／综叙：后面是空的；上级模板包里没有这一项，不用删",
    ),
    "order of what is not there": (
        {"chapters.yaml": "总体情况:\n  小节:\n    次序: [监督保障, 平台健设]\n"},
        "GX102 chapters.yaml:3:16 总体情况／小节／次序：没有“平台健设”，排不了次序",
    ),
    "order of something new": (
        {"tables.yaml": ANNEX.replace("{甲: 甲, 乙: 乙}", "{次序: [乙, 甲], 甲: 甲, 乙: 乙}")},
        "GX102 tables.yaml:6:11 附表一／块／第1项／行／次序：“次序”只能写在上级模板包已有的内容里",
    ),
    "pattern": (
        {"chapters.yaml": "总体情况: {字数: 一千}\n"},
        "GX102 chapters.yaml:1:12 总体情况／字数：“一千”的写法不对（原则上不超过多少字，写整数）",
    ),
    "choice": (
        {"style.yaml": "小节标题: 居中\n"},
        "GX102 style.yaml:1:7 小节标题：“居中”不在可选的范围里，只能写：独立成行、段首",
    ),
    "too long": (
        {"style.yaml": "零: 没有发生过\n"},
        "GX102 style.yaml:1:4 零：“没有发生过”太长，最多4个字",
    ),
    "text instead of a mapping": (
        {"tables.yaml": "附表一: 没有写\n"},
        "GX102 tables.yaml:1:6 附表一：这里应当是“名称: 内容”",
    ),
    "mapping instead of a text": (
        {"style.yaml": "零: {写: 无}\n"},
        "GX102 style.yaml:1:4 零：这里应当是一段文字",
    ),
    "list instead of a mapping": (
        {"style.yaml": "- 零\n"},
        "GX102 style.yaml:1:1 文件：这里应当是“名称: 内容”",
    ),
    "blank value": (
        {"tables.yaml": ANNEX.replace("甲: 甲", "甲: ")},
        "GX102 tables.yaml:6:14 附表一／块／第1项／行／甲：后面是空的；不需要就删去这一行",
    ),
    "nothing in it": (
        {"tables.yaml": ANNEX.replace("{甲: 甲, 乙: 乙}", "{}")},
        "GX102 tables.yaml:6:10 附表一／块／第1项／行：这里还没有写内容",
    ),
    "something is missing": (
        {"checks.yaml": "- {编号: GX8试一, 名称: 试}\n"},
        "GX102 checks.yaml:1:3 第{next}项／关系：少了“关系”",
    ),
    "entry without a readable code": (
        {"checks.yaml": "- {编号: [1]}\n"},
        "GX102 checks.yaml:1:8 第1项／编号：这里应当是一段文字",
    ),
    "control character": (
        {"chapters.yaml": '总体情况: {说明: "响\\a铃"}\n'},
        "GX006 chapters.yaml:1:12 双引号里的反斜杠“\\”写出了一个控制字符 U+0007",
    ),
    "invisible character": (
        {"chapters.yaml": '总体情况: {说明: "响\\u200b铃"}\n'},
        "GX102 chapters.yaml:1:12 总体情况／说明：里面有看不见的字符",
    ),
    "syntax": (
        {"style.yaml": "零: [\n"},
        "GX102 style.yaml:2:1 这一处的写法有错",
    ),
    "no extends": (
        {"pack.yaml": "名称: 甲\n", "style.yaml": "零: 无\n"},
        "GX102 pack.yaml 文件：没有 tables.yaml；省级模板包请在 pack.yaml 写上 extends: base",
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_form(name: str, tmp_path: Path) -> None:
    files, expected = FORMS[name]
    expected = expected.replace("{next}", str(len(base_data()["checks"]) + 1))
    found = linted(tmp_path, files)
    assert expected in found
    if name != "no extends":
        assert found == [expected]


def annex(old: str, new: str) -> dict[str, str]:
    """The annex table with `old` replaced by `new`."""
    assert old in ANNEX
    return {"tables.yaml": ANNEX.replace(old, new)}


WIDE = "{" + ", ".join(f"列{number}: 第{number}列" for number in range(61)) + "}"
COLUMNS = "{丙: 丙, 丁: {标签: 丁, 缺省: 0}, 合计数: {标签: 合计, 合计: 是}}"
RULES = {
    "no identifier": (
        annex("甲: 甲", "1甲: 甲"),
        "6:11 “1甲”不能作名称：只能用汉字、字母、数字和下划线，不能以数字开头",
    ),
    "underscore": (annex("甲: 甲", "_甲: 甲"), "6:11 “_甲”不能作名称：不能以下划线开头"),
    "template word": (
        annex("甲: 甲", "if: 甲"),
        "6:11 “if”不能作名称：是模板语言里另有含义的词",
    ),
    "dict method": (
        annex("甲: 甲", "items: 甲"),
        "6:11 “items”不能作名称：是模板语言里另有含义的词",
    ),
    "scope": (annex("甲: 甲", "上年: 甲"), "6:11 “上年”不能作名称：在关系式里表示另一份报告"),
    "printed name": (
        {"tables.yaml": ANNEX.replace("附表一", "草稿")},
        "1:1 “草稿”不能作名称：是程序自己要用的名称",
    ),
    "empty label": (
        annex("甲: 甲", "甲: {标签: /}"),
        "6:11 “甲”没有标签；只有写了“透明: 是”的才可以没有标签",
    ),
    "total of nothing": (
        annex(COLUMNS, "{合计数: {标签: 合计, 合计: 是}}"),
        "7:25 “合计数”是合计，同级却没有可以相加的项",
    ),
    "total with children": (
        annex("合计: 是", "合计: 是, 子: {戊: 戊}"),
        "7:50 “合计数”下面还分几项，不能写“合计”",
    ),
    "total with a default": (
        annex("合计: 是", "缺省: 0, 合计: 是"),
        "7:50 “合计数”是合计，由程序计算，不能写“缺省”",
    ),
    "default that is no number": (
        annex("缺省: 0", "缺省: 零件"),
        "7:28 缺省“零件”不是一个数，通常写 0",
    ),
    "default with a unit": (
        annex("缺省: 0", "缺省: 0件"),
        "7:28 缺省“0件”不是一个数，通常写 0",
    ),
    "default above leaves": (
        annex("缺省: 0", "缺省: 0, 子: {戊: 戊}"),
        "7:28 “丁”下面还分几项，不能写“缺省”",
    ),
    "address twice": (
        annex("{甲: 甲, 乙: 乙}", "{甲: {标签: 甲, 透明: 是}, 乙: {标签: 乙, 透明: 是}}"),
        "6:30 “附表一.丙”这个地址用了两次",
    ),
    "cell that is a group": (
        annex(
            "行: {甲: 甲, 乙: 乙}\n      列: " + COLUMNS,
            "行: {甲: {标签: 甲, 透明: 是}, 乙: 乙}\n      列: {乙: 乙, 丁: 丁}",
        ),
        "6:30 “附表一.乙”既是一格，又是“附表一.乙.乙”的上一级",
    ),
    "no name at all": (
        annex(
            "行: {甲: 甲, 乙: 乙}\n      列: " + COLUMNS,
            "行: {甲: {透明: 是}}\n      列: {丙: {标签: 丙, 透明: 是}}",
        ),
        "6:11 “附表一”的这一格没有自己的名称：行和列不能都是透明的",
    ),
    "labels twice": (
        annex("乙: 乙", "乙: 甲"),
        "6:17 标签“甲”在这一块里出现了两次，读表时分不清",
    ),
    "hole": (
        annex("乙: 乙", "乙: {透明: 是}"),
        "4:3 “附表一”排出来的表在第3行第1列没有格子：同级各项的标签层数不一致",
    ),
    "no head": (
        annex(COLUMNS, "{丙: {透明: 是}}"),
        "4:3 “附表一”的标签排不成一张表：表头的各列要有标签",
    ),
    "too wide": (annex(COLUMNS, WIDE), "5:7 “附表一”太大，最多60列、3000格"),
    "table that is not shown": (
        annex("  章: 其他事项\n", ""),
        "1:1 没有哪一部分印“附表一”；请在 chapters.yaml 的一个部分写上“表: 附表一”",
    ),
    "chapter that is not there": (
        annex("章: 其他事项", "章: 第七部分"),
        "3:6 chapters.yaml 里没有“第七部分”",
    ),
    "name of a field": (
        {"tables.yaml": ANNEX.replace("附表一", "机关")},
        "1:1 “机关”在 fields.yaml 里已经用作名称，在年报文件里会分不清",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_rules_on_tables(name: str, tmp_path: Path) -> None:
    files, expected = RULES[name]
    found = linted(tmp_path, files)
    code = "GX121" if "是规定的" in expected else "GX106"
    assert f"{code} tables.yaml:{expected}" in found


CHAPTER_TABLE = {"tables.yaml": ANNEX.replace("  章: 其他事项\n", "")}
CHAPTERS = {
    "table that is not there": (
        "依申请公开章: {表: 依申请公布}\n",
        "1:13 tables.yaml 里没有“依申请公布”",
    ),
    "table shown twice": (
        "依申请公开章: {表: 主动公开}\n",
        "1:13 “主动公开”已经印在“主动公开章”，一张表只印一次",
    ),
    "sections in a table chapter": (
        "主动公开章: {小节: {综述: 综述}}\n",
        "1:9 “主动公开章”印的是表，不能有小节",
    ),
    "numeral twice": (
        "主动公开章: {序号: 一}\n",
        "1:13 序号“一”与“总体情况”重复",
    ),
    "section name": (
        "总体情况: {小节: {1平台: 平台}}\n",
        "1:13 “1平台”不能作名称：只能用汉字、字母、数字和下划线，不能以数字开头",
    ),
    "retitled": (
        "总体情况: {标题: 总的情况}\n",
        "1:8 “总体情况”是规定的部分，“标题”不能改",
    ),
    "added": (
        "附加: {序号: 七, 标题: 附加}\n",
        "1:1 “附加”不是规定的部分，不能加；可以加成某一部分的小节",
    ),
    "removed": (
        "其他事项: ~\n",
        "1:1 “其他事项”是规定的部分，不能删",
    ),
    "reordered": (
        "次序: [其他事项]\n",
        "1:1 各部分的次序是规定的，不能换",
    ),
}


@pytest.mark.parametrize("name", CHAPTERS)
def test_rules_on_chapters(name: str, tmp_path: Path) -> None:
    text, expected = CHAPTERS[name]
    found = linted(tmp_path, {"chapters.yaml": text})
    code = "GX121" if "是规定的" in expected else "GX106"
    assert f"{code} chapters.yaml:{expected}" in found


CHECKS = {
    "not a relation": (
        "关系: 主动公开.行政许可 = 0",
        "GX104 checks.yaml:1:34 关系式里要有且只有一个 ==、<= 或 >=",
    ),
    "no such cell": (
        "关系: 主动公开.行政许可证 == 主动公开.行政处罚",
        "GX104 checks.yaml:1:34 没有“主动公开.行政许可证”这一格",
    ),
    "no such table": (
        "表: 表五, 每: 列, 关系: 甲 == 乙",
        "GX104 checks.yaml:1:47 没有“表五”这张表",
    ),
    "for each column of what": (
        "每: 列, 关系: 甲 == 乙",
        "GX104 checks.yaml:1:30 写了“每”，还要写是哪一张“表”",
    ),
}


@pytest.mark.parametrize("name", CHECKS)
def test_relations(name: str, tmp_path: Path) -> None:
    text, expected = CHECKS[name]
    files = {"checks.yaml": "- {编号: GX8试1, 名称: 试, 级别: 警告, " + text + "}\n"}
    assert linted(tmp_path, files) == [expected]


OWN = "名称: 试, 关系: 主动公开.行政许可 == 主动公开.行政处罚}\n"


def test_a_code_of_ones_own_needs_a_severity(tmp_path: Path) -> None:
    found = linted(tmp_path, {"checks.yaml": "- {编号: GX8试1, " + OWN})
    assert found == ["GX106 checks.yaml:1:3 GX8试1 是自己的编号，要写“级别”"]


def test_codes_of_the_program_are_not_free(tmp_path: Path) -> None:
    found = linted(tmp_path, {"checks.yaml": "- {编号: GX399, " + OWN})
    assert found == [
        "GX106 checks.yaml:1:8 没有 GX399 这个编号；自己的编号以 GX8 开头",
    ]


def test_one_code_twice_in_a_file(tmp_path: Path) -> None:
    text = "- {编号: GX401, 级别: 建议}\n- {编号: GX401, 级别: 警告}\n"
    assert linted(tmp_path, {"checks.yaml": text}) == [
        "GX106 checks.yaml:1:8 编号 GX401 在同一个文件里用了两次"
    ]


FIELDS = {
    "removed": ("机关: {子: {名称: ~}}\n", "1:10 少了“名称”：程序要用到这一项，不能删"),
    "other kind": ("年度: {类型: 文本}\n", "1:10 “年度”的类型只能是“年”，程序按这个类型读"),
    "choice of nothing": ("网站: {类型: 选项}\n", "1:1 “网站”的类型是“选项”，要写“选项”"),
    "children of a text": (
        "网站: {类型: 文本, 子: {甲: {类型: 文本}}}\n",
        "1:14 “网站”的类型是“文本”，不能写“子”",
    ),
    "name of a table": (
        "主动公开: {类型: 文本}\n",
        "1:1 “主动公开”在 fields.yaml 里已经用作名称，在年报文件里会分不清",
    ),
    "name inside a group": (
        "机关: {子: {联系方式: {子: {get: {类型: 文本}}}}}\n",
        "1:21 “get”不能作名称：是模板语言里另有含义的词",
    ),
    "other children": ("表注: {子: {甲: {类型: 文本}}}\n", "1:1 “表注”的“子”不能改"),
}


@pytest.mark.parametrize("name", FIELDS)
def test_rules_on_fields(name: str, tmp_path: Path) -> None:
    text, expected = FIELDS[name]
    found = linted(tmp_path, {"fields.yaml": text})
    assert f"GX106 fields.yaml:{expected}" in found


LOCKED: dict[str, tuple[Callable[[Any], object], str]] = {
    "table": (lambda data: data.pop("复议诉讼"), "tables.yaml 里没有“复议诉讼”"),
    "row": (
        lambda data: data["主动公开"]["块"][0]["行"].pop("规章"),
        "“主动公开”是规定的表，不能删“规章／本年制发件数（数）”等3格",
    ),
    "further row": (
        lambda data: data["主动公开"]["块"][0]["行"].update(通告="通告"),
        "“主动公开”是规定的表，不能加“通告／本年制发件数（数）”等3格",
    ),
    "label": (
        lambda data: data["主动公开"]["块"][0]["行"].update(规章="规章制度"),
        "“主动公开”是规定的表，“规章／本年制发件数（数）”的标签和类型不能改",
    ),
    "kind": (
        lambda data: data["主动公开"]["块"][3].update(类型="数"),
        "“行政事业性收费／本年收费金额（单位：万元）（金额）”的标签和类型不能改",
    ),
    "caption": (
        lambda data: data["主动公开"]["块"][0].update(标题="第一块"),
        "“主动公开”是规定的表，各块的标题和次序不能改",
    ),
    "not an annex": (
        lambda data: data["主动公开"].update(章="其他事项"),
        "“主动公开”已经印在“主动公开章”，不能再写“章”",
    ),
}


@pytest.mark.parametrize("name", LOCKED)
def test_the_national_form_is_locked(name: str, tmp_path: Path) -> None:
    change, expected = LOCKED[name]
    tables = base_data()["tables"]
    change(tables)
    nulls = {key: None for key in base_data()["tables"] if key not in tables}
    found = linted(tmp_path, as_files({"tables": {**tables, **nulls}}))
    assert any(expected in line for line in found), found


def test_breaks_in_labels_and_help_are_free(tmp_path: Path) -> None:
    tables = base_data()["tables"]
    tables["主动公开"]["块"][0]["行"]["规章"] = {"标签": "规/章", "说明": "问司法局"}
    assert linted(tmp_path, as_files({"tables": tables})) == []


def test_a_base_of_ones_own_is_its_own_law(tmp_path: Path) -> None:
    data = base_data()
    data["tables"]["主动公开"]["块"][0]["行"]["规章"] = "规章制度"
    assert linted(tmp_path, as_files(data), "自制") == []


def test_a_broken_parent_is_told_once(tmp_path: Path) -> None:
    data = base_data()
    del data["chapters"]["总体情况"]["标题"]
    write_pack(tmp_path, as_files(data), "自制")
    files = {"pack.yaml": "extends: 自制\n名称: 乙\n", "chapters.yaml": "总体情况: {标题: 总}\n"}
    (line,) = linted(tmp_path, files)
    assert line.endswith("最上级模板包的 chapters.yaml 单独用时就有错，请先改好它")


def test_a_report_with_a_broken_pack_says_so_and_is_read_all_the_same(tmp_path: Path) -> None:
    import gxgen

    write_pack(tmp_path, {"style.yaml": "小节编号: 甲\n"})
    report = tmp_path / "年报.yaml"
    report.write_text("年度: 2024\n模板: 测试包\n", encoding="utf-8")
    found = gxgen.load(report).diagnostics
    assert {"GX102", "GX202"} <= {item.code for item in found}


def test_a_base_that_hides_ours_is_judged_with_our_provinces(tmp_path: Path) -> None:
    data = base_data()
    del data["chapters"]
    write_pack(tmp_path, as_files(data), "base")
    found = load(tmp_path, "shandong").diagnostics
    assert "GX102" in {item.code for item in found}


def test_a_table_cannot_be_removed_with_its_chapter(tmp_path: Path) -> None:
    files = {
        "tables.yaml": "复议诉讼: ~\n",
        "chapters.yaml": "复议诉讼章: ~\n",
    }
    assert linted(tmp_path, files) == [
        "GX121 chapters.yaml:1:1 “复议诉讼章”是规定的部分，不能删",
        "GX121 tables.yaml:1:1 “复议诉讼”是规定的表，不能删",
    ]


def test_an_annex_table_of_a_province_is_not_locked_for_its_cities(tmp_path: Path) -> None:
    write_pack(tmp_path, {"tables.yaml": ANNEX}, "省")
    files = {"pack.yaml": "extends: 省\n名称: 市\n", "tables.yaml": "附表一: {名称: 附表甲}\n"}
    assert linted(tmp_path, files) == []
    own = base_data()
    own["tables"]["附表一"] = {**own["tables"]["复议诉讼"], "章": "其他事项"}
    write_pack(tmp_path, as_files(own), "自制")
    files = {"pack.yaml": "extends: 自制\n名称: 乙\n", "tables.yaml": "附表一: {名称: 附表乙}\n"}
    assert linted(tmp_path, files, "乙") == []


MENTIONS = {
    "needed": ("句式: ~\n", "GX102 mentions.yaml:1:1 句式：少了“句式”"),
    "number": ("句式: {相近: 九成}\n", "GX102 mentions.yaml:1:10 句式／相近：“九成”的写法不对"),
    "role": ("角色: {感叹: [啊]}\n", "GX102 mentions.yaml:1:6 角色／感叹：没有“感叹”这一项"),
    "code": ("提法: {新收: {编号: GX599}}\n", "GX106 mentions.yaml:1:15 没有 GX599 这个编号"),
    "code of a sentence": (
        "句式: {占比: GX599}\n",
        "GX106 mentions.yaml:1:10 没有 GX599 这个编号",
    ),
    "concept": (
        "提法: {新收: {词: [新受 申请]}}\n",
        "GX106 mentions.yaml:1:15 “词”里没有“新受”",
    ),
    "concept in mind": (
        "语境: {承前: [申情]}\n",
        "GX106 mentions.yaml:1:11 “词”里没有“申情”",
    ),
    "cell": (
        "提法: {新收: {可为: [依申请公开.新受.总计]}}\n",
        "GX106 mentions.yaml:1:16 没有“依申请公开.新受.总计”这一格",
    ),
}


@pytest.mark.parametrize("name", MENTIONS)
def test_mentions(name: str, tmp_path: Path) -> None:
    text, expected = MENTIONS[name]
    found = linted(tmp_path, {"mentions.yaml": text})
    assert [line for line in found if line.startswith(expected)], found


def test_mentions_and_content_may_be_changed(tmp_path: Path) -> None:
    files = {
        "content.yaml": "切题: {级别: 不查, 最少字数: 60}\n",
        "mentions.yaml": "提法: {行政许可: ~}\n词: {收: [收到]}\n",
    }
    assert linted(tmp_path, files) == []


def test_mentions_without_those_they_are_merged_over(tmp_path: Path) -> None:
    own = base_data("2019")
    words = as_files({"mentions": own.pop("mentions")})["mentions.yaml"]
    write_pack(tmp_path, {**as_files(own), "2021/mentions.yaml": words}, "自制")
    files = {"pack.yaml": "extends: 自制\n名称: 甲\n", "mentions.yaml": "词: {收: [收到]}\n"}
    write_pack(tmp_path, files)
    (found,) = load(tmp_path, edition="2019").diagnostics
    assert "请放进有它的那一版的文件夹" in str(found.facts["problem"])


def test_content_is_closed(tmp_path: Path) -> None:
    (found,) = linted(tmp_path, {"content.yaml": "错别字: {级别: 建议}\n"})
    assert found.startswith("GX102 content.yaml:1:1 错别字：没有“错别字”这一项")
