"""Runs a Markdown page: writes its files, types its commands, compares what comes out.

What a page may hold (the words after the language are what the runner reads):

    ```yaml 文件 年报.yaml            writes the block into the page's own folder
    ```yaml 文件 年报.yaml 编码 gbk   … in that encoding
    ```yaml 填 年报.yaml              puts the block's sections in place of the file's own
    ```diff 改 年报.yaml              edits: `-` the line as it is, `+` as it becomes, `…` next edit
    ```console                        `$ gxgen …`, what it prints, `[退出状态 1]` when not zero
    ```python                         is executed; a ```text 输出 block after it is what it prints
    ```python 不运行                  is left alone
    <!-- 改 年报.yaml                 the same edit, unseen by readers, up to a line `-->`
    <!-- 取 年报.yaml -->             copies a file from tests/commands/files
    <!-- 在 Word 里改 年报.docx -->   changes a paragraph and saves, as a clerk would
    <!-- 打开 年报.docx -->           until <!-- 关闭 年报.docx --> nobody can write the file

A line `…` in expected output stands for any lines. Anything else in a page is left alone.
"""

from __future__ import annotations

import contextlib
import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from unittest.mock import patch

from docx import Document
from page_text import Lines, Step, commands_of, edited, elided, filled, matches, steps_of

FILES = Path(__file__).parent / "files"
ROOT = Path(__file__).resolve().parents[2]
OUR_BUG = 3
"""The exit status that no page may show as right, not even by rewriting."""


@dataclass
class Mismatch:
    """What a page says against what came out; `line` counts from 1."""

    line: int
    expected: Lines
    actual: Lines
    rewritable: bool = True

    def __str__(self) -> str:
        both = unified_diff(self.expected, self.actual, "page", "program", lineterm="", n=2)
        return f"line {self.line}:\n" + "\n".join(both)


class PageRunner:
    """One page in one folder; `text()` is the page with the outputs as they are."""

    def __init__(self, text: str, folder: Path) -> None:
        self.lines = text.splitlines()
        self.folder = folder
        self.mismatches: list[Mismatch] = []
        self._now: list[tuple[int, int, Lines]] = []
        self._open_files: set[Path] = set()
        self._names: dict[str, object] = {"__name__": "page"}
        self._printed: Lines = []

    def run(self) -> list[Mismatch]:
        with contextlib.chdir(self.folder), self._locks():
            for step in steps_of("\n".join(self.lines)):
                for kind in (step.kind, step.info[0] if step.info else ""):
                    if kind in _HANDLERS:
                        _HANDLERS[kind](self, step)
                        break
        return self.mismatches

    def text(self) -> str:
        """The page with the outputs as they are now."""
        lines = list(self.lines)
        for start, end, made in reversed(self._now):
            lines[start:end] = made
        return "\n".join(lines) + "\n"

    def _write(self, step: Step) -> None:
        encoding = step.info[4] if step.info[3:4] == ["编码"] else "utf-8"
        path = self.folder / step.info[2]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(("\n".join(step.lines) + "\n").encode(encoding))

    def _change(self, step: Step) -> None:
        path = self.folder / step.info[2]
        change = edited if step.info[1] == "改" else filled
        path.write_text(change(path.read_text("utf-8"), step.lines), "utf-8")

    def _console(self, step: Step) -> None:
        for start, command, expected in commands_of(step):
            status, printed = self._type(command)
            actual = [line.rstrip() for line in printed.rstrip().splitlines()]
            actual += [f"[退出状态 {status}]"] if status else []
            if status == OUR_BUG:
                self.mismatches.append(Mismatch(start, ["no bug of ours"], actual, False))
            else:
                self._compare(start, expected, actual, step.indent)

    def _python(self, step: Step) -> None:
        if "不运行" in step.info:
            return
        out = io.StringIO()
        code = compile("\n" * step.start + "\n".join(step.lines), "page", "exec")
        with contextlib.redirect_stdout(out):
            exec(code, self._names)
        self._printed = out.getvalue().splitlines()

    def _output(self, step: Step) -> None:
        self._compare(step.start, step.lines, self._printed, step.indent)

    def _compare(self, start: int, expected: Lines, actual: Lines, indent: str) -> None:
        if not matches(expected, actual):
            self.mismatches.append(Mismatch(start + 1, expected, actual))
            now = [(indent + line).rstrip() for line in elided(expected, actual)]
            self._now.append((start, start + len(expected), now))

    def _type(self, command: str) -> tuple[int, str]:
        """A command as typed: its exit status, and what the screen shows."""
        words = shlex.split(command)
        settings = {}
        while "=" in words[0]:
            name, _, value = words.pop(0).partition("=")
            settings[name] = value
        if words[0] != "gxgen":
            raise ValueError(f"only gxgen runs in a page: {command}")
        source, target = _redirection(words, "<"), _redirection(words, ">")
        with patch.dict(os.environ, settings):
            if source is not None:
                return _piped(words[1:], self.folder / source)
            status, shown, kept = _called(words[1:], apart=target is not None)
        if target is not None:
            (self.folder / target).write_text(kept, "utf-8")
        return status, shown

    @contextlib.contextmanager
    def _locks(self) -> Iterator[None]:
        """While a file is open in Word, Windows lets nobody put another in its place."""
        replace = Path.replace

        def guarded(path: Path, target: Path) -> Path:
            if Path(target).resolve() in self._open_files:
                raise PermissionError(13, "Permission denied", str(target))
            return replace(path, target)

        with patch.object(Path, "replace", guarded):
            yield

    def _take(self, step: Step) -> None:
        path = self.folder / step.info[1]
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile(FILES / path.name, path)

    def _edit_in_word(self, step: Step) -> None:
        path = self.folder / step.info[1]
        document = Document(str(path))
        next(one for one in document.paragraphs if one.text.strip()).add_run("（改）")
        document.save(str(path))

    def _open(self, step: Step) -> None:
        self._open_files.add((self.folder / step.info[1]).resolve())

    def _close(self, step: Step) -> None:
        self._open_files.discard((self.folder / step.info[1]).resolve())


_HANDLERS: dict[str, Callable[[PageRunner, Step], None]] = {
    "yaml 文件": PageRunner._write,
    "yaml 填": PageRunner._change,
    "diff 改": PageRunner._change,
    "console": PageRunner._console,
    "python": PageRunner._python,
    "text 输出": PageRunner._output,
    "取": PageRunner._take,
    "在 Word 里改": PageRunner._edit_in_word,
    "打开": PageRunner._open,
    "关闭": PageRunner._close,
}


def _redirection(words: Lines, sign: str) -> str | None:
    """The file after `<` or `>`, both taken out of `words`."""
    if sign not in words:
        return None
    at = words.index(sign)
    name = words[at + 1]
    del words[at : at + 2]
    return name


def _called(words: Lines, *, apart: bool) -> tuple[int, str, str]:
    """gxgen in this process: exit status, the screen, and standard output where it goes `apart`."""
    from gxgen.cli.main import main

    screen, file = io.StringIO(), io.StringIO()
    status: object = 0
    with contextlib.redirect_stdout(file if apart else screen), contextlib.redirect_stderr(screen):
        try:
            main(words)
        except SystemExit as end:
            status = end.code
    return int(str(status or 0)), screen.getvalue(), file.getvalue()


def _piped(words: Lines, source: Path) -> tuple[int, str]:
    """gxgen as a program of its own, because standard input is the process's."""
    paths = os.pathsep.join(part for part in (str(ROOT), os.environ.get("PYTHONPATH")) if part)
    done = subprocess.run(
        [sys.executable, "-m", "gxgen", *words],
        input=source.read_bytes(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    return done.returncode, done.stdout.decode()
