"""Which kind of document this is, and why: title, forms and vocabulary decide, in that order."""

import re
from collections.abc import Sequence

from extractors.model import Form, Kind, Section, Table

SELF = re.compile(r"绩效.{0,12}自评|自评.{0,8}(?:报告|表|总结)|自我评价|绩效目标自评")
EVALUATION = re.compile(r"绩效评价(?:报告|得分表|结果)|(?:重点|财政|事后|第三方)评价")
ACCOUNTS = re.compile(r"决算(?:公开|报告|说明|信息)?")
BUDGET = re.compile(r"预算(?:公开|编制说明|情况说明|信息)?|绩效目标(?:申报|填报)?表")
NOTICE = re.compile(
    r"(?:通知|办法|方案|意见|规定|公告|指引|指南|手册|细则|制度|规程|流程|须知|问答|解读|课件|要求|模板|样表|样式|格式|工作年度报告|公开工作)"
    r"(?:[(（][^()（）]{0,12}[)）])?$"
)
BLANK = re.compile(
    r"[XＸ×✕]{2,}|\*{2,}|_{3,}|＿{2,}|。。。|（不涉及的不列）|[（(]如[^）)]{2,20}[）)]|请填写|增加（减少）|增加\(减少\)"
)
SCORED = re.compile(r"自评得分|自评结果|自评等级|自评总分|绩效自评|自评情况")
TEMPLATE_SHARE = 0.15
TEMPLATE_MARKS = 12


def classify(
    title: str, sections: Sequence[Section], tables: Sequence[Table], forms: Sequence[Form]
) -> tuple[str, tuple[str, ...]]:
    """The kind of a document and the reasons for it, in Chinese."""
    paragraphs = [p.text for section in sections for p in section.paragraphs]
    text = "\n".join(paragraphs)
    if reason := blank_template(paragraphs, tables, forms):
        return Kind.TEMPLATE, (reason,)
    judged = [form for form in forms if form.kind != "target"]
    if kind := by_title(title, judged):
        return kind, (f"标题：{title[:40]}",)
    if judged:
        return Kind.SELF_ASSESSMENT, (f"含自评表 {len(judged)} 张",)
    opening = text[:1500]
    for kind, pattern in ((Kind.FINAL_ACCOUNTS, ACCOUNTS), (Kind.BUDGET, BUDGET)):
        if len(pattern.findall(opening)) >= 3 and has_amounts(tables):
            return kind, (f"正文与表格多处使用“{pattern.search(opening)[0]}”",)  # type: ignore[index] # it was found
    if len(SCORED.findall(text)) >= 3:
        return Kind.SELF_ASSESSMENT, ("正文为绩效自评",)
    if forms:
        return Kind.OTHER, ("只有绩效目标表，没有自评结果",)
    return Kind.OTHER, ("没有自评表，标题和正文也不是绩效自评、评价、决算或预算",)


def by_title(title: str, judged: Sequence[Form]) -> str:
    """What the title says, "" where it leaves the question open."""
    plain = re.sub(r"\s", "", title)
    if SELF.search(plain) and not (NOTICE.search(plain) and not judged):
        return Kind.SELF_ASSESSMENT
    if EVALUATION.search(plain):
        return Kind.EVALUATION
    if judged and not re.search("决算|预算公开|部门预算$", plain):
        return Kind.SELF_ASSESSMENT
    if NOTICE.search(plain):
        return Kind.OTHER
    if ACCOUNTS.search(plain):
        return Kind.FINAL_ACCOUNTS
    return Kind.BUDGET if BUDGET.search(plain) else ""


def blank_template(paragraphs: Sequence[str], tables: Sequence[Table], forms: Sequence[Form]) -> str:
    """Why this is an empty template, "" if it is none: placeholders all over it and hardly a figure in its tables."""
    marked = sum(bool(BLANK.search(text)) for text in paragraphs)
    figures = sum(cell.number is not None for table in tables for cell in table.cells)
    cells = sum(len(table.cells) for table in tables)
    is_empty = not cells or figures / cells < TEMPLATE_SHARE
    if marked >= max(TEMPLATE_MARKS, len(paragraphs) * TEMPLATE_SHARE) and is_empty:
        return f"{len(paragraphs)} 段中 {marked} 段留有占位符，表格中几乎没有数字"
    judged = [form for form in forms if form.kind != "target"]
    if judged and not any(is_filled(form) for form in judged):
        return f"自评表 {len(judged)} 张，没有一个得分、完成值或金额"
    return ""


def is_filled(form: Form) -> bool:
    """Whether anything was entered: a total, an actual value, a score, a result or an amount."""
    entries = [form.total, *(entry for row in form.indicators for entry in (row.actual, row.score))]
    entries += [entry for fund in form.budget for entry in (fund.initial, fund.annual, fund.executed)]
    entries += [entry for task in form.tasks for entry in (task.budget, task.result, task.executed)]
    entries += [*(goal.result for goal in form.goals), *(group.score for group in form.groups)]
    return not form.indicators or any(
        entry is not None and entry.text and not BLANK.search(entry.text) for entry in entries
    )


def has_amounts(tables: Sequence[Table]) -> bool:
    return sum(cell.number is not None for table in tables for cell in table.cells) >= 20
