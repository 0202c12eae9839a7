"""Amounts and rates in prose and the fund rows or tasks of a form that they restate."""

import re

from extractors.claims_names import Mention, Name, whole_fund
from extractors.claims_scene import Scene
from extractors.claims_scores import is_printed
from extractors.claims_text import Figure, Sentence
from extractors.model import Claim

_ROLES = (
    ("initial", re.compile(r"年初(?:部门)?(?:批复|安排|下达|核定)?(?:预算|资金)|年初(?:安排|批复|核定)")),
    (
        "annual",
        re.compile(
            r"全年(?:\(调整\)|调整)?预算|调整后?(?:的)?预算|预算调整(?:数|后|为)|预算批复|批复(?:的)?(?:预算|资金)|(?<!年初)预算(?:数|安排|资金|总额|总?金额|下达|为|共|：|$)"
            r"|资金总额|计划安排|下达(?:预算|资金)|安排(?:预算|资金)"
        ),
    ),
    (
        "executed",
        re.compile(
            r"执行数|执行(?:金额|资金)|(?:实际|累计|全年|共|已|完成)(?:支出|使用|支付|执行|拨付|发放|兑付|列支)|拨付资金|(?:支出|使用|支付)(?:数|金额|总额|决算|资金|合计|共计|总计|为|了|$)|支出决算|(?:执行|拨付)(?:了|为|$)"
        ),
    ),
    ("other", re.compile(r"结余|结转|到位(?!和|及|并)|收入|退回|上缴|缺口|采购|涉及|合同")),
)
# Money that was allotted is the budget as a rule, not by name.
_WEAK = re.compile(r"下达|安排")
_NAMED = re.compile(r"全年预算|预算(?:总额|总数|数)|调整后?(?:的)?预算|预算调整数|资金总额")
# 全年预算中，上年结转资金A; 预算资金来源：财政拨款A，上年结转B: the words before the list tell the column.
_LED = re.compile(
    r"(?:预算|资金|支出|执行)[^，,。；;：:\d]{0,8}(?:中(?=[，,：:])|来源|构成|组成)(?:包括|如下|为|是)*[，,：:]?(?:其中[：:]?)?"
)
_CARRIED = re.compile(r"结转|结余")
_RATE = re.compile(
    r"执行率|执行进度|使用率|支[付出](?:率|进度)|完成(?:年初|全年|调整)?预算(?:数)?的|预算完成率|占(?:年初|全年|调整|年度)?预算(?:数|总?额|资金|安排)?的"
)
_SHARE = re.compile(r"占(?:比|用)?([^，,。；;占]*?)(?:的|的?(?:比重|比例)(?:为|达到?|是)?)?\s*$")
_DENIED = re.compile(r"(?:未达到|未达|不足|不到|低于|高于|超过|不低于|达不到)\s*$")
_AND = re.compile(r"[、和与及]$")
_TOGETHER = re.compile(
    r"\s*(?:等|[\d两二三四五六七八九十]+(?:大|小|个|项|类|条|家|方面)|(?:支出|资金|经费)?(?:合计|共计|总计|共))"
)
# The two halves of a department's spending: neither is the whole.
_HALF = re.compile(r"基本支出|人员(?:经费|支出)|公用(?:经费|支出)")
# Up to a day before the year's end less was spent than in the form.
_MID_YEAR = re.compile(
    r"(?<!\d)(?:0?[1-9]|1[01])月|(?<!十)[一二三四五六七八九十]月|十一月|季度|半年|[上中下]旬|目前|截[至止](?:本|该)?报告"
)
# 年初预算A，年中追加B，全年预算C: the change stands between the two budgets.
_ADJUSTED = re.compile(
    r"(?<=[，,])(?:年中|年内|执行中|预算执行中)?(?:因|由于)?[^，,。；;]{0,14}?(?:追加|调增|调减|核增|核减)(?:预算|资金|经费)?(?:\d[^，,；;。）)]*)?[）)]?[，,]"
    r"|(?<=[，,])(?:年中|年内|执行中|预算执行中)[^，,。；;]{0,14}?(?:增加|减少|压减)[^，,。；;]{0,10}[，,]"
)
_AS_CHANGED = re.compile(r"(?:全年|调整后)(?:的)?预算")
_TITLED = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十\d]{1,2}[）)]|\d{1,2}[.．、])(?P<title>[^，,。；;：:\d]{2,24})[。：:]"
)
_OF_FUNDS = re.compile(r"资金|预算|支出|经费|收支|执行|决算|投入|概况|基本|情况")
# The money of one purpose that every unit tells of by itself.
_OF_PURPOSE = re.compile(r"三公|公务|接待|用车|会议|培训|差旅|机关运行|政府采购")
# 全年支出A。按资金来源分，财政性资金B，其他资金C: parts of what was told last.
_SPLIT = re.compile(r"其中|按[^，,。；;\d]{2,10}[分看][，,：:]")
_GRANTED = re.compile(r"(?:[省市县区]级?)?财政(?=安排|下达|拨付|核定)")
_ANY_RATE = re.compile(r"率(?:为|达到|达|是|：|:|\s|仅为?|只有)*$")


def amount_claim(scene: Scene, figure: Figure) -> Claim | None:
    """Every amount of money; bound to the field of the form that its words surely name."""
    if not figure.is_money:
        return None
    mention = _fund_mention(scene, figure)
    role = _role(_without(scene, scene.own_lead(figure), mention))
    if role == "" and mention:
        role = _inherited_role(scene, figure) or _led_role(scene, figure, mention)
    names = scene.meanings(mention, "fund", "task") if mention else ()
    if mention and len(names) == 1 and scene.form is not None:
        return _bound(scene, figure, names[0], role, mention.text)
    if mention is None and role in ("initial", "annual", "executed") and _is_whole(scene, figure):
        return _whole_claim(scene, figure, role)
    return scene.claim("amount", figure, scene.subject(figure) or (mention.text if mention else ""))


def rate_claim(scene: Scene, figure: Figure) -> Claim | None:
    """An execution rate, bound to a fund row; a share or any other rate, bound to nothing."""
    if not figure.is_percent:
        return None
    lead = scene.own_lead(figure)
    if _RATE.search(lead) and not _DENIED.search(lead):
        mention = _fund_mention(scene, figure)
        names = scene.meanings(mention, "fund", "task") if mention else ()
        if mention and len(names) == 1 and scene.is_generic(_without(scene, lead, mention)):
            return _bound(scene, figure, names[0], "rate", mention.text)
        if mention is None and _is_whole(scene, figure):
            return _whole_claim(scene, figure, "rate")
        subject = scene.subject(figure)
        name = "执行率" if subject in ("", "比例", "比重") else subject
        return scene.claim("rate", figure, name, is_sure=mention is None)
    if share := _SHARE.search(lead):
        return _share_claim(scene, figure, share[1].strip())
    return scene.claim("rate", figure, scene.subject(figure)) if _ANY_RATE.search(lead) else None


def _share_claim(scene: Scene, figure: Figure, whole: str) -> Claim:
    """基本支出A，占本年支出的P: the share is said of the amount before it; its scope is the whole."""
    begin, _ = scene.sentence.segment(figure)
    earlier = [f for f in scene.sentence.figures if begin <= f.start and f.end <= figure.start and not f.is_percent]
    subject = scene.subject(earlier[-1]) if earlier else ""
    return scene.claim("rate", figure, subject, scope=whole)


def _bound(scene: Scene, figure: Figure, name: Name, role: str, subject: str) -> Claim:
    column = {"annual": "budget", "initial": "budget"}.get(role, role) if name.kind == "task" else role
    kind = "rate" if role == "rate" else "amount"
    is_known = column not in ("", "other") and is_printed(scene.names.forms, name.path, column)
    if not is_known or scene.is_other_year(figure) or not scene.is_form_sure:
        return scene.claim(kind, figure, subject, is_sure=scene.is_form_sure)
    return scene.claim(kind, figure, subject, about=f"{name.path}/{column}")


def _whole_claim(scene: Scene, figure: Figure, role: str) -> Claim:
    form, kind = scene.the_form, "rate" if role == "rate" else "amount"
    subject = scene.subject(figure)
    row = None if form is None else whole_fund(form)
    if form is None or row is None or scene.is_other_year(figure) or not scene.is_form_sure:
        return scene.claim(kind, figure, subject, is_sure=scene.is_form_sure)
    path = f"forms/{scene.form}/budget/{row}"
    about = f"{path}/{role}" if is_printed(scene.names.forms, path, role) else ""
    return scene.claim(kind, figure, subject, about=about, is_sure=_is_named(scene, figure))


def _is_named(scene: Scene, figure: Figure) -> bool:
    """Whether the words name a column: money that was allotted is the budget by the rate that follows (执行率)."""
    lead = scene.own_lead(figure)
    behind = [f for f in scene.sentence.figures if f.start >= figure.end]
    is_base = any(f.is_percent and _RATE.search(scene.lead(f)) and _is_whole(scene, f) for f in behind)
    return not _WEAK.search(lead) or bool(_NAMED.search(lead)) or is_base


def _fund_mention(scene: Scene, figure: Figure) -> Mention | None:
    """The fund row or task named last before the figure in its part of the sentence."""
    begin, _ = scene.sentence.segment(figure)
    found = [
        m
        for m in scene.mentions
        if begin <= m.start and m.end <= figure.start and m.of("fund", "task") and scene.is_own_name(m)
    ]
    if not found:
        return None
    last = found[-1]
    between = scene.text[last.end : figure.start]
    is_near = len(between) < 60 and not re.search(r"其中", between) and not _ends_list(scene, last)
    return last if is_near and not _is_of_another(scene, last, figure) else None


def _ends_list(scene: Scene, mention: Mention) -> bool:
    """Whether a name is the last of several that are then told together: 药品、器械、化妆品监管3大类, 共安排A."""
    is_listed = bool(_AND.search(scene.text[scene.sentence.start : mention.start]))
    return is_listed and bool(_TOGETHER.match(scene.text, mention.end))


def _is_of_another(scene: Scene, mention: Mention, figure: Figure) -> bool:
    """Whether a thing of its own is named behind another amount: 项目支出A（含水利建设B）."""
    if not any(mention.end <= other.start < figure.start for other in scene.sentence.figures):
        return False
    return not scene.is_generic(scene.own_lead(figure))


def _without(scene: Scene, lead: str, mention: Mention | None) -> str:
    """The lead behind the fund's name, whose own words (基本支出) tell no role."""
    if mention is None:
        return lead
    shown = scene.text[mention.start : mention.end]
    return lead.rpartition(shown)[2] if shown in lead else lead


def _role(lead: str) -> str:
    """Which column the words name: the last one named; "" if none, "other" for money that is in no column."""
    spots = [
        (match.end(), role)
        for role, pattern in _ROLES
        for match in pattern.finditer(lead.rstrip("为是共计达到约，,：: "))
    ]
    spots += [(match.end(), role) for role, pattern in _ROLES for match in pattern.finditer(lead)]
    return max(spots, default=(0, ""))[1]


def _inherited_role(scene: Scene, figure: Figure) -> str:
    """A part without words of its own has the role of the whole before it (实际支出A。其中：基本支出B)."""
    sentence: Sentence | None = scene.sentence
    is_listed = _SPLIT.search(scene.text[scene.sentence.start : figure.start]) is not None
    while sentence is not None and is_listed:
        for other in reversed(sentence.figures):
            if other.end <= figure.start and other.is_money and (role := _role(_clause_lead(sentence, other))):
                return role
        sentence = sentence.before
    return ""


def _led_role(scene: Scene, figure: Figure, mention: Mention) -> str:
    """The column that the words before the fund's list name; carried-over money told by itself is in the budget.

    其中上年结转资金A at a paragraph's beginning is no part of an amount that the paragraph tells.
    """
    if _is_left_over(scene, figure):
        return ""
    begin = scene.sentence.start
    opening = scene.text[begin : mention.start]
    if led := _LED.search(opening):
        return _role(led[0].replace("来源", "").rstrip("：:，,中")) or "annual"
    is_first = scene.sentence.before is None and scene.sentence.figures[0].start == figure.start
    is_alone = not re.sub(r"其中|包括|含|[，,：:（(\s]", "", opening)
    return "annual" if is_first and is_alone and _CARRIED.search(mention.text) else ""


def _is_left_over(scene: Scene, figure: Figure) -> bool:
    """Whether more is said of the figure than its amount: 上年结转资金A用于设备更新 may be a part of the row."""
    return scene.text[figure.end : figure.end + 1] not in ("", "。", "，", ",", "、", "；", ";", "）", ")", "和", "\n")


def _clause_lead(sentence: Sentence, figure: Figure) -> str:
    begin, _ = sentence.clause(figure)
    lead = sentence.lead(figure)
    return sentence.passage.text[max(begin, figure.start - len(lead)) : figure.start]


def _is_whole(scene: Scene, figure: Figure) -> bool:
    """Whether the figure speaks of the unit's whole budget: no word before it names anything else."""
    begin, _ = scene.sentence.segment(figure)
    before = scene.text[begin : figure.start]
    if (
        "其中" in before
        or _is_under_other(scene)
        or _MID_YEAR.search(before)
        or _is_changed(before)
        or _is_half(scene, before)
    ):
        return False
    words = _unchanged(_masked(scene, begin, figure.start))
    return scene.is_generic(_GRANTED.sub("", words) if _is_all_granted(scene, begin, figure) else words)


def _is_all_granted(scene: Scene, begin: int, figure: Figure) -> bool:
    """Whether the one who gave the money gave all of it: 县财政安排A, where A is the form's whole budget."""
    form, row = scene.the_form, None if scene.the_form is None else whole_fund(scene.the_form)
    first = next((f for f in scene.sentence.figures if begin <= f.start and f.is_money), figure)
    if form is None or row is None or first.start >= figure.start:
        return False
    wholes = (form.budget[row].initial, form.budget[row].annual)
    return any(entry and entry.number and entry.number.amount == first.number.amount for entry in wholes)


def _is_under_other(scene: Scene) -> bool:
    """Whether the paragraph opens with a numbered title of something else: （二）矿山修复。预算A，支出B."""
    titled = _TITLED.match(scene.text)
    if titled is None or titled.end() > scene.sentence.start:
        return False
    if _OF_FUNDS.search(titled["title"]):
        return bool(_OF_PURPOSE.search(titled["title"])) and not scene.is_generic(titled["title"], is_loose=True)
    return not scene.is_generic(titled["title"], is_loose=True)


def _is_half(scene: Scene, before: str) -> bool:
    """Whether the words name one half of a unit's spending: 基本支出A；项目支出B tells of two."""
    if _HALF.search(before):
        return True
    sentence = scene.text[scene.sentence.start : scene.sentence.end]
    is_split = scene.the_form is not None and scene.the_form.kind == "department"
    return "项目支出" in before and (is_split or "基本支出" in sentence)


def _masked(scene: Scene, begin: int, end: int) -> str:
    text, at = [], begin
    for other in scene.sentence.figures:
        if begin <= other.start and other.end <= end:
            text.append(scene.text[at : other.start])
            at = other.end
    return "".join([*text, scene.text[at:end]])


def _is_changed(before: str) -> bool:
    """Whether the words tell a change; a budget that was changed in a clause of its own is told whole behind it."""
    return bool(re.search(r"比|较|同比|增加|减少|增长|下降|追加|调增|调减", _unchanged(before)))


def _unchanged(before: str) -> str:
    return _ADJUSTED.sub("，", before) if _AS_CHANGED.search(before) else before
