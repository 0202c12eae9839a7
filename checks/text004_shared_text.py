"""A paragraph is printed in another unit's report too.

Why: two units did not do the same work in the same words; a text that was taken over was not written about this unit.
Flags: a paragraph of the prose, a goal, an outcome or a task text of 30 characters or more, of which 88 % (a parameter)
stand in the report of another unit, the units' names, years and figures masked; two or more short texts (from 12
characters) of one section that stand together there word for word. The later report carries the row. Figures are held
apart: “same words, same figures” and “same words, other figures” differ.
Leaves alone: template text: what the reports of four or more units (a parameter) print, what the form's notes say, laws
and notices, how a self-assessment is done (checks/boilerplate.toml); sentences on money or staff filled in with other
figures; in accounts and budgets all but what repeats the figures too; a unit and its own parts.
Limits: a text that was put in other words, or into another paragraph, is not seen.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._corpus import Corpus, Kin, Told, is_other_unit
from checks._model import ACCOUNTS, CORPUS, Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._phrases import clipped
from checks._shared import Shared, fact_of, is_narrative, likeness, named, shared


class Compared(NamedTuple):
    """How many passages were held against how many reports of other units; `unit`: whose report it is."""

    unit: str
    passages: int
    reports: int
    found: int


def passages(corpus: Corpus, parameters: Parameters) -> Iterator[Shared | Compared]:
    def is_wanted(_: Kin, other: Told) -> bool:
        return other.source < corpus.source and is_other_unit(corpus.source.unit, other.source.unit)

    found = [
        one
        for one in shared(corpus, parameters, is_wanted)
        if one.is_same or is_narrative(one.kin[0], parameters.min_paragraph)
    ]
    yield Compared(corpus.source.unit, len(corpus.kin), corpus.foreign, len(found))
    yield from found


def examine(given: Shared | Compared) -> Iterator[Outcome]:
    if isinstance(given, Shared):
        yield shared_text(given)
    elif not given.unit:
        yield NotEvaluated("其他单位的报告", "本报告的单位名称没有读出，不能判断是否为其他单位")
    elif not given.reports:
        yield NotEvaluated("其他单位的报告", "没有其他单位的报告可供比对")
    elif given.passages and not given.found:
        yield Passed("正文与表内文字", f"{given.passages} 段与其他单位的 {given.reports} 份报告均不同")


def shared_text(given: Shared) -> Finding:
    kin, other, how = given.kin[0], given.twins[0].told, likeness(given)
    page, text = kin.passage.place.page, clipped(kin.passage.body, 40)
    count = Message(f"{len(given.kin)} 段文字", f"{len(given.kin)} texts") if len(given.kin) > 1 else Message("", "")
    more = Message(f"，另有 {given.more} 份报告也有", f"; {given.more} more reports have it") if given.more else count
    is_left = other.source.unit in kin.passage.text
    return Finding(
        subject=kin.passage.path,
        severity=Severity.WARNING,
        message=Message(
            f"“{named(kin)}”{count.zh}（第{page}页）与{other.source.name}第{other.place.page}页{how.zh}"
            f"{more.zh if given.more else ''}：{text}",
            f"“{named(kin)}” {count.en} (p. {page}) has {how.en} as {other.source.name}, p. {other.place.page}"
            f"{more.en if given.more else ''}: {text}",
        ),
        operands=given.operands,
        reported=text,
        formula=how.zh,
        cause=f"文中留有“{other.source.unit}”的名称" if is_left else "",
        fact=fact_of(given),
    )


CHECK = Check(
    code="TEXT004",
    name="shared-text",
    title=Message("与其他单位的报告文字相同", "A paragraph is another unit's too"),
    severity=Severity.WARNING,
    subjects=passages,
    examine=examine,
    kinds=ACCOUNTS,
    yields_to=("TEXT005",),
    scope=CORPUS,
    thresholds=("min_paragraph", "min_short_text", "short_texts", "shared_likeness", "boilerplate_units"),
    doc=__doc__ or "",
)
