"""Documents of other word processors (.doc, .wps, .odt, .rtf) → raw document, by LibreOffice.

LibreOffice runs as a process of its own with a profile made for this one file: macros are off,
links are not followed, and when its time is up it is ended with everything it started.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from gxgen.diag import Result, diagnose, whole_file
from gxgen.readers.docx import read_docx
from gxgen.readers.fault import UnreadableError
from gxgen.report.published.raw import RawDocument

SECONDS = 90
"""A first start with a fresh profile takes ten on a slow machine."""
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SETTING = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
    "<value>{value}</value></prop></item>"
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
"""No macros, no links, and a proxy that nobody answers at."""
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    + "</oor:items>"
)


def read_office(data: bytes, file: str, suffix: str) -> Result[RawDocument]:
    """The raw document of a file of another word processor, with advice that it was converted.

    `suffix` (".doc") is what its content is. Raises UnreadableError where LibreOffice is missing
    ("legacy") or makes nothing of the file ("conversion").
    """
    program = find_office()
    if program is None:
        raise UnreadableError("legacy", kind=suffix)
    made = _convert(program, data, suffix)
    if made is None:
        raise UnreadableError("conversion", kind=suffix)
    result = read_docx(made, file)
    note = diagnose("GX602", whole_file(file), case="converted", kind=suffix)
    return Result(result.value, (note, *result.diagnostics))


def find_office() -> str | None:
    """The path of LibreOffice on this machine, None where it is not installed."""
    found = (shutil.which(name) for name in _PROGRAMS)
    installed = (place for place in _PLACES if Path(place).is_file())
    return next((path for path in (*found, *installed) if path), None)


def _convert(program: str, data: bytes, suffix: str) -> bytes | None:
    """The same document as .docx; None where that did not work or took too long."""
    with tempfile.TemporaryDirectory(prefix="gxgen-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, encoding="utf-8")
        source = folder / f"report{suffix}"
        source.write_bytes(data)
        command = [program, "--headless", "--norestore", "--nolockcheck", "--nodefault"]
        command += [f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        command += ["--convert-to", "docx", "--outdir", str(folder / "made"), str(source)]
        _run(command, folder)
        made = folder / "made" / "report.docx"
        return made.read_bytes() if made.is_file() else None


def _run(command: list[str], folder: Path) -> None:
    """Runs a program to its end, or ends it and all that it started."""
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return
    try:
        process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends what is left of a process and of its children."""
    if sys.platform == "win32":
        if process.poll() is None:
            kill = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(kill, check=False, capture_output=True)
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
