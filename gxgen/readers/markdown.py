"""A published report as Markdown, mostly made from PDF or by OCR → raw document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gxgen.diag import Result, TextPlace
from gxgen.readers.encoding import MAX_TEXT, decode, encoding_notes
from gxgen.readers.fault import UnreadableError
from gxgen.readers.flow import MAX_CELLS, MAX_LINES, Line, Sheet, clean, grid_of
from gxgen.readers.htmlflow import flow_of
from gxgen.readers.inline import inline_text, is_strong
from gxgen.readers.markup import parse_page
from gxgen.readers.pipes import read_pipes, table_end
from gxgen.report.published.raw import RawDocument, RawItem, RawParagraph, RawTable

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|(?:=\s*){5,})")
_PAGE = re.compile(
    r"\s*(?:<!--.*-->|\\(?:newpage|pagebreak)|\f|[-—–─·]+\s*\d{1,3}\s*[-—–─·]+"
    r"|第\s*\d{1,3}\s*页(?:\s*[/／，,]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*[/／]\s*\d{1,3}"
    r"|[\[【(（{]*page\s*\d{1,3}(?:\s*of\s*\d{1,3})?[\]】)）}]*)\s*",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\s*\d{1,3}\s*")
_BULLET = re.compile(r"\s*(?:[-*+]|>)\s+")
_TITLE = re.compile(r"title\s*:\s*[\"']?(.*?)[\"']?\s*", re.IGNORECASE)
_TABLE = re.compile(r"<table[\s>]", re.IGNORECASE)
_TABLE_END = re.compile(r"</table\s*>", re.IGNORECASE)


def read_markdown(data: bytes, file: str) -> Result[RawDocument]:
    """Every line as a paragraph, pipe and HTML tables as tables, each with its line."""
    if len(data) > MAX_TEXT:
        raise UnreadableError("limits")
    decoded = decode(data)
    lines = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MAX_LINES:
        raise UnreadableError("limits")
    start, title = _front_matter(lines)
    reader = _Reader(file, lines)
    document = RawDocument(file, tuple(reader.items(start)), title)
    return Result(document, encoding_notes(decoded, file))


def _front_matter(lines: Sequence[str]) -> tuple[int, str]:
    """Where the text begins, and the title stated before it."""
    if lines[0].strip() != "---":
        return 0, ""
    end = next((n for n in range(1, min(len(lines), 100)) if lines[n].strip() == "---"), 0)
    stated = (match[1] for line in lines[1:end] if (match := _TITLE.fullmatch(line)))
    return (end + 1, clean(next(stated, ""))) if end else (0, "")


class _Reader:
    """Goes through the lines; a table takes several of them at once."""

    def __init__(self, file: str, lines: Sequence[str]) -> None:
        self._file, self._lines = file, lines
        self._cells = 0

    def items(self, start: int) -> Iterator[RawItem]:
        """Paragraphs and tables from a line on."""
        at = start
        while at < len(self._lines):
            line = self._lines[at]
            if _TABLE.search(line):
                end = self._end_of_html(at)
                yield from self._html(at, end)
                at = end
            elif (end := table_end(self._lines, at)) > at:
                rows = read_pipes(self._lines[at:end], at)
                yield self._table(rows.sheet, at, rows.lines)
                at = end
            else:
                yield from self._line(line, at)
                at += 1

    def _line(self, line: str, at: int) -> Iterator[RawParagraph]:
        if _is_furniture(self._lines, at):
            return
        heading = _HEADING.fullmatch(line)
        words = heading[2] if heading else _BULLET.sub("", line, count=1)
        text = clean(inline_text(words)).replace("\n", " ")
        if text:
            level = len(heading[1]) if heading else self._underlined(at)
            centred = "center" in line.casefold() and "<" in line
            yield RawParagraph(text, self._place(at), level, centred, is_strong(words))

    def _underlined(self, at: int) -> int:
        """The level of a heading that is underlined by the next line."""
        below = self._lines[at + 1].strip() if at + 1 < len(self._lines) else ""
        return 1 if re.fullmatch("={3,}", below) else 0

    def _end_of_html(self, start: int) -> int:
        """The line after an HTML table, tables within it included."""
        depth = 0
        for at in range(start, len(self._lines)):
            depth += len(_TABLE.findall(self._lines[at]))
            depth -= len(_TABLE_END.findall(self._lines[at]))
            if depth <= 0:
                return at + 1
        return len(self._lines)

    def _html(self, start: int, end: int) -> Iterator[RawItem]:
        """The tables of HTML within the text, and what stands around them on their lines."""
        for item in flow_of(parse_page("\n".join(self._lines[start:end]))):
            if isinstance(item, Sheet):
                yield self._table(item, start, ())
            elif isinstance(item, Line) and (text := clean(inline_text(item.text))):
                yield RawParagraph(text, self._place(start), item.heading, item.centred)

    def _table(self, sheet: Sheet, start: int, lines: Sequence[int]) -> RawTable:
        self._cells += len(sheet.boxes)
        if self._cells > MAX_CELLS:
            raise UnreadableError("limits")
        grid = grid_of(sheet, lambda box, _: self._place(lines[box.row] if lines else start))
        return RawTable(grid, self._place(start), sheet.exact)

    def _place(self, at: int) -> TextPlace:
        return TextPlace(self._file, at + 1, 1, len(self._lines[at]) + 1)


def _is_furniture(lines: Sequence[str], at: int) -> bool:
    """Whether a line only separates: blank, a rule, the end of a page, its number."""
    line = lines[at]
    if not line.strip() or _RULE.fullmatch(line) or _PAGE.fullmatch(line) or _FENCE.match(line):
        return True
    if not _ALONE.fullmatch(line):
        return False
    after = next((text for text in lines[at + 1 : at + 4] if text.strip()), "")
    before = next((text for text in reversed(lines[max(0, at - 3) : at]) if text.strip()), "")
    return any(_RULE.fullmatch(text) or _PAGE.fullmatch(text) for text in (before, after) if text)
