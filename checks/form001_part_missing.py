"""A required part of the report is missing or empty.

Why: a heading with nothing under it, or a score that was never filled in, leaves a required question unanswered.
Flags: a numbered section with nothing under it; problems, results or score answered with 无 alone; a form with no
total score in its cell; a blank before 分 where the prose gives the score; an annexed form that the file lacks.
Leaves alone: 无 under optional headings (other matters, experience and suggestions, evidence) and blank sub-headings
of other kinds: info; sections that hold a table; tables of contents; headings of an annex;
the chapters of final accounts that hold forms.
Limits: which sections an office requires differs; only headings that the report itself prints are judged.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import named_forms
from checks._model import FORMS, Check, Finding, Message, Operand, Outcome, Parameters, Passed, Severity
from checks._phrases import operand, quoted
from checks._sections import Chapter, chapters
from checks._text import prose
from extractors.model import Report

OPTIONAL = re.compile(r"其他|其它|需要说明|需说明|经验|建议|佐证|材料|附件|有关|备注")
# Problems come first in a heading that asks for advice too: 存在的问题和建议.
FIRST = re.compile(r"(?:项目|自评|绩效|评价|工作|中|目前)*(?:存在|发现|主要)的?(?:主要|突出)?问题")
REQUIRED = re.compile(
    r"问题|得分|评分|结论|结果|完成情况|实现情况|绩效目标|资金|预算执行|成效|绩效(?:情况|分析)|效益|产出"
)
SCORE_BLANK = re.compile(r"(?:自评|综合|最终|评价)(?:得分|总分)(?:为|：|是)[_＿—\-（）]*分|得分分(?=[，。；、]|$)")
ANNEX = re.compile(r"^附(?:件|表)?[\d一二三]?[：:、.].{0,24}自评表")


class Part(NamedTuple):
    """A part that the report should have: what is wrong with it, or "" where it is there."""

    subject: str
    fact: Operand
    wrong: Message | None
    severity: Severity


def parts(report: Report, _: Parameters) -> Iterator[Part]:
    for chapter in chapters(report) if report.kind in FORMS else ():
        yield from section_part(chapter)
    yield from form_parts(report)
    yield from prose_parts(report)


def section_part(chapter: Chapter) -> Iterator[Part]:
    is_optional = bool(OPTIONAL.search(chapter.title)) and not FIRST.match(chapter.title)
    is_required = not is_optional and bool(REQUIRED.search(chapter.title))
    if chapter.level == 2 and not (chapter.is_nothing or (chapter.is_empty and is_required)):
        return
    fact = quoted(
        "section", chapter.title if not chapter.words else f"{chapter.title}：{chapter.words[:20]}", chapter.place
    )
    wrong, severity = None, Severity.INFO
    if chapter.is_empty:
        wrong = Message(f"“{chapter.title}”下没有内容", f"nothing stands under “{chapter.title}”")
        severity = Severity.INFO if is_optional or chapter.level == 2 else Severity.WARNING
    elif chapter.is_nothing:
        wrong = Message(f"“{chapter.title}”下只有“{chapter.words}”", f"“{chapter.title}” holds only “{chapter.words}”")
        severity = Severity.WARNING if is_required else Severity.INFO
    yield Part(f"正文/{chapter.title}", fact, wrong, severity)


def form_parts(report: Report) -> Iterator[Part]:
    """The total score of each form that has a cell for it."""
    for name, form in named_forms(report):
        if form.total is not None:
            is_blank = not form.total.text.strip("-—/")
            wrong = Message(f"{name}的总分未填", f"the total score of {name} is blank") if is_blank else None
            yield Part(f"{name}/总分", operand("total", form.total), wrong, Severity.WARNING)


def prose_parts(report: Report) -> Iterator[Part]:
    for passage in prose(report):
        if found := SCORE_BLANK.search(passage.text):
            wrong = Message(f"正文自评得分未填：“{found.group()}”", f"the score is blank: “{found.group()}”")
            yield Part("正文/自评得分", quoted("score", found.group(), passage.place), wrong, Severity.WARNING)
        if ANNEX.match(passage.text) and not report.tables and not report.forms and not report.unread:
            wrong = Message(f"“{passage.text[:30]}”未附在文件中", f"“{passage.text[:30]}” is not in the file")
            yield Part("附表", quoted("annex", passage.text[:30], passage.place), wrong, Severity.WARNING)


def examine(part: Part) -> Iterator[Outcome]:
    if part.wrong is None:
        yield Passed(part.subject, f"{part.subject.rsplit('/', 1)[-1]}：有内容", (part.fact,))
        return
    page = part.fact.place.page
    yield Finding(
        subject=part.subject,
        severity=part.severity,
        message=Message(f"{part.wrong.zh}（第{page}页）", f"{part.wrong.en} (p. {page})"),
        operands=(part.fact,),
        reported=part.fact.text,
    )


CHECK = Check(
    code="FORM001",
    name="part-missing",
    title=Message("必要部分缺失或为空", "A required part is missing or empty"),
    severity=Severity.WARNING,
    subjects=parts,
    examine=examine,
    doc=__doc__ or "",
)
