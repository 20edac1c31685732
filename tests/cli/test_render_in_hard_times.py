"""A killed render, a full disk, rights that are missing, runs at once: nothing half-written,
nothing of the user's lost, one plain message."""

from __future__ import annotations

import os
import random
import time
import zipfile
from pathlib import Path

import pytest
from cli_kit import REPORT_DOCX, run, run_apart, write
from helpers import COMPLETE, complete_report

from gxgen.template.archive import is_untouched_output

if os.name != "posix":
    pytest.skip("SIGKILL, rights and limits of this kind are POSIX", allow_module_level=True)

from limits import bound_by_rights, kill_after, run_under, small_disk, small_files_only, start

pytestmark = pytest.mark.skipif(
    not REPORT_DOCX.exists(), reason="the 2021 template is not built: see CONTRIBUTING"
)
CHANGED = complete_report(("平稳", "平安"))
PAGE = 4096
"""Memory disks count in pages."""
EDITED = b"PK\x03\x04 edited in Word by a person"


def listed(folder: Path) -> list[str]:
    """What a person sees in a folder."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def hidden(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.name.startswith("."))


def is_whole(path: Path) -> bool:
    return zipfile.ZipFile(path).testzip() is None and is_untouched_output(path.read_bytes())


def faults(text: str) -> list[str]:
    """The codes told, in order."""
    heads = [line.split() for line in text.splitlines() if line.startswith("错误 ")]
    return [head[1] for head in heads]


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A folder with a report, its older document, and a document that somebody edited."""
    write(tmp_path, "甲.yaml", COMPLETE)
    write(tmp_path, "乙.yaml", COMPLETE)
    run("render", tmp_path / "甲.yaml")
    (tmp_path / "乙.docx").write_bytes(EDITED)
    write(tmp_path, "甲.yaml", CHANGED)
    return tmp_path


def test_a_render_killed_at_any_moment_leaves_only_whole_documents(tmp_path: Path) -> None:
    files = [write(tmp_path, f"{number:02d}.yaml", COMPLETE) for number in range(12)]
    edited = tmp_path / "00.docx"
    edited.write_bytes(EDITED)
    started = time.monotonic()
    assert run_apart("render", *files, "-o", tmp_path / "先").status == 0
    whole = time.monotonic() - started
    moments = random.Random(20250109)
    killed = 0
    for number in range(8):
        target = tmp_path / f"输出{number}"
        target.mkdir()
        (target / "00.docx").write_bytes(EDITED)
        moment = whole * moments.uniform(0.3, 1.0)
        killed += kill_after(moment, "render", *files, "-o", target) < 0
        assert (target / "00.docx").read_bytes() == EDITED
        assert all(is_whole(target / name) for name in listed(target) if name != "00.docx")
        assert {path.suffix for path in target.iterdir()} <= {".docx", ".tmp"}
        assert all(path.name.startswith(".~gxgen-") for path in hidden(target))
    assert killed, "every run was over before it was killed"
    assert [path.read_text(encoding="utf-8") for path in files] == [COMPLETE] * len(files)
    assert edited.read_bytes() == EDITED


def test_what_a_killed_run_left_is_ignored_and_cleared_by_the_next(tmp_path: Path) -> None:
    write(tmp_path, "甲.yaml", COMPLETE)
    old, young = tmp_path / ".~gxgen-old.tmp", tmp_path / ".~gxgen-young.tmp"
    for path in (old, young):
        path.write_bytes(b"PK half")
    os.utime(old, (time.time() - 7200,) * 2)
    assert run("check", tmp_path).status == 0
    assert run("render", tmp_path).status == 0
    assert is_whole(tmp_path / "甲.docx")
    assert hidden(tmp_path) == [young], "a run that still writes keeps its file"


def test_a_render_killed_while_it_replaces_keeps_the_old_or_has_the_new(older: Path) -> None:
    before = (older / "甲.docx").read_bytes()
    for number in range(3):
        kill_after(0.25 + 0.15 * number, "render", older / "甲.yaml")
        assert is_whole(older / "甲.docx")
        assert len((older / "甲.docx").read_bytes()) > len(before) // 2
    assert (older / "甲.yaml").read_text(encoding="utf-8") == CHANGED


def test_a_full_disk_is_told_once_and_leaves_the_old_document(older: Path) -> None:
    disk = older / "盘"
    old = (older / "甲.docx").read_bytes()
    with small_disk(disk, (len(old) // PAGE + 2) * PAGE) as before:
        (disk / "甲.docx").write_bytes(old)
        done = run_under(before, "render", older / "甲.yaml", "-o", disk)
        assert (done.status, faults(done.err)) == (1, ["GX703"]), done.err
        assert "磁盘已满" in done.err or "文件大小" in done.err
        assert [path.name for path in disk.iterdir()] == ["甲.docx"]
        assert (disk / "甲.docx").read_bytes() == old


def test_a_document_that_cannot_be_finished_leaves_no_folder_either(older: Path) -> None:
    done = run_under(small_files_only, "render", older / "甲.yaml", "-o", older / "新")
    assert (done.status, faults(done.err)) == (1, ["GX703"]), done.err
    assert "系统说" not in done.err
    assert listed(older) == ["乙.docx", "乙.yaml", "甲.docx", "甲.yaml"]


def test_a_folder_that_may_not_be_written_is_told(older: Path) -> None:
    target = older / "只读"
    target.mkdir()
    target.chmod(0o555)
    done = run_under(bound_by_rights, "render", older / "甲.yaml", "-o", target)
    assert (done.status, faults(done.err)) == (1, ["GX703"]), done.err
    assert "没有权限" in done.err
    assert list(target.iterdir()) == []


def test_a_folder_that_may_not_be_made_is_told(older: Path) -> None:
    target = older / "只读"
    target.mkdir()
    target.chmod(0o555)
    done = run_under(bound_by_rights, "render", older / "甲.yaml", "-o", target / "新")
    assert (done.status, faults(done.err)) == (1, ["GX703"]), done.err
    assert list(target.iterdir()) == []


def test_a_report_that_may_not_be_read_is_told(older: Path) -> None:
    (older / "甲.yaml").chmod(0o000)
    done = run_under(bound_by_rights, "check", older / "甲.yaml")
    assert (done.status, faults(done.out)) == (1, ["GX001"])
    assert "没有权限" in done.out


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_read_only_target_is_kept(older: Path, force: tuple[str, ...]) -> None:
    old = (older / "甲.docx").read_bytes()
    (older / "甲.docx").chmod(0o444)
    done = run_under(bound_by_rights, "render", older / "甲.yaml", *force)
    assert (done.status, faults(done.err)) == (1, ["GX702"]), done.err
    assert (older / "甲.docx").read_bytes() == old
    assert hidden(older) == []


def test_a_target_that_may_not_be_read_is_kept(older: Path) -> None:
    """Nobody can say whether it is our own unchanged output."""
    (older / "乙.docx").chmod(0o200)
    done = run_under(bound_by_rights, "render", older / "乙.yaml")
    (older / "乙.docx").chmod(0o600)
    assert done.status == 1, done.err
    assert len(faults(done.err)) == 1
    assert (older / "乙.docx").read_bytes() == EDITED


def test_runs_at_once_into_one_folder_leave_whole_documents(older: Path) -> None:
    runs = [start("render", older / "甲.yaml", older / "乙.yaml", "-o", older) for _ in range(3)]
    texts = [one.communicate()[1].decode() for one in runs]
    assert [one.returncode for one in runs] == [0, 0, 0], texts
    assert listed(older) == ["乙(2).docx", "乙.docx", "乙.yaml", "甲.docx", "甲.yaml"]
    assert (older / "乙.docx").read_bytes() == EDITED
    assert is_whole(older / "甲.docx")
    assert is_whole(older / "乙(2).docx")
    assert hidden(older) == []
