"""What the lines above a form's table say of it: 项目名称：…　实施单位：…　年度：…, beside each other or below."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.form_blocks import Block
from extractors.form_sheet import path
from extractors.lexicon import field_of, packed
from extractors.model import Entry, Section
from extractors.numbers import read_number

_NAMES = ("unit", "department", "owner", "project", "year")
_POINTS = ("total", "grade")
_SCORE = re.compile(r"\d{1,3}(?:\.\d+)?分?")
_GRADE = re.compile(r"[优良中差][秀好等]?|合格|不合格|[A-D]级?")
_RUN = re.compile(r"[一-龥()（）/、]{2,20}$")
_BLANK = re.compile(r"[\s_＿]+")
_YEAR_TAIL = re.compile(r"[(（]?(?:19|20)\d{2}年度?[)）]?$")
_DATED = re.compile(r" ?(?:19|20)\d{2}")
_MONEY = re.compile(r" ?(?:人民币)?[亿万千百]?元")
_NAME = re.compile(r"[^\s:：]{1,60}")
# A label that follows a name without a blank must be long enough to be none of its last words.
_GLUED = 4
_LEAST = {"year": 4, "project": 2, "total": 1, "grade": 1}
_UNIT_NAME = re.compile(
    r"(?:部门|填报单位|编制单位|预算单位|实施单位|项目单位|单位名称)(?:名称)?(?:[(（][^()（）]*[)）])?[:：] ?"
    r"([^\s:：（(]{4,40}?)(?=(?:金额)?单位[:：]|填(?:报|表)|\s|$)"
)


def caption_facts(blocks: list[Block]) -> dict[str, str]:
    """Head fields and their texts as the captions of a form's tables print them; the first of a field stays."""
    facts: dict[str, str] = {}
    for block in blocks:
        for field, text in labelled(_BLANK.sub(" ", block.sheet.table.caption)):
            if _NAME.fullmatch(text) and len(text) >= _LEAST.get(field, 3):
                facts.setdefault(field, _YEAR_TAIL.sub("", text) if field != "year" else text)
    named = (_UNIT_NAME.search(_BLANK.sub(" ", block.sheet.table.caption)) for block in blocks)
    if not facts.keys() & {"unit", "department", "owner"} and (found := next(filter(None, named), None)):
        facts["unit"] = packed(found[1])
    return facts


def caption_points(blocks: list[Block], sections: tuple[Section, ...], form: str) -> tuple[Entry | None, Entry | None]:
    """The total and the grade that the lines above a form's table state, where those lines stand in the prose."""
    stated = caption_facts(blocks)
    pages = blocks[0].sheet.table.pages[:1]
    found: dict[str, Entry] = {}
    for paragraph in (p for section in sections for p in section.paragraphs if p.place.page in pages):
        for field, text in labelled(_BLANK.sub(" ", paragraph.text)) if stated.keys() & set(_POINTS) else ():
            known = {"total": _SCORE, "grade": _GRADE}.get(field)
            if known and known.fullmatch(text) and stated.get(field) == text and field not in found:
                place = replace(paragraph.place, label=path(f"表 {form}", "自评得分" if field == "total" else "等级"))
                number = read_number(text, place, "分") if field == "total" else None
                found[field] = Entry(text, place, number)
    return found.get("total"), found.get("grade")


def labelled(line: str) -> Iterator[tuple[str, str]]:
    """The labels of a line that name head fields, with the texts behind their colons, each up to the next label."""
    labels = [label for colon in re.finditer(r"[:：]", line) if (label := _label(line, colon.start()))]
    ends = [*(first for _, first, _ in labels[1:]), len(line)]
    for (field, _, colon), end in zip(labels, ends, strict=False):
        if field in (*_NAMES, *_POINTS):
            yield field, packed(line[colon + 1 : end])


def _label(line: str, colon: int) -> tuple[str, int, int] | None:
    """The field, the first letter and the colon of the label that ends before a colon; the longest that is known."""
    before = line[:colon].rstrip()
    run = _RUN.search(before)
    if run is None:
        return None
    for first in range(run.start(), len(before) - 1):
        text = before[first:]
        is_apart = first == 0 or not (line[first - 1].isalnum() or line[first - 1] in "()（）")
        match = field_of("head", text)
        is_dated = match is not None and match.field == "year" and _DATED.match(line, colon + 1)
        if match and (is_apart or is_dated or len(text) >= _GLUED):
            return match.field, first, colon
        if text in ("单位", "金额单位") and _MONEY.match(line, colon + 1):
            return "", first, colon
    return ("", run.start(), colon) if run.start() == 0 or line[run.start() - 1] == " " else None
