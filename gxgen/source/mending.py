"""What a mistyped line should have been: the correction that a message shows."""

from __future__ import annotations

import re

_BRACKETS = str.maketrans("｛｝［］【】", "{}[][]")
_ITEM_COLON = re.compile(r"(?<=[^\W\d])\s*[:：]\s*(?=[^\s:：/])")
_ITEM_COMMA = re.compile(r"\s*，\s*|\s*,\s*")
_NAME_COLON = re.compile(r"^(?P<name>\s*(?:- )?[^:：{}\[\]]+?)\s*[:：]+\s*(?P<rest>.*)$")
_OPENED = re.compile(r"^(?P<head>\s*[^:：{}\[\]]+:)\s*(?P<open>[{\[])(?P<rest>.*)$")
_NO_COMMA = re.compile(r"(\d)\s+(?=[^\W\d]\w*: )")
_PAIR = re.compile(r"^([^\W\d]\w*?)(?:\s*[:：=＝]\s*|\s+|(?=\d))(\S.*)$")
_FLOW = re.compile(r"^[\[{｛［【].*[\]}｝］】]\s*$")


def mended_flow(text: str) -> str:
    """Items in brackets with ASCII brackets, colons and commas, a space after each sign."""
    plain = text.strip().translate(_BRACKETS)
    return _ITEM_COMMA.sub(", ", _ITEM_COLON.sub(": ", plain)).replace(", }", "}")


def mended_brackets(text: str) -> str:
    """A line `名称: {…}` whose brackets and commas do not match, as it was probably meant; "" where
    that cannot be told."""
    found = _OPENED.match(text)
    if found is None:
        return ""
    inside = found["rest"].translate(_BRACKETS).strip("{}[] ")
    inside = _NO_COMMA.sub(r"\1, ", _ITEM_COLON.sub(": ", inside))
    items = [item.strip() for item in re.split("[，,、;；]", inside) if item.strip()]
    close = "}" if found["open"] == "{" else "]"
    if any(sign in item for item in items for sign in "{}[]\"'"):
        return ""
    return f"{found['head'].strip()} {found['open']}{', '.join(items)}{close}"


def in_braces(text: str) -> str:
    """`自然人 2，商业企业 1` as `{自然人: 2, 商业企业: 1}`, round brackets around it dropped."""
    plain = text.strip().strip("()（）")
    items = [item.strip() for item in re.split("[,，、;；]", plain) if item.strip()]
    return "{" + ", ".join(_PAIR.sub(r"\1: \2", item) for item in items) + "}"


def mended_line(text: str) -> str:
    """A line `名称：内容` with its signs put right, without its indent.

    Prose after the colon stays as it is; items in brackets are mended too.
    """
    found = _NAME_COLON.match(text)
    if found is None:
        return mended_flow(text) if _FLOW.match(text.strip()) else text.strip()
    rest = found["rest"].strip()
    if _FLOW.match(rest):
        rest = mended_flow(rest)
    elif rest == "｜":
        rest = "|"
    return f"{found['name'].strip()}: {rest}".strip()
