"""The same paragraph is printed twice in one report.

Why: a paragraph that stands in two places answers neither of the two questions it is put under.
Flags: two paragraphs of the prose, or two goal or task cells of different rows or forms, of 30 characters or more
whose words are the same once a leading label (年度履职目标：) is off; a paragraph that stands inside a longer one.
Leaves alone: headings, notes, captions and explanations of terms; shorter texts; a form's goal that restates the
prose's, a whole and an annual goal of one form, an outcome equal to its goal (info, in the same group); one project's
goal in several of its forms.
Limits: word for word after blanks and the width of marks are made equal; near copies are TEXT002's.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from checks._model import ACCOUNTS, Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._phrases import clipped, quoted
from checks._text import Passage, han, passages
from extractors.model import Report

STOP = re.compile(r"[。；！？]")
SEED = 20
TERMS = re.compile(r"名词解释|专业名词|名词说明")


class Copies(NamedTuple):
    """Passages with the same words, in reading order, and how many texts were compared."""

    passages: tuple[Passage, ...]
    compared: int


def copies(report: Report, parameters: Parameters) -> Iterator[Copies]:
    projects = [form.project or str(i) for i, form in enumerate(report.forms)]
    known = [one for one in passages(report) if is_compared(one, parameters.min_paragraph)]
    groups: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in known:
        groups[words(passage)].append(passage)
    found = [tuple(one for one in alike if not is_again(one, alike, projects)) for alike in groups.values()]
    found += contained([passage for passage in known if passage.form < 0])
    yield from (Copies(alike, len(known)) for alike in found if len(alike) > 1)
    if len(known) > 1 and all(len(alike) < 2 for alike in found):
        yield Copies((), len(known))


def words(passage: Passage) -> str:
    return passage.body.strip("。；，")


def is_compared(passage: Passage, length: int) -> bool:
    """Whether a text is long enough and no explanation of a term."""
    text = words(passage)
    return len(text) >= length and han(text) >= length * 2 // 3 and not TERMS.search(passage.section)


def contained(prose: list[Passage]) -> list[tuple[Passage, ...]]:
    """The paragraphs that stand once more, from the start of a sentence on, inside a longer one."""
    starts: defaultdict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in prose:
        for at in (0, *(found.end() for found in STOP.finditer(passage.body))):
            starts[passage.body[at : at + SEED]].append((passage, at))
    pairs = []
    for passage in prose:
        text = words(passage)
        for other, at in starts[text[:SEED]]:
            if len(other.body) > len(text) + 1 and other.body.startswith(text, at) and words(other) != text:
                pairs.append((other, passage) if is_first(other, passage, prose) else (passage, other))
                break
    return pairs


def is_first(one: Passage, other: Passage, prose: list[Passage]) -> bool:
    return prose.index(one) < prose.index(other)


def is_again(passage: Passage, alike: list[Passage], projects: list[str]) -> bool:
    """Whether it is the cell of another form about the same project, read before."""
    if passage.form < 0:
        return False
    before = alike[: alike.index(passage)]
    return any(
        one.form >= 0
        and one.form != passage.form
        and projects[one.form] == projects[passage.form]
        and one.path.rsplit("/", 1)[-1] == passage.path.rsplit("/", 1)[-1]
        for one in before
    )


def examine(given: Copies) -> Iterator[Outcome]:
    if not given.passages:
        yield Passed("正文与表内文字", f"{given.compared} 段（30 字以上）两两不同")
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
    doc=__doc__ or "",
)
