"""A placeholder of the template was left in the text.

Why: a report with XX or 请填写 in it was published unread; the figure that belongs there is missing.
Flags: XX, ××, ** and ____ where a word or figure belongs, 请填写, (200字以内), 下降（增长） left undecided, a reason
announced and not given (主要原因是。), a note to the author in a heading （增加内容）.
Leaves alone: masks of personal data (李**, 138****5678), contact lines, marks for a footnote at the end of a word.
Limits: a placeholder that reads like a word is not recognised.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._cell_texts import PERSONAL, indicator_texts, other_cells
from checks._model import ACCOUNTS, Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._phrases import quoted
from checks._text import packed, passages, titled
from extractors.model import Place, Report

PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9*])[XxＸ×]{2,}(?![A-Za-z0-9*])|_{3,}|＿{2,}|请填写|请在此|（?[（(]?(?:限|不超过)?\d{2,4}字(?:以内|左右)[）)]|"
    r"(?<=[≥≤=>＜＞为])\*{2,}(?!\w{0,2}(?:同志|老人|村民))|(?:^|(?<=[由向与和经在至县市区镇乡，。：；（]))[*＊○]{2,}(?=(?:主管|职能|责任|实施)?(?:部门|单位|项目|公司|[局委办镇乡村县区市科处]))|\*{2,}(?=[个人次项元万亩公户%年月])|增长（下降）|下降（增长）|增加（减少）|减少（增加）|（此处"
    r"|（(?:增加|新增|修改|删除|补充)内容）|(?:原因|理由)(?:主要)?(?:是|为)[：:]?(?=[。；;]|$)"
)
# What every placeholder has in it: most texts have none of it.
SUSPECT = re.compile(r"[XxＸ×_＿*请字（(]|[是为][：:]?(?:[。；;]|$)")
AROUND = 10


class Leftovers(NamedTuple):
    """The placeholders of one text; for no text, how many were read."""

    path: str
    place: Place | None
    found: tuple[str, ...]
    read: int


def leftovers(report: Report, _: Parameters) -> Iterator[Leftovers]:
    known = [(one.path, one.text, one.place) for one in passages(report)]
    known += [(one.path, one.text, one.place) for one in indicator_texts(report)]
    known += [(f"标题/{titled(one)}", packed(one.title), one.place) for one in report.sections if one.title]
    known += other_cells(report, {(place.page, place.box) for _, _, place in known})
    has_any = False
    for path, text, place in known:
        here = placeholders(text) if SUSPECT.search(text) else ()
        if here:
            has_any = True
            yield Leftovers(path, place, here, len(known))
    if known and not has_any:
        yield Leftovers("", None, (), len(known))


def placeholders(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(around(text, m) for m in PLACEHOLDER.finditer(text) if not is_personal(text, m)))


def is_personal(text: str, found: re.Match[str]) -> bool:
    """Whether the asterisks mask a person's name or number."""
    return bool(PERSONAL.search(text[max(0, found.start() - 12) : found.end() + 4]))


def around(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - AROUND) : found.end() + AROUND]


def examine(given: Leftovers) -> Iterator[Outcome]:
    if given.place is None:
        yield Passed("正文与表格", f"{given.read} 处文字没有未填的占位符")
        return
    text = "；".join(given.found)
    yield Finding(
        subject=f"{given.path}/占位符",
        severity=Severity.WARNING,
        message=Message(
            f"模板占位符未填写：“{text}”（第{given.place.page}页）",
            f"placeholder left in: “{text}” (p. {given.place.page})",
        ),
        operands=(quoted("placeholder", text, given.place),),
        reported=text,
    )


CHECK = Check(
    code="TEXT007",
    name="placeholder-left",
    title=Message("模板占位符未填写", "A placeholder of the template was left in"),
    severity=Severity.WARNING,
    subjects=leftovers,
    examine=examine,
    kinds=ACCOUNTS,
    doc=__doc__ or "",
)
