"""Faults of form that only the published document shows: each is found, where it is, and alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import said
from import_kit import printed, spec_of

from gxgen.app.batch import Job, check_file
from gxgen.app.importing import Imported, import_report
from gxgen.diag import Diagnostic, TextPlace, message_of

NAME = "年报.txt"


def text_of_report(style: str = "tabbed", **changed: str) -> str:
    values = dict.fromkeys(spec_of("2021").cells, "0") | {"主动公开.行政事业性收费": "0.5"}
    return printed(spec_of("2021"), values | changed, style)


def form(text: str, folder: Path) -> list[Diagnostic]:
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    found = check_file(str(path), Job()).diagnostics
    return [item for item in found if item.code.startswith(("GX6", "GX209"))]


def imported(text: str, folder: Path) -> Imported:
    path = folder / NAME
    path.write_text(text, encoding="utf-8")
    made = import_report(path)
    assert made.value is not None
    return made.value


def test_a_report_as_prescribed_has_no_fault_of_form(tmp_path: Path) -> None:
    assert form(text_of_report(), tmp_path) == []


MUTATIONS = {
    # name: (old, new, code, words of the message, what its line holds)
    "chapter gone": ("五、存在的主要问题及改进情况\n", "", "GX610", "五、存在的主要问题", ""),
    "heading gone": ("四、政府信息公开行政复议、行政诉讼情况\n", "", "GX610", "有这一部分的表", ""),
    "other name": (
        "二、主动公开政府信息情况",
        "二、行政机关主动公开政府信息情况",
        "GX612",
        "文件正文里的叫法",
        "行政机关主动公开",
    ),
    "misprint": ("六、其他需要报告的事项", "六、其它需要报告的事项", "GX612", "应为", "其它需要"),
    "own title": ("一、总体情况", "一、工作概述", "GX612", "应为“一、总体情况”", "工作概述"),
    "own title behind": (
        "五、存在的主要问题及改进情况",
        "五、差距和打算",
        "GX612",
        "差距和打算",
        "差距和打算",
    ),
    "no number": ("一、总体情况", "总体情况", "GX613", "没有编号", "总体情况"),
    "wrong number": ("三、收到和处理", "二、收到和处理", "GX613", "编号是“二”", "收到和处理"),
    "no title": ("甲县乙镇2024年政府信息公开工作年度报告\n", "", "GX615", "标题", ""),
    "row misprinted": ("2.重复申请", "2.重夏申请", "GX605", "2.重夏申请", "重夏"),
    "column misprinted": ("法律服务机构", "法律服各机构", "GX605", "法律服各机构", "法律服各"),
    "corner misprinted": ("（本列数据的勾稽", "（本数列的勾稽", "GX605", "本数列", "本数列"),
    "half-width signs": ("（七）总计", "(七)总计", "GX605", "标点", "(七)总计"),
    "wrong note": (
        "3.要求提供公开出版物\t0",
        "3.要求提供公开出版物\t",
        "GX606",
        "1 格是空的",
        "出版物",
    ),
    "mark": ("3.要求提供公开出版物\t0", "3.要求提供公开出版物\t/", "GX606", "填了“/”", "出版物"),
    "unreadable": ("3.要求提供公开出版物\t0", "3.要求提供公开出版物\t3o", "GX607", "3o", "3o"),
    "words": (
        "3.要求提供公开出版物\t0\t0",
        "3.要求提供公开出版物\t0\t见附件",
        "GX607",
        "见附件",
        "见附件",
    ),
    "yuan for 万元": ("行政事业性收费\t0.5", "行政事业性收费\t380元", "GX607", "380元", "380元"),
    "added row": ("行政强制\t0", "行政确认\t7\t\t\n行政强制\t0", "GX608", "行政确认", "行政确认"),
    "row gone": (
        "\t\t8.属于行政查询事项\t0\t0\t0\t0\t0\t0\t0\n",
        "",
        "GX604",
        "8.属于行政查询事项",
        "7.属于行政执法案卷",
    ),
    "label of a row gone": ("\t\t2.重复申请\t0", "\t\t\t0", "GX609", "没有行名", ""),
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_fault_of_form_is_found_at_its_place(name: str, tmp_path: Path) -> None:
    old, new, code, words, held = MUTATIONS[name]
    text = text_of_report()
    assert text.count(old) >= 1
    changed = text.replace(old, new, 1)
    found = form(changed, tmp_path)
    assert [item.code for item in found] == [code], [*map(said, found)]
    assert words in message_of(found[0])
    place = found[0].place
    assert isinstance(place, TextPlace)
    assert (changed.splitlines()[place.line - 1].find(held) >= 0) if held else True


def test_chapters_out_of_order_are_told(tmp_path: Path) -> None:
    text = text_of_report()
    five, six = text.index("五、存在的"), text.index("六、其他需要")
    end = text.index("\n\n甲县乙镇人民政府")
    swapped = text[:five] + text[six:end] + "\n\n" + text[five:six] + text[end:]
    found = form(swapped, tmp_path)
    assert [(item.code, message_of(item)) for item in found] == [
        ("GX611", "第五部分排在第六部分后面")
    ]


def test_the_form_of_another_year_is_told(tmp_path: Path) -> None:
    values = dict.fromkeys(spec_of("2019").cells, "0")
    found = form(printed(spec_of("2019"), values, "tabbed"), tmp_path)
    assert [item.code for item in found] == ["GX209"]


def test_a_part_in_the_form_of_another_year_is_told(tmp_path: Path) -> None:
    text = text_of_report().replace("本年收费金额（单位：万元）\t\t", "上一年项目数量\t本年增/减\t")
    text = text.replace("行政事业性收费\t0.5\t\t", "行政事业性收费\t4\t-1\t")
    made = imported(text, tmp_path)
    assert [(item.labels, item.text) for item in made.filling.unplaced] == [
        ("第二十条第（八）项／行政事业性收费／上一年项目数量", "4"),
        ("第二十条第（八）项／行政事业性收费／本年增/减", "-1"),
    ]
    codes = [item.code for item in made.form]
    assert codes == ["GX603", "GX604"] or codes == ["GX604", "GX603"]
    assert made.published.spec.edition.key == "2021"


def test_old_figures_are_carried_over_only_when_asked(tmp_path: Path) -> None:
    values = dict.fromkeys(spec_of("2019").cells, "0")
    values |= {"主动公开.规范性文件.新制作": "5", "主动公开.政府集中采购.采购项目": "3"}
    path = tmp_path / NAME
    path.write_text(printed(spec_of("2019"), values, "tabbed"), encoding="utf-8")
    as_published = import_report(path).value
    carried = import_report(path, edition="2021").value
    assert as_published is not None
    assert carried is not None
    assert as_published.filling.cells["主动公开.规范性文件.新制作"].text == "5"
    assert carried.filling.cells["主动公开.行政规范性文件.制发"].text == "5"
    assert carried.filling.cells["依申请公开.办理结果.其他处理.其他.自然人"].text == "0"
    assert [item.text for item in carried.filling.unplaced if item.text != "0"] == ["3"]
    assert "版式" not in carried.written.text
