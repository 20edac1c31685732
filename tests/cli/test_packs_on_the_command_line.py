"""Packs that lie beside the clerk's files are found by every command, and near names are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_kit import run, write
from helpers import COMPLETE, complete_report, judged, with_first_line

from gxgen.diag import hint_of, message_of

OWN = "名称: 云岭县\nextends: base\n"


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with a pack of the county's own."""
    write(tmp_path, "云岭/pack.yaml", OWN)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("template", ["云岭", "./云岭"])
@pytest.mark.parametrize(
    "arguments", [("new", "--agency", "某局", "--year", "2024"), ("schema",), ("explain", "GX311")]
)
def test_a_pack_in_the_current_folder_is_found(
    beside: Path, arguments: tuple[str, ...], template: str
) -> None:
    done = run(*arguments, "--template", template)
    assert done.status == 0, done.err
    if arguments[0] == "new":
        assert "\n模板: 云岭" in done.out


def test_the_same_pack_is_found_by_check(beside: Path) -> None:
    path = write(beside, "年报.yaml", with_first_line("模板: 云岭"))
    assert run("check", path).status == 0


def test_a_folder_that_is_no_pack_is_told(beside: Path) -> None:
    (beside / "空").mkdir()
    assert "GX105" in run("schema", "--template", "./空").err


@pytest.mark.parametrize("name", ["山东", "山东省", "shandon"])
def test_the_pack_that_was_meant_is_told(name: str) -> None:
    (found,) = [item for item in judged(with_first_line(f"模板: {name}")) if item.is_error]
    assert found.code == "GX101"
    assert "shandong（山东）" in message_of(found)
    assert "模板: shandong" in hint_of(found)


def test_a_name_that_resembles_no_pack_gets_the_list() -> None:
    (found,) = [item for item in judged(with_first_line("模板: 月球")) if item.is_error]
    assert "shandong（山东）" in hint_of(found)
    assert "是不是" not in message_of(found)


@pytest.mark.parametrize(("typed", "meant"), [("乡镇", "乡镇街道"), ("政府部门", "部门")])
def test_the_choice_that_was_meant_is_told(typed: str, meant: str) -> None:
    (found,) = judged(complete_report(("类型: 乡镇街道", f"类型: {typed}")))
    assert (found.code, found.facts["near"]) == ("GX208", meant)


def test_json_has_a_short_name(tmp_path: Path) -> None:
    path = write(tmp_path, "年报.yaml", COMPLETE.replace("行政处罚: 1", "行政处罚: 一件"))
    short = run("check", "--json", path)
    assert short.codes == ["GX205"]
    assert short.out == run("check", "--format", "json", path).out
