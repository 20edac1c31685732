"""Floor 0, diagnostics: findings as values, the code book, and how findings are shown."""

from gxgen.diag.book import diagnose, entries, hint_of, message_of, title_of
from gxgen.diag.capped import capped
from gxgen.diag.diagnostic import Diagnostic, Related, Severity, in_order, whole_file
from gxgen.diag.place import DocPlace, Place, TextPlace
from gxgen.diag.result import Result

__all__ = [
    "Diagnostic",
    "DocPlace",
    "Place",
    "Related",
    "Result",
    "Severity",
    "TextPlace",
    "capped",
    "diagnose",
    "entries",
    "hint_of",
    "in_order",
    "message_of",
    "title_of",
    "whole_file",
]
