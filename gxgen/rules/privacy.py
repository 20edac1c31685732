"""Personal numbers in a text that is to be published (GX560). They are never quoted in full."""

from __future__ import annotations

from collections.abc import Iterator

from gxgen.diag import Diagnostic
from gxgen.diag.private import find_private, mask
from gxgen.report.model import Report
from gxgen.rules.inquiry import Inquiry
from gxgen.rules.printed import narrative, other_texts
from gxgen.rules.prose import at_most, block_for, tell
from gxgen.spec.content import Block, Span


def judge_privacy(inquiry: Inquiry) -> Iterator[Diagnostic]:
    """Identity card, mobile phone and bank card numbers in any text that is printed.

    Office landlines are no personal numbers. The facts hold the masked number only.
    """
    block = block_for(inquiry.report, "隐私")
    if block is not None:
        yield from at_most(_personal(inquiry.report, block))


def _personal(report: Report, block: Block) -> Iterator[Diagnostic]:
    for prose in [*narrative(report), *other_texts(report)]:
        for item in find_private(prose.text):
            number = mask(prose.text[item.start : item.end])
            span = Span(item.start, item.end, number)
            yield tell(block, "GX560", prose, span, case=item.kind, number=number)
