"""`gxgen render`: what is written where, what is kept, what is refused."""

from __future__ import annotations

import threading
import zipfile
from pathlib import Path

import pytest
from cli_kit import REPORT_DOCX, run, run_apart, write
from helpers import COMPLETE, complete_report, with_first_line

import gxgen

pytestmark = pytest.mark.skipif(
    not REPORT_DOCX.exists(), reason="the Word template is not made yet"
)

BAD = complete_report(("行政处罚: 1", "行政处罚: 一件"))
BLANK = complete_report(("行政处罚: 1", "行政处罚:"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def edit(path: Path) -> bytes:
    """What somebody does who opens the document in Word and saves it."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace("年".encode(), "岁".encode(), 1)
    with zipfile.ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    return path.read_bytes()


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def test_the_document_lies_beside_its_report(tmp_path: Path) -> None:
    path = write(tmp_path, "青溪镇年报.yaml", COMPLETE)
    done = run("render", path)
    assert done.status == 0, done.err
    assert names(tmp_path) == ["青溪镇年报.docx", "青溪镇年报.yaml"]
    assert done.out == f"已生成 {tmp_path / '青溪镇年报.docx'}\n"
    assert "云岭县青溪镇人民政府" in text_of(tmp_path / "青溪镇年报.docx")


def test_a_file_or_a_folder_may_be_named(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    assert run("render", path, "-o", tmp_path / "乙.docx").status == 0
    assert run("render", path, "-o", tmp_path / "输出").status == 0
    assert names(tmp_path / "输出") == ["甲.docx"]
    assert (tmp_path / "乙.docx").read_bytes() == (tmp_path / "输出" / "甲.docx").read_bytes()


def test_rendering_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    assert run("render", path).status == 0
    first = (tmp_path / "甲.docx").read_bytes()
    assert run("render", path).status == 0
    assert (tmp_path / "甲.docx").read_bytes() == first
    assert names(tmp_path) == ["甲.docx", "甲.yaml"]


def test_bytes_do_not_depend_on_the_process(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    seeds = []
    for seed in ("0", "1"):
        target = tmp_path / f"{seed}.docx"
        done = run_apart("render", path, "-o", target, PYTHONHASHSEED=seed, TZ="Asia/Shanghai")
        assert done.status == 0, done.err
        seeds.append(target.read_bytes())
    assert seeds[0] == seeds[1]


def test_our_own_unchanged_document_is_replaced(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    run("render", path)
    path.write_text(COMPLETE.replace("平稳", "平安"), encoding="utf-8")
    done = run("render", path)
    assert done.status == 0
    assert "GX701" not in done.err
    assert "平安" in text_of(tmp_path / "甲.docx")
    assert names(tmp_path) == ["甲.docx", "甲.yaml"]


def test_an_edited_document_is_kept_and_the_new_one_lies_beside_it(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    run("render", path)
    mine = edit(tmp_path / "甲.docx")
    path.write_text(COMPLETE.replace("平稳", "平安"), encoding="utf-8")
    done = run("render", path)
    assert done.status == 0
    assert "该文件" in done.err or "被人改过" in done.err
    assert "甲(2).docx" in done.err
    assert (tmp_path / "甲.docx").read_bytes() == mine
    assert "平安" in text_of(tmp_path / "甲(2).docx")


def test_force_replaces_an_edited_document(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    run("render", path)
    edit(tmp_path / "甲.docx")
    assert run("render", "--force", path).status == 0
    assert names(tmp_path) == ["甲.docx", "甲.yaml"]
    assert (tmp_path / "甲.docx").read_bytes() == gxgen.render(gxgen.load(path).value).value  # type: ignore[arg-type]


@pytest.mark.parametrize("content", [b"", b"not a document", b"PK\x03\x04 broken"])
def test_a_file_of_somebody_else_is_kept(tmp_path: Path, content: bytes) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    (tmp_path / "甲.docx").write_bytes(content)
    assert run("render", path).status == 0
    assert (tmp_path / "甲.docx").read_bytes() == content
    assert (tmp_path / "甲(2).docx").exists()


def test_a_refused_report_leaves_an_older_document_alone(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    run("render", path)
    before = (tmp_path / "甲.docx").read_bytes()
    path.write_text(BAD, encoding="utf-8")
    done = run("render", path)
    assert done.status == 1
    assert (tmp_path / "甲.docx").read_bytes() == before
    assert names(tmp_path) == ["甲.docx", "甲.yaml"]


def test_findings_go_to_standard_error_and_what_was_written_to_standard_output(
    tmp_path: Path,
) -> None:
    good, bad = write(tmp_path, "甲.yaml", COMPLETE), write(tmp_path, "乙.yaml", BAD)
    done = run("render", good, bad)
    assert done.status == 1
    assert done.out == f"已生成 {tmp_path / '甲.docx'}\n"
    assert "GX205" in done.err
    assert "共生成 2 份：1 份通过，1 份有错误" in done.err
    assert names(tmp_path) == ["乙.yaml", "甲.docx", "甲.yaml"]


def test_many_files_by_several_processes_give_the_same_documents(tmp_path: Path) -> None:
    files = [
        write(tmp_path, f"{n}.yaml", COMPLETE.replace("行政处罚: 1", f"行政处罚: {n}"))
        for n in range(6)
    ]
    bad = write(tmp_path, "6.yaml", BAD)
    one = run("render", *files, bad, "-o", tmp_path / "一")
    two = run_apart("render", *files, bad, "-o", tmp_path / "二", "-j", "2")
    assert one.status == two.status == 1
    assert names(tmp_path / "一") == names(tmp_path / "二") == [f"{n}.docx" for n in range(6)]
    for name in names(tmp_path / "一"):
        assert (tmp_path / "一" / name).read_bytes() == (tmp_path / "二" / name).read_bytes()
    assert one.err.replace("一/", "") == two.err.replace("二/", "")


def test_two_reports_never_become_one_document(tmp_path: Path) -> None:
    files = [write(tmp_path, f"{folder}/年报.yaml", COMPLETE) for folder in ("甲", "乙")]
    done = run("render", *files, "-o", tmp_path / "输出")
    assert done.status == 1
    assert "GX704" in done.err
    assert names(tmp_path / "输出") == ["年报.docx"]


def test_several_reports_cannot_go_into_one_file(tmp_path: Path) -> None:
    files = [write(tmp_path, f"{name}.yaml", COMPLETE) for name in ("甲", "乙")]
    assert run("render", *files, "-o", tmp_path / "全部.docx").status == 2
    assert names(tmp_path) == ["乙.yaml", "甲.yaml"]


def test_a_target_below_a_file_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    done = run("render", path, "-o", path / "输出")
    assert done.status == 1
    assert "GX703" in done.err
    assert "Traceback" not in done.err


def test_a_target_that_is_a_folder_with_the_name_of_the_document_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    (tmp_path / "甲.docx").mkdir()
    done = run("render", path)
    assert done.status == 1
    assert "GX70" in done.err
    assert names(tmp_path) == ["甲.docx", "甲.yaml"]
    assert names(tmp_path / "甲.docx") == []


def test_a_read_only_document_is_not_replaced(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    run("render", path)
    (tmp_path / "甲.docx").chmod(0o444)
    path.write_text(COMPLETE.replace("平稳", "平安"), encoding="utf-8")
    done = run("render", path)
    assert "平安" not in text_of(tmp_path / "甲.docx")
    assert done.status == 1
    assert "GX702" in done.err


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    done = run("render", path, "-o", tmp_path / ("乙" * 120 + ".docx"))
    assert done.status == 1
    assert "GX703" in done.err
    assert names(tmp_path) == ["甲.yaml"]


def test_two_runs_at_once_leave_one_whole_document(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    results: list[int] = []
    runs = [
        threading.Thread(target=lambda: results.append(run_apart("render", path).status))
        for _ in range(3)
    ]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    assert results == [0, 0, 0]
    assert names(tmp_path) == ["甲.docx", "甲.yaml"]
    assert zipfile.ZipFile(tmp_path / "甲.docx").testzip() is None


def test_a_blank_cell_stops_and_a_draft_shows_it(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", BLANK)
    assert run("render", path).status == 1
    done = run("render", "--draft", path)
    assert done.status == 0
    (document,) = [name for name in names(tmp_path) if name.endswith(".docx")]
    assert "草稿" in document, "a draft never takes the name of the report"
    assert "【未填】" in text_of(tmp_path / document)


def test_a_blank_figure_of_ones_own_stops_too(tmp_path: Path) -> None:
    text = complete_report(
        ("年度: 2024\n", "年度: 2024\n自用数字: {条数: }\n"),
        ("公开信息12条", "公开信息{{ 自用数字.条数 }}条"),
    )
    done = run("render", write(tmp_path, "甲.yaml", text))
    assert done.status == 1
    assert names(tmp_path) == ["甲.yaml"]


def test_warnings_stop_a_strict_run_only(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", with_first_line("上年报告: 没有.yaml"))
    assert run("render", "--strict", path).status == 1
    assert names(tmp_path) == ["甲.yaml"]
    assert run("render", path).status == 0


def test_text_that_means_something_to_word_or_to_tags_is_only_text(tmp_path: Path) -> None:
    nasty = "<w:p>&amp;]]>{{ 年度 }}{% if %}\"'"
    text = with_first_line(f"附件:\n  - '{nasty.replace(chr(39), chr(39) * 2)}'")
    path = write(tmp_path, "甲.yaml", text)
    assert run("render", path).status == 0
    xml = text_of(tmp_path / "甲.docx")
    for piece in ("&lt;w:p&gt;&amp;amp;]]", "{{ 年度 }}{% if %}"):
        assert piece in xml


def test_a_template_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    assert run("render", "--template", tmp_path / "没有.docx", path).status == 2


def test_a_template_that_is_no_word_file_is_told_as_such(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    write(tmp_path, "模板.docx", "这不是 Word 文件")
    done = run("render", "--template", tmp_path / "模板.docx", path)
    assert done.status == 2
    assert "Traceback" not in done.err
    assert names(tmp_path) == ["模板.docx", "甲.yaml"]


@pytest.mark.parametrize("suffix", [".pdf", ".doc", ".wps"])
def test_other_kinds_of_documents_are_not_pretended(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    done = run("render", path, "-o", tmp_path / f"甲{suffix}")
    assert done.status == 2
    assert names(tmp_path) == ["甲.yaml"]


def test_standard_input_needs_a_target(tmp_path: Path) -> None:
    assert run_apart("render", "-", stdin=COMPLETE.encode(), cwd=tmp_path).status == 2
    done = run_apart("render", "-", "-o", "甲.docx", stdin=COMPLETE.encode(), cwd=tmp_path)
    assert done.status == 0, done.err
    assert names(tmp_path) == ["甲.docx"]


def test_the_library_renders_the_same_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, "甲.yaml", COMPLETE)
    run("render", path)
    loaded = gxgen.load(path)
    assert loaded.value is not None
    made = gxgen.render(loaded.value)
    assert made.value == (tmp_path / "甲.docx").read_bytes()
    same = gxgen.loads(COMPLETE)
    assert same.value is not None
    assert gxgen.render(same.value).value == made.value
