"""The unit, the project or the fund is named differently in title, form and text.

Why: two names may be two things; a name left over from another report shows where the text was copied from.
Flags: a unit or a project whose name in the form differs by a word from that in the title or, for a project, in the
text (创新专项, 发展专项); an abbreviation that nothing introduces, for information.
Leaves alone: names of which one contains the other; names after 简称, 以下称; the name of another form of the report;
和 and 与 exchanged, for information.
Limits: names that have little in common may be a superior and its subordinate and are not compared.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import named_forms
from checks._model import (
    ACCOUNTS,
    Check,
    Finding,
    Message,
    NotEvaluated,
    Operand,
    Outcome,
    Parameters,
    Passed,
    Severity,
)
from checks._names import Likeness, differing, likeness, plain, title_name, variants
from checks._phrases import quoted
from checks._text import HAN, prose
from extractors.model import Place, Report

INTRODUCED = re.compile(r"(?:以下)?(?:简称|统称|称)[为：:]?[“\"'‘]?")
MIN_NAME = 4
MIN_PROJECT = 6
WORDS = {
    Likeness.SHORT: ("简称与全称不同且未说明", "a short form that is not introduced"),
    Likeness.JOINT: ("连接词不同", "joined by another word"),
    Likeness.WORD: ("有一处用词不同", "differ by a word"),
}


class Names(NamedTuple):
    """Two spellings of what should be one name, with where they stand and how they compare."""

    subject: str
    what: str
    first: Operand
    second: Operand
    likeness: Likeness
    is_introduced: bool


def names(report: Report, _: Parameters) -> Iterator[Names]:
    title = title_name(report.title)
    told = "".join(passage.text for passage in prose(report))
    spelled: set[str] = set()
    for name, form in named_forms(report):
        unit, project = plain(form.unit), plain(form.project)
        first = quoted("title", title, Place(1, None, "标题"))
        if len(title) >= MIN_NAME and is_name(unit) and unit not in spelled and not (project and project in title):
            second = quoted("form", unit, form.place)
            alike = likeness(unit_of(title, unit), unit)
            yield Names(f"{name}/单位名称", "单位名称", first, second, alike, is_introduced(title, unit, told))
        spelled |= {unit}
        yield from projects(report, name, project, form.place)


def is_name(text: str) -> bool:
    return len(text) >= MIN_NAME and len(HAN.findall(text)) >= MIN_NAME


def unit_of(title: str, unit: str) -> str:
    """The part of a title that can be the unit: as long as the unit where a project's name follows."""
    head = title[: len(unit)]
    return head if len(title) > len(unit) and differing(head, unit) else title


def projects(report: Report, form_name: str, project: str, place: Place) -> Iterator[Names]:
    """The spellings in title and prose that differ from a form's project name by a word."""
    if len(project) < MIN_PROJECT or not is_name(project):
        return
    others = {plain(form.project) for form in report.forms}
    seen: set[str] = set()
    texts = [("标题", plain(report.title), Place(1, None, "标题"))] if report.title else []
    texts += [(passage.path, passage.text, passage.place) for passage in prose(report)]
    is_told = any(project in text for _, text, _ in texts)
    for path, text, here in texts:
        for _, spelling in variants(project, text):
            if spelling not in seen and not any(spelling in other for other in others):
                seen.add(spelling)
                alike = likeness(spelling, project)
                fact = quoted("text", spelling, here)
                yield Names(
                    f"{form_name}/项目名称/{path}", "项目名称", fact, quoted("form", project, place), alike, False
                )
    if is_told and not seen:
        fact = quoted("text", project, next(here for _, text, here in texts if project in text))
        subject = f"{form_name}/项目名称"
        yield Names(subject, "项目名称", fact, quoted("form", project, place), Likeness.SAME, False)


def is_introduced(title: str, unit: str, told: str) -> bool:
    """Whether the text introduces either name as the other's short form."""
    return any(told[found.end() :].startswith((title[-3:], unit, title)) for found in INTRODUCED.finditer(told))


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
            severity=Severity.WARNING if given.likeness is Likeness.WORD else Severity.INFO,
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
