"""Runs checks over one report: a check that raises shows as crashed, a fact told twice is told once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from checks._corpus import Corpus
from checks._memo import remembering
from checks._model import CORPUS, REPORT, Check, Finding, NotEvaluated, Outcome, Parameters, Passed, Result, State
from checks._numbers import approximately
from extractors.model import Box, Form, Kind, Report, figure_key

ALONE = NotEvaluated("其他报告", "没有其他报告可供比对")
# The codes that reckon with amounts: where one is printed in a wrong unit they have nothing to reckon with.
RECKONED = ("SUM", "RATE", "XREF002")
Key = tuple[int, Box | None, str]


def run_checks(given: Report | Corpus, checks: Iterable[Check], parameters: Parameters) -> tuple[Result, ...]:
    """Judge a report by each check of its scope, in the order given; precedence between codes is applied afterwards.

    A Report is judged by itself, a Corpus by what others print.
    """
    scope = REPORT if isinstance(given, Report) else CORPUS
    chosen = tuple(check for check in checks if check.scope == scope)
    with remembering():
        results = tuple(run_check(given, check, parameters) for check in chosen)
    return settle_precedence(results, chosen)


def run_check(given: Report | Corpus, check: Check, parameters: Parameters) -> Result:
    """Judge a report by one check of the scope of what is given; never raises."""
    report = given if isinstance(given, Report) else given.report
    if kinds_of(report).isdisjoint(check.kinds):
        return Result(check.code, State.NOT_APPLICABLE, reason=f"不适用于此类文件（{report.kind}）")
    if isinstance(given, Corpus) and not given.others:
        return Result(check.code, State.NOT_EVALUATED, (ALONE,))
    try:
        with remembering(), approximately(parameters.approximate_slack):
            subjects = check.subjects(given, parameters)
            outcomes = tuple(outcome for subject in subjects for outcome in check.examine(subject))
    except Exception as error:  # noqa: BLE001 - a broken check must cost itself only
        return Result(check.code, State.CRASHED, reason=f"{type(error).__name__}: {error}")
    return Result(check.code, worst(outcomes), outcomes, "" if outcomes else "报告中没有可核对的内容")


def kinds_of(report: Report) -> frozenset[str]:
    """The kinds a document is judged as: final accounts that hold filled self-assessment forms are both."""
    is_both = report.kind == Kind.FINAL_ACCOUNTS and any(map(is_assessed, report.forms))
    return frozenset({report.kind, Kind.SELF_ASSESSMENT} if is_both else {report.kind})


def is_assessed(form: Form) -> bool:
    """Whether a form holds results of its own: a total, scores or actual values, and is no list of targets."""
    entries = [form.total, *(entry for row in form.indicators for entry in (row.score, row.actual))]
    return form.kind != "target" and any(entry is not None and entry.text.strip("-—/") for entry in entries)


def worst(outcomes: Iterable[Outcome]) -> State:
    """The state that a set of outcomes adds up to; nothing looked at is not a pass."""
    kinds = {type(outcome) for outcome in outcomes}
    for kind, state in ((Finding, State.FOUND), (NotEvaluated, State.NOT_EVALUATED), (Passed, State.PASSED)):
        if kind in kinds:
            return state
    return State.NOT_APPLICABLE


def settle_precedence(results: tuple[Result, ...], checks: tuple[Check, ...]) -> tuple[Result, ...]:
    """Let the narrower code speak: a finding whose fact a preceding code has found becomes not evaluated."""
    found = {result.code: {f.fact for f in result.findings if f.fact} for result in results}
    spoilt = dict(spoilt_figures(results))
    settled = []
    for result, check in zip(results, checks, strict=True):
        outcomes = tuple(covered(result.outcomes, check, found, spoilt))
        settled.append(replace(result, outcomes=outcomes, state=worst(outcomes)) if outcomes else result)
    return tuple(settled)


def spoilt_figures(results: Iterable[Result]) -> Iterator[tuple[Key, str]]:
    """The figures that a finding says are printed in a wrong unit, with the code that says so."""
    for result in results:
        for operand in (operand for finding in result.findings for operand in finding.spoils):
            if operand.number:
                yield figure_key(operand.number), result.code


def covered(
    outcomes: Iterable[Outcome], check: Check, found: dict[str, set[str]], spoilt: dict[Key, str]
) -> Iterator[Outcome]:
    """Replace the findings that a preceding code already tells."""
    for outcome in outcomes:
        speaker = speaker_of(outcome, check, found, spoilt) if isinstance(outcome, Finding) else ""
        if speaker:
            yield NotEvaluated(outcome.subject, f"已由 {speaker} 说明", getattr(outcome, "operands", ()))
        else:
            yield outcome


def speaker_of(finding: Finding, check: Check, found: dict[str, set[str]], spoilt: dict[Key, str]) -> str:
    """The code that tells a finding's fact before its own check, "" for none."""
    for code in check.yields_to if finding.fact else ():
        if finding.fact in found.get(code, ()):
            return code
    if not check.code.startswith(RECKONED):
        return ""
    keys = (figure_key(operand.number) for operand in finding.operands if operand.number)
    return next((spoilt[key] for key in keys if key in spoilt), "")
