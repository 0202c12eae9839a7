"""A claimed count is not the number of things listed.

Why: a reader who counts finds that a row was dropped or the sentence was taken from an earlier draft.
Flags: a number of indicators of a level (in all or under one category) that differs from the form's rows; a number of
tasks that differs from its list of tasks; a number followed by a list in brackets or after a colon, or of offices
that are named before it, that has another length.
Leaves alone: lists that end in 等; the execution rate and bonus rows counted or not; forms that were read in part;
reports on several forms whose counts fit none or all of them.
Limits: a list that runs over several paragraphs is not counted.
"""

from collections.abc import Iterator

from checks._counts import Claimed, counts
from checks._model import Check, Finding, Message, NotEvaluated, Outcome, Passed, Severity


def examine(given: Claimed) -> Iterator[Outcome]:
    facts = (given.fact, given.listed)
    listed = "或".join(map(str, given.counts))
    if given.number in given.counts:
        yield Passed(given.subject, f"{given.what}：写 {given.number} = 列 {given.number}", facts)
    elif given.doubt:
        yield NotEvaluated(given.subject, given.doubt, facts)
    else:
        pages = (given.fact.place.page, given.listed.place.page)
        yield Finding(
            subject=given.subject,
            severity=given.severity,
            message=Message(
                f"写明“{given.what}”{given.number}项（第{pages[0]}页），实际列出{listed}项（第{pages[1]}页）："
                f"{given.listed.text}",
                f"{given.what}: {given.number} claimed (p. {pages[0]}), {listed} listed (p. {pages[1]})",
            ),
            operands=facts,
            reported=str(given.number),
            expected=listed,
            formula=f"{given.number} ≠ {listed}",
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
