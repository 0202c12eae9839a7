"""Sums in prose whose total comes last: A、B，合计C; 年初预算A，年中追加B，调整后预算C."""

import re
from collections.abc import Iterator

from extractors.claims_changes import is_of_change
from extractors.claims_parts import FUNDED, part_label, whole_subject
from extractors.claims_scene import Scene
from extractors.claims_text import Figure, Sentence
from extractors.model import Claim, Part

_ROUND = re.compile(r"第[一二三四五六七八九十\d]+[期批次季轮]")
_TOTAL = re.compile(r"(?:共计|合计|总计|共|总数)(?:[^，,。；;\d]{0,12})$")
_LISTED = re.compile(r"(?:[（(]套[）)])?[、，,和及][^，,。；;：:、\d]{2,20}")
_SUMMED = re.compile(
    r"(?:[（(]套[）)])?[，,](?:[两二三四五六七八九][项类者部分]*)?(?:合计|共计|总计|[一-龥]{0,4}总数)(?:为|支出|使用|购置)?"
)
_ALSO = re.compile(r"[，,]另")
_TALLY = re.compile(r"(?:合计|共计|总计)")
_ADJUSTED = (
    re.compile(r"预算|安排|批复"),
    re.compile(r"(?:追加|调增|核增|增加)(?:预算|资金|经费|安排)?[^，,。；;\d]{0,8}$"),
    re.compile(r"(?:调整后|全年)(?:的)?(?:总)?(?:预算|资金)(?:数|总额|总数|金额)?(?:为|达|达到|共计|合计|至)?$"),
)
# What else may be in the adjusted budget.
_BESIDE = re.compile(r"结转|结余|调减|核减|压减|调剂|其中|上年|比|较")


def sum_claims(scene: Scene) -> Iterator[Claim]:
    """下达中央资金A万元，县资金B万元，共计C万元: the total comes last, and so does an adjusted budget."""
    sentence = scene.sentence
    for i, whole in enumerate(sentence.figures):
        begin, end = sentence.segment(whole)
        if "其中" in sentence.passage.text[begin:end]:
            continue
        before = tuple(f for f in sentence.figures[:i] if f.start >= begin and not _is_tally(sentence, f))
        earlier = _summands(sentence, whole, before)
        if len(earlier) < 2 or whole.is_percent or not _TOTAL.search(scene.own_lead(whole)):
            continue
        if sentence.segment(whole)[0] <= earlier[0].start and len(_periods(sentence, earlier)) < 2:
            parts = tuple(Part(part_label(scene, figure), figure.number) for figure in earlier)
            is_sure = all((FUNDED if whole.is_money else _ROUND).search(sentence.lead(f)) for f in earlier)
            is_sure = is_sure or all(map(_ALSO.match, map(sentence.lead, earlier[1:])))
            is_sure = is_sure or _is_plain_list(sentence, earlier, whole)
            yield scene.claim(
                "parts", whole, whole_subject(sentence, whole), parts=parts, is_complete=True, is_sure=is_sure
            )
            return
    yield from _adjusted(scene)


def _adjusted(scene: Scene) -> Iterator[Claim]:
    """年初预算A，年中追加B，调整后预算C: three amounts told one after the other."""
    sentence = scene.sentence
    moneys = [figure for figure in sentence.figures if figure.is_money]
    for first, added, whole in zip(moneys, moneys[1:], moneys[2:], strict=False):
        clauses = [scene.own_lead(figure) for figure in (first, added, whole)]
        is_told = all(p.search(words) for p, words in zip(_ADJUSTED, clauses, strict=True))
        if is_told and not _BESIDE.search(sentence.passage.text[sentence.start : whole.start]):
            parts = (Part("年初预算", first.number), Part("追加", added.number))
            yield scene.claim("parts", whole, whole_subject(sentence, whole), parts=parts, is_complete=True)


def _is_tally(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure only says how many the parts are: 三项合计186万元."""
    return bool(_TALLY.match(sentence.passage.text, figure.end))


def _summands(sentence: Sentence, whole: Figure, earlier: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The figures before a total that it may add: all where it is money, else the numbered rounds of its unit."""
    if whole.is_money:
        is_plain = all(f.is_money and not is_of_change(sentence, f) for f in earlier)
        is_flat = not re.search(r"[（(]", sentence.text)
        return earlier if is_plain and is_flat else ()
    alike = tuple(f for f in earlier if _things(f) == _things(whole))
    if len(alike) == len(earlier) > 1 and _is_plain_list(sentence, alike, whole):
        return alike
    return tuple(f for f in alike if f.unit == whole.unit and _ROUND.search(sentence.lead(f)))


def _things(figure: Figure) -> str:
    """The unit without what stands in brackets: 台(套) counts 台."""
    return re.sub(r"[（(].*", "", figure.unit)


def _is_plain_list(sentence: Sentence, parts: tuple[Figure, ...], whole: Figure) -> bool:
    """Whether nothing but names stands between the parts and nothing but 合计 before the total: A、B、C，合计D."""
    leads = [sentence.lead(figure).strip() for figure in parts[1:]]
    return all(map(_LISTED.fullmatch, leads)) and bool(_SUMMED.fullmatch(sentence.lead(whole).strip()))


def _periods(sentence: Sentence, figures: tuple[Figure, ...]) -> set[str]:
    return {sentence.period(figure) for figure in figures}
