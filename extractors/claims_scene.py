"""What a recogniser of claims sees: one sentence, the names used in it and the form and category it speaks of."""

import re
from dataclasses import dataclass

from extractors.claims_names import Mention, Name, Names, bare, level_word, narrowed
from extractors.claims_text import Figure, Passage, Sentence
from extractors.model import Claim, Form
from extractors.words import subject as last_words

_WHOLE_UNIT = re.compile(r"部门|整体|本单位|我单位|我局|我办|我委|本局")
_QUOTED = re.compile(r"“([^”]{2,})”(?:科目)?\s*$")
# A clause's beginning and end that are no part of what it speaks of, and verbs that show that it is more than a name.
_BEFORE = re.compile(
    r"^(?:[、，,：:；;“”\"]|[（(]?[\d一二三四五六七八九十]{1,2}(?:[.．、）)]|[）)]、)|[（(]?其中[:：]?|[（(](?:含|包括|包含)[:：]?|(?:19|20)\d{2}年度?(?:当年)?|本年度?|当年|全年|我?本?(?:部门|单位)(?!预算|整体|决算))+"
)
_BEHIND = re.compile(r"(?:为|是|共计?|(?<!下)达到?|均|约|累计|[：:“”\"])+$")
_VERB = re.compile(
    r"利用|分解|完成|开展|增加|减少|下降|上升|增长|涉及|下达|占|安排|使用|用于|发现|设立|组织|比|较|被|把|将|对|[，,。]"
)
# What may stand right before a short name without making it another: 部门基本支出 is 基本支出, 群众满意度 not 满意度.
_BEFORE_NAME = re.compile(
    r"(?:19|20)\d{2}年度?|本年度?|当年|全年|年度|年初|年终|年末|年底|年内|截至|共|累计|已|部门|单位|我|本|该|项目|其中|[一二三]级|[一二三四五六七八九十]是|指标|的|和|与|及|以及|完成|实现|达到|开展|组织|举办|实施|办理|建成|对|在|是|为|各|将|使|\d|[.．\s]"
)
_DISTRICT = re.compile(r"[一-龥]{1,8}?(?P<last>[省市州盟区县旗])(?=[一-龥]{2})")
_LONG_NAME = 8
_PLACE = re.compile(r"[乡镇村区县市园校]|街道|部分|其中|类")
# What finds out a figure, right before the name that it is found for: 电话回访测得受益群众满意度94%.
_FOUND_OUT = re.compile(
    r"(?:测得|测算|测评|评得|得到|得出|获得|取得|显示|表明|统计|回访|走访|抽查|(?:调查|走访|测评)结果)(?:的|得到?|出|后|为|显示)*$"
)
# What a clause about the whole may hold beside what it says of it.
_GENERIC = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,2}[）)、]|资金到位及执行情况分析|[^，。：]{0,14}(?:情况|分析)[:：]|(?:19|20)\d{2}\s*年度?|本年度?|当年|全年|年度|年初|年末|年中|年底"
    r"|学校|医院|[我本](?:校|院|馆|站|所|园|场|台|会|处|乡|镇|街道|中心|大队|支队|公司)|单位|部门|整体|项目|预算|批复|资金|总额|金额|实际|到位|支出|执行|使用|支付|拨付|安排|下达|合计|总计|累计|达到|调整|完成|财政局|通过|全部|决算|经费|截至"
    r"|进度|情况|结果|核定|只有|实现|至(?:年[末底]|\d)|绩效|自评|评价|得分|评分|总分|分值|分数|打分|最终|最后|综合|总体|评定|综评|考核|根据|按照|标准|对照|对|经|小组|评"
    r"|[我本数和与及并共计为是达总后区县市局办委的率已其该占仅约年月日底内得分\s，,、：:。．.“”\"（）()\d]"
)
# Words that may stand between a name and the figure that is said of it.
_LINK = re.compile(
    r"(?:[\s，,、：:“”\"'（）()]|[（(][套件个台辆只张间][）)]|年初|年度|全年|当年|本年|年末|设定|设置|预期|计划|目标|指标|实际|完成|变动|达到|达|到|情况|实现|值|率|为|是|的|该项|此项|自评"
    r"|评价|得分|得|分值|权重|总分值|总得分|满分|总分|扣除?|扣减|均|已|应|共|约|累计|总|数|圆满|顺利|按时|目前|本次|最终|综合)*"
)


_PURPOSE = (
    "为了?(?:深入|进一步|切实|持续|有效)*(?:推进|推动|加强|保障|促进|提升|落实|做好|确保|支持|加快)[^，。；;]{2,40}，"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """`form`: the form that is meant, None where several could be. `scopes`: categories spoken of, the nearest last."""

    sentence: Sentence
    names: Names
    mentions: tuple[Mention, ...]
    form: int | None
    is_form_sure: bool
    scopes: tuple[str, ...]

    @property
    def text(self) -> str:
        return self.sentence.passage.text

    @property
    def the_form(self) -> Form | None:
        return None if self.form is None else self.names.forms[self.form]

    def lead(self, figure: Figure) -> str:
        """The words between the figure before (or the sentence's beginning) and this figure."""
        return self.sentence.lead(figure)

    def own_lead(self, figure: Figure) -> str:
        """The part of the lead that stands in the figure's own clause."""
        begin, _ = self.sentence.clause(figure)
        return self.text[max(begin, figure.start - len(self.lead(figure))) : figure.start]

    def mention_of(self, figure: Figure) -> Mention | None:
        """The name that the figure is said of: the last before it, with nothing but link words and figures between."""
        for mention in reversed(self.mentions):
            if self.sentence.start <= mention.start and mention.end <= figure.start:
                return mention if self._is_linked(mention, figure) and self.is_own_name(mention) else None
        return None

    def is_own_name(self, mention: Mention) -> bool:
        """Whether a name is used as such, not as the tail of a longer one."""
        before = re.split(r"[，,：:；;。！？、（）()“”\n]", self.text[self.sentence.start : mention.start])[-1]
        is_whole = len(mention.text) >= _LONG_NAME or not _BEFORE_NAME.sub("", before)
        return is_whole or bool(_FOUND_OUT.search(before) and not _PLACE.search(before))

    def _is_linked(self, mention: Mention, figure: Figure) -> bool:
        gap, at = [], mention.end
        for other in self.sentence.figures:
            if mention.end <= other.start < figure.start:
                gap.append(self.text[at : other.start])
                at = other.end
        words = "".join([*gap, self.text[at : figure.start]])
        # 高血压患者管理人数目标值1500人，实际管理1547人: the name's own verb again.
        verbs = "|".join(re.escape(mention.text[i : i + 2]) for i in range(len(mention.text) - 1))
        return bool(_LINK.fullmatch(re.sub(f"(实际|已|共|全年)(?:{verbs})", r"\1", words)))

    def is_in_scope(self, mention: Mention) -> bool:
        """Whether the categories spoken of hold the name."""
        return any({name.level1, name.level2} & set(self.scopes) for name in mention.names if name.kind == "indicator")

    def is_generic(self, words: str, is_loose: bool = False) -> bool:
        """Whether the words name nothing but the whole: a budget's own words and the form's unit and project.

        `is_loose` takes any words made of the characters of those names as a short form of them.
        """
        form = self.the_form
        own = [name for name in (form.unit, form.project, form.owner) if len(name) > 2] if form else []
        if form and form.kind == "project" and len(self.names.forms) == 1:
            words = without_opening(words, form.project)
        offices = [tail for name in (form.unit, form.owner) for tail in office_names(name)] if form else []
        for name in (*own, *offices):
            words = words.replace(name, "")
        rest = generic_left(self.names.without_titled(words))
        return not rest or (is_loose and set(rest) <= set("".join(own)))

    def meanings(self, mention: Mention, *kinds: str) -> tuple[Name, ...]:
        """What a name can stand for here, as far as level words, categories and the form tell."""
        level = level_word(self.text, mention.start)
        return narrowed(mention.of(*kinds), level, frozenset(self.scopes), self.form)

    def subject(self, figure: Figure) -> str:
        """The thing a figure is said of, by the words before it in its clause."""
        lead = self.own_lead(figure)
        if quoted := _QUOTED.search(lead):
            return quoted[1]
        phrase = _BEHIND.sub("", _BEFORE.sub("", re.sub(r"\s", "", lead)))
        return phrase if 2 <= len(phrase) <= 24 and not _VERB.search(phrase) else last_words(lead, self.names.texts)

    def claim(self, kind: str, figure: Figure | None, subject: str, **more: object) -> Claim:
        """A claim of this sentence, with the context, period and place of its figure."""
        sentence = self.sentence
        values: dict[str, object] = {"source": sentence.passage.source}
        if figure is not None:
            values |= {"number": figure.number, "place": figure.number.place}
            values |= {"context": sentence.context(figure), "period": sentence.period(figure)}
        return Claim(kind=kind, subject=subject, sentence=sentence.text, **(values | more))  # type: ignore[arg-type]  # fields by name

    def is_other_year(self, figure: Figure) -> bool:
        """Whether the figure is of another year than the form's."""
        period, form = self.sentence.period(figure), self.the_form
        if period in ("", "本年"):
            return False
        return period == "上年" or bool(form and form.year and form.year != period)


def office_names(unit: str) -> tuple[str, ...]:
    """The names that a unit goes by at home, the longest first: 云山县司法局 is 县司法局 and 司法局, never 法局."""
    found = _DISTRICT.match(unit)
    return tuple(unit[at:] for at in (found.start("last"), found.end()) if len(unit) - at > 2) if found else ()


def without_opening(words: str, project: str) -> str:
    """What is said of the one project's money without what the sentence opens with: its purpose, its own kind."""
    own = rf"|(?:{re.escape(project)}|[本该]项目)[系是属为][^，。；;]{{2,20}}，" if project else ""
    return re.sub("专项(?:资金|经费)?", "", re.sub(f"^(?:{_PURPOSE}{own})", "", words))


def generic_left(words: str) -> str:
    """What is left of a clause about the whole without the words that any of them holds: names."""
    return _GENERIC.sub("", words)


def meant_form(passage: Passage, forms: tuple[Form, ...]) -> tuple[int | None, bool]:
    """Which form a passage speaks of and whether that is sure: the only one, the one whose project it names."""
    filled = [k for k, form in enumerate(forms) if form.kind != "target"]
    if not filled and len(forms) > 1:
        return None, True
    filled = filled or list(range(len(forms)))
    if len(filled) < 2:
        return (filled[0] if filled else None), True
    words = re.sub(r"\s", "", "".join((*passage.heads, passage.text)))
    named = {k for k in filled if len(bare(forms[k].project)) >= 4 and bare(forms[k].project) in words}
    if len(named) == 1:
        return named.pop(), True
    whole = [k for k in filled if forms[k].kind == "department"]
    if len(whole) == 1 and not named:
        return whole[0], bool(_WHOLE_UNIT.search(words))
    return None, False


def scopes_of(passage: Passage, names: Names) -> tuple[str, ...]:
    """The categories of indicators that the headings and the passage's first words name, the nearest last."""
    found = []
    for head in (*passage.heads, re.split("[:：，。]", passage.text, maxsplit=1)[0][:30]):
        mentions = [m for m in names.mentions(head) if m.of("group")]
        if mentions and len(mentions[0].text) * 2 >= len(
            re.sub(r"[\s\d.．、（）()]|情况|分析|完成|一|二|三|四", "", head)
        ):
            found += [mentions[0].of("group")[0]]
    return tuple(dict.fromkeys(text for name in found for text in (name.level1, name.level2) if text))
