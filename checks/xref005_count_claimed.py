"""A claimed count is not the number of things listed.

Why: a reader who counts finds that a row was dropped or the sentence was taken from an earlier draft.
Flags: a number of indicators of a level (in all or under one category) that differs from the form's rows; a number of
tasks that differs from its list of tasks; a number followed by a list in brackets or after a colon that has another
length.
Leaves alone: lists that end in 等; the execution rate and bonus rows counted or not; forms that were read in part;
reports on several forms whose counts fit none or all of them.
Limits: a list that runs over several paragraphs is not counted.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._counts import Enumeration, count_of, enumerations, forms_with_indicators, level_listing
from checks._forms import is_partly_unread, named_forms
from checks._model import Check, Finding, Message, NotEvaluated, Operand, Outcome, Parameters, Passed, Severity
from checks._phrases import counted, joined, quoted
from extractors.model import Claim, Form, Report


class Count(NamedTuple):
    """A claimed count, what may be right, the names counted, and why it cannot be judged ("" if it can)."""

    subject: str
    what: str
    claimed: int
    fact: Operand
    listed: Operand
    counts: tuple[int, ...]
    names: tuple[str, ...]
    doubt: str
    severity: Severity = Severity.ERROR


def counts(report: Report, _: Parameters) -> Iterator[Count]:
    forms = forms_with_indicators(report)
    for claim in report.claims:
        if claim.kind == "count" and claim.number and "级" in claim.subject and "指标" in claim.subject:
            yield from level_count(report, claim, forms)
        elif claim.kind == "count" and claim.number and claim.subject in {"任务", "主要任务", "年度主要任务", "项任务"}:
            yield from task_count(report, claim)
    yield from map(listed_count, enumerations(report))


def level_count(report: Report, claim: Claim, forms: list[tuple[str, Form]]) -> Iterator[Count]:
    claimed = count_of(claim.number) if claim.number else None
    found = [(name, form, listing) for name, form in forms if (listing := level_listing(form, claim))]
    if claimed is None or not found or not claim.is_complete:
        return
    name, form, listing = next((one for one in found if claimed in one[2].counts), found[0])
    subject = "/".join(filter(None, (name, claim.scope, claim.subject, "数量")))
    yield Count(
        subject=subject,
        what=f"{claim.scope}{claim.subject}",
        claimed=claimed,
        fact=counted("claimed", claim.number) if claim.number else quoted("claimed", claim.sentence, claim.place),
        listed=quoted("listed", joined(one.rsplit("/", 1)[-1] for one in listing.names), listing.place),
        counts=listing.counts,
        names=listing.names,
        doubt=doubt(report, form, claim, len(found)),
    )


def doubt(report: Report, form: Form, claim: Claim, forms: int) -> str:
    if is_partly_unread(report, form):
        return "表格有一部分未能读出"
    if not claim.is_sure:
        return "正文所指不能确定"
    return "报告有多张绩效表，所指不能确定" if forms > 1 else ""


def task_count(report: Report, claim: Claim) -> Iterator[Count]:
    found = [(name, form) for name, form in named_forms(report) if form.tasks]
    claimed = count_of(claim.number) if claim.number else None
    if len(found) == 1 and claimed is not None and claim.number:
        name, form = found[0]
        names = tuple(task.name for task in form.tasks)
        fact, listed = counted("claimed", claim.number), quoted("listed", joined(names), form.tasks[0].place)
        unsure = doubt(report, form, claim, 1) or ("" if form.task_title in claim.sentence else "正文所指不能确定")
        yield Count(f"{name}/任务/数量", "任务", claimed, fact, listed, (len(names),), names, unsure)


def listed_count(given: Enumeration) -> Count:
    """A list of a sentence: 和 may join two names or stand inside one, so each adds one to what may be right."""
    fact = quoted("claimed", given.printed, given.passage.place)
    listed = quoted("listed", joined(given.names), given.passage.place)
    n = len(given.names)
    extra = sum("和" in name or "及" in name or "与" in name for name in given.names)
    right = tuple(range(n, n + extra + 1))
    subject = f"{given.passage.path}/列举"
    return Count(subject, given.printed, given.count, fact, listed, right, given.names, "", Severity.WARNING)


def examine(given: Count) -> Iterator[Outcome]:
    facts = (given.fact, given.listed)
    listed = "或".join(map(str, given.counts))
    if given.claimed in given.counts:
        yield Passed(given.subject, f"{given.what}：写 {given.claimed} = 列 {given.claimed}", facts)
    elif given.doubt:
        yield NotEvaluated(given.subject, given.doubt, facts)
    else:
        gap = min((given.claimed - count for count in given.counts), key=abs)
        pages = (given.fact.place.page, given.listed.place.page)
        yield Finding(
            subject=given.subject,
            severity=given.severity,
            message=Message(
                f"写明“{given.what}”{given.claimed}项（第{pages[0]}页），实际列出{listed}项（第{pages[1]}页）："
                f"{given.listed.text}",
                f"{given.what}: {given.claimed} claimed (p. {pages[0]}), {listed} listed (p. {pages[1]})",
            ),
            operands=facts,
            reported=str(given.claimed),
            expected=listed,
            formula=f"{given.claimed} ≠ {listed}",
            cause=f"相差{abs(gap)}",
        )


CHECK = Check(
    code="XREF005",
    name="count-claimed",
    title=Message("所称数量与所列不符", "A claimed count differs from what is listed"),
    severity=Severity.ERROR,
    subjects=counts,
    examine=examine,
    doc=__doc__ or "",
)
