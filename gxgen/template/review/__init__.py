"""A template judged as its author sees it: everything wrong with it in one run, at its place.

`review_template` tells what keeps a template from being compiled, what a report printed from it
would silently lack (GX122), and where its looks leave the standard (GX140). `annotate` writes the
findings into a copy as Word comments.
"""

from gxgen.template.review.annotate import annotate
from gxgen.template.review.describe import Description, describe, printed_cells
from gxgen.template.review.outline import ChapterPlan, FieldPlan, Outline
from gxgen.template.review.run import review_template

__all__ = [
    "ChapterPlan",
    "Description",
    "FieldPlan",
    "Outline",
    "annotate",
    "describe",
    "printed_cells",
    "review_template",
]
