"""Targets and actual values of indicators in prose, and what is counted in indicators and tasks."""

import re

from extractors.claims_names import Mention, Name, bare, level_word
from extractors.claims_scene import Scene
from extractors.claims_scores import LEVELS, execution_field, is_printed
from extractors.claims_text import Figure
from extractors.model import Claim, Indicator, Number

_TARGET = re.compile(r"指标值|目标值?|计划|预期|设定|不低于|不少于|不超过|控制在|年初")
_ACTUAL = re.compile(r"实际|完成|达到|实现|变动(?!率)|达|均为|为")
_EXECUTION = re.compile(r"(?:部门|项目|专项|本年)?(?:预算|资金|支出)?(?:执行|使用)(?:率|进度)")
_COMPLETION = re.compile(r"完成率|完成比例|达标率|实现率")
_FUTURE = re.compile(r"力争|确保|将|计划|拟|预计|争取|目标|批复|概算|规划")
# 比目标少4公里, 完成年度目标: what was done is held against the plan.
_AGAINST = re.compile(r"(?:比|较|完成|超过|超|达到|占|为)(?:年初|年度|全年|预期|既定)*(?:目标|计划|任务)")
# 硬化道路41.5公里，目标值为45公里: a target told beside what was done.
_TARGET_TOLD = re.compile(r"[，,（(](?:年度|年初)?(?:目标|计划)(?:值|数)?(?:为|是)?\d[^，,。；;]*")
_HELD = re.compile(r"(?:比|较)(?:年初|年度|全年|预期|既定|设定)*(?:目标|计划|任务)(?:值|数|量)?(?:的)?$")
_BEYOND = re.compile(r"(?:高于|优于|低于|超过)$")
_ITS_TARGET = re.compile(r"的(?:年初|年度|预期)*(?:目标|计划)")
# Under a heading on results 完成计划3300人 is no outlook.
_WILL = re.compile(r"力争|确保|将|拟|预计|争取")
_OUTLOOK = re.compile(r"目标|任务|设置|设定|概况|计划")
_REVIEW = re.compile(r"完成|实现|分析|结论|评价|结果|成效|得分|情况")
_LEVEL = re.compile(r"^\s*(?:细分|分为)?(一级|二级|三级)(?:绩效)?(?:考核)?指标(?!值|完成|得分|体系)(等)?")
_LEVEL_BEFORE = re.compile(
    r"(一级|二级|三级)(?:绩效)?指标(?:共|分为|共计|设置|设|有|为|分|包括|包含|细分为|计|总计|下设|：|:|\s)*$"
)
# 指标体系由14个指标构成, 共设置绩效指标12个: of no level, so of the lowest.
_MADE_UP = re.compile(r"^\s*(?:绩效|评价|考核|具体|细化)*指标(?:构成|组成)")
_OF_SET = re.compile(
    r"(?:指标体系|(?:绩效|自评|评价)指标)(?:共计?|总共|一共|由|设置|设立|设定|设|包括|包含|含|有|了)*$|(?:^|[，,。：:度年])(?:本?项目|本?次?(?:自评|评价))?(?:共计?|总共|一共)?(?:设置|设立|设定|设)了?$"
)
_ITEMS = re.compile(r"^\s*(?:绩效|评价|考核|具体|细化)*(?:指标|$|[，,。；;])(?!值)")
_ALL = re.compile(r"体系|共|设|由|包括|包含")
_SOME = re.compile(r"产出|效益|满意|成本|定[量性]|数量|质量|时效|[一二三]级|其中|达到|完成|扣|未")
_TASK_BEFORE = re.compile(r"(?:年度|主要|重点)任务(?:共计?|数|总数|设置|确定|安排|有|为|：|:|\s)*$")
_TASK = re.compile(r"^\s*(?:年度|主要|重点|核心|履职|工作)*任务(等)?")
_PROJECT = re.compile(r"^\s*(?:预算|财政|支出|专项)*项目(?!资金|支出|预算|库|组|部)(等)?")
_PROJECT_BEFORE = re.compile(r"项目(?:共|共计|数量?|为|有|：|:|\s)*$")
_DIVIDES = re.compile(r"^[\s“”]*(?:指标)?(?:细?分为|分成|设置|下设|包括|包含|设有|设|共设|由|含|主要|共有|有|中|下)")
# 决策类指标从立项、目标两方面考察，由5个三级指标构成
_MADE_OF = re.compile(r"[，,](?:共?由|共?设|下设|包含)(?:置|有)?$")
_VAGUE = re.compile(r"等(?:多|数)?$")


def count_claim(scene: Scene, figure: Figure) -> Claim | None:
    """A count of indicators of one level, of tasks or of projects."""
    if figure.unit not in ("个", "项", "条", "类", "", "大") or figure.number.operator:
        return None
    after, lead = scene.text[figure.end : scene.sentence.end], scene.lead(figure)
    patterns = ((_LEVEL, after, ""), (_LEVEL_BEFORE, lead, ""), (_TASK, after, "任务"), (_TASK_BEFORE, lead, "任务"))
    for pattern, where, name in patterns:
        if match := pattern.search(where):
            return _count(scene, figure, name or f"{match[1]}指标", is_open="等" in match.groups())
    if _is_of_set(scene, figure, lead, after):
        return _count(scene, figure, "三级指标", is_open=False)
    if _PROJECT.search(after) or _PROJECT_BEFORE.search(lead):
        return scene.claim("count", figure, "项目", is_sure=False, is_complete=False)
    return None


def _is_of_set(scene: Scene, figure: Figure, lead: str, after: str) -> bool:
    """Whether all indicators are counted, whatever their level."""
    begin, end = scene.sentence.clause(figure)
    clause = scene.text[begin:end]
    is_whole = bool(_ALL.search(clause)) and not _SOME.search(clause) and not scene.scopes
    return is_whole and bool(_OF_SET.search(lead)) and bool(_MADE_UP.match(after) or _ITEMS.match(after))


def _count(scene: Scene, figure: Figure, subject: str, is_open: bool) -> Claim:
    scope = "" if subject in ("一级指标", "任务") else _category(scene, figure)
    is_vague = figure.number.is_approximate or is_open
    is_own = subject != "任务" or bool(
        re.search(r"设|分为|主要任务|年度任务|包括|共有|确定|安排|分解", scene.sentence.text)
    )
    is_sure = is_own and len(scene.names.forms) < 2 and scene.sentence.passage.source == "prose"
    return scene.claim("count", figure, subject, scope=scope, is_sure=is_sure, is_complete=not is_vague)


def _category(scene: Scene, figure: Figure) -> str:
    """The category that a part of a sentence divides: the first name before a verb of division, else none."""
    begin, _ = scene.sentence.segment(figure)
    for mention in scene.mentions:
        is_here = begin <= mention.start < figure.start and mention.of("group")
        between = scene.text[mention.end : figure.start]
        if is_here and (_DIVIDES.match(between) or _MADE_OF.search(between)):
            return mention.text
    return ""


def target_beside(scene: Scene, figure: Figure) -> Claim | None:
    """The target that an actual value is held against right behind it: 改造484座，比计划的480座多4座."""
    lead, earlier = scene.own_lead(figure), [f for f in scene.sentence.figures if f.end <= figure.start]
    is_beyond = _BEYOND.search(lead) and _ITS_TARGET.match(scene.text, figure.end)
    if not earlier or not (_HELD.search(lead) or is_beyond) or earlier[-1].unit != figure.unit:
        return None
    mention = scene.mention_of(earlier[-1])
    names = scene.meanings(mention, "indicator") if mention else ()
    if mention is None or len(names) != 1 or not _is_called(scene, earlier[-1], mention, names[0]):
        return None
    about = f"{names[0].path}/target" if is_printed(scene.names.forms, names[0].path, "target") else ""
    is_sure = scene.is_form_sure and not scene.is_other_year(earlier[-1])
    return scene.claim("target", figure, mention.text, about=about, is_sure=is_sure)


def indicator_claim(scene: Scene, figure: Figure) -> Claim | None:
    """A target or an actual value that the sentence gives to an indicator of the form."""
    mention = scene.mention_of(figure)
    if mention is None or not mention.of("indicator") or _is_rest(scene, figure, mention):
        return None
    words = scene.text[max(mention.end, figure.start - len(scene.lead(figure))) : figure.start]
    kind, is_plain = _role(scene, figure, mention, words)
    names = scene.meanings(mention, "indicator")
    if not all(_is_called(scene, figure, mention, name) for name in names):
        return None
    if _EXECUTION.fullmatch(mention.text) and not _is_row_meant(scene, mention, names, words):
        return _execution_claim(scene, figure, mention, kind)
    is_share = _is_told(scene, figure, mention) or (
        not mention.text.endswith("率") and _is_other_unit(scene, figure, names)
    )
    if _COMPLETION.search(words) and is_share:
        return scene.claim("rate", figure, f"{mention.text}完成率")
    if len(names) != 1:
        return scene.claim(kind, figure, mention.text, is_sure=False)
    about = f"{names[0].path}/{kind}" if is_printed(scene.names.forms, names[0].path, kind) else ""
    is_plain = is_plain and not (kind == "actual" and _may_be_target(scene, figure, names[0], words))
    is_sure = is_plain and scene.is_form_sure and not scene.is_other_year(figure)
    scope = names[0].level2 or names[0].level1
    return scene.claim(kind, figure, mention.text, scope=scope, about=about, is_sure=is_sure)


def _is_rest(scene: Scene, figure: Figure, mention: Mention) -> bool:
    """Whether some of what was counted are told of by themselves: 更换设备33台，完成率91.67%，3台进口设备到货延迟."""
    told = [f for f in scene.sentence.figures if mention.end <= f.start < figure.start and f.unit == figure.unit]
    behind = scene.text[figure.end : figure.end + 1]
    return bool(told) and not scene.own_lead(figure).strip() and "一" <= behind <= "龥"


def _role(scene: Scene, figure: Figure, mention: Mention, words: str) -> tuple[str, bool]:
    """target|actual, and whether the words say so plainly."""
    if re.search(r"实际|完成(?:值|率|情况)", words):
        return "actual", True
    if _TARGET.search(words) or (figure.number.operator and not _ACTUAL.search(words)):
        return "target", True
    if _is_first_of_pair(scene, figure, mention):
        return "target", True
    if scene.sentence.passage.source == "goal" or _is_target_only(scene, mention):
        return "target", True
    heads = "".join(scene.sentence.passage.heads[-2:])
    is_outlook = bool(_OUTLOOK.search(heads)) and not _REVIEW.search(heads)
    future = _WILL if _is_review(scene) else _FUTURE
    before = _TARGET_TOLD.sub("", scene.text[scene.sentence.start : figure.start])
    is_future = bool(future.search(_AGAINST.sub("", before)))
    if is_outlook or is_future:
        return ("target" if is_outlook else "actual"), False
    return "actual", True


def _is_target_only(scene: Scene, mention: Mention) -> bool:
    return all(scene.names.forms[name.form].kind == "target" for name in mention.of("indicator"))


def _may_be_target(scene: Scene, figure: Figure, name: Name, words: str) -> bool:
    """Whether a figure that no word calls reached is the row's target: 亩均投资1,500元 in the sentence on the plan."""
    _, form, block, row = name.path.split("/") if name.path else ("", "", "", "")
    if block != "indicators" or _ACTUAL.search(words) or _is_review(scene):
        return False
    target = scene.names.forms[int(form)].indicators[int(row)].target
    return bool(target and target.number and target.number.value == figure.number.value)


def _is_review(scene: Scene) -> bool:
    """Whether the nearest heading says that results follow: 绩效目标完成情况."""
    return bool(re.search(r"完成情况|实现情况|成效|自评结果", "".join(scene.sentence.passage.heads[-1:])))


def _is_told(scene: Scene, figure: Figure, mention: Mention) -> bool:
    """Whether the actual value was given before: 实际60.5%，完成率97.58% tells the second as a share of the target."""
    before = [f for f in scene.sentence.figures if mention.end <= f.start < figure.start]
    return any("实际" in scene.lead(f) and scene.mention_of(f) == mention for f in before)


def _is_first_of_pair(scene: Scene, figure: Figure, mention: Mention) -> bool:
    """专项资金细化率100%，实际完成值100%: the next figure of the same name is called the actual one."""
    later = [f for f in scene.sentence.figures if f.start >= figure.end]
    return bool(later) and scene.mention_of(later[0]) == mention and "实际" in scene.lead(later[0])


def _is_row_meant(scene: Scene, mention: Mention, names: tuple[Name, ...], words: str) -> bool:
    """Whether 预算执行率 is the indicator of that name, not the rate of the fund block."""
    if level_word(scene.text, mention.start) == 1:
        return any(name.level1 == mention.text for name in names)
    begin, end = scene.sentence.segment(figure_at(scene, mention))
    if any(f.is_money for f in scene.sentence.figures if begin <= f.start < end):
        return False
    return scene.is_in_scope(mention) or "指标值" in words


def figure_at(scene: Scene, mention: Mention) -> Figure:
    """The first figure behind a name."""
    return next(f for f in scene.sentence.figures if f.start >= mention.end)


def _execution_claim(scene: Scene, figure: Figure, mention: Mention, kind: str) -> Claim | None:
    """一级指标预算执行率：年初目标为100%，实际完成值为…; without the level word the fund block decides."""
    if level_word(scene.text, mention.start) != 1:
        return None
    about = execution_field(scene, kind)
    is_sure = scene.is_form_sure and not scene.is_other_year(figure)
    if kind == "actual" and about.endswith("/rate"):
        return scene.claim("rate", figure, mention.text, scope=LEVELS[1], about=about, is_sure=is_sure)
    return scene.claim(kind, figure, mention.text, scope=LEVELS[1], about=about, is_sure=is_sure)


def _is_called(scene: Scene, figure: Figure, mention: Mention, name: Name) -> bool:
    """Whether a name means a row: its label, or what is counted with the row's own unit (城镇新增就业4236人)."""
    indicator = _indicator(scene, name)
    label = bare(indicator.level3 or indicator.level2 or indicator.level1)
    if mention.text == label:
        return True
    column = indicator.target_unit.text if indicator.target_unit else ""
    units = {entry.number.unit for entry in (indicator.target, indicator.actual) if entry and entry.number}
    known = {unit.lstrip("万亿") for unit in (*units, column) if unit}
    return not figure.is_money and figure.unit.lstrip("万亿") in known


def _indicator(scene: Scene, name: Name) -> Indicator:
    _, form, _, row = name.path.split("/")
    return scene.names.forms[int(form)].indicators[int(row)]


def _is_other_unit(scene: Scene, figure: Figure, names: tuple[Name, ...]) -> bool:
    """Whether the figure is a percentage where the indicator itself is counted in something else."""
    if not figure.is_percent or len(names) != 1:
        return False
    indicator = _indicator(scene, names[0])
    numbers: list[Number] = [e.number for e in (indicator.target, indicator.actual) if e and e.number]
    return bool(numbers) and all(number.unit not in ("%", "‰", "") for number in numbers)
