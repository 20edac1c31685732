"""No value breaks a document, no template runs away."""

from __future__ import annotations

import pytest
from docx_kit import (
    CONTEXT,
    cases,
    compiled,
    docx,
    findings,
    member,
    p,
    place,
    rendered,
    run,
    tbl,
    tr,
)
from docx_kit import texts as texts_of
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from markupsafe import Markup
from markupsafe import escape as jinja_escape

from gxgen.template import budget
from gxgen.template import docxtpl_door as docxtpl
from gxgen.template.budget import BudgetError, Meter
from gxgen.template.poststeps import resolve_listing
from gxgen.template.skeleton import is_neutral
from gxgen.template.values import encode_all, escape

TEMPLATE = compiled(
    docx(
        p("前{{ 年度 }}后{{ 标题 }}"),
        f"<w:p><w:hyperlink>{run('{{ 年度 }}')}</w:hyperlink></w:p>",
        tbl(tr("{{ 年度 }}", "{{ 数 }}")),
        header=p("{{ 年度 }}"),
        subject="{{ 年度 }}",
    )
)
PARTS = ("word/document.xml", "word/header.xml", "docProps/core.xml")


@given(st.text())
def test_any_text_gives_well_formed_parts(value: str) -> None:
    done = TEMPLATE.render({**CONTEXT, "年度": value}).value
    assert done is not None
    for name in PARTS:
        etree.fromstring(member(done, name))


@pytest.mark.parametrize(
    "value",
    ["\x00", "\x01\x1f", "\x0b", "\ud800", "\ufffe", "\uffff", "a\ab", "a\fb", "\a", "x\r\ny"],
)
def test_what_xml_forbids_is_replaced(value: str) -> None:
    done = TEMPLATE.render({**CONTEXT, "年度": value}, title=value).value
    assert done is not None
    for name in PARTS:
        etree.fromstring(member(done, name))
    if not set(value) & set("\a\f\r"):
        assert "\ufffd" in texts_of(done)[0]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")))
def test_escaping_is_jinja_s(value: str) -> None:
    assert escape(value) == str(jinja_escape(value))
    assert encode_all([value, "x"])[0] == [escape(value).encode(), b"x"]


def test_a_value_is_never_trusted_to_be_xml() -> None:
    done = rendered(docx(p("{{ 年度 }}{{ 年度 ~ 1 }}")), {**CONTEXT, "年度": Markup("<w:b/>")})
    assert texts_of(done) == ["<w:b/><w:b/>1"]


def test_numbers_print_as_python_does() -> None:
    assert texts_of(rendered(docx(p("{{ 数 }}{{ 1.50 }}{{ 数 == 3 }}")))) == ["31.5True"]


PIECES = [
    *("<w:p>", '<w:p w:x="1">', "<w:p/>", '<w:p w:x="1"/>', "</w:p>", "<w:pPr><w:b/></w:pPr>"),
    *("<w:r>", "<w:r w:x='1'>", "<w:rPr><w:i/></w:rPr>", "</w:r>", "<w:tbl>", "<w:pict>"),
    *("<w:t>", '<w:t xml:space="preserve">', "</w:t>", "甲", "\n", "\t", "\a", "\f"),
]


@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_listing_paragraph_by_paragraph_is_docxtpl_s(pieces: list[str]) -> None:
    xml = "".join(pieces)
    assert resolve_listing(xml) == docxtpl.resolve_listing(xml)


@pytest.mark.parametrize(
    ("xml", "neutral"),
    [
        ("", True),
        ("甲", True),
        ("<w:p><w:b/></w:p>", True),
        ('</w:t></w:r></w:p><w:p w:x="1/"><w:r><w:t a="/">', True),
        ("<w:p>", False),
        ("</w:p>", False),
        ("</w:p></w:tc><w:p>", False),
        ("<w:p></w:r>", False),
    ],
)
def test_neutral(xml: str, neutral: bool) -> None:
    assert is_neutral(xml) is neutral


def nested(depth: int) -> str:
    opening = "".join(f"{{% for 变{n} in 附件 %}}" for n in range(depth))
    return opening + "甲" + "{% endfor %}" * depth


def test_loops_run_out_of_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    template = compiled(docx(p(nested(4))))
    hundred = {**CONTEXT, "附件": [str(number) for number in range(100)]}
    result = template.render(hundred)
    assert cases(list(result.diagnostics)) == [("GX133", "steps_at")]
    assert place(result.diagnostics[0]).paragraph == 1
    assert template.render(CONTEXT).value is not None


def test_output_runs_out_of_bytes() -> None:
    template = compiled(docx(p("{% for 份 in 附件 %}{{ 标题 }}{% endfor %}")))
    huge = {**CONTEXT, "附件": ["x"] * 200, "标题": "字" * 1_000_000}
    assert cases(list(template.render(huge).diagnostics)) == [("GX133", "bytes_at")]
    flat = compiled(docx(p("{{ 标题 }}")))
    enormous = {**CONTEXT, "标题": "x" * (budget.MAX_BYTES + 1)}
    assert cases(list(flat.render(enormous).diagnostics)) == [("GX133", "bytes")]


def test_long_texts_cost_steps_where_they_are_worked_on() -> None:
    template = compiled(docx(p("{% for 份 in 附件 %}{% if 'y' in 标题 %}{% endif %}{% endfor %}")))
    huge = {**CONTEXT, "附件": ["x"] * 2_000, "标题": "x" * 1_000_000}
    assert cases(list(template.render(huge).diagnostics)) == [("GX133", "steps_at")]


def test_a_prose_of_ten_megabytes_is_printed() -> None:
    done = rendered(docx(p("{{ 标题 }}")), {**CONTEXT, "标题": "字<" * 2_500_000})
    assert len(member(done)) > 10_000_000


def test_numbers_that_grow_end_in_a_finding() -> None:
    big = "9" * 400
    typed = "{{ " + " * ".join(["数"] * 60) + " }}"
    result = compiled(docx(p(typed))).render({**CONTEXT, "数": int(big)})
    assert cases(list(result.diagnostics)) == [("GX116", "type")]


def test_the_meter_counts() -> None:
    meter = Meter(3, 5)
    meter.step(3)
    with pytest.raises(BudgetError, match="steps"):
        meter.touch("x")
    meter.output(5)
    with pytest.raises(BudgetError, match="bytes"):
        meter.output(1)


def test_a_missing_value_names_every_tag() -> None:
    result = compiled(docx(p("{{ 自用.甲 }}"), p("{{ 自用.乙 }}"))).render(CONTEXT)
    assert [one.facts["name"] for one in result.diagnostics] == ["自用.甲", "自用.乙"]
    assert not findings_of_none()


def findings_of_none() -> bool:
    return bool(
        compiled(docx(p("{{ 自用.甲 }}"))).render({**CONTEXT, "自用": {"甲": "1"}}).diagnostics
    )


def test_a_template_with_unknown_names_is_not_rendered() -> None:
    assert cases(findings(p("{{ 自用.甲.乙 }}"))) == [("GX111", "in_leaf")]
