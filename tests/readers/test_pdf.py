"""PDF files with a text layer: lines become paragraphs, ruled tables grids, page furniture goes."""

from __future__ import annotations

import time
import zlib

import pytest
from pdf_kit import HEIGHT, WIDTH, assembled, line, pdf, table, text, turned
from word_kit import outline, spans

from gxgen.diag import Severity
from gxgen.readers.pdfpages import answer, read_pages
from gxgen.readers.published import read_bytes
from gxgen.report.published.raw import RawDocument

LEFT, FULL = 80, 27
"""Where lines begin, and how many characters fit."""
SECONDS = 60.0


def read(*pages: list[str]) -> RawDocument:
    result = read_bytes(pdf(*pages), "年报.pdf")
    assert result.value is not None, result.diagnostics
    return result.value


def prose(top: float, *paragraphs: str) -> list[str]:
    """Paragraphs as Word sets them: two characters of indent, lines of 27 characters."""
    drawn: list[str] = []
    for words in paragraphs:
        rest, indent = words, 2
        while rest:
            fit = FULL - indent
            drawn.append(text(LEFT + 16 * indent, top + 28 * len(drawn), rest[:fit]))
            rest, indent = rest[fit:], 0
    return drawn


LONG = (
    "全年按照条例规定主动公开政府信息十二条，内容准确，更新及时，"
    "方便群众查询，社会反映良好，没有收到投诉。"
)


def test_lines_become_paragraphs() -> None:
    page = [
        text(240, 60, "青溪镇年度报告"),
        *prose(100, "一、情况", LONG, LONG, "二、其他", "无。"),
    ]
    document = read(page)
    assert outline(document) == ["青溪镇年度报告", "一、情况", LONG, LONG, "二、其他", "无。"]
    first, second, *_ = document.paragraphs
    assert first.centred
    assert not second.centred
    assert str(second.place) == "年报.pdf：第1页 第2段"


def test_a_paragraph_goes_on_over_the_page() -> None:
    start, rest = LONG[: 25 + FULL], LONG[25 + FULL :]
    pages = prose(640, LONG, start), [text(LEFT, 100, rest), *prose(128, LONG, "完。")]
    document = read(*pages)
    assert outline(document) == [LONG, LONG, LONG, "完。"]
    assert [str(item.place).partition("：")[2] for item in document.items] == [
        "第1页 第1段",
        "第1页 第2段",
        "第2页 第1段",
        "第2页 第2段",
    ]


def test_page_numbers_and_running_heads_go() -> None:
    def page(number: int) -> list[str]:
        head, foot = text(200, 30, "青溪镇人民政府文件"), text(280, 790, f"— {number} —")
        return [head, *prose(100, f"第{number}段，{LONG}"), foot]

    assert outline(read(*map(page, range(1, 5)))) == [f"第{n}段，{LONG}" for n in range(1, 5)]


def test_blanks_between_chinese_and_figures_are_only_those_that_were_typed() -> None:
    page = [
        text(80, 100, "公开"),
        text(116, 100, "12"),
        text(152, 100, "条 a b"),
        *prose(200, LONG),
    ]
    assert outline(read(page))[0] == "公开12条 a b"


def test_a_line_that_is_stretched_to_the_margin_has_no_blanks_in_it() -> None:
    stretched = [text(80 + 28 * n, 100, sign) for n, sign in enumerate("邮编：098765，电话：0000")]
    page = [*stretched, *prose(128, LONG)]
    assert outline(read(page))[0] == "邮编：098765，电话：0000"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{n}行的文字在这里" for n in "一二三四五六七八九"]
    right = [f"右栏第{n}行的文字在这里" for n in "一二三四五六七八九"]
    page = [text(160, 60, "年度报告的标题横跨两栏在此")]
    page += [text(70, 100 + 20 * n, words, 12) for n, words in enumerate(left)]
    page += [text(310, 100 + 20 * n, words, 12) for n, words in enumerate(right)]
    found = "".join(map(str, outline(read(page))))
    assert found == "年度报告的标题横跨两栏在此" + "".join(left + right)


def test_a_ruled_table_has_the_spans_that_its_lines_make() -> None:
    rows = [
        [(2, 1, "三、本年度办理结果"), (1, 2, "申请人情况")],
        [(1, 1, "自然人"), (1, 1, "18651.06")],
        [(1, 1, ""), (1, 1, "0"), (1, 1, "2")],
    ]
    page = [*prose(60, "前文。"), *table(80, 200, [40, 60, 60], 30, rows), *prose(400, "后文。")]
    document = read(page)
    (found,) = document.tables
    assert found.exact
    assert spans(found) == [
        (0, 0, 2, 1, "三、本年度办理结果"),
        (0, 1, 1, 2, "申请人情况"),
        (1, 1, 1, 1, "自然人"),
        (1, 2, 1, 1, "18651.06"),
        (2, 0, 1, 1, ""),
        (2, 1, 1, 1, "0"),
        (2, 2, 1, 1, "2"),
    ]
    assert [str(item.place).partition("：")[2] for item in document.items] == [
        "第1页 第1段",
        "第1页 第1个表格",
        "第1页 第2段",
    ]


def test_turned_text_in_a_cell() -> None:
    drawn = table(80, 200, [60, 60], 80, [[(1, 1, ""), (1, 1, "1")], [(1, 1, "2"), (1, 1, "3")]])
    (found,) = read([*prose(60, "前文。"), *drawn, turned(100, 270, "结果")]).tables
    assert found.grid.texts() == [["结果", "1"], ["2", "3"]]


HEADS = [[(1, 1, "类别"), (1, 2, "申请人")], [(1, 1, ""), (1, 1, "自然人"), (1, 1, "企业")]]


def row(label: str, *figures: str) -> list[tuple[int, int, str]]:
    return [(1, 1, label), *((1, 1, figure) for figure in figures)]


def test_a_table_over_two_pages_is_one_without_the_repeated_head() -> None:
    one = table(80, 600, [90, 60, 60], 24, [*HEADS, row("新收", "1", "2"), row("结转", "3", "4")])
    two = table(80, 72, [90, 60, 60], 24, [*HEADS, row("公开", "5", "6")])
    document = read([*prose(60, "前文。"), *one], [*two, *prose(300, "后文。")])
    assert outline(document) == [
        "前文。",
        [
            ["类别", "申请人", ""],
            ["", "自然人", "企业"],
            ["新收", "1", "2"],
            ["结转", "3", "4"],
            ["公开", "5", "6"],
        ],
        "后文。",
    ]


def test_a_label_over_rows_on_both_pages_is_one_cell() -> None:
    one = [[(2, 1, "办理结果"), (1, 1, "公开"), (1, 1, "1")], [(1, 1, "其他"), (1, 1, "2")]]
    two = [[(2, 1, ""), (1, 1, "总计"), (1, 1, "3")], [(1, 1, "结转"), (1, 1, "4")]]
    pages = table(80, 700, [90, 60, 60], 24, one), table(80, 72, [90, 60, 60], 24, two)
    (found,) = read(*pages).tables
    assert (found.grid.rows, found.grid.cells[0].rowspan) == (4, 4)


def test_tables_with_text_between_them_stay_apart() -> None:
    rows = [row("新收", "1", "2"), row("结转", "3", "4")]
    one, two = (table(80, top, [90, 60, 60], 24, rows) for top in (600, 160))
    found = outline(read(one, [*prose(100, "三、标题"), *two]))
    assert [isinstance(item, str) for item in found] == [False, True, False]


PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    b"/Length 1>>stream\n0\nendstream"
)


def with_picture(*pages: list[str]) -> bytes:
    """Pages that may show the picture /I1."""
    data = pdf(*pages, more=[PICTURE])
    number = 4 + 2 * len(pages)
    return data.replace(b"/Resources<<", b"/Resources<</XObject<</I1 %d 0 R>>" % number)


SCAN = [f"{WIDTH} 0 0 {HEIGHT} 0 0 cm /I1 Do"]


def case_of(data: bytes) -> str:
    started = time.monotonic()
    result = read_bytes(data, "年报.pdf")
    assert time.monotonic() - started < SECONDS
    assert result.value is None
    (fault,) = result.diagnostics
    assert fault.code == "GX601"
    return str(fault.facts["case"])


def test_scans_are_told_what_to_do() -> None:
    assert case_of(with_picture(SCAN)) == "scan"
    assert case_of(pdf([])) == "scan"


def test_a_page_that_is_a_picture_is_told() -> None:
    result = read_bytes(with_picture(prose(100, LONG), SCAN), "年报.pdf")
    (note,) = result.diagnostics
    assert (note.code, note.facts["case"], note.facts["pages"]) == ("GX602", "pictures", "2")
    assert note.severity is Severity.WARNING


LOCK = "/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<00>/U<00>>>/ID[<00><00>]"


def test_text_over_a_picture_of_the_page_may_be_misread() -> None:
    result = read_bytes(with_picture([f"q {SCAN[0]} Q", *prose(100, LONG)]), "年报.pdf")
    assert result.value is not None
    (note,) = result.diagnostics
    assert (note.code, note.facts["case"], note.facts["pages"]) == ("GX602", "recognised", "1")


def bomb() -> bytes:
    """A page whose content unpacks to two gigabytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 2**24) for _ in range(128)) + packer.flush()
    head = b"<</Length %d/Filter/FlateDecode>>stream\n" % len(packed)
    return pdf([], more=[head + packed + b"\nendstream"]).replace(
        b"/Contents 5 0 R", b"/Contents 6 0 R"
    )


ENDLESS = b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9>>"


def endless() -> bytes:
    """A tree of pages that holds itself."""
    return assembled([b"<</Type/Catalog/Pages 2 0 R>>", ENDLESS])


@pytest.mark.parametrize(
    ("data", "cases"),
    [
        (pdf(["BT"], trailer=LOCK), {"locked"}),
        (b"%PDF-1.7\n" + bytes(2000), {"unsound", "scan"}),
        (pdf([text(80, 80, "甲")])[:500], {"unsound", "scan"}),
        (pdf(*[[text(80, 80, "甲")]] * 250), {"limits"}),
        (pdf([line(0, n % 800, 500, n % 800) for n in range(65_000)]), {"limits"}),
        (pdf([text(80, 80, "甲" * 500)] * 310), {"limits"}),
        (pdf(["q " * 100_000 + "[" * 50_000]), {"scan", "limits", "unsound"}),
        (bomb(), {"limits", "unsound"}),
        (endless(), {"unsound", "scan", "limits"}),
    ],
    ids=["locked", "blank", "cut", "pages", "lines", "text", "nested", "bomb", "endless"],
)
def test_files_that_cannot_be_read(data: bytes, cases: set[str]) -> None:
    assert case_of(data) in cases


def test_the_process_answers_what_the_reader_finds() -> None:
    (page,) = read_pages(pdf([text(80, 100, "甲")]))
    assert [found.text for found in page.segments] == ["甲"]
    assert '"case": "unsound"' in answer(b"%PDF-1.7 nothing")
