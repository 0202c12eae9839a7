"""Rulings made clean: snapped to common coordinates, joined over small gaps, grouped, open ends closed."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.page import Edge

NEAR = 3.0
SHORTEST = 3.0


@dataclass(slots=True)
class Rule:
    """A cleaned ruling at coordinate `at` (y of a level one, x of an upright one) from `low` to `high`."""

    at: float
    low: float
    high: float


@dataclass(slots=True)
class Net:
    """Rulings that touch one another."""

    level: list[Rule]
    upright: list[Rule]


def clean(edges: list[Edge]) -> tuple[list[Rule], list[Rule]]:
    """Level and upright rulings, snapped and joined at 3 pt."""
    level = [Rule(e.y0, e.x0, e.x1) for e in edges if e.y0 == e.y1]
    upright = [Rule(e.x0, e.y0, e.y1) for e in edges if e.x0 == e.x1 and e.y0 != e.y1]
    return joined(level), joined(upright)


def joined(rules: list[Rule]) -> list[Rule]:
    """Rulings on nearly one coordinate share it, and those that meet end to end are one."""
    kept: list[Rule] = []
    for group in clusters(rules):
        total = sum(r.high - r.low for r in group)
        at = sum(r.at * (r.high - r.low) for r in group) / total if total else group[0].at
        group.sort(key=lambda r: r.low)
        low, high = group[0].low, group[0].high
        for rule in group[1:]:
            if rule.low > high + NEAR:
                kept.append(Rule(at, low, high))
                low = rule.low
                high = rule.high
            else:
                high = max(high, rule.high)
        kept.append(Rule(at, low, high))
    return [rule for rule in kept if rule.high - rule.low >= SHORTEST]


def clusters(rules: list[Rule]) -> list[list[Rule]]:
    """Rulings grouped by coordinate, each group no wider than 3 pt."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if groups and rule.at - groups[-1][0].at <= NEAR:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return groups


def nets(level: list[Rule], upright: list[Rule]) -> tuple[list[Net], list[Rule], list[Rule]]:
    """Group rulings that cross or touch; then the level and the upright rulings that touch none of the other kind."""
    parent = list(range(len(level) + len(upright)))
    crossings = list(touching(level, upright))
    for i, k in crossings:
        parent[root(parent, i)] = root(parent, len(level) + k)
    crossed, cut = {i for i, _ in crossings}, {k for _, k in crossings}
    found: dict[int, Net] = defaultdict(lambda: Net([], []))
    for i in crossed:
        found[root(parent, i)].level.append(level[i])
    for k in cut:
        found[root(parent, len(level) + k)].upright.append(upright[k])
    loose = [rule for i, rule in enumerate(level) if i not in crossed]
    return list(found.values()), loose, [rule for k, rule in enumerate(upright) if k not in cut]


def touching(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[int, int]]:
    """The pairs of level and upright rulings that cross or meet, by index."""
    order = sorted(range(len(upright)), key=lambda k: upright[k].at)
    places = [upright[k].at for k in order]
    for i, rule in enumerate(level):
        for k in order[bisect_left(places, rule.low - NEAR) : bisect_right(places, rule.high + NEAR)]:
            if upright[k].low - NEAR <= rule.at <= upright[k].high + NEAR:
                yield i, k


def root(parent: list[int], i: int) -> int:
    """The head of the group that holds i; paths are halved on the way."""
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def close_ends(net: Net) -> Net:
    """Draw the missing outer borders: where two or more rulings end on one outer coordinate, a line joins their ends.

    Borders go missing at page breaks and on tables with open sides.
    """
    level, upright = list(net.level), list(net.upright)
    upright += closing(net.level, [r.at for r in net.upright])
    level += closing(upright, [r.at for r in net.level])
    return Net(level, upright)


def closing(rules: list[Rule], crossing: list[float]) -> list[Rule]:
    """The outer lines that are missing across the ends of `rules`, given where lines cross them already."""
    if not crossing:
        return []
    lows = [(r.low, r.at) for r in rules if r.low < min(crossing) - NEAR]
    highs = [(r.high, r.at) for r in rules if r.high > max(crossing) + NEAR]
    return [
        *closed_at(min(lows)[0] if lows else 0.0, lows),
        *closed_at(max(highs)[0] if highs else 0.0, highs),
    ]


def closed_at(far: float, ends: list[tuple[float, float]]) -> list[Rule]:
    """The line through the outermost ends, where two or more rulings share them."""
    ats = [at for end, at in ends if abs(end - far) <= NEAR]
    return [Rule(far, min(ats), max(ats))] if ats and max(ats) - min(ats) >= NEAR else []
