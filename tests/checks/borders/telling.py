"""What a check says of a report: one line for each outcome, and the file that holds what it should say."""

import json
from pathlib import Path

from checks._engine import run_check
from checks._model import CORPUS, Finding, NotEvaluated, Outcome, Parameters
from checks._numbers import shown_interval
from tests.checks.borders import (
    form,
    goal,
    grid_rates,
    grid_totals,
    kind_goals,
    kind_scores,
    rate_changes,
    rate_levels,
    score_grades,
    score_points,
    score_rules,
    sums_points,
    sums_tables,
    sums_tasks,
    sums_weights,
    text_marks,
    text_repeats,
    word_names,
    word_reasons,
    xref,
)
from tests.checks.borders.spec import Border, Spec
from tests.checks.build import build_corpus, build_report
from tests.checks.test_cases import load_check

FILE = Path(__file__).with_name("told.json")
FAMILIES = (
    form,
    goal,
    rate_levels,
    rate_changes,
    score_points,
    score_rules,
    score_grades,
    sums_points,
    sums_weights,
    sums_tasks,
    sums_tables,
    text_repeats,
    text_marks,
    xref,
    grid_rates,
    grid_totals,
    word_reasons,
    word_names,
    kind_goals,
    kind_scores,
)
BORDERS: list[Border] = [border for family in FAMILIES for border in family.BORDERS]


def named(border: Border) -> str:
    stem, what, _ = border
    return f"{stem.partition('_')[0]}: {what}"


def known() -> dict[str, list[str]]:
    """What is to be told of each border."""
    found = json.loads(FILE.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def rewrite() -> None:
    """Take what is told now for what is to be told; the difference is for a person to read."""
    found = {named(border): told(border[0], border[2]) for border in BORDERS}
    FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def told(stem: str, spec: Spec) -> list[str]:
    """Every outcome: what is found with its figures, what holds, what is left open and why."""
    check, parameters = load_check(stem), Parameters(**spec.get("parameters", {}))
    given = build_corpus(spec, parameters) if check.scope == CORPUS else build_report(spec)
    result = run_check(given, check, parameters)
    assert result.state != "crashed", result.reason
    return [line(outcome) for outcome in result.outcomes]


def line(outcome: Outcome) -> str:
    if isinstance(outcome, Finding):
        return f"{outcome.severity}: {figures(outcome)}{said(outcome)} {keys(outcome)}"
    if isinstance(outcome, NotEvaluated):
        return f"open: {outcome.reason}{said(outcome)}"
    return f"holds: {outcome.formula}{said(outcome)}"


def figures(found: Finding) -> str:
    """What was printed and expected, how far apart, by which formula; both messages."""
    expected = found.expected if isinstance(found.expected, str) else shown_interval(found.expected)
    gaps = "".join(f", {gap:.6f}" for gap in (found.difference, found.relative) if gap is not None)
    return f"{found.reported} for {expected}{gaps} ({found.formula}) {found.message.zh} {found.message.en}"


def keys(found: Finding) -> str:
    """The likely cause, and what other findings it belongs with."""
    return f"{found.cause}|{found.group}|{found.fact}"


def said(outcome: Outcome) -> str:
    """The figures that an outcome rests on, in their order."""
    return f" [{' '.join(operand.text for operand in outcome.operands)}]" if outcome.operands else ""
