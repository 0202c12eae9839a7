"""A paragraph is reused, figures included, from the unit's report of an earlier year.

Why: another year was not the same to the last figure; a text that was carried over does not tell of this year.
Flags: a paragraph of the prose, a goal, an outcome or a task text of 30 characters or more that the unit's report of an
earlier year prints with the same figures (88 % of the words, a parameter); two or more short texts (from 12 characters)
of one section. Years are masked: a text in which only the year was replaced is reused.
Leaves alone: the same words with new figures; template text, as TEXT004; in accounts and budgets paragraphs with fewer
than two figures; what the unit is and how it is made up: duties, organs, staff, the background of a project (info).
Limits: needs the earlier report at hand, with unit and year read; the latest one that has the text is named.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._corpus import Corpus, Kin, Source, Told, is_same_unit
from checks._model import ACCOUNTS, CORPUS, Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._phrases import clipped
from checks._shared import Shared, fact_of, likeness, named, shared


class Compared(NamedTuple):
    """How many passages were held against which earlier reports of the unit."""

    passages: int
    earlier: tuple[Source, ...]
    found: int


def passages(corpus: Corpus, parameters: Parameters) -> Iterator[Shared | Compared]:
    def is_wanted(kin: Kin, other: Told) -> bool:
        return kin.figures == other.figures and is_earlier(other.source, corpus.source)

    found = tuple(shared(corpus, parameters, is_wanted))
    earlier = tuple(source for source in corpus.own if is_earlier(source, corpus.source))
    yield Compared(len(corpus.kin), earlier, len(found))
    yield from found


def is_earlier(one: Source, other: Source) -> bool:
    """Whether a report is the same unit's of an earlier year."""
    return is_same_unit(one.unit, other.unit) and bool(one.year) and one.year < other.year


def examine(given: Shared | Compared) -> Iterator[Outcome]:
    if isinstance(given, Shared):
        yield reused_text(given)
    elif not given.earlier:
        yield NotEvaluated("本单位以前年度的报告", "没有本单位以前年度的报告可供比对")
    elif given.passages and not given.found:
        names = "、".join(source.document for source in given.earlier)
        yield Passed("正文与表内文字", f"{given.passages} 段未照用以前年度的文字和数字（{names}）")


def reused_text(given: Shared) -> Finding:
    kin, other, how = given.kin[0], given.twins[0].told, likeness(given)
    page, text = kin.passage.place.page, clipped(kin.passage.body, 40)
    count = Message(f"{len(given.kin)} 段文字", f"{len(given.kin)} texts") if len(given.kin) > 1 else Message("", "")
    stable = Message("（职能、机构等情况各年可以相同）", " (what the unit is may stay the same)")
    hint = stable if given.is_stable else Message("", "")
    return Finding(
        subject=kin.passage.path,
        severity=Severity.INFO if given.is_stable else Severity.WARNING,
        message=Message(
            f"“{named(kin)}”{count.zh}（第{page}页）与本单位{other.source.year}年报告（{other.source.document}）"
            f"第{other.place.page}页{how.zh}{hint.zh}：{text}",
            f"“{named(kin)}” {count.en} (p. {page}) has {how.en} as the unit's report of {other.source.year} "
            f"({other.source.document}), p. {other.place.page}{hint.en}: {text}",
        ),
        operands=given.operands,
        reported=text,
        formula=how.zh,
        cause="" if given.is_stable else "沿用上一年度的文字",
        fact=fact_of(given),
    )


CHECK = Check(
    code="TEXT005",
    name="reused-text",
    title=Message("照用本单位以前年度的文字和数字", "A paragraph is reused from an earlier year"),
    severity=Severity.WARNING,
    subjects=passages,
    examine=examine,
    kinds=ACCOUNTS,
    scope=CORPUS,
    thresholds=("min_paragraph", "min_short_text", "short_texts", "shared_likeness", "boilerplate_units"),
    doc=__doc__ or "",
)
