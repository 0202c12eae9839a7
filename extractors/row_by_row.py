"""Ruled tables with one tall row whose lines of text are rows themselves, no level ruling between them."""

from itertools import pairwise

from extractors.lattice import Lattice, Span
from extractors.open_tables import is_row_by_row, rows_in
from extractors.page import Char

FEWEST_ROWS = 4


def row_cuts(lattice: Lattice, chars: list[list[Char]]) -> list[float]:
    """The heights, in points, at which no ruling but the text parts the rows of a lattice."""
    cuts: list[float] = []
    columns = len(lattice.xs) - 1
    for row, (top, bottom) in enumerate(pairwise(lattice.ys)):
        mine = [i for i, span in enumerate(lattice.spans) if span.row == row and span.row_end == row + 1]
        if len(mine) != columns or columns < FEWEST_ROWS - 1:
            continue
        inside = [char for i in mine for char in chars[i]]
        lines = rows_in(inside, (lattice.xs[0], top, lattice.xs[-1], bottom)) if inside else []
        if len(lines) >= FEWEST_ROWS and is_row_by_row(lines, lattice.xs):
            cuts += [(above.base + below.top) / 2 for above, below in pairwise(lines)]
    return cuts


def with_cuts(lattice: Lattice, cuts: list[float]) -> Lattice:
    """The lattice with more row borders: they part the cells of the rows that they run through."""
    ys = sorted([*lattice.ys, *cuts])
    at = {y: i for i, y in enumerate(ys)}
    spans: list[Span] = []
    for span in lattice.spans:
        first, last = at[lattice.ys[span.row]], at[lattice.ys[span.row_end]]
        step = 1 if span.row_end == span.row + 1 else last - first
        spans += [Span(row, span.col, row + step, span.col_end) for row in range(first, last, step)]
    owner = [[-1] * (len(lattice.xs) - 1) for _ in ys[1:]]
    for i, span in enumerate(spans):
        for row in range(span.row, span.row_end):
            owner[row][span.col : span.col_end] = [i] * (span.col_end - span.col)
    return Lattice(lattice.xs, ys, spans, owner, lattice.is_ragged)
