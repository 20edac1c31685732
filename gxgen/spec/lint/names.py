"""Names that may stand in YAML, in addresses, in prose and in Word tags, and those that may not.

A name in a tag is a Jinja2 name and a key of a dict, so that words of the one and methods of the
other would mean something else there.
"""

from __future__ import annotations

from gxgen.spec.relation import SCOPES

_JINJA_WORDS = """
    and block break call caller context continue cycler debug dict do elif else endautoescape
    endblock endcall endfilter endfor endif endmacro endset endtrans endwith extends false filter
    for from if import in include is joiner kwargs lipsum loop macro namespace none not or pluralize
    print range raw recursive required scoped self set super trans true varargs with without
    autoescape False None True
"""
_JINJA = frozenset(_JINJA_WORDS.split())
_DICT = frozenset(name for name in dir(dict) if not name.startswith("__"))
_PRINTED = frozenset(("草稿",))
"""What every template may print beside the fields of the report."""


def name_fault(name: str) -> str:
    """Why `name` cannot be a name, in Chinese; "" for a good one."""
    if not name.isidentifier():
        return "只能用汉字、字母、数字和下划线，不能以数字开头"
    if name.startswith("_"):
        return "不能以下划线开头"
    if name in _JINJA or name in _DICT:
        return "是模板语言里另有含义的词"
    if name in SCOPES:
        return "在关系式里表示另一份报告"
    if name in _PRINTED:
        return "是程序自己要用的名称"
    return ""
