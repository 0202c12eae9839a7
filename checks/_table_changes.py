"""Changes in ordinary tables: a column of percentages beside the figures of two years."""

import re
from collections.abc import Iterator

from checks._across import label_of, number_at
from checks._changes import Change, Stated, is_closing
from checks._tables import Grid, grids, head_of
from extractors.model import Number, Report

PERCENT = re.compile(r"(增减|增长|增幅|变动|变化|同比).{0,6}([%％]|率|幅)|(增长率|增幅|变动率)")
YEAR = re.compile(r"(?P<year>20\d\d)年")
BEFORE = re.compile(r"上年|去年|上一年|年初|期初")
AFTER = re.compile(r"本年|今年|年末|期末")
MOST = 0.5


def table_changes(report: Report) -> Iterator[Stated]:
    """The rows of a change column; sure where most of the column is what its years give."""
    for grid in grids(report):
        heads = {col: head_of(grid, col) for col in grid.figures}
        for col in (col for col, head in heads.items() if PERCENT.search(head)):
            years = years_of({c: head for c, head in heads.items() if c != col and not PERCENT.search(head)})
            if years:
                rows = tuple(read_rows(grid, heads[col], col, years))
                closed = sum(is_closing(row.change) for row in rows)
                is_sure = len(rows) > 1 and closed >= len(rows) * MOST
                yield from (row._replace(is_sure=is_sure) for row in rows)


def years_of(heads: dict[int, str]) -> tuple[int, int] | None:
    """The columns of the earlier and the later year, None unless there are exactly two."""
    years = {c: int(found["year"]) for c, head in heads.items() if (found := YEAR.search(head))}
    if len(years) == 2 and len(set(years.values())) == 2:
        early, late = sorted(years, key=lambda col: years[col])
        return early, late
    before = [c for c, head in heads.items() if BEFORE.search(head)]
    after = [c for c, head in heads.items() if AFTER.search(head)]
    return (before[0], after[0]) if len(before) == len(after) == 1 and not years else None


def read_rows(grid: Grid, head: str, col: int, years: tuple[int, int]) -> Iterator[Stated]:
    for row in range(grid.body, grid.table.rows):
        percent, before, after = (number_at(grid, row, c) for c in (col, *years))
        if percent and before and after and is_alike(before, after):
            change = Change(before, after, None, percent, percent.value >= 0 and 0 <= after.amount < before.amount)
            subject = f"{grid.title}/{label_of(grid, row)}/{head}"
            yield Stated(subject, percent.place, "", False, change)


def is_alike(before: Number, after: Number) -> bool:
    return before.unit == after.unit and before.unit not in {"%", "‰"}
