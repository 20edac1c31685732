"""Hard times for a program of its own: rights that bind also root, a disk that is full, a kill."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from cli_kit import Ran
from helpers import ROOT

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
Before = Callable[[], object]
"""What a child process does before it becomes the program."""


def start(*arguments: str | Path, before: Before | None = None) -> subprocess.Popen[bytes]:
    """`python -m gxgen` with these arguments, running."""
    return subprocess.Popen(
        [sys.executable, "-m", "gxgen", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        preexec_fn=before,
    )


def run_under(before: Before, *arguments: str | Path) -> Ran:
    """`gxgen` as a process of its own that did `before` first."""
    with start(*arguments, before=before) as process:
        out, err = process.communicate()
    return Ran(process.returncode, out.decode(), err.decode())


def bound_by_rights() -> None:
    """Root may write anywhere; without these capabilities the rights of a file bind it too."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def small_files_only() -> None:
    """No file may grow beyond 4 KB: writing a document fails half-way."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[Before]:
    """Makes `folder` a disk of `size` bytes where this user may mount one, else bounds files."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    try:
        yield (lambda: None) if mounted else small_files_only
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)


def kill_after(seconds: float, *arguments: str | Path) -> int:
    """Starts `gxgen`, kills it with SIGKILL after `seconds`, and gives its status."""
    with start(*arguments) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    return process.returncode
