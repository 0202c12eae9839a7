"""The same clause is printed twice inside one paragraph.

Why: a clause pasted twice stands where another result should have been told.
Flags: a clause (what stands between ，；。：) of 12 characters or more, each figure counted as one character, that
occurs again in its paragraph or cell; for information in final accounts and budgets, which follow a template.
Leaves alone: the pattern indicator, target, actual, score (实际完成值为100%); scoring phrases; the set phrases of
accounts (与上年持平, 主要原因是…); openings such as 按照…要求 and 截至….
Limits: the same clause in two paragraphs is not looked for here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checks._model import ACCOUNTS, FORMS, Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._phrases import quoted
from checks._text import Passage, clauses, masked, passages
from extractors.model import Report

PATTERN = re.compile(
    r"指标值|目标值|完成值|实际值|完成率|执行率|达标率|满分|得分|分值|扣分|评分|计分|权重|该项|该指标|"
    r"持平|中小企业|小微企业|政府采购|主要原因|主要用于|上年|同比|较上|比20|预算数|决算数|^其中|^(按照|根据|依据|依照|截至|围绕|为了?|由于|因)"
)

# 一是, 二是, 同时: where a clause stands in its paragraph is no part of what it says.
ORDINAL = re.compile(
    r"^(?:第?[一二三四五六七八九十]{1,2}(?:是|、|方面)|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、]|首先|其次|再次|最后|同时|此外|另外|并且?)"
)


class Repeats(NamedTuple):
    """A passage and its repeated clauses; for no passage, how many were looked at."""

    passage: Passage | None
    repeated: tuple[str, ...]
    looked_at: int
    severity: Severity = Severity.WARNING


def repeats(report: Report, parameters: Parameters) -> Iterator[Repeats]:
    looked_at = 0
    found = False
    for passage in passages(report):
        bare = (ORDINAL.sub("", clause) for clause in clauses(passage.body))
        told = [clause for clause in bare if len(masked(clause)) >= parameters.min_clause]
        looked_at += len(told) > 1
        again = tuple(c for c, times in Counter(told).items() if times > 1 and not PATTERN.search(c))
        if again:
            found = True
            severity = Severity.WARNING if report.kind in FORMS else Severity.INFO
            yield Repeats(passage, longest(run_up(passage.body, clause) for clause in again), looked_at, severity)
    if looked_at and not found:
        yield Repeats(None, (), looked_at)


def longest(runs: Iterable[str]) -> tuple[str, ...]:
    """The runs that stand in no longer one."""
    known = tuple(dict.fromkeys(runs))
    return tuple(run for run in known if not any(run in other and run != other for other in known))


def run_up(text: str, clause: str) -> str:
    """The clause with the words before it that are repeated too, back to where the two occurrences differ."""
    first = text.index(clause)
    second = text.index(clause, first + len(clause))
    back = 0
    while back < min(first, second - first - len(clause)) and text[first - back - 1] == text[second - back - 1]:
        back += 1
    return text[first - back : first + len(clause)].lstrip("，；。：")


def examine(given: Repeats) -> Iterator[Outcome]:
    passage = given.passage
    if passage is None:
        yield Passed("正文与表内文字", f"{given.looked_at} 段内无重复的句子")
        return
    for clause in given.repeated:
        times = passage.body.count(clause)
        yield Finding(
            subject=f"{passage.path}/重复句",
            severity=given.severity,
            message=Message(
                f"同一段中“{clause}”出现{times}次（第{passage.place.page}页 {passage.label or passage.section}）",
                f"“{clause}” stands {times} times in one paragraph "
                f"(p. {passage.place.page}, {passage.label or passage.section})",
            ),
            operands=(quoted("clause", clause, passage.place),),
            reported=clause,
        )


CHECK = Check(
    code="TEXT003",
    name="duplicate-clause",
    title=Message("同一段内重复同一句话", "The same clause stands twice in one paragraph"),
    severity=Severity.WARNING,
    subjects=repeats,
    examine=examine,
    kinds=ACCOUNTS,
    thresholds=("min_clause",),
    doc=__doc__ or "",
)
