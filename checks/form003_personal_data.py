"""A personal telephone or identity number is published in the report.

Why: reports are published for anyone to read; a private number in one cannot be taken back.
Flags: mobile numbers, identity numbers and, in contact lines, office numbers; shown with their middle digits masked.
Leaves alone: numbers that the report masks itself; hotlines; long codes of projects and accounts.
Limits: names are not judged: an officer's name in a signature line is no private fact.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._model import ACCOUNTS, Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._phrases import quoted
from extractors.model import Place, Report

MOBILE = re.compile(r"(?<![\dA-Za-z.\-])1[3-9]\d{9}(?![\dA-Za-z.,%])")
IDENTITY = re.compile(
    r"(?<![\dA-Za-z])[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
OFFICE = re.compile(r"(?<![\dA-Za-z.])(?:0\d{2,3}[-－—]?)?[2-8]\d{6,7}(?![\dA-Za-z.,%])")
# No number of a person has fewer digits in a row.
SHORTEST = 7
LONG = re.compile(r"\d{7}")
CONTACT = re.compile(r"电话|联系")
KINDS = {"手机号码": "mobile number", "身份证号码": "identity number", "电话号码": "office number"}


class Published(NamedTuple):
    """The private numbers of one text, masked, by kind; for no text, how many were read."""

    place: Place | None
    found: tuple[tuple[str, str], ...]
    read: int


def published(report: Report, _: Parameters) -> Iterator[Published]:
    read = 0
    has_any = False
    for text, place in texts(report):
        read += 1
        found = tuple(dict.fromkeys(numbers("".join(text.split())))) if len(text) >= SHORTEST else ()
        if found:
            has_any = True
            yield Published(place, found, read)
    if read and not has_any:
        yield Published(None, (), read)


def texts(report: Report) -> Iterator[tuple[str, Place]]:
    """Every paragraph and cell; a cell with its left neighbour, which says that it is a contact."""
    for section in report.sections:
        yield from ((paragraph.text, paragraph.place) for paragraph in section.paragraphs if paragraph.lines)
    for table in report.tables:
        before = ""
        for cell in table.cells:
            if cell.text:
                yield (f"{before}：{cell.text}" if CONTACT.search(before) else cell.text), cell.place
                before = cell.text if len(cell.text) <= 20 else ""


def numbers(text: str) -> Iterator[tuple[str, str]]:
    if not LONG.search(text):
        return
    yield from (("手机号码", covered(m.group())) for m in MOBILE.finditer(text))
    yield from (("身份证号码", covered(m.group())) for m in IDENTITY.finditer(text))
    if CONTACT.search(text):
        yield from (("电话号码", covered(m.group())) for m in OFFICE.finditer(text))


def covered(number: str) -> str:
    """A number with its middle masked: 138****5678."""
    return number[:3] + "****" + number[-4:]


def examine(given: Published) -> Iterator[Outcome]:
    if given.place is None:
        yield Passed("正文与表格", f"{given.read} 处文字没有个人信息")
        return
    for kind, number in given.found:
        yield Finding(
            subject=f"个人信息/{kind}",
            severity=Severity.INFO,
            message=Message(
                f"公开了{kind}{number}（第{given.place.page}页）",
                f"a {KINDS[kind]} is published: {number} (p. {given.place.page})",
            ),
            operands=(quoted("number", number, Place(given.place.page, given.place.box, kind)),),
            reported=number,
        )


CHECK = Check(
    code="FORM003",
    name="personal-data",
    title=Message("公开了个人信息", "Personal data is published"),
    severity=Severity.INFO,
    subjects=published,
    examine=examine,
    kinds=ACCOUNTS,
    doc=__doc__ or "",
)
