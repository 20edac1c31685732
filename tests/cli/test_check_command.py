"""`gxgen check`: exit status, text and JSON, several files, folders, what is not there."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from cli_kit import run, run_apart, write
from helpers import COMPLETE, complete_report, with_first_line

BAD = complete_report(("行政处罚: 1", "行政处罚: 一件"))
WARNED = with_first_line("上年报告: 没有.yaml")


def test_a_good_report_is_clean(tmp_path: Path) -> None:
    path = write(tmp_path, "年报.yaml", COMPLETE)
    done = run("check", path)
    assert (done.status, done.err) == (0, "")
    assert done.out == f"{path}：没有发现问题\n"


def test_a_fault_ends_with_status_one(tmp_path: Path) -> None:
    done = run("check", write(tmp_path, "年报.yaml", BAD))
    assert done.status == 1
    assert "错误 GX205" in done.out
    assert "1 个错误" in done.out


def test_a_warning_ends_with_status_zero_unless_strict(tmp_path: Path) -> None:
    path = write(tmp_path, "年报.yaml", WARNED)
    assert run("check", path).status == 0
    assert "警告 GX402" in run("check", path).out
    assert run("check", "--strict", path).status == 1


def test_a_finding_is_shown_with_place_excerpt_caret_and_remedy(tmp_path: Path) -> None:
    path = write(tmp_path, "年报.yaml", BAD)
    done = run("check", path)
    number = BAD[: BAD.index("行政处罚")].count("\n") + 1
    block = done.out.split("\n\n")[0].split("\n")
    assert block[0] == "错误 GX205  数字读不懂"
    assert block[1] == f"  --> {path}:{number}:9"
    assert block[4] == f"{number} |   行政处罚: 一件"
    caret = re.fullmatch(r" +\| ( +)(\^+) .*", block[5])
    assert caret is not None
    # Two half-width spaces, four wide characters, colon and space; then two wide ones.
    assert (len(caret[1]), len(caret[2])) == (2 + 8 + 2, 4)
    assert any(line.startswith("   = 位置：") for line in block)
    assert any(line.startswith("   = 提示：") for line in block)
    assert any("gxgen explain GX205" in line for line in block)


NAMES = {
    *("version", "code", "severity", "file", "line", "column"),
    *("address", "label", "message", "hint"),
}


def test_json_is_one_object_a_line_with_the_promised_names(tmp_path: Path) -> None:
    path = write(tmp_path, "年报.yaml", BAD)
    done = run("check", "--format", "json", path)
    assert done.status == 1
    lines = done.out.splitlines()
    assert lines
    for line in lines:
        record = json.loads(line)
        assert record.keys() >= NAMES
        assert record["severity"] in ("error", "warning", "advice")
        assert record["file"] == str(path)
        assert isinstance(record["line"], int)
    assert done.records[0]["address"] == "主动公开.行政处罚"
    assert done.records[0]["message"] == "“一件”不是一个数"


def test_json_of_a_good_report_is_empty(tmp_path: Path) -> None:
    done = run("check", "--format", "json", write(tmp_path, "年报.yaml", COMPLETE))
    assert (done.status, done.out, done.err) == (0, "", "")


def test_json_holds_chinese_as_it_is(tmp_path: Path) -> None:
    done = run("check", "--format", "json", write(tmp_path, "年报.yaml", BAD))
    assert "不是一个数" in done.out
    assert "\\u" not in done.out


def test_a_bad_file_does_not_stop_the_rest(tmp_path: Path) -> None:
    files = [
        write(tmp_path, "甲.yaml", COMPLETE),
        write(tmp_path, "乙.yaml", "年度：2024\n"),
        tmp_path / "丙.yaml",
        write(tmp_path, "丁.yaml", WARNED),
        write(tmp_path, "戊.yaml", COMPLETE),
    ]
    done = run("check", *files)
    assert done.status == 1
    for path in files:
        assert f"{path}：" in done.out
    assert "GX010" in done.out
    assert "GX001" in done.out
    *_, summary, bad = done.out.rstrip().splitlines()
    assert summary == "共检查 5 份：3 份通过，2 份有错误；有警告的 1 份"
    assert [name.rpartition("/")[2] for name in bad.split("、")] == ["乙.yaml", "丙.yaml"]


def test_a_folder_means_the_reports_in_it(tmp_path: Path) -> None:
    write(tmp_path, "甲.yaml", COMPLETE)
    write(tmp_path, "乙.YML", COMPLETE)
    write(tmp_path, "说明.txt", "不是年报")
    write(tmp_path, "下级/丙.yaml", "年度：2024\n")
    done = run("check", tmp_path)
    assert done.status == 0
    assert "共检查 2 份" in done.out


def test_published_reports_that_were_passed_over_are_told(tmp_path: Path) -> None:
    """A stray file of ours must not make an office believe that all were checked."""
    write(tmp_path, "甲.yaml", COMPLETE)
    for name in ("甲.docx", "甲（草稿）.docx", "~$乙.docx", "检查结果.txt"):
        write(tmp_path, name, "不查")
    assert run("check", tmp_path).err == ""
    write(tmp_path, "乙.docx", "没有查")
    done = run("check", tmp_path)
    assert done.status == 0
    assert "还有 1 份" in done.err
    assert "乙.docx" in done.err


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    done = run("check", tmp_path)
    assert done.status != 0
    assert "GX001" in done.out


def test_a_pattern_is_expanded_where_the_shell_did_not(tmp_path: Path) -> None:
    write(tmp_path, "甲.yaml", COMPLETE)
    write(tmp_path, "乙.yaml", COMPLETE)
    assert "共检查 2 份" in run("check", tmp_path / "*.yaml").out
    done = run("check", tmp_path / "*.yml")
    assert done.status != 0
    assert "GX001" in done.out


def test_a_file_named_twice_is_checked_once(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", BAD)
    assert run("check", path, path).out.count("错误 GX205") == 1


def test_a_missing_file_is_told_plainly(tmp_path: Path) -> None:
    done = run("check", tmp_path / "没有.yaml")
    assert done.status == 1
    assert "没有这个文件" in done.out
    assert "Traceback" not in done.out + done.err


@pytest.mark.skipif(os.name != "posix", reason="there are no pipes among files elsewhere")
def test_a_pipe_is_no_report(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "甲.yaml")
    done = run("check", tmp_path / "甲.yaml")
    assert done.status == 1
    assert "GX001" in done.out


def test_last_year_is_found_by_file_and_by_folder(tmp_path: Path) -> None:
    old = write(tmp_path, "旧/去年.yaml", complete_report(("年度: 2024", "年度: 2023")))
    path = write(tmp_path, "年报.yaml", COMPLETE)
    for previous in (old, old.parent):
        done = run("check", "--format", "json", "--previous", previous, path)
        assert "GX401" in done.codes
        assert "GX402" not in done.codes


@pytest.mark.parametrize("year", ["2022", "2025"])
def test_another_year_is_not_last_year(tmp_path: Path, year: str) -> None:
    old = write(tmp_path, "旧/去年.yaml", complete_report(("年度: 2024", f"年度: {year}")))
    path = write(tmp_path, "年报.yaml", COMPLETE)
    for previous in (old, old.parent):
        assert "GX402" in run("check", "--format", "json", "--previous", previous, path).codes


def test_last_year_of_another_agency_in_the_folder_is_not_taken(tmp_path: Path) -> None:
    other = complete_report(("年度: 2024", "年度: 2023"), ("青溪镇", "白溪镇"))
    write(tmp_path, "旧/去年.yaml", other)
    path = write(tmp_path, "年报.yaml", COMPLETE)
    done = run("check", "--format", "json", "--previous", tmp_path / "旧", path)
    assert "GX402" in done.codes
    assert "GX401" not in done.codes


def test_a_previous_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    path = write(tmp_path, "年报.yaml", COMPLETE)
    assert run("check", "--previous", tmp_path / "没有.yaml", path).status == 2


def test_another_pack_on_the_command_line_wins(tmp_path: Path) -> None:
    path = write(tmp_path, "年报.yaml", with_first_line("模板: shandong"))
    assert run("check", "--template", "base", path).status == 0
    done = run("check", "--template", "没有的包", path)
    assert done.status == 2
    assert "GX101" in done.out + done.err


def test_standard_input_is_read_for_a_dash() -> None:
    good = run_apart("check", "-", stdin=COMPLETE.encode())
    assert good.status == 0, good.out + good.err
    bad = run_apart("check", "-", stdin=BAD.encode("gbk"))
    assert bad.status == 1
    assert "行政处罚: 一件" in bad.out, "the excerpt is shown although the pipe is used up"


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("chek", "年报.yaml"),
        ("check", "--frob", "年报.yaml"),
        ("check", "--format", "xml", "年报.yaml"),
        ("check", "--previous"),
        ("render", "-j", "0", "年报.yaml"),
        ("new",),
        ("explain",),
        ("new", "--agency", "某局", "--year", "去年"),
    ],
)
def test_wrong_use_is_told_in_chinese_with_status_two(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.status == 2
    assert done.out == ""
    assert "命令写法不对" in done.err
    for word in (
        "Error",
        "Usage",
        "Invalid",
        "Missing",
        "not a valid",
        "is not in the range",
        "No such",
    ):
        assert word not in done.err


@pytest.mark.parametrize("command", ["", "check", "render", "new", "schema", "explain"])
def test_every_help_page_is_chinese(command: str) -> None:
    done = run(*([command] if command else []), "--help")
    assert done.status == 0
    assert "用法" in done.out
    for word in ("Usage", "Options", "Commands", "Show this", "[default", "[required", "x<="):
        assert word not in done.out


def test_a_terminal_that_cannot_show_chinese_does_not_crash(tmp_path: Path) -> None:
    path = write(tmp_path, "nianbao.yaml", BAD.replace("青溪", "𠮷溪"))
    done = run_apart("check", path, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert done.status == 1
    assert "GX205" in done.out


def test_a_pipe_that_is_closed_early_does_not_crash(tmp_path: Path) -> None:
    path = write(tmp_path, "年报.yaml", BAD)
    assert run_apart("check", *[path] * 1, cwd=tmp_path).status == 1


def test_the_same_program_answers_as_a_module(tmp_path: Path) -> None:
    path = write(tmp_path, "年报.yaml", BAD)
    inside, apart = run("check", path), run_apart("check", path)
    assert (apart.status, apart.out) == (inside.status, inside.out)


def test_the_version_is_told() -> None:
    assert re.fullmatch(r"gxgen \d+\.\d+\.\d+\n", run("--version").out)
