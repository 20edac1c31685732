"""Bytes to text: the encodings of clerks' machines, line breaks, and what is no text at all."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from helpers import COMPLETE, said
from hypothesis import given
from hypothesis import strategies as st

import gxgen
from gxgen.source.text import MAX_BYTES, check_text, decode, place_of_offset

ENCODED = {
    "utf-8": COMPLETE.encode(),
    "utf-8 with a byte order mark": COMPLETE.encode("utf-8-sig"),
    "utf-16 little endian": codecs.BOM_UTF16_LE + COMPLETE.encode("utf-16-le"),
    "utf-16 big endian": codecs.BOM_UTF16_BE + COMPLETE.encode("utf-16-be"),
    "gbk": COMPLETE.encode("gbk"),
    "gb18030": COMPLETE.replace("青溪", "𠮷溪").encode("gb18030"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_a_file_reads_the_same_in_every_encoding(name: str, tmp_path: Path) -> None:
    path = tmp_path / "年报.yaml"
    path.write_bytes(ENCODED[name])
    loaded = gxgen.load(path)
    assert loaded.ok
    assert loaded.value is not None
    assert loaded.value.data["其他事项"] == {"信息处理费": "全年没有收取信息处理费。"}
    notes = [] if name.startswith("utf-8") else ["GX003"]
    assert [item.code for item in loaded.diagnostics] == notes


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_what_utf8_wrote_utf8_reads(text: str) -> None:
    source, found = decode(text.encode(), "甲")
    kept = text.removeprefix("\ufeff")
    if source is not None:
        assert source.text == kept
        assert found == []


@given(st.binary(max_size=300))
def test_any_bytes_become_text_or_one_error(data: bytes) -> None:
    source, found = decode(data, "甲")
    errors = [item for item in found if item.is_error]
    assert (source is None) == (len(errors) == 1)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04\x14\x00\x06\x00",
        b"\x89PNG\r\n\x1a\n\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00",
    ],
    ids=["docx", "png", "doc"],
)
def test_a_file_that_is_no_text_ends_in_one_message(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "年报.yaml"
    path.write_bytes(data + bytes(range(256)) * 4)
    loaded = gxgen.load(path)
    assert loaded.value is None
    assert [item.code for item in loaded.diagnostics] in (["GX002"], ["GX006"])


def test_a_cut_off_utf8_file_is_told_where_it_breaks() -> None:
    whole = COMPLETE[: COMPLETE.index("落款")].rstrip("\n").encode()
    source, (found,) = decode(whole[:-1], "甲")
    assert source is None
    assert found.code == "GX002"
    assert found.facts["offset"] == len(whole) - 2, said(found)


def test_lines_are_counted_as_the_parser_counts_them() -> None:
    text = "甲: 1\n乙: 2\r\n丙: 3\r丁: 4\n"
    source, _ = check_text(text, "甲")
    assert source is not None
    assert source.lines == ["甲: 1", "乙: 2", "丙: 3", "丁: 4", ""]
    assert source.line(4) == "丁: 4"
    assert source.line(0) is None
    assert source.line(9) is None


@given(st.text("甲\n\r", max_size=30), st.data())
def test_the_place_of_an_offset_is_where_the_character_stands(
    text: str, data: st.DataObject
) -> None:
    text += "乙"
    offset = data.draw(st.integers(0, len(text) - 1))
    place = place_of_offset(text, offset, "甲")
    source, _ = check_text(text, "甲")
    assert source is not None
    line = source.line(place.line)
    assert line is not None
    if text[offset] not in "\r\n":
        assert line[place.column - 1] == text[offset]


def test_a_size_beyond_the_limit_is_never_said_to_be_the_limit() -> None:
    source, (found,) = decode(b"a" * (MAX_BYTES + 1), "甲")
    assert source is None
    assert found.code == "GX004"
    assert float(str(found.facts["size"])) > MAX_BYTES / 1024 / 1024


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\ud800", "\uffff"])
def test_a_character_that_no_document_can_hold_is_shown_at_its_place(sign: str) -> None:
    loaded = gxgen.loads(COMPLETE.replace("平稳", f"平{sign}稳"), "年报.yaml")
    assert loaded.value is None
    (found,) = loaded.diagnostics
    assert found.code == "GX006"
    assert str(found.place) == "年报.yaml:7:12"
    assert found.facts["character"] == f"U+{ord(sign):04X}"


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\e", "\\x1f", "\\u0007", "\\uffff"])
def test_such_a_character_is_found_behind_an_escape_too(escape: str) -> None:
    text = COMPLETE.replace("综述: 全年工作平稳有序。", f'综述: "全年{escape}工作"')
    assert [
        (item.code, str(item.place)[:11]) for item in gxgen.loads(text, "年报.yaml").diagnostics
    ] == [("GX006", "年报.yaml:7:7")]


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\ud800", "\uffff"])
def test_such_a_character_is_found_in_plain_data_too(sign: str) -> None:
    loaded = gxgen.from_dict({"年度": 2024, "其他事项": f"全年{sign}工作"})
    assert "GX006" in [item.code for item in loaded.diagnostics]
