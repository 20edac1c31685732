"""PDF files made by hand: text at places, lines, pictures, on pages of A4.

The font is not embedded; its encoding is one that every reader of PDF knows (UniGB-UCS2-H), all
characters one size wide.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

WIDTH, HEIGHT = 595, 842
SIZE = 16


def text(x: float, y: float, words: str, size: float = SIZE) -> str:
    """Words whose first character stands at (x, y) from the upper left corner."""
    code = words.encode("utf-16-be").hex()
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {HEIGHT - y - size} Tm <{code}> Tj ET"


def turned(x: float, y: float, words: str, size: float = SIZE) -> str:
    """Words written upwards from (x, y)."""
    code = words.encode("utf-16-be").hex()
    return f"BT /F1 {size} Tf 0 1 -1 0 {x} {HEIGHT - y} Tm <{code}> Tj ET"


def line(x0: float, y0: float, x1: float, y1: float) -> str:
    """A thin line."""
    return f"0.5 w {x0} {HEIGHT - y0} m {x1} {HEIGHT - y1} l S"


def table(
    x: float,
    y: float,
    widths: Sequence[float],
    height: float,
    rows: Sequence[Sequence[tuple[int, int, str]]],
) -> list[str]:
    """Rows of (rowspan, colspan, text) with lines around every cell, text wrapped within it."""
    drawn: list[str] = []
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for down, across, words in cells:
            while (row, column) in taken:
                column += 1
            taken |= {(row + i, column + j) for i in range(down) for j in range(across)}
            x0, x1 = x + sum(widths[:column]), x + sum(widths[: column + across])
            y0, y1 = y + row * height, y + (row + down) * height
            corners = [(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]
            drawn += [line(*one, *other) for one, other in pairwise(corners)]
            fit = max(1, int((x1 - x0 - 4) // 9))
            pieces = [words[at : at + fit] for at in range(0, len(words), fit)]
            drawn += [text(x0 + 2, y0 + 2 + 10 * n, piece, 9) for n, piece in enumerate(pieces)]
    return drawn


def pdf(*pages: Iterable[str], trailer: str = "", more: Sequence[bytes] = ()) -> bytes:
    """A file with the pages' content; `more` objects follow those of the pages."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
    )
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        font,
    ]
    for number, content in enumerate(pages):
        stream = "\n".join(content).encode()
        head = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]"
        head += f"/Contents {5 + 2 * number} 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        objects.append(head.encode())
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    return assembled([*objects, *more], trailer)


def assembled(objects: Sequence[bytes], trailer: str = "") -> bytes:
    """Objects, numbered from 1, with the table that finds them."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\n" % (len(objects) + 1, trailer.encode())
    return out + b"startxref\n%d\n%%%%EOF" % start
