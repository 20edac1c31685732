"""Where a finding stands: in a text file, or in a Word document.

All numbers count from 1. Columns count characters, not bytes and not screen cells;
only the caret of the text renderer knows that a Chinese character is two cells wide.
"""

from __future__ import annotations

from dataclasses import dataclass

Order = tuple[str, *tuple[int, ...]]
"""File first, then from the outermost count (line, table) to the innermost."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A span on one line of a text file; `line` 0 means the file as a whole."""

    file: str
    line: int = 0
    column: int = 0
    end_column: int = 0

    def order(self) -> Order:
        """The key that puts findings into file order."""
        return (self.file, self.line, self.column)

    def __str__(self) -> str:
        if not self.line:
            return self.file
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class DocPlace:
    """A paragraph or table cell of a Word document, counted as its reader counts.

    `part` is what people call the part (正文, 页眉, 表三, 第五部分 …); `paragraph` counts within
    the cell when `table` is set, within the part otherwise; `name` is what the column is called,
    where that says more than its number. 0 means "not narrowed down". `serial` is the position in
    reading order, for sorting only.
    """

    file: str
    part: str = ""
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    text: str = ""
    name: str = ""
    serial: int = 0

    def order(self) -> Order:
        """The key that puts findings into document order within one part."""
        return (self.file, self.serial or self.table, self.row, self.column, self.paragraph)

    def __str__(self) -> str:
        steps = [self.part] if self.part else []
        if self.table:
            steps.append(f"第{self.table}个表格")
        if self.row:
            steps.append(f"第{self.row}行")
        if self.name:
            steps.append(self.name)
        elif self.column:
            steps.append(f"第{self.column}列")
        if self.paragraph:
            steps.append(f"第{self.paragraph}段")
        return self.file + ("：" + " ".join(steps) if steps else "")


Place = TextPlace | DocPlace
