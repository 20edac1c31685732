"""The edition's mentions are sound: addresses exist, concepts have words, numbers read right."""

from __future__ import annotations

from decimal import Decimal

import pytest
from prose_kit import judged, report_with

from gxgen.rules.mentions.lexer import Lexer, Quantity
from gxgen.rules.mentions.vocabulary import vocabulary_of
from gxgen.spec.mention import Mentions
from gxgen.spec.mentionfile import read_mentions
from gxgen.spec.spec import Spec


@pytest.fixture(scope="module")
def mentions(spec: Spec) -> Mentions:
    data = spec.files.data["mentions"]
    assert isinstance(data, dict)
    return read_mentions(data)


def test_every_address_of_a_mention_is_there() -> None:
    vocabulary = vocabulary_of(report_with({}, "综述", "工作平稳。"))
    assert vocabulary is not None
    options = [one for mention in vocabulary.mentions.mentions for one in mention.options]
    assert [one.expression for one in options if not vocabulary.prepared.cells_of(one)] == []


def test_every_concept_of_a_mention_has_words(mentions: Mentions) -> None:
    used = {
        name for one in mentions.mentions for pattern in one.patterns for name in pattern.allowed
    }
    years = {"上年", "下年"}
    assert sorted(used - years - mentions.concepts.keys()) == []


def test_no_word_stands_for_two_concepts(mentions: Mentions) -> None:
    seen: dict[str, str] = {}
    twice = []
    for concept, words in mentions.concepts.items():
        twice += [word for word in words if seen.setdefault(word, concept) != concept]
    assert twice == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12件", "12", "件"),
        ("１２件", "12", "件"),
        ("1,234件", "1234", "件"),
        ("1.2万件", "12000", "件"),
        ("十二件", "12", "件"),
        ("两件", "2", "件"),
        ("一百零五件", "105", "件"),
        ("二万零三百件", "20300", "件"),
        ("零件", "0", "件"),
        ("18651.06万元", "18651.06", "万元"),
        ("12.5%", "12.5", "%"),
        ("百分之十二", "12", "%"),
        ("百分之三点五", "3.5", "%"),
    ],
)
def test_numbers_are_read(mentions: Mentions, text: str, value: str, unit: str) -> None:
    plain = text.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    found = Lexer(mentions).tokens(plain, 2024, 0, len(plain))
    assert [(one.value, one.unit) for one in found if isinstance(one, Quantity)] == [
        (Decimal(value), unit)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "国办函〔2020〕109号",
        "《2024年3件实事》",
        "高效办成一件事",
        "数十件",
        "3-5件",
        "第2件",
        "0996-5310105",
    ],
)
def test_what_counts_nothing_is_no_number(mentions: Mentions, text: str) -> None:
    found = Lexer(mentions).tokens(text, 2024, 0, len(text))
    assert [one for one in found if isinstance(one, Quantity)] == []


@pytest.mark.parametrize("year", [2023, 2024])
def test_without_a_doubt_about_the_year_only_this_year_is_judged(year: int) -> None:
    report = report_with({}, "依申请公开", f"{year}年收到政府信息公开申请3件。")
    assert bool(judged(report)) is (year == 2024)


def test_an_estimate_is_not_judged() -> None:
    for words in ("约3件", "近3件", "3余件", "超过3件", "数十件"):
        assert judged(report_with({}, "依申请公开", f"收到政府信息公开申请{words}。")) == []
