"""`gxgen import` and `gxgen draft` as they are typed: what is written where, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import COMPLETE
from import_kit import PAGES, TEXTS

from gxgen.cli.main import main


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert isinstance(ended.value.code, int)
    return ended.value.code


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with two published reports."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "甲.txt").write_bytes((TEXTS / "kaize-2024.txt").read_bytes())
    (tmp_path / "乙.html").write_bytes((PAGES / "pingtan-2023.html").read_bytes())
    return tmp_path


def test_the_file_lies_beside_the_document(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "甲.txt") == 0
    said = capsys.readouterr().out
    assert (folder / "甲.yaml").read_text(encoding="utf-8").startswith("# 由“甲.txt”读入")
    assert "已生成 甲.yaml" in said
    assert "表三" in said
    assert "161" in said


def test_a_file_of_the_clerks_is_never_overwritten(folder: Path) -> None:
    (folder / "甲.yaml").write_text("年度: 2024\n", encoding="utf-8")
    assert run("import", "甲.txt") == 0
    assert (folder / "甲.yaml").read_text(encoding="utf-8") == "年度: 2024\n"
    assert (folder / "甲(2).yaml").exists()
    assert run("import", "甲.txt", "--force") == 0
    assert (folder / "甲.yaml").read_text(encoding="utf-8") != "年度: 2024\n"


def test_a_bad_document_does_not_stop_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "坏.docx").write_bytes(b"PK\x03\x04 no document")
    assert run("import", ".", "-o", "读入") == 1
    assert sorted(path.name for path in (folder / "读入").iterdir()) == ["乙.yaml", "甲.yaml"]
    assert "共读入 3 个文件，1 个没有读成" in capsys.readouterr().err


def test_several_documents_need_a_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", "甲.txt", "乙.html", "-o", "一份.yaml") == 2
    assert "-o 要写文件夹" in capsys.readouterr().err
    assert not list(folder.glob("*.yaml"))


def test_a_report_of_ours_needs_no_importing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "年报.yaml.txt").write_text(COMPLETE, encoding="utf-8")
    assert run("import", "年报.yaml.txt") == 1
    assert "不用读入" in capsys.readouterr().err
    assert run("import", "没有.yaml") == 1
    assert "GX001" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--edition", "2099"], "GX103"),
        (["--template", "没有"], "GX101"),
    ],
)
def test_wrong_options_are_told(
    arguments: list[str], words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", "甲.txt", *arguments) == 1
    assert words in capsys.readouterr().err


def test_a_folder_of_documents_is_checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "~$甲.docx").write_bytes(b"lock file of Word")
    assert run("check", ".") == 1
    said = capsys.readouterr().out
    assert "共检查 2 份" in said
    assert "GX209" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["没有.yaml"], "GX001"),
        (["甲.txt", "--year", "99999"], "GX205"),
        (["甲.txt", "--year", "2010"], "GX209"),
    ],
)
def test_a_draft_that_cannot_be_made_is_told(
    arguments: list[str], words: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("draft", *arguments) == 2
    assert words in capsys.readouterr().err


def test_a_draft_for_another_agency(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("draft", "乙.html", "--agency", "云岭县青石镇人民政府", "-o", "稿/年报.yaml") == 0
    text = (folder / "稿" / "年报.yaml").read_text(encoding="utf-8")
    assert "  名称: 云岭县青石镇人民政府" in text
    assert '上年报告: "../乙.html"' in text
    assert "年度: 2024" in text
    assert "云岭县青石镇人民政府2024年度政府信息公开工作年度报告" in text
    assert "电话" not in text
