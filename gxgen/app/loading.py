"""Loading: a file, a text or plain data → a report with what was noticed on the way."""

from __future__ import annotations

import stat
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from gxgen.app.choosing import choice_of
from gxgen.diag import Diagnostic, Result, capped, diagnose, in_order, whole_file
from gxgen.readers.yaml import read_data, read_yaml
from gxgen.report.model import Report
from gxgen.source.text import MAX_BYTES, SourceText, check_text, decode, too_large

TEXT_NAME, DATA_NAME, STDIN_NAME = "<文本>", "<数据>", "<标准输入>"
STDIN = "-"
_piped: list[bytes] = []
"""What came through standard input: it can be read once only, excerpts need it again."""


def load(path: str | Path, template: str | Path | None = None) -> Result[Report]:
    """The report in the YAML file at `path`. `template` overrides the file's own pack."""
    source, found = read_source(path)
    if source is None:
        return Result(None, tuple(found))
    choice, faults = choice_of(template, Path(path).parent)
    if faults:
        return Result(None, tuple(faults))
    return _with_notes(read_yaml(source, choice), found)


def loads(text: str, file: str = TEXT_NAME, template: str | Path | None = None) -> Result[Report]:
    """The report in a YAML text; `file` is the name its findings carry."""
    source, found = check_text(text, file)
    if source is None:
        return Result(None, tuple(found))
    choice, faults = choice_of(template, None)
    if faults:
        return Result(None, tuple(faults))
    return _with_notes(read_yaml(source, choice), found)


def from_dict(data: Mapping[str, object], template: str | Path | None = None) -> Result[Report]:
    """The report in plain data with the keys of the YAML file; findings carry no lines."""
    choice, faults = choice_of(template, None)
    if faults:
        return Result(None, tuple(faults))
    return _with_notes(read_data(data, DATA_NAME, choice), [])


def _with_notes(result: Result[Report], notes: list[Diagnostic]) -> Result[Report]:
    found = capped(in_order([*notes, *result.diagnostics]))
    if result.value is not None:
        result.value.findings = found
    return Result(result.value, found)


def _near_name(file: Path) -> str:
    """A file beside `file` that was probably meant: its name with .txt, or one spelt like it."""
    try:
        names = [item.name for item in file.parent.iterdir() if item.is_file()]
    except OSError:
        return ""
    close = [file.name + ".txt"] if file.name + ".txt" in names else []
    wanted = [name for name in names if name.endswith((".yaml", ".yml"))]
    return next(iter(close or get_close_matches(file.name, wanted, n=1, cutoff=0.75)), "")


def read_source(path: str | Path) -> tuple[SourceText | None, list[Diagnostic]]:
    """The text of the file at `path`, or why it cannot be read."""
    if str(path) in (STDIN, STDIN_NAME):
        if not _piped:
            _piped.append(sys.stdin.buffer.read(MAX_BYTES + 1))
        return decode(_piped[0], STDIN_NAME)
    file = Path(path)
    place = whole_file(str(path))
    try:
        state = file.stat()
        if stat.S_ISDIR(state.st_mode):
            return None, [diagnose("GX001", place, case="folder")]
        if not stat.S_ISREG(state.st_mode):
            return None, [diagnose("GX001", place, case="read", reason="这不是普通文件")]
        if state.st_size > MAX_BYTES:
            return None, [too_large(state.st_size, str(path))]
        data = file.read_bytes()
    except FileNotFoundError:
        near = _near_name(file)
        return None, [diagnose("GX001", place, case="near" if near else "missing", near=near)]
    except PermissionError:
        return None, [diagnose("GX001", place, case="denied")]
    except (OSError, ValueError) as error:
        return None, [diagnose("GX001", place, case="read", reason=str(error))]
    return decode(data, str(path))
