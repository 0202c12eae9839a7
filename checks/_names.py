"""Names of units, projects and funds: whether two of them are one name, a short form, or differ by a word."""

import re
from collections.abc import Iterator
from enum import StrEnum

from checks._text import BLANK

CODE = re.compile(
    r"^(?:[\[【(（][A-Za-z\d]{2,}[\]】)）]|[A-Za-z\d]{3,}[-—－])|[（(](?:盖章|公章|章)[）)]|[（(]\d+[）)]$"
)
YEAR = re.compile(r"(?:19|20)\d{2}[-—－至]?(?:(?:19|20)\d{2})?年?度?|[“”\"'《》]")
TITLE_TAIL = re.compile(
    r"(?:市级|县级|区级|省级|本级)?(?:部门|单位)?(?:决算|预算)?(?:项目)?(?:整体)?(?:支出)?(?:预算)?(?:绩效)?(?:目标)?(?:自评|评价|自我评价)+(?:结果)?"
    r"(?:工作)?(?:总结)?(?:报告|表|情况)+$|(?:部门|单位)?整体(?:支出)?绩效.*$|(?:部门|单位)?(?:预算|决算).*$"
)
JOINTS = re.compile(r"[和与及暨]")
AREA = re.compile(r"[\u4e00-\u9fff]{1,7}[市州盟区县旗镇乡]")
AREAS = re.compile(r"(?:[\u4e00-\u9fff]{1,6}?[省市州盟区县旗])+")
MIN_OFFICE = 3
PARTY = re.compile(r"^(?:中国共产党|中共)")


class Likeness(StrEnum):
    """How two names compare."""

    SAME = "same"
    CONTAINED = "contained"
    SHORT = "short"
    JOINT = "joint"
    WORD = "word"
    LEVEL = "level"
    AREA = "area"
    OTHER = "other"


def plain(name: str) -> str:
    """A name without blanks, codes, years and seals."""
    return PARTY.sub("", CODE.sub("", YEAR.sub("", BLANK.sub("", name)))).strip("：:、，。-—")


def title_name(title: str) -> str:
    """What a document's title names: the unit, or unit and project, without year and kind of report."""
    return TITLE_TAIL.sub("", plain(title)).removesuffix("部门").removesuffix("关于")


def likeness(left: str, right: str) -> Likeness:
    """Compare two plain names."""
    if left == right:
        return Likeness.SAME
    if left in right or right in left:
        return Likeness.CONTAINED
    if JOINTS.sub("", left) == JOINTS.sub("", right):
        return Likeness.JOINT
    short, long = sorted((left, right), key=len)
    if is_superior(short, long):
        return Likeness.LEVEL
    if len(short) < len(long) and is_short_form(short, long):
        return Likeness.SHORT
    return Likeness.WORD if differing(left, right) else Likeness.OTHER


def is_superior(short: str, long: str) -> bool:
    """Whether a name lacks nothing but the district inside the other: the city's bureau for the district's."""
    head = 0
    while head < len(short) and short[head] == long[head]:
        head += 1
    missing = long[head : head + len(long) - len(short)]
    is_rest = short[head:] == long[head + len(missing) :]
    return is_rest and AREA.fullmatch(missing) is not None and short[:head].endswith(("省", "市", "州", "区", "县"))


def area_of(name: str) -> tuple[str, str]:
    """The district that a unit's name begins with, "" if none, and what the unit is there."""
    found = AREAS.match(name)
    return (found.group(), name[found.end() :]) if found else ("", name)


def namesake(title: str, unit: str) -> str:
    """The unit of another district that a title begins with, "" where it names none: 青溪县教育局 for 云山县教育局."""
    area, office = area_of(unit)
    there, rest = area_of(title)
    is_other = bool(area and there) and area not in there and there not in area
    return there + office if is_other and len(office) >= MIN_OFFICE and rest.startswith(office) else ""


def is_short_form(short: str, long: str) -> bool:
    """Whether a name is the other with characters left out, its first and one more in a row kept."""
    if len(short) < 3 or short[:2] not in long:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def differing(left: str, right: str) -> tuple[str, str] | None:
    """The one word of up to 4 characters in which two names differ, the rest (70 % or more) being equal."""
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    words = (left[head : len(left) - tail], right[head : len(right) - tail])
    same = (head + tail) / max(len(left), len(right))
    is_close = all(0 < len(word) <= 4 for word in words) and len(words[0]) == len(words[1])
    return words if is_close and same >= 0.7 and head > 1 and tail > 0 else None


def variants(name: str, text: str) -> Iterator[tuple[int, str]]:
    """Where a text has a name of the same length that differs in one word of up to 3 characters: place and spelling."""
    half = len(name) // 2
    seen: set[int] = set()
    for anchor, offset in ((name[:half], 0), (name[-half:], len(name) - half)):
        at = text.find(anchor)
        while at >= 0:
            start = at - offset
            found = text[start : start + len(name)] if start >= 0 else ""
            if len(found) == len(name) and found != name and start not in seen and differing(name, found):
                seen.add(start)
                yield start, found
            at = text.find(anchor, at + 1)
