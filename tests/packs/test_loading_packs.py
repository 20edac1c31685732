"""Where packs come from: beside the report, GXGEN_TEMPLATES, a folder, a zip, a Word file."""

from __future__ import annotations

import io
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

import gxgen
from gxgen.app.batch import Job, render_all
from gxgen.app.packs.checking import check_template
from gxgen.spec import packzip
from gxgen.spec.locate import ENVIRONMENT, data_root, pack_names
from gxgen.spec.spec import load_spec

EXAMPLE = data_root() / "examples" / "dongerying-2024.yaml"


def write_pack(folder: Path, name: str, extends: str = "base", **files: str) -> Path:
    made = folder / name
    made.mkdir(parents=True)
    more = files.pop("pack", "")
    (made / "pack.yaml").write_text(f"extends: {extends}\n名称: {name}\n{more}", encoding="utf-8")
    for stem, text in files.items():
        (made / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return made


def zipped(folder: Path, target: Path, top: str = "") -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, top + path.relative_to(folder).as_posix())
    return target


def report(tmp_path: Path, pack: str) -> Path:
    """The example with 模板: pack."""
    lines = EXAMPLE.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(("模板:", "# yaml-language"))]
    path = tmp_path / "年报.yaml"
    path.write_text(f"模板: {pack}\n" + "".join(kept), encoding="utf-8")
    return path


def heading_of(path: Path, template: Path | str | None = None) -> str:
    """The first sub-heading of chapter one as the report would print it."""
    loaded = gxgen.load(path, template)
    assert loaded.value is not None, loaded.diagnostics
    made = gxgen.context(loaded.value)
    chapter = made["总体情况"]
    assert isinstance(chapter, dict)
    return next(block["题"] for block in chapter["块"] if block["题"])


STYLE = {"style": "小节编号: 1.\n"}


def test_a_pack_with_a_chinese_name_lies_beside_the_report(tmp_path: Path) -> None:
    write_pack(tmp_path, "某省", **STYLE)
    assert heading_of(report(tmp_path, "某省")).startswith("1.")


def test_a_zip_lies_beside_the_report(tmp_path: Path) -> None:
    zipped(write_pack(tmp_path / "x", "某省", **STYLE), tmp_path / "某省.zip")
    assert heading_of(report(tmp_path, "某省")).startswith("1.")
    assert "某省" in pack_names([tmp_path])


def test_the_environment_names_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pack(tmp_path / "包", "某省", **STYLE)
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "包"))
    assert heading_of(report(tmp_path, "某省")).startswith("1.")


@pytest.mark.parametrize("top", ["", "某省/"])
def test_the_option_takes_a_folder_or_a_zip(tmp_path: Path, top: str) -> None:
    folder = write_pack(tmp_path / "x", "某省", **STYLE)
    path = report(tmp_path, "base")
    assert heading_of(path, folder).startswith("1.")
    assert heading_of(path, zipped(folder, tmp_path / "甲.zip", top)).startswith("1.")


def test_a_zip_made_by_an_old_windows_has_its_names_in_gbk(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "x", "某省", **STYLE)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path in folder.iterdir():
            archive.writestr(f"XX/{path.name}", path.read_bytes())
    packed = tmp_path / "包.zip"
    packed.write_bytes(data.getvalue().replace(b"XX/", "省".encode("gbk") + b"/"))
    found = packzip.unpack(packed)
    assert found.value is not None, found.diagnostics
    assert (found.value / "style.yaml").is_file()


def test_a_word_file_replaces_the_looks_and_inherits_the_rest(tmp_path: Path) -> None:
    write_pack(tmp_path, "某省", **STYLE)
    base = load_spec("2021").value
    assert base is not None and base.report_docx is not None
    document = Document(str(base.report_docx))
    document.paragraphs[0].insert_paragraph_before("某县专用稿纸")
    document.save(str(tmp_path / "样子.docx"))
    path = report(tmp_path, "某省")
    loaded = gxgen.load(path, tmp_path / "样子.docx")
    assert loaded.value is not None
    assert loaded.value.spec.pack == "某省"
    made = gxgen.render(loaded.value, tmp_path / "样子.docx")
    assert made.value is not None
    texts = [one.text for one in Document(io.BytesIO(made.value)).paragraphs]
    assert texts[0] == "某县专用稿纸"
    assert any(text.startswith("1.") for text in texts)


def test_three_levels_and_a_city_in_a_zip(tmp_path: Path) -> None:
    write_pack(tmp_path, "某省", **STYLE)
    city = write_pack(tmp_path / "x", "某市", "某省", chapters="总体情况: {小节: {综述: ~}}\n")
    zipped(city, tmp_path / "某市.zip")
    loaded = gxgen.load(report(tmp_path, "某市"))
    assert loaded.value is not None
    names = [folder.name for folder in loaded.value.spec.files.folders]
    assert names == ["某市", "某省", "base"]


@pytest.mark.parametrize("wanted", ["9.0", '">=9"', "0.1.1"])
def test_a_pack_for_a_later_program_is_refused_at_its_line(tmp_path: Path, wanted: str) -> None:
    write_pack(tmp_path, "某省", pack=f"程序版本: {wanted}\n")
    loaded = load_spec("2021", "某省", tmp_path)
    (found,) = loaded.diagnostics
    assert (found.code, found.place.line) == ("GX108", 3)  # type: ignore[union-attr]


@pytest.mark.parametrize("wanted", ["0.1", '">=0.1.0"', "0.0.9"])
def test_a_pack_for_this_program_is_taken(tmp_path: Path, wanted: str) -> None:
    write_pack(tmp_path, "某省", pack=f"程序版本: {wanted}\n")
    assert load_spec("2021", "某省", tmp_path).value is not None


def test_a_version_that_is_none_is_a_fault_of_form(tmp_path: Path) -> None:
    write_pack(tmp_path, "某省", pack="程序版本: 最新\n")
    loaded = load_spec("2021", "某省", tmp_path)
    assert [one.code for one in loaded.diagnostics] == ["GX102"]


def test_a_fault_in_a_zip_is_told_with_the_zips_name(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "x", "某省", style="小节编号: 甲\n")
    packed = zipped(folder, tmp_path / "某省.zip")
    (found,) = check_template(str(packed)).diagnostics
    assert found.place.file == f"{packed}/style.yaml"


# ---- zips that are none, or mean harm ----

Zip = Callable[[zipfile.ZipFile], None]
PACK = "extends: base\n名称: 甲\n"


def slip(archive: zipfile.ZipFile) -> None:
    archive.writestr("pack.yaml", PACK)
    archive.writestr("../../evil.yaml", "x")


def absolute(archive: zipfile.ZipFile) -> None:
    archive.writestr("pack.yaml", PACK)
    archive.writestr("/tmp/evil.yaml", "x")


def drive(archive: zipfile.ZipFile) -> None:
    archive.writestr("pack.yaml", PACK)
    archive.writestr("C:/evil.yaml", "x")


def backslash(archive: zipfile.ZipFile) -> None:
    archive.writestr("pack.yaml", PACK)
    info = zipfile.ZipInfo("a")
    info.filename = "..\\evil.yaml"
    archive.writestr(info, "x")


def bomb(archive: zipfile.ZipFile) -> None:
    archive.writestr("pack.yaml", PACK)
    archive.writestr("big.yaml", b"\0" * (packzip.MAX_TOTAL + 1), zipfile.ZIP_DEFLATED)


def crowd(archive: zipfile.ZipFile) -> None:
    for number in range(packzip.MAX_MEMBERS + 1):
        archive.writestr(f"{number}.yaml", "")


def nothing(archive: zipfile.ZipFile) -> None:
    archive.writestr("readme.txt", "x")


def two_packs(archive: zipfile.ZipFile) -> None:
    archive.writestr("甲/pack.yaml", PACK)
    archive.writestr("乙/pack.yaml", PACK)


def same_name(archive: zipfile.ZipFile) -> None:
    archive.writestr("pack.yaml", PACK)
    archive.writestr("PACK.yaml", PACK)


HOSTILE: dict[str, Zip] = {
    "path": slip, "path ": absolute, "path  ": drive, "path   ": backslash,
    "limits": bomb, "limits ": crowd, "no_pack": nothing, "several": two_packs,
    "duplicate": same_name,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_zip_is_one_finding_and_writes_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "里" / "面" / "包.zip"
    path.parent.mkdir(parents=True)
    with zipfile.ZipFile(path, "w") as archive:
        HOSTILE[name](archive)
    before = sorted(tmp_path.rglob("*"))
    loaded = gxgen.load(EXAMPLE, path)
    assert loaded.value is None
    assert [(one.code, one.facts["case"]) for one in loaded.diagnostics] == [
        ("GX107", name.strip())
    ]
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_that_lies_about_sizes_is_found(tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.yaml", PACK + "说明: " + "长" * 5000 + "\n")
    data = bytearray(path.read_bytes())
    at = data.rindex(b"PK\1\2")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    path.write_bytes(bytes(data))
    assert [one.code for one in packzip.unpack(path).diagnostics] == ["GX107"]


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\3\4" + b"\0" * 40])
def test_what_is_no_zip_is_one_finding(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "包.zip"
    path.write_bytes(data)
    assert [one.code for one in gxgen.load(EXAMPLE, path).diagnostics] == ["GX107"]


def test_a_zip_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = gxgen.load(EXAMPLE, tmp_path / "没有.zip").diagnostics
    assert [one.code for one in found] == ["GX001"]


def test_several_processes_use_one_zip(tmp_path: Path) -> None:
    packed = zipped(write_pack(tmp_path / "x", "某省", **STYLE), tmp_path / "某省.zip")
    files = []
    for number in range(4):
        shutil.copy(EXAMPLE, tmp_path / f"{number}.yaml")
        files.append(str(tmp_path / f"{number}.yaml"))
    outcomes = list(render_all(files, Job(template=str(packed)), workers=2))
    assert all(one.saved is not None for one in outcomes)
