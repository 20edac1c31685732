"""Our parts equal docxtpl's as canonical XML, for everything in our tag language."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx_kit import (
    CONTEXT,
    assert_equals_docxtpl,
    docx,
    member,
    p,
    rendered,
    run,
    tbl,
    tc,
    texts,
    tr,
)

PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/>'
    '<wp:docPr id="{n}" name="图" descr="{alt}"/></wp:inline></w:drawing></w:r>'
)
TEXT_BOX = (
    "<w:p><w:r><w:t>前{{{{ 年度 }}}}</w:t></w:r><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent>"
    "</w:pict></w:r><w:r><w:t>{{{{ 标题 }}}}后</w:t></w:r></w:p>"
)

PLAIN = {
    "look-ups": docx(p("{{ 年度 }}年"), p("{{机关.名称}}"), p("{{ 机关['级别'] }}{{附件[1]}}")),
    "split runs": docx(p("{", "{ 年", "度 }", "}"), p("{", "% if 年度 %", "}有{% en", "dif %}")),
    "no tags": docx(p("没有标签"), p("")),
    "curly quotes": docx(p("{{ 机关[“名称”] }}"), p("{% if 年度 == ‘2024’ %}是{% endif %}")),
    "operators": docx(
        p("{{ 数 + 1 }} {{ 数 * 2 - 1 }} {{ 数 / 2 }} {{ 数 // 2 }} {{ 数 % 2 }} {{ -数 }}"),
        p("{{ 年度 ~ '年' ~ 数 }} {{ 年度 + '年' }} {{ '<' ~ 年度 }} {{ 1.5 }} {{ true }}"),
        p("{{ 数 > 2 }} {{ 1 < 数 <= 3 }} {{ 数 != 3 }} {{ '2' in 年度 }} {{ 数 not in [1, 2] }}"),
        p("{{ 'a' if 数 == 3 else 'b' }}[{{ 'a' if 数 == 4 }}]{{ 年度 or '无' }}{{ not 数 }}"),
        p("{{ (数, 1)|length }} {{ 自用.无 is defined }} {{ 自用.条数 is not defined }}"),
    ),
    "filters": docx(
        p("{{ 附件|join('、') }} {{ 附件|length }} {{ '  a '|trim }} {{ 自用.无|default('缺') }}"),
        p("{{ ''|default('空', true) }} {{ 附件|join }} {{ 自用.无|default(default_value='x') }}"),
    ),
    "if": docx(
        p("{% if 年度 == '2023' %}甲{% elif 数 == 3 %}乙{% else %}丙{% endif %}"),
        p("{%p if 数 > 5 %}"),
        p("不印"),
        p("{%p else %}"),
        p("{{ 数 }}印"),
        p("{%p endif %}"),
    ),
    "run tags": docx(p("甲", "{%r if 年度 %}", "乙{{ 年度 }}", "{%r endif %}", "丙")),
    "paragraph loop": docx(
        p("{%p for 份 in 附件 %}"),
        p("{{ loop.index }}/{{ loop.length }}{% if not loop.last %}；{% endif %}{{ 份 }}"),
        p("{%p endfor %}"),
    ),
    "nested loops": docx(
        p("{%p for 一章 in 章 %}"),
        p("{{ loop.index0 }}{{ 一章.题 }}", style="H"),
        p("{%p for 段 in 一章.节 %}"),
        p("{{ loop.first }}{{ 段.文 }}{{ 一章.题 }}"),
        p("{%p else %}"),
        p("{{ 一章.题 }}没有内容"),
        p("{%p endfor %}"),
        p("{%p endfor %}"),
    ),
    "loop with a condition": docx(
        p("{% for 段 in 章[0].节 if 段.级 > 0 %}{{ loop.index }}{{ 段.文 }}{% endfor %}"),
        p("{% for 份 in 附件 if 份 == 'x' %}{{ 份 }}{% else %}无{% endfor %}"),
    ),
    "shadowing": docx(p("{% for 年度 in 附件 %}{{ 年度 }}{% endfor %}{{ 年度 }}")),
    "loop over paragraphs": docx(p("甲{% for 份 in 附件 %}{{ 份 }}"), p("乙{% endfor %}丙")),
    "white space": docx(
        p("甲"),
        p("{%- if 年度 %}乙{% endif -%}"),
        p("丙 {{- 年度 -}} 丁"),
        p("{%+ if 数 %}x{% endif %}"),
    ),
    "comments": docx(p("甲{# 说明 {{ 什么 }} #}乙"), p("{#p 整段说明 #}"), p("丙")),
    "raw": docx(p("{% raw %}{{ 原样 }}{% endraw %}{{ 年度 }}")),
    "marks": docx(p("{_{ 年度 }_} {_% if %_}{{ 年度 }}")),
    "rows": docx(
        tbl(
            tr("序号", "名称"),
            tr("{%tr for 份 in 附件 %}", ""),
            tr("{{ loop.index }}", "{{ 份 }}"),
            tr("{%tr endfor %}", ""),
        )
    ),
    "columns": docx(
        tbl(
            tr("名称", "{%tc for 份 in 附件 %}", "{{ 份 }}", "{%tc endfor %}"),
            tr("值", "{%tc for 份 in 附件 %}", "{{ loop.index }}", "{%tc endfor %}"),
        )
    ),
    "fewer columns": docx(
        tbl(tr("甲", "{%tc if 数 > 5 %}", "乙", "{%tc endif %}", "丙"), columns=3)
    ),
    "conditional row": docx(
        tbl(tr("甲", "乙"), tr("{%tr if 数 %}"), tr("丙", "丁"), tr("{%tr endif %}"))
    ),
    "grid too wide": docx(tbl(tr("甲", "乙"), columns=5), p("{{ 年度 }}")),
    "paragraphs in a cell": docx(
        tbl(tr(tc(p("头"), p("{%p for 份 in 附件 %}"), p("{{ 份 }}"), p("{%p endfor %}"))))
    ),
    "table in a loop": docx(
        p("{%p for 份 in 附件 %}"), tbl(tr("{{ 份 }}", "")), p("{%p endfor %}")
    ),
    "header, footer, footnotes": docx(
        p("{{ 年度 }}"),
        header=p("{{ 机关.名称 }}") + p("{% for 份 in 附件 %}{{ 份 }}{% endfor %}"),
        footer=p("{{ 标", "题 }}"),
        footnotes=f'<w:footnote w:id="1">{p("注：{{ 年度 }}")}</w:footnote>',
    ),
    "pictures": docx(
        "<w:p>"
        + PICTURE.format(n=7, alt="{{ 机关.名称 }}")
        + PICTURE.format(n=7, alt="")
        + "</w:p>"
    ),
    "repeated pictures": docx(
        p("{%p for 份 in 附件 %}"), f"<w:p>{PICTURE.format(n=1, alt='')}</w:p>", p("{%p endfor %}")
    ),
    "text box": docx(TEXT_BOX.format(inner=p("{{ 机关.名称 }}"))),
    "run properties": docx(f"<w:p>{run('{{ 年', '<w:b/>')}{run('度 }}', '<w:i/>')}</w:p>"),
    "line breaks in static text": docx(p("甲\n乙\t丙{{ 年度 }}"), p("没有")),
}


@pytest.mark.parametrize("name", PLAIN)
def test_parts_equal_docxtpl(name: str) -> None:
    assert_equals_docxtpl(PLAIN[name])


NASTY = [
    "a<b>&amp;\"'",
    "甲\n乙",
    "\t甲\t",
    "甲\a乙",
    "甲\f乙",
    "{_{ x }_}",
    "{{ 年度 }}",
    "}}",
    "",
    " ",
    "甲　乙",
]


@pytest.mark.parametrize("value", NASTY)
def test_values_equal_docxtpl(value: str) -> None:
    template = docx(
        f"<w:p><w:pPr><w:jc w:val='left'/></w:pPr>{run('前{{ 年度 }}后', '<w:b/>')}</w:p>",
        p("{% for 份 in 附件 %}{{ 份 }}{{ 年度 ~ 份 }}{% endfor %}"),
        tbl(tr("{{ 年度 }}", "{{ 标题 }}")),
        header=p("{{ 年度 }}"),
        footnotes=f'<w:footnote w:id="1">{p("{{ 年度 }}")}</w:footnote>',
    )
    assert_equals_docxtpl(template, {**CONTEXT, "年度": value, "附件": [value, "x"]})


def test_a_template_made_with_python_docx_equals() -> None:
    document = Document()
    document.add_heading("{{ 标题 }}", 1)
    document.add_paragraph("{%p for 一章 in 章 %}")
    document.add_paragraph("{{ 一章.题 }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "{{ 机关.名称 }}"
    table.cell(1, 1).text = "{{ 数 }}"
    document.sections[0].footer.paragraphs[0].text = "第{{ 数 }}页"
    out = io.BytesIO()
    document.save(out)
    ours = assert_equals_docxtpl(out.getvalue())
    assert texts(ours)[:4] == ["甲镇年报", "第一", "第二", "第三"]
    Document(io.BytesIO(ours))


def test_a_cell_never_stays_without_a_paragraph() -> None:
    """Beyond docxtpl: Word refuses a cell without one."""
    cell = tc(p("{%p for 份 in 附件 %}"), p("{{ 份 }}"), p("{%p endfor %}"))
    done = rendered(docx(tbl(tr(cell, "乙"))), {**CONTEXT, "附件": []})
    assert b"</w:tcPr><w:p/></w:tc>" in member(done)


def test_a_table_whose_rows_all_go_goes_with_them() -> None:
    """Beyond docxtpl: Word refuses a table without rows."""
    rows = tr("{%tr for 份 in 附件 %}"), tr("{{ 份 }}"), tr("{%tr endfor %}")
    done = rendered(docx(p("前"), tbl(*rows, columns=1), p("后")), {**CONTEXT, "附件": []})
    assert b"w:tbl" not in member(done)
    assert texts(done) == ["前", "后"]


def test_documents_follow_the_context_only() -> None:
    template = docx(p("{{ 年度 }}"), p("固定"))
    assert rendered(template) == rendered(template)
    assert rendered(template) != rendered(template, {**CONTEXT, "年度": "2025"})


def test_rows_beside_the_grid_keep_their_table_s_grid() -> None:
    """Beyond docxtpl, which does not count skipped columns and would cut them off."""
    skipping = tr("乙").replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>')
    for inside in ([], [tr("{%tr if 年度 %}"), tr("甲"), tr("{%tr endif %}")]):
        done = rendered(docx(tbl(skipping, *inside, columns=3), tbl(tr("丙", "丁"), columns=4)))
        grids = member(done).decode().split("</w:tblGrid>")
        assert [grid.count("<w:gridCol ") for grid in grids] == [3, 2, 0]


def test_tables_docxtpl_stumbles_over_stay_as_they_are() -> None:
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    bare = f"<w:tbl><w:tblPr/>{grid}<w:tr><w:tc/></w:tr></w:tbl>"
    done = rendered(docx("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>", bare, p("{{ 年度 }}")))
    assert member(done).count(b"<w:gridCol/>") == 2
