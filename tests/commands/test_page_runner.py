"""The runner of pages itself: it must see a page that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_runner import PageRunner
from page_text import edited, elided, filled, matches, steps_of

PAGE = """\
# 一页

```yaml 文件 年报.yaml
年度：2024
```

   ```console
   $ gxgen check 年报.yaml
   {expected}
   [退出状态 1]
   ```
"""


def run(expected: str, folder: Path) -> PageRunner:
    page = PageRunner(PAGE.format(expected=expected), folder)
    page.run()
    return page


def test_right_page_passes(tmp_path: Path) -> None:
    assert not run("错误 GX010  冒号是中文的\n   …", tmp_path).mismatches


def test_wrong_page_is_seen_and_rewritten(tmp_path: Path) -> None:
    page = run("没有发现问题", tmp_path)
    assert len(page.mismatches) == 1
    assert "GX010" in str(page.mismatches[0])
    assert "   错误 GX010  冒号是中文的\n     --> 年报.yaml:1:3" in page.text()
    assert not PageRunner(page.text(), tmp_path).run()


def test_wrong_exit_status_is_seen(tmp_path: Path) -> None:
    page = PageRunner("```console\n$ gxgen --version\n…\n[退出状态 1]\n```", tmp_path)
    assert page.run()


def test_python_output_is_compared(tmp_path: Path) -> None:
    text = "```python\nprint(1 + 1)\n```\n\n```text 输出\n3\n```\n"
    page = PageRunner(text, tmp_path)
    assert page.run()
    assert "```text 输出\n2\n```" in page.text()


def test_only_gxgen_runs(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="only gxgen"):
        PageRunner("```console\n$ ls\n```", tmp_path).run()


def test_block_without_end() -> None:
    with pytest.raises(ValueError, match="not closed"):
        list(steps_of("```console\n$ gxgen"))


@pytest.mark.parametrize(
    ("expected", "actual", "equal"),
    [
        ("a b", "a b", True),
        ("a b", "a", False),
        ("a … c", "a b b c", True),
        ("a … c", "a c", True),
        ("a … c", "a b", False),
        ("… c …", "a b c d", True),
        ("… c …", "a b d", False),
        ("a …", "b a", False),
        ("a … a", "a", False),
        ("…", "", True),
    ],
)
def test_any_lines(expected: str, actual: str, equal: bool) -> None:
    assert matches(expected.split(), actual.split()) is equal


def test_rewriting_keeps_what_was_left_out() -> None:
    before = ["a", "…", "ccc", "…", "e"]
    assert elided(before, ["x", "b", "b", "ccd", "d", "e"]) == ["x", "…", "ccd", "…", "e"]


def test_edits() -> None:
    assert edited("甲\n乙\n丙\n", ["-乙", "+丁", "…", " 丙", "+戊"]) == "甲\n丁\n丙\n戊\n"
    with pytest.raises(ValueError, match="found 0 times"):
        edited("甲\n", ["-乙", "+丙"])
    with pytest.raises(ValueError, match="found 2 times"):
        edited("甲\n甲\n", ["-甲", "+丙"])


def test_sections_are_filled() -> None:
    text = "年度: 2024\n机关: # 说明\n  名称:\n\n# 二\n表:\n  甲:\n# 落款:\n#   日期:\n"
    made = filled(text, ["机关:", "  名称: 某镇", "落款:", "  日期: 无", "附件: [一]"])
    assert made == (
        "年度: 2024\n机关:\n  名称: 某镇\n\n# 二\n表:\n  甲:\n落款:\n  日期: 无\n附件: [一]\n"
    )


def test_our_own_bug_is_never_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gxgen.cli.run.run_explain", lambda *_: 1 / 0)
    page = PageRunner("```console\n$ gxgen explain GX311\n…\n[退出状态 3]\n```\n", tmp_path)
    assert [item.rewritable for item in page.run()] == [False]
