"""Writes what is derived and stored: schemas, the page of checks, the page of published reports.

python scripts/generate.py            write what is stale
python scripts/generate.py --check    fail where something is stale (CI does this)
python scripts/generate.py --report EDITION
    make that edition's report.docx anew from the spec. It is owned by Word once it exists:
    only for a new edition, or to start the look over.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from published_page import published_page

from gxgen.app.creating import render_schema
from gxgen.app.explaining import checks_page
from gxgen.spec.locate import pack_names, search_folders
from gxgen.spec.spec import editions, load_spec

ROOT = Path(__file__).resolve().parent.parent


def derived() -> Iterator[tuple[Path, str]]:
    """Every derived file with the text it must have."""
    newest = editions()[-1].key
    for pack in pack_names(search_folders()):
        for edition in (item.key for item in editions()):
            if edition != newest and pack != "base":
                continue
            spec = load_spec(edition, pack).value
            if spec is None:
                raise SystemExit(f"pack {pack} for edition {edition} does not load")
            yield ROOT / "schemas" / f"report-{edition}-{pack}.schema.json", render_schema(spec)
    yield ROOT / "docs" / "checks.md", checks_page(load_spec(newest).value)
    yield ROOT / "docs" / "published.md", published_page()


def write_report(edition: str) -> None:
    """Makes `templates/base/<edition>/report.docx` with the builder."""
    from gxgen.template.builder import build_report_template

    spec = load_spec(edition).value
    if spec is None:
        raise SystemExit(f"edition {edition} does not load")
    path = ROOT / "templates" / "base" / edition / "report.docx"
    path.write_bytes(build_report_template(spec.tables, spec.chapters))
    print(f"wrote {path.relative_to(ROOT)}")


def main(arguments: list[str]) -> int:
    if arguments[:1] == ["--report"]:
        write_report(arguments[1])
        return 0
    stale = [
        (path, text)
        for path, text in derived()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path, text in stale:
        print(("stale: " if "--check" in arguments else "wrote: ") + str(path.relative_to(ROOT)))
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
