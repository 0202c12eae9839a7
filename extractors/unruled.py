"""Tables without rulings: runs of lines whose gaps lie above one another, made to a net of invented rulings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from extractors.column_parts import column_parts, ruled_rows
from extractors.edges import NEAR, Net, Rule
from extractors.gaps import HEAD_LINES, Row, column_borders, is_parted, row_of, settle_columns
from extractors.head_rows import by_heads, stretch_heads
from extractors.plausible import Evidence, is_tabular
from extractors.text_lines import Line
from extractors.text_rows import TIGHT, row_groups

FARTHEST = 3.6
HEAD_STEP = 2.2
LEAN, DRAWN_LEAN = 0.5, 1.3
PAD = 2.0
FEWEST = 3
WIDE = 0.7
TOTAL = re.compile(r"(合|总|小|共)\s*计|总\s*分")


@dataclass(frozen=True, slots=True)
class Guess:
    """A table that was inferred: its net, how sure it is (0..1) and why not more."""

    net: Net
    confidence: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Field:
    """Where a table may stand: its lines, outer borders in points, level rulings that part rows, known columns."""

    rows: list[Row]
    left: float
    right: float
    cuts: list[Rule]
    columns: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a table with columns of its own: their borders and its rows, each a few lines of text."""

    borders: list[float]
    groups: list[list[Row]]


def runs(lines: list[Line]) -> Iterator[list[Row]]:
    """Lines below each other that are parted into pieces at the same places, three or more of them."""
    if sum(is_parted(line) for line in lines) < FEWEST:
        return
    rows = [row for row in map(row_of, lines) if row.pieces]
    if sum(len(row.pieces) > 1 for row in rows) < FEWEST:
        return
    i = 0
    while i < len(rows):
        if len(rows[i].pieces) < 2:
            i += 1
            continue
        end = run_end(rows, i)
        start = run_start(rows, i)
        run = trimmed(rows[start:end])
        if sum(len(row.pieces) > 1 for row in run) >= FEWEST:
            yield run
        i = max(end, i + 1)


def run_end(rows: list[Row], first: int) -> int:
    """The index after the last line that goes on with the run that begins at `first`."""
    parted = rows[first]
    end = first + 1
    while end < len(rows):
        row = rows[end]
        if row.base - rows[end - 1].base > FARTHEST * max(row.line.size, rows[end - 1].line.size):
            break
        if len(row.pieces) > 1:
            if not shares_gap(parted, row):
                break
            parted = row
        elif crosses(parted, row):
            break
        end += 1
    return end


def run_start(rows: list[Row], first: int) -> int:
    """Take in the lines above that stand between the lines of a head cell, or span columns of the second head row."""
    start = first
    while start and len(rows[start - 1].pieces) == 1:
        above, below = rows[start - 1], rows[start]
        step = below.base - above.base
        is_head = start == first and step <= HEAD_STEP * below.line.size and heads_two(above, rows, first)
        is_near = step <= TIGHT * below.line.size or is_head
        if not is_near or crosses(rows[first], above):
            break
        start -= 1
    return start


def heads_two(above: Row, rows: list[Row], first: int) -> bool:
    """Whether two pieces of the second line of a run stand under a single piece above its first."""
    if first + 1 >= len(rows):
        return False
    x0, x1 = above.pieces[0].x0, above.pieces[0].x1
    ends = [(rows[first].pieces[-1].x1, float("inf"))]
    around = [(a, b) for a, b in (*gaps(rows[first]), *ends) if a < x0 and x1 < b]
    return any(sum(a < p.x0 and p.x1 < b for p in rows[first + 1].pieces) > 1 for a, b in around)


def trimmed(run: list[Row]) -> list[Row]:
    """The run without single lines at its foot that are no rest of a cell."""
    end = len(run)
    while end and len(run[end - 1].pieces) == 1 and not TOTAL.fullmatch(run[end - 1].line.text):
        last, above = run[end - 1], run[end - 2]
        if end > 1 and last.base - above.base <= TIGHT * last.line.size:
            break
        starts = [p.x0 for p in above.pieces if abs(p.x0 - last.pieces[0].x0) <= NEAR]
        if starts and last.pieces[0].x0 > run[0].pieces[0].x0 + NEAR and last.base - above.base < 1.95 * last.line.size:
            break
        end -= 1
    return run[:end]


def gaps(row: Row) -> list[tuple[float, float]]:
    return [(a.x1, b.x0) for a, b in pairwise(row.pieces)]


def shares_gap(above: Row, below: Row) -> bool:
    """Whether a gap of one line lies above a gap of another, or all of one line below one piece of the other."""
    reach = 0.5 * below.line.size
    if any(min(b, d) - max(a, c) > reach for a, b in gaps(above) for c, d in gaps(below)):
        return True
    if below.base - above.base <= TIGHT * below.line.size:
        return not any(p.x0 < q.x1 and q.x0 < p.x1 for p in above.pieces for q in below.pieces)
    return is_under(above, below) or is_under(below, above)


def is_under(wide: Row, narrow: Row) -> bool:
    """Whether all pieces of a line fit between the neighbours of one piece of another, over which they reach."""
    ends = [0.0, *[p.x1 for p in wide.pieces]]
    starts = [*[p.x0 for p in wide.pieces], float("inf")]
    x0, x1 = narrow.pieces[0].x0, narrow.pieces[-1].x1
    return any(
        ends[i] < x0
        and x1 < starts[i + 1]
        and piece.x0 < narrow.pieces[0].x1 + NEAR
        and piece.x1 > narrow.pieces[-1].x0 - NEAR
        for i, piece in enumerate(wide.pieces)
    )


def crosses(parted: Row, row: Row) -> bool:
    """Whether the one piece of a line fills a gap of another."""
    x0, x1 = row.pieces[0].x0, row.pieces[-1].x1
    return any(x0 <= a + NEAR and x1 >= b - NEAR for a, b in gaps(parted))


def find_unruled(lines: list[Line], level: list[Rule]) -> Iterator[Guess]:
    """Tables that nothing but the place of their text shows; level rulings among them part rows."""
    for run in runs(lines):
        left = min(row.line.x0 for row in run) - PAD
        right = max(row.line.x1 for row in run) + PAD
        top, bottom = run[0].top - run[0].line.size, run[-1].base + run[-1].line.size
        wide = WIDE * (right - left)
        cuts = [r for r in level if top <= r.at <= bottom and min(r.high, right) - max(r.low, left) >= wide]
        net = net_of(Field(run, left, right, cuts), Evidence.LINES if len(cuts) > 1 else Evidence.TEXT)
        if net:
            yield Guess(net, Decimal("0.6"), "表格没有框线，行列由文字对齐推断")


def net_of(field: Field, evidence: Evidence) -> Net | None:
    """The invented rulings of a field, None where it is no table."""
    if len(field.rows) < 2:
        return None
    cuts = [rule.at for rule in field.cuts]
    parts = [field.rows] if field.columns else column_parts(field.rows, field.left, field.right, cuts)
    laid = [lay_out(replace(field, rows=part), cuts) for part in parts]
    if not is_table(laid, evidence):
        return None
    groups = [group for part in laid for group in part.groups]
    right = max(part.borders[-1] for part in laid)
    ys = row_borders(groups, field.cuts)
    net = Net([], [])
    first = 0
    for part in laid:
        part.borders[-1] = right
        end = first + len(part.groups)
        is_drawn = any(abs(r.at - ys[first + 1]) <= 1 and is_across(r, field) for r in field.cuts)
        net.level += level_walls(part.groups, ys[first : end + 1], part.borders, is_drawn)
        net.upright += upright_walls(part.groups, ys[first : end + 1], part.borders)
        first = end
    return net


def lay_out(field: Field, cuts: list[float]) -> Part:
    """The columns and the rows of a part of a field."""
    rows = field.rows
    borders = list(field.columns) or column_borders(rows, field.left, field.right)
    settle_columns(rows, borders, DRAWN_LEAN if field.columns else LEAN)
    borders[-1] = max(borders[-1], *[row.line.x1 for row in rows])
    stretch_heads(rows[:HEAD_LINES])
    groups = ruled_rows(rows, cuts) or row_groups(rows, len(borders) - 1, cuts)
    return Part(borders, [part for group in groups for part in by_heads(group)])


def is_table(parts: list[Part], evidence: Evidence) -> bool:
    """Whether parts make a table: each but the titles and the short ones for itself, one of them at least."""
    judged = [part for part in parts if len(parts) == 1 or len(part.groups) > 2]
    return bool(judged) and all(
        len(part.borders) > 2 and is_tabular(part.groups, len(part.borders) - 1, evidence) for part in judged
    )


def row_borders(groups: list[list[Row]], cuts: list[Rule]) -> list[float]:
    """The y of the row borders: a ruling where there is one between two rows, else the middle of the free space."""
    ys = [min(row.top for row in groups[0]) - PAD]
    for above, below in pairwise(groups):
        low, high = max(row.base for row in above), min(row.top for row in below)
        floor = min(row.base for row in below) - 0.35 * below[0].line.size
        found = [rule.at for rule in cuts if low - 0.35 * above[-1].line.size < rule.at < floor]
        ys.append(found[-1] if found else (low + 0.14 * above[-1].line.size + high) / 2)
    last = groups[-1]
    ys.append(max(row.base + 0.14 * row.line.size for row in last) + PAD)
    outer = [rule.at for rule in cuts]
    if outer and min(outer) < ys[0] + NEAR:
        ys[0] = max(at for at in outer if at < ys[0] + NEAR)
    if outer and max(outer) > ys[-1] - NEAR:
        ys[-1] = min(at for at in outer if at > ys[-1] - NEAR)
    return ys


def upright_walls(groups: list[list[Row]], ys: list[float], borders: list[float]) -> list[Rule]:
    """The column borders, broken where a piece of text lies across them."""
    walls = [Rule(x, ys[0], ys[-1]) for x in (borders[0], borders[-1])]
    for r, group in enumerate(groups):
        crossed = {k for row in group for p in row.pieces for k in range(p.start + 1, p.end)}
        walls += [Rule(borders[k], ys[r], ys[r + 1]) for k in range(1, len(borders) - 1) if k not in crossed]
    return walls


def is_across(rule: Rule, field: Field) -> bool:
    """Whether a ruling goes over the whole width of a field."""
    return rule.low <= field.left + NEAR and rule.high >= field.right - NEAR


def level_walls(groups: list[list[Row]], ys: list[float], borders: list[float], is_drawn: bool) -> list[Rule]:
    """The row borders, broken beside a head that spans columns: its neighbours reach over both head rows.

    Not where a ruling under the first row goes over the whole width.
    """
    walls = [Rule(y, borders[0], borders[-1]) for y in (ys[0], *ys[2:])]
    if len(groups) < 2 or is_drawn:
        return [*walls, Rule(ys[1], borders[0], borders[-1])]
    spans = [p for row in groups[0] for p in row.pieces if p.end - p.start > 1]
    lower = {p.start for row in groups[1] for p in row.pieces}
    upper = {p.start for row in groups[0] for p in row.pieces}
    headed = {k for p in spans for k in range(p.start, p.end)}
    is_double = any(len(lower & set(range(p.start, p.end))) > 1 for p in spans)
    for k in range(len(borders) - 1):
        is_open = is_double and k not in headed and not (k in lower and k in upper)
        if not is_open:
            walls.append(Rule(ys[1], borders[k], borders[k + 1]))
    return walls
