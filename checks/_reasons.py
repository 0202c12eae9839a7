"""What is a reason, and of which direction it speaks: an overrun, a shortfall, or neither."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.model import Form, FundRow, Paragraph, Place, Report, Task, paragraphs

EMPTY = re.compile(
    r"(无|暂无|没有|不涉及|/|-|—|－|―|_|0|0\.0+|…|\.|、|。|\\|#N/A|null|√|无偏差|未偏离(绩效目标)?)*", re.I
)
SENTENCE = re.compile(r"[^。！？；;\n]+[。！？；;]?")

OVERRUN = re.compile(
    r"追加|调增|调剂增加|增资|上年结转|结转资金|结转结余|上级(下达|拨付|补助|转移支付)|中央(下达|补助)|年中(增加|下达|追加|新增)"
    r"|增加(了)?(的)?(预算|拨款|资金|经费|支出|人员|项目|工资|任务|编制)|新增(了)?(的)?(预算|拨款|资金|经费|支出|人员|项目|工资|任务|债券|编制)"
    r"|(预算|拨款|资金|经费|支出|人员|工资|津补贴|社保|基数|项目)(有所)?(增加|增长|调整|上调|新增|提高|上涨)|(调|涨|提)(升|高)?工资|调资|补发|补缴"
    r"|(工资|标准|基数|奖金|绩效奖|养老保险|公积金)(.{0,6})(调整|提高|上调|增加|发放)|人员(调入|变动|增加)|调入人员|应急|抢险|超(支|出)(的)?原因"
    r"|未(纳入|列入|编入)年初预算|年初(未|没有)(安排|列入|纳入|编列)|预算调整(?!率)"
)
SHORTFALL = re.compile(
    r"疫情|财力(紧张|不足|有限)|资金(紧张|未到位|不足|未拨付|未下达|保障)|经费(不足|紧张)|财政(困难|紧张|资金紧张|库款)|压减|缩减|节约|节省|节支"
    r"|结余|进度(滞后|缓慢|较慢)|未(支付|支出|拨付|完成|执行|按计划|及时|实施|到位|达到|结算|验收|开展|招标|采购|使用|启动)|尚未|暂未|延期|推迟|滞后"
    r"|跨年|质保金|收回|调减|取消|减少|下一?年度?(支付|支出|继续)|招(投)?标|次年|流程|审批|下达(较)?(晚|迟)|到位(较)?(晚|迟)|剩余"
)
REASON = re.compile(
    r"原因|由于|因为|因[^此而]|受.{1,20}(影响|制约)|导致|致使|主要是|不足|滞后|偏差|问题|仍需|还需|需进一步|有待|不够|短板|差距|较低|较差|未能?|有限|困难"
)
DENIED = re.compile(
    r"(杜绝|避免|严控|严格控制|不得|防止|减少|禁止|无)(.{0,6})(追加|调增|调整|超支)|下一步|今后|将进一步|改进措施|进一步(加强|提高|完善)"
)
CAUSAL = re.compile(r"原因|由于|因为|因(?!此|而)|导致|致使|主要是|受.{1,20}(影响|制约)")
RATE_NAME = re.compile(r"(执行|使用|支出|支付)(率|进度)")
MONEY = re.compile(r"预算|执行|支出|支付|资金|经费|拨款|决算|人员|工资")


class Sentence(NamedTuple):
    """A sentence of the prose with its place and paragraph."""

    text: str
    place: Place
    paragraph: Paragraph


def sentences(report: Report) -> Iterator[Sentence]:
    """The prose, sentence by sentence."""
    for paragraph in paragraphs(report):
        for match in SENTENCE.finditer(paragraph.text):
            yield Sentence(match.group(), place_in(paragraph, match.start()), paragraph)


def place_in(paragraph: Paragraph, start: int) -> Place:
    """The place of the printed line in which a character of a paragraph stands."""
    passed = 0
    for line in paragraph.lines:
        passed += len(line.text)
        if start < passed:
            return Place(line.page, line.box, paragraph.text[start : start + 24])
    return paragraph.place


def is_reason(text: str, label: str = "") -> bool:
    """Whether a reason cell gives one: not a mark of emptiness, nor the row's own name again."""
    packed = re.sub(r"\s", "", text)
    return not EMPTY.fullmatch(packed) and packed.rstrip("。") != re.sub(r"\s", "", label)


def is_overrun(text: str) -> bool:
    """Whether a text explains spending above the budget."""
    return bool(OVERRUN.search(text)) and not DENIED.search(text)


def is_shortfall(text: str) -> bool:
    """Whether a text explains spending below the budget."""
    return bool(SHORTFALL.search(text))


class Explanation(NamedTuple):
    """A text that explains a row's rate and where it stands."""

    text: str
    place: Place


def near_reasons(form: Form, row: FundRow | Task) -> Iterator[Explanation]:
    """Reasons printed in the row itself and in the rows of the execution rate among the indicators."""
    entry = row.reason if isinstance(row, FundRow) else row.result
    if entry and is_reason(entry.text):
        yield Explanation(entry.text, entry.place)
    for indicator in form.indicators:
        label = indicator.level3 or indicator.level2 or indicator.level1
        if RATE_NAME.search(label) and indicator.reason and is_reason(indicator.reason.text, label):
            yield Explanation(indicator.reason.text, indicator.reason.place)


def prose_reasons(report: Report, label: str, others: tuple[str, ...]) -> Iterator[Explanation]:
    """Sentences on execution that speak of this row, or of no other row in particular."""
    for sentence in sentences(report):
        names = [name for name in others if name in sentence.text]
        if MONEY.search(sentence.text) and (label in sentence.text or not names):
            yield Explanation(sentence.text, sentence.place)


def why_over(report: Report, form: Form, row: FundRow | Task) -> Explanation | None:
    """The explanation of spending above the budget, if one is printed."""
    own = row.reason if isinstance(row, FundRow) else None
    if own and is_reason(own.text) and (is_overrun(own.text) or not is_shortfall(own.text)):
        return Explanation(own.text, own.place)
    label, others = names_of(form, row)
    texts = (*near_reasons(form, row), *prose_reasons(report, label, others))
    return next((text for text in texts if is_overrun(text.text)), None)


def why_low(report: Report, form: Form, row: FundRow | Task) -> Explanation | None:
    """The explanation of spending below the budget, if one is printed."""
    for own in own_reasons(form, row):
        return own
    label, others = names_of(form, row)
    near = (text for text in near_reasons(form, row) if is_shortfall(text.text))
    prose = (
        text for text in prose_reasons(report, label, others) if is_shortfall(text.text) and CAUSAL.search(text.text)
    )
    return next(near, None) or next(prose, None)


def own_reasons(form: Form, row: FundRow | Task) -> Iterator[Explanation]:
    """The reason in a fund row, or in the row that it is a part of: what holds the whole back holds its parts."""
    if isinstance(row, FundRow):
        for fund in (row, *(other for other in form.budget if row.parent and other.label == row.parent)):
            if fund.reason and is_reason(fund.reason.text):
                yield Explanation(fund.reason.text, fund.reason.place)


def names_of(form: Form, row: FundRow | Task) -> tuple[str, tuple[str, ...]]:
    """The row's own label and those of the rows beside it."""
    label = row.label if isinstance(row, FundRow) else row.name
    others = (*(fund.label for fund in form.budget if fund.parent), *(task.name for task in form.tasks))
    return label, tuple(name for name in others if name != label)


def reasons_about(report: Report, names: tuple[str, ...]) -> Iterator[Explanation]:
    """Sentences that name one of these things and give a reason."""
    for sentence in sentences(report):
        if REASON.search(sentence.text) and any(name in sentence.text for name in names if len(name) > 1):
            yield Explanation(sentence.text, sentence.place)
