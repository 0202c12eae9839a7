"""Tables whose rulings show one direction only, or a mere frame: the other direction comes from the text."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractors.edges import NEAR, Rule
from extractors.gaps import Piece, Row, row_of, settle_columns
from extractors.lattice import Lattice
from extractors.model import Box
from extractors.page import Char
from extractors.plausible import Evidence
from extractors.text_lines import Line, read_lines
from extractors.unruled import FARTHEST, FEWEST, PAD, Field, Guess, net_of, trimmed

TOTAL = re.compile(r"[小合总共累]\s*计")
ROOM = 2.6
SMALLEST = 6.0
# More loose rulings than any table has are a drawing: leave it.
MOST = 400
NO_UPRIGHT = "表格没有竖线，列由文字对齐推断"
NO_LEVEL = "表格没有横线，行由文字位置推断"
SHADED = "表格没有框线，行由底纹、列由文字对齐推断"
HEADED = "表格只有表头有框线，表体的行由文字位置推断"
FRAMED = "表格只有外框，行列由文字对齐推断"


def rows_in(chars: list[Char], box: Box) -> list[Row]:
    """The lines of the characters inside a box, cut at their gaps."""
    x0, top, x1, bottom = box
    inside = [c for c in chars if x0 - NEAR <= c.x0 < x1 and top <= c.baseline - 0.35 * c.size <= bottom]
    return [row for row in map(row_of, read_lines(inside)) if row.pieces]


def find_stacks(level: list[Rule], chars: list[Char]) -> Iterator[Guess]:
    """Tables of level rulings only: three or more of one width over text that falls into columns."""
    if not FEWEST <= len(level) <= MOST:
        return
    for stack in stacks(level):
        left, right = stack[0].low, stack[0].high
        for part in parts(stack, chars):
            rows = rows_in(chars, (left, part[0].at, right, part[-1].at))
            inner = [
                r for r in level if part[0].at <= r.at <= part[-1].at and left - NEAR <= r.low <= r.high <= right + NEAR
            ]
            net = net_of(Field(rows, left, right, inner), Evidence.LINES)
            if net:
                is_ruled = len(part) >= len({rule.at for rule in net.level})
                yield Guess(net, Decimal("0.8") if is_ruled else Decimal("0.7"), NO_UPRIGHT)


def stacks(level: list[Rule]) -> list[list[Rule]]:
    """Level rulings of one left and one right end, three or more below each other."""
    groups: list[list[Rule]] = []
    for rule in sorted(level, key=lambda r: r.at):
        for group in groups:
            if abs(group[-1].low - rule.low) <= NEAR and abs(group[-1].high - rule.high) <= NEAR:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) >= 3]


def parts(stack: list[Rule], chars: list[Char]) -> Iterator[list[Rule]]:
    """A stack cut where a band between two rulings holds no row of a table but free space, a caption or prose."""
    left, right = stack[0].low, stack[0].high
    part = [stack[0]]
    for above, below in pairwise(stack):
        rows = rows_in(chars, (left, above.at, right, below.at))
        if is_between(rows, below.at - above.at):
            if len(part) > 1:
                yield part
            part = []
        part.append(below)
    if len(part) > 1:
        yield part


def is_between(rows: list[Row], height: float) -> bool:
    """Whether a band lies between two tables."""
    if not rows:
        return height > 3 * SMALLEST
    if any(len(row.pieces) > 1 for row in rows):
        return False
    size = max(row.line.size for row in rows)
    return height - (rows[-1].base - rows[0].top) > ROOM * size


def bands(shades: list[Box], width: float) -> list[Rule]:
    """The upper and lower ends of shaded rows as level rulings; shades side by side are one row."""
    rows: list[list[float]] = []
    for x0, top, x1, bottom in sorted(shades, key=lambda s: (round(s[1]), s[0])):
        if bottom - top < SMALLEST or bottom - top > 0.25 * width or x1 - x0 < SMALLEST:
            continue
        last = rows[-1] if rows else None
        if last and abs(last[1] - top) <= NEAR and abs(last[3] - bottom) <= NEAR and x0 <= last[2] + 2 * NEAR:
            last[2] = max(last[2], x1)
        else:
            rows.append([x0, top, x1, bottom])
    wide = [row for row in rows if row[2] - row[0] > 0.2 * width]
    return [Rule(at, row[0], row[2]) for row in wide for at in (row[1], row[3])]


def fence_groups(upright: list[Rule]) -> list[list[Rule]]:
    """Upright rulings that begin and end at one height, two or more beside each other."""
    groups: list[list[Rule]] = []
    for rule in sorted(upright, key=lambda r: r.at):
        for group in groups:
            if abs(group[0].low - rule.low) <= 2 * NEAR and abs(group[0].high - rule.high) <= 2 * NEAR:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) >= 2]


def find_fences(upright: list[Rule], chars: list[Char], width: float) -> Iterator[Guess]:
    """Tables of upright rulings only."""
    if len(upright) > MOST:
        return
    for fence in fence_groups(upright):
        low, high = fence[0].low, fence[0].high
        ats = [rule.at for rule in fence]
        rows = rows_in(chars, (0, low - NEAR, width, high + NEAR))
        if not rows:
            continue
        left, right = min(row.line.x0 for row in rows) - PAD, max(row.line.x1 for row in rows) + PAD
        has_last = any(piece.x0 > ats[-1] - NEAR for row in rows for piece in row.pieces)
        borders = [*([left] if left < ats[0] - NEAR else []), *ats, *([right] if has_last else [])]
        net = net_of(Field(rows, borders[0], borders[-1], [], borders), Evidence.COLUMNS)
        if net:
            yield Guess(net, Decimal("0.7"), NO_LEVEL)


def find_body(box: Box, xs: list[float], lines: list[Line]) -> Guess | None:
    """The rows of text right under a ruled head whose columns they keep to."""
    left, _, right, bottom = box
    rows: list[Row] = []
    base = bottom
    for line in lines:
        if line.bottom <= bottom + NEAR:
            continue
        row = row_of(line)
        size = line.size
        is_inside = left - NEAR <= line.x0 and line.x1 <= right + size
        if not row.pieces or not is_inside or row.base - base > FARTHEST * size or leans_over(row, xs):
            break
        rows.append(row)
        base = row.base
    rows = trimmed(rows)
    cuts = [Rule(bottom, left, right)]
    net = net_of(Field(rows, left, right, cuts, xs), Evidence.COLUMNS) if len(rows) > 1 else None
    return Guess(net, Decimal("0.7"), HEADED) if net else None


def leans_over(row: Row, borders: list[float]) -> bool:
    """Whether a piece of a line reaches well into a second column."""
    lean = 0.5 * row.line.size
    return any(piece.x0 + lean < x < piece.x1 - lean for piece in row.pieces for x in borders[1:-1])


def inner_guess(lattice: Lattice, chars: list[Char]) -> Guess | None:
    """What a lattice without inner rulings holds: a table in a frame, or rows that no level ruling parts."""
    left, _, right, bottom = lattice.box
    cuts = [Rule(y, left, right) for y in lattice.ys]
    if len(lattice.xs) == 2:
        net = net_of(Field(rows_in(chars, lattice.box), left, right, cuts), Evidence.LINES)
        return Guess(net, Decimal("0.7"), FRAMED if len(cuts) == 2 else NO_UPRIGHT) if net else None
    if len(lattice.ys) > 3 or len(lattice.spans) != (len(lattice.ys) - 1) * (len(lattice.xs) - 1):
        return None
    body = rows_in(chars, (left, lattice.ys[-2], right, bottom))
    if not is_row_by_row(body, lattice.xs):
        return None
    net = net_of(Field(rows_in(chars, lattice.box), left, right, cuts, lattice.xs), Evidence.COLUMNS)
    return Guess(net, Decimal("0.7"), NO_LEVEL) if net else None


def is_row_by_row(rows: list[Row], borders: list[float]) -> bool:
    """Whether the lines in the cells of one row are rows themselves.

    Each line fills nearly all columns, but for totals; nothing is wrapped, the figures of a column stand one a line.
    """
    if len(rows) < FEWEST or len(borders) < FEWEST:
        return False
    settle_columns(rows, borders)
    columns = len(borders) - 1
    short = [row for row in rows if len({piece.start for piece in row.pieces}) < 0.6 * columns]
    if any(piece.end - piece.start > 1 for row in rows for piece in row.pieces):
        return False
    if len(short) > len(rows) / 4 or not all(map(is_total, short)):
        return False
    by_column = [[p for row in rows for p in row.pieces if p.start == k] for k in range(columns)]
    room = borders[1] - borders[0] - 2 * rows[0].line.size
    narrow = all(p.x1 - p.x0 < room or is_total_name(p) or p.is_figure for p in by_column[0])
    return narrow and any(is_all_figures(pieces) for pieces in by_column[1:] if len(pieces) > len(rows) / 2)


def is_total(row: Row) -> bool:
    """Whether a line names a total and prints figures."""
    return is_total_name(row.pieces[0]) and all(piece.is_figure for piece in row.pieces[1:])


def is_total_name(piece: Piece) -> bool:
    return piece.start == 0 and TOTAL.fullmatch(piece.text) is not None


def is_all_figures(pieces: list[Piece]) -> bool:
    """Whether a column holds nothing but figures under its head, three or more."""
    figures = [piece.is_figure for piece in pieces]
    return len(figures) >= FEWEST and all(figures[not figures[0] :])
