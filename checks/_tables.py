"""Ordinary tables as a sum sees them: head, label and figure columns, rows with their level and sign."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from checks._memo import once, once_each
from checks._phrases import counted
from checks._sums import Term
from extractors.model import Cell, Number, Report, Table

TOTAL = re.compile(r"(合计|总计|小计|共计)(（.*）|\(.*\))?$|^(合计|总计|小计|共计)")
GRAND = re.compile(r"^(合计|总计|共计|小计)$")
UNSUMMED = re.compile(
    r"率|比例|比重|占比|%|％|增幅|增长|增减|单价|标准|人均|平均|均值|年份|排名|得分|指数|编码|代码|序号|金额单位|倍"
)
DEDUCTED = re.compile(r"减[：:]")
ADDED = re.compile(r"加[：:]")
ORDINAL = re.compile(r"(^|/)(行次|序号)$")
WORDS = re.compile(r"[\u4e00-\u9fffA-Za-z\d]")
CODE = re.compile(r"^(\d{3}|\d{5}|\d{7})(?!\d)")
LEVELS = (
    r"[一二三四五六七八九十]+、",
    r"[（(][一二三四五六七八九十]+[）)]",
    r"\d{1,2}[.、．](?!\d)",
    r"[（(]\d{1,2}[）)]",
)


class Line(NamedTuple):
    """A row of a panel: its label, what level it is at (0 unknown) and its figure in one column."""

    row: int
    label: str
    level: int
    number: Number | None
    sign: int = 1

    @property
    def is_total(self) -> bool:
        return bool(TOTAL.search(self.label)) and not self.is_inside

    @property
    def is_inside(self) -> bool:
        """Whether it details the row before it (其中)."""
        return self.label.startswith("其中")

    def term(self) -> Term:
        assert self.number
        return Term(self.label, counted("row", self.number), self.number, self.sign)


class Column(NamedTuple):
    """A figure column with the labels that belong to it."""

    table: Table
    title: str
    col: int
    head: str
    lines: tuple[Line, ...]
    is_torn: bool


class Grid(NamedTuple):
    """A table by position: the cells that start there, the first row of the body, the figure columns.

    It is torn where a table beside it looks like its other half, left apart by a page break.
    """

    table: Table
    title: str
    cells: dict[tuple[int, int], Cell]
    body: int
    figures: tuple[int, ...]
    is_torn: bool


@lru_cache(maxsize=4096)
def packed(text: str) -> str:
    return "".join(text.split())


@once_each
def grids(report: Report) -> Iterator[Grid]:
    """Every table that is no part of a form and holds figures."""
    used = {index for form in report.forms for index in form.tables}
    seen: Counter[str] = Counter()
    for index, table in enumerate(report.tables):
        title = packed(table.caption) or "表"
        seen[title] += 1
        if index not in used:
            beside = report.tables[max(index - 1, 0) : index] + report.tables[index + 1 : index + 2]
            is_torn = any(is_half(table, other) for other in beside)
            grid = read_grid(table, title if seen[title] == 1 else f"{title}#{seen[title]}", is_torn)
            if grid.figures:
                yield grid


def is_half(table: Table, other: Table) -> bool:
    """Whether two tables on neighbouring pages have the same columns and one head between them."""
    if table.cols != other.cols or not (table.pages and other.pages):
        return False
    first, second = sorted((table, other), key=lambda one: one.pages[0])
    heads = [[packed(c.text) for c in one.cells if c.row == 0] for one in (first, second)]
    is_headless = any(cell.row == 0 and cell.number for cell in second.cells)
    return second.pages[0] - first.pages[-1] == 1 and (is_headless or heads[0] == heads[1])


def read_grid(table: Table, title: str, is_torn: bool) -> Grid:
    cells = {(cell.row, cell.col): cell for cell in table.cells}
    numbered = [cell for cell in table.cells if cell.number]
    body = min((cell.row for cell in numbered), default=table.rows)
    figures = []
    for col in range(table.cols):
        column = [cell for cell in table.cells if cell.col == col and cell.row >= body and packed(cell.text)]
        if column and sum(cell.number is not None for cell in column) * 2 > len(column):
            figures.append(col)
    return Grid(table, title, cells, body, tuple(figures), is_torn)


@once
def head_of(grid: Grid, col: int) -> str:
    """The words above a column, from the outermost."""
    above = [c for c in grid.table.cells if c.row < grid.body and c.col <= col < c.col + c.col_span]
    return "/".join(dict.fromkeys(packed(c.text) for c in sorted(above, key=lambda c: c.row) if packed(c.text)))


@once_each
def columns(grid: Grid) -> Iterator[Column]:
    """The columns whose figures may be added, each with the labels to its left."""
    for col in grid.figures:
        head = head_of(grid, col)
        if not UNSUMMED.search(head):
            lines = tuple(read_lines(grid, col))
            if not any(line.number and line.number.unit in {"%", "‰"} for line in lines):
                yield Column(grid.table, grid.title, col, head, lines, grid.is_torn)


def read_lines(grid: Grid, col: int) -> Iterator[Line]:
    """The rows of a column with the label of its own panel: the nearest text columns to the left."""
    labels = label_columns(grid, col)
    ordinals = {c for c in labels if ORDINAL.search(head_of(grid, c))}
    for row in range(grid.body, grid.table.rows):
        if not any((here := grid.cells.get((row, c))) and here.number for c in grid.figures):
            continue
        found = [(c, packed(cell.text)) for c in labels if (cell := grid.cells.get((row, c)))]
        # The number of a row is no part of its name; a 合计 that stands in its column is.
        words = [word for c, word in found if not (c in ordinals and word.isdigit())]
        label = "".join(leading_code(words))
        cell = grid.cells.get((row, col))
        if label or (cell and cell.number):
            sign = -1 if DEDUCTED.match(label) else 1
            yield Line(row, label, level_of(label), cell.number if cell else None, sign)


@once
def label_columns(grid: Grid, col: int) -> tuple[int, ...]:
    """The columns of words nearest to the left of a column; an empty column of figures between them parts nothing."""
    worded = {c.col for c in grid.table.cells if c.row >= grid.body and c.col < col and WORDS.search(c.text)}
    last = max(worded - set(grid.figures), default=-1)
    first = max((c for c in grid.figures if c < last), default=-1)
    return tuple(range(first + 1, last + 1))


def deducted_below(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The rows with every row under 减： subtracted, up to the next 加： or total."""
    signed, sign = [], 1
    for line in lines:
        sign = 1 if ADDED.match(line.label) or line.is_total else -1 if DEDUCTED.match(line.label) else sign
        signed.append(line._replace(sign=sign))
    return tuple(signed)


def leading_code(words: list[str]) -> tuple[str, str]:
    """The classification code of a row, whole also where 类, 款 and 项 stand in columns of their own; and the rest."""
    code = ""
    for at, word in enumerate(words):
        if word and not word.isdigit():
            return code, "".join(words[at:])
        code = word if word.startswith(code) and len(word) > 2 else code + word
    return code, ""


def level_of(label: str) -> int:
    """3, 5 or 7 for a classification code, 11 to 14 for a numbering, 0 where neither is printed."""
    if code := CODE.match(label):
        return len(code.group(1))
    return next((level for level, pattern in enumerate(LEVELS, 11) if re.match(pattern, label)), 0)
