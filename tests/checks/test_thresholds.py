"""The policy thresholds: every check says which it hangs on, and none hides one of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any, ClassVar

import pytest

from checks._catalog import CATALOG, by_code
from checks._engine import run_check
from checks._model import CORPUS, Check, Finding, Interval, Parameters, State
from checks._numbers import approximately, interval
from extractors.model import Place
from extractors.numbers import read_number
from flows.handbook import handbook
from flows.thresholds import THRESHOLDS
from tests.checks.build import build_corpus, build_report
from tests.checks.test_cases import load_cases

NAMES = tuple(field.name for field in fields(Parameters))
EVERYWHERE = "approximate_slack"
"""What any figure may be: no check asks for it by itself."""


class Watched(Parameters):
    """Parameters that remember which of them were asked for."""

    asked: ClassVar[set[str]] = set()

    def __getattribute__(self, name: str) -> Any:
        if name in NAMES:
            Watched.asked.add(name)
        return super().__getattribute__(name)


@contextmanager
def watching() -> Iterator[set[str]]:
    Watched.asked.clear()
    yield Watched.asked


def stem(check: Check) -> str:
    return f"{check.code.lower()}_{check.name.replace('-', '_')}"


@pytest.mark.parametrize("check", CATALOG, ids=[check.code for check in CATALOG])
def test_a_check_declares_the_thresholds_that_it_asks_for(check: Check) -> None:
    """Over all its cases; which texts are alike is found before a check of the corpus is run."""
    with watching() as asked:
        for case in load_cases(stem(check)):
            watched = Watched(**case.get("parameters", {}))
            texts = watched if check.code.startswith("TEXT") else Parameters()
            given = build_corpus(case, texts) if check.scope == CORPUS else build_report(case.get("report", {}))
            run_check(given, check, watched)
        assert asked - {EVERYWHERE} == set(check.thresholds)


def test_every_threshold_is_explained_and_used() -> None:
    assert tuple(THRESHOLDS) == NAMES
    used = {name for check in CATALOG for name in check.thresholds}
    assert used | {EVERYWHERE} == set(NAMES)


def test_the_defaults_are_those_of_the_catalogue() -> None:
    page = handbook()
    lines = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `")]
    assert {name.strip(" `"): value.strip() for name, value in lines} == {
        "full_score": "100",
        "low_rate": "90",
        "small_share": "0.05",
        "approximate_slack": "0.05",
        "large_gap": "0.2",
        "far_over_target": "0.3",
        "small_target": "10",
        "idle_rate": "60",
        "copied_share": "0.6",
        "copied_run": "12",
        "min_paragraph": "30",
        "min_clause": "12",
        "min_short_text": "12",
        "short_texts": "2",
        "shared_likeness": "0.88",
        "boilerplate_units": "4",
        "grade_bands": "优 90–100 良 80–89 中 60–79 差 0–59",
    }


WHOLE = [{"label": "设备", "number": "120万元"}, {"label": "安装", "number": "68万元"}]
PARTS = {"claims": [{"kind": "parts", "subject": "投入", "number": "约200万元", "parts": WHOLE, "is_complete": True}]}
AIM = {"l1": "产出指标", "l2": "数量指标", "l3": "巡查河道", "target": "≥20公里", "actual": "25公里"}
AIM |= {"weight": "10", "score": "10"}
SPENT = {"label": "年度资金总额", "annual": "100", "executed": "70", "rate": "70%", "weight": "10", "score": "7"}
DONE = {**AIM, "target": "≥20公里", "actual": "20公里"}


def form(*indicators: dict[str, str], **how: object) -> dict[str, Any]:
    return {"forms": [{"indicators": list(indicators), **how}]}


@pytest.mark.parametrize(
    ("code", "spec", "name", "value", "usual", "changed"),
    [
        ("SUM007", PARTS, "approximate_slack", "0.07", State.FOUND, State.PASSED),
        ("GOAL004", form(AIM), "far_over_target", "0.2", State.PASSED, State.FOUND),
        ("GOAL004", form(AIM), "small_target", "21", State.PASSED, State.NOT_APPLICABLE),
        ("GOAL006", form(DONE, budget=[SPENT]), "idle_rate", "75", State.PASSED, State.FOUND),
    ],
)
def test_a_threshold_moves_the_judgement(  # noqa: PLR0913 - a table of cases
    code: str, spec: dict[str, Any], name: str, value: str, usual: State, changed: State
) -> None:
    check, report = by_code()[code], build_report(spec)
    field_type = type(getattr(Parameters(), name))
    other = replace(Parameters(), **{name: field_type(value)})
    assert [run_check(report, check, one).state for one in (Parameters(), other)] == [usual, changed]


def test_the_slack_of_one_run_is_none_of_the_next() -> None:
    check, report = by_code()["SUM007"], build_report(PARTS)
    wide = replace(Parameters(), approximate_slack=Parameters().approximate_slack * 2)
    run_check(report, check, wide)
    (finding,) = run_check(report, check, Parameters()).outcomes
    assert isinstance(finding, Finding)


def test_outside_a_check_the_usual_slack_holds() -> None:
    about = read_number("约200万元", Place(1))
    assert about
    with approximately(Decimal("0.2")):
        assert interval(about) == Interval(Decimal(160), Decimal(240))
    assert interval(about) == Interval(Decimal(190), Decimal(210))
