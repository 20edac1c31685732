"""The derived JSON Schema: three judges agree on it, and it admits what the loader admits."""

from __future__ import annotations

import copy
import json
from functools import cache
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from helpers import COMPLETE, EXAMPLES, report_of
from hypothesis import given
from hypothesis import strategies as st

import gxgen
from gxgen.report.model import Report
from gxgen.spec.spec import Spec, load_spec

VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-2, 10**7),
    st.floats(-2, 10**7, allow_nan=False).map(lambda value: round(value, 3)),
    st.sampled_from(["", "0", "０", " 0 ", "无", "乡", "2021", "3件", "按模板", "GX401"]),
    st.lists(st.integers(0, 3), max_size=8),
    st.dictionaries(st.sampled_from(["自然人", "总计", "标题", "正文", "乱写"]), st.integers(0, 3)),
)


@cache
def samples() -> tuple[Report, ...]:
    reports = [report_of(COMPLETE)]
    for path in EXAMPLES:
        loaded = gxgen.load(path)
        assert loaded.value is not None
        reports.append(loaded.value)
    return tuple(reports)


@cache
def judges(spec: Spec) -> tuple[Any, Any, Any]:
    schema = dict(spec.schema)
    return (
        jsonschema.Draft7Validator(schema),
        jsonschema.Draft202012Validator(schema),
        jsonschema_rs.Draft202012Validator(schema),
    )


def verdicts(spec: Spec, data: object) -> list[set[tuple[tuple[object, ...], str]]]:
    """(path, keyword) of every breach, as each of the three judges sees it."""
    seven, twelve, rust = judges(spec)
    found = [
        {(tuple(error.absolute_path), str(error.validator)) for error in judge.iter_errors(data)}
        for judge in (seven, twelve)
    ]
    ours = {(fault.path, fault.keyword) for fault in spec.judge(data)}
    assert rust.is_valid(data) is not bool(ours)
    return [*found, ours]


def _paths(value: object, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    items = value.items() if isinstance(value, dict) else ()
    if isinstance(value, list):
        items = enumerate(value)  # type: ignore[assignment]
    for key, item in items:
        found += _paths(item, (*path, key))
    return found


@st.composite
def mutated(draw: st.DrawFn, data: dict[str, Any]) -> dict[str, Any]:
    """`data` with one to three places replaced, removed or added to."""
    made = copy.deepcopy(data)
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(_paths(made)))
        parent: Any = made
        for step in path[:-1]:
            parent = parent[step]
        match draw(st.sampled_from(["replace", "remove", "add"])):
            case "replace":
                parent[path[-1]] = draw(VALUES)
            case "remove":
                del parent[path[-1]]
            case _ if isinstance(parent, dict):
                parent[draw(st.sampled_from(["乱写", "总计", "标题", "正文"]))] = draw(VALUES)
            case _:
                parent.append(draw(VALUES))
    return made


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_an_example_loads_without_error_or_warning(path: Any) -> None:
    loaded = gxgen.load(path)
    assert loaded.value is not None
    checked = gxgen.check(loaded.value)
    assert [str(item) for item in checked.diagnostics if item.severity != "advice"] == []


@pytest.mark.parametrize("report", samples(), ids=lambda report: report.file.split("/")[-1])
def test_a_good_report_is_good_to_every_judge(report: Report) -> None:
    assert verdicts(report.spec, report.data) == [set(), set(), set()]


@given(st.data())
def test_the_judges_agree_on_what_is_wrong_with_a_changed_report(data: st.DataObject) -> None:
    report = data.draw(st.sampled_from(samples()))
    seven, twelve, ours = verdicts(report.spec, data.draw(mutated(dict(report.data))))
    assert seven == twelve == ours


@given(st.data())
def test_loading_changed_data_never_raises_and_tells_every_breach(data: st.DataObject) -> None:
    report = data.draw(st.sampled_from(samples()))
    made = data.draw(mutated(dict(report.data)))
    loaded = gxgen.from_dict(made)
    assert loaded.value is not None
    gxgen.check(loaded.value)
    if list(report.spec.judge(loaded.value.data)) and loaded.value.spec is report.spec:
        assert loaded.errors


@pytest.mark.parametrize("pack", ["base", "bingtuan", "liaoning", "shandong", "tianjin"])
def test_the_schema_is_a_schema(pack: str) -> None:
    spec = load_spec("2021", pack).value
    assert spec is not None
    jsonschema.Draft7Validator.check_schema(dict(spec.schema))
    jsonschema.Draft202012Validator.check_schema(dict(spec.schema))
    assert json.loads(json.dumps(spec.schema, ensure_ascii=False)) == spec.schema


def test_the_schema_speaks_draft_seven_words_only(spec: Spec) -> None:
    text = json.dumps(spec.schema)
    for word in ("$defs", "prefixItems", "unevaluated", "dependentSchemas", "anyOf", "oneOf"):
        assert word not in text


def test_editors_are_told_the_official_labels(spec: Spec) -> None:
    schema: Any = spec.schema["properties"]
    row = schema["依申请公开"]["properties"]["新收"]  # type: ignore[index]
    assert row["title"].endswith("本年新收政府信息公开申请数量")
    assert "不含上年结转" in row["description"]
    assert row["properties"]["商业企业"]["title"] == "商业企业"


FORMS = [
    {"依申请公开": 0},
    {"依申请公开": "0"},
    {"主动公开": None},
    {"复议诉讼": {"行政复议": [0, 0, 0, 0], "未经复议直接起诉": [0, 0, 0, 0, 0], "复议后起诉": 0}},
    {"前言": ["甲", "乙"]},
    {"落款": "无"},
    {"落款": {"署名": ["甲", "乙"], "日期": "2025-01-09"}},
    {"版式": 2021},
    {"版式": "2021"},
    {"问题与改进": "一段文字"},
    {"问题与改进": ["一段", "两段"]},
    {"总体情况": {"综述": "甲", "自加小节": {"标题": "乙", "正文": ["丙", "丁"]}}},
    {"自用数字": {"条数": 12, "满意度": 96.8}},
    {"豁免": [{"编号": "GX401", "位置": "依申请公开", "原因": "甲"}]},
]


@pytest.mark.parametrize("change", FORMS, ids=str)
def test_the_schema_admits_every_form_that_the_loader_admits(
    spec: Spec, change: dict[str, object]
) -> None:
    """Judged as an editor judges it: the data as YAML types it, not normalised."""
    made = {**report_of(COMPLETE).data, **change}
    assert verdicts(spec, made) == [set(), set(), set()]
    loaded = gxgen.from_dict(made)
    assert {item.code for item in loaded.errors} <= {"GX206"}
