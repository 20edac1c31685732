"""From a value to the bytes that stand in the document: escaped as Jinja2's autoescape does.

No value can break the document: what XML does not allow becomes U+FFFD.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gxgen.template.environment import Undefined

LISTING = re.compile("[\n\t\a\f]")
"""Characters that docxtpl turns into line breaks, tabs, paragraphs and pages."""
_MARKS = re.compile(r"\{_[{%]|[}%]_\}")
_ILLEGAL = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ILLEGAL_NOW = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
_ESCAPES = (("&", "&amp;"), (">", "&gt;"), ("<", "&lt;"), ("'", "&#39;"), ('"', "&#34;"))
_SEPARATOR = "<"


class NotPrintableError(TypeError):
    """A value that is no text: nothing, or a group of values."""


def as_text(value: object) -> str:
    """A value as Jinja2 prints it; raises NotPrintableError for a group and for nothing at all.

    A str of a subclass (Markup) loses its class: no value is trusted to be XML.
    """
    if isinstance(value, str):
        return str.__str__(value)
    if value is None or isinstance(value, (dict, list, tuple)):
        raise NotPrintableError
    if isinstance(value, Undefined):
        return str(value)
    return str.__str__(str(value))


def escape(text: str) -> str:
    """XML text of a value; the characters of LISTING stay, for docxtpl's post steps."""
    for character, entity in _ESCAPES:
        text = text.replace(character, entity)
    return _ILLEGAL.sub(_REPLACEMENT, text)


def without_illegal(xml: str) -> str:
    """XML text in which the characters of LISTING that XML forbids are replaced as well."""
    return _ILLEGAL_NOW.sub(_REPLACEMENT, xml)


def needs_post_steps(text: str) -> bool:
    """Whether docxtpl rewrites a part because a value in it reads `text`."""
    return LISTING.search(text) is not None or _MARKS.search(text) is not None


def encode_all(texts: Sequence[str]) -> tuple[list[bytes], bool]:
    """The UTF-8 XML of many values, and whether docxtpl's post steps have to run.

    The common case, nothing to escape anywhere, is decided and encoded in one go.
    """
    joined = _SEPARATOR.join(texts)
    if joined.isprintable() and joined.count(_SEPARATOR) == len(texts) - 1 and _harmless(joined):
        return joined.encode().split(b"<"), False
    return [escape(text).encode() for text in texts], any(map(needs_post_steps, texts))


def _harmless(joined: str) -> bool:
    return not (">" in joined or "&" in joined or '"' in joined or "'" in joined or "_" in joined)
