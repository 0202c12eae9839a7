"""The level-1 weights differ from the split that the form's own note prescribes, and nothing explains it.

Why: the note fixes how many points each level-1 category has; moving points between them needs a word.
Flags: a level-1 category whose weights add up to something else than the note says, where the report does not explain
that its weight was moved.
Leaves alone: forms whose note gives no split; a category that is explained (未设置, 调整, 分配到 …) and the one it
went to.
Limits: names are compared without 指标; a form that prints no weights is not evaluated.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._forms import EXECUTION, named_forms, plain_name
from checks._levels import Level, levels, printed_levels
from checks._model import Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import clipped, quoted
from checks._reasons import Explanation, sentences
from extractors.model import Form, Place, Report

MOVED = re.compile(
    r"权重.{0,12}(调整|分配|调至|调到|并入)|分值.{0,12}(调整|分配|调至|调到|并入)|(调整|分配|并入|划入).{0,12}(权重|分值)|未设置|未设|不涉及"
)


class Split(NamedTuple):
    """The prescribed and the printed points of each level-1 category, and the explanation of a difference."""

    subject: str
    form: Form
    note: Place
    levels: tuple[Level, ...]
    why: Explanation | None


def splits(report: Report, _: Parameters) -> Iterator[Split]:
    for name, form in named_forms(report):
        prescribed = levels(form.notes)
        if prescribed and form.indicators:
            rows = printed_levels(form, prescribed)
            changed = [row for row in rows if row.is_changed]
            why = explanation(report, changed)
            yield Split(f"{name}/一级指标分值", form, form.notes_place or form.place, rows, why)


def explanation(report: Report, changed: list[Level]) -> Explanation | None:
    """A sentence on moved weights that names a category that changed."""
    for sentence in sentences(report):
        if MOVED.search(sentence.text) and any(plain_name(row.name) in sentence.text for row in changed):
            return Explanation(sentence.text, sentence.place)
    return None


def examine(split: Split) -> Iterator[Outcome]:
    operands = (
        quoted("note", written(split.levels, "prescribed"), split.note),
        *(operand for row in split.levels for operand in row.operands),
    )
    if not any(row.operands for row in split.levels):
        yield NotEvaluated(split.subject, "表中未印分值", operands)
        return
    named = [row for row in split.levels if row.operands and not EXECUTION.search(row.name)]
    if not named:
        yield NotEvaluated(split.subject, "表中的一级指标与表注所列名称不同", operands)
        return
    changed = [row for row in split.levels if row.is_changed]
    formula = written(split.levels, "printed")
    if not changed:
        yield Passed(split.subject, formula, operands)
    elif split.why:
        quote = quoted("explanation", split.why.text, split.why.place)
        yield Passed(split.subject, f"{formula}；已说明：{clipped(split.why.text)}", (*operands, quote))
    else:
        names = "、".join(f"{row.name}应为{shown(row.prescribed)}，印为{shown(row.printed)}" for row in changed)
        most = max(changed, key=lambda row: abs(row.printed - row.prescribed))
        gap = most.printed - most.prescribed
        yield Finding(
            subject=split.subject,
            severity=Severity.WARNING,
            message=Message(
                f"一级指标分值与表注（第{split.note.page}页）规定不一致，报告未作说明：{names}",
                f"level-1 weights differ from the form's note (p. {split.note.page}) without explanation: "
                + ", ".join(f"{row.name} {shown(row.printed)} for {shown(row.prescribed)}" for row in changed),
            ),
            operands=operands,
            reported=written(split.levels, "printed"),
            expected=written(split.levels, "prescribed"),
            difference=gap,
            relative=abs(gap) / most.prescribed if most.prescribed else None,
            formula=f"{formula} ≠ {written(split.levels, 'prescribed')}",
        )


def written(rows: tuple[Level, ...], which: str) -> str:
    """投入管理30、产出30 …"""
    values: list[tuple[str, Decimal]] = [(row.name, getattr(row, which)) for row in rows]
    return "、".join(f"{plain_name(name)}{shown(value)}" for name, value in values)


CHECK = Check(
    code="SCORE007",
    name="level-weights",
    title=Message("一级指标分值与表注规定不一致", "Level-1 weights differ from the form's own note"),
    severity=Severity.WARNING,
    subjects=splits,
    examine=examine,
    doc=__doc__ or "",
)
