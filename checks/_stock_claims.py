"""Stock claims of such reports and the figures or words of the same report that contradict them, as a table."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from checks._forms import named_forms, plain_name, rows_of, top_row
from checks._memo import once
from checks._model import Message, Operand, Parameters
from checks._numbers import amount, interval
from checks._phrases import counted, operand, quoted
from checks._targets import Aim, Standing, aims
from checks._text import FUTURE, NUMBERING, Passage, prose
from extractors.model import Claim, Entry, Form, Place, Report

Evidence = Iterator[Operand]
Test = Callable[[Report, Passage, Parameters], Evidence]
HUNDRED = Decimal(100)
LAG = re.compile(
    r"[^，。；：]{0,14}(?:支付|拨付|资金|支出|执行)(?:进度|工作)?[^，。；：]{0,4}(?:滞后|缓慢|较慢|偏慢|不及时|不到位)[^，。；：]{0,6}"
)
# The words of it that a search finds fast; what stands around them is looked for only then.
SLOW = re.compile(r"滞后|缓慢|较慢|偏慢|不及时|不到位")
DENIED = re.compile(r"无|未(?!及时)|没有|不存在|防止|避免|杜绝|解决|克服|改善")


def overruns(report: Report, _: Passage, __: Parameters) -> Evidence:
    """The execution rates above 100 % of a whole: of the fund blocks, else of the prose."""
    found = False
    for _name, form in named_forms(report):
        row = top_row(form)
        if row and row.rate and exceeds(row.rate):
            found = True
            yield operand("rate", row.rate)
        elif row and row.executed and (base := row.annual or row.initial) and is_more(row.executed, base):
            found = True
            yield operand("executed", row.executed)
    if not found and not report.forms:
        yield from (counted("rate", c.number) for c in report.claims if c.number and is_total_rate(c))


def is_total_rate(claim: Claim) -> bool:
    number = claim.number
    if claim.kind != "rate" or not claim.is_sure or number is None or number.unit != "%":
        return False
    return "执行率" in claim.subject + claim.context and interval(number).low > HUNDRED


def exceeds(rate: Entry) -> bool:
    return rate.number is not None and interval(rate.number).low > HUNDRED


def is_more(left: Entry, right: Entry) -> bool:
    return bool(left.number and right.number and amount(left.number).low > amount(right.number).high)


def low_rates(report: Report, _: Passage, parameters: Parameters) -> Evidence:
    """What says that money was late: the report's own words, execution rates below the low limit."""
    for passage in prose(report):
        if SLOW.search(passage.text) and not is_forecast(passage):
            yield from (delay(one.group(), passage.place) for one in LAG.finditer(passage.text) if is_said(one))
    for section in report.sections:
        if (found := LAG.search(section.title)) and is_said(found):
            yield delay(found.group(), section.place)
    for form in report.forms:
        for row in form.budget:
            base = row.annual or row.initial
            is_funded = base is not None and base.number is not None and base.number.value > 0
            if is_funded and row.rate and row.rate.number and interval(row.rate.number).high < parameters.low_rate:
                yield operand("rate", row.rate)


def is_said(found: re.Match[str]) -> bool:
    """Whether the delay is told, not denied or guarded against."""
    return not DENIED.search(found.group())


def delay(words: str, place: Place) -> Operand:
    return quoted("delay", NUMBERING.sub("", words), place)


def is_forecast(passage: Passage) -> bool:
    """Whether a passage speaks of what is to come, not of what was."""
    return bool(FUTURE.search(passage.section) and "问题" not in passage.section)


def misses(report: Report, passage: Passage, _: Parameters) -> Evidence:
    """The indicators whose printed actual misses the printed target: with 以上 those named, with a category its own.

    A miss that the passage tells itself (未达到目标) is none that it denies.
    """
    is_local = "以上" in passage.text
    told = sentences_with(TOLD, passage.text)
    for aim in aims(report):
        if is_elsewhere(aim, passage) or any(aim.name in sentence for sentence in told):
            continue
        if (
            aim.standing is Standing.MISSED
            and aim.sign
            and aim.sign != "="
            and (not is_local or aim.name in passage.text)
        ):
            yield operand("actual", aim.actual)


@lru_cache(maxsize=512)
def sentences_with(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(sentence for sentence in STOPS.split(text) if pattern.search(sentence))


@once
def groups_of(form: Form) -> frozenset[str]:
    """The plain names of a form's level-1 and level-2 categories."""
    return frozenset(plain_name(level) for row in rows_of(form) for level in (row.level1, row.level2)) - {""}


def is_elsewhere(aim: Aim, passage: Passage) -> bool:
    """Whether every 均达到 stands in a sentence on other categories than the indicator's (效益指标2个，均完成目标)."""
    said = sentences_with(ALL_MET, passage.text)
    groups = groups_of(aim.form)
    own = {plain_name(aim.row.level1), plain_name(aim.row.level2)}
    named = [{group for group in groups if f"{group}指标" in sentence} for sentence in said]
    return bool(said) and all(found and not found & own for found in named)


def shortfalls(report: Report, _: Passage, __: Parameters) -> Evidence:
    """The execution rates below 100 % of a whole."""
    for form in report.forms:
        row = top_row(form)
        if row and row.rate and row.rate.number and interval(row.rate.number).high < HUNDRED:
            yield operand("rate", row.rate)


STOPS = re.compile(r"[。；;]")
TOLD = re.compile(r"未(?:能)?(?:达到?|完成|实现)|不及目标|低于目标|没有(?:达到|完成)")
ALL_MET = re.compile(
    r"(?:均|全部|都)(?:已)?(?:达到|达成|完成|实现)(?:了)?(?:年初)?(?:预期|设定|绩效|年度)?的?(?:各项)?(?:指标值|目标值|指标|目标)|(?:各项|所有|全部)(?:绩效)?指标(?:均|全部|都)(?:已)?(?:达标|完成|达到)"
)


class Stock(NamedTuple):
    """A claim that many reports make: how it reads, what contradicts it, and the name of that.

    One of `signs` stands in every text that makes it: what is found fast is looked for first.
    """

    name: str
    pattern: re.Pattern[str]
    test: Test
    against: Message
    signs: tuple[str, ...]

    def found(self, text: str) -> re.Match[str] | None:
        return self.pattern.search(text) if any(sign in text for sign in self.signs) else None


CLAIMS = (
    Stock(
        "严格执行预算",
        re.compile(
            r"严格(?:按照?)?(?:执行|控制)[^，。；]{0,6}预算(?!管理|编制|法|制度|公开|绩效|审批|调整|监督|单位)|未(?:出现)?超预算|无超预算|控制在(?:年初)?预算(?:范围|额度)?(?:之)?内"
        ),
        overruns,
        Message("超预算支出", "spending above the budget"),
        ("严格", "超预算", "控制在"),
    ),
    Stock(
        "压减支出",
        re.compile(r"(?:压减|压缩|压降|缩减)(?:了)?(?:部门)?(?:预算)?支出(?!的)"),
        overruns,
        Message("超预算支出", "spending above the budget"),
        ("压减", "压缩", "压降", "缩减"),
    ),
    Stock(
        "资金及时足额",
        re.compile(
            r"资金[^，。；]{0,6}(?:及时[、，]?足额|足额[、，]?及时)(?:地)?(?:使?用|支付|拨付|支出|发放|投入|兑现)|(?:及时足额|按时足额|足额及时)(?:地)?[^，。；]{0,6}(?:支付|拨付|下达|发放|兑付)[^，。；]{0,6}(?:资金|经费|补助|款)"
            r"|(?:资金|经费|款项)(?:的)?(?:拨付|支付|到位|使用|发放|下达|兑付|支出)(?:工作)?(?:均|都|全部|全程|做到|基本|较为|比较|了)*(?:及时[、，和]?足额|足额[、，和]?及时|按时足额)"
            r"|(?:资金|经费|款项)(?:的)?(?:拨付|支付)(?:均|都|较为|比较)*及时(?:到位)?(?=[，。；、]|$)"
            r"|(?:资金|经费)[^，。；]{0,6}(?:及时[、，]?足额|按时足额)(?:地)?(?:用到|用于|到位|到账)"
        ),
        low_rates,
        Message("支付进度滞后", "late payment"),
        ("足额", "及时"),
    ),
    Stock(
        "指标均达到",
        ALL_MET,
        misses,
        Message("未达到指标值", "a missed target"),
        ("均", "全部", "都", "各项", "所有"),
    ),
    Stock(
        "资金全部使用",
        re.compile(r"资金(?:已)?全部(?:使用完毕|支付完毕|支出|执行完毕|使用到位|拨付完毕)"),
        shortfalls,
        Message("预算未执行完", "a budget not spent in full"),
        ("全部",),
    ),
)
