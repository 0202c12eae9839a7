"""The spellings of a report's unit and projects: title against form, text against form."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import named_forms
from checks._model import Operand, Parameters
from checks._names import JOINTS, Likeness, differing, likeness, namesake, plain, title_name, variants
from checks._phrases import quoted
from checks._text import han, packed, prose, titled
from extractors.model import Kind, Place, Report

INTRODUCED = re.compile(r"(?:以下)?(?:简称|统称|称)[为：:]?[“\"'‘]?")
MAKER = re.compile(
    r"^(?P<before>[\u4e00-\u9fff（）]{4,30}?)(?=20\d\d年)|(?:编制|填报)?(?:单位|部门)(?:名称)?：(?P<named>[\u4e00-\u9fff（）]{4,30}?)(?=金额|单位：|$|[\d，。])"
)
OWN_TITLE = re.compile(r"绩效.{0,12}(?:报告|自评表|评价表|说明|总结)$")
MIN_NAME = 4
MIN_PROJECT = 6


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
            # A superior whose report this is would be named in it, not on its cover alone.
            if alike is Likeness.OTHER and (other := namesake(title, unit)) and other not in told and unit in told:
                alike, first = Likeness.AREA, quoted("title", other, Place(1, None, "标题"))
            yield Names(f"{name}/单位名称", "单位名称", first, second, alike, is_introduced(title, unit, told))
        spelled |= {unit}
        yield from projects(report, name, project, form.place)
    yield from other_titles(report, told)
    yield from makers(report)


def other_titles(report: Report, told: str) -> Iterator[Names]:
    """The titles below the first, where they name the like unit of another district than all forms do."""
    units = {plain(form.unit) for form in report.forms if form.unit}
    unit = units.pop() if len(units) == 1 else ""
    for section in report.sections if is_name(unit) else ():
        title = title_name(titled(section))
        is_title = OWN_TITLE.search(titled(section)) and section.title != report.title
        if is_title and (other := namesake(title, unit)) and other not in told:
            first, second = quoted("title", other, section.place), quoted("form", unit, report.forms[0].place)
            yield Names(f"单位名称/{title[:30]}", "单位名称", first, second, Likeness.AREA, False)


def makers(report: Report) -> Iterator[Names]:
    """Who the tables of accounts name as their unit, and how the prose joins the words of the unit's name."""
    unit = plain(report.unit)
    if report.kind not in {Kind.BUDGET, Kind.FINAL_ACCOUNTS} or not is_name(unit):
        return
    first = quoted("title", unit, Place(1, None, "标题"))
    seen = {unit}
    for where, name, place in (*captioned(report), *joined_otherwise(report, unit)):
        alike = likeness(name, unit)
        if name not in seen and is_name(name) and alike in {Likeness.LEVEL, Likeness.JOINT, Likeness.WORD}:
            yield Names(f"单位名称/{where}", "单位名称", quoted("text", name, place), first, alike, False)
        seen.add(name)


def captioned(report: Report) -> Iterator[tuple[str, str, Place]]:
    """The units that captions of tables name: before the year, behind 编制单位：."""
    for table in report.tables:
        text = packed(table.caption)
        for found in MAKER.finditer(text):
            page = table.pages[0] if table.pages else 1
            yield "表名", plain(found["before"] or found["named"]), Place(page, None, text[:24])


def joined_otherwise(report: Report, unit: str) -> Iterator[tuple[str, str, Place]]:
    """Spellings of the unit in the prose with another 和 or 与."""
    if JOINTS.search(unit):
        for passage in prose(report):
            for _, spelling in variants(unit, passage.text):
                if likeness(spelling, unit) is Likeness.JOINT:
                    yield "正文", spelling, passage.place


def is_name(text: str) -> bool:
    return len(text) >= MIN_NAME and han(text) >= MIN_NAME


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
