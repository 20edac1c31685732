"""What only the published form shows: headings, labels, empty cells, the edition of its tables."""

from gxgen.rules.published.chapters import judge_chapters
from gxgen.rules.published.tables import judge_tables

__all__ = ["judge_chapters", "judge_tables"]
