"""Diagnostics as text for people: headline, arrow with the place, excerpt with caret, remedy."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable

from gxgen.diag.book import basis_of, hint_of, message_of, title_of
from gxgen.diag.diagnostic import Diagnostic, Severity
from gxgen.diag.place import DocPlace, TextPlace
from gxgen.diag.private import mask

LineOf = Callable[[str, int], str | None]
"""(file, line counted from 1) → the text of that line, or None where it is not at hand."""

SEVERITY_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.ADVICE: "建议"}
_SHOWN = {"\t": " ", "\u3000": "\u3000", "\u00a0": " "}
_EXCERPT = 100
"""Longest excerpt in characters: prose lines may be whole paragraphs."""
_MARGIN = 48
"""Characters around an excerpt that are looked at for a number that its edge cuts in two."""


def display_width(text: str, ambiguous: int = 1) -> int:
    """Screen cells that `text` takes: two for wide characters, none for combining ones.

    `ambiguous` are the cells of characters that a screen may show narrow or wide (“ ” … —).
    """
    width = 0
    for character in text:
        if unicodedata.combining(character):
            continue
        kind = unicodedata.east_asian_width(character)
        width += 2 if kind in "WF" else ambiguous if kind == "A" else 1
    return width


def printable(text: str) -> str:
    """`text` fit to be shown: control characters made harmless for a terminal (U+FFFD; tab as a
    space), personal numbers masked."""
    return _harmless(mask(text))


def _harmless(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        character if character.isprintable() else _SHOWN.get(character, "\ufffd")
        for character in text
    )


def render_text(diagnostics: Iterable[Diagnostic], line_of: LineOf) -> str:
    """All findings as one text, blank lines between them; empty when there are none."""
    return "\n".join(render_one(item, line_of) for item in diagnostics)


def render_one(diagnostic: Diagnostic, line_of: LineOf, ambiguous: int = 1) -> str:
    """One finding as a block of lines, ending with a line break.

    `ambiguous` as for `display_width`: it places the caret.
    """
    word = "豁免" if diagnostic.waived else SEVERITY_WORDS[diagnostic.severity]
    head = f"{word} {diagnostic.code}  {title_of(diagnostic)}"
    lines = [head, f"  --> {_harmless(str(diagnostic.place))}"]
    message = printable(message_of(diagnostic))
    lines += _excerpt(diagnostic, message, line_of, ambiguous)
    if diagnostic.label:
        lines.append(f"   = 位置：{printable(diagnostic.label)}")
    lines += [
        f"   = 参见：{_harmless(str(item.place))}  {printable(item.note)}"
        for item in diagnostic.related
    ]
    if diagnostic.waived:
        return "\n".join([*lines, f"   = 豁免原因：{printable(diagnostic.waived)}"]) + "\n"
    hint = printable(hint_of(diagnostic))
    if hint:
        lines.append(f"   = 提示：{hint}")
    basis = basis_of(diagnostic)
    see = f"详见 gxgen explain {diagnostic.code}"
    lines.append(f"   = 依据：{basis}；{see}" if basis else f"   = {see}")
    return "\n".join(lines) + "\n"


def _excerpt(diagnostic: Diagnostic, message: str, line_of: LineOf, ambiguous: int) -> list[str]:
    place = diagnostic.place
    if isinstance(place, DocPlace):
        return ([f"   | {printable(place.text)}"] if place.text else []) + [f"   = {message}"]
    text = line_of(place.file, place.line) if place.line else None
    if text is None:
        return [f"   = {message}"]
    gutter = len(str(place.line))
    lines = [f"{' ' * gutter} |"]
    before = line_of(place.file, place.line - 1) if place.line > 1 else None
    if before is not None and before.strip():
        lines.append(f"{place.line - 1:>{gutter}} | {_cut(before, 0)[0]}")
    shown, indent, carets = _caret_line(place, text, ambiguous)
    lines.append(f"{place.line} | {shown}")
    return [*lines, f"{' ' * gutter} | {' ' * indent}{'^' * carets} {message}"]


def _caret_line(place: TextPlace, text: str, ambiguous: int) -> tuple[str, int, int]:
    """The excerpt, cells before the caret, and number of carets."""
    shown, skipped = _cut(text, place.column)
    start = max(place.column - 1 - skipped, 0) + (1 if skipped else 0)
    end = max(place.end_column - 1 - skipped + (1 if skipped else 0), start + 1)
    marked = display_width(shown[start:end], ambiguous) or 1
    return shown, display_width(shown[:start], ambiguous), min(marked, 60)


def _cut(text: str, column: int) -> tuple[str, int]:
    """A printable window of a long line around `column`, and how many characters it skips."""
    text = text.rstrip("\r\n")
    if len(text) <= _EXCERPT:
        return printable(text), 0
    start = max(0, column - 1 - _EXCERPT // 2)
    before = min(start, _MARGIN)
    window = printable(text[start - before : start + _EXCERPT + _MARGIN])
    window = window[before : before + _EXCERPT]
    tail = "…" if start + _EXCERPT < len(text) else ""
    return ("…" if start else "") + window + tail, start
