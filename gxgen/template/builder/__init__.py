"""Makes Word objects from the spec: the standard report of an edition, and single tables.

It made `templates/base/<edition>/report.docx`, which Word owns since; it makes the annex tables
that a pack declares. Lengths are twips, font sizes half-points.
"""

from gxgen.template.builder.annex import Annex, place_annexes
from gxgen.template.builder.report import build_report_template
from gxgen.template.builder.stylesheet import adopt_styles
from gxgen.template.builder.table import build_table

__all__ = ["Annex", "adopt_styles", "build_report_template", "build_table", "place_annexes"]
