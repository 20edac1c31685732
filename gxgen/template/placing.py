"""Whether a tag may stand where it stands in the Word document.

docxtpl works on the text of the XML: `{%p %}` takes its whole paragraph with it, `{%tr %}` its
row, and a tag in a field code or across a hyperlink tears the document. Each such place is a
finding here, before docxtpl's patching would lose text silently.
"""

from __future__ import annotations

from gxgen.template.faults import TagError
from gxgen.template.fragments import Fragment
from gxgen.template.tags import Slip, Tag
from gxgen.template.wordxml import TC, TR, Element, P, T, w

_ENCLOSING = {"p": P, "tr": TR, "tc": TC}
_PICTURES = (w("drawing"), w("pict"), w("object"))
_DELETED = frozenset({w("delText"), w("delInstrText")})


def check_placing(item: Tag | Slip, fragment: Fragment) -> None:
    """Raises TagError when `item` may not stand where it does in `fragment`."""
    if fragment.kind == "other":
        deleted = fragment.element.tag in _DELETED
        raise TagError("GX112", "revision" if deleted else "place")
    if isinstance(item, Slip):
        raise TagError("GX112", item.case)
    if fragment.kind == "attribute":
        if item.kind == "block" or item.prefix:
            raise TagError("GX112", "attribute")
        return
    if item.prefix and item.kind == "output":
        raise TagError("GX112", "prefix_output", prefix=item.prefix)
    if _parent_of_run(item.start, fragment) is not _parent_of_run(
        item.start + len(item.raw) - 1, fragment
    ):
        raise TagError("GX112", "split")
    if item.prefix in _ENCLOSING:
        _check_alone(item, fragment)


def _parent_of_run(offset: int, fragment: Fragment) -> Element | None:
    """What holds the run of the character at `offset`: the paragraph, a hyperlink …"""
    run = fragment.piece_at(offset).element.getparent()
    return None if run is None else run.getparent()


def _check_alone(tag: Tag, fragment: Fragment) -> None:
    """A prefixed tag takes its paragraph, cell or row away: nothing else may stand in it."""
    found: Element | None = fragment.piece_at(tag.start).element
    while found is not None and found.tag != _ENCLOSING[tag.prefix]:
        found = found.getparent()
    if found is None:
        raise TagError("GX112", "outside", prefix=tag.prefix)
    text = "".join(element.text or "" for element in found.iter(T))
    picture = next(found.iter(*_PICTURES), None) is not None
    if text.strip() != tag.raw or picture:
        raise TagError("GX112", f"beside_{tag.prefix}")
