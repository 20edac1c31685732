"""Reading all prose of a report once, and every rule that rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from gxgen.diag import Diagnostic
from gxgen.report.model import Report
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.mentions.bindable import judge_bindable
from gxgen.rules.mentions.claims import Reading
from gxgen.rules.mentions.figures import Table
from gxgen.rules.mentions.fractions import judge_shares
from gxgen.rules.mentions.growth import judge_growth
from gxgen.rules.mentions.guard import Guard
from gxgen.rules.mentions.judge import judge_claims
from gxgen.rules.mentions.parts import judge_parts
from gxgen.rules.mentions.reader import SentenceReader
from gxgen.rules.mentions.state import Paragraph
from gxgen.rules.mentions.typed import Typed, typed_lines
from gxgen.rules.mentions.vocabulary import Vocabulary, vocabulary_of

MAX_NUMBERS, MAX_FINDINGS = 2000, 200
"""Numbers that are read in one report, and findings that are told: no real report comes near."""


def judge_mentions(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Findings T1–T12 and the advice to bind; nothing for a pack without `mentions.yaml`."""
    report = inquiry.report
    vocabulary = vocabulary_of(report)
    if vocabulary is None or not report.year:
        return
    yield from islice(_judge(inquiry, vocabulary), MAX_FINDINGS)


def _judge(inquiry: Inquiry, vocabulary: Vocabulary) -> Iterator[Diagnostic]:
    report, previous = inquiry.report, inquiry.previous
    reading = read_report(report, vocabulary)
    table = Table(report, vocabulary, report.figures)
    yield from judge_claims(reading, table)
    yield from judge_bindable(reading, table)
    yield from judge_parts(reading, table)
    yield from judge_shares(reading, table)
    comparable = previous is not None and previous.spec.edition is report.spec.edition
    last = Table(previous, vocabulary, previous.figures) if previous and comparable else None
    yield from judge_growth(reading, table, last)


def read_report(report: Report, vocabulary: Vocabulary) -> Reading:
    """What the prose of a report says in numbers."""
    reading = Reading()
    for passages in report.passages.values():
        for passage in passages:
            for line in typed_lines(report, passage):
                if len(reading.items) < MAX_NUMBERS:
                    _read_line(line, vocabulary, reading)
    return reading


def _read_line(line: Typed, vocabulary: Vocabulary, reading: Reading) -> None:
    lexer, text = vocabulary.prepared.lexer, line.text
    if not lexer.tells(text):
        return
    paragraph = Paragraph(set(vocabulary.mentions.sections.get(line.section, ())))
    guard = Guard(vocabulary, line)
    for start, end in lexer.sentences(text):
        if not lexer.tells(text[start:end]):
            paragraph.context |= lexer.carried(text[start:end])
            paragraph.last, paragraph.roots = None, ()
        elif len(reading.items) < MAX_NUMBERS:
            tokens = lexer.tokens(text, line.report.year, start, end)
            SentenceReader(line, guard, paragraph, reading).read(tokens, start, end)
