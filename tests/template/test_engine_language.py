"""The tag language is an allow-list: what is refused, what the finding says, and where it is."""

from __future__ import annotations

import string

import pytest
from docx_kit import (
    CONTEXT,
    SHAPE,
    cases,
    compiled,
    docx,
    findings,
    p,
    place,
    rendered,
    run,
    tbl,
    tr,
)
from docx_kit import texts as texts_of

from gxgen.diag import book, hint_of, message_of
from gxgen.template.engine import compile_template

REFUSED = {
    # GX111 names
    "{{ 年都 }}": ("GX111", "near"),
    "{{ 完全不同的名字 }}": ("GX111", "unknown"),
    "{{ 机关.名程 }}": ("GX111", "near"),
    "{{ 名称 }}": ("GX111", "near"),
    "{{ 机关.机关全称 }}": ("GX111", "near"),
    "{{ 年度.长 }}": ("GX111", "in_leaf"),
    "{{ 附件.份 }}": ("GX111", "in_list"),
    "{{ 年度[0] }}": ("GX111", "in_leaf"),
    "{{ 无名 is defined }}": ("GX111", "unknown"),
    "{{ 无名|default('') }}": ("GX111", "unknown"),
    "{% if 无名 %}{% endif %}": ("GX111", "unknown"),
    # GX112 syntax
    "{{ 年度": ("GX112", "unclosed"),
    "{{ 年度 {{ 标题 }}": ("GX112", "unclosed"),
    "年度 }}": ("GX112", "stray"),
    "｛｛ 年度 ｝｝": ("GX112", "full_width"),
    "{｛ 年度 }}": ("GX112", "full_width"),
    "{％ if 年度 ％}": ("GX112", "full_width"),
    "{{ 年度 ｝｝": ("GX112", "full_width"),
    "{{ 机关。名称 }}": ("GX112", "full_width_inside"),
    "{{ 附件｜length }}": ("GX112", "full_width_inside"),
    "{{ 年度 ? }}": ("GX112", "character"),
    "{{ }}": ("GX112", "incomplete"),
    "{{ 年度 + }}": ("GX112", "incomplete"),
    "{% if %}{% endif %}": ("GX112", "incomplete"),
    "{{ 年度 标题 }}": ("GX112", "token"),
    "{{ 年度 & 标题 }}": ("GX112", "ampersand"),
    "{{ " + "(" * 200 + "1" + ")" * 200 + " }}": ("GX112", "long"),
    "{{ " + "9" * 450 + " }}" + "{{ " + "1" * 600 + " }}": ("GX112", "long"),
    "{% set 甲 = 1 %}": ("GX112", "keyword"),
    "{% macro 甲() %}{% endmacro %}": ("GX112", "keyword"),
    "{% include 'x' %}": ("GX112", "keyword"),
    "{% import 'x' as y %}": ("GX112", "keyword"),
    "{% block 甲 %}{% endblock %}": ("GX112", "keyword"),
    "{% % }": ("GX112", "unclosed"),
    "{% %}": ("GX112", "keyword"),
    "{% endfro %}": ("GX112", "misspelt"),
    "{% colspan 2 %}": ("GX112", "docxtpl"),
    "{% vm %}": ("GX112", "docxtpl"),
    "{% p if 年度 %}": ("GX112", "prefix_gap"),
    "{%p\u00a0if 年度 %}": ("GX112", "prefix_space"),
    "{%p if 数 % 2 %}": ("GX112", "prefix_percent"),
    "{{r 年度 }}": ("GX112", "prefix_output"),
    "{{p 年度 }}": ("GX112", "prefix_output"),
    "{# {%p if x %} #}": ("GX112", "raw_prefix"),
    "{% raw %}{%p if x %}{% endraw %}": ("GX112", "raw_prefix"),
    "{{ 附件.append('x') }}": ("GX112", "call"),
    "{{ range(10) }}": ("GX112", "call"),
    "{{ 附件[1:] }}": ("GX112", "slice"),
    "{{ 附件[数] }}": ("GX112", "expression"),
    "{{ 数 is odd }}": ("GX112", "test"),
    "{{ 9 ** 9 }}": ("GX112", "power"),
    "{{ {'a': 1} }}": ("GX112", "mapping"),
    "{{ 年度, 标题 }}": ("GX112", "expression"),
    "{{ ('a' ~ 年度).b }}": ("GX112", "expression"),
    "{{ 附件|join(*附件) }}": ("GX112", "expression"),
    "{% for 份 in 附件 recursive %}{% endfor %}": ("GX112", "recursive"),
    "{% if 年度 %}{% endif 年度 %}": ("GX112", "extra"),
    "{% endif %}": ("GX112", "unopened"),
    "{% else %}": ("GX112", "unopened"),
    "{% endraw %}": ("GX112", "unopened"),
    "{% if 年度 %}{% else %}{% else %}{% endif %}": ("GX112", "unopened"),
    "{% for 份 in 附件 %}{% elif 年度 %}{% endfor %}": ("GX112", "unopened"),
    "{% if 年度 %}": ("GX112", "unended"),
    "{% raw %}甲": ("GX112", "unended"),
    "甲{%p if 年度 %}": ("GX112", "beside_p"),
    "{%tr if 年度 %}": ("GX112", "outside"),
    # GX113 filters
    "{{ 附件|jion('、') }}": ("GX113", "unknown"),
    "{{ 附件|attr('x') }}": ("GX113", "unknown"),
    "{{ 附件|length(3) }}": ("GX113", "arguments"),
    # GX114 groups
    "{{ 机关 }}": ("GX114", "print_record"),
    "{{ 附件 }}": ("GX114", "print_list"),
    "{{ 章|join('、') }}": ("GX114", "print_list"),
    "{{ 机关|length }}": ("GX114", "print_record"),
    "{{ 机关 ~ '甲' }}": ("GX114", "compute_record"),
    "{{ 附件 == 1 }}": ("GX114", "compute_list"),
    "{{ 机关 if 年度 else 标题 }}": ("GX114", "print_record"),
    # GX115 loops
    "{% for 字 in 年度 %}{{ 字.甲 }}{% endfor %}": ("GX115", "leaf"),
    "{% for 项 in 机关 %}{% endfor %}": ("GX115", "record"),
    "{% for a, b in 附件 %}{% endfor %}": ("GX115", "target"),
    "{{ loop.index }}": ("GX115", "loop_outside"),
    "{% for 份 in 附件 %}{{ loop.cycle }}{% endfor %}": ("GX115", "loop_field"),
}


@pytest.mark.parametrize("typed", REFUSED)
def test_refused(typed: str) -> None:
    found = findings(p(typed))
    assert REFUSED[typed] in cases(found)
    assert len({one.facts["tag"] for one in found}) == len(found)


@pytest.mark.parametrize("typed", REFUSED)
def test_a_finding_reads_as_a_whole_sentence(typed: str) -> None:
    """Every name in the message and in the hint is filled in from the facts."""
    for one in findings(p(typed)):
        entry = book.entries()[one.code]
        case = str(one.facts["case"])
        assert case in entry.cases
        for text in (entry.cases[case], entry.case_hints.get(case, entry.hint)):
            fields = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            assert fields <= set(one.facts), (one.code, case)
        assert message_of(one)
        assert hint_of(one)


def test_all_problems_come_in_one_run_in_document_order() -> None:
    found = findings(
        p("{{ 年都 }}{{ 标题"),
        tbl(
            tr("{{ 机关 }}", "{%tr for 份 in 年度 %}"),
            tr("{{ 份.名 }}", "好"),
            tr("{%tr endfor %}"),
        ),
        p("{% if 年度 %}"),
        p("{{ 附件|jion }}"),
        header=p("{{ 机关.名城 }}"),
        title="{{ 题目 }}",
    )
    assert cases(found) == [
        ("GX111", "near"),
        ("GX112", "unclosed"),
        ("GX114", "print_record"),
        ("GX112", "beside_tr"),
        ("GX112", "unended"),
        ("GX113", "unknown"),
        ("GX111", "near"),
        ("GX111", "near"),
    ]
    where = [place(one) for one in found]
    assert [(one.part, one.paragraph, one.table, one.row, one.column) for one in where] == [
        ("正文", 1, 0, 0, 0),
        ("正文", 1, 0, 0, 0),
        ("正文", 1, 1, 1, 1),
        ("正文", 1, 1, 1, 2),
        ("正文", 2, 0, 0, 0),
        ("正文", 3, 0, 0, 0),
        ("页眉", 1, 0, 0, 0),
        ("文档属性", 0, 0, 0, 0),
    ]
    assert where[0].text == "{{ 年都 }}{{ 标题"
    assert found[0].facts["tag"] == "{{ 年都 }}"


def test_nearest_names_are_full_addresses() -> None:
    assert findings(p("{{ 机关.名程 }}"))[0].facts["near"] == "机关.名称"
    assert findings(p("{{ 名称 }}"))[0].facts["near"] == "机关.名称"
    assert findings(p("{{ 报告标题 }}"))[0].facts["near"].split("、")[0] == "标题"  # type: ignore[attr-defined]


def test_loop_variables_are_known_inside_their_loop_only() -> None:
    inner = "{% for 段 in 一章.节 %}{{ 段.文 }}{% endfor %}"
    body = f"{{% for 一章 in 章 %}}{{{{ 一章.提 }}}}{inner}{{% endfor %}}"
    assert [one.facts["known"] for one in findings(p(body))] == ["题、节"]
    assert cases(findings(p("{% for 份 in 附件 %}{% else %}{{ 份 }}{% endfor %}"))) == [
        ("GX111", "unknown")
    ]
    assert cases(findings(p("{% for 份 in 附件 %}{% endfor %}{{ 份 }}"))) == [("GX111", "unknown")]


def test_a_long_paragraph_is_shown_around_the_tag() -> None:
    text = place(findings(p("甲" * 300 + "{{ 年都 }}" + "乙" * 300))[0]).text
    assert "{{ 年都 }}" in text
    assert text.startswith("…甲") and text.endswith("乙…")
    assert len(text) < 100


def test_a_tag_must_not_reach_across_a_hyperlink() -> None:
    body = f"<w:p>{run('{{ 年')}<w:hyperlink>{run('度 }}')}</w:hyperlink></w:p>"
    assert cases(findings(body)) == [("GX112", "split")]


@pytest.mark.parametrize(
    ("body", "case"),
    [
        ("<w:p><w:r><w:instrText>PAGE {{ 年度 }}</w:instrText></w:r></w:p>", "place"),
        ('<w:p><w:pPr><w:jc w:val="{{ 年度 }}"/></w:pPr></w:p>', "place"),
        ("<w:p><w:del><w:r><w:delText>{{ 年度 }}</w:delText></w:r></w:del></w:p>", "revision"),
        (tbl(tr("a"), properties='<w:tblCaption w:val="{{ 年度 }}"/>'), "place"),
        (
            '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" descr="{% if 年度 %}"/></wp:inline>'
            "</w:drawing></w:r></w:p>",
            "attribute",
        ),
    ],
)
def test_tags_stand_in_text_only(body: str, case: str) -> None:
    assert cases(findings(body))[0] == ("GX112", case)


def test_a_block_must_not_tear_the_document() -> None:
    torn = findings(p("{% if 年度 %}甲"), tbl(tr("乙{% endif %}", "丙")))
    assert cases(torn) == [("GX112", "torn")]
    assert place(torn[0]).paragraph == 1
    loop = findings(tbl(tr("{% for 份 in 附件 %}甲", "乙")), p("{% endfor %}"))
    assert cases(loop) == [("GX112", "torn")]


def test_docxtpl_s_own_confusions_are_a_finding_too() -> None:
    """Braces of two paragraphs that docxtpl would join."""
    assert cases(findings(p("甲{"), p("{年度}}")))[-1][0] == "GX112"


def test_rows_and_cells_with_tags_hold_nothing_else() -> None:
    assert cases(findings(tbl(tr("{%tr if 年度 %}", "丢"), tr("甲"), tr("{%tr endif %}")))) == [
        ("GX112", "beside_tr")
    ]
    assert cases(findings(tbl(tr("{%tc if 年度 %}丢", "{%tc endif %}")))) == [
        ("GX112", "beside_tc")
    ]


ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ 年度.__class__ }}",
    "{{ 年度['__class__'] }}",
    "{{ 附件.__class__ }}",
    "{{ 附件[0].__class__ }}",
    "{{ 机关.__class__ }}",
    "{{ 机关.keys }}",
    "{{ 机关['items']() }}",
    "{{ 自用.items() }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ self }}",
    "{{ self.__init__ }}",
    "{{ lipsum }}",
    "{{ namespace() }}",
    "{{ 年度|attr('__class__') }}",
    "{{ 附件|map('upper') }}",
    "{{ '%s' % 年度 }}",
    "{{ '{0.__class__}'.format(年度) }}",
    "{% for 份 in 附件 %}{{ loop.__class__ }}{% endfor %}",
    "{% for 份 in 附件 %}{{ loop }}{% endfor %}",
    "{{ gxgen_title }}",
    "{{ ('a', 1).__class__ }}",
    "{% call 甲() %}{% endcall %}",
    "{% filter upper %}{% endfilter %}",
    "{% extends 'x' %}",
]


@pytest.mark.parametrize("typed", ESCAPES)
def test_nothing_gets_out(typed: str) -> None:
    """Refused when compiled, or a finding when rendered: never a value."""
    result = compile_template(docx(p(typed)), "x", SHAPE, ())
    if result.value is not None:
        assert result.value.render(CONTEXT).value is None


def test_open_records_give_fields_and_no_attributes() -> None:
    template = compiled(docx(p("{{ 自用.items }}{{ 自用.__class__ }}")))
    found = template.render(CONTEXT).diagnostics
    assert [(one.code, one.facts["case"], one.facts["name"]) for one in found] == [
        ("GX116", "missing", "自用.items"),
        ("GX116", "missing", "自用.__class__"),
    ]
    assert texts_of(rendered(docx(p("{{ 自用.items }}")), {**CONTEXT, "自用": {"items": "5"}})) == [
        "5"
    ]


@pytest.mark.parametrize(
    ("typed", "case"),
    [
        ("{{ 自用.公开 }}", "missing"),
        ("{{ 自用.公开 ~ '条' }}", "missing"),
        ("{% if 自用.公开 %}{% endif %}", "missing"),
        ("{{ 自用.公开 + 1 }}", "missing"),
        ("{{ 附件[9] }}", "missing"),
        ("{{ 附件[9]|trim }}", "missing"),
        ("{{ 数 / 0 }}", "zero"),
        ("{{ 年度 + 1 }}", "type"),
        ("{{ 年度 < 1 }}", "type"),
        ("{{ '%9999999d' % 1 }}", "type"),
        ("{{ 年度 * 99999999 }}", "type"),
        ("{{ none }}", "empty"),
        ("{% for 份 in 自用.公开|default(附件[0]) %}{% endfor %}", ""),
    ],
)
def test_values_a_report_lacks_are_findings_with_the_tag_s_place(typed: str, case: str) -> None:
    if not case:
        assert cases(findings(p(typed))) == [("GX115", "leaf")]
        return
    result = compiled(docx(p("前"), p(typed))).render(CONTEXT)
    assert result.value is None
    assert cases(list(result.diagnostics)) == [("GX116", case)]
    assert place(result.diagnostics[0]).paragraph == 2
    assert message_of(result.diagnostics[0])


def test_nesting_has_an_end() -> None:
    deep = "{% if 年度 %}" * 31 + "甲" + "{% endif %}" * 31
    assert ("GX112", "nested") in cases(findings(p(deep)))
    fine = "{% if 年度 %}" * 30 + "甲" + "{% endif %}" * 30
    assert texts_of(rendered(docx(p(fine)))) == ["甲"]


def test_a_part_docxtpl_reads_otherwise_is_a_finding() -> None:
    """A field mark inside a tag goes with the XML docxtpl cuts out of it, and tears the part."""
    inside = "<w:smartTag><w:r><w:t>度 }}</w:t></w:r></w:smartTag>"
    assert cases(findings(f"<w:p><w:r><w:t>{{{{ 年</w:t></w:r>{inside}</w:p>")) == [
        ("GX112", "split")
    ]
    box = "<w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict>"
    body = f"<w:p><w:r><w:t>{{{{ 年</w:t></w:r><w:r>{box}<w:t>度 }}}}</w:t></w:r></w:p>"
    assert cases(findings(body)) == [("GX112", "structure")]
    misread = p("{{ 年度 }}{", "{#", "}", "}")
    assert {code for code, _ in cases(findings(misread))} == {"GX112"}
