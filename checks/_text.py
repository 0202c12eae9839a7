"""Paragraphs and cells as text to compare: labels off, figures masked, cut into clauses and runs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from checks._forms import named_forms
from checks._memo import once
from extractors.model import Entry, Form, Paragraph, Place, Report, Section

LABEL = re.compile(r"^(?:[（(]?[\d一二三四五六七八九十]{1,3}[）).．、])?([^，。；：:、“”\d]{2,16})[：:]")
FIGURE = re.compile(r"[\d０-９]+(?:[,，](?=\d{3})\d{3})*(?:[.．]\d+)?[%％‰]?")
BLANK = re.compile(r"[\s\u3000]+")
NUMBERING = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]+)+\s*")
CLAUSE = re.compile(r"[^，。；：,;:！？!?]+")
NOTE = re.compile(r"^[（(]?(?:注|备注|说明|填报说明|填表说明)[一二三四五\d]?[：:.．、）)]")
OUTCOME = re.compile(r"完成|实现|执行|实际|成效|结果|效果|情况分析|运行情况|总结|使用情况|支出情况")
PLAN = re.compile(r"目标|任务|计划|要求|安排|打算|设想")
FUTURE = re.compile(r"改进|措施|建议|下一步|打算|整改|努力方向|工作计划")
MIN_LINE = 20
HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the prose or the text of a form's cell. `tense`: goal|outcome|other; `form`: -1 in prose.

    `path` names it in a subject; `text` has its blanks removed; `body` has its label off too.
    """

    text: str
    place: Place
    path: str
    label: str
    tense: str
    section: str
    form: int = -1
    group: str = ""

    @property
    def body(self) -> str:
        found = LABEL.match(self.text)
        return self.text[found.end() :] if found else self.text


@lru_cache(maxsize=4096)
def packed(text: str) -> str:
    """The text with no blanks and with marks of one width."""
    packed = "".join(text.split())
    # Nine scans for a character are ten times as fast as one translation of Chinese text.
    for narrow, wide in zip(",;:()!?％．", "，；：（）！？%.", strict=True):
        packed = packed.replace(narrow, wide)
    return packed


@lru_cache(maxsize=2048)
def masked(text: str) -> str:
    """The text with every figure as one #."""
    return FIGURE.sub("#", text)


def han(text: str) -> int:
    """How many Chinese characters it has."""
    return sum(map(len, HAN.findall(text)))


@once
def titled(section: Section) -> str:
    """A section's title without its number, blanks and closing mark."""
    return NUMBERING.sub("", BLANK.sub("", section.title)).rstrip("。：:；")


@once
def passages(report: Report) -> tuple[Passage, ...]:
    """Every body paragraph of the prose, then every goal, outcome and task text of the forms."""
    return (*prose(report), *form_texts(report))


@once
def prose(report: Report) -> tuple[Passage, ...]:
    """The body paragraphs in reading order; notes, captions and headings are none.

    A paragraph that breaks off inside a sentence goes on in the next one of its section (a page break, a wide gap).
    """
    told: list[Passage] = []
    for section in report.sections:
        is_first = True
        for paragraph in section.paragraphs:
            if paragraph.role != "body" or not paragraph.lines or NOTE.match(paragraph.text):
                continue
            here = passage_of(section, paragraph)
            if told and not is_first and is_broken(told[-1].text) and not here.label:
                told[-1] = replace(told[-1], text=told[-1].text + here.text)
            else:
                told.append(here)
            is_first = False
    return tuple(told)


def is_broken(text: str) -> bool:
    """Whether a paragraph has no end: long enough to be one, and no closing mark."""
    return len(text) >= MIN_LINE and text[-1] not in "。；：！？…”）.;:!?" and "，" in text


def passage_of(section: Section, paragraph: Paragraph) -> Passage:
    text, title = packed(paragraph.text), titled(section)
    found = LABEL.match(text)
    label = found.group(1) if found else ""
    path = "/".join(dict.fromkeys(filter(None, ("正文", title[:30], label))))
    return Passage(text, paragraph.place, path, label, tense_of(label) or tense_of(title) or "other", title)


def tense_of(name: str) -> str:
    """Whether a label or a heading announces an outcome or a goal; "" if neither."""
    if re.search(r"设置|设定|分解|申报", name):
        return "goal" if PLAN.search(name) else ""
    if OUTCOME.search(name):
        return "outcome"
    return "goal" if PLAN.search(name) or FUTURE.search(name) else ""


def form_texts(report: Report) -> Iterator[Passage]:
    """The goals, outcomes and task texts of every form."""
    for index, (name, form) in enumerate(named_forms(report)):
        for passage in (*goal_texts(name, form, index), *task_texts(name, form, index)):
            if passage.text:
                yield passage


def goal_texts(name: str, form: Form, index: int) -> Iterator[Passage]:
    for goal in form.goals:
        yield from cell(goal.goal, f"{name}/年度总体目标", "goal", index)
        yield from cell(goal.result, f"{name}/年度总体目标完成情况", "outcome", index)


def task_texts(name: str, form: Form, index: int) -> Iterator[Passage]:
    for task in form.tasks:
        yield from cell(task.content, f"{name}/{task.name}/主要内容", "goal", index, task.name)
        yield from cell(task.result, f"{name}/{task.name}/完成情况", "outcome", index, task.name)


def cell(entry: Entry | None, path: str, tense: str, form: int, group: str = "") -> Iterator[Passage]:
    if entry:
        yield Passage(packed(entry.text), entry.place, path, path.rsplit("/", 1)[-1], tense, "", form, group)


def clauses(text: str) -> tuple[str, ...]:
    """What stands between commas, stops, semicolons and colons."""
    return tuple(CLAUSE.findall(text))


@lru_cache(maxsize=64)
def grams_of(source: str, run: int) -> frozenset[str]:
    """Every run of so many characters."""
    return frozenset(source[i : i + run] for i in range(len(source) - run + 1))


def copied(text: str, source: str, run: int) -> tuple[bool, ...]:
    """For each character of `text`, whether it stands in a run of at least `run` characters that `source` has too."""
    grams = grams_of(source, run)
    marks = bytearray(len(text))
    for i in range(len(text) - run + 1):
        if text[i : i + run] in grams:
            marks[i : i + run] = b"\1" * run
    return tuple(map(bool, marks))


def own_words(passage: Passage) -> str:
    """A passage's text for comparison: label off, figures masked."""
    return masked(passage.body)
