"""Scores, weights and grades in prose: the total, a category, an indicator."""

import re
from collections.abc import Iterator

from extractors.claims_names import Mention, Name, level_word, whole_fund
from extractors.claims_scene import Scene
from extractors.claims_text import Figure, Sentence
from extractors.model import Claim, Form

_TAIL = r"(?:自评)?(?:分)?(?:为|是|共|计|达到|达|：|:|“|，|,|\s|\(|（)*$"
_WEIGHT = re.compile(rf"(?:总分值|(?<!自评)(?<!评价)(?<!得)分值|权重|满分|标准分|总分(?=应为)){'(?:应为)?'}{_TAIL}")
_SCORE = re.compile(rf"(?:(?:得分|评分)结果|(?:自评|评价|得)分值|得分|评分|总分|分数|打分|得|自评分|评为){_TAIL}")
_LOSS = re.compile(r"扣除?分?(?:为)?\s*$|减分?\s*$|扣\s*$")
_TOTAL = re.compile(
    r"(?:自评|综合|总体|最终|整体|评价|绩效|考评|总|合计)[^，,。；;]{0,8}(?:得分|评分|分数|打分|总分|得)|(?:自评|评价)分值|^[^一-龥]*(?:自评)?(?:得分|总分|总得分)|总分|自评得分|^[^一-龥]*(?:得分|评分)结果"
)
_PART = re.compile(
    r"平均|(?<!本)(?<!该)项目得分|指标得分|(?:该|此|本)项(?!目)|单项|部分得分|分项|系数|公众|问卷|调查|考试|成绩|竞赛|测评|比赛|上年|历年"
)
_ITS_OWN = re.compile(r"(?:该|此|本)项(?!目)|该指标|^[，,：:\s]+(?:总?得分|得)")
# The score of the project or of the unit by its name: 经自评，供水项目得分97分; 整体支出自评得分95分.
_NAMED_TOTAL = re.compile(
    r"^(?:[^，,。；;：:]{0,8}[，,：:])?\s*(?:综合|最终|最后|实际|总体|经|自评|评定|评价|对|该|本|我|的|“|”|\"|部门|单位|预算|整体|支出|绩效|项目)*(?:自评)?(?:总?得分|评分|自评分值?|得分值|总分|评价分值)(?:结果)?[为是达到：:\s]*$"
)
# 总分100分，自评得分96.5分: the first is what can be had, where a score follows.
_WHOLE_MARKS = re.compile(r"总分(?:值)?(?:为|是|共计?|：|:|\s)*$")
_GOT = re.compile(r"得")
_THIS_ROW = re.compile(r"[该此本](?:三级|项)?指标")
_OTHER_PROJECT = re.compile(
    r"(?:^|[；;。：:])\s*(?:其中[:：]?|[一二三四五六七八九]是|(?:19|20)\d{2}年度?)?[一-龥“”]{4,30}?(?:项目|专项|工程)"
    r"(?=预算|资金|支出|安排|全年|年初|[，、：:])"
)
_BARE = re.compile(r"^\s*(?:得分|得)")
_SCORE_HEAD = re.compile(r"(?:自评|评价|综合|总体|最终)?(?:得分|总分)(?:情况)?$")
_GRADE = re.compile(
    r"(?:自评结果|评价结果|评价结论|自评结论|结果|结论|评级|等级|等次|档次|评定|评|自评|绩效自评)(?:等级|等次|级别)?(?:均)?(?:为|是|属于|达到|定为|：|:)*\s*[“\"‘]?\s*"
    r"(?P<word>优秀|优等|优|良好|良|中等|中|基本合格|不合格|合格|不及格|及格|较差|差|一般)\s*"
    r"(?=[”\"’，。；、,.;)）\s]|等次|等级|级|档|$)(?![”\"’]?(?:等级|等次|级|档)?(?:\s*[、/]|的(?!结果|成绩|等)))"
)
_EXECUTION = re.compile(r"(?:预算|资金|支出)?(?:执行|使用)(?:率|进度)")
# An evaluation of one special fund calls it so.
_SPECIAL = re.compile(r"^专项资金(?=综合|自评|评价|绩效|总)")
_PROJECT_NAME = 4
_FIELD_STEPS = 5
LEVELS = {1: "一级指标", 2: "二级指标", 3: "三级指标"}


def score_claim(scene: Scene, figure: Figure) -> Claim | None:
    """A score or a weight that the sentence gives to the total, to a category or to an indicator."""
    if figure.unit not in ("分", "") or figure.number.operator:
        return None
    lead = scene.lead(figure)
    kind = "weight" if _WEIGHT.search(lead) else "score" if _SCORE.search(lead) or _is_alone(scene, figure) else ""
    if not kind or is_loss(lead):
        return None
    return _this_row_claim(scene, figure, kind) or _named_claim(scene, figure, kind, lead)


def _named_claim(scene: Scene, figure: Figure, kind: str, lead: str) -> Claim:
    """The score of what the words before it name: a row, the execution, the total, the category of the heading."""
    mention = scene.mention_of(figure)
    if mention and mention.of("group", "indicator"):
        return _row_claim(scene, figure, kind, mention)
    if _is_of_execution(scene, figure, lead):
        if kind == "score" and _is_above_execution(scene, figure, lead):
            return _total_claim(scene, figure)
        return _execution_claim(scene, figure, kind)
    is_own = bool(_ITS_OWN.search(lead) or (scene.scopes and _BARE.search(lead)))
    if kind == "score" and not is_own and _is_named_total(scene, figure):
        return _total_claim(scene, figure)
    if kind == "score" and not is_own and not _PART.search(lead) and (not lead.strip() or _TOTAL.search(lead)):
        if is_full_score(scene.sentence, figure):
            return scene.claim("weight", figure, "总分", is_sure=False)
        return _total_claim(scene, figure)
    if scene.scopes and is_own:
        return _scope_claim(scene, figure, kind)
    subject = scene.subject(figure) or ("分值" if kind == "weight" else "得分")
    return scene.claim(kind, figure, subject, is_sure=False)


def _is_named_total(scene: Scene, figure: Figure) -> bool:
    """Whether the clause names the form's own project, unit or its spending as a whole, and nothing else, as scored."""
    form, lead = scene.the_form, scene.own_lead(figure)
    if form is None:
        return False
    rest = lead
    for name in (form.project, form.unit, form.owner):
        rest = rest.replace(name, "") if len(name) >= _PROJECT_NAME else rest
    is_named = rest != lead or "整体" in lead
    return is_named and bool(_NAMED_TOTAL.search(rest))


def _this_row_claim(scene: Scene, figure: Figure, kind: str) -> Claim | None:
    """该指标10分，得9.79分: of the indicator named last before it, never of the category of its heading."""
    before = [f for f in scene.sentence.figures if f.end <= figure.start]
    lead = scene.lead(figure) + (scene.lead(before[-1]) if before and before[-1].unit == "分" else "")
    named = [m for m in scene.mentions if scene.sentence.start <= m.start and m.end <= figure.start]
    if not _THIS_ROW.search(lead) or (named and not named[-1].of("indicator")):
        return None
    return _row_claim(scene, figure, kind, named[-1]) if named else scene.claim(kind, figure, "得分", is_sure=False)


def is_full_score(sentence: Sentence, figure: Figure) -> bool:
    """Whether a 总分 is the full score: the next figure of the sentence is what was got of it."""
    if not _WHOLE_MARKS.search(sentence.lead(figure)):
        return False
    behind = [other for other in sentence.figures if other.start >= figure.end]
    return bool(behind) and behind[0].unit == "分" and bool(_GOT.search(sentence.lead(behind[0])))


def is_total(scene: Scene, figure: Figure) -> bool:
    """Whether a figure is said to be the total score."""
    claim = score_claim(scene, figure)
    return claim is not None and claim.kind == "score" and claim.subject == "总分" and claim.is_sure


def is_loss(lead: str) -> bool:
    """Whether the words before a figure say that so much was taken off."""
    return bool(_LOSS.search(lead))


def _is_alone(scene: Scene, figure: Figure) -> bool:
    """Whether a paragraph is nothing but a score under a heading that says so."""
    rest = scene.text[: figure.start] + scene.text[figure.end :]
    heads = scene.sentence.passage.heads
    return bool(heads) and not rest.strip(" 。.\n") and bool(_SCORE_HEAD.search(heads[-1].strip("。：: ")))


def _is_of_execution(scene: Scene, figure: Figure, lead: str) -> bool:
    """预算执行率得分9分; 预算执行率91%，得9分, where nothing but the rate of the whole is spoken of before."""
    if _EXECUTION.search(lead):
        return not any(m.of("fund") and scene.is_own_name(m) for m in scene.mentions if m.end <= figure.start)
    earlier = [f for f in scene.sentence.figures if f.end <= figure.start]
    is_next = bool(earlier) and earlier[-1].is_percent and bool(_ITS_OWN.search(lead))
    return is_next and _is_of_execution(scene, earlier[-1], scene.lead(earlier[-1]))


def _is_above_execution(scene: Scene, figure: Figure, lead: str) -> bool:
    """Whether a score behind the rate is more than the rate can earn: 执行率98%，得分97.5分 is the project's."""
    field = execution_field(scene, "weight").split("/")
    if _EXECUTION.search(lead) or len(field) < _FIELD_STEPS or scene.the_form is None:
        return False
    weight = getattr(getattr(scene.the_form, field[2])[int(field[3])], "weight", None)
    return bool(weight and weight.number and figure.number.value > weight.number.value)


def _execution_claim(scene: Scene, figure: Figure, kind: str) -> Claim:
    """The score of the execution rate; unsure where the form scores that rate in a row of its own as well."""
    form = scene.the_form
    is_twice = form is not None and any(_EXECUTION.fullmatch(row.level3) for row in form.indicators)
    about = "" if is_twice else execution_field(scene, kind)
    return scene.claim(kind, figure, "预算执行率", about=about, is_sure=bool(about) and scene.is_form_sure)


def _total_claim(scene: Scene, figure: Figure) -> Claim:
    form = scene.the_form
    is_known = scene.is_form_sure and not scene.is_other_year(figure) and not _is_of_other_project(scene, figure)
    lead = scene.own_lead(figure)
    if form is not None and len(form.project) >= _PROJECT_NAME and form.project in lead:
        lead = lead.replace("其中", "")
    is_sure = is_known and scene.is_generic(_SPECIAL.sub("", lead), is_loose=True)
    about = f"forms/{scene.form}/total" if form is not None and form.total is not None and is_known else ""
    return scene.claim("score", figure, "总分", about=about, is_sure=is_sure)


def _is_of_other_project(scene: Scene, figure: Figure) -> bool:
    """Whether the figure's part of the sentence begins with the name of a project that is not the form's."""
    begin, _ = scene.sentence.segment(figure)
    other = _OTHER_PROJECT.search(scene.text[begin : figure.start])
    is_told = other is not None and scene.the_form is not None and bool(scene.the_form.project)
    return bool(is_told and other and not scene.is_generic(other[0].strip("；;。：: "), is_loose=True))


def _scope_claim(scene: Scene, figure: Figure, kind: str) -> Claim:
    """该项得分 under the heading of a category."""
    scope = scene.scopes[-1]
    found = [m for m in scene.names.mentions(scope) if m.text == scope]
    if found:
        return _row_claim(scene, figure, kind, found[0])
    return scene.claim(kind, figure, scope, is_sure=False)


def _row_claim(scene: Scene, figure: Figure, kind: str, mention: Mention) -> Claim:
    level = level_word(scene.text, mention.start) if mention.end <= len(scene.text) else 0
    if level == 1 and _EXECUTION.fullmatch(mention.text) and (about := execution_field(scene, kind)):
        return scene.claim(kind, figure, mention.text, scope=LEVELS[1], about=about, is_sure=scene.is_form_sure)
    if level == 0 and _EXECUTION.fullmatch(mention.text) and not scene.is_in_scope(mention):
        return _execution_claim(scene, figure, kind)
    names = scene.meanings(mention, "group") or scene.meanings(mention, "indicator")
    both = scene.meanings(mention, "group", "indicator")
    if len({name.path or name.text for name in names}) == 1 and (level or len(both) == 1 or names[0].kind == "group"):
        name = names[0]
        return scene.claim(
            kind, figure, mention.text, scope=LEVELS.get(name.level, ""), about=_about(name, kind, scene)
        )
    return scene.claim(kind, figure, mention.text, scope=LEVELS.get(level, ""), is_sure=False)


def _about(name: Name, kind: str, scene: Scene) -> str:
    """The field of a row, "" where the form does not print it."""
    return f"{name.path}/{kind}" if name.path and is_printed(scene.names.forms, name.path, kind) else ""


def is_printed(forms: tuple[Form, ...], path: str, column: str) -> bool:
    """Whether the row at forms/0/indicators/3 has an entry in the column."""
    _, form, block, row = path.split("/")
    return getattr(getattr(forms[int(form)], block)[int(row)], column, None) is not None


def execution_field(scene: Scene, kind: str) -> str:
    """The field of 一级指标预算执行率: of its own indicator row, else of the whole in the fund block."""
    form = scene.the_form
    if form is None:
        return ""
    for k, row in enumerate(form.indicators):
        if _EXECUTION.fullmatch(row.level1) and row.level3 in ("", row.level1, row.level2):
            return f"forms/{scene.form}/indicators/{k}/{kind}"
    column = {"score": "score", "weight": "weight", "actual": "rate"}.get(kind)
    whole = whole_fund(form)
    if (
        column is None
        or whole is None
        or not is_printed(scene.names.forms, f"forms/{scene.form}/budget/{whole}", column)
    ):
        return ""
    return f"forms/{scene.form}/budget/{whole}/{column}"


def grade_claims(scene: Scene) -> Iterator[Claim]:
    """The grade words of a sentence, as 自评结果为优; lists of all grades are none."""
    form, sentence = scene.the_form, scene.sentence
    for match in _GRADE.finditer(scene.text, sentence.start, sentence.end):
        is_bound = form is not None and form.grade is not None and scene.is_form_sure
        if re.search(r"分\s*$|项目\s*$", scene.text[max(0, match.start() - 2) : match.start()]):
            continue
        yield scene.claim(
            "grade",
            None,
            "等级",
            text=match["word"],
            place=sentence.passage.place(match.start("word"), match.end("word")),
            about=f"forms/{scene.form}/grade" if is_bound else "",
            is_sure=scene.is_form_sure,
        )
