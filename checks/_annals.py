"""What a report says of the year before, and what that year's own report says of itself, by name and measure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._across import label_of, number_at
from checks._model import Interval, Operand
from checks._numbers import add, amount, scale
from checks._phrases import counted
from checks._tables import Grid, grids, head_of, packed
from extractors.model import Claim, Form, Number, Place, Report

FINAL, BUDGET, LEFT, FIRST = "决算", "预算", "结转", "年初预算"
WHOLE = "资金总额"
ACCOUNT = re.compile(r"(一般公共|政府性基金|国有资本经营|社会保险基金)预算")
DONE = re.compile(r"决算|执行|实际|支出|收入|完成")
PLANNED = re.compile(r"预算|年初安排|年初数|计划数")
CARRIED = re.compile(r"上年结转|年初(?:财政拨款)?结(?:转|余)")
LEFT_OVER = re.compile(r"年末(?:财政拨款)?结(?:转|余)|结转下年")
DRESS = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])+|其中[：:]?|(?:19|20)\d\d年度?|上年度?|去年|本年度?|当年|全年|本部门|本单位|部门|单位|我[局委办院校]"
    r"|决算数?|执行数|预算数|年初预算|实际|完成|安排|[：:，、的为]|\s|[（(](?:万元|元)[）)]"
)
OTHER_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d|上年|去年|上一年|增减|增长|比上|差额|变动")
CHANGED = re.compile(r"增减|增长|变动|差额|比上")
PERCENT = re.compile(r"[%％率]|比重|占比")
BASE = re.compile(r"(?:比|较|与|同)(?P<base>[^，。；]{0,24}?)(?:相比|增加|增长|上升|减少|下降|降低|持平|提高)|同比")
BASE_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)|上年|去年|上一年|同比|同期")
WHOLE_WORDS = re.compile(r"(?:项目|年度|资金|经费|预算|总额|总计|合计|财政|数)*")
MONEY_WORDS = re.compile(r"执行数|预算数|决算数|资金总额|年初预算|全年预算|总支出|总预算")
SIGNS = {"increase": Decimal(-1), "decrease": Decimal(1)}
VAGUE = frozenset(
    {"", "金额", "资金", "合计", "小计", "总计", "数", "其他", "收", "支", "预算", "数据", "经费", "总额"}
)


class Figure(NamedTuple):
    """A figure by what it is called: its name without year and measure, its measure, what it can stand for in 元."""

    name: str
    measure: str
    span: Interval
    operands: tuple[Operand, ...]
    text: str
    words: str = ""
    is_sure: bool = True

    @property
    def place(self) -> Place:
        return self.operands[0].place


def measure(words: str) -> str:
    """Whether words speak of a budget, of what was spent or received, or of what was left."""
    plain = ACCOUNT.sub("", words)
    if "结转" in plain or "结余" in plain:
        return LEFT
    return BUDGET if PLANNED.search(plain) and not DONE.search(PLANNED.sub("", plain)) else FINAL


def whole_of(report: Report) -> tuple[Form | None, str]:
    """The one form with money of a report and the name of its whole; (None, "") where there are more or none."""
    funded = [form for form in report.forms if form.budget]
    if len(funded) != 1 or funded[0].budget[0].parent:
        return None, ""
    return funded[0], "/".join(part for part in (WHOLE, packed(funded[0].project)) if part)


def is_whole(words: str, project: str) -> bool:
    """Whether a sentence's subject names nothing but the report's whole money."""
    rest = DRESS.sub("", packed(words).replace(packed(project), "")) if project else plain_name(words)
    return WHOLE_WORDS.fullmatch(rest) is not None and bool(MONEY_WORDS.search(words))


def plain_name(words: str) -> str:
    """A name without year, measure and numbering; what was carried over and what was left at the end are one."""
    if CARRIED.search(words) or LEFT_OVER.search(words):
        return "结转"
    return DRESS.sub("", packed(words))


def own_figures(report: Report) -> Iterator[Figure]:
    """What a report says of its own year: rows of department forms, sentences, columns of tables."""
    yield from own_funds(report)
    for claim in report.claims:
        number = level_of(claim)
        if number and claim.period in {"", report.year} and not CARRIED.search(claim.subject):
            yield figure(claim.subject, measure(claim.subject), number)
    for grid in grids(report):
        yield from own_columns(grid, report.year or "?")


def own_funds(report: Report) -> Iterator[Figure]:
    """The whole of the one form with money, and every row of department forms."""
    form, whole = whole_of(report)
    rows = [(whole, form.budget[0], FIRST)] if form else []
    departments = (one for one in report.forms if one.kind == "department")
    rows += [(plain_name(row.label), row, BUDGET) for one in departments for row in one.budget]
    for name, row, first in rows:
        for entry, sort in ((row.initial, first), (row.annual, BUDGET), (row.executed, FINAL)):
            if entry and entry.number:
                yield figure(row.label, sort, entry.number)._replace(name=name)


def own_columns(grid: Grid, year: str) -> Iterator[Figure]:
    """The columns of a table that speak of no other year."""
    for col in grid.figures:
        head = head_of(grid, col)
        if not PERCENT.search(head) and not OTHER_YEAR.search(head.replace(year, "")):
            yield from column(grid, col, head, is_past=False)


def level_of(claim: Claim) -> Number | None:
    """The amount that a sentence gives; of a change what came of it."""
    if claim.kind == "change":
        return next((part.number for part in claim.parts if part.label == "to"), None)
    return claim.number if claim.kind in {"amount", "parts"} else None


def figure(words: str, sort: str, number: Number) -> Figure:
    return Figure(plain_name(words), sort, amount(number), (counted("said", number),), number.text, words)


def column(grid: Grid, col: int, head: str, is_past: bool) -> Iterator[Figure]:
    """The rows of a column; of what was carried over only the rows that this year shares with the other."""
    for row in range(grid.body, grid.table.rows):
        number, label = number_at(grid, row, col), label_of(grid, row)
        if number and number.unit.endswith("元") and (is_past or not CARRIED.search(label)):
            sort = LEFT if LEFT_OVER.search(label) else measure(head + ("" if PLANNED.search(head) else label))
            yield figure(label, sort, number)._replace(words=f"{grid.title}/{label}/{head}")


def past_figures(report: Report) -> Iterator[Figure]:
    """What a report says of the year before: bases of changes, amounts of that year, columns, what was carried over."""
    before = str(int(report.year) - 1) if report.year.isdecimal() else "?"
    for claim in report.claims:
        if claim.kind == "change":
            yield from base_of(claim, report.year, before)
        elif claim.kind in {"amount", "parts"} and claim.number and claim.number.unit.endswith("元"):
            is_past = claim.period in {before, "上年", "去年"} or CARRIED.search(claim.subject)
            if is_past and not re.search(r"[（(]|比|较", claim.subject):
                found = told(report, claim.subject, claim.number)
                yield found._replace(words=claim.sentence, is_sure=claim.is_sure)
    for grid in grids(report):
        for col in grid.figures:
            head = head_of(grid, col)
            if (
                not re.search(r"增减|增长|变动|差额|比上", head)
                and not PERCENT.search(head)
                and is_before(head, before)
            ):
                yield from column(grid, col, head, is_past=True)


def told(report: Report, subject: str, number: Number) -> Figure:
    """A stated amount of the year before, by the whole money of the report where its subject names no part."""
    found = figure(subject, measure(subject), number)
    form, whole = whole_of(report)
    if form is None or not is_whole(subject, form.project):
        return found
    return found._replace(name=whole, measure=FIRST if "年初" in subject else found.measure)


def is_before(head: str, before: str) -> bool:
    """Whether the words above a column name the year before and no other."""
    years = set(re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", head))
    return years == {before} or (not years and bool(re.search(r"上年|去年|上一年", head)))


def base_of(claim: Claim, year: str, before: str) -> Iterator[Figure]:
    """What a stated change says of the year before: the level as printed, else the new level less the change."""
    bases = [match["base"] or match.group() for match in BASE.finditer(claim.sentence)]
    named = [found for base in bases if (found := BASE_YEAR.search(base))]
    years = {found["year"] or before for found in named}
    if years != {before} or len(named) != len(bases) or claim.period not in {"", year}:
        return
    sorts = {measure(base + ("" if PLANNED.search(ACCOUNT.sub("", base)) else claim.subject)) for base in bases}
    parts = {part.label: part.number for part in claim.parts}
    told, level, by = parts.get("from"), parts.get("to"), parts.get("by")
    if len(sorts) != 1:
        return
    sort, name = sorts.pop(), plain_name(claim.subject)
    if told and told.unit.endswith("元"):
        yield Figure(name, sort, amount(told), (counted("said", told),), told.text, claim.sentence, claim.is_sure)
    elif level and by and level.unit.endswith("元") and by.unit.endswith("元") and claim.direction in SIGNS:
        more = scale(amount(by), SIGNS[claim.direction])
        span = add((amount(level), more))
        text = f"{level.text}{'+' if claim.direction == 'decrease' else '-'}{by.text}"
        facts = (counted("said", level), counted("by", by))
        yield Figure(name, sort, span, facts, text, claim.sentence, claim.is_sure)
