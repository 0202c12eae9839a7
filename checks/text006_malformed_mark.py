"""An operator or a punctuation mark is broken: 《10%, ≥≥98%, “，，”.

Why: 《10% is no comparison; a reader must guess whether ≤ was meant, and a program reads nothing.
Flags: 《 or 》 used as an operator, doubled operators, doubled or colliding punctuation, a rate of growth or a share
with no unit.
Leaves alone: titles in 《…》, also those that begin with a year; ellipses; the dots and dashes of empty cells.
Limits: a mark that is well formed and wrong (≤ for ≥) is GOAL005's.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from checks._model import ACCOUNTS, Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._phrases import quoted
from checks._text import titled
from extractors.model import Place, Report

MARKS = (
    re.compile(r"[≥≤≧≦＞＜><]{3,}[\d０-９]|(?:≥|≤|≧|≦){2,}|(?:>=|<=){2,}|[>＞]{2}\d|[<＜]{2}\d|[=＝]{2,}\d"),
    re.compile(r"(?<![，、；：。,;])(?:[，、；：,;][，、；：。,;]|。[，、；：。])(?![。.．])"),
    re.compile(r"(?:增长|下降|提高了?|占比为?)\d+\.\d+[。；]"),
)
MARK = re.compile(r"[≥≤≧≦＞＜><=＝《》，、；：。,;]")
TITLE_MARK = re.compile(r"[《》]")
FIGURE_AFTER = re.compile(r"[《》]\s*\d[\d.,]*\s*(?!\d*年)(?:%|％|‰|[^\d年\s]|$)")
AROUND = 8
MEANT = {"《": "，疑为“≤”", "》": "，疑为“≥”"}


class Mark(NamedTuple):
    """A broken mark with a few characters around it, and what was probably meant."""

    text: str
    meant: str


class Marks(NamedTuple):
    """The broken marks of one text, by where it stands; for no text, how many were read."""

    path: str
    place: Place | None
    broken: tuple[Mark, ...]
    read: int


def marks(report: Report, _: Parameters) -> Iterator[Marks]:
    read = 0
    found = False
    for path, text, place in texts(report):
        read += 1
        broken = tuple(dict.fromkeys(broken_marks("".join(text.split())))) if MARK.search(text) else ()
        if broken:
            found = True
            yield Marks(path, place, broken, read)
    if read and not found:
        yield Marks("", None, (), read)


def texts(report: Report) -> Iterator[tuple[str, str, Place]]:
    """Every paragraph and every cell that bears text, with a path for it."""
    for section in report.sections:
        for paragraph in section.paragraphs:
            if paragraph.lines and paragraph.role != "title":
                yield f"正文/{titled(section)}".rstrip("/"), paragraph.text, paragraph.place
    for table in report.tables:
        for cell in table.cells:
            if cell.text:
                yield cell.place.label or f"表 {table.caption}", cell.text, cell.place


@lru_cache(maxsize=4096)
def broken_marks(text: str) -> tuple[Mark, ...]:
    positions = (*misused_titles(text), *(m.start() for pattern in MARKS for m in pattern.finditer(text)))
    return tuple(Mark(text[max(0, at - AROUND) : at + AROUND], MEANT.get(text[at], "")) for at in positions)


def misused_titles(text: str) -> Iterator[int]:
    """Where 《 or 》 has no partner and stands before a figure that is no year."""
    opened: list[int] = []
    lonely = []
    for found in TITLE_MARK.finditer(text):
        if found.group() == "《":
            opened.append(found.start())
        elif opened:
            opened.pop()
        else:
            lonely.append(found.start())
    # Alone in a cell the mark stands in a column of operators, its figure beside it.
    yield from (at for at in sorted((*opened, *lonely)) if FIGURE_AFTER.match(text, at) or len(text) == 1)


def examine(given: Marks) -> Iterator[Outcome]:
    if given.place is None:
        yield Passed("正文与表格", f"{given.read} 处文字的符号完整")
        return
    for mark in given.broken:
        yield Finding(
            subject=f"{given.path}/符号",
            severity=Severity.INFO,
            message=Message(
                f"符号有误：“{mark.text}”（第{given.place.page}页）{mark.meant}",
                f"broken mark: “{mark.text}” (p. {given.place.page})",
            ),
            operands=(quoted("mark", mark.text, given.place),),
            reported=mark.text,
        )


CHECK = Check(
    code="TEXT006",
    name="malformed-mark",
    title=Message("符号或标点有误", "A broken operator or punctuation mark"),
    severity=Severity.INFO,
    subjects=marks,
    examine=examine,
    kinds=ACCOUNTS,
    doc=__doc__ or "",
)
