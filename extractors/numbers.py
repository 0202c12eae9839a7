"""Printed figures: what a cell's text or a passage of prose states as a number, and what is none.

A figure carries its operator as it was meant (》98% is ≥98 %, 不低于95% too), its unit and its printed precision.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.model import Number, Place
from extractors.moments import MOMENT, read_moment
from extractors.numerals import ARABIC, CHINESE, NUMERAL, half_width, numeral
from extractors.units import BRACKETED, MONEY, MULTIPLES, SHARES, UNIT, clean_unit, unit_factor

__all__ = ["Found", "find_numbers", "read_moment", "read_number", "unit_factor"]

_BEFORE = {
    "≥": "≥≥ ≥ ≧ >= => 》 〉 ⩾ 不低于 不少于 不小于 不得低于 不得少于 大于等于 大于或等于 高于或等于 至少",
    "≤": "≤≤ ≤ ≦ <= =< 《 〈 ⩽ 不高于 不超过 不大于 不多于 不得超过 不得高于 不超 小于等于 小于或等于 控制在 至多 最多",
    ">": "> 高于 大于 超过 多于 超出",
    "<": "< 低于 小于 少于 不足 不到 未达",
    "=": "== = ═ 等于",
}
_AFTER = {"≥": "及以上 以上 或以上 起", "≤": "及以下 以下 以内 之内 或以下"}
_BEFORE_SIGN = {sign: meant for meant, signs in _BEFORE.items() for sign in signs.split()}
# 内 itself (24小时内) counts behind a unit of time or length only.
_AFTER_SIGN = {sign: meant for meant, signs in _AFTER.items() for sign in signs.split()}


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# 节约64万元 is exact.
_ABOUT = "(?<![节制集违契签预])约"
_NEAR = f"约为|大约|{_ABOUT}|将近|接近|近|超近"
_FIGURE = "".join(
    (
        rf"(?P<near>{_NEAR})? ?",
        rf"(?:(?P<before>{_any(_BEFORE_SIGN)}) ?)?",
        rf"(?P<near2>{_ABOUT}|近)?",
        r"(?P<sign>[-−–]|负)?",
        r"(?P<share>[百千万]分之)?",
        rf"(?P<first>{NUMERAL})(?!\d|\.\d)",
        rf"(?: ?(?P<unit1>{UNIT})? ?(?:[-—–~～]+|至|到) ?(?P<second>{ARABIC}|(?<=[至到]){CHINESE}))?",
        r"(?P<more>[余多来]|几(?=[个万]))?",
        rf"(?:(?: ?(?P<unit>\({UNIT}\)|{UNIT}(?:{BRACKETED})?))(?P<more2>[余多](?!样|种|元|年))?)?",
        rf"(?:\(含\))?(?: ?(?P<after>{_any(_AFTER_SIGN)}|(?<=[天日时月周年里米钟])内))?(?:\(含\))?",
        r"(?P<about>左右|上下)?",
    )
)
_SCAN = re.compile(rf"(?<![A-Za-z\d.]){_FIGURE}(?![A-Za-z])")
_CELL = re.compile(
    rf"(?:每年|每月|每季度|每周|全年|年均|达到|达|完成|实际完成|已完成|实现|共计|共|合计|为)?{_FIGURE}(?P<other>[^\d\W]{{1,2}})?[。;；,，]?"
)
_ACCOUNTING = re.compile(rf"\((?P<inside>{ARABIC}(?:{UNIT})?)\)")
# What looks like a unit behind a number and makes it a year, a rank or a code instead.
_NO_UNIT = re.compile(r"年|月|日|号|级|届|期|版|时|点|[A-Za-z_]|[一二三四五六七八九十]")
# A Chinese numeral in prose is a count only before one of these.
_LONG_MEASURES = ("个月", "人次", "小时", "万人", "万人次", "户次", "公里", "平方米", "批次", "场次")
_MEASURES = frozenset(
    (*"个项人户家名份篇场台套辆处座条件宗例种次分所部批轮期元亩天倍", *MONEY, *SHARES, *_LONG_MEASURES)
)
# Before or behind a Chinese numeral: fixed words in which it counts nothing.
_IDIOM_BEFORE = re.compile(r"(?:[第统唯同单专逐之其某万任另每进这那哪初周上下前后新往“‘\"]|不|十四)$")
_IDIOM_AFTER = re.compile(r"性|规定|意识|自信|维护|确立|代表|务必|文明|坚持|善于|离不开|一百年|全面|有数|关心|明显")
_IDIOMS = re.compile(
    r"十分(?![,，。;；、)]|$)|一(?:人|家|天|年|期|批|类|种|部|场|次|分|件|轮|处|条)(?=[^,，。;；:：、\d]*(?:地|样|般|同|致|体))|一类(?=事业)|一部分|部分"
    r"|三分|二分|四分|百分百|[二三四]类(?=事业)|一期|二期|三期|一次(?!会议|培训|检查|活动|性会议)(?=[^,，。;；])"
)
_RANK = rf"(?:[轮批次届期章条个名位号]?[、和与至到-](?:\d+|{CHINESE})(?=[轮批次届期章条名位号]))*"
_LABELS = "图|表|附件|附表|附|指标|任务|目标|问题|措施|标段|序号|页|注|步骤|方案|公开"
_SKIPS = re.compile(
    "|".join(
        (
            rf"第 ?(?:\d+|{CHINESE}){_RANK}",
            r"[\[〔【(（﹝] ?(?:19|20)\d{2} ?[\]〕】)）﹞] ?(?:第 ?)?\d+(?:[-、]\d+)* ?号",
            r"\d+(?:-\d+)* ?号(?!线)",
            r"(?<!\d)(?:\(?0\d{2,3}\)?[- ]?\d{7,8}|1[3-9]\d{9}|\d{3,4}-\d{7,8}|1[3-9]\d[*xX]+\d*)(?!\d)",
            r"(?:19|20)\d{2} ?[-—–~至、]+ ?(?:19|20)\d{2}(?= ?年) ?年(?:度)?",
            r"[〇零一二][〇零一二三四五六七八九]{3} ?年(?:度)?",
            MOMENT,
            r"(?<!\d)(?:19|20)\d{2} ?(?:- ?(?:19|20)\d{2} ?)?年(?:度)?",
            r"(?<!\d)\d{2}年(?:度|初|末|底)",
            r"(?<!\d)\d{1,2}:\d{2}(?::\d{2})?(?!\d)",
            r"(?<!\d)\d{1,2}:\d{1,2}(?!\d)",
            r"https?://\S+|www\.\S+|(?<![\w.])[\w.]{1,60}@[\w.]{1,60}",
            r"(?<![A-Za-z])[A-Za-z][A-Za-z\d.\-_]{0,60}\d+[A-Za-z\d\-_]*|(?<!\d)\d+[A-Za-z][A-Za-z\d]{0,60}\d[A-Za-z\d]*",
            r"(?<!\d)\d{3,6}(?= ?(?:政务|市民|便民|举报|服务)*(?:热线|平台))",
            r"(?<![\d.,])\d{7,}(?![\d.,]| ?[万亿元个])(?:-[A-Za-z\d]+)?",
            r"(?<![\d.])\d{5,}(?=-[^\d])",
            r"(?<![\d.,])\d{3,}-\d{3,}(?:-\d+)*(?! ?(?:%|个|项|元|万|人|分))",
            r"\( ?(?:\d{1,2}|[一二三四五六七八九十]+) ?\)(?! ?%)",
            r"(?:^|(?<=[。;；:：\s]))\d{1,2} ?[.．、](?= ?[^\d\s.])",
            r"(?:^|(?<=[。;；:：\s]))\d{1,2}\.(?= ?(?:19|20)\d{2}年)",
            r"(?:^|(?<=[。;；\s]))[一二三四五六七八九十]+、",
            rf"(?:{_LABELS})\d{{1,2}}(?![\d.,]| ?(?:{UNIT})|[-~])",
            r"[①-⑳㈠-㈩⑴-⒇]",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """A figure in a passage: text[start:end] with its operator and unit; `number.place` is not set."""

    start: int
    end: int
    number: Number


def read_number(text: str, place: Place = Place(0), unit: str = "") -> Number | None:
    """The figure that a whole cell states, or None when the cell is not one figure (words, dates, marks, codes).

    `unit` is the column's unit and counts only where the cell prints none.
    """
    plain = re.sub(r"(?<![\d])\s+|\s+(?!\d)|\s+(?=[.,])|(?<=[.,])\s+", "", half_width(text.strip()))
    plain = re.sub(r"(?<=\d)，(?=\d{3}(?!\d))", ",", plain)
    if inside := _ACCOUNTING.fullmatch(plain):
        if re.fullmatch(r"\d{1,2}", inside["inside"]):
            return None
        plain = "-" + inside["inside"]
    match = _CELL.fullmatch(plain)
    if match is None or _is_moment(plain):
        return None
    other = match["other"] or ""
    if _NO_UNIT.match(other) or (other and match["unit"]):
        return None
    if not match["first"][0].isdigit() and not (match["unit"] or match["share"]):
        return None
    number = _number(match, unit, other)
    return replace(number, text=text, place=place) if number else None


def _is_moment(plain: str) -> bool:
    if re.search(r"(?:19|20)\d{2}年", plain):
        return True
    return bool(re.fullmatch(MOMENT, plain)) and not re.fullmatch(ARABIC, plain)


def find_numbers(text: str) -> list[Found]:
    """The figures of a passage in order; years, dates, ranks, codes, telephones and item numerals are none."""
    masked = _masked(half_width(text))
    found = []
    for match in _matches(masked):
        if not match["first"][0].isdigit() and not _is_count(masked, match):
            continue
        number = _number(match, "")
        if number is not None:
            start = match.end() - len(match.group().lstrip())
            end = match.start() + len(match.group().rstrip())
            found.append(Found(start, end, replace(number, text=text[start:end])))
    return found


def _matches(masked: str) -> Iterator[re.Match[str]]:
    """What reads as a figure; a mark before it that closes or opens a title is no part of it."""
    for match in _SCAN.finditer(masked):
        if match["before"] not in ("》", "〉", "《", "〈") or not _is_title_mark(masked, match.start("before")):
            yield match
        elif bare := _SCAN.match(masked, match.start("near2") if match["near2"] else match.start("first")):
            yield bare


def _masked(plain: str) -> str:
    """The passage with everything that only looks like a figure blotted out; the length stays the same."""
    blotted = _SKIPS.sub(lambda match: "\0" * len(match.group()), plain)
    return _IDIOMS.sub(lambda match: "\0" * len(match.group()), blotted)


def _is_title_mark(text: str, at: int) -> bool:
    """Whether a book-title mark at `at` closes or opens a title instead of standing for ≥ or ≤."""
    opening = text.rfind("《", 0, at)
    if text[at] in "》〉":
        return opening >= 0 and opening > text.rfind("》", 0, at) and not text[opening + 1 : opening + 2].isdigit()
    closing = text.find("》", at + 1)
    return (
        closing >= 0 and not text[closing + 1 : closing + 2].isdigit() and not re.search("[,，。;；]", text[at:closing])
    )


def _is_count(text: str, match: re.Match[str]) -> bool:
    """Whether a Chinese numeral in prose counts something: 三项 does, 统一, 十四五 and “四个意识” do not."""
    if match["share"]:
        return True
    unit = clean_unit(match["unit"] or "")
    if unit not in _MEASURES:
        return False
    return not _IDIOM_BEFORE.search(text[: match.start()]) and not _IDIOM_AFTER.match(text, match.end())


def _number(match: re.Match[str], default: str, other: str = "") -> Number | None:
    first = numeral(match["first"])
    second = numeral(match["second"]) if match["second"] else None
    if first is None or (match["second"] and second is None):
        return None
    unit, factor = _unit(match, default, other)
    if second is not None and (second[0] <= first[0] or (not unit and not default)):
        return None
    sign = -1 if match["sign"] else 1
    before, after = (
        _BEFORE_SIGN.get(match["before"] or "", ""),
        {**_AFTER_SIGN, "内": "≤"}.get(match["after"] or "", ""),
    )
    near = ("near", "near2", "more", "more2", "about")
    return Number(
        text=match.group(),
        value=sign * first[0],
        unit=unit,
        factor=factor,
        step=min(first[1], second[1]) if second else first[1],
        operator=before or after,
        upper=second[0] if second else None,
        is_approximate=any(match[name] for name in near) and not (match["near"] == "近" and unit in ("年", "天")),
    )


def _unit(match: re.Match[str], default: str, other: str) -> tuple[str, Decimal]:
    if match["share"]:
        return {"百": ("%", SHARES["%"]), "千": ("‰", SHARES["‰"])}.get(match["share"][0], ("‱", Decimal("0.0001")))
    unit = clean_unit(match["unit"] or match["unit1"] or other or default)
    if unit in MULTIPLES and clean_unit(default) in MONEY and match["unit"]:
        return unit + "元" if unit + "元" in MONEY else unit, MULTIPLES[unit]
    factor = unit_factor(unit)
    if factor is None and not other:
        return (unit, Decimal(1)) if match["unit"] else ("", Decimal(1))
    return unit, factor or Decimal(1)
