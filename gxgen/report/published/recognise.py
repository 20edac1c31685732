"""A raw document → the report in it: figures, chapters, what stands around them, the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gxgen.report import header
from gxgen.report.published.chapters import Division, divide
from gxgen.report.published.closing import DATE, SIGNERS, cut_closing
from gxgen.report.published.dates import period_year, plain, year_in
from gxgen.report.published.figures import find_figures
from gxgen.report.published.front import NAME, Header, read_front, year_of_front
from gxgen.report.published.model import ChapterFound, Piece, Published
from gxgen.report.published.raw import RawDocument, RawItem, RawParagraph
from gxgen.report.published.sections import read_chapter
from gxgen.spec.clues import Clues, clues_of
from gxgen.spec.recognise.labels import fold
from gxgen.spec.spec import Spec, edition_for

KIND = f"{header.AGENCY}.{header.AGENCY_KIND}"
LONGEST_CAPTION = 80
SCOPE = f"{header.AGENCY}.{header.AGENCY_SCOPE}"
LEVEL = f"{header.AGENCY}.{header.AGENCY_LEVEL}"


def recognise(raw: RawDocument, specs: Sequence[Spec]) -> Published:
    """The report that a document holds, read by the edition of `specs` that its tables follow.

    There is always a value: what was not found is simply missing in it.
    """
    newest = specs[-1]
    clues = clues_of(newest)
    division = divide(raw.items, newest.chapters)
    fields = read_front(raw, division.front, clues)
    year = year_of_front(fields) or _year(raw, division)
    due = edition_for(year) if year else None
    figures = find_figures(raw, specs, due.key if due else "")
    spec = figures.spec
    if spec is not newest:
        division = divide(raw.items, spec.chapters)
    chapters = _chapters(division, spec, fields, clues)
    year = year or _year_of_signature(fields)
    _agency_kind(fields, clues)
    _scope(fields, clues)
    return Published(
        raw=raw,
        spec=spec,
        year=year,
        header=fields,
        fits=figures.fits,
        rivals=figures.rivals,
        chapters=chapters,
        order=tuple(heading.chapter.key for heading, _ in division.parts),
        foreign=figures.foreign,
    )


def _year(raw: RawDocument, division: Division) -> int:
    """The year of the period that the text names, else the one that the first chapter names most.

    A report speaks of its own year more than of any other.
    """
    texts = [item.text for item in raw.items if isinstance(item, RawParagraph)]
    for text in texts:
        year = period_year(text)
        if year:
            return year
    named = year_in(raw.title)
    if named:
        return named
    first = division.parts[0][1] if division.parts else []
    words = plain("".join(item.text for item in first if isinstance(item, RawParagraph)))
    counted = Counter(words[at - 4 : at] for at in range(4, len(words)) if words[at] == "年")
    years = [text for text, _ in counted.most_common() if text.isdecimal() and text[:2] == "20"]
    return int(years[0]) if years else 0


def _year_of_signature(fields: Header) -> int:
    """A report is signed in the year after the one it reports on."""
    signed = fields.get(DATE)
    return int(signed[0].text[:4]) - 1 if signed else 0


def _chapters(
    division: Division, spec: Spec, fields: Header, clues: Clues
) -> dict[str, ChapterFound]:
    """Every chapter of the spec, those included that the document lacks."""
    found = {chapter.key: ChapterFound(chapter) for chapter in spec.chapters}
    agency = fields[NAME][0].text if NAME in fields else ""
    for number, (heading, items) in enumerate(division.parts):
        chapter = found[heading.chapter.key]
        chapter.heading, chapter.numeral = heading.paragraph, heading.numeral
        chapter.title = heading.title
        own: list[RawItem] = list(items)
        if heading.rest:
            own.insert(0, RawParagraph(heading.rest, heading.paragraph.place))
        if number == len(division.parts) - 1:
            own, closing, _ = cut_closing(own, agency, clues)
            fields.update(closing)
        if chapter.chapter.is_prose:
            read_chapter(chapter, [item for item in own if not _is_caption(item, spec)])
    if NAME not in fields and SIGNERS in fields:
        fields[NAME] = fields[SIGNERS][:1]
    return found


def _is_caption(item: RawItem, spec: Spec) -> bool:
    """Whether a paragraph is the caption of one of the pack's own tables."""
    if not isinstance(item, RawParagraph) or len(item.text) > LONGEST_CAPTION:
        return False
    own = [table for table in spec.tables if not table.statutory]
    text = fold(item.text)
    return any(
        text in (fold(table.title), fold(table.short), fold(table.short + table.title))
        for table in own
    )


def _agency_kind(fields: Header, clues: Clues) -> None:
    """Kind and level of the agency, as far as its name tells."""
    names = [fields[address][0] for address in (SIGNERS, NAME) if address in fields]
    for piece in names:
        kind = clues.kind_of(piece.text)
        if kind is not None:
            fields[KIND] = [Piece(kind.kind, piece.place, inferred=True)]
            if kind.level:
                fields[LEVEL] = [Piece(kind.level, piece.place, inferred=True)]
            if kind.scope:
                fields[SCOPE] = [Piece(kind.scope, piece.place, inferred=True)]
            return


def _scope(fields: Header, clues: Clues) -> None:
    """Whether the preamble says that the report adds up those of other agencies."""
    for piece in fields.get(header.PREFACE, ()):
        if any(word in piece.text for word in clues.aggregates):
            fields[SCOPE] = [Piece(header.AGGREGATE, piece.place, inferred=True)]
            return
