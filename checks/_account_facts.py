"""What the tables of a budget or of final accounts say, figure by figure: of which money, subject and column."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from checks._memo import once
from checks._tables import CODE, Grid, Line, grids, head_of, read_lines
from checks._text import NUMBERING
from checks._text import packed as one_width
from extractors.model import Number, Report

ALL, FISCAL, GENERAL, FUND, CAPITAL, TRIPS = "all", "fiscal", "general", "fund", "capital", "trips"
INCOME, OUTLAY = "income", "outlay"
FUNDS = (
    (TRIPS, re.compile(r"三公”?经费|机关运行经费")),
    (GENERAL, re.compile(r"一般公共预算(?:当年)?(?:财政)?(?:当年)?(?:拨款)?")),
    (FUND, re.compile(r"政府性基金(?:预算)?(?:当年)?(?:财政)?(?:拨款)?")),
    (CAPITAL, re.compile(r"国有资本经营(?:预算)?(?:当年)?(?:财政)?(?:拨款)?")),
    (FISCAL, re.compile(r"财政(?:当年)?拨款")),
)
OTHER_TABLE = re.compile(r"经济分类|绩效|采购|项目支出(?:预算|决算)?(?:明细)?表|资产|专户|指标|汇总表|转移支付|债务")
OTHER_COLUMN = re.compile(r"增减|增长|增加|减少|比|率|[%％]|上年|去年|行次|栏次|序号|编码|代码|备注|教育收费")
NOT_ROW = re.compile(r"^(?:栏次|行次|项目|科目名称|类款项)")
PARTS = (
    ("人员经费", re.compile(r"^人员(?:经费|支出)")),
    ("公用经费", re.compile(r"^(?:日常)?公用(?:经费|支出)")),
    ("基本支出", re.compile(r"^基本支出")),
    ("项目支出", re.compile(r"^项目支出")),
)
TRIP_ITEMS = (
    ("公务接待费", re.compile(r"公务接待")),
    ("因公出国（境）费", re.compile(r"因公出国")),
    ("公务用车购置及运行费", re.compile(r"购置(?:费)?[及和与].{0,6}运行|公务用?车辆?(?:经?费|支出)$")),
    ("公务用车购置费", re.compile(r"购置费?$|车辆?购置")),
    ("公务用车运行费", re.compile(r"运行(?:维护)?费?$|公务用?车用?运行|运行维护")),
    ("机关运行经费", re.compile(r"机关运行经费")),
)
WHOLE = re.compile(
    r"^(?:本年)?(?:收入|支出|收支)?(?:合计|总计|小计|总额|金额|预算数?|决算数?|预算金额|决算金额|合计数)?$|^本年(?:收入|支出)$"
)
TOTAL_ROW = re.compile(r"^(?:本年|全年)?(?:收入|支出)?(?:合计|总计)$")
BASES = (
    ("initial", re.compile(r"年初预算")),
    ("executed", re.compile(r"决算数?|执行数")),
    ("annual", re.compile(r"预算数|全年预算|调整预算")),
)


class Fact(NamedTuple):
    """A figure of a table: the money it is of, its subject from the class down (() for all), its column, its basis.

    `part` is "" for the whole; `is_grand` marks 总计, which counts what was carried over.
    """

    fund: str
    axis: str
    row: tuple[str, ...]
    part: str
    basis: str
    is_grand: bool
    number: Number
    title: str


class Sheet(NamedTuple):
    """A table of accounts by its caption."""

    grid: Grid
    title: str
    fund: str
    axis: str
    is_basic: bool
    year: str
    basis: str


@once
def account_facts(report: Report) -> tuple[Fact, ...]:
    """The figures of every table of accounts; what a table says twice of one subject it does not say at all."""
    found: list[Fact] = []
    for grid in grids(report):
        sheet = read_sheet(grid, report)
        if sheet:
            facts = tuple(sheet_facts(sheet))
            known = Counter(fact[:6] for fact in facts)
            found += [fact for fact in facts if known[fact[:6]] == 1]
    return tuple(found)


def read_sheet(grid: Grid, report: Report) -> Sheet | None:
    """A table whose caption says that it is one of the accounts of this year."""
    title = caption(one_width(grid.table.caption))
    years = set(re.findall(r"20\d\d(?=年)", title))
    if not re.search(r"收入|支出|收支|三公|拨款", title) or (years and report.year and report.year not in years):
        return None
    fund = next((name for name, words in FUNDS if words.search(title)), ALL)
    is_basic = "基本支出" in title
    if fund != TRIPS and not is_basic and OTHER_TABLE.search(title):
        return None
    is_both = bool(re.search(r"收支|收入支出|收入、支出", title)) or ("收入" in title) == ("支出" in title)
    axis = "" if is_both else INCOME if "收入" in title else OUTLAY
    basis = "executed" if report.kind == "final-accounts" else "budget"
    return Sheet(grid, title, fund, OUTLAY if is_basic else axis, is_basic, report.year, basis)


def caption(text: str) -> str:
    """The title in a caption, without the unit of money, the maker and what stands before it."""
    head = re.split(r"单位：|编制(?:单位|部门)|(?:部门|单位)(?:名称)?：|金额单位|公开\d*表", text)
    return next((part for part in head if re.search(r"表$|表[（(]|收入|支出|三公", part)), "")


class Panel(NamedTuple):
    """A column of a table of accounts that counts this year: its head, its basis, its rows."""

    sheet: Sheet
    heads: tuple[str, ...]
    basis: str
    lines: tuple[Line, ...]

    def fact(self, line: Line, fund: str, axis: str, row: tuple[str, ...] = (), part: str = "") -> Iterator[Fact]:
        """What a row of the column says; nothing where it has no amount of money."""
        if line.number and line.number.unit.endswith("元"):
            yield Fact(fund, axis, row, part, self.basis, "总计" in line.label, line.number, self.sheet.title)


def sheet_facts(sheet: Sheet) -> Iterator[Fact]:
    for col in sheet.grid.figures:
        heads = tuple(one_width(head) for head in head_of(sheet.grid, col).split("/") if not head.isdigit())
        basis = basis_of(heads, sheet)
        if basis:
            lines = tuple(line for line in read_lines(sheet.grid, col) if not NOT_ROW.match(line.label))
            read = trip_facts if sheet.fund == TRIPS else basic_facts if sheet.is_basic else column_facts
            yield from read(Panel(sheet, heads, basis, lines))


def basis_of(heads: tuple[str, ...], sheet: Sheet) -> str:
    """The basis of a column: budget, or initial, annual, executed in final accounts; "" for any other column."""
    text = "/".join(heads)
    years = set(re.findall(r"20\d\d(?=年)", text))
    if OTHER_COLUMN.search(text) or (years and sheet.year and years != {sheet.year}):
        return ""
    found = next((name for name, words in BASES if words.search(text)), "")
    if sheet.basis == "budget":
        return "" if found == "executed" else "budget"
    return found or "executed"


def part_of(heads: tuple[str, ...]) -> str:
    """The column's part of the outlay, "" for the whole; any other column by its own name."""
    for head in reversed(heads):
        if part := next((name for name, words in PARTS if words.search(head)), ""):
            return part
    last = re.sub(r"20\d\d年度?", "", heads[-1]) if heads else ""
    return "" if WHOLE.match(last) else last


def basic_facts(panel: Panel) -> Iterator[Fact]:
    """What a table of basic outlay says of all of it, of staff and of running costs; not of the classes by economy."""
    part, fund = part_of(panel.heads), panel.sheet.fund
    for line in panel.lines:
        label = plain(line.label)
        own = next((name for name, words in PARTS if words.search(label) and label.endswith(("合计", "小计"))), "")
        if own:
            yield from panel.fact(line, fund, OUTLAY, (), own)
        elif TOTAL_ROW.match(label) and part in {"", "基本支出", "人员经费", "公用经费"}:
            yield from panel.fact(line._replace(label="合计"), fund, OUTLAY, (), part or "基本支出")


def trip_facts(panel: Panel) -> Iterator[Fact]:
    """The travel, cars and receptions that a table names in its head or in its rows."""
    for line in panel.lines:
        words = (*panel.heads, plain(line.label))
        item = next((name for word in reversed(words) if (name := trip_item(word))), "")
        if not item and re.search(r"合计|三公", "".join(words)):
            item = "“三公”经费"
        if item:
            yield from panel.fact(line, TRIPS, "", (), item)


def trip_item(words: str) -> str:
    return next((name for name, pattern in TRIP_ITEMS if pattern.search(words)), "")


def column_facts(panel: Panel) -> Iterator[Fact]:
    """The rows of a column of income or outlay, each with the classes above it by its code."""
    axis = panel.sheet.axis or panel_axis(panel.heads, panel.lines)
    if not axis:
        return
    fund, part = scope_of(panel.sheet, axis, panel.heads)
    names: dict[str, str] = {}
    is_closed = False
    for line in panel.lines:
        label, code = plain(line.label), code_of(line)
        if TOTAL_ROW.match(label):
            yield from panel.fact(line, fund, axis, (), part)
            is_closed = is_closed or not code
        elif code:
            names[code] = label
            above = (names[code[:end]] for end in (3, 5) if end < len(code) and code[:end] in names)
            yield from panel.fact(line, fund, axis, (*above, label), part)
        elif label and axis == INCOME and not part:
            # Behind the total of a sheet of both sides stands what was carried over, by the same names.
            yield from () if is_closed else source_fact(panel, line, fund)
        elif label and (panel.sheet.axis or not is_closed):
            yield from panel.fact(line, fund, axis, (label,), part)


def source_fact(panel: Panel, line: Line, fund: str) -> Iterator[Fact]:
    """A source of income: the money it names, or a part of all income."""
    label = plain(line.label)
    source, rest = fund_of(label)
    if source and rest in {"", "收入", "资金", "拨款", "拨款收入"}:
        yield from panel.fact(line, source, INCOME)
    else:
        yield from panel.fact(line, fund, INCOME, (), label)


def scope_of(sheet: Sheet, axis: str, heads: tuple[str, ...]) -> tuple[str, str]:
    """The money and the part that a column is of: 财政拨款收入 among all income is income of that money."""
    part = part_of(heads)
    if part and part not in {name for name, _ in PARTS}:
        source, rest = fund_of(part)
        if source and rest in {"", "收入", "支出", "资金", "拨款", "预算", "拨款支出"}:
            return source, ""
        is_own = axis == OUTLAY and rest in {"支出", "本年支出", "支出预算", "预算支出", "财政拨款支出"}
        return (sheet.fund, "") if is_own else (sheet.fund, part)
    return sheet.fund, part


def fund_of(words: str) -> tuple[str, str]:
    """The money that some words name, "" if none, and the words without it."""
    for name, pattern in FUNDS[1:]:
        if pattern.search(words):
            return name, pattern.sub("", words, count=1)
    return "", words


def panel_axis(heads: tuple[str, ...], lines: tuple[Line, ...]) -> str:
    """Which side of a sheet of both sides a column stands on, by its head or by its rows."""
    for text in (*heads, *(line.label for line in lines if re.search(r"本年(?:收入|支出)合计", line.label))):
        if ("收入" in text) != ("支出" in text):
            return INCOME if "收入" in text else OUTLAY
    return ""


def code_of(line: Line) -> str:
    found = CODE.match(line.label)
    return found.group(1) if found else ""


def plain(label: str) -> str:
    """A row's name without its code, its number and 其中."""
    text = re.sub(r"^\d{3,}", "", one_width(label))
    return re.sub(r"^其中：?", "", NUMBERING.sub("", text)).strip('：、“”"*★')


def short(name: str) -> str:
    """A subject's name without the 支出 that one table prints and another leaves out."""
    cut = name.removesuffix("支出")
    return cut if len(cut) > 1 else name
