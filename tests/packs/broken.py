"""Thirty-odd templates with one fault each, made from the base file by real editing operations.

Each function changes the document that python-docx opened, or the package's members.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

Edit = Callable[[Doc], None]


@dataclass(frozen=True)
class Fault:
    """An editing operation, and what `template check` has to say of it.

    `where` are the fields of the place; `said` are words of the message or the notes.
    """

    edit: Edit
    code: str
    case: str
    where: dict[str, object] = field(default_factory=dict)
    said: tuple[str, ...] = ()


def made(base: bytes, edit: Edit) -> bytes:
    """The base file opened in python-docx, edited, and saved."""
    document = Document(io.BytesIO(base))
    edit(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraph(document: Doc, text: str, nth: int = 0) -> Paragraph:
    """The `nth` paragraph of the body that reads `text`."""
    return [one for one in document.paragraphs if one.text == text][nth]


def typed(before: str, after: str, nth: int = 0) -> Edit:
    """Types another text over a paragraph's."""

    def edit(document: Doc) -> None:
        found = paragraph(document, before, nth)
        for run in found.runs[1:]:
            run._r.getparent().remove(run._r)
        found.runs[0].text = after

    return edit


def deleted(text: str, nth: int = 0) -> Edit:
    def edit(document: Doc) -> None:
        found = paragraph(document, text, nth)
        found._p.getparent().remove(found._p)

    return edit


def added_after(text: str, *lines: str) -> Edit:
    """New paragraphs after one."""

    def edit(document: Doc) -> None:
        at = paragraph(document, text)._p
        for line in reversed(lines):
            new = copy.deepcopy(at)
            Paragraph(new, None).runs[0].text = line  # type: ignore[arg-type]
            at.addnext(new)

    return edit


def cell_typed(table: int, row: int, column: int, text: str) -> Edit:
    def edit(document: Doc) -> None:
        document.tables[table].rows[row].cells[column].paragraphs[0].runs[0].text = text

    return edit


def row_deleted(table: int, row: int) -> Edit:
    def edit(document: Doc) -> None:
        found = document.tables[table].rows[row]._tr
        found.getparent().remove(found)

    return edit


def row_copied(table: int, row: int) -> Edit:
    def edit(document: Doc) -> None:
        found = document.tables[table].rows[row]._tr
        found.addnext(copy.deepcopy(found))

    return edit


def rows_swapped(table: int, row: int) -> Edit:
    def edit(document: Doc) -> None:
        rows = document.tables[table].rows
        rows[row]._tr.addprevious(rows[row + 1]._tr)

    return edit


def table_deleted(document: Doc) -> None:
    found = document.tables[2]._tbl
    found.getparent().remove(found)


def table_moved(document: Doc) -> None:
    paragraph(document, "六、其他需要报告的事项")._p.addnext(document.tables[2]._tbl)


def in_header(text: str) -> Edit:
    def edit(document: Doc) -> None:
        document.sections[0].header.paragraphs[0].runs[0].text = text

    return edit


def in_text_box(document: Doc) -> None:
    box = (
        f"<w:r {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:pict><v:shape><v:textbox>"
        "<w:txbxContent><w:p><w:r><w:t>{{ 机关.名程 }}</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    paragraph(document, "一、总体情况")._p.append(parse_xml(box))


def in_property(document: Doc) -> None:
    document.core_properties.subject = "{{ 机关名称 }}"


def beside_row_tag(document: Doc) -> None:
    """A loop over rows whose opening row still holds a text."""
    table = document.add_table(3, 2)
    texts = (
        "{%tr for 项 in 附件 %}",
        "附件名称",
        "{{ 项.序 }}",
        "{{ 项.名 }}",
        "{%tr endfor %}",
        "",
    )
    for cell, text in zip(table._cells, texts, strict=True):
        cell.text = text
    paragraph(document, "{%p if 落款.署名 %}")._p.addprevious(table._tbl)


def torn_over_a_hyperlink(document: Doc) -> None:
    found = paragraph(document, "{{ 文号 }}")
    found.runs[0].text = "{{ 文"
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), "x")
    run = copy.deepcopy(found.runs[0]._r)
    run.findall(qn("w:t"))[0].text = "号 }}"
    link.append(run)
    found._p.append(link)


def linked_picture(document: Doc) -> None:
    part = document.part
    rid = part.relate_to("http://example.invalid/a.png", RT.IMAGE, is_external=True)
    drawing = (
        f"<w:r {nsdecls('w', 'a', 'r', 'pic', 'wp')}><w:drawing><wp:inline>"
        '<wp:extent cx="1" cy="1"/><wp:docPr id="9" name="p"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:link="{rid}"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
    paragraph(document, "一、总体情况")._p.append(parse_xml(drawing))


def field_that_reads_a_file(document: Doc) -> None:
    xml = (
        f'<w:fldSimple {nsdecls("w")} w:instr=" INCLUDETEXT C:\\\\a.docx "><w:r><w:t>x</w:t></w:r>'
        "</w:fldSimple>"
    )
    paragraph(document, "")._p.append(parse_xml(xml))


def inserted_document(document: Doc) -> None:
    chunk = OxmlElement("w:altChunk")
    paragraph(document, "一、总体情况")._p.addnext(chunk)


def attached_template(document: Doc) -> None:
    settings = document.part._settings_part
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    rid = settings.relate_to("file:///C:/a.dotx", kind, is_external=True)
    attached = OxmlElement("w:attachedTemplate")
    attached.set(qn("r:id"), rid)
    settings.element.insert(0, attached)


def narrow_page(document: Doc) -> None:
    document.sections[0].page_width = Mm(194)
    document.sections[0].right_margin = Mm(10)


def small_body(document: Doc) -> None:
    styles = document.styles
    style = next(one for one in styles if one.name == "公文正文")
    assert style.type == WD_STYLE_TYPE.PARAGRAPH
    style.font.size = Pt(14)  # type: ignore[attr-defined]


def heading_in_song(document: Doc) -> None:
    style = next(one for one in document.styles if one.name == "一级标题")
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), "宋体")


def prose_of_a_chapter_removed(document: Doc) -> None:
    start = paragraph(document, "{%p for 块 in 问题与改进.块 %}")._p
    end = paragraph(document, "六、其他需要报告的事项")._p
    while start is not end:
        following = start.getnext()
        start.getparent().remove(start)
        start = following


def chapters_swapped(document: Doc) -> None:
    """Chapter five with all of its prose dragged below chapter six."""
    start = paragraph(document, "五、存在的主要问题及改进情况")._p
    end = paragraph(document, "六、其他需要报告的事项")._p
    at = paragraph(document, "{%p if 附件 %}")._p
    while start is not end:
        following = start.getnext()
        at.addprevious(start)
        start = following


def signature_removed(document: Doc) -> None:
    start = paragraph(document, "{%p if 落款.署名 %}")._p
    while start is not None and start.tag != qn("w:sectPr"):
        following = start.getnext()
        start.getparent().remove(start)
        start = following


def with_macro(data: bytes) -> bytes:
    """The package with a macro project, as an .xlsm renamed or a .docm saved as .docx has it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/vbaProject.bin", b"x")
    return out.getvalue()


BODY = {"part": "正文"}
FAULTS: dict[str, Fault] = {
    "misspelt name": Fault(
        typed("{{ 落款.日期 }}", "{{ 落款.日其 }}"), "GX111", "near",
        {**BODY, "text": "{{ 落款.日其 }}"}, ("落款.日期",),
    ),
    "unknown filter": Fault(
        typed("{{ 文号 }}", "{{ 文号|大些 }}"), "GX113", "unknown",
        {"text": "{{ 文号|大些 }}"}, ("大些",),
    ),
    "closing brace missing": Fault(
        typed("{{ 文号 }}", "{{ 文号 }"), "GX112", "unclosed", {"text": "{{ 文号 }"}
    ),
    "opening brace missing": Fault(
        typed("{{ 文号 }}", "{ 文号 }}"), "GX112", "stray", {"text": "{ 文号 }}"}
    ),
    "full-width braces": Fault(
        typed("{{ 文号 }}", "｛｛ 文号 ｝｝"), "GX112", "full_width",
        {"text": "｛｛ 文号 ｝｝"}, ("全角",),
    ),
    "full-width dot": Fault(
        typed("{{ 落款.日期 }}", "{{ 落款．日期 }}"), "GX112", "full_width_inside", {}, ("．",)
    ),
    "loop without end": Fault(
        deleted("{%p endfor %}", 2), "GX112", "unended", {"text": "{%p for 块 in 总体情况.块 %}"}
    ),
    "end without loop": Fault(
        added_after("{{ 落款.日期 }}", "{%p endfor %}"), "GX112", "unopened",
        {"text": "{%p endfor %}"},
    ),
    "misspelt end": Fault(
        typed("{%p endfor %}", "{%p endfro %}", 0), "GX112", "misspelt", {"text": "{%p endfro %}"}
    ),
    "loop in full-width signs": Fault(
        typed("{%p for 项 in 附件 %}", "｛%p for 项 in 附件 %｝"), "GX112", "full_width"
    ),
    "loop without its brace": Fault(
        typed("{%p for 项 in 附件 %}", "{%p for 项 in 附件 %"), "GX112", "unclosed"
    ),
    "space before the prefix": Fault(
        typed("{%p if 文号 %}", "{% p if 文号 %}"), "GX112", "prefix_gap"
    ),
    "text beside a paragraph tag": Fault(
        typed("{%p if 文号 %}", "发文字号{%p if 文号 %}"), "GX112", "beside_p", {}, ("消失",)
    ),
    "text beside a row tag": Fault(
        beside_row_tag, "GX112", "beside_tr", {"table": 4, "row": 1, "column": 1}
    ),
    "a group printed": Fault(typed("{{ 文号 }}", "{{ 机关 }}"), "GX114", "print_record"),
    "a call": Fault(typed("{{ 文号 }}", "{{ 文号.strip() }}"), "GX112", "call"),
    "loop over one value": Fault(
        typed("{%p for 项 in 附件 %}", "{%p for 项 in 文号 %}"), "GX115", "leaf"
    ),
    "tag over a hyperlink": Fault(torn_over_a_hyperlink, "GX112", "split"),
    "fault in the header": Fault(
        in_header("{{ 草搞 }}"), "GX111", "near", {"part": "页眉（奇数页）", "text": "{{ 草搞 }}"}
    ),
    "fault in a text box": Fault(in_text_box, "GX111", "near", BODY, ("机关",)),
    "fault in a property": Fault(in_property, "GX111", "near", {"part": "文档属性"}),
    "row label altered": Fault(
        cell_typed(1, 7, 2, "1.涉及国家秘密"), "GX120", "missing",
        {"table": 2, "row": 8}, ("1.涉及国家秘密", "1.属于国家秘密"),
    ),
    "column label altered": Fault(
        cell_typed(1, 2, 5, "研究机构"), "GX120", "missing", {"table": 2, "row": 3}, ("科研机构",)
    ),
    "row deleted": Fault(
        row_deleted(1, 12), "GX120", "missing", {"table": 2}, ("6.属于四类过程性信息",)
    ),
    "row twice": Fault(row_copied(0, 2), "GX120", "repeated", {"table": 1, "row": 4}),
    "rows swapped": Fault(
        rows_swapped(1, 8), "GX120", "label_moved", {"table": 2}, ("不在规定的位置",)
    ),
    "caption altered": Fault(
        cell_typed(0, 4, 0, "第二十条第（五）款"), "GX120", "label_altered",
        {"table": 1, "row": 5}, ("第二十条第（五）项",),
    ),
    "tag typed into a figure": Fault(
        cell_typed(1, 3, 3, "{{ 年度 }}"), "GX120", "tagged", {"table": 2, "row": 4}
    ),
    "table deleted": Fault(table_deleted, "GX120", "absent", BODY, ("表四",)),
    "table under another chapter": Fault(
        table_moved, "GX122", "table_elsewhere", BODY, ("四、政府信息公开行政复议、行政诉讼情况",)
    ),
    "chapter heading altered": Fault(
        typed("六、其他需要报告的事项", "六、需要报告的其他事项"), "GX122", "heading_altered",
        {"text": "六、需要报告的其他事项"}, ("六、其他需要报告的事项",),
    ),
    "prose of a chapter deleted": Fault(
        prose_of_a_chapter_removed, "GX122", "prose", BODY, ("五、存在的主要问题及改进情况",)
    ),
    "chapters swapped": Fault(chapters_swapped, "GX122", "order", BODY, ("六、", "五、")),
    "signature deleted": Fault(signature_removed, "GX122", "fields", BODY, ("落款",)),
    "linked picture": Fault(
        linked_picture, "GX132", "external", {"text": "一、总体情况"}, ("example.invalid",)
    ),
    "field that reads a file": Fault(
        field_that_reads_a_file, "GX132", "field", {"part": "正文"}, ("INCLUDETEXT",)
    ),
    "inserted document": Fault(inserted_document, "GX132", "alt_chunk", BODY),
    "attached template": Fault(attached_template, "GX132", "attached"),
    "page of another size": Fault(narrow_page, "GX140", "page", {}, ("194",)),
    "body too small": Fault(small_body, "GX140", "size", {}, ("14磅", "16磅")),
    "heading in another face": Fault(heading_in_song, "GX140", "font", {}, ("宋体", "黑体")),
}  # fmt: skip
