"""Dates and deadlines: 2021年12月31日, 9月前, 11月底完成100%."""

import re

from extractors.model import Moment
from extractors.numerals import half_width, numeral

_TAIL = r"(?:底|末|初|份|上旬|中旬|下旬)?"
_DAY = r"\d{1,2} ?[日号]"
# A point of time with at least a month; it captures no group.
MOMENT = (
    rf"(?<!\d)(?:19|20)\d{{2}} ?年 ?\d{{1,2}} ?(?:[-—~至] ?\d{{1,2}} ?)?月{_TAIL}(?: ?{_DAY})?"
    rf"|(?<!\d)(?:19|20)\d{{2}}[-./]\d{{1,2}}(?:[-./]\d{{1,2}})(?![\d.])"
    rf"|(?<![\d.个])\d{{1,2}} ?(?:[-—~至、] ?\d{{1,2}} ?)?月(?!均|嫂){_TAIL}(?: ?{_DAY})?"
    rf"|(?<![\d.])\d{{1,2}} ?日(?=前|内|至|起)"
)
_WORDS = re.compile(
    r"(?:(?P<year>(?:19|20)\d{2})年(?:度)?)?(?:(?P<month>\d{1,2})月(?:份)?)?(?:(?P<day>\d{1,2})[日号])?(?P<rest>.*)"
)
_DASHED = re.compile(r"(?P<year>(?:19|20)\d{2})[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?(?P<rest>\D*)")
_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_BEFORE = re.compile(r"^(?:底|末|初|份|上旬|中旬|下旬)*(?:之|以)?[前内]|截止|截至")


def read_moment(text: str) -> Moment | None:
    """The date or deadline a cell states, or None; `bound` is "before" for 前 and ≤, "at" for 完成 and 底."""
    plain = re.sub(r"\s", "", half_width(text))
    plain = re.sub(r"[〇零一二三四五六七八九]{4}(?=年)", lambda m: m.group().translate(_CHINESE_DIGITS), plain)
    plain = re.sub(r"[一二三四五六七八九十]{1,3}(?=[月日])", _as_digits, plain)
    bare = re.sub(r"^(?:[<≤≦《=]+|截止到|截止|截至|在|于)", "", plain)
    match = _DASHED.fullmatch(bare) or _WORDS.fullmatch(bare)
    if match is None or not (match["year"] or match["month"]) or len(match["rest"]) > 16:
        return None
    month, day = (int(match[name]) if match[name] else None for name in ("month", "day"))
    if (month and not 1 <= month <= 12) or (day and not 1 <= day <= 31):
        return None
    return Moment(text, int(match["year"]) if match["year"] else None, month, day, _bound(plain, bare, match["rest"]))


def _as_digits(match: re.Match[str]) -> str:
    found = numeral(match.group())
    return str(found[0]) if found else match.group()


def _bound(plain: str, bare: str, rest: str) -> str:
    if _BEFORE.search(rest) or plain[: len(plain) - len(bare)].startswith(("<", "≤", "≦", "《", "截")):
        return "before"
    return "at" if rest else ""
