"""How the text of a field is read, kind by kind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxgen.spec.kinds import CHANGE, COUNT, DATE, FREE, MONEY, YEAR, read, show, show_date

READ = [
    (COUNT, "0", 0, ""),
    (COUNT, "9999999", 9_999_999, ""),
    (COUNT, " 12 ", 12, "fullwidth"),
    (COUNT, "１２", 12, "fullwidth"),
    (COUNT, "1,234", 1234, "separator"),
    (COUNT, "1，234", 1234, "separator"),
    (COUNT, "1,234,567", 1_234_567, "separator"),
    (COUNT, "١٢", 12, "fullwidth"),
    (COUNT, "3件", 3, "unit"),
    (COUNT, "3条", 3, "unit"),
    (COUNT, "３件", 3, "unit"),
    (COUNT, "3 件", 3, "unit"),
    (COUNT, "3　件", 3, "unit"),
    (FREE, "96.8 家", Decimal("96.8"), "unit"),
    (YEAR, "2024 年", 2024, "unit"),
    (CHANGE, "-18", -18, ""),
    (CHANGE, "－18", -18, "fullwidth"),
    (CHANGE, "0", 0, ""),
    (MONEY, "12.50", Decimal("12.50"), ""),
    (MONEY, "4166.241619", Decimal("4166.241619"), ""),
    (MONEY, "0", Decimal(0), ""),
    (MONEY, "1,234.5", Decimal("1234.5"), "separator"),
    (MONEY, "12.5万元", Decimal("12.5"), "unit"),
    (MONEY, "１２．５", Decimal("12.5"), "fullwidth"),
    (FREE, "96.8", Decimal("96.8"), ""),
    (FREE, "-3", Decimal(-3), ""),
    (YEAR, "2024", 2024, ""),
    (YEAR, "2024年", 2024, "unit"),
    (YEAR, "2024年度", 2024, "unit"),
    (DATE, "2025-01-09", date(2025, 1, 9), ""),
    (DATE, "2025年1月9日", date(2025, 1, 9), ""),
    (DATE, "2024-02-29", date(2024, 2, 29), ""),
]
REFUSED = [
    (COUNT, "-1", "negative"),
    (COUNT, "－1", "negative"),
    (COUNT, "−1", "negative"),
    (COUNT, "-0", "negative"),
    (COUNT, "+3", "sign"),
    (COUNT, "1.5", "fraction"),
    (COUNT, "1.0", "fraction"),
    (COUNT, ".5", "fraction"),
    (COUNT, "1e3", "exponent"),
    (COUNT, "1E+3", "exponent"),
    (COUNT, "0123", "leading_zero"),
    (COUNT, "00", "leading_zero"),
    (COUNT, "2024-01-09", "date"),
    (COUNT, "2024年1月9日", "date"),
    (COUNT, "true", "boolean"),
    (COUNT, "否", "boolean"),
    (COUNT, "No", "boolean"),
    (COUNT, "无", "mark"),
    (COUNT, "/", "mark"),
    (COUNT, "——", "mark"),
    (COUNT, "三件", "words"),
    (COUNT, "①", "words"),
    (COUNT, "1 234", "list"),
    (COUNT, "10²", "words"),
    (COUNT, "3+2", "words"),
    (COUNT, "1_000", "words"),
    (COUNT, "0x10", "words"),
    (COUNT, "1234567890123", "too_long"),
    (COUNT, "13800138000", "too_long"),
    (CHANGE, "1.5", "fraction"),
    (MONEY, "-1", "negative"),
    (MONEY, "380元", "yuan"),
    (MONEY, ".5", "not_money"),
    (MONEY, "1e3", "exponent"),
    (MONEY, "012.5", "leading_zero"),
    (MONEY, "无", "mark"),
    (YEAR, "24", "year"),
    (YEAR, "二〇二四", "year"),
    (YEAR, "1999", "year_range"),
    (YEAR, "2101", "year_range"),
    (DATE, "2025-02-29", "date_impossible"),
    (DATE, "2025-13-01", "date_impossible"),
    (DATE, "1月9日", "date_form"),
    (DATE, "2025", "date_form"),
]


@pytest.mark.parametrize(("kind", "text", "value", "note"), READ)
def test_a_text_is_read(kind: str, text: str, value: object, note: str) -> None:
    reading = read(kind, text)
    assert (reading.value, reading.fault) == (value, "")
    if text.strip() == text:
        assert reading.note == note


@pytest.mark.parametrize(("kind", "text", "fault"), REFUSED)
def test_a_text_is_refused_for_the_right_reason(kind: str, text: str, fault: str) -> None:
    reading = read(kind, text)
    assert (reading.value, reading.fault) == (None, fault)


def test_money_is_printed_as_written() -> None:
    for text in ("12.50", "0.10", "4166.241619", "0.00", "7"):
        value = read(MONEY, text).value
        assert isinstance(value, Decimal)
        assert show(value) == text


def test_money_is_never_rounded_or_written_with_an_exponent() -> None:
    value = read(MONEY, "0.000000000001").value
    assert isinstance(value, Decimal)
    assert show(value) == "0.000000000001"


def test_quotes_around_a_figure_are_noticed() -> None:
    assert read(COUNT, "3", quoted=True).note == "quoted"
    assert read(YEAR, "2024", quoted=True).note == ""


def test_a_date_is_printed_without_leading_zeros() -> None:
    assert show_date(date(2025, 1, 9)) == "2025年1月9日"


@given(st.integers(0, 9_999_999))
def test_every_plain_count_is_read_without_a_note(number: int) -> None:
    reading = read(COUNT, str(number))
    assert (reading.value, reading.note, reading.fault) == (number, "", "")


@given(st.integers(1000, 9_999_999))
def test_every_count_with_separators_is_the_same_count(number: int) -> None:
    reading = read(COUNT, f"{number:,}")
    assert (reading.value, reading.note) == (number, "separator")


@given(st.sampled_from((COUNT, CHANGE, MONEY, FREE, YEAR, DATE)), st.text(max_size=30))
def test_any_text_is_either_read_or_refused(kind: str, text: str) -> None:
    reading = read(kind, text)
    assert (reading.value is None) == bool(reading.fault)


@given(st.text(max_size=12))
def test_what_is_not_written_in_plain_digits_is_never_read_without_a_note(text: str) -> None:
    reading = read(COUNT, text)
    if reading.value is not None and not reading.note:
        assert text.isascii()
        assert text.isdecimal()
