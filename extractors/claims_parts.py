"""Wholes and their parts in prose: 共A，其中B、C、D."""

import re
from collections.abc import Iterator

from extractors.claims_changes import is_of_change
from extractors.claims_scene import Scene
from extractors.claims_text import Figure, Sentence
from extractors.model import Claim, Part

_MARK = re.compile(
    r"其中|(?<=[（(，,])(?:含|包括|包含)|用于以下方面|由(?=[^。；;]*(?:组成|构成))|(?:资金|支出|经费)(?:来源|构成|组成)(?:为|是|包括|[：:])[：:]?"
    r"|(?<=[\d一-龥])[（(](?!其中|含|包)(?=[^（）()，,。；;：:%]{1,16}\d[^（）()，,。；;：:%]{0,8}[、；;][^（）()，,。：:%]{3,100}[）)])"
    r"|(?<=[一-龥])(?P<colon>[：:])(?=[^，,。；;：:\d]{2,14}\d)|分(?:为|成)?[两二三四五六七八九\d](?:个|类|项)?[一-龥]{1,4}[：:]"
    r"|(?P<of>\d[\d,]*[个项家户名人件座台所条])[一-龥]{0,6}中[，,](?=[^，,。；;中]{2,10}\d)"
    r"|(?:(?<=[，,；;])|^)(?P<again>[一-龥]{2,12})中[，,]?(?=[^，,。；;中]{2,10}\d)"
)
_ORIGIN = re.compile(r"(?:资金|支出|经费)(?:来源|构成|组成)")
# A price and a norm are no whole.
_EACH = re.compile(r"均|每|标准|单价|单位成本")
_NUMBER_OF = re.compile(
    r"(?<!\d)(\d{1,2}|[二三四五六七八九])(?:个|类|项|大)?(?:方面|方向|部分|类别|渠道|领域|用途|标段)"
)
_PEOPLE = {"人", "名", "位"}
_FEW = "零一二三四五六七八九"
_NOTHING_ELSE = re.compile(r"用于以下方面|由|(?:资金|支出|经费)(?:构成|组成)")
_SELECTS = re.compile(r"主要|重点|例如|部分")
_WHOLE = re.compile(r"合计|总计|总额|总数|总收入|总支出|总预算|总投资")
# 共 alone often heads a selection; it claims all where the parts are sources of money, or three and more.
_JOINT = re.compile(r"共")
_SOURCE = re.compile(r"中央|省|市|县|区|乡|镇|上级|本级|财政|自筹|其他|其它|结转|债券|社会资本|一般公共预算|基金")
# Sources by the level of government, and the numbered rounds of one thing: they leave nothing over.
FUNDED = re.compile(
    r"(?:中央|省|市|县|区|乡|镇|村|集体)(?:级|本级|集体)?(?:财政)?(?:补助|配套|资金|安排|投入|下达|拨付|财政|转移支付|自筹)"
)
_ENDS_OPEN = re.compile(r"^[^，,。；;]{0,12}等(?=[，,。；;、）)]|$)")
# Parts that make up their whole by what they are.
_PARTITIONS = (
    ("基本支出", "项目支出"),
    ("人员", "公用"),
    ("货物", "工程", "服务"),
    ("财政拨款", "事业收入"),
    ("因公出国", "公务接待"),
    ("购置", "运行"),
    ("地上", "地下"),
    ("计容", "不计容"),
)
# What changed a whole and what it came to are told behind its parts: 预算A，其中B、C；年中追加D，全年预算E.
_MORE = re.compile(r"追加|调增|调减|核减|全年(?:预算|支出)|调整后")
_SPENT = re.compile(r"支出|使用|支付|拨付|执行|兑付|发放")
_LEFT = re.compile(r"剩余|结余|余下|尚未|未支付|未拨付|结转")


def part_claims(scene: Scene) -> Iterator[Claim]:
    """The divisions that a sentence states; a mark at its beginning divides the last figure of the sentence before."""
    sentence = scene.sentence
    for match in _MARK.finditer(scene.text[sentence.start : sentence.end]):
        at = sentence.start + match.start()
        whole = _whole_of(sentence, match, at)
        at += match.group() in "（("
        if whole is None or whole.unit == "分":
            continue
        figures = tuple(_without_rest(scene, whole, _of_segment(sentence, whole, tuple(_parts(sentence, whole, at)))))
        if figures:
            yield _division(scene, whole, figures, at)


def _whole_of(sentence: Sentence, match: re.Match[str], at: int) -> Figure | None:
    """What a mark divides: the figure a bracket stands at, that of a name said again, the sum that sources make."""
    earlier = [figure for figure in sentence.figures if figure.end <= at and not figure.number.operator]
    if match["again"]:
        owner = sentence if match.start() else sentence.before
        told = earlier if match.start() else owner.figures if owner else ()
        named = [f for f in told if owner and not f.is_percent and owner.lead(f).rstrip().endswith(match["again"])]
        return named[-1] if named else None
    if match["of"]:
        return next((f for f in sentence.figures if f.start <= at < f.end), None)
    if match.group() in "（(" or match["colon"]:
        return earlier[-1] if earlier and earlier[-1].end == at and not earlier[-1].is_percent else None
    if _ORIGIN.match(match.group()):
        moneys = [f for f in earlier if f.is_money and not is_of_change(sentence, f)]
        sums = [f for f in moneys if _WHOLE.search(sentence.lead(f))] or moneys
        return sums[-1] if len(sums) == 1 else None
    return _whole_before(sentence, at)


def _whole_before(sentence: Sentence, at: int) -> Figure | None:
    """The last figure before the mark that is an amount or a count, not a change and not a rate."""
    earlier = [f for f in sentence.figures if f.end <= at and not f.is_percent and not is_of_change(sentence, f)]
    earlier = [f for f in earlier if not _is_price(sentence, f)] or earlier
    if earlier:
        last = _of_its_unit(sentence, earlier, at)
        return None if last.number.operator else last
    is_first = not sentence.passage.text[sentence.start : at].strip("（( \n　")
    if not is_first or sentence.before is None:
        return None
    before = sentence.before
    figures = [f for f in before.figures if not f.is_percent and not is_of_change(before, f)]
    figures = [f for f in figures if not _is_price(before, f)] or figures
    if figures and _NUMBER_OF.search(sentence.passage.text[figures[-1].start : figures[-1].end + 4]):
        # 下达资金A万元，用于甲、乙、丙等3个方面。其中：…: how many the parts are is not what they divide.
        ahead = next((f for f in sentence.figures if f.start >= at), None)
        figures = [f for f in figures if ahead and f.unit == ahead.unit]
    return _not_left(before, figures) if figures else None


def _is_price(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure is told of one piece of many: 亩均投资1,800元; 4批次/千人."""
    begin, _ = sentence.clause(figure)
    text = sentence.passage.text
    return text[figure.end : figure.end + 1] in ("/", "／") or bool(_EACH.search(text[begin : figure.start]))


def _of_its_unit(sentence: Sentence, earlier: list[Figure], at: int) -> Figure:
    """The last figure, or the last that counts what the parts count: 7个项目，涉及资金A，其中优的5个、良的2个."""
    ahead = [figure for figure in sentence.figures if figure.start >= at][:2]
    alike = [figure for figure in earlier if ahead and figure.unit == ahead[0].unit]
    is_list = len(ahead) > 1 and ahead[0].unit == ahead[1].unit and not ahead[0].is_money
    return alike[-1] if is_list and earlier[-1].is_money and len(alike) == 1 else earlier[-1]


def _not_left(sentence: Sentence, figures: list[Figure]) -> Figure:
    """The last figure; behind money that was spent, what is left over of it is not what the next sentence divides."""
    last = figures[-1]
    spent = [f for f in figures[:-1] if f.unit == last.unit and _SPENT.search(sentence.lead(f))]
    return spent[-1] if spent and _LEFT.search(sentence.lead(last)) else last


def _parts(sentence: Sentence, whole: Figure, at: int) -> Iterator[Figure]:
    """The figures of the whole's unit behind the mark, up to its bracket's end, without parts of parts."""
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
        if _is_alike(figure, whole) and not figure.number.operator and not is_of_change(sentence, figure):
            yield figure


def _is_alike(figure: Figure, whole: Figure) -> bool:
    return figure.unit == whole.unit or {figure.unit, whole.unit} <= _PEOPLE


def _of_segment(sentence: Sentence, whole: Figure, figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """The parts up to the semicolon where semicolons divide the whole from what else is told: A；B，其中C，D；E."""
    if whole.start < sentence.start:
        return figures
    begin, end = sentence.segment(whole)
    if begin <= sentence.start and not any(_MORE.search(sentence.lead(f)) for f in figures if f.start >= end):
        return figures
    inside = tuple(figure for figure in figures if figure.end <= end)
    return inside if len(inside) > 1 else figures


def _without_rest(scene: Scene, whole: Figure, figures: tuple[Figure, ...]) -> Iterator[Figure]:
    """The parts of a sum that was spent, without what the sentence says is left beside it."""
    sentence = scene.sentence
    owner = sentence if whole.start >= sentence.start else sentence.before or sentence
    # 支出总计A，其中：基本支出B、项目支出C、年末结转D counts what is left among the parts: then they make the whole.
    is_all = sum(f.number.amount for f in figures) == whole.number.amount
    is_spent = not is_all and _SPENT.search(whole_subject(owner, whole)) is not None
    yield from (f for f in figures if not (is_spent and _LEFT.search(scene.own_lead(f))))


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
    parts = tuple(Part(part_label(scene, figure), figure.number) for figure in figures)
    subject = whole_subject(owner, whole)
    is_whole_named = whole.is_money and _claims_all(subject + owner.lead(whole)[-16:], parts)
    is_listed = bool(_NOTHING_ELSE.match(scene.text, at)) or _is_sorted(parts, scene.text[at : at + 2])
    is_all = is_whole_named or is_listed or _is_partition(parts) or _is_numbered(owner, whole, parts)
    return scene.claim(
        "parts",
        None,
        subject,
        number=whole.number,
        place=whole.number.place,
        context=owner.context(whole),
        period=owner.period(whole),
        parts=parts,
        is_complete=len(parts) > 1 and is_all and not _is_selection(scene.text, figures, at),
    )


def part_label(scene: Scene, figure: Figure) -> str:
    return scene.subject(figure).lstrip("（(")[-30:]


def whole_subject(sentence: Sentence, whole: Figure) -> str:
    begin, _ = sentence.clause(whole)
    lead = sentence.passage.text[max(begin, whole.start - len(sentence.lead(whole))) : whole.start]
    return re.sub(r"\s|^其中|(?:为|是|(?<!下)达到?|均|共计?|[：:])+$", "", lead)[-24:]


def _claims_all(words: str, parts: tuple[Part, ...]) -> bool:
    if _WHOLE.search(words):
        return True
    is_by_source = all(_SOURCE.search(part.label) for part in parts)
    return bool(_JOINT.search(words)) and (is_by_source or len(parts) > 2)


def _is_sorted(parts: tuple[Part, ...], mark: str) -> bool:
    """Whether the parts are all sources that the whole is said to include (包括), or all kinds of its pieces."""
    labels = [part.label for part in parts]
    if mark in ("包括", "包含", "资金") or mark[:1] in "：:":
        return len(parts) > 1 and all(map(FUNDED.search, labels))
    return len(parts) > 2 and any(all(label.endswith(kind) for label in labels) for kind in "类型")


def _is_numbered(owner: Sentence, whole: Figure, parts: tuple[Part, ...]) -> bool:
    """Whether the words behind the whole say how many parts it has, and as many are told: …等3个方面。其中：…."""
    told = _NUMBER_OF.search(owner.passage.text[whole.end : owner.end])
    return told is not None and len(parts) > 1 and told[1] in (str(len(parts)), _FEW[len(parts) : len(parts) + 1])


def _is_partition(parts: tuple[Part, ...]) -> bool:
    """Whether the parts are all there can be: 基本支出 and 项目支出, or a list that ends in 其他."""
    labels = "｜".join(part.label for part in parts)
    has_rest = len(parts) > 2 and parts[-1].label.startswith("其他")
    return has_rest or any(all(word in labels for word in partition) for partition in _PARTITIONS)


def _is_selection(text: str, figures: tuple[Figure, ...], at: int) -> bool:
    """Whether the words say that there are more parts: 其中主要…, a list that ends in 等."""
    first, last = figures[0], figures[-1]
    is_chosen = _SELECTS.search(text[at + 2 : at + 6].strip("：:，, ")[:2]) is not None
    is_open = _ENDS_OPEN.match(text[last.end : last.end + 20]) is not None
    return is_chosen or is_open or re.search(r"等[，,。；;、]", text[first.start : last.end]) is not None
