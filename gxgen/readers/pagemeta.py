"""What a page says of its article outside of it: the title and the date of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from gxgen.readers.article import Article
from gxgen.readers.flow import Line, clean, flow_text
from gxgen.readers.htmlflow import flow_of
from gxgen.readers.markup import Element, attribute, is_silent

_TITLE_NAMES = ("articletitle", "og:title", "dc.title", "title")
_DATE_NAMES = (
    "pubdate",
    "publishdate",
    "publish_date",
    "article:published_time",
    "dc.date.issued",
    "firstpublishedtime",
)
_SEPARATORS = re.compile(r"\s+[-–—|丨·]\s+|[_|丨]|--+|-(?=[\u4e00-\u9fff])|\s[-–—]|[-–—]\s")
_LEAST, _MOST = 6, 120
_PIECES = 30
"""Elements within a heading that is one no more."""
_DATE = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?(?:\s*T?\s*\d{1,2}:\d{2}(?::\d{2})?)?"
_VISIBLE = (
    re.compile(rf"(?:发布|发文|公开|公布)(?:时间|日期)\s*[：:]?\s*({_DATE})"),
    re.compile(rf"(?:时间|日期)\s*[：:]\s*({_DATE})"),
    re.compile(rf"^\s*({_DATE})\s*$", re.MULTILINE),
)
_HEAD = 4_000
"""Characters outside the article that are searched for a date."""


def page_title(root: Element, article: Article) -> str:
    """The title of the article, without the names of the site; "" where the page says none."""
    stated = [clean(text) for name in _TITLE_NAMES for text in _meta(root, name)]
    whole = "".join((root.findtext(".//title") or "").split())
    found = _headings(root, article)
    headings = [text for text in found if _LEAST <= len(_squeezed(text)) <= _MOST]
    for text in headings:
        if _squeezed(text) in whole or _squeezed(text) in map(_squeezed, stated):
            return text
    if stated and stated[0]:
        return max(_segments(stated[0]), key=len)
    segments = _segments(root.findtext(".//title") or "")
    return max(segments, key=len) if segments else next(iter(headings), "")


def page_date(root: Element, article: Article) -> str:
    """When the page says the article was published, as found; "" where it does not say."""
    for name in _DATE_NAMES:
        for text in _meta(root, name):
            if re.search(r"\d{4}", text):
                return text.strip()
    outside = flow_text(flow_of(root, {*article.left_out, article.element}))[:_HEAD]
    for pattern in _VISIBLE:
        match = pattern.search(outside)
        if match:
            return match[1].strip()
    return ""


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _meta(root: Element, name: str) -> Iterator[str]:
    for found in root.iter("meta"):
        if name in (attribute(found, "name"), attribute(found, "property")):
            text = str(found.get("content") or "").strip()
            if text:
                yield text


def _headings(root: Element, article: Article) -> Iterator[str]:
    """Texts that look like the title of the article: headings, and blocks that are called so."""
    for found in root.iter():
        named = f"{attribute(found, 'class')} {attribute(found, 'id')}"
        if is_silent(found) or not (found.tag in ("h1", "h2", "h3") or "title" in named):
            continue
        if found is article.element or found in article.left_out or _is_large(found):
            continue
        lines = [item for item in flow_of(found) if isinstance(item, Line)]
        if 0 < len(lines) <= 2:
            yield clean("".join(line.text.replace("\n", "") for line in lines))


def _is_large(element: Element) -> bool:
    return sum(1 for _ in islice(element.iter(), _PIECES)) == _PIECES


def _segments(title: str) -> list[str]:
    """The parts of a page's title between the signs that sites put between them."""
    return [part.strip() for part in _SEPARATORS.split(clean(title)) if part and part.strip()]
