"""A figure of the year before differs from what that year's own report says.

Why: whoever compares two years takes last year's figure from here; it must be the one that was published then.
Flags: an amount told of the year before (2021年决算数, 比上年增加… by its base, a column 上年数, what was carried over)
that differs from the same unit's report of that year, where we hold it and it has one figure of that name and measure.
Leaves alone: rounding and cutting off; reports that speak of re-classified or restated figures (口径, 追溯调整);
amounts that the earlier report prints under another name; names that do not tell one fact; a report of another kind.
Limits: names must be the same once year and measure are off; amounts of money only.
"""

from collections.abc import Iterator

from checks._annals import Figure
from checks._corpus import Source
from checks._last_year import Past, is_close, past, unsure
from checks._model import ACCOUNTS, CORPUS, Check, Finding, Message, NotEvaluated, Operand, Outcome, Passed, Severity
from checks._numbers import distance, scale, shown
from extractors.model import Place


def examine(given: Past | None) -> Iterator[Outcome]:
    if given is None:
        yield NotEvaluated("上年数", "没有本单位上一年度的报告可供比对")
        return
    said, known = given.said, given.known
    subject = f"上年数/{said.name}/{said.measure}"
    agreeing = next((one for one in known if is_close(said, one)), None)
    if agreeing:
        facts = (*said.operands, foreign(agreeing, given.source))
        yield Passed(subject, f"上年数 {said.text} = {given.source.document} {agreeing.text}", facts)
    elif reason := unsure(given):
        yield NotEvaluated(subject, reason, said.operands)
    else:
        yield differing(subject, given, known[0])


def foreign(known: Figure, source: Source) -> Operand:
    """A figure of the other report: its place has no box, for it lies in another document."""
    place = Place(known.place.page, None, f"{source.name} {known.place.label}".strip())
    return Operand("last_year", known.text, place)


def differing(subject: str, given: Past, known: Figure) -> Finding:
    said, source = given.said, given.source
    number = said.operands[0].number
    assert number
    expected = scale(known.span, 1 / number.factor)
    stated = (said.span.low + said.span.high) / 2 / number.factor
    gap = distance(stated, expected)
    unit, page = number.unit, said.place.page
    return Finding(
        subject=subject,
        severity=Severity.WARNING,
        message=Message(
            f"上年“{said.name}”{said.text}（第{page}页）与{source.year}年报告（{source.document}）第{known.place.page}页"
            f"的{known.text}不符，相差{shown(abs(gap))}{unit}",
            f"last year's “{said.name}” {said.text} (p. {page}) is {known.text} in the report of {source.year} "
            f"({source.document}), p. {known.place.page}: {shown(abs(gap))}{unit} apart",
        ),
        operands=(*said.operands, foreign(known, source)),
        reported=said.text,
        expected=expected,
        difference=gap,
        relative=abs(gap / expected.low) if expected.low else None,
        formula=f"{said.text} ≠ {known.text}",
        group=f"上年数：{said.name}",
    )


CHECK = Check(
    code="XREF009",
    name="last-year",
    title=Message("上年数与上年的报告不符", "Last year's figure differs from that year's own report"),
    severity=Severity.WARNING,
    subjects=past,
    examine=examine,
    kinds=ACCOUNTS,
    scope=CORPUS,
    doc=__doc__ or "",
)
