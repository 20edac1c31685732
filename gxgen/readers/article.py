"""Which part of a saved page is the article: found by where long text and tables stand.

A page brings navigation, side bars, lists of links and a footer. Their text is short or lies in
links; a report is long paragraphs and cells. What classes and ids are called counts little.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from gxgen.readers.markup import Element, is_block, is_silent

_LONG, _CELL, _SHORT_WORTH, _DOUBT = 20, 5, 0.2, 0.3
_MOST_OF_IT = 0.5
"""The part of an element's weight that a child must have to be looked into instead."""
_LEAST = 100
"""A page with less on it has nothing that could be taken apart."""
_ROW_OF_CELLS, _PARAGRAPH, _SMALL = 6, 30, 0.005
_SIGNATURE = 60
_DATED = re.compile(r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日\s*$")
_STOP = "。"
"""A report is written in sentences; what is around it hardly ever is."""
_LINKS, _LINKED = 3, 0.6
_AROUND = frozenset(("nav", "footer", "aside"))
_WORDS = re.compile(r"[A-Za-z][a-z]+|[A-Z]+(?![a-z])|[a-z]+")
_HINT_WORDS = """
nav navigation navbar menu crumb crumbs breadcrumb breadcrumbs foot footer copyright sidebar
share bdshare bdsharebuttonbox related relate recommend hot login search toolbar pager
pagination qrcode ewm friendlink toolbox dqwz szwz comment comments
"""
_HINTS = frozenset(_HINT_WORDS.split())
_FIRM = frozenset(("foot", "footer", "copyright", "breadcrumb", "crumbs", "share", "bdshare"))
"""Hints that count whatever an element holds."""
_FIXED = frozenset(("html", "body", "p", "td", "th", "tr", "tbody", "table"))
"""Elements that are never left out for what they are called."""


@dataclass(slots=True)
class _Weights:
    """What stands in each element: text that counts, cells, plain and linked text, sentences."""

    weight: dict[Element, float] = field(default_factory=dict)
    cells: dict[Element, int] = field(default_factory=dict)
    plain: dict[Element, int] = field(default_factory=dict)
    linked: dict[Element, int] = field(default_factory=dict)
    links: dict[Element, int] = field(default_factory=dict)
    prose: dict[Element, int] = field(default_factory=dict)

    @property
    def counts(self) -> tuple[dict[Element, int], ...]:
        """What simply adds up from the inside to the outside."""
        return self.cells, self.plain, self.linked, self.links, self.prose


@dataclass(frozen=True, slots=True)
class Article:
    """The element that holds the article, and what in it does not belong to it."""

    element: Element
    left_out: frozenset[Element]


def find_article(root: Element) -> Article:
    """The smallest element that holds the long text and the tables of a page, all of them."""
    weights = _weigh(root)
    body = root.find("body")
    node = root if body is None else body
    if weights.weight.get(node, 0) < _LEAST:
        return Article(node, frozenset())
    while True:
        inner = _inner(node, weights)
        if inner is None:
            break
        node = inner
    left_out = frozenset(
        element for element in node.iterdescendants() if _is_beside(element, node, weights)
    )
    return Article(node, left_out)


def _inner(node: Element, weights: _Weights) -> Element | None:
    """The child that holds everything of weight, if there is one."""
    children = [child for child in node if child in weights.weight]
    if not children:
        return None
    best = max(children, key=weights.weight.__getitem__)
    whole, part = weights.weight[node], weights.weight[best]
    if best.tag in ("p", "tr", "tbody", "span", "a") or best.tag == "table":
        return _only_cell(best, weights) if best.tag == "table" else None
    if part <= 0 or part < _MOST_OF_IT * whole:
        return None
    at = children.index(best)
    lost = (
        _belongs(child, weights, whole, after=place > at)
        for place, child in enumerate(children)
        if child is not best
    )
    return None if any(lost) else best


def _only_cell(table: Element, weights: _Weights) -> Element | None:
    """The cell of a layout table that holds nearly all of it, when it holds tables itself."""
    whole = weights.weight[table]
    for cell in table.iter("td"):
        heavy = weights.weight.get(cell, 0) >= _MOST_OF_IT * whole > 0
        if heavy and cell.find(".//table") is not None:
            return cell
    return None


def _belongs(child: Element, weights: _Weights, whole: float, *, after: bool) -> bool:
    """Whether a neighbour of the heaviest part would be missed: a table, a paragraph, a date."""
    if _is_noise(child, weights):
        return False
    if weights.cells[child] >= _ROW_OF_CELLS:
        return True
    if after and (child.tag == "p" or _is_dated(child, weights)) and weights.plain[child]:
        return True
    return weights.prose[child] >= max(_PARAGRAPH, _SMALL * whole)


def _is_dated(element: Element, weights: _Weights) -> bool:
    """Whether a few words end with a date: the signature of a report."""
    few = 0 < weights.plain[element] <= _SIGNATURE and not weights.linked[element]
    return few and _DATED.search("".join(map(str, element.itertext()))) is not None


def _is_beside(element: Element, article: Element, weights: _Weights) -> bool:
    """Whether a part of the article is none: links, buttons for sharing, a footer."""
    if element not in weights.weight or element.tag in _FIXED or not is_block(element):
        return False
    if weights.weight[element] > 0.2 * weights.weight[article]:
        return False
    return _is_noise(element, weights)


def _is_noise(element: Element, weights: _Weights) -> bool:
    if weights.cells[element] >= _ROW_OF_CELLS and not _is_linked(element, weights):
        return False
    if element.tag in _AROUND or _is_linked(element, weights) or _is_hinted(element, _FIRM):
        return True
    return weights.weight[element] < _LEAST and _is_hinted(element)


def _is_linked(element: Element, weights: _Weights) -> bool:
    """Whether most of the text lies in links, and in several of them."""
    linked = weights.linked[element]
    return weights.links[element] >= _LINKS and linked > _LINKED * (linked + weights.plain[element])


def _is_hinted(element: Element, hints: Collection[str] = _HINTS) -> bool:
    """Whether a class or id speaks of a page's furniture."""
    if element.tag in _FIXED:
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    return any(word.casefold() in hints for word in _WORDS.findall(named))


def _weigh(root: Element) -> _Weights:
    """Weighs every visible element in two passes: text into blocks, blocks into what holds them."""
    weights, holders, in_link = _Weights(), dict[Element, Element](), set[Element]()
    for element in root.iter():
        above = element.getparent()
        if is_silent(element) or (above is not None and above not in weights.weight):
            continue
        for table in weights.counts:
            table[element] = 0
        weights.weight[element] = 0.0
        holders[element] = element if is_block(element) or above is None else holders[above]
        if element.tag == "a":
            weights.links[element] = 1
        if element.tag == "a" or above in in_link:
            in_link.add(element)
        _take(element.text, element, weights, linked=element in in_link)
        if above is not None:
            _take(element.tail, above, weights, linked=above in in_link)
    _take_tails(root, weights, in_link)
    _settle(weights, holders)
    return weights


def _take(text: str | None, element: Element, weights: _Weights, *, linked: bool) -> None:
    count = len("".join(text.split())) if text else 0
    if count:
        (weights.linked if linked else weights.plain)[element] += count
    if text and not linked and _STOP in text:
        weights.prose[element] += count


def _take_tails(root: Element, weights: _Weights, in_link: set[Element]) -> None:
    """Text behind elements that nobody sees still stands in what is around them."""
    for element in root.iter():
        above = element.getparent()
        if above is not None and element not in weights.weight and above in weights.weight:
            _take(element.tail, above, weights, linked=above in in_link)


def _settle(weights: _Weights, holders: dict[Element, Element]) -> None:
    """Text of a block first becomes weight of the block, then of everything around it."""
    lines: dict[Element, int] = {}
    for element, holder in holders.items():
        lines[holder] = lines.get(holder, 0) + weights.plain[element]
    for holder, count in lines.items():
        if holder.tag in ("td", "th") and count:
            weights.cells[holder] = 1
            weights.weight[holder] = count + _CELL
        else:
            weights.weight[holder] = count if count >= _LONG else count * _SHORT_WORTH
    for element in reversed(list(weights.weight)):
        above = element.getparent()
        if element.tag in _AROUND or _is_hinted(element):
            weights.weight[element] *= _DOUBT
        if above in weights.weight:
            weights.weight[above] += weights.weight[element]
            for table in weights.counts:
                table[above] += table[element]
