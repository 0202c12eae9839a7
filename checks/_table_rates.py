"""Rates in ordinary tables: a rate column beside the columns of the amounts that it comes from."""

import re
from collections.abc import Iterator
from dataclasses import replace

from checks._across import label_of, number_at
from checks._phrases import counted
from checks._precision import Fit, loose, tight
from checks._rates import Base, Rate, fit_rate
from checks._tables import Grid, grids, head_of
from extractors.model import Number, Report

RATE = re.compile(r"(执行|使用|支出|支付)(率|进度)|完成(年初)?预算(的)?[%％]")
SPENT = re.compile(r"执行数|支出数|实际支出|决算数|支付数|已支出|全年执行|实际使用")
BUDGETED = re.compile(r"预算数|预算安排|计划(安排|支出|数)|年初预算|全年预算|调整(后)?预算|下达(数|资金)|批复数")
MOST = 0.5


def table_rates(report: Report) -> Iterator[Rate]:
    """The rates of every row of a rate column; sure where most of the column is what its amounts give."""
    for grid in grids(report):
        heads = {col: head_of(grid, col) for col in grid.figures}
        for col in (col for col, head in heads.items() if RATE.search(head)):
            spent = [c for c, head in heads.items() if SPENT.search(head) and not RATE.search(head)]
            if len(spent) == 1:
                yield from known(tuple(read_rates(grid, heads, col, spent[0])))


def known(rates: tuple[Rate, ...]) -> Iterator[Rate]:
    """The rows, sure of their columns where at least half of two rows or more close."""
    closed = sum(any(fit_rate(rate, base) is Fit.CLOSES for base in rate.bases) for rate in rates)
    for rate in rates:
        yield replace(rate, is_sure=len(rates) > 1 and closed >= len(rates) * MOST)


def read_rates(grid: Grid, heads: dict[int, str], col: int, spent: int) -> Iterator[Rate]:
    """The rows of a rate column that have their amounts."""
    for row in range(grid.body, grid.table.rows):
        printed, actual = number_at(grid, row, col), number_at(grid, row, spent)
        found = [(head, number_at(grid, row, c)) for c, head in heads.items() if c not in {col, spent}]
        bases = tuple(base(head, number) for head, number in found if number and BUDGETED.search(head))
        if printed and actual and bases:
            label = label_of(grid, row)
            measure = tight((actual, *(one.number for one in bases)))
            yield Rate(
                f"{grid.title}/{label}/{heads[col]}",
                label,
                counted("rate", printed),
                printed,
                base(heads[spent], actual, "actual"),
                bases,
                measure,
                loose,
            )


def base(head: str, number: Number, role: str = "budget") -> Base:
    return Base(head.rpartition("/")[2], counted(role, number), number)
