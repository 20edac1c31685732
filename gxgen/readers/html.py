"""A published report as a saved web page → raw document."""

from __future__ import annotations

from gxgen.diag import Result
from gxgen.readers.article import find_article
from gxgen.readers.encoding import decode, encoding_notes
from gxgen.readers.flow import publish
from gxgen.readers.htmlflow import flow_of
from gxgen.readers.markup import parse_page
from gxgen.readers.pagemeta import page_date, page_title
from gxgen.report.published.raw import RawDocument


def read_html(data: bytes, file: str, charset: str = "") -> Result[RawDocument]:
    """The article of a page; `charset` is what came with the page from elsewhere.

    Raises UnreadableError for a page beyond the limits or without any text.
    """
    decoded = decode(data, charset)
    root = parse_page(decoded.text)
    article = find_article(root)
    flow = flow_of(article.element, article.left_out)
    title, date = page_title(root, article), page_date(root, article)
    document = publish(flow, file, title, date)
    return Result(document, encoding_notes(decoded, file))
