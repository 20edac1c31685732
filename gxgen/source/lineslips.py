"""What is wrong with one line, judged by itself: signs, quotes and brackets.

Each check takes a line that stands outside block texts and gives its finding or None. `names` are
the names that a report may hold; without them every name counts as known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Set
from dataclasses import dataclass

from gxgen.diag import Diagnostic, TextPlace, diagnose
from gxgen.source.mending import in_braces, mended_brackets, mended_line

KEY = r"[^\s:：#\-\[\]{}，,\"'|>\d][^\s:：#，,{}\[\]]{0,30}"
_HEAD = rf"^(?P<lead>\s*)(?P<item>- )?(?P<name>{KEY})"
_WIDE_COLON = re.compile(rf"{_HEAD}\s*：\s*(?P<rest>.*)$")
_TIGHT_COLON = re.compile(rf"{_HEAD}:(?P<rest>(?:[^\S \t]|[^\s/]).*)$")
_VALUE = rf"^\s*(?:- (?={KEY}:\s))?(?:(?P<name>{KEY}):|-)\s+"
_TO_QUOTE = (
    re.compile(rf"{_VALUE}(?P<value>(?P<open>[{{]{{2}}).*)$"),
    re.compile(rf"{_VALUE}(?P<value>(?P<open>[\"'\[])[^\"'\]]*[\"'\]]\s*[^\s,#\"'\]}}].*)$"),
    re.compile(rf"{_VALUE}(?P<value>(?P<open>{{)[^{{}}]*}}\s*[^\s,#\]}}].*)$"),
    re.compile(rf"{_VALUE}(?P<value>(?P<open>[&*!%@`]).*)$"),
    re.compile(rf"{_VALUE}(?P<value>[^\s\"'\[{{|>#&*!][^#]*?(?P<open>:)\s.*)$"),
)
_QUOTED_ITEM = re.compile(
    rf"[{{,]\s*(?P<name>{KEY}):\s+(?P<value>(?P<open>[\"'])[^\"']*[\"']\s*[^\s,}}\"'][^,}}]*)"
)
_REFERENCE = re.compile(rf"{_VALUE}(?P<sign>[&*])(?P<to>[^\s，。]{{1,4}})(?:\s+[-\d{{\[|>\"].*)?$")
_DASH = re.compile(rf"{_VALUE}(?P<dash>-)\s*(?:#.*)?$")
_TEXT_AFTER_BAR = re.compile(rf"{_VALUE}[|>][+-]?\s+(?P<rest>[^\s#].*)$")
_WIDE_BRACE = re.compile(rf"^\s*(?:- )?{KEY}:\s*(?P<open>[｛［【])")
_NO_COLON = re.compile(
    r"^ *(?P<name>[^\W\d]\w{1,15}?)(?P<rest>[;；=＝ ][^:：\[\]{}]{0,60}|\d+|\s*[{\[].*)?$"
)
_FIGURE = re.compile(r"[;；=＝ ]\s*\d+(?:\.\d+)?")
_INNER = re.compile(rf"^[(（]?\s*(?P<name>{KEY})\s*[:：]\s")
_ODD_ITEM = re.compile(r"^\s*(?P<dash>－|—+|-{2}(?=[^-])|-(?=[^\s\-\d]|[^\S \t]))(?P<rest>.*\S.*)$")
_HAS_KEY = re.compile(rf"^\s*(?:- )?(?P<name>{KEY})\s*[:：]")
_FLOW = re.compile(r"[\[{][^\]}]*?(?P<comma>，)\s*[^\s:：，]+[:：]\s.*[\]}]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line outside block texts. `owner` is the name whose block text ended just above.

    `within` for a line of that text that is not as deep as the text's first line.
    """

    number: int
    text: str
    owner: str = ""
    within: bool = False

    @property
    def lead(self) -> str:
        """The white space that the line opens with, full-width spaces and tabs included."""
        return self.text[: len(self.text) - len(self.text.lstrip())]


Names = Set[str]
Check = Callable[[Line, str, Names], Diagnostic | None]


def line_slip(line: Line, file: str, names: Names) -> Diagnostic | None:
    """The first slip that the line shows, or None."""
    return next((slip for check in _CHECKS if (slip := check(line, file, names))), None)


def has_name(text: str) -> bool:
    """True for a line that opens with a name and a colon of either kind."""
    return _HAS_KEY.match(text) is not None


def _indent(line: Line, file: str, names: Names) -> Diagnostic | None:
    """Tabs, full-width spaces, and prose that slipped out of the text above."""
    lead = line.lead
    if "\t" in lead or (not line.text.strip() and "\t" in line.text):
        return diagnose("GX017", _at(file, line, line.text.index("\t"), 1))
    found = _HAS_KEY.match(line.text)
    if line.within:
        return diagnose(
            "GX016", _at(file, line, 0, len(line.text)), name=line.owner, case="shallow"
        )
    if found is None and "\u3000" in lead and line.text.strip().startswith(("-", "#")):
        return diagnose("GX016", _at(file, line, 0, len(lead)), case="fullwidth", name="-")
    if found is not None and "\u3000" in lead:
        return diagnose("GX016", _at(file, line, 0, len(lead)), name=found["name"], case="row")
    if line.owner and (found is None or _is_prose(line, found["name"], names)):
        case = "fullwidth" if "\u3000" in lead else "shallow" if lead else ""
        return diagnose("GX016", _at(file, line, 0, len(line.text)), name=line.owner, case=case)
    return None


def _is_prose(line: Line, name: str, names: Names) -> bool:
    """`其中：网站5条` at the left edge, below a text: a paragraph that opens with a colon."""
    if line.lead or not names or name in names:
        return False
    rest = line.text[len(name) :].strip()
    return rest.startswith("：") and len(rest) > 1


def _colon(line: Line, file: str, names: Names) -> Diagnostic | None:
    found = _WIDE_COLON.match(line.text)
    if found is not None:
        at = line.text.index("：")
        fixed = mended_line(line.text)
        return diagnose("GX010", _at(file, line, at, 1), name=found["name"], fixed=fixed)
    found = _TIGHT_COLON.match(line.text)
    if found is None:
        return None
    if found["item"] and found["name"] not in names:
        # An item of a list is prose as a rule: `- 电话:12345`.
        return None
    start = found.start("name")
    shown = line.text[start:].strip()[:20]
    place = _at(file, line, start, len(found["name"]) + 1)
    case = "space" if found["rest"][0].isspace() else ""
    return diagnose("GX011", place, case=case, text=shown, fixed=mended_line(line.text))


def _comma(line: Line, file: str, names: Names) -> Diagnostic | None:
    """A full-width comma between items in brackets."""
    found = _FLOW.search(line.text)
    if found is None:
        return None
    place = _at(file, line, found.start("comma"), 1)
    return diagnose("GX012", place, fixed=mended_line(line.text))


def _bracket(line: Line, file: str, names: Names) -> Diagnostic | None:
    """`主动公开: | 文字`: the text must stand on the lines below; wide brackets are none."""
    found = _TEXT_AFTER_BAR.match(line.text)
    if found is not None:
        place = _at(file, line, found.start("rest"), len(found["rest"]))
        return diagnose("GX025", place, name=found["name"] or "-", case="bar")
    found = _WIDE_BRACE.match(line.text)
    if found is None:
        return None
    return diagnose("GX025", _at(file, line, found.start("open"), 1), fixed=mended_line(line.text))


def _item(line: Line, file: str, names: Names) -> Diagnostic | None:
    """`-文字`, `－ 文字`: a list item without the sign that YAML wants."""
    found = _ODD_ITEM.match(line.text)
    if found is None:
        return None
    place = _at(file, line, found.start("dash"), len(found["dash"]))
    return diagnose("GX025", place, case="dash", fixed=f"- {found['rest'].strip()}")


def _brackets(line: Line, file: str, names: Names) -> Diagnostic | None:
    """Brackets that are not closed or closed twice, commas that are missing or doubled."""
    fixed = mended_brackets(line.text)
    bare = line.text.strip()
    if not fixed or bare.endswith(",") or fixed.replace(" ", "") == bare.replace(" ", ""):
        return None
    place = _at(file, line, line.text.index(bare), len(bare))
    if any(sign in line.text for sign in "｝］】"):
        return diagnose("GX025", place, fixed=fixed)
    return diagnose("GX005", place, case="brackets", fixed=fixed)


def _joined(line: Line, file: str, names: Names) -> Diagnostic | None:
    """`级别: 乡总体情况:`: the line break between two lines is gone."""
    text = line.text.rstrip()
    found = _HAS_KEY.match(text)
    if found is None or not text.endswith((":", "：")) or text.strip()[:-1] in names:
        return None
    ends = [name for name in names if text[found.end() : -1].endswith(name)]
    if not ends:
        return None
    own = max(ends, key=len)
    place = _at(file, line, len(text) - 1 - len(own), len(own) + 1)
    return diagnose("GX019", place, case="joined", own=own)


def _dash(line: Line, file: str, names: Names) -> Diagnostic | None:
    """`行政处罚: -`: a dash for "nothing", which YAML takes for the mark of a list."""
    found = _DASH.match(line.text)
    if found is None or found["name"] is None:
        return None
    return diagnose("GX205", _at(file, line, found.start("dash"), 1), case="mark", text="-")


def _reference(line: Line, file: str, names: Names) -> Diagnostic | None:
    """`规章: &零 0`: a reference whose name YAML cannot read."""
    found = _REFERENCE.match(line.text)
    if found is None:
        return None
    place = _at(file, line, found.start("sign"), 1)
    return diagnose("GX021", place, name=found["sign"] + found["to"])


def _quote(line: Line, file: str, names: Names) -> Diagnostic | None:
    """An unquoted text that opens with a quote, bracket or braces."""
    found = _QUOTED_ITEM.search(line.text) if "{" in line.text else None
    found = found or next((one for one in (p.match(line.text) for p in _TO_QUOTE) if one), None)
    if found is None:
        return None
    value = found["value"].strip()
    before = f"{found['name']}: " if found["name"] else "- "
    place = _at(file, line, found.start("value"), len(value))
    inner = _INNER.match(value) if found["open"] == ":" else None
    if inner is not None and inner["name"] in names:
        return diagnose("GX018", place, case="nested", fixed=f"{before}{in_braces(value)}")
    if found["open"] == ":":
        return diagnose("GX018", place, case="colon", fixed=f'{before}"{value}"')
    mark = "'" if '"' in value else '"'
    fixed = f"给整段文字加上引号：{before}{mark}{value}{mark}"
    return diagnose("GX018", place, opener=found["open"], fixed=fixed)


def _no_colon(line: Line, file: str, names: Names) -> Diagnostic | None:
    """`级别; 乡`: a semicolon or space where the colon belongs."""
    found = _NO_COLON.match(line.text)
    if found is None:
        return None
    figure = _FIGURE.fullmatch(found["rest"] or "")
    if figure is None and found["name"] not in (names or (found["rest"] and found["name"],)):
        return None
    text = line.text.strip()
    return diagnose("GX019", _at(file, line, line.text.index(text), len(text)))


_CHECKS: tuple[Check, ...] = (
    _indent,
    _item,
    _joined,
    _colon,
    _comma,
    _bracket,
    _brackets,
    _dash,
    _reference,
    _quote,
    _no_colon,
)


def _at(file: str, line: Line, start: int, length: int) -> TextPlace:
    return TextPlace(file, line.number, start + 1, start + 1 + length)
