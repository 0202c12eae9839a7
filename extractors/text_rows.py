"""Rows that no line draws: which lines of text are one row of a table, and which begin the next."""

from itertools import pairwise

from extractors.gaps import Piece, Row

TIGHT = 1.15
LEADING = 1.95
JUMP = 1.22
WRAPS = 4.0
SLACK = 1.7


def row_groups(rows: list[Row], columns: int, cuts: list[float]) -> list[list[Row]]:
    """Lines from top to bottom put together to rows. `cuts` are the y of rulings: they always part two rows."""
    widths = [0.0] * columns
    for row in rows:
        for piece in row.pieces:
            if piece.end - piece.start == 1:
                widths[piece.start] = max(widths[piece.start], piece.x1 - piece.x0)
    near = leading(rows)
    groups: list[list[Row]] = []
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        if not groups or is_cut(groups[-1][-1], row, cuts) or begins(groups[-1][-1], row, after):
            groups.append([row])
        elif belongs(groups[-1], row, widths, near) or (len(groups) == 1 and is_rest_of_head(groups[0], row, near)):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def begins(above: Row, row: Row, after: Row | None) -> bool:
    """Whether a line is closer to the next one than a line of text can be, and farther from the one above.

    It is the first line of a cell whose neighbours stand in the middle of the row.
    """
    if after is None or {p.start for p in row.pieces} & {p.start for p in after.pieces}:
        return False
    step = after.base - row.base
    return step <= TIGHT * row.line.size and row.base - above.base > step + 1


def is_cut(above: Row, below: Row, cuts: list[float]) -> bool:
    """Whether a ruling lies between two lines."""
    middle = 0.35 * above.line.size
    return any(above.base - middle < y < below.base - middle for y in cuts)


def leading(rows: list[Row]) -> float:
    """The largest distance of two lines of one cell, where lines fall into near and far ones; 0 where all are alike."""
    steps = sorted(b.base - a.base for a, b in pairwise(rows))
    size = max(row.line.size for row in rows)
    steps = [step for step in steps if step > TIGHT * size]
    return next((a for a, b in pairwise(steps) if a <= LEADING * size and b > JUMP * a), 0.0)


def belongs(group: list[Row], row: Row, widths: list[float], near: float) -> bool:
    """Whether a line goes on with the row above it."""
    above: dict[int, Piece] = {piece.start: piece for other in group for piece in other.pieces}
    shared = [(above[p.start], p) for p in row.pieces if p.start in above]
    size, step = row.line.size, row.base - group[-1].base
    if any(a.is_figure or b.is_figure for a, b in shared):
        return False
    if step <= TIGHT * size and not shared:
        return True
    is_wrap = all(goes_on(a, b, widths, size) for a, b in shared)
    if near and step <= near + 0.1 * size:
        return is_wrap and (bool(shared) or len(row.pieces) < len(widths))
    is_rest = len(row.pieces) == len(shared) == 1 and len(above) > 1 and row.pieces[0].start > 0
    return not near and step <= LEADING * size and is_rest and is_wrap


def is_rest_of_head(head: list[Row], row: Row, near: float) -> bool:
    """Whether a line is the second line of some cells of the head: 完成率 / （%）."""
    step = row.base - head[-1].base
    above = {piece.start for other in head for piece in other.pieces}
    mine = {piece.start for piece in row.pieces}
    is_near = step <= (near or LEADING * row.line.size) + 0.1 * row.line.size
    figures = any(p.is_figure for other in (*head, row) for p in other.pieces)
    return is_near and not figures and mine < above and 0 not in mine and len(mine) * 2 <= len(above)


def goes_on(above: Piece, below: Piece, widths: list[float], size: float) -> bool:
    """Whether a cell's line is full, so that the next one may be its rest."""
    if above.end - above.start > 1 or below.end - below.start > 1:
        return False
    width = widths[above.start]
    return width >= WRAPS * size and above.x1 - above.x0 >= width - SLACK * size
