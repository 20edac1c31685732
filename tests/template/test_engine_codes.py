"""The engine's entries of the code book: complete, and none that nothing raises."""

from __future__ import annotations

from pathlib import Path

import pytest

import gxgen.template
from gxgen.diag import book

FOLDER = Path(gxgen.template.__file__).parent
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.py"))
CODES = ("GX111", "GX112", "GX113", "GX114", "GX115", "GX116", "GX120", "GX131", "GX132", "GX133")
COMPOSED = {"beside_p", "beside_tr", "beside_tc", "print_record", "print_list", "compute_record",
            "compute_list", "steps_at", "bytes_at"}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_an_entry_says_everything(code: str) -> None:
    entry = book.entries()[code]
    assert entry.title and entry.message and entry.hint and entry.why and entry.example
    assert set(entry.case_hints) <= set(entry.cases)


@pytest.mark.parametrize("code", CODES)
def test_every_case_is_raised_somewhere(code: str) -> None:
    for case in set(book.entries()[code].cases) - COMPOSED:
        assert f'"{case}"' in SOURCE or f"<{case}>" in SOURCE, case


def test_words_are_those_of_clerks() -> None:
    for code in CODES:
        entry = book.entries()[code]
        texts = (entry.title, entry.message, entry.hint, entry.why, *entry.cases.values())
        assert not [word for word in ("键", "映射", "节点", "标量") if word in "".join(texts)], code
