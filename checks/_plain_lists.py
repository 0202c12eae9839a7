"""Parts told one after the other with nothing but their names between: 其中行政人员16人、事业人员29人."""

import re
from decimal import Decimal

from extractors.model import Claim, Number, Part

OPENING = re.compile(r"其中|包括|包含|[：:，,；;（(含中]")
NEXT = re.compile(r"(?P<mark>、|，|,|；|;|和|及|与|以及)(?P<name>[^\d，,。；;、：:%]{1,16})")
NAME = re.compile(r"[^\d，,。；;、：:%]{1,16}")
# Words that begin something else: a change, a whole of its own, what is left, what was done with it.
OTHER = re.compile(r"增加|减少|增长|下降|较|比(?!例)|共|合计|总|剩|结余|同比|累计|完成|达|占|其中|主要|重点|人均|平均")
WITHIN = re.compile(r"其中|[一-龥]{2,8}中[，,]")
OPEN = re.compile(r"[，,、]?[^，,。；;、]{0,8}等")
SHARE = re.compile(r"[，,（(]占[^，,。；;、（）()]{0,14}\d[\d.]*[%％][）)]?")
BRACKET = re.compile(r"[（(][^（）()]*[）)]")
# What the parts are held against must be what there is, not what was planned or there before.
PLANNED = re.compile(r"计划|目标|上年|去年|往年|上期|同期|[较比]|平均|人均")
# What one and the same person may be counted under twice.
OVERLAPPING = re.compile(
    r"党员|女|男|少数民族|残疾|贫困|脱贫|低保|学历|学位|研究生|本科|专科|岁|老年|青年|妇女|农民|返乡|退役|毕业生|双师|骨干|困难|重点"
)
PEOPLE = re.compile(r"人|名|户|位")
REST = re.compile(r"(?:及以[下上]|以[下上]|其他.{0,6}|其它.{0,6}|其余.{0,6}|及其他)$")
PAIRS = (("地上", "地下"), ("在职", "退休"), ("男", "女"), ("室内", "室外"))
KINDS = (
    ("春", "秋"),
    ("优", "良"),
    ("上半年", "下半年"),
    ("行政", "事业"),
    ("新建", "改"),
    ("新建", "续建"),
    ("中央", "地方"),
    ("城镇", "农村"),
    ("职工", "居民"),
    ("城市", "农村"),
    ("本级", "下级"),
)
NEAR = Decimal("0.1")
FAR = Decimal("0.5")


def plain_parts(claim: Claim) -> tuple[Part, ...]:
    """The parts up to where the list breaks off, () where words stand between them or the list is left open."""
    if claim.number is None or PLANNED.search(claim.subject):
        return ()
    rest = behind_whole(re.sub(r"\s", "", claim.sentence), claim.number)
    taken: list[Part] = []
    at, joint = 0, ""
    for part in claim.parts:
        printed = re.sub(r"\s", "", part.number.text)
        found = rest.find(printed, at)
        words = rest[at:found] if found >= 0 else ""
        if not taken:
            words = OPENING.split(words)[-1]
            is_next = bool(NAME.fullmatch(words))
        else:
            match = NEXT.fullmatch(words)
            mark, words = (match["mark"], match["name"]) if match else ("", words)
            is_next = bool(match) and (mark in ("和", "及", "与", "以及") or joint in ("", mark))
            joint = joint or mark
        if not is_next or OTHER.search(words):
            break
        taken.append(part)
        at = found + len(printed)
    is_exact = not any(n.is_approximate or n.operator for n in (claim.number, *(part.number for part in taken)))
    is_open = OPEN.match(rest[at : at + 12]) is not None
    return tuple(taken) if len(taken) > 1 and is_exact and not is_open else ()


def behind_whole(text: str, whole: Number) -> str:
    """What stands behind the whole in its sentence, "" where it is not there or is only spoken of (计划300人的…)."""
    printed = re.sub(r"\s", "", whole.text)
    at = text.find(printed)
    if at < 0 and WITHIN.match(text):
        # The whole was told in the sentence before.
        return BRACKET.sub("", SHARE.sub("", text))
    rest = text[at + len(printed) :] if at >= 0 else ""
    if rest.startswith("的"):
        return ""
    inside = re.match(r"[（(]([^（）()]*)[）)]", rest)
    if inside and len(re.findall(r"\d[\d,.]*", inside[1])) > 1:
        return inside[1]
    return BRACKET.sub("", SHARE.sub("", rest))


def is_exclusive(parts: tuple[Part, ...], unit: str) -> bool:
    """Whether no thing can be counted under two of the parts: kinds of one thing, or not people by their traits."""
    return is_alike(parts) or not (PEOPLE.search(unit) and any(OVERLAPPING.search(part.label) for part in parts))


def is_alike(parts: tuple[Part, ...]) -> bool:
    """Whether the parts are kinds of one thing: 县道、乡道、村道; 文职辅警、勤务辅警; 春季学期、秋季学期."""
    names = [re.sub(r"[“”\"'（）()]", "", part.label) for part in parts]
    if any(OVERLAPPING.search(name) for name in names):
        return False
    if all(names) and len({name[-1] for name in names}) == 1:
        return True
    return len(names) == 2 and any(
        first in names[i] and second in names[1 - i] for first, second in KINDS for i in (0, 1)
    )


def has_rest(parts: tuple[Part, ...]) -> bool:
    """Whether the last part takes in all that is left: 讲师及以下, 其他."""
    return REST.search(parts[-1].label) is not None


def is_near(gap: Decimal, whole: Decimal) -> bool:
    """Whether so little is missing that the list was meant to be all of it."""
    return 0 < gap <= whole * NEAR


def is_slip(gap: Decimal, whole: Decimal) -> bool:
    """Whether the parts exceed the whole by no more than a slip of a digit explains."""
    return 0 < -gap <= whole * FAR


def is_complementary(claim: Claim) -> bool:
    """Whether two parts are all there can be: 计容 and 不计容, 地上 and 地下."""
    labels = [part.label for part in claim.parts]
    if len(labels) != 2:
        return False
    first, second = sorted(labels, key=len)
    return second in {"不" + first, "非" + first, "未" + first} or any(
        one in first + second and other in first + second for one, other in PAIRS
    )
