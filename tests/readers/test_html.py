"""Saved web pages: the article is found whole and alone, and reads as a browser shows it."""

from __future__ import annotations

import pytest
from word_kit import outline, spans

from gxgen.diag import Diagnostic
from gxgen.readers.published import read_bytes
from gxgen.report.published.raw import RawDocument

LONG = "全年按照条例规定主动公开政府信息，内容准确，更新及时，方便群众查询，社会反映良好。"
TITLE = "青溪镇2024年政府信息公开工作年度报告"


def read(page: str | bytes, name: str = "年报.html") -> RawDocument:
    data = page if isinstance(page, bytes) else page.encode()
    result = read_bytes(data, name)
    assert result.value is not None, result.diagnostics
    return result.value


def lines(inside: str) -> list[str | list[list[str]]]:
    return outline(read(f"<html><body>{inside}</body></html>"))


TABLE = (
    "<table><tr><td>信息内容</td><td>本年数量</td></tr><tr><td>许可</td><td>12</td></tr>"
    "<tr><td>处罚</td><td>3</td></tr><tr><td>强制</td><td>0</td></tr></table>"
)
TABLE_TEXTS = [["信息内容", "本年数量"], ["许可", "12"], ["处罚", "3"], ["强制", "0"]]
ARTICLE = (
    f"<p>{LONG}</p><p>一、总体情况</p><p>{LONG}</p><p>{LONG}</p>{TABLE}<p>六、其他</p><p>无。</p>"
)
ARTICLE_PARTS = [f"<p>{LONG}</p>", "<p>一、总体情况</p>", LONG, LONG, TABLE, "六、其他", "无。"]
ARTICLE_TEXTS = [LONG, "一、总体情况", LONG, LONG, TABLE_TEXTS, "六、其他", "无。"]
MENU = "".join(f'<li><a href="/{n}">栏目之{n}号政务公开</a></li>' for n in range(30))
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<title>{title}_青溪镇人民政府</title><script>var a = "<p>不是正文</p>";</script>
<style>p {{ color: red }}</style></head><body>
<div class="top"><a href="/">首页</a><form><input value="搜索"><button>搜索</button></form></div>
<ul class="nav">{menu}</ul><div>当前位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>年报</a></div>
<div class="main"><div class="left"><ul>{menu}</ul></div>
<div class="right"><h1>{title}</h1>
<div class="info">发布时间：2025-01-09 10:30　来源：党政办
字号：<a>大</a> <a>中</a> <a>小</a></div>
{article}
<div class="share">分享到：<a>微信</a><a>微博</a><a>空间</a></div>
<div class="related"><p>相关信息</p><ul>{menu}</ul></div></div></div>
<div class="footer"><p>主办：青溪镇人民政府　承办：青溪镇党政办公室　联系电话：0000-0000000</p>
<p>备案号：某ICP备00000000号　网站标识码：0000000000　技术支持：某某信息技术有限公司</p></div>
</body></html>"""


def page(article: str) -> RawDocument:
    return read(PAGE.format(title=TITLE, menu=MENU, article=article))


@pytest.mark.parametrize(
    "article",
    [
        f'<div id="zoom">{ARTICLE}</div>',
        f'<div class="a"><div class="b"><div class="c">{ARTICLE}</div></div></div>',
        f"<table><tr><td>{ARTICLE}</td></tr></table>",
    ],
    ids=["a block", "nested blocks", "a layout table"],
)
def test_the_article_of_a_page_is_found_without_what_is_around_it(article: str) -> None:
    document = page(article)
    assert outline(document) == ARTICLE_TEXTS
    assert document.title == TITLE
    assert document.published == "2025-01-09 10:30"


@pytest.mark.parametrize(
    "article",
    [
        f"<div><p>{LONG}</p><p>一、总体情况</p><p>{LONG}</p><p>{LONG}</p></div>"
        f"<div>{TABLE}</div><div><p>六、其他</p><p>无。</p></div>",
        ARTICLE,
        f"<div>{ARTICLE}</div><div>青溪镇人民政府<br>2025年1月8日</div>",
        f"<div>{ARTICLE}</div><div><span>七、说明</span><div>{LONG}</div></div>",
        "".join(f"<div>{part}</div>" for part in ARTICLE_PARTS),
    ],
    ids=["tables apart", "no block around", "a date behind", "a chapter behind", "all apart"],
)
def test_nothing_of_the_article_is_lost(article: str) -> None:
    found = outline(page(article))
    first = found.index(LONG)
    assert found[first : first + len(ARTICLE_TEXTS)] == ARTICLE_TEXTS
    if "2025年1月8日" in article:
        assert found[-2:] == ["青溪镇人民政府", "2025年1月8日"]
    if "七、说明" in article:
        assert found[-2:] == ["七、说明", LONG]
    assert not any("备案号" in str(item) or "栏目之" in str(item) for item in found)


def test_a_page_of_nothing_but_the_article() -> None:
    assert lines(ARTICLE) == ARTICLE_TEXTS


def test_lines_end_at_blocks_and_breaks() -> None:
    inside = (
        "<div>甲<p>乙<br>丙</p>丁<b>戊</b><span>己</span></div><pre>庚\n辛</pre><h2>壬<br>癸</h2>"
    )
    assert lines(inside) == ["甲", "乙", "丙", "丁戊己", "庚", "辛", "壬\n癸"]


def test_white_space_is_as_a_browser_shows_it() -> None:
    assert lines("<p>  全年\n   公开 12\n 件&nbsp;&#8203;。\t</p><p>&nbsp;</p>") == [
        "全年公开 12 件 。"
    ]


def test_hidden_and_silent_elements_are_no_text() -> None:
    hidden = (
        '<p style="display: none">甲</p><p hidden>乙</p><script>丙</script><noscript>丁</noscript>'
    )
    assert lines(f"{hidden}<!-- 戊 --><p>己<o:p></o:p><select><option>庚</select></p>") == ["己"]


def test_list_numbers_are_part_of_the_text() -> None:
    inside = (
        '<ol start="3"><li>甲</li><li><p>乙</p><p>续</p></li></ol><ul><li>丙</li></ul>'
        '<ol type="a"><li>丁</li></ol><ol style="list-style-type: cjk-ideographic"><li>戊</li></ol>'
        '<ol style="list-style: none"><li>一、己</li></ol>'
    )
    assert lines(inside) == ["3.甲", "4.乙", "续", "丙", "a.丁", "一、戊", "一、己"]


def test_looks() -> None:
    inside = (
        '<h1>甲</h1><p align="center"><b>乙</b></p><div style="text-align:center"><p>丙</p></div>'
        '<p><strong>丁</strong>戊</p><p style="font-weight:700">己</p>'
    )
    found = [
        (item.text, item.heading, item.centred, item.strong)
        for item in read(f"<body>{inside}</body>").paragraphs
    ]
    assert found == [
        ("甲", 1, False, False),
        ("乙", 0, True, True),
        ("丙", 0, True, False),
        ("丁戊", 0, False, False),
        ("己", 0, False, True),
    ]


def cells(table: str) -> list[tuple[int, int, int, int, str]]:
    (found,) = read(f"<body><p>前</p>{table}</body>").tables
    return spans(found)


def test_spans_breaks_and_blocks_in_cells() -> None:
    table = (
        "<table><thead><tr><th rowspan=2>角<th colspan=2>甲</thead>"
        "<tbody><tr><td rowspan=9><p>商业</p><p>企业</p><td>乙<br>丙<td><div>1</div>"
        "<tr><td colspan=0>2<td>&nbsp;</table>"
    )
    assert cells(table) == [
        (0, 0, 1, 1, "角"),
        (0, 1, 1, 2, "甲"),
        (1, 0, 2, 1, "商业企业"),
        (1, 1, 1, 1, "乙丙"),
        (1, 2, 1, 1, "1"),
        (2, 1, 1, 1, "2"),
        (2, 2, 1, 1, ""),
    ]


def test_rows_of_unequal_width_are_not_exact_blank_ones_do_not_count() -> None:
    uneven = "<table><tr><td>1<td>2<td>3<tr><td>4<td>5</table>"
    even = "<table><tr><td>1<td>2<tr><td>&nbsp;<tr></tr><tr><td>3<td>4</table>"
    assert [table.exact for table in read(f"<body>{uneven}{even}</body>").tables] == [False, True]


def test_a_footer_comes_last_and_what_is_no_cell_comes_first() -> None:
    table = (
        "<table><caption>表一</caption><tfoot><tr><td>合<td>3</tfoot><form><tr><td>甲<td>1</form>"
        '<tr style="display:none"><td>隐<td>9<tr><td>乙<td>2</table>'
    )
    assert lines(table) == ["表一", [["甲", "1"], ["乙", "2"], ["合", "3"]]]


@pytest.mark.parametrize(
    ("head", "title", "date"),
    [
        (
            f'<meta name="ArticleTitle" content="{TITLE}">'
            '<meta name="PubDate" content="2025-01-09">',
            TITLE,
            "2025-01-09",
        ),
        (f"<title>{TITLE}-青溪镇人民政府</title>", TITLE, ""),
        (f"<title>政府网站 | {TITLE}</title>", TITLE, ""),
        ("<title></title>", "", ""),
    ],
)
def test_title_and_date_from_the_head(head: str, title: str, date: str) -> None:
    document = read(f"<html><head>{head}</head><body>{ARTICLE}</body></html>")
    assert (document.title, document.published) == (title, date)


def notes(found: tuple[Diagnostic, ...]) -> list[object]:
    return [(item.code, item.facts.get("encoding")) for item in found]


@pytest.mark.parametrize(
    ("codec", "stated", "expected"),
    [
        ("utf-8", "", []),
        ("utf-8-sig", "", []),
        ("utf-16", "", []),
        ("gb18030", '<meta charset="gb2312">', []),
        ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=GBK">', []),
        ("gb18030", "", [("GX602", "GBK")]),
        ("gb18030", '<meta charset="utf-8">', [("GX602", "GBK")]),
        ("utf-8", '<meta charset="gb2312">', []),
        ("gb18030", '<meta charset="rot13">', [("GX602", "GBK")]),
    ],
)
def test_the_encoding_is_found(codec: str, stated: str, expected: list[object]) -> None:
    result = read_bytes(
        f"<html><head>{stated}</head><body>{ARTICLE}</body></html>".encode(codec), "a"
    )
    assert result.value is not None
    assert outline(result.value) == ARTICLE_TEXTS
    assert notes(result.diagnostics) == expected
