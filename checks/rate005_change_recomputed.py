"""A stated change does not recompute, or its direction contradicts its figures.

Why: “比上年减少A，下降P%” states one change twice; the amounts, the rate and the direction must agree.
Flags: a change, in prose or in a column of changes, whose percentage is not what its amounts give; a direction
word that the two levels, or the other direction word, contradict; an amount of change, or points, that are not the
difference of its two levels.
Leaves alone: rounding; truncation (for information); changes from 0; figures that the sentence does not surely tie
together.
Limits: needs a percentage and two of from, to and by in one statement, or both levels and a direction.
"""

from collections.abc import Iterator

from checks._changes import Stated, direction_error, division, gap_error, needed, possible_percent, stated_changes
from checks._model import ACCOUNTS, Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import distance, interval, is_meeting, is_truncated, relative, shown
from checks._table_changes import table_changes
from extractors.model import Report


def changes(report: Report, _: Parameters) -> Iterator[Stated]:
    yield from stated_changes(report)
    yield from table_changes(report)


def examine(stated: Stated) -> Iterator[Outcome]:
    change, operands = stated.change, stated.change.operands
    wrong, apart = stated.clash or direction_error(change, stated.direction), gap_error(change)
    if (wrong or apart) and stated.is_sure:
        yield against_direction(stated, wrong) if wrong else against_levels(stated, apart)
        return
    expected = possible_percent(change)
    if expected is None or change.percent is None:
        yield NotEvaluated(stated.subject, "增减的各项数字不全，或基数为0", operands)
    elif is_meeting(interval(change.percent), expected):
        yield Passed(stated.subject, division(change), operands)
    elif not stated.is_sure:
        yield NotEvaluated(stated.subject, "各数字的对应关系不能确定", operands)
    else:
        gap = distance(change.percent.value, expected)
        is_cut = is_truncated(change.percent, expected)
        page = change.percent.place.page
        yield Finding(
            subject=stated.subject,
            severity=Severity.INFO if is_cut else Severity.ERROR,
            message=Message(
                f"增减幅度{change.percent.text}（第{page}页）与金额重算结果{division(change)}不符，"
                f"相差{shown(abs(round(gap, 4)))}个百分点" + ("，是截断而不是四舍五入" if is_cut else ""),
                f"the stated change {change.percent.text} (p. {page}) is not what its amounts give "
                f"({division(change)}): {shown(abs(round(gap, 4)))} points off" + (", truncated" if is_cut else ""),
            ),
            operands=operands,
            reported=change.percent.text,
            expected=expected,
            difference=gap,
            relative=relative(gap, expected),
            formula=f"{division(change)} ≠ {change.percent.text}",
            needed=() if is_cut else needed(change),
        )


def against_levels(stated: Stated, formula: str) -> Finding:
    by, page = stated.change.by, stated.place.page
    assert by
    return Finding(
        subject=stated.subject,
        severity=Severity.ERROR,
        message=Message(
            f"增减额{by.text}（第{by.place.page}页）与前后两数之差不符：{formula}",
            f"the stated change {by.text} (p. {page}) is not the difference of its two levels: {formula}",
        ),
        operands=stated.change.operands,
        reported=by.text,
        formula=formula,
    )


def against_direction(stated: Stated, formula: str) -> Finding:
    words = {"increase": ("增加", "an increase"), "decrease": ("减少", "a decrease"), "same": ("持平", "no change")}
    zh, en = words[stated.direction]
    page = stated.place.page
    return Finding(
        subject=stated.subject,
        severity=Severity.ERROR,
        message=Message(
            f"文字称{zh}（第{page}页），但数字为{formula}", f"the text says {en} (p. {page}), the figures say {formula}"
        ),
        operands=stated.change.operands,
        reported=zh,
        formula=formula,
        needed=needed(stated.change),
    )


CHECK = Check(
    code="RATE005",
    name="change-recomputed",
    title=Message("增减变动与金额重算结果不符", "A stated change does not recompute"),
    severity=Severity.ERROR,
    subjects=changes,
    examine=examine,
    kinds=ACCOUNTS,
    doc=__doc__ or "",
)
