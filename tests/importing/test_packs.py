"""A pack's own tables and sections are read back like the statutory ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import COMPLETE

import gxgen
from gxgen.app.importing import import_report
from gxgen.app.inspecting import check_document

TABLES = """\
附表一:
  名称: 政策解读和回应关切情况
  简称: 附表一
  章: 其他事项
  块:
    - 角: 单位：件
      类型: 数
      行: {政策解读: 政策解读, 回应关切: 回应公众关切}
      列:
        文字: {标签: 文字解读, 缺省: 0}
        图表: {标签: 图表解读, 缺省: 0}
        总计: {标签: 合计, 合计: 是}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "某市"
    folder.mkdir()
    (folder / "pack.yaml").write_text("extends: base\n名称: 某市\n", encoding="utf-8")
    (folder / "tables.yaml").write_text(TABLES, encoding="utf-8")
    return folder


def rendered(pack: Path, folder: Path) -> Path:
    text = COMPLETE + "附表一: {政策解读: {文字: 12, 图表: 3}, 回应关切: {文字: 4}}\n"
    loaded = gxgen.loads(text, template=pack)
    assert loaded.value is not None
    made = gxgen.render(loaded.value, template=pack)
    assert made.value is not None, made.diagnostics
    path = folder / "年报.docx"
    path.write_bytes(made.value)
    return path


def test_an_annex_table_is_read_back(pack: Path, tmp_path: Path) -> None:
    made = import_report(rendered(pack, tmp_path), pack).value
    assert made is not None
    own = {
        key: entry.text for key, entry in made.filling.cells.items() if key.startswith("附表一.")
    }
    assert own == {
        "附表一.政策解读.文字": "12",
        "附表一.政策解读.图表": "3",
        "附表一.政策解读.总计": "15",
        "附表一.回应关切.文字": "4",
        "附表一.回应关切.图表": "0",
        "附表一.回应关切.总计": "4",
    }
    assert made.form == ()
    assert "模板: 某市" in made.written.text
    prose = [entry.text for entry in made.filling.chapters["其他事项"].entries()]
    assert not any("附表一" in text for text in prose)


def test_without_the_pack_the_annex_table_is_named(pack: Path, tmp_path: Path) -> None:
    """It belongs to nothing that base knows; nothing of it is read into a statutory cell."""
    path = rendered(pack, tmp_path)
    made = import_report(path).value
    assert made is not None
    assert len(made.filling.cells) == 200
    assert len(made.published.foreign) == 1
    found = check_document(path).diagnostics
    assert [item.code for item in found if item.code == "GX608"] == ["GX608"]
