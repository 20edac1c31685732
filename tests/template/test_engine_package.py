"""The package: read safely, untouched members byte for byte, own outputs known again."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib

import pytest
from docx_kit import CONTEXT, SHAPE, compiled, docx, member, p, problems, rendered
from hypothesis import given
from hypothesis import strategies as st

from gxgen.template.archive import is_untouched_output, pack, pack_raw, write
from gxgen.template.engine import compile_template
from gxgen.template.package import PackageError, read_package

IMAGE = bytes(range(256)) * 40


def raw(data: bytes, name: str) -> tuple[bytes, int]:
    """A member's packed bytes and its method."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    start = info.header_offset
    lengths = struct.unpack("<2H", data[start + 26 : start + 30])
    begin = start + 30 + sum(lengths)
    return data[begin : begin + info.compress_size], info.compress_type


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def case_of(data: bytes) -> str:
    found = problems(compile_template(data, "模板.docx", SHAPE, ()))
    assert [one.code for one in found] == ["GX131"]
    return str(found[0].facts["case"])


def test_untouched_members_keep_their_packed_bytes() -> None:
    template = docx(
        p("{{ 年度 }}"),
        header=p("页眉"),
        extra={"word/media/image1.png": IMAGE, "customXml/item1.xml": b"<a> <b/> </a>"},
    )
    done = rendered(template)
    for name in ("word/media/image1.png", "customXml/item1.xml", "word/header.xml", "_rels/.rels"):
        assert raw(done, name) == raw(template, name)
        assert member(done, name) == member(template, name)


def test_stored_members_stay_stored() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(p("{{ 年度 }}")))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    template = zipped(members, zipfile.ZIP_STORED)
    done = rendered(template)
    assert raw(done, "_rels/.rels") == raw(template, "_rels/.rels")
    assert raw(done, "word/document.xml")[1] == zipfile.ZIP_DEFLATED


def test_the_archive_is_plain_and_ordered() -> None:
    done = rendered(docx(p("{{ 年度 }}"), extra={"a/first.bin": b"x"}))
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        for info in archive.infolist():
            assert info.date_time == (1980, 1, 1, 0, 0, 0)
            assert info.flag_bits & 0x8 == 0
            assert info.extra == b""
    assert names[0] == "[Content_Types].xml"
    assert names[-1] == "a/first.bin"


def test_content_types_come_first_whatever_the_template_does() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(p("{{ 年度 }}")))) as archive:
        members = {name: archive.read(name) for name in reversed(archive.namelist())}
    with zipfile.ZipFile(io.BytesIO(rendered(zipped(members)))) as archive:
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.namelist()[1:] == [name for name in members if "Content" not in name]


def test_folders_are_dropped() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(p("{{ 年度 }}")))) as archive:
        members = {"word/": b"", **{name: archive.read(name) for name in archive.namelist()}}
    with zipfile.ZipFile(io.BytesIO(rendered(zipped(members)))) as archive:
        assert "word/" not in archive.namelist()


def test_our_output_is_known_until_somebody_touches_it() -> None:
    done = rendered(docx(p("{{ 年度 }}")))
    assert is_untouched_output(done)
    with zipfile.ZipFile(io.BytesIO(done)) as archive:
        assert archive.comment.startswith(b"gxgen:1:")
        comment = archive.comment
        members = {name: archive.read(name) for name in archive.namelist()}
    changed = {
        **members,
        "word/document.xml": members["word/document.xml"].replace(b"2024", b"2025"),
    }
    out = io.BytesIO(zipped(changed))
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = comment
    assert not is_untouched_output(out.getvalue())
    assert not is_untouched_output(zipped(members))
    assert not is_untouched_output(docx(p("{{ 年度 }}")))
    assert not is_untouched_output(b"")
    assert not is_untouched_output(b"PK\x05\x06 not a zip")


def test_the_title_becomes_a_property() -> None:
    template = compiled(docx(p("{{ 年度 }}"), title="模板", subject="{{ 机关.名称 }}年报"))
    plain = template.render(CONTEXT).value
    titled = template.render(CONTEXT, title="甲<乙>&丙").value
    assert plain is not None and titled is not None
    assert "<dc:title>模板</dc:title>" in member(plain, "docProps/core.xml").decode()
    core = member(titled, "docProps/core.xml").decode()
    assert "<dc:title>甲&lt;乙&gt;&amp;丙</dc:title>" in core
    assert "甲镇&lt;人民&gt;政府" in core and "年报</dc:subject>" in core


def test_a_template_without_properties_or_with_an_empty_title() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(p("{{ 年度 }}")))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    core = members.pop("docProps/core.xml")
    assert rendered(zipped(members), title="题")
    members["docProps/core.xml"] = core.replace("<dc:title>模板</dc:title>".encode(), b"")
    done = rendered(zipped(members), title="题")
    assert "title>题<" in member(done, "docProps/core.xml").decode()


def test_what_is_no_package() -> None:
    good = docx(p("{{ 年度 }}"))
    assert case_of(b"") == "not_zip"
    assert case_of(b"hello") == "not_zip"
    assert case_of(good[:-40]) == "not_zip"
    assert case_of(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600) == "old_format"
    assert case_of(zipped({"a.txt": b"x"})) == "not_word"
    broken = good.replace(
        raw(good, "word/document.xml")[0], b"\xff" * len(raw(good, "word/document.xml")[0])
    )
    assert case_of(broken) == "broken_member"
    assert case_of(docx(p("x"), extra={"word/document.xml": b"<w:document"})) == "broken_xml"
    assert case_of(docx(p("x"), extra={"[Content_Types].xml": b"<Types/>"})) == "not_word"


def test_unusual_dialects_are_told_apart() -> None:
    with zipfile.ZipFile(io.BytesIO(docx(p("x")))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = members["word/document.xml"]
    strict = document.replace(usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert case_of(zipped({**members, "word/document.xml": strict})) == "strict"
    renamed = document.replace(b"w:", b"x:").replace(b"xmlns:w=", b"xmlns:x=")
    assert case_of(zipped({**members, "word/document.xml": renamed})) == "not_word"
    types = members["[Content_Types].xml"].replace(b"document.main+xml", b"template.main+xml")
    assert case_of(zipped({**members, "[Content_Types].xml": types})) == "dotx"


@pytest.mark.parametrize("name", ["/abs.xml", "../up.xml", "a/../../b.xml", "C:/x.xml", "a\\b.xml"])
def test_unsafe_names_are_refused(name: str) -> None:
    good = docx(p("x"), extra={"Q" * len(name): b"x"})
    assert case_of(good.replace(b"Q" * len(name), name.encode())) == "path"


def test_duplicates_are_refused_whatever_their_case() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        data = docx(p("x"), extra={"WORD/Document.xml": b"<x/>"})
    assert case_of(data) == "duplicate"


def test_encrypted_members_are_refused() -> None:
    data = bytearray(docx(p("x")))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert case_of(bytes(data)) == "encrypted"


def test_bombs_are_refused_before_they_are_unpacked() -> None:
    assert case_of(docx(p("x"), extra={"bomb.xml": b" " * (4 << 20)})) == "limits"
    many = {f"m{number}.xml": b"" for number in range(2_001)}
    assert case_of(docx(p("x"), extra=many)) == "limits"


def test_a_member_that_unpacks_to_more_than_it_says_is_refused() -> None:
    plain = b"<a/>" * 100
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(plain) + packer.flush()
    lying = pack_raw("a.xml", body, 8, zlib.crc32(plain[:4]), 4)
    with pytest.raises(PackageError, match="broken_member"):
        read_package(write([pack("[Content_Types].xml", b"<Types/>"), lying]))


NAMES = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=8)


@given(st.dictionaries(NAMES, st.binary(max_size=300), max_size=6))
def test_what_is_written_is_read_again(members: dict[str, bytes]) -> None:
    packed = [pack(name, data) for name, data in members.items()]
    data = write(packed)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == members
    assert is_untouched_output(data)


@given(st.integers(0, 4000), st.integers(0, 255))
def test_a_damaged_package_never_raises(position: int, byte: int) -> None:
    data = bytearray(DAMAGED)
    data[position % len(data)] = byte
    compile_template(bytes(data), "模板.docx", SHAPE, ())


DAMAGED = docx(p("{{ 年度 }}"), p("{% for 份 in 附件 %}{{ 份 }}{% endfor %}"))
