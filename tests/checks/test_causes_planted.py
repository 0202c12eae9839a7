"""How often a cause is named, and how often rightly: errors planted in reports that close, with what was done known."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks._catalog import by_code
from checks._cause_naming import name_causes
from checks._cause_trial import printed
from checks._engine import run_checks
from checks._model import Finding, Parameters, Severity
from extractors.model import Report
from tests.checks.plants import KINDS, Plant, consistent, drawn, plant

CODES = ("SUM001", "SUM004", "SUM005", "SUM006", "SUM008", "RATE001", "RATE005", "XREF001", "XREF002", "XREF003")
SEEDS = range(6)
UNRELATED = range(100, 140)
SLIPS = tuple(kind for kind in KINDS if kind != "unrelated")
PRECISION, RECALL, BY_CHANCE = 0.95, 0.6, 0.03


def found(report: Report) -> list[Finding]:
    checks = tuple(by_code()[code] for code in CODES)
    results = name_causes(report, run_checks(report, checks, Parameters()), checks, Parameters())
    return [f for result in results for f in result.findings if f.severity is not Severity.INFO]


def is_right(plant: Plant, cause: str) -> bool:
    """Whether a cause says what was done: what the figure was, which part is missing, what was exchanged."""
    said = plant.part or f"应为“{printed(plant.figure, plant.was)}”"
    return said in cause or ("有一处" in cause and plant.figure.text in cause)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_the_errors_are_planted_in_closes(seed: int) -> None:
    assert found(consistent(seed)) == []


def test_a_named_cause_is_the_planted_one() -> None:
    score: Counter[str] = Counter()
    wrong = []
    for kind, broken in drawn(SLIPS, SEEDS):
        findings = found(broken.report)
        causes = {finding.cause for finding in findings if finding.cause}
        wrong += [(kind, broken.figure.text, cause) for cause in causes if not is_right(broken, cause)]
        score.update(found=bool(findings), named=bool(causes), right=any(is_right(broken, one) for one in causes))
    assert len(wrong) <= score["named"] * (1 - PRECISION), wrong
    assert score["right"] >= score["found"] * RECALL, score


def test_an_error_that_is_no_slip_has_no_cause_but_what_it_should_be() -> None:
    wrong, total = [], 0
    for _, broken in drawn(["unrelated"], UNRELATED):
        findings = found(broken.report)
        total += bool(findings)
        causes = {finding.cause for finding in findings if finding.cause}
        wrong += [(broken.figure.text, cause) for cause in causes if not is_right(broken, cause)]
    assert total > len(UNRELATED) * 0.9
    assert len(wrong) <= total * BY_CHANCE, wrong


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.sampled_from(SLIPS), st.integers(1000, 9999))
def test_no_slip_is_taken_for_another(kind: str, seed: int) -> None:
    broken = plant(kind, seed)
    for finding in found(broken.report) if broken else ():
        assert not finding.cause or is_right(broken, finding.cause)
