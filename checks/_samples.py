"""Rates that a count must give: how many were asked or inspected, and which per cents a whole number of them can be."""

import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from checks._forms import indicator_name, indicator_paths, named_forms, rows_of
from checks._model import Operand
from checks._numbers import shown
from checks._phrases import counted, operand, quoted
from checks._reasons import place_in
from checks._targets import SHARE_UNITS
from extractors.model import Claim, Entry, Indicator, Number, Paragraph, Report, paragraphs

HUNDRED = Decimal(100)
SIZE = re.compile(
    r"(?P<verb>有效|收回|回收|发放|发出|问卷|抽查|抽样|抽取|抽检|抽测|样本|走访|访问|受访|回访|调查|访谈|测评)(?!慰问|服务)"
    r"[^，,。；;：:%％\d]{0,12}?(?P<size>\d{1,5})(?:份|人次|人|户|名|家|个|件|批次|批|例|位|组|台|套)"
)
# These speak of a survey wherever they stand; the others only beside one of these or in the rate's own sentence.
SURVEY = re.compile(r"问卷|抽样|样本|测评|满意度调查|调查表")
NEARBY = re.compile(r"抽查|抽取|抽检|抽测|走访|访问|回访|受访")
VERBS = re.compile(r"有效|收回|回收")
COUNTED = re.compile(r"满意(?:度|率)|知晓率|合格率|认可度|支持率|好评率|优良率|知晓度")
AVERAGED = re.compile(
    r"平均|均值|均为|加权|综合|得分|打分|评分|分制|分值|满分|分别|各项|各类|以上|左右|弃权|未作答|不了解|中立|\d+[个道]?(?:小?题|问题|选项|方面|维度)"
)
AIMED = re.compile(r"目标|指标值|预期|年初|不低于|不少于|计划|要求|应达|力争|[≥>＞]")
CEILING = re.compile(
    r"(?:满意(?:度|率)|(?<!毛)(?:合格|覆盖|及时|准确|知晓|达标|合规|公开|优良|成活|完好|正确|差错|真实)率|知晓度|认可度)"
    r"(?:指标|[（(][^）)]*[)）])?$"
)
RISE = re.compile(r"增长|提高|提升|增加|同比|变动|改善|超")


class Sampled(NamedTuple):
    """A printed rate and the numbers of asked or inspected that it may be a share of."""

    subject: str
    label: str
    printed: Operand
    number: Number
    sizes: tuple[tuple[int, Operand], ...]
    is_averaged: bool


class Capped(NamedTuple):
    """A printed rate that no count can bring above 100 %."""

    subject: str
    label: str
    printed: Operand
    number: Number


def sampled(report: Report) -> Iterator[Sampled]:
    """Rates of satisfaction, knowledge and quality with a sample size in their paragraph or in their own row."""
    yield from in_rows(report)
    yield from in_prose(report)


def in_rows(report: Report) -> Iterator[Sampled]:
    for name, form in named_forms(report):
        for path, row in zip(indicator_paths(form), rows_of(form), strict=True):
            if COUNTED.search(indicator_name(row)) and row.actual and (number := share_of(row, row.actual)):
                entries = [entry for entry in (row.actual, row.reason) if entry]
                sizes = [pair for entry in entries for pair in sizes_in(entry.text, entry)]
                text = "".join(entry.text for entry in entries)
                if sizes and number.value <= HUNDRED:
                    printed = operand("rate", row.actual)
                    averaged = bool(AVERAGED.search(text))
                    yield Sampled(f"{name}/{path}/比率", indicator_name(row), printed, number, tuple(sizes), averaged)


def in_prose(report: Report) -> Iterator[Sampled]:
    stated = [claim for claim in report.claims if is_counted(claim) and claim.number and claim.number.value <= HUNDRED]
    for paragraph in paragraphs(report) if stated else ():
        text = packed(paragraph.text)
        mine = [claim for claim in stated if claim.sentence in text] if SIZE.search(text) else []
        for claim in mine:
            assert claim.number
            sizes = [pair for pair in sizes_in(paragraph.text, paragraph) if is_about(pair[1].text, claim, text)]
            if not sizes:
                continue
            label = claim.subject or "比率"
            averaged = bool(AVERAGED.search(claim.sentence)) or len(mine) > 2
            printed = counted("rate", claim.number)
            yield Sampled(f"正文/{label}/比率", label, printed, claim.number, tuple(sizes), averaged)


def is_about(words: str, claim: Claim, paragraph: str) -> bool:
    """Whether a stated number is surely of those whose share the claim is."""
    if all(word in claim.sentence for word in words.split("、")):
        return bool(SURVEY.search(paragraph) or NEARBY.search(words))
    is_before = paragraph.find(words.split("、", maxsplit=1)[0]) < paragraph.find(claim.sentence)
    return is_before and not NEARBY.search(words) and bool(SURVEY.search(paragraph))


def packed(text: str) -> str:
    return re.sub(r"\s", "", text)


def is_counted(claim: Claim) -> bool:
    """Whether a claim of the prose is a result in per cent that a count gives; a target is none."""
    number = claim.number
    if number is None or claim.source != "prose" or claim.kind in {"change", "parts", "grade", "target"}:
        return False
    if number.unit not in SHARE_UNITS or number.operator or number.is_approximate or number.upper is not None:
        return False
    before = re.split(r"[，,；;]", claim.sentence.split(number.text)[0])[-1]
    return bool(COUNTED.search(before)) and not AIMED.search(before) and not RISE.search(before)


def share_of(row: Indicator, entry: Entry) -> Number | None:
    """The per cent that a cell prints, its sign in the unit column too; None for words, bounds and approximations."""
    number = entry.number or leading_share(entry)
    column = row.target_unit.text if row.target_unit else ""
    if number is None or number.operator or number.is_approximate or number.upper is not None:
        return None
    is_share = number.unit in {"%", "％", "百分比"} or (not number.unit and column in {"%", "％", "百分比"})
    return number if is_share else None


def leading_share(entry: Entry) -> Number | None:
    """The per cent that a cell begins with where words follow it: 93.7%（抽查30人）."""
    match = re.match(r"(\d{1,3}(?:\.\d+)?)[%％](?=[（(，,；;])", packed(entry.text))
    if match is None:
        return None
    value = Decimal(match[1])
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return Number(match.group(), value, "%", Decimal("0.01"), step, place=entry.place)


def sizes_in(text: str, where: Paragraph | Entry) -> Iterator[tuple[int, Operand]]:
    """Every stated number of asked or inspected, then what several groups make together."""
    found: list[tuple[str, int, Operand]] = []
    for match in SIZE.finditer(text):
        words = match.group()
        place = where.place if isinstance(where, Entry) else place_in(where, match.start())
        verb = "kept" if VERBS.search(words) else "asked"
        found.append((verb, int(match["size"]), quoted("sample", words, place)))
    yield from ((size, fact) for _, size, fact in found if size)
    for verb in ("kept", "asked"):
        group = [(size, fact) for its, size, fact in found if its == verb]
        if len(group) > 1:
            facts = "、".join(fact.text for _, fact in group)
            yield sum(size for size, _ in group), quoted("sample", facts, group[0][1].place)


def reached(number: Number, size: int) -> Decimal | None:
    """The whole count whose share of `size`, rounded or cut off to the printed digits, is this per cent."""
    low = (number.value - number.step / 2) * size / HUNDRED
    high = (number.value + number.step) * size / HUNDRED
    count = max(Decimal(0), low.to_integral_value(ROUND_CEILING))
    return count if count < high and count <= size else None


def nearest(number: Number, size: int) -> str:
    """The two shares around a per cent: 28/30 = 93.33%，29/30 = 96.67%."""
    below = (number.value * size / HUNDRED).to_integral_value(ROUND_FLOOR)
    counts = [count for count in (below, below + 1) if 0 <= count <= size]
    return "，".join(f"{count}/{size} = {shown(round(count * HUNDRED / size, 2))}%" for count in counts)


def capped(report: Report) -> Iterator[Capped]:
    """Rates of a part in its whole: rows of forms by their name, sentences by the words before the figure."""
    for name, form in named_forms(report):
        for path, row in zip(indicator_paths(form), rows_of(form), strict=True):
            label = indicator_name(row)
            number = share_of(row, row.actual) if row.actual else None
            if row.actual and number and CEILING.search(label) and not RISE.search(label):
                yield Capped(f"{name}/{path}/上限", label, operand("rate", row.actual), number)
    for claim in report.claims:
        if is_counted(claim) and not claim.about and claim.number and CEILING.search(claim.subject):
            yield Capped(f"正文/{claim.subject}/上限", claim.subject, counted("rate", claim.number), claim.number)


def smallest(sizes: Iterable[tuple[int, Operand]]) -> tuple[tuple[int, Operand], ...]:
    """Each size once, in the order printed."""
    return tuple({size: (size, fact) for size, fact in reversed(tuple(sizes))}.values())[::-1]
