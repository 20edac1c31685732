"""`gxgen new`, `gxgen schema`, `gxgen explain`, and the promises of the library."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from cli_kit import run, write
from helpers import COMPLETE, ROOT, complete_report

import gxgen
from gxgen.diag import Severity, entries


def test_a_new_report_is_shown_or_written(tmp_path: Path) -> None:
    shown = run("new", "--agency", "云岭县青溪镇人民政府", "--year", "2024")
    assert shown.status == 0
    assert "云岭县青溪镇人民政府" in shown.out
    target = tmp_path / "年报.yaml"
    assert (
        run("new", "--agency", "云岭县青溪镇人民政府", "--year", "2024", "-o", target).status == 0
    )
    assert target.read_text(encoding="utf-8") == shown.out


def test_a_new_report_never_takes_the_place_of_an_old_one(tmp_path: Path) -> None:
    target = write(tmp_path, "年报.yaml", COMPLETE)
    run("new", "--agency", "某局", "--year", "2024", "-o", target)
    assert target.read_text(encoding="utf-8") == COMPLETE
    assert run("new", "--agency", "某局", "--year", "2024", "-o", target, "--force").status == 0
    assert "某局" in target.read_text(encoding="utf-8")


def test_a_new_report_is_checked_blank_and_not_rendered(tmp_path: Path) -> None:
    target = tmp_path / "年报.yaml"
    run("new", "--agency", "某局", "--year", "2024", "-o", target)
    done = run("check", "--format", "json", target)
    assert done.status == 1
    errors = {record["code"] for record in done.records if record["severity"] == "error"}
    assert errors == {"GX206"}
    assert run("render", target).status == 1
    assert [path.name for path in tmp_path.iterdir()] == ["年报.yaml"]


@pytest.mark.parametrize("year", ["2018", "1999", "99999"])
def test_a_year_without_a_format_is_told(year: str) -> None:
    done = run("new", "--agency", "某局", "--year", year)
    assert done.status == 2
    assert done.out == ""
    assert "Traceback" not in done.err


def test_an_unknown_pack_is_told() -> None:
    for arguments in (("new", "--agency", "某局"), ("schema",)):
        done = run(*arguments, "--template", "没有的包")
        assert done.status == 2
        assert "GX101" in done.err


def test_the_schema_is_the_one_that_is_stored() -> None:
    done = run("schema", "--template", "shandong", "--edition", "2021")
    assert done.status == 0
    stored = ROOT / "schemas" / "report-2021-shandong.schema.json"
    assert json.loads(done.out) == json.loads(stored.read_text(encoding="utf-8"))


def test_an_unknown_edition_is_told() -> None:
    done = run("schema", "--edition", "2015")
    assert done.status == 2
    assert "GX103" in done.err


@pytest.mark.parametrize("code", sorted(entries()))
def test_every_code_can_be_explained(code: str) -> None:
    done = run("explain", code.lower())
    assert done.status == 0
    assert done.out.startswith(code)
    for heading in ("检查什么", "为什么", "错例", "怎么改"):
        assert heading in done.out
    assert "{{{{" not in done.out, "braces are doubled for the formatter, not for people"
    assert "}}}}" not in done.out


def test_an_example_of_a_code_reads_as_it_would_be_typed() -> None:
    assert "{{ 依申请公开.新受.总计 }}" in run("explain", "GX501").out


def test_a_cell_can_be_explained() -> None:
    done = run("explain", "依申请公开.新收.总计")
    assert done.status == 0
    assert "一、本年新收政府信息公开申请数量" in done.out
    assert "GX311" in done.out
    assert "30号" in done.out


def test_a_cell_is_explained_with_what_last_year_said(tmp_path: Path) -> None:
    old = write(tmp_path, "去年.yaml", complete_report(("年度: 2024", "年度: 2023")))
    done = run("explain", "依申请公开.新收.总计", "--previous", old)
    assert "上年（2023年）：3" in done.out


@pytest.mark.parametrize("name", ["依申请公开", "依申请公开.办理结果", "主动公开.规章"])
def test_a_group_can_be_explained(name: str) -> None:
    done = run("explain", name)
    assert done.status == 0
    assert "下面有" in done.out


@pytest.mark.parametrize("name", ["GX999", "依申请公开.新受.总计", "没有", ""])
def test_what_is_not_there_is_told_with_the_nearest_names(name: str) -> None:
    done = run("explain", name)
    assert done.status == 2
    assert done.out == ""


def test_the_library_never_raises_for_what_is_in_a_file(tmp_path: Path) -> None:
    for content in (b"", b"\xff\xfe", b"a: [", COMPLETE.encode()):
        path = tmp_path / "年报.yaml"
        path.write_bytes(content)
        loaded = gxgen.load(path)
        assert loaded.value is not None or loaded.diagnostics
        assert gxgen.load(str(path)).diagnostics == loaded.diagnostics


def test_a_result_says_whether_it_is_good() -> None:
    assert gxgen.loads(COMPLETE).ok
    bad = gxgen.loads(complete_report(("行政处罚: 1", "行政处罚: 一")))
    assert bad.value is not None
    assert not bad.ok
    assert [item.severity for item in bad.errors] == [Severity.ERROR]


def test_checking_twice_says_the_same() -> None:
    report = gxgen.loads(complete_report(("结转下年度: {自然人: 1}", "结转下年度: 0"))).value
    assert report is not None
    assert gxgen.check(report).diagnostics == gxgen.check(report).diagnostics


def test_plain_data_is_as_good_as_a_file() -> None:
    loaded = gxgen.loads(COMPLETE)
    assert loaded.value is not None
    again = gxgen.from_dict(loaded.value.data)
    assert again.value is not None
    assert again.diagnostics == ()
    assert again.value.figures.values == loaded.value.figures.values
    assert gxgen.context(again.value) == gxgen.context(loaded.value)


def test_importing_the_library_costs_nothing() -> None:
    code = (
        "import sys; before = set(sys.modules); import gxgen; "
        "print(sorted(m for m in set(sys.modules) - before if '.' not in m))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = set(eval(done.stdout))
    assert not loaded & {"yaml", "jsonschema", "jsonschema_rs", "jinja2", "docx", "lxml", "click"}


def test_checking_loads_nothing_of_the_word_engine() -> None:
    code = (
        "import sys, gxgen; r = gxgen.load('examples/county-2024.yaml'); gxgen.check(r.value); "
        "print([m for m in ('jinja2', 'docx', 'docxtpl', 'lxml', 'rich', 'jsonschema') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
