"""The unit, the project or the fund is named differently in title, form and text.

Why: two names may be two things; a name left over from another report shows where the text was copied from.
Flags: a unit or a project whose name in the form differs by a word from that in the title or, for a project, in the
text (创新专项, 发展专项); a table of accounts under the name of another unit; a cover, or a later title, that names the
like unit of another district; an abbreviation that nothing introduces, for information.
Leaves alone: names of which one contains the other; names after 简称, 以下称; the name of another form of the report;
和 and 与 exchanged, for information.
Limits: names that have little in common may be a superior and its subordinate and are not compared.
"""

from collections.abc import Iterator

from checks._model import ACCOUNTS, Check, Finding, Message, NotEvaluated, Outcome, Passed, Severity
from checks._names import Likeness
from checks._spellings import Names, names

WORDS = {
    Likeness.SHORT: ("简称与全称不同且未说明", "a short form that is not introduced"),
    Likeness.JOINT: ("连接词不同", "joined by another word"),
    Likeness.WORD: ("有一处用词不同", "differ by a word"),
    Likeness.AREA: ("是两个地区的同类单位", "are like units of two districts"),
    Likeness.LEVEL: ("相差一级行政区划，可能是上级单位", "differ by a district: perhaps the superior's name"),
}

SERIOUS = frozenset({Likeness.WORD, Likeness.LEVEL, Likeness.AREA})


def examine(given: Names) -> Iterator[Outcome]:
    first, second = given.first, given.second
    facts = (first, second)
    if given.likeness in {Likeness.SAME, Likeness.CONTAINED}:
        yield Passed(given.subject, f"{first.text} ~ {second.text}", facts)
    elif given.likeness is Likeness.OTHER or (given.likeness is Likeness.SHORT and given.is_introduced):
        reason = "已说明简称" if given.is_introduced else "两个名称相差较大，可能是上下级单位"
        yield NotEvaluated(given.subject, reason, facts)
    else:
        zh, en = WORDS[given.likeness]
        yield Finding(
            subject=given.subject,
            severity=Severity.WARNING if given.likeness in SERIOUS else Severity.INFO,
            message=Message(
                f"{given.what}前后不一：“{first.text}”（第{first.place.page}页）与“{second.text}”"
                f"（第{second.place.page}页）{zh}",
                f"one thing, two names: “{first.text}” (p. {first.place.page}) and “{second.text}” "
                f"(p. {second.place.page}): {en}",
            ),
            operands=facts,
            reported=first.text,
            expected=second.text,
        )


CHECK = Check(
    code="XREF008",
    name="name-mismatch",
    title=Message("单位、项目或资金名称前后不一", "A unit, project or fund is named differently"),
    severity=Severity.WARNING,
    subjects=names,
    examine=examine,
    kinds=ACCOUNTS,
    doc=__doc__ or "",
)
