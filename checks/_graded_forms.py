"""What the prose says of all forms of a report together: how many got which grade, what their mean score is."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._bands import plain_grade
from checks._model import Finding, Message, Outcome, Passed, Severity
from checks._numbers import shown
from checks._phrases import quoted
from checks._text import Passage, prose
from extractors.model import Form, Report

GRADE = r"(?P<grade>优秀|优|良好|良|中等|中|较差|差)"
COUNT = r"(?P<count>\d{1,2}|[一二两三四五六七八九])"
SAYS = (
    re.compile(
        rf"(?:为|是|评定|得分?|，|、|；|：|其中|^)[“\"]?{GRADE}[”\"]?(?:等级|等次|级|档)?的?(?:项目)?(?:有|共)?{COUNT}个"
    ),
    re.compile(
        rf"{COUNT}个(?:项目)?(?:的?(?:自评|评价|绩效)*(?:结果|等级|等次|结论))?(?:被?评)?定?为[“\"]?{GRADE}(?=[”\"，。；、级等]|$)"
    ),
)
ABOUT = re.compile(r"自评|评价|等级|等次")
PROJECTS = re.compile(rf"{COUNT}个(?:[一-龥]{{0,6}})?项目(?:支出)?")
MEAN = re.compile(r"(?:自评)?平均(?:得分|分)(?:数|值)?(?:为|是|达|：)?(?P<mean>\d{1,3}(?:\.\d+)?)分?")
FEW = {word: i for i, word in enumerate("一二三四五六七八九", 1)} | {"两": 2}
USUAL = ((Decimal(90), "优"), (Decimal(80), "良"), (Decimal(60), "中"), (Decimal(0), "差"))


class Spoken(NamedTuple):
    """A count of a grade or a mean in a passage, with the forms that it sums up."""

    passage: Passage
    printed: str
    grade: str
    said: Decimal
    forms: tuple[Form, ...]


def grade_counts(report: Report) -> Iterator[Spoken]:
    """How many forms got a grade, where the prose speaks of as many projects as there are forms."""
    forms = summed_up(report)
    for passage in prose(report) if forms else ():
        for sentence in re.split("[。；]", passage.text):
            if ABOUT.search(sentence):
                for found in (match for says in SAYS for match in says.finditer(sentence)):
                    said = Decimal(value(found["count"]))
                    yield Spoken(passage, found.group().strip("，、；："), plain_grade(found["grade"]), said, forms)


def means(report: Report) -> Iterator[Spoken]:
    """The mean score of the forms."""
    forms = summed_up(report)
    for passage in prose(report) if forms else ():
        if "加权" not in passage.text:
            for found in MEAN.finditer(passage.text):
                yield Spoken(passage, found.group(), "", Decimal(found["mean"]), forms)


def summed_up(report: Report) -> tuple[Form, ...]:
    """The forms, if there are several of projects, all with their totals, and the prose counts as many projects."""
    forms = tuple(form for form in report.forms if form.total and form.total.number)
    is_all = len(forms) == len(report.forms) > 1 and all(form.kind == "project" for form in forms)
    told = {value(found["count"]) for passage in prose(report) for found in PROJECTS.finditer(passage.text)}
    return forms if is_all and len(forms) in told and not report.unread else ()


def grade_of(form: Form) -> str:
    """The grade that a form prints, else the one that the usual bands give its total."""
    if form.grade and form.grade.text:
        return plain_grade(form.grade.text)
    total = form.total.number.value if form.total and form.total.number else Decimal(0)
    return next(grade for least, grade in USUAL if total >= least)


def value(text: str) -> int:
    return int(text) if text.isdigit() else FEW[text]


def judge_mean(given: Spoken) -> Outcome:
    """A mean holds where it is the mean of the totals to its own digits, rounded or cut off."""
    totals = [form.total.number.value for form in given.forms if form.total and form.total.number]
    mean = sum(totals, Decimal(0)) / len(totals)
    step = Decimal(1).scaleb(int(given.said.as_tuple().exponent))
    facts = (
        quoted("mean", given.printed, given.passage.place),
        quoted("totals", "、".join(map(shown, totals)), given.forms[0].place),
    )
    told = f"({' + '.join(map(shown, totals))}) ÷ {len(totals)} = {shown(round(mean, 4))}"
    if abs(mean - given.said) < step:
        return Passed("正文/平均得分", f"{shown(given.said)} = {told}", facts)
    page = given.passage.place.page
    return Finding(
        subject="正文/平均得分",
        severity=Severity.WARNING,
        message=Message(
            f"正文写平均得分{shown(given.said)}（第{page}页），按{len(totals)}张表的总分重算为{shown(round(mean, 2))}",
            f"the mean score is given as {shown(given.said)} (p. {page}), the totals give {shown(round(mean, 2))}",
        ),
        operands=facts,
        reported=given.printed,
        expected=shown(round(mean, 4)),
        difference=given.said - mean,
        formula=f"{shown(given.said)} ≠ {told}",
    )
