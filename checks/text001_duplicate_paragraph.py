"""The same paragraph is printed twice in one report.

Why: a paragraph that stands in two places answers neither of the two questions it is put under.
Flags: two paragraphs of the prose, or two goal or task cells of different rows or forms, of 30 characters (a parameter)
or more whose words are the same once a number and a leading label (年度履职目标：) are off; a paragraph that stands
inside a longer one.
Leaves alone: headings, notes, captions and explanations of terms; shorter texts; a form's goal that restates the
prose's, a whole and an annual goal of one form, an outcome equal to its goal (info, in the same group); one project's
goal in several of its forms.
Limits: word for word after blanks and the width of marks are made equal; near copies are TEXT002's.
"""

from collections.abc import Iterator

from checks._copies import Copies, copies
from checks._model import ACCOUNTS, Check, Finding, Message, Outcome, Passed, Severity
from checks._phrases import clipped, quoted
from checks._text import Passage


def examine(given: Copies) -> Iterator[Outcome]:
    if not given.passages:
        yield Passed("正文与表内文字", f"{given.compared} 段（{given.least} 字以上）两两不同")
        return
    first, *others = given.passages
    for other in others:
        yield duplicate(partner(other, given.passages) or first, other, f"重复文字：{first.path}")


def partner(passage: Passage, alike: tuple[Passage, ...]) -> Passage | None:
    """The copy to hold a passage against: for a cell that repeats a cell, that cell."""
    before = alike[: alike.index(passage)]
    return next((one for one in before if (one.form >= 0) == (passage.form >= 0)), None)


def duplicate(first: Passage, other: Passage, group: str) -> Finding:
    is_restated = (first.form < 0) != (other.form < 0) or (first.form == other.form >= 0 and first.path == other.path)
    shorter = min(first.body, other.body, key=len)
    is_result = first.form == other.form >= 0 and first.tense != other.tense
    return Finding(
        subject=f"{first.path} = {other.path}",
        severity=Severity.INFO if is_restated or is_result else Severity.WARNING,
        message=Message(
            f"“{named(first)}”（第{first.place.page}页）与“{named(other)}”（第{other.place.page}页）"
            f"文字相同：{clipped(shorter, 40)}",
            f"“{named(first)}” (p. {first.place.page}) and “{named(other)}” (p. {other.place.page}) "
            f"have the same text: {clipped(shorter, 40)}",
        ),
        operands=(quoted("first", clipped(first.text), first.place), quoted("again", clipped(other.text), other.place)),
        reported=clipped(other.text, 40),
        group=f"完成情况照抄：{other.path}" if is_result else group,
    )


def named(passage: Passage) -> str:
    """How a reader would name it: its label, the form's field, else its section."""
    return "›".join(filter(None, (passage.group, passage.label))) or passage.section or "正文"


CHECK = Check(
    code="TEXT001",
    name="duplicate-paragraph",
    title=Message("同一段文字重复出现", "The same paragraph is printed twice"),
    severity=Severity.WARNING,
    subjects=copies,
    examine=examine,
    kinds=ACCOUNTS,
    thresholds=("min_paragraph",),
    doc=__doc__ or "",
)
