"""An outcome repeats its goal instead of saying what was done.

Why: where the outcome is the goal in the past tense nothing was assessed.
Flags: an outcome of which at least 60 % (a parameter) of the characters, label off and figures masked, stand in the
goal or task text in runs of 12 or more: goal and outcome cells, a task's content and its outcome, paragraphs of the
prose whose labels announce a goal or task and its completion.
Leaves alone: outcomes shorter than 30 characters; outcomes with figures of their own in half of what they repeat.
Limits: compares characters; an outcome that says the same in other words is not seen.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._model import ACCOUNTS, Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import clipped, quoted
from checks._text import FIGURE, OUTCOME, PLAN, Passage, clauses, copied, masked, own_words, passages
from extractors.model import Report


class Pair(NamedTuple):
    """An outcome, the goal it repeats most, the share of it that is repeated, and the parameters of the rule."""

    outcome: Passage
    goal: Passage
    share: Decimal
    limit: Decimal
    has_own_figures: bool


def pairs(report: Report, parameters: Parameters) -> Iterator[Pair]:
    known = passages(report)
    goals = [one for one in known if is_goal(one)]
    for outcome in known:
        words = own_words(outcome)
        if not is_outcome(outcome) or len(words) < parameters.min_paragraph:
            continue
        found = [pair(outcome, goal, parameters) for goal in goals if is_partner(outcome, goal)]
        if found:
            yield max(found, key=lambda one: one.share)


def is_goal(passage: Passage) -> bool:
    """Whether it states a goal or a task; in prose its label must say so."""
    if passage.form >= 0:
        return passage.tense == "goal"
    return passage.tense == "goal" and bool(PLAN.search(passage.label))


def is_outcome(passage: Passage) -> bool:
    if passage.form >= 0:
        return passage.tense == "outcome"
    return bool(OUTCOME.search(passage.label) and PLAN.search(passage.label)) and passage.tense == "outcome"


def is_partner(outcome: Passage, goal: Passage) -> bool:
    """Whether a goal could be this outcome's: of the same row, of the same form, or both in prose."""
    if outcome.form != goal.form:
        return False
    if outcome.form >= 0:
        return outcome.group == goal.group
    return ("任务" in outcome.label) == ("任务" in goal.label)


def pair(outcome: Passage, goal: Passage, parameters: Parameters) -> Pair:
    words = own_words(outcome)
    share = Decimal(sum(copied(words, own_words(goal), parameters.copied_run))) / len(words)
    limit, run = parameters.copied_share, parameters.copied_run
    return Pair(outcome, goal, share, limit, share >= limit and adds_figures(outcome, goal, run))


def adds_figures(outcome: Passage, goal: Passage, run: int) -> bool:
    """Whether half of the clauses that repeat the goal have a figure that the goal does not have."""
    known, source = set(FIGURE.findall(goal.body)), own_words(goal)
    repeated = [clause for clause in clauses(outcome.body) if any(copied(masked(clause), source, min(run, 6)))]
    own = [clause for clause in repeated if set(FIGURE.findall(clause)) - known]
    return bool(own) and len(own) * 2 >= len(repeated)


def examine(given: Pair) -> Iterator[Outcome]:
    outcome, goal = given.outcome, given.goal
    share, limit = shown(round(given.share, 2)), shown(given.limit)
    operands = (
        quoted("outcome", clipped(outcome.text), outcome.place),
        quoted("goal", clipped(goal.text), goal.place),
    )
    if given.share < given.limit:
        yield Passed(outcome.path, f"与“{goal.label}”相同的文字占 {share} < {limit}", operands)
    elif given.has_own_figures:
        yield Passed(outcome.path, f"与“{goal.label}”相同的文字占 {share}，但各句都写明了自己的数据", operands)
    else:
        yield Finding(
            subject=outcome.path,
            severity=Severity.WARNING,
            message=Message(
                f"“{outcome.label}”（第{outcome.place.page}页）有 {share} 的文字照抄“{goal.label}”"
                f"（第{goal.place.page}页）：{clipped(outcome.body, 40)}",
                f"{share} of “{outcome.label}” (p. {outcome.place.page}) is copied from “{goal.label}” "
                f"(p. {goal.place.page}): {clipped(outcome.body, 40)}",
            ),
            operands=operands,
            reported=share,
            expected=f"< {limit}",
            formula=f"{share} ≥ {limit}",
            group=f"完成情况照抄：{outcome.path}",
        )


CHECK = Check(
    code="TEXT002",
    name="near-duplicate",
    title=Message("完成情况照抄目标", "The outcome copies the goal"),
    severity=Severity.WARNING,
    subjects=pairs,
    examine=examine,
    kinds=ACCOUNTS,
    thresholds=("min_paragraph", "copied_share", "copied_run"),
    doc=__doc__ or "",
)
