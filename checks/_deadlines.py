"""Deadlines as targets (9月底前, 第四季度, 年内) and the time at which the thing was done."""

import re
from typing import NamedTuple

QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
YEAR = r"(?:(?P<year>20\d{2})\s*(?:年度?|[./-]))?"
WHEN = (
    rf"{YEAR}(?:(?P<month>1[0-2]|0?[1-9])(?:月份?|(?(year)[./-]|月))(?:(?P<day>3[01]|[12]\d|0?[1-9])日?|(?P<part>上旬|中旬|下旬|初|底|末))?"
    r"|第?(?P<quarter>[一二三四1-4])季度(?:底|末)?|(?P<half>上半年|下半年|年底|年末|年内|年度内|全年|当年))"
)
DONE = (
    r"(?:完成|完工|竣工|开工|验收|发放|拨付|支付|下达|公开|上线|建成|到位|交付|投入使用"
    r"|投用|采购|印发|全部|已|均|合格|通过)*"
)
TOLD = re.compile(
    rf"(?:于|在|已|均|计划|实际|应|须|截至|≤|<=)*{WHEN}(?:之?(?P<before>前)|以(?P<till>前)|(?P<inside>内))?{DONE}(?:率?(?:为|达)?100%)?[。；]?"
)
PARTS = {"初": 10, "上旬": 10, "中旬": 20, "下旬": 31, "底": 31, "末": 31}
TIMED = re.compile(r"(?:时间|时限|期限|日期|节点|时点|完成|完工|竣工)$")
LAST = 31


class Span(NamedTuple):
    """A stretch of time, as (month, day) in a year that may not be printed."""

    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    is_open: bool


def read(text: str) -> Span | None:
    """The time that a whole text states, None where it states none. `is_open`: 9月前 may or may not hold September."""
    match = TOLD.fullmatch(re.sub(r"\s", "", text))
    if match is None:
        return None
    year = int(match["year"]) if match["year"] else None
    is_before = bool(match["before"] or match["till"])
    if match["quarter"]:
        month = QUARTERS[match["quarter"]]
        return Span(year, (month - 2, 1), (month, LAST), is_before)
    if match["half"]:
        first, last = ((1, 1), (6, LAST)) if match["half"] == "上半年" else ((1, 1), (12, LAST))
        return Span(year, first, last, False)
    month = int(match["month"])
    if match["day"]:
        day = int(match["day"])
        return Span(year, (month, day), (month, day), False)
    if part := match["part"]:
        last_day = PARTS[part]
        return Span(year, (month, max(1, last_day - 10)), (month, last_day), False)
    return Span(year, (month, 1), (month, LAST), is_before)


def is_deadline(text: str, name: str) -> bool:
    """Whether a time is the last at which the thing may be done, by its own words or the indicator's name."""
    words = re.sub(r"\s", "", text)
    ends = re.search(r"前|内|底|末|季度|年$|完成|完工|竣工|100%", words) is not None
    return ends or TIMED.search(name) is not None


def is_late(aim: Span, done: Span, form_year: int | None) -> bool | None:
    """Whether a thing was done after its time; None where the printed times leave it open.

    A time without a year is of the other's year; where only the outcome has one, the target is of the form's.
    """
    left = aim.year or form_year or done.year
    right = done.year or aim.year or left
    if left is not None and right is not None and left != right:
        return right > left
    if done.first > aim.last:
        return True
    last = (aim.first[0] - 1, LAST) if aim.is_open else aim.last
    return False if done.last <= last else None
