"""`template list | new | preview | stamp | diff`, and what a new pack's folder holds."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from broken import made as edited
from broken import typed
from docx import Document
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate

import gxgen
from gxgen.app.packs import office
from gxgen.app.packs.comparing import compare
from gxgen.app.packs.listing import list_packs
from gxgen.app.packs.making import preview, stamped
from gxgen.app.packs.manual import FILTERS, manual
from gxgen.app.packs.sample import dump, sample_data
from gxgen.app.packs.starting import start_pack
from gxgen.cli.main import main
from gxgen.report.context import context_of, shape_of
from gxgen.spec.locate import data_root, pack_names
from gxgen.spec.pack import read_spec_file
from gxgen.spec.shape import ListOf, Record, Shape
from gxgen.spec.spec import editions, load_spec
from gxgen.template.engine import compile_template
from gxgen.template.environment import DEFAULT_FILTERS, Environment

PACKS = pack_names([data_root() / "templates"])
KEYS = [edition.key for edition in editions()]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["template", *arguments])
    return int(ended.value.code or 0)


# ---- sample data ----


@pytest.mark.parametrize("edition", KEYS)
@pytest.mark.parametrize("pack", PACKS)
def test_sample_data_pass_every_check_that_stops(pack: str, edition: str, tmp_path: Path) -> None:
    spec = load_spec(edition, pack).value
    assert spec is not None
    path = tmp_path / "样例.yaml"
    path.write_text(dump(sample_data(spec)), encoding="utf-8")
    loaded = gxgen.load(path)
    assert loaded.value is not None
    checked = gxgen.check(loaded.value)
    assert [one for one in checked.diagnostics if one.is_error] == []
    assert sum(map(bool, loaded.value.figures.values.values())) > len(spec.cells) / 2


@pytest.mark.parametrize("edition", KEYS)
@pytest.mark.parametrize("pack", PACKS)
def test_sentinels_are_printed_each_in_its_cell(pack: str, edition: str) -> None:
    made = preview(pack, edition, sentinel=True)
    assert made.value is not None
    assert made.value.lost == []
    values = made.value.report.figures.values
    leaves = [one for one in made.value.report.spec.cells.values() if not one.is_total]
    assert len({values[one.address] for one in leaves}) == len(leaves)


# ---- new ----


def test_the_manual_explains_every_filter() -> None:
    assert set(FILTERS) == set(DEFAULT_FILTERS)


def leaves(shape: Shape, name: str = "") -> list[str]:
    if isinstance(shape, Record):
        return [
            found
            for key, below in shape.fields.items()
            for found in leaves(below, f"{name}.{key}".lstrip("."))
        ]
    return [name]


@pytest.mark.parametrize("pack", PACKS)
def test_the_manual_names_everything_that_can_be_printed(pack: str) -> None:
    spec = load_spec("2021", pack).value
    assert spec is not None
    text = manual(spec, "某省")
    assert "[[" not in text
    for name in leaves(shape_of(spec)):
        assert re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", text), name


def test_every_tag_in_the_manual_compiles() -> None:
    """Each tag of the lists, put into a Word file one to a paragraph."""
    spec = load_spec("2021").value
    assert spec is not None
    document = Document()
    for line in manual(spec, "某省").partition("## 表格以外")[2].splitlines():
        tags = re.findall(r"`([^`]*\{[{%][^`]*)`", line)
        if not tags or "名字照" in line:
            continue
        for tag in [*tags[:1], *tags[2:], *tags[1:2]]:
            document.add_paragraph(tag)
    out = io.BytesIO()
    document.save(out)
    tables = ()
    found = compile_template(out.getvalue(), "说明.docx", shape_of(spec), tables).diagnostics
    assert [(one.code, dict(one.facts)) for one in found] == []
    assert len(document.paragraphs) > 250


@pytest.mark.parametrize("name", ["", "..", "a/b", ".x", "长" * 65, "shandong"])
def test_a_name_that_cannot_be_is_refused(name: str, tmp_path: Path) -> None:
    assert run("new", name) == 2
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_origin_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "某省", "--from", "没有的省") == 2
    assert "GX101" in capsys.readouterr().err
    assert run("new", "某省", "--from", "base/2001") == 2
    assert "GX103" in capsys.readouterr().err


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "某省").mkdir()
    (tmp_path / "某省" / "留着.txt").write_text("x")
    assert run("new", "某省") == 2
    assert [path.name for path in (tmp_path / "某省").iterdir()] == ["留着.txt"]


def test_every_example_in_the_comments_is_sound(tmp_path: Path) -> None:
    """The commented lines of each file, all put into force, make a pack that loads."""
    assert run("new", "某省") == 0
    for path in (tmp_path / "某省").glob("*.yaml"):
        if path.name in ("样例.yaml", "pack.yaml"):
            continue
        lines = path.read_text("utf-8").splitlines()
        forced = [line.removeprefix("# ") for line in lines if _is_example(line)]
        path.write_text("\n".join(forced) + "\n", encoding="utf-8")
        data, faults = read_spec_file(path)
        assert faults == []
        assert data, path.name
    assert run("check", "某省") == 0
    spec = load_spec("2021", "某省", tmp_path).value
    assert spec is not None
    assert [table.key for table in spec.tables if not table.statutory] == ["附表一"]


def _is_example(line: str) -> bool:
    """A commented line that is YAML: it names something before a colon, or begins an entry."""
    text = line.removeprefix("# ")
    plain = re.match(r"\s*(- |\{)?[\w]+: |\s*[\w]+:\s*(#.*)?$|\s+\S", text)
    return line.startswith("# ") and bool(plain) and "。" not in text.partition("#")[0][:30]


def test_a_pack_made_from_2019_has_its_tables() -> None:
    made = start_pack("某省", "base/2019")
    assert made.value is not None
    assert "2019/report.docx" in made.value
    assert "年度: 2020" in made.value["样例.yaml"].decode()


# ---- list ----


def test_list_shows_packs_of_the_folder_with_their_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("new", "某省") == 0
    with zipfile.ZipFile(tmp_path / "某市.zip", "w") as archive:
        archive.writestr("pack.yaml", "extends: 某省\n名称: 某市\n")
    assert run("list") == 0
    said = capsys.readouterr().out
    assert f"在 {tmp_path / '某省'}" in said
    assert f"在 {tmp_path / '某市.zip'}" in said
    names = [one.name for one in list_packs()]
    assert set(PACKS) | {"某省", "某市"} == set(names)


# ---- stamp ----


def test_a_stamped_copy_is_filled_by_docxtpl() -> None:
    copy = stamped("shandong").value
    made = preview("shandong", sentinel=True).value
    assert copy is not None
    assert made is not None
    template = DocxTemplate(io.BytesIO(copy))
    context = context_of(made.report)
    template.render(context, jinja_env=Environment(DEFAULT_FILTERS), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    theirs, ours = Document(io.BytesIO(out.getvalue())), Document(io.BytesIO(made.document))
    for one, other in zip(theirs.tables, ours.tables, strict=True):
        assert [cell.text for cell in one._cells] == [cell.text for cell in other._cells]


# ---- preview ----


def test_preview_takes_a_report_of_ones_own(tmp_path: Path) -> None:
    example = data_root() / "examples" / "county-2024.yaml"
    made = preview("shandong", data=str(example))
    assert made.value is not None
    texts = [one.text for one in Document(io.BytesIO(made.value.document)).paragraphs]
    assert any("云岭县" in text for text in texts)
    assert made.value.report.spec.pack == "shandong"


def test_preview_of_a_broken_template_is_refused(tmp_path: Path) -> None:
    base = load_spec("2021").value
    assert base is not None and base.report_docx is not None
    data = edited(base.report_docx.read_bytes(), typed("{{ 文号 }}", "{{ 文好 }}"))
    (tmp_path / "坏.docx").write_bytes(data)
    assert run("preview", "坏.docx") == 2
    assert not (tmp_path / "坏-预览.docx").exists()


def test_preview_without_libreoffice_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run("preview", "base", "--pdf") == 2
    assert "LibreOffice" in capsys.readouterr().err
    assert (tmp_path / "base-预览.docx").exists()


@pytest.mark.office
def test_preview_as_pdf_and_pictures(tmp_path: Path) -> None:
    if not office.has_office() or not office.has_pictures() or shutil.which("soffice") is None:
        pytest.skip("LibreOffice or poppler is not installed")
    assert run("preview", "bingtuan", "--pdf", "--png") == 0
    assert (tmp_path / "bingtuan-预览.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "bingtuan-预览-1.png").read_bytes().startswith(b"\x89PNG")


# ---- diff ----


def test_a_pack_does_not_differ_from_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "shandong", "shandong") == 0
    assert capsys.readouterr().out == "没有不同\n"


def test_two_versions_of_a_word_file_are_compared(tmp_path: Path) -> None:
    base = load_spec("2021").value
    assert base is not None and base.report_docx is not None
    path = base.report_docx
    document = Document(str(path))
    style = next(one for one in document.styles if one.name == "公文正文")
    style.font.size = Pt(14)  # type: ignore[attr-defined]
    document.sections[0].left_margin = Mm(30)
    title = next(one for one in document.paragraphs if one.text == "{{ 文号 }}")
    title.runs[0].text = "编号：{{ 机关.简称 }}"
    row = document.tables[0].rows[2]._tr
    row.getparent().remove(row)
    document.save(str(tmp_path / "新.docx"))
    shutil.copy(path, tmp_path / "旧.docx")
    found = compare("旧.docx", "新.docx").value
    assert found is not None
    said = {(one.kind, one.where, one.before, one.after) for one in found}
    assert ("names", "", "", "机关.简称") in said
    assert ("texts", "", "", "编号：") in said
    assert ("texts", "", "规章", "") in said
    assert ("page", "左边距", "28毫米", "30毫米") in said
    assert ("cells", "", "主动公开.规章.制发", "") in said
    looks = next(one for one in found if one.kind == "styles")
    assert looks.where == "公文正文"
    assert "14磅" in looks.after


def test_the_shapes_of_lists_are_leaves_too() -> None:
    spec = load_spec("2021").value
    assert spec is not None
    assert isinstance(shape_of(spec).fields["附件"], ListOf)


def test_differences_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", "base", "liaoning", "--format", "json") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(one["kind"], one["where"]) for one in lines] == [("text", "前言")]


# ---- the guide ----

FILE_OF = {"extends": "pack", "总体情况": "chapters", "附表一": "tables", "自用数字": "fields",
           "标题": "text"}  # fmt: skip


def test_what_the_guide_shows_makes_a_pack(tmp_path: Path) -> None:
    """Every YAML block of docs/packs.md, each in its file."""
    text = (data_root() / "docs" / "packs.md").read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    folder = tmp_path / "某省"
    folder.mkdir()
    for block in blocks:
        first = block.lstrip("- ").partition(":")[0]
        stem = "checks" if block.startswith("- ") else FILE_OF[first]
        (folder / f"{stem}.yaml").write_text(block, encoding="utf-8")
    assert len(blocks) == 6
    assert run("check", "某省") == 0
    assert load_spec("2021", "某省", tmp_path).value is not None
