"""A published report as plain text → raw document."""

from __future__ import annotations

from gxgen.diag import TextPlace
from gxgen.readers.flow import clean
from gxgen.report.published.raw import RawDocument, RawParagraph
from gxgen.source.text import SourceText


def read_text(source: SourceText) -> RawDocument:
    """Every line that is not blank as a paragraph."""
    items = [
        RawParagraph(text, TextPlace(source.file, number, 1, len(line) + 1))
        for number, line in enumerate(source.lines, 1)
        if (text := clean(line))
    ]
    return RawDocument(source.file, tuple(items))
