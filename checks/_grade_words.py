"""Grade words of the prose held against the grade field of the form."""

from collections.abc import Iterator
from typing import NamedTuple

from checks._bands import WORDS
from checks._model import Finding, Message, NotEvaluated, Outcome, Passed, Severity
from checks._phrases import operand, quoted
from checks._restated import Field, field_of
from extractors.model import Claim, Report

SYNONYMS = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差", "优等": "优", "不及格": "不合格"}


class Grade(NamedTuple):
    """A grade word in the prose and the form's grade field."""

    claim: Claim
    field: Field


def restated_grades(report: Report) -> Iterator[Grade]:
    """Every grade word of the prose that restates a form's grade."""
    for claim in report.claims:
        field = field_of(report, claim)
        is_stated = claim.kind == "grade" and claim.text and field is not None and field.name == "grade"
        # Another text in the cell (见附件) is no grade to disagree with.
        if is_stated and field and plain_grade(field.entry.text) in WORDS:
            yield Grade(claim, field)


def judge_grade(given: Grade) -> Outcome:
    said, entry = given.claim.text, given.field.entry
    facts = (quoted("prose", said, given.claim.place), operand("form", entry))
    subject = f"{given.field.subject}（正文）"
    if plain_grade(said) == plain_grade(entry.text):
        return Passed(subject, f"正文 {said} = 表 {entry.text}", facts)
    if not given.claim.is_sure:
        return NotEvaluated(subject, "正文所指不能确定", facts)
    return Finding(
        subject=subject,
        severity=Severity.ERROR,
        message=Message(
            f"正文写评价等级“{said}”（第{given.claim.place.page}页），表中为“{entry.text}”"
            f"（第{entry.place.page}页 {given.field.form_name}）",
            f"the prose gives the grade as {said} (p. {given.claim.place.page}), the form as {entry.text} "
            f"(p. {entry.place.page})",
        ),
        operands=facts,
        reported=said,
        expected=entry.text,
        formula=f"正文 {said} ≠ 表 {entry.text}",
    )


def plain_grade(word: str) -> str:
    bare = word.strip("“”\"'‘’《》（）()。等级次")
    return SYNONYMS.get(bare, bare)
