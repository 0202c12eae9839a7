"""Total columns: a 合计 column and the columns that it adds up, row by row."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._phrases import counted
from checks._precision import Fit, counts, loose, tight
from checks._sums import Sum, Term, fit
from checks._tables import UNSUMMED, Grid, head_of, packed
from extractors.model import Number

TOTAL_HEAD = re.compile(r"(^|/)(合计|总计|小计|共计)(（.*）|\(.*\))?$")
MOST = 0.7


class Across(NamedTuple):
    """A row's total and its columns; unique where most rows of the table close in the same way."""

    subject: str
    sum: Sum
    is_unique: bool
    is_partial: bool


def acrosses(grid: Grid) -> Iterator[Across]:
    """Every row of every total column, by the set of columns that closes for the most rows."""
    heads = {col: head_of(grid, col) for col in grid.figures}
    summed = [col for col in grid.figures if not UNSUMMED.search(heads[col])]
    for total in summed:
        if TOTAL_HEAD.search(heads[total]):
            best = max(
                (tuple(read(grid, heads, total, cols)) for cols in sets(heads, summed, total)), key=share, default=()
            )
            closed = share(best)
            is_known = closed >= MOST and len(best) > 2
            for row in best:
                if is_known or fit(row.sum) is Fit.CLOSES:
                    yield row._replace(is_unique=is_known)


def share(rows: tuple[Across, ...]) -> float:
    """How many of the rows close."""
    return sum(fit(row.sum) is Fit.CLOSES for row in rows) / len(rows) if rows else 0.0


def sets(heads: dict[int, str], summed: list[int], total: int) -> Iterator[tuple[int, ...]]:
    """The columns that a total may add: under its own head, to its right, to its left; with or without inner totals."""
    outer = heads[total].rpartition("/")[0]
    under = tuple(col for col in summed if col != total and outer and heads[col].startswith(outer + "/"))
    right, left = tuple(c for c in summed if c > total), tuple(c for c in summed if c < total)
    stop = next((c for c in right if TOTAL_HEAD.search(heads[c])), None)
    near = tuple(c for c in right if stop is None or c < stop)
    for cols in (under, near, right, left):
        plain = tuple(c for c in cols if not TOTAL_HEAD.search(heads[c]))
        for chosen in dict.fromkeys((cols, plain, tuple(c for c in cols if "其中" not in heads[c]))):
            if len(chosen) > 1:
                yield chosen


def read(grid: Grid, heads: dict[int, str], total: int, cols: tuple[int, ...]) -> Iterator[Across]:
    """The rows of a total column that have a figure in it and in one of the columns at least."""
    for row in range(grid.body, grid.table.rows):
        whole = number_at(grid, row, total)
        parts = [(heads[c], number_at(grid, row, c)) for c in cols]
        terms = tuple(Term(name, counted("column", number), number) for name, number in parts if number)
        if whole and terms:
            label = label_of(grid, row)
            subject = f"{grid.title}/{label}/{heads[total]}"
            head = Term(f"{label}{heads[total]}", counted("total", whole), whole)
            whole_heads = "".join(heads[c] for c in (total, *cols))
            exactly = counts(whole_heads, (whole, *(term.number for term in terms)))
            given = Sum(subject, head, terms, exactly or tight(term.number for term in terms), exactly or loose)
            yield Across(subject, given, False, len(terms) < len(cols))


def number_at(grid: Grid, row: int, col: int) -> Number | None:
    cell = grid.cells.get((row, col))
    return cell.number if cell else None


def label_of(grid: Grid, row: int) -> str:
    cells = (grid.cells.get((row, col)) for col in range(grid.table.cols) if col not in grid.figures)
    return "".join(packed(cell.text) for cell in cells if cell) or "未命名行"
