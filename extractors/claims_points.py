"""A total score divided in prose: 自评得分96.5分，其中：决策20分得18.5分，…; 投入19分（满分20分），…，综合得分95分."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractors.claims_scene import Scene
from extractors.claims_scores import is_full_score, is_loss, is_total
from extractors.claims_text import Figure, Sentence
from extractors.model import Claim, Part

_FULL = re.compile(r"(?:满分|分值|权重|标准分|应得)(?:值|为|是|共|：|:|\s)*$")
_GOT = re.compile(r"[，,（(：:\s]*(?:实际|自评|实)?(?:得分|得)(?:为|是|：|:|\s)*")
_ENDS = re.compile(r"[（(：:，,、\s]+|(?:得分|得|为|是|：|:)+$")
_SELECTS = re.compile(r"主要|重点|例如|部分|扣|[一-龥]等[，,。；;、]|均(?:得|为|获|是)?(?:到|了)?满分")
# The first-level groups of every scheme: a list that names both ends of one names all of it.
_EFFORT = re.compile(r"产出|决策|投入|过程|管理|执行")
_EFFECT = re.compile(r"效益|效果|满意")
HUNDRED = Decimal(100)


def point_claims(scene: Scene) -> Iterator[Claim]:
    """The division of the total that a sentence states, if it states one."""
    sentence = scene.sentence
    total = _total(scene)
    if total is None:
        return
    marks = [f for f in sentence.figures if f.unit == "分" and f is not total and not is_loss(sentence.lead(f))]
    marks = [figure for figure in marks if not is_full_score(sentence, figure)]
    is_between = any(f.start < total.start for f in marks) and any(f.start > total.end for f in marks)
    got, full = _split(sentence, marks)
    if len(got) < 2 or (is_between and not _closes_behind(got, total)):
        return
    parts = tuple(Part(_label(scene, figure, marks), figure.number) for figure in got)
    owner = sentence if total.start >= sentence.start else sentence.before or sentence
    yield scene.claim(
        "parts",
        None,
        "总分",
        number=total.number,
        place=total.number.place,
        context=owner.context(total),
        period=owner.period(total),
        parts=parts,
        is_complete=_is_all(parts, full, len(got)) and not _SELECTS.search(sentence.text),
        is_sure=scene.is_form_sure,
    )


def _total(scene: Scene) -> Figure | None:
    """The one total score that the sentence divides: its own, or the last figure of the one before 其中."""
    sentence = scene.sentence
    own = [figure for figure in sentence.figures if is_total(scene, figure)]
    if own or sentence.before is None or not sentence.text.lstrip("（( 　").startswith("其中"):
        return own[0] if len(own) == 1 else None
    before = sentence.before.figures
    is_last = bool(before) and before[-1].unit == "分" and "得" in sentence.before.lead(before[-1])
    return before[-1] if is_last else None


def _split(sentence: Sentence, marks: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """What was got and what could be got: 20分得18.5分, 得分19分（满分20分）."""
    full = [figure for figure in marks if _FULL.search(sentence.lead(figure))]
    for figure, behind in pairwise(marks):
        gap = sentence.passage.text[figure.end : behind.start]
        if figure not in full and _GOT.fullmatch(gap):
            full.append(figure)
    return [figure for figure in marks if figure not in full], full


def _closes_behind(got: list[Figure], total: Figure) -> bool:
    """Whether the parts stand on one side of the total: what else the sentence scores is another thing's."""
    return all(figure.start > total.end for figure in got) or all(figure.start < total.start for figure in got)


def _label(scene: Scene, figure: Figure, marks: list[Figure]) -> str:
    """What a part is called: by the words before it, or before the full score that it is got of."""
    lead = _ENDS.sub("", scene.own_lead(figure))
    at = marks.index(figure)
    if not lead and at:
        lead = _ENDS.sub("", scene.own_lead(marks[at - 1]))
    return lead.removeprefix("其中")[-16:]


def _is_all(parts: tuple[Part, ...], full: list[Figure], count: int) -> bool:
    """Whether the parts are all there are: their full scores make 100, or they name a whole scheme."""
    if full:
        return len(full) == count and sum(figure.number.value for figure in full) == HUNDRED
    labels = [part.label for part in parts]
    is_scheme = any(map(_EFFORT.search, labels)) and any(map(_EFFECT.search, labels))
    return is_scheme and len(labels) > 2 and len(set(labels)) == len(labels)
