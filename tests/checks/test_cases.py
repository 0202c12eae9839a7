"""Every check against its case file: whole outcomes, and at least one case of each expectation."""

import importlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from checks._engine import run_check
from checks._model import CORPUS, Check, Finding, NotEvaluated, Parameters, Passed, Result, Severity
from checks._numbers import shown, shown_interval
from tests.checks.build import build_corpus, build_report

HERE = Path(__file__).parent
CHECKS = Path(__file__).parents[2] / "checks"
STEMS = sorted(path.stem for path in CHECKS.glob("[a-z]*.py"))
EXPECTATIONS = {"flagged", "passed", "out_of_scope", "near_miss"}
OPTIONAL = ("fact", "zh", "en")


def load_check(stem: str) -> Check:
    check = importlib.import_module(f"checks.{stem}").CHECK
    assert isinstance(check, Check)
    return check


def load_cases(stem: str) -> list[dict[str, Any]]:
    path = HERE / f"{stem}.toml"
    return list(tomllib.loads(path.read_text("utf-8"))["case"]) if path.exists() else []


def written(finding: Finding) -> dict[str, Any]:
    """A finding as case files spell it; the fields that are empty are left out."""
    expected = finding.expected if isinstance(finding.expected, str) else shown_interval(finding.expected)
    spelled = {
        "severity": str(finding.severity),
        "subject": finding.subject,
        "reported": finding.reported,
        "expected": expected,
        "difference": "" if finding.difference is None else shown(finding.difference),
        "formula": finding.formula,
        "cause": finding.cause,
        "group": finding.group,
        "fact": finding.fact,
        "zh": finding.message.zh,
        "en": finding.message.en,
        "roles": [f"{operand.role}={operand.text}" for operand in finding.operands],
    }
    return {name: value for name, value in spelled.items() if value}


def compared(finding: Finding, wanted: dict[str, Any]) -> dict[str, Any]:
    """A finding without the optional fields that the case does not spell out."""
    return {k: v for k, v in written(finding).items() if k not in OPTIONAL or k in wanted}


def outcomes(result: Result, kind: type) -> list[Any]:
    return [outcome for outcome in result.outcomes if isinstance(outcome, kind)]


CASES = [(stem, case) for stem in STEMS for case in load_cases(stem)]


@pytest.mark.parametrize(("stem", "case"), CASES, ids=[f"{stem}: {case['name']}" for stem, case in CASES])
def test_case(stem: str, case: dict[str, Any]) -> None:
    parameters = Parameters(**case.get("parameters", {}))
    check = load_check(stem)
    given = build_corpus(case, parameters) if check.scope == CORPUS else build_report(case.get("report", {}))
    result = run_check(given, check, parameters)
    assert result.state != "crashed", result.reason
    wanted = case.get("findings", [])
    padded = [*wanted, *({} for _ in result.findings[len(wanted) :])]
    assert [compared(f, w) for f, w in zip(result.findings, padded, strict=False)] == wanted
    if "passed" in case or case["expect"] == "passed":
        assert [p.formula for p in outcomes(result, Passed)] == case["passed"]
    if "not_evaluated" in case:
        assert [f"{n.subject}: {n.reason}" for n in outcomes(result, NotEvaluated)] == case["not_evaluated"]
    judge_expectation(case["expect"], result)


def judge_expectation(expect: str, result: Result) -> None:
    """Hold the outcome against the word that the case gives it."""
    serious = [f for f in result.findings if f.severity != Severity.INFO]
    match expect:
        case "flagged":
            assert result.findings
        case "passed":
            assert not result.findings
            assert outcomes(result, Passed)
        case "out_of_scope":
            assert not result.findings
            assert not outcomes(result, Passed)
        case "near_miss":
            assert not serious
            assert result.outcomes
        case _:
            raise AssertionError(expect)


@pytest.mark.parametrize("stem", STEMS)
def test_each_check_has_all_four_expectations(stem: str) -> None:
    assert {case["expect"] for case in load_cases(stem)} == EXPECTATIONS


@pytest.mark.parametrize("stem", STEMS)
def test_a_check_explains_itself(stem: str) -> None:
    check = load_check(stem)
    assert check.code.lower() == stem.split("_", maxsplit=1)[0]
    assert check.doc
    for heading in ("Why:", "Flags:", "Leaves alone:", "Limits:"):
        assert heading in check.doc
    assert check.title.zh
    assert check.title.en


@pytest.mark.parametrize("stem", STEMS)
def test_finding_is_no_more_severe_than_its_check(stem: str) -> None:
    check = load_check(stem)
    order = [Severity.ERROR, Severity.WARNING, Severity.INFO]
    for case in load_cases(stem):
        for finding in case.get("findings", []):
            assert order.index(Severity(finding["severity"])) >= order.index(check.severity)
