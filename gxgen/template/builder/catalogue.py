"""The named styles of a report. Their looks follow GB/T 9704-2012; the clause stands beside each.

Names are what authors see in Word and WPS; ids are what the file refers to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from gxgen.template.builder.style import Style
from gxgen.template.builder.tablestyles import table_text_styles
from gxgen.template.builder.units import BODY_SIZE, CHARACTER, LINE, TEXT_WIDTH, TRACKING, mm, pt

SONG, HEI = "宋体", "黑体"
FANGSONG, KAI, TITLE_SONG = "仿宋_GB2312", "楷体_GB2312", "方正小标宋简体"
ALTERNATIVES = {
    FANGSONG: "仿宋",
    KAI: "楷体",
    TITLE_SONG: "方正小标宋_GBK",
    SONG: "SimSun",
    HEI: "SimHei",
}
"""What Word takes on a machine without the face: current Windows has 仿宋 but no 仿宋_GB2312."""

NORMAL, BODY, BODY_LAST, BLANK = "Normal", "ReportBody", "ReportBodyLast", "BlankLine"
TITLE, NUMBER = "ReportTitle", "DocNumber"
HEADINGS = {1: "Level1", 2: "Level2", 3: "Level3", 4: "Level4"}
RUN_IN = {2: "Level2Char", 3: "Level3Char", 4: "Level4Char"}
HEADING_OF_TABLE = "Level1Table"
ANNEX, ANNEX_ONE = "AnnexList", "AnnexOne"
SIGNER, SIGNER_LONG, DATE = "Signer", "SignerLong", "IssueDate"
MARK, DRAFT = "TemplateMark", "DraftMark"
HEADER, FOOTER = "Header", "Footer"
PAGE_ODD, PAGE_EVEN = "PageNumberOdd", "PageNumberEven"

SIGNER_CENTRE = 4 * CHARACTER + pt(52)
"""Twips from the right margin to the middle of a date that ends 4 characters from it."""
SIGNER_FITS = 2 * SIGNER_CENTRE // CHARACTER
"""Characters of a signer that can be centred there without leaving the text area."""

_TWO = {"firstLineChars": 200, "firstLine": 2 * CHARACTER}
_HEADING_FONTS = {1: HEI, 2: KAI, 3: FANGSONG, 4: FANGSONG}
_HEADING_NAMES = {1: "一级标题", 2: "二级标题", 3: "三级标题", 4: "四级标题"}
_NUMBER_STOP, _NAME_STOP = 5 * CHARACTER, 13 * CHARACTER // 2


def report_styles() -> tuple[Style, ...]:
    """All paragraph and character styles, in the order of the gallery."""
    report = (_text(), _title(), _headings(), _annexes(), _signature(), _page())
    return (*chain.from_iterable(report), *table_text_styles())


def _text() -> Iterator[Style]:
    # The built-in Normal is shown as 正文 in a Chinese Word, so no style of ours may be called
    # that. It carries no indent: whatever a user adds later (tables, boxes) starts from it.
    yield Style(
        NORMAL,
        NORMAL,
        font=FANGSONG,
        size=BODY_SIZE,
        tracking=TRACKING,
        align="both",
        line=LINE,
    )
    yield Style(BODY, "公文正文", base=NORMAL, indent=_TWO)  # 7.3.3
    # 7.3.5: the page of the signature must hold body text, so the last paragraph stays with it.
    yield Style(BODY_LAST, "公文正文（末段）", base=BODY, keep_next=True)
    yield Style(BLANK, "空行", base=NORMAL, keep_next=True)


def _title() -> Iterator[Style]:
    """7.3.1: 2号小标宋, centred; the document number stands below it."""
    number = Style(NUMBER, "文号", base=NORMAL, next=BODY, align="center", keep_next=True)
    yield replace(
        number,
        id=TITLE,
        name="公文标题",
        font=TITLE_SONG,
        size=44,
        tracking=0,
        line=pt(36),
        # LibreOffice would round the line up to two lines of the page grid.
        grid=False,
    )
    yield number


def _headings() -> Iterator[Style]:
    """The four levels (7.3.3), each linked with the character style of its run-in form."""
    for level, font in _HEADING_FONTS.items():
        run_in, name = RUN_IN.get(level, ""), _HEADING_NAMES[level]
        yield Style(
            HEADINGS[level],
            name,
            base=NORMAL,
            next=BODY,
            link=run_in,
            font=font,
            indent=_TWO,
            keep_next=True,
            keep_lines=True,
            outline=level - 1,
        )
        if run_in:
            yield Style(run_in, f"{name} 字符", "character", link=HEADINGS[level], font=font)
    name = f"{_HEADING_NAMES[1]}（表前）"
    yield Style(HEADING_OF_TABLE, name, base=HEADINGS[1], next=BODY, after=mm(1.5))


def _annexes() -> Iterator[Style]:
    """7.3.4: two characters in; a name that runs over is aligned with its own first character.

    Kept with what follows: a page with nothing but the signature would be sent back.
    """
    listed = Style(
        ANNEX,
        "附件说明",
        base=NORMAL,
        align="left",
        tabs=(_NUMBER_STOP, _NAME_STOP),
        indent={"left": _NAME_STOP, "hanging": _NAME_STOP - 2 * CHARACTER},
        keep_next=True,
    )
    yield listed
    hanging = {"left": _NUMBER_STOP, "hanging": 3 * CHARACTER}
    yield replace(listed, id=ANNEX_ONE, name="附件说明（一个）", tabs=(), indent=hanging)


def _signature() -> Iterator[Style]:
    """7.3.5.1: the date ends 4 characters from the right, the signer is centred over it.

    A centred paragraph whose area lies evenly about the middle of the date does it in every word
    processor. A signer too long for that area stands right-aligned instead (7.3.5.2).
    """
    area = {"left": TEXT_WIDTH - 2 * SIGNER_CENTRE, "right": 0}
    signer = Style(SIGNER, "落款", base=NORMAL, align="center", indent=area, keep_next=True)
    yield signer
    yield replace(signer, id=SIGNER_LONG, name="落款（长）", align="right", indent=_from_right(2))
    yield Style(DATE, "成文日期", base=NORMAL, align="right", indent=_from_right(4))


def _from_right(characters: int) -> Mapping[str, int]:
    return {"rightChars": 100 * characters, "right": characters * CHARACTER}


def _page() -> Iterator[Style]:
    """7.5: page numbers of odd pages at the right, of even pages at the left, one character in."""
    foot = Style(FOOTER, "footer", font=SONG, latin=SONG, size=28, line=pt(16), grid=False)
    yield foot
    odd, even = {"rightChars": 100, "right": pt(14)}, {"leftChars": 100, "left": pt(14)}
    yield Style(PAGE_ODD, "页码（单页）", base=FOOTER, align="right", indent=odd)
    yield Style(PAGE_EVEN, "页码（双页）", base=FOOTER, align="left", indent=even)
    yield replace(foot, id=HEADER, name="header", align="center")
    yield Style(DRAFT, "草稿标记", base=HEADER, font=HEI, size=BODY_SIZE, color="C00000")
    yield Style(
        MARK,
        "模板标记",
        font=SONG,
        size=15,
        color="808080",
        line=pt(10),
        proof=False,
        grid=False,
    )
