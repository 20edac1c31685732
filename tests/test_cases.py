"""Every file under `cases/<CODE>/` is a test: its comments say which findings it must have.

`bad_*.yaml` must bring the finding of its folder, `good_*.yaml` none at all. In a file

    总计: {自然人: 7}  # 期望 GX301        a finding on this line
    # 期望 GX014 @7                        a finding on line 7 (where a comment would change the
                                           meaning of line 7; anywhere in the file)
    # 期望文件 GX007                       a finding for the file as a whole

Several codes may follow 期望. The set of (code, line) must be exactly the expected one; what the
file itself waives is not counted.
Other files in a folder (`last_year.yaml`) serve the cases. Adding a case needs no Python.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import line_of, said

from gxgen.app.batch import Job, check_file
from gxgen.diag import entries

CASES = Path(__file__).parent / "cases"
FILES = sorted([*CASES.glob("*/bad_*.yaml"), *CASES.glob("*/good_*.yaml")])
BAD = [path for path in FILES if path.name.startswith("bad_")]
GOOD = [path for path in FILES if path.name.startswith("good_")]
_EXPECTED = re.compile(
    r"#\s*期望(?P<whole>文件)?\s+(?P<codes>GX\d+(?:\s+GX\d+)*)(?:\s+@(?P<at>\d+))?"
)

WITHOUT_CASE = {
    "GX001": "the file cannot be opened: tests/cli",
    "GX417": "last year's report is at fault, when a draft is made from it: tests/drafting",
}
"""Codes of the groups below that no single YAML file can bring about."""
GROUPS = ("GX0", "GX2", "GX3", "GX4", "GX5")


def _id(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def _text(path: Path) -> str:
    """The text as the program would read it; what is no text at all as far as it goes."""
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", errors="replace")


def expected(text: str) -> Iterator[tuple[str, int]]:
    """(code, line) as the comments of a case say."""
    for number, line in enumerate(text.splitlines(), 1):
        for found in _EXPECTED.finditer(line):
            at = 0 if found["whole"] else int(found["at"] or number)
            for code in found["codes"].split():
                yield code, at


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_a_case_has_exactly_the_findings_its_comments_expect(path: Path) -> None:
    outcome = check_file(str(path), Job())
    told = [item for item in outcome.diagnostics if not item.waived]
    got = {(item.code, line_of(item.place)) for item in told}
    wanted = set(expected(_text(path)))
    assert got == wanted, "\n".join(["found:", *map(said, outcome.diagnostics)])


@pytest.mark.parametrize("path", FILES, ids=_id)
def test_a_case_lies_in_the_folder_of_its_code(path: Path) -> None:
    wanted = {code for code, _ in expected(_text(path))}
    assert path.parent.name in entries()
    if path.name.startswith("bad_"):
        assert path.parent.name in wanted
    else:
        assert path.name.startswith("good_")
        assert not wanted


def test_every_code_a_file_can_bring_about_has_a_bad_case() -> None:
    covered = {path.parent.name for path in BAD}
    wanted = {code for code in entries() if code.startswith(GROUPS)}
    assert sorted(wanted - covered - WITHOUT_CASE.keys()) == []


def test_nearly_every_code_has_a_case_that_comes_close_and_is_good() -> None:
    only_bad = {path.parent.name for path in BAD} - {path.parent.name for path in GOOD}
    # An empty file, a list, a bracket as a name: nothing good comes close to these.
    assert only_bad <= {"GX007", "GX008", "GX024"}
