"""Amounts with their own unit: read, kept, shown as written."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gxgen.spec.amount import Amount
from gxgen.spec.kinds import AMOUNT, CELL_KINDS, FREE, MONEY, figure, read, show

READ = {
    "73802895.90元": ("73802895.90元", ""),
    "12.5万元": ("12.5万元", ""),
    "12.5 万元": ("12.5万元", ""),
    "3亿元": ("3亿元", ""),
    "0": ("0", ""),
    "1,234.50元": ("1234.50元", "separator"),
    "０．５万元": ("0.5万元", "fullwidth"),
}


@pytest.mark.parametrize("text", READ)
def test_it_is_read_with_its_unit(text: str) -> None:
    reading = read(AMOUNT, text)
    assert isinstance(reading.value, Amount)
    assert (show(reading.value), reading.note) == READ[text]


@pytest.mark.parametrize(
    ("text", "fault"),
    [("-3", "negative"), ("约3万元", "words"), ("3.", "not_money"), ("012元", "leading_zero"),
     ("/", "mark"), ("1e3", "exponent"), ("1" * 30, "too_long"), ("3美元", "words")],
)  # fmt: skip
def test_what_is_refused(text: str, fault: str) -> None:
    assert read(AMOUNT, text).fault == fault


def test_money_in_a_cell_with_a_fixed_unit_takes_no_other() -> None:
    assert read(MONEY, "380元").fault == "yuan"
    assert read(MONEY, "3亿元").fault == "not_money"
    assert read(MONEY, "12.5 万元").value == Decimal("12.5")
    assert type(read(MONEY, "12.5万元").value) is Decimal


@given(
    st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from(["", "元", "万元", "亿元"])
)
def test_written_shown_copied_and_pickled_it_stays_the_same(number: Decimal, unit: str) -> None:
    amount = Amount(str(number), unit)
    again = (Amount.written(amount.text), figure(AMOUNT, show(amount)), copy.deepcopy(amount),
             copy.copy(amount), pickle.loads(pickle.dumps(amount)))  # fmt: skip
    for other in again:
        assert isinstance(other, Amount)
        assert (other, other.unit, other.text) == (amount, unit, amount.text)


def test_it_counts_as_its_number() -> None:
    assert Amount("5", "元") + 1 == 6
    assert not Amount("0", "元")


@pytest.mark.parametrize("text", ["", "元", "三元", "5元5"])
def test_nothing_else_is_one(text: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        Amount.written(text)


def test_figures_of_every_kind_of_cell() -> None:
    assert {kind: figure(kind, 0) for kind in CELL_KINDS} == dict.fromkeys(CELL_KINDS, 0)
    assert figure(MONEY, "1.50") == Decimal("1.50")
    assert figure(FREE, "99.8") == Decimal("99.8")
    assert figure("增减", -18) == figure("增减", "-18") == -18
