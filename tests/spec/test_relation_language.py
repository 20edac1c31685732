"""The relations of `checks.yaml`: read, repeated for columns and rows, refused with a reason."""

from __future__ import annotations

import pytest

from gxgen.spec.relation import Equation, RelationError, Rule, expand, read_rules
from gxgen.spec.spec import Spec


def rule(relation: str, **more: str) -> Rule:
    return Rule(code="GX311", name="关系", relation=relation, **more)


def expanded(spec: Spec, made: Rule) -> tuple[Equation, ...]:
    return expand(made, {table.key: table for table in spec.tables})


def written(equation: Equation) -> str:
    def side(terms: tuple[object, ...]) -> str:
        return " ".join(
            f"{'+-'[term.sign < 0]}{term.scope + '.' if term.scope else ''}{term.address}"  # type: ignore[attr-defined]
            for term in terms
        )

    return f"{side(equation.left)} {equation.rule.operator} {side(equation.right)}"


def test_a_relation_of_full_addresses_stands_once(spec: Spec) -> None:
    (made,) = expanded(
        spec, rule("主动公开.规章.现行有效 >= 主动公开.规章.制发 - 主动公开.规章.废止")
    )
    assert written(made) == ("+主动公开.规章.现行有效 >= +主动公开.规章.制发 -主动公开.规章.废止")
    assert made.key == ""


def test_a_relation_is_repeated_for_every_column(spec: Spec) -> None:
    made = expanded(spec, rule("上年结转 == 上年.结转下年度", table="依申请公开", per="列"))
    assert len(made) == 7
    assert written(made[0]) == "+依申请公开.上年结转.自然人 == +上年.依申请公开.结转下年度.自然人"
    assert made[0].scopes == {"", "上年"}
    assert (made[-1].key, made[-1].label) == ("总计", "总计")


def test_a_relation_is_repeated_for_every_row(spec: Spec) -> None:
    made = expanded(spec, rule("制发 >= 废止", table="主动公开", per="行"))
    assert [written(item) for item in made] == [
        "+主动公开.规章.制发 >= +主动公开.规章.废止",
        "+主动公开.行政规范性文件.制发 >= +主动公开.行政规范性文件.废止",
    ]


def test_spaces_around_signs_do_not_matter(spec: Spec) -> None:
    tight = expanded(
        spec, rule("新收+上年结转==办理结果.总计+结转下年度", table="依申请公开", per="列")
    )
    loose = expanded(
        spec, rule("  新收 +上年结转 ==  办理结果.总计+ 结转下年度 ", table="依申请公开", per="列")
    )
    assert [written(item) for item in tight] == [written(item) for item in loose]


@pytest.mark.parametrize(
    ("relation", "more"),
    [
        ("新收 = 结转下年度", {"table": "依申请公开", "per": "列"}),
        ("新收 == 上年结转 == 结转下年度", {"table": "依申请公开", "per": "列"}),
        ("新收 ==", {"table": "依申请公开", "per": "列"}),
        ("== 新收", {"table": "依申请公开", "per": "列"}),
        ("新收 上年结转 == 结转下年度", {"table": "依申请公开", "per": "列"}),
        ("新收 * 2 == 结转下年度", {"table": "依申请公开", "per": "列"}),
        ("新受 == 结转下年度", {"table": "依申请公开", "per": "列"}),
        ("新收 == 结转下年度", {"table": "依申请", "per": "列"}),
        ("新收 == 结转下年度", {}),
        ("主动公开.规章 == 主动公开.行政许可", {}),
        ("新收 + == 结转下年度", {"table": "依申请公开", "per": "列"}),
    ],
)
def test_a_relation_that_cannot_be_read_says_why(
    spec: Spec, relation: str, more: dict[str, str]
) -> None:
    with pytest.raises(RelationError) as refused:
        expanded(spec, rule(relation, **more))
    assert any("\u4e00" <= sign <= "\u9fff" for sign in str(refused.value))


def test_entries_of_other_kinds_are_left_to_their_readers() -> None:
    assert read_rules([{"编号": "GX801", "字数": "1000"}]) == ()


def test_an_entry_becomes_a_rule() -> None:
    (made,) = read_rules(
        [
            {
                "编号": "GX801",
                "名称": "甲",
                "级别": "警告",
                "关系": "甲.一 <= 甲.二",
                "左多": "多{差}",
            }
        ]
    )
    assert (made.code, made.level, made.operator, made.more_left) == (
        "GX801",
        "warning",
        "<=",
        "多{差}",
    )
