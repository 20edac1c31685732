"""Jinja2's parser applied to one tag at a time, its complaints turned into our faults."""

from __future__ import annotations

import re

from gxgen.template.environment import Environment, TemplateSyntaxError, nodes
from gxgen.template.faults import TagError
from gxgen.template.suggest import near
from gxgen.template.tags import Tag

WORDS = ("if", "elif", "else", "endif", "for", "endfor", "raw", "endraw")
_OTHER_WORDS = (
    "set endset macro endmacro include import from extends block endblock call endcall filter "
    "endfilter autoescape endautoescape with endwith do trans endtrans break continue"
)
_DOCXTPL_WORDS = frozenset({"colspan", "cellbg", "hm", "vm"})
_PREFIXES = frozenset({"p", "tr", "tc", "r"})
_UNEXPECTED = re.compile(r"unexpected char '(.)'")
_GOT = re.compile(r"got '(.+?)'|unexpected '(.+?)'", re.DOTALL)
_HALF_WIDTH = dict(
    zip("｜，。．（）＝＋－：；＜＞！［］％～＊／＿、", "|,..()=+-:;<>![]%~*/_,", strict=True)
)


class TagReader:
    """Reads the inside of single tags as Jinja2 does."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    def output(self, tag: Tag) -> nodes.Node:
        """The expression of `{{ … }}`."""
        body = self._parse(tag.source)
        if len(body) == 1 and isinstance(body[0], nodes.Output) and len(body[0].nodes) == 1:
            return body[0].nodes[0]
        raise TagError("GX112", "unreadable")

    def condition(self, tag: Tag) -> nodes.Node:
        """The condition of `{% if … %}` or `{% elif … %}`."""
        start = "{% if 1 %}" if tag.word == "elif" else ""
        body = self._parse(f"{start}{tag.source}{{% endif %}}")
        if len(body) == 1 and isinstance(body[0], nodes.If):
            return body[0].elif_[0].test if tag.word == "elif" else body[0].test
        raise TagError("GX112", "unreadable")

    def loop(self, tag: Tag) -> nodes.For:
        """The head of `{% for x in … %}`, its body empty."""
        body = self._parse(f"{tag.source}{{% endfor %}}")
        if len(body) != 1 or not isinstance(body[0], nodes.For):
            raise TagError("GX112", "unreadable")
        if body[0].recursive:
            raise TagError("GX112", "recursive")
        if not isinstance(body[0].target, nodes.Name) or body[0].target.name == "loop":
            raise TagError("GX115", "target")
        return body[0]

    def bare(self, tag: Tag) -> None:
        """Checks that `{% else %}`, `{% endif %}` … stand alone in their tag."""
        if tag.body != tag.word:
            raise TagError("GX112", "extra", word=tag.word)

    def _parse(self, source: str) -> list[nodes.Node]:
        try:
            return self._environment.parse(source).body
        except TemplateSyntaxError as error:
            raise _fault_of(error.message or "") from error
        except (RecursionError, ValueError, OverflowError, MemoryError) as error:
            raise TagError("GX112", "long") from error


def _fault_of(message: str) -> TagError:
    """Jinja2's sentence as a fault a clerk can act on."""
    character = _UNEXPECTED.search(message)
    if character:
        typed = character.group(1)
        half = _HALF_WIDTH.get(typed, "")
        return TagError("GX112", "full_width_inside" if half else "character", got=typed, half=half)
    got = _GOT.search(message)
    token = (got.group(1) or got.group(2)) if got else ""
    if not token or token.startswith("end of"):
        return TagError("GX112", "incomplete" if token else "unreadable")
    return TagError("GX112", "token", got=token)


def word_fault(tag: Tag) -> TagError:
    """The fault of a block whose first word is none of ours."""
    word = tag.word
    if word in _DOCXTPL_WORDS:
        return TagError("GX112", "docxtpl", word=word)
    if word in _PREFIXES:
        return TagError("GX112", "prefix_gap", word=word)
    found = [] if word in _OTHER_WORDS.split() else near(word, WORDS)
    if found:
        return TagError("GX112", "misspelt", word=word, near=found[0])
    return TagError("GX112", "keyword", word=word or tag.body[:20])
