"""Tables that have level rulings only: the columns come from where the text leaves upright gaps."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractors.edges import NEAR, Net, Rule
from extractors.page import Char
from extractors.text_lines import Line, read_lines

GAP = 0.8


def find_open_nets(level: list[Rule], chars: list[Char]) -> Iterator[tuple[Net, Decimal]]:
    """Nets with invented upright rulings and row rulings, each with how sure the columns are (0..1).

    Clear only with three or more level rulings of one width over text that falls into two or more columns.
    """
    for stack in stacks(level):
        left, right = stack[0].low, stack[0].high
        ats = [rule.at for rule in stack]
        within = [c for c in chars if left - NEAR <= c.x0 and c.x1 <= right + NEAR and ats[0] <= c.baseline <= ats[-1]]
        lines = read_lines(within)
        if len(lines) < 2:
            continue
        columns = column_borders(lines, left, right)
        if len(columns) < 3 or not is_tabular(lines, columns):
            continue
        rows = row_borders(ats, lines)
        net = Net([Rule(y, left, right) for y in rows], [Rule(x, rows[0], rows[-1]) for x in columns])
        yield net, Decimal("0.8") if rows == ats else Decimal("0.7")


def stacks(level: list[Rule]) -> Iterator[list[Rule]]:
    """Level rulings of one left and one right end, three or more below each other."""
    groups: list[list[Rule]] = []
    for rule in sorted(level, key=lambda r: r.at):
        for group in groups:
            if abs(group[-1].low - rule.low) <= NEAR and abs(group[-1].high - rule.high) <= NEAR:
                group.append(rule)
                break
        else:
            groups.append([rule])
    return (group for group in groups if len(group) >= 3)


def column_borders(lines: list[Line], left: float, right: float) -> list[float]:
    """The middles of the upright gaps that no line crosses, with the outer borders.

    A line that spans nearly all (a title row) does not count.
    """
    words: list[tuple[float, float]] = []
    size = max(line.size for line in lines)
    for line in lines:
        parts = pieces(line)
        if len(parts) > 1 or parts[0][1] - parts[0][0] < 0.5 * (right - left):
            words += parts
    words.sort()
    borders = [left]
    reach = words[0][1] if words else left
    for x0, x1 in words:
        if x0 - reach > 0.5 * size:
            borders.append((reach + x0) / 2)
        reach = max(reach, x1)
    return [*borders, right]


def pieces(line: Line) -> list[tuple[float, float]]:
    """The stretches of a line between wide gaps."""
    found = [(line.chars[0].x0, line.chars[0].x1)]
    for char in line.chars[1:]:
        if char.x0 - found[-1][1] > GAP * line.size:
            found.append((char.x0, char.x1))
        else:
            found[-1] = (found[-1][0], max(char.x1, found[-1][1]))
    return found


def is_tabular(lines: list[Line], columns: list[float]) -> bool:
    """Whether most lines put something into more than one column, and a column of figures is among them."""
    many = sum(len({sum(x0 >= c for c in columns) for x0, _ in pieces(line)}) > 1 for line in lines)
    figures = sum(any(c.text.isdigit() for c in line.chars) for line in lines)
    return many >= 0.6 * len(lines) and figures * 3 >= len(lines)


def row_borders(ats: list[float], lines: list[Line]) -> list[float]:
    """The rulings, and a border between the lines of a band where the rulings stand for head and body only."""
    rows = [ats[0]]
    for low, high in pairwise(ats):
        band = [line for line in lines if low <= line.bottom - line.size * 0.5 < high]
        if len(band) > 2:
            rows += [(above.bottom + below.top) / 2 for above, below in pairwise(band)]
        rows.append(high)
    return rows
