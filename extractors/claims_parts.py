"""Wholes and their parts in prose: 共A，其中B、C、D; A、B，共计C."""

import re
from collections.abc import Iterator

from extractors.claims_changes import is_of_change
from extractors.claims_scene import Scene
from extractors.claims_text import Figure, Sentence
from extractors.model import Claim, Part

_MARK = re.compile(r"其中|(?:主要)?用于以下方面|具体(?:为|如下|包括|是)|包括|分别(?:为|是)|由")
_SELECTS = re.compile(r"主要|包括|重点|如|含|例如|部分|有")
_WHOLE = re.compile(r"共|合计|总计|总额|总数|总收入|总支出|总预算|总投资")
_ENDS_OPEN = re.compile(r"^[^，,。；;]{0,12}等(?=[，,。；;、）)]|$)")
_TOTAL = re.compile(r"(?:共计|合计|总计|共)(?:[^，,。；;\d]{0,12})$")
# Parts that make up their whole by what they are.
_PARTITIONS = (
    ("基本支出", "项目支出"),
    ("人员", "公用"),
    ("货物", "工程", "服务"),
    ("优", "良"),
    ("财政拨款", "事业收入"),
    ("因公出国", "公务接待"),
    ("购置", "运行"),
    ("地上", "地下"),
    ("计容", "不计容"),
)


def part_claims(scene: Scene) -> Iterator[Claim]:
    """The divisions that a sentence states; a mark at its beginning divides the last figure of the sentence before."""
    sentence = scene.sentence
    for match in re.finditer("其中|用于以下方面", scene.text[sentence.start : sentence.end]):
        at = sentence.start + match.start()
        whole = _whole_before(sentence, at)
        if whole is None:
            continue
        figures = tuple(_parts(sentence, whole, at))
        if figures:
            yield _division(scene, whole, figures, at)
    yield from _sums(scene)


def _whole_before(sentence: Sentence, at: int) -> Figure | None:
    """The last figure before the mark that is an amount or a count, not a change and not a rate."""
    earlier = [f for f in sentence.figures if f.end <= at and not f.is_percent and not is_of_change(sentence, f)]
    if earlier:
        return None if earlier[-1].number.operator else earlier[-1]
    is_first = not sentence.passage.text[sentence.start : at].strip("（( \n　")
    if not is_first or sentence.before is None:
        return None
    before = sentence.before
    figures = [f for f in before.figures if not f.is_percent and not is_of_change(before, f)]
    return figures[-1] if figures else None


def _parts(sentence: Sentence, whole: Figure, at: int) -> Iterator[Figure]:
    """The figures of the whole's unit behind the mark, up to the end of its bracket; what divides a part is left out."""
    end = _end(sentence, at)
    text = _without_brackets(sentence.passage.text, at, end)
    skip_to = at
    for figure in sentence.figures:
        if not at < figure.start < end or figure.start < skip_to or text[figure.start] == " ":
            continue
        if _nested_mark(text, at, figure.start) >= 0:
            stops = [found for mark in "；;" if (found := text.find(mark, figure.start, end)) >= 0]
            skip_to = min(stops, default=end)
            continue
        if figure.unit == whole.unit and not figure.number.operator and not is_of_change(sentence, figure):
            yield figure


def _end(sentence: Sentence, at: int) -> int:
    """Where the division ends: the bracket it stands in, else the sentence."""
    text, depth = sentence.passage.text, 0
    for i in range(at, sentence.end):
        depth += (text[i] in "（(") - (text[i] in "）)")
        if depth < 0:
            return i
    return sentence.end


def _without_brackets(text: str, at: int, end: int) -> str:
    """The text with what stands in brackets between at and end blotted out; the length stays the same."""
    inside = re.sub(r"[（(][^（）()]*[）)]", lambda match: " " * len(match.group()), text[at:end])
    return text[:at] + inside + text[end:]


def _nested_mark(text: str, at: int, end: int) -> int:
    begin = max(text.rfind(mark, at + 2, end) for mark in "；;")
    return text.find("其中", max(begin, at + 2), end)


def _division(scene: Scene, whole: Figure, figures: tuple[Figure, ...], at: int) -> Claim:
    sentence = scene.sentence
    owner = sentence if whole.start >= sentence.start else sentence.before or sentence
    parts = tuple(Part(_label(scene, figure), figure.number) for figure in figures)
    is_complete = len(parts) > 1 and _is_all(scene, owner, whole, parts, at, figures[-1])
    subject = _whole_subject(owner, whole)
    return scene.claim(
        "parts",
        None,
        subject,
        number=whole.number,
        place=whole.number.place,
        context=owner.context(whole),
        period=owner.period(whole),
        parts=parts,
        is_complete=is_complete,
    )


def _label(scene: Scene, figure: Figure) -> str:
    return scene.subject(figure)[-30:]


def _whole_subject(sentence: Sentence, whole: Figure) -> str:
    begin, _ = sentence.clause(whole)
    lead = sentence.passage.text[max(begin, whole.start - len(sentence.lead(whole))) : whole.start]
    return re.sub(r"\s|^其中|(?:为|是|达到?|共计?|[：:])+$", "", lead)[-24:]


def _is_all(scene: Scene, owner: Sentence, whole: Figure, parts: tuple[Part, ...], at: int, last: Figure) -> bool:
    """Whether the words claim that the parts are all there is."""
    text = scene.text
    first = next(f for f in scene.sentence.figures if f.start >= at)
    if _SELECTS.search(text[at + 2 : at + 6].strip("：:，, ")[:2]) or _ENDS_OPEN.match(text[last.end : last.end + 20]):
        return False
    if text[at:].startswith("用于以下方面"):
        return not re.search(r"等[，,。；;、]", text[first.start : last.end])
    labels = "｜".join(part.label for part in parts)
    if (len(parts) > 2 and parts[-1].label.startswith("其他")) or any(
        all(word in labels for word in partition) for partition in _PARTITIONS
    ):
        return True
    return whole.is_money and bool(_WHOLE.search(_whole_subject(owner, whole) + owner.lead(whole)[-16:]))


def _sums(scene: Scene) -> Iterator[Claim]:
    """下达中央资金A万元，县资金B万元，共计C万元: the total comes last."""
    sentence = scene.sentence
    if "其中" in sentence.text:
        return
    for i, whole in enumerate(sentence.figures):
        earlier = sentence.figures[:i]
        if not whole.is_money or len(earlier) < 2 or not _TOTAL.search(scene.own_lead(whole)):
            continue
        is_plain = all(f.is_money and not is_of_change(sentence, f) for f in earlier)
        if is_plain and sentence.segment(whole)[0] <= earlier[0].start and len(_periods(sentence, earlier)) < 2:
            parts = tuple(Part(_label(scene, figure), figure.number) for figure in earlier)
            yield scene.claim(
                "parts", whole, _whole_subject(sentence, whole), parts=parts, is_complete=True, is_sure=False
            )
            return


def _periods(sentence: Sentence, figures: tuple[Figure, ...]) -> set[str]:
    return {sentence.period(figure) for figure in figures}
