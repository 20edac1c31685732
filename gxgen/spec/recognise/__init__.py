"""Recognising the tables of a published report: grids as found × outlines of the spec → figures."""

from gxgen.spec.recognise.fit import Fit, Reading, Relabelled, Stray, fit_table
from gxgen.spec.recognise.sheet import Sheet
from gxgen.spec.recognise.stream import sheet_of_stream

__all__ = ["Fit", "Reading", "Relabelled", "Sheet", "Stray", "fit_table", "sheet_of_stream"]
