"""Web pages saved in one file: the page is found among its pictures, styles and frames."""

from __future__ import annotations

import time
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText

import pytest
from word_kit import outline

from gxgen.readers.published import read_bytes

LONG = "全年按照条例规定主动公开政府信息，内容准确，更新及时，方便群众查询，社会反映良好。"
PAGE = (
    f"<html><head><title>某镇年度报告正文</title></head><body><p>{LONG}</p><p>乙</p></body></html>"
)
FRAME = "<html><head><title>某镇年度报告外框</title></head><body><p>框</p></body></html>"


def page(text: str, charset: str = "utf-8", location: str = "") -> MIMEText:
    part = MIMEText(text, "html", charset)
    part["Content-Location"] = location
    return part


def saved(*parts: MIMENonMultipart) -> bytes:
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by Blink>"
    for part in parts:
        message.attach(part)
    return message.as_bytes()


def picture() -> MIMENonMultipart:
    part = MIMENonMultipart("image", "png")
    part.set_payload("iVBORw0KGgo=")
    part["Content-Transfer-Encoding"] = "base64"
    return part


@pytest.mark.parametrize("charset", ["utf-8", "gb2312", "gb18030"])
@pytest.mark.parametrize("name", ["年报.mhtml", "年报.mht", "年报.doc"])
def test_a_page_saved_in_one_file(charset: str, name: str) -> None:
    result = read_bytes(saved(picture(), page(PAGE, charset)), name)
    assert result.value is not None
    assert outline(result.value) == [LONG, "乙"]
    assert result.value.title == "某镇年度报告正文"
    assert result.diagnostics == ()


def test_the_frame_that_says_most_is_read() -> None:
    result = read_bytes(saved(page(FRAME), page(PAGE), page("<html></html>")), "年报.mht")
    assert result.value is not None
    assert outline(result.value) == [LONG, "乙"]


@pytest.mark.parametrize(
    "data",
    [
        saved(picture()),
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n" + b"--a\n" * 1000,
        b"".join(
            b'Content-Type: multipart/related; boundary="b%d"\n\n--b%d\n' % (n, n)
            for n in range(5_000)
        ),
        saved(*[page("<p>甲")] * 2_500),
    ],
    ids=["no page", "no boundary", "depth", "parts"],
)
def test_what_holds_no_page_ends_in_one_message(data: bytes) -> None:
    started = time.process_time()
    result = read_bytes(data, "年报.mht")
    assert time.process_time() - started < 12
    assert result.value is None
    (fault,) = result.diagnostics
    assert fault.facts["case"] in ("empty", "limits")
