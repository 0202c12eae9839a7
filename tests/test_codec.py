"""The published JSON: exact both ways, under its published names, as its schema says."""

import types
import typing
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # ships no types
import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.codec import from_json, json_schema, to_json
from extractors.model import (
    Cell,
    Doubt,
    Entry,
    Form,
    Fragment,
    FundRow,
    Goal,
    Indicator,
    Kind,
    Number,
    Place,
    Report,
    Table,
    Task,
    Unread,
)
from extractors.schema import published

ROOT = Path(__file__).resolve().parent.parent
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
ATOMS: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: st.integers(0, 2**31),
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
}


def strategy(hint: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Any value of a type hint of the model."""
    if hint in ATOMS:
        return ATOMS[hint]
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        if arguments[-1] is Ellipsis:
            return st.lists(strategy(arguments[0], depth + 1), max_size=2 if depth < 2 else 1).map(tuple)
        return st.tuples(*(strategy(argument, depth) for argument in arguments))
    if isinstance(hint, types.UnionType):
        return st.none() | strategy(arguments[0], depth)
    assert isinstance(hint, type)
    assert is_dataclass(hint)
    hints = typing.get_type_hints(hint)
    parts = {item.name: strategy(hints[item.name], depth + 1) for item in fields(hint)}
    return st.builds(hint, **parts)


REPORTS = strategy(Report).map(lambda report: replace(report, schema=1))


@given(REPORTS)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_round_trip_is_exact(report: Report) -> None:
    data = to_json(report)
    assert from_json(data) == report
    assert to_json(from_json(data)) == data


@given(REPORTS)
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_written_fits_the_schema(report: Report) -> None:
    jsonschema.validate(orjson.loads(to_json(report)), json_schema())


def sample() -> Report:
    """A small report with every published name in use."""
    box = (10.0, 20.0, 60.0, 32.5)
    here = Place(3, box, "表 › 得分")
    nine = Number("9.50", Decimal("9.50"), "分", step=Decimal("0.01"), place=here)
    entry = Entry("9.50", here, nine)
    form = Form(
        kind="department",
        name="部门整体绩效自评表",
        place=here,
        year="2021",
        money_unit="万元",
        total=entry,
        goals=(Goal(Entry("完成巡察", here), None),),
        tasks=(Task("巡察", here, budget=Entry("", here)),),
        budget=(FundRow("基本支出", "年度资金总额", here, annual=Entry("417.99", here)),),
        indicators=(Indicator("产出指标", "数量指标", "巡察轮次", here, target=Entry("≥2轮", here), score=entry),),
        tables=(0,),
    )
    cell = Cell(1, 2, 1, 3, "9.50", here, nine)
    table = Table("附表", 2, 5, (cell,), (Fragment(3, box, 0, 1), Fragment(4, box, 1, 2)), doubt=Doubt(Decimal("0.8")))
    unread = Unread(Place(5), "第5页是扫描图像", "换用文字版", "page")
    return Report("a.pdf", "0" * 64, 5, Kind.SELF_ASSESSMENT, unit="某局", year="2021", forms=(form,), tables=(table,),
                  unread=(unread,))  # fmt: skip


def test_published_names() -> None:
    found = orjson.loads(to_json(sample()))
    form = found["forms"][0]
    assert (found["schema"], found["document"], found["pages"], found["unit"], found["year"]) == (
        1, "a.pdf", 5, "某局", "2021",
    )  # fmt: skip
    assert (form["kind"], form["total"], form["grade"], form["year"]) == ("department", "9.50", None, "2021")
    assert form["goals"] == [{
        "goal": "完成巡察", "result": None,
        "read": {"goal": {"place": {"page": 3, "box": [10.0, 20.0, 60.0, 32.5], "label": "表 › 得分"}, "number": None}},
    }]  # fmt: skip
    shown = {key: value for key, value in form["tasks"][0].items() if key != "read"}
    assert shown == {
        "name": "巡察", "content": None, "budget": "", "budget_fiscal": None, "result": None, "executed": None,
        "executed_fiscal": None, "rate": None,
    }  # fmt: skip
    shown = {key: value for key, value in form["budget"][0].items() if key != "read"}
    assert shown == {
        "label": "基本支出", "parent": "年度资金总额", "axis": "", "initial": None, "annual": "417.99",
        "executed": None, "rate": None, "weight": None, "score": None, "reason": None,
    }  # fmt: skip
    row = form["indicators"][0]
    assert [row[name] for name in ("level1", "level2", "level3", "operator", "target", "target_unit", "score")] == [
        "产出指标", "数量指标", "巡察轮次", None, "≥2轮", None, "9.50",
    ]  # fmt: skip
    assert row["read"]["score"]["number"] == {
        "text": "9.50", "value": "9.50", "unit": "分", "factor": "1", "step": "0.01", "operator": "", "upper": None,
        "is_approximate": False, "place": None,
    }  # fmt: skip


def test_published_cells() -> None:
    table = orjson.loads(to_json(sample()))["tables"][0]
    cell = table["cells"][0]
    assert (table["pages"], table["rows"], table["cols"], table["caption"]) == ([3, 4], 2, 5, "附表")
    assert {key: cell[key] for key in ("r", "c", "rs", "cs", "text", "page", "box")} == {
        "r": 1, "c": 2, "rs": 1, "cs": 3, "text": "9.50", "page": 3, "box": [10.0, 20.0, 60.0, 32.5],
    }  # fmt: skip
    assert cell["read"]["number"]["value"] == "9.50"


def test_schema_in_docs_is_the_one_in_force() -> None:
    written = (ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8")
    assert written == published(), "run: python -m extractors.schema > docs/report.schema.json"


@pytest.mark.parametrize("data", [b"[]", b"{}", b'{"schema":2}', b'{"schema":1}', b"not json"])
def test_what_is_no_report_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message differs with what is wrong
        from_json(data)


def test_half_a_character_does_not_stop_the_writing() -> None:
    broken = Report("a\ud800.pdf", "", 1, Kind.OTHER)
    assert from_json(to_json(broken)) == replace(broken, document="a\ufffd.pdf")
