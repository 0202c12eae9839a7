"""The years in title, form head, goal text and deadlines disagree.

Why: a form of another year, or last year's goal left in, means that the report does not assess the year it claims to.
Flags: a form whose year is not the title's; a goal or outcome that opens with another year than its form's; a
deadline in a year before the form's, the form's own spending told as of the end of a year before, or the form's own
figures told as another year's (warnings).
Leaves alone: texts that name the form's year too, where another is history or outlook; deadlines in later years; filing
dates; several years (2021-2023年, 十四五); titles of more than one year.
Limits: a year in the middle of a text is not judged.
"""

import re
from collections.abc import Iterator

from checks._forms import named_forms, rows_of
from checks._model import Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._phrases import clipped, quoted
from checks._text import goal_texts
from checks._told_years import Years, told_as_of, told_of_other, year_fact
from extractors.model import Form, Place, Report

YEAR = re.compile(r"(?<!\d)(20\d{2})年")
OPENING = re.compile(r"^[^，。；\d]{0,6}(20\d{2})年(?!以来|起|底前?|\d{1,2}月)")
SEVERAL = re.compile(
    r"(?<!\d)20\d{2}年?[-—－–~至到](?:20)?\d{2}|十[三四五]五|[三五]年(?:规划|行动|计划)|跨年|分年度|连续"
)


def years(report: Report, _: Parameters) -> Iterator[Years]:
    titled = set(YEAR.findall(re.sub(r"\s", "", report.title)))
    is_single = len(titled) == 1 and not SEVERAL.search(report.title)
    for name, form in named_forms(report):
        base = form.year or (report.year if is_single else "")
        if form.year and is_single:
            said = titled.copy().pop()
            title = quoted("title", clipped(report.title, 40), Place(1, None, "标题"))
            what = Message("标题年度", "the title's year")
            fact = quoted("form year", form.year, form.place)
            yield Years(f"{name}/年度", what, said, form.year, title, fact, Severity.ERROR)
        if base:
            yield from goal_years(name, form, base, report)
            yield from deadlines(name, form, base)
    yield from told_as_of(report)
    yield from told_of_other(report)


def goal_years(name: str, form: Form, base: str, report: Report) -> Iterator[Years]:
    """The years that goals and outcomes open with; a text that names the form's year too is history or outlook."""
    for passage in goal_texts(name, form, report.forms.index(form)):
        opening = OPENING.match(passage.text)
        if opening and not SEVERAL.search(passage.text) and (base == opening[1] or base not in passage.text):
            what = Message(f"“{passage.label}”开头的年度", "the year a goal or outcome opens with")
            fact = quoted("goal", clipped(passage.text, 40), passage.place)
            yield Years(passage.path, what, opening[1], base, fact, year_fact(form, base), Severity.ERROR)


def deadlines(name: str, form: Form, base: str) -> Iterator[Years]:
    for row in rows_of(form):
        found = YEAR.findall(row.target.text) if row.target else []
        if row.target and len(found) == 1 and found[0] <= base and not SEVERAL.search(row.target.text):
            what = Message(f"“{row.level3}”的期限", "the year of a deadline")
            fact = quoted("deadline", row.target.text, row.target.place)
            yield Years(
                f"{name}/指标/{row.level3}/期限", what, found[0], base, fact, year_fact(form, base), Severity.WARNING
            )


def examine(given: Years) -> Iterator[Outcome]:
    facts = (given.fact, given.base)
    if given.said == given.year:
        yield Passed(given.subject, f"{given.said} = {given.year}", facts)
        return
    page, other = given.fact.place.page, given.base.place.page
    yield Finding(
        subject=given.subject,
        severity=given.severity,
        message=Message(
            f"{given.what.zh}为{given.said}（第{page}页：{given.fact.text}），表的年度为{given.year}（第{other}页）",
            f"{given.what.en} is {given.said} (p. {page}: {given.fact.text}), the form's {given.year} (p. {other})",
        ),
        operands=facts,
        reported=given.said,
        expected=given.year,
        formula=f"{given.said} ≠ {given.year}",
    )


CHECK = Check(
    code="XREF007",
    name="year-mismatch",
    title=Message("年度前后不一致", "The years in the report disagree"),
    severity=Severity.ERROR,
    subjects=years,
    examine=examine,
    doc=__doc__ or "",
)
