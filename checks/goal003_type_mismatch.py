"""Target and actual value are of different kinds.

Why: 100 % cannot be compared with 1000 pieces, nor an amount with the word 完成.
Flags: two figures with units of different kinds; a target in figures whose actual value is a stock phrase.
Leaves alone: qualitative pairs; a figure without a unit; a qualitative target with a figure; deadlines.
Limits: units that name the same thing in other words may be taken for two kinds (a warning only).
"""

import re
from collections.abc import Iterator

from checks._model import Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._targets import Aim, Standing, aims
from extractors.model import Report

PHRASE = re.compile(
    r"(?:已|全部|按期|按时|按规定|基本|顺利)*(?:完成|达标|达成|达到|实现)(?:预期|年度|绩效)?(?:指标|目标|任务|要求)?"
    r"|已公开|按规定执行|达成预期指标"
)


def figured(report: Report, _: Parameters) -> Iterator[Aim]:
    yield from (
        aim for aim in aims(report) if aim.target.number and (aim.actual.number or PHRASE.fullmatch(aim.actual.text))
    )


def examine(aim: Aim) -> Iterator[Outcome]:
    if aim.actual.number and aim.standing is not Standing.OTHER_KIND:
        yield Passed(f"{aim.subject}/类型", f"{aim.target.text} ~ {aim.actual.text}", aim.facts)
        return
    page = aim.target.place.page
    yield Finding(
        subject=f"{aim.subject}/类型",
        severity=Severity.WARNING,
        message=Message(
            f"“{aim.name}”目标值{aim.target.text}与实际完成值{aim.actual.text}类型不同，无法比较（第{page}页）",
            f"{aim.name}: target {aim.target.text} and actual {aim.actual.text} are of different kinds (p. {page})",
        ),
        operands=aim.facts,
        reported=aim.actual.text,
        expected=aim.target.text,
        group=f"目标与实际类型不同：{aim.subject.split('/')[0]}",
    )


CHECK = Check(
    code="GOAL003",
    name="type-mismatch",
    title=Message("目标值与实际完成值类型不同", "Target and actual value are of different kinds"),
    severity=Severity.WARNING,
    subjects=figured,
    examine=examine,
    doc=__doc__ or "",
)
