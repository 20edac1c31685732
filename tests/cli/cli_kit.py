"""Runs the program in this process, or as a program of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers import ROOT

from gxgen.cli.main import main

REPORT_DOCX = ROOT / "templates" / "base" / "2021" / "report.docx"


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        """The lines of `--format json`, wherever they went."""
        lines = (self.out + self.err).splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    @property
    def codes(self) -> list[str]:
        return [record["code"] for record in self.records]


def run(*arguments: str | Path) -> Ran:
    """`gxgen` with these arguments, in this process."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(end.code or 0)
    return Ran(status, out.getvalue(), err.getvalue())


def run_apart(
    *arguments: str | Path, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> Ran:
    """`python -m gxgen` with these arguments, as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "gxgen", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
    )
    return Ran(
        done.returncode,
        done.stdout.decode("utf-8", errors="replace"),
        done.stderr.decode("utf-8", errors="replace"),
    )


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
