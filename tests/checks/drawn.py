"""Figures as a spreadsheet prints them, drawn at random, and what a check says of them."""

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from checks._engine import run_check
from checks._model import Finding, Parameters, Severity
from tests.checks.build import build_report
from tests.checks.test_cases import load_check

Spec = dict[str, Any]

HOW = st.sampled_from((ROUND_HALF_UP, ROUND_FLOOR))
MONEY = st.decimals(1, 90_000, places=5)
HALVES = st.integers(0, 40).map(lambda half: Decimal(half) / 2)
POINTS = st.decimals(0, 10, places=5)
always = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def printed(value: Decimal, digits: int, how: str = ROUND_HALF_UP) -> str:
    return str(value.quantize(Decimal(1).scaleb(-digits), how))


def plain(value: Decimal) -> str:
    """As it is decided: 20, 7.5."""
    return printed(value, 0) if value == value.to_integral_value() else str(value.normalize())


def unit(digits: int) -> Decimal:
    return Decimal(1).scaleb(-digits)


def findings(stem: str, report: Spec) -> list[Finding]:
    """What a check reports above information."""
    result = run_check(build_report(report), load_check(stem), Parameters())
    assert result.state != "crashed", result.reason
    assert result.outcomes
    return [finding for finding in result.findings if finding.severity is not Severity.INFO]


def reported(stem: str, report: Spec) -> list[str]:
    return [finding.reported for finding in findings(stem, report)]
