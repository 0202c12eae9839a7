"""Rulings made clean: snapped to common coordinates, joined over small gaps, grouped into what touches, open ends closed."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
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

    @property
    def box(self) -> tuple[float, float, float, float]:
        xs = [r.at for r in self.upright] + [x for r in self.level for x in (r.low, r.high)]
        ys = [r.at for r in self.level] + [y for r in self.upright for y in (r.low, r.high)]
        return min(xs), min(ys), max(xs), max(ys)


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


def nets(level: list[Rule], upright: list[Rule]) -> tuple[list[Net], list[Rule]]:
    """Group rulings that cross or touch; the second value are level rulings that touch no upright one."""
    parent = list(range(len(level) + len(upright)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    order = sorted(range(len(upright)), key=lambda i: upright[i].at)
    places = [upright[i].at for i in order]
    touched = [False] * len(level)
    for i, rule in enumerate(level):
        for k in order[bisect_left(places, rule.low - NEAR) : bisect_right(places, rule.high + NEAR)]:
            if upright[k].low - NEAR <= rule.at <= upright[k].high + NEAR:
                parent[root(i)] = root(len(level) + k)
                touched[i] = True
    found: dict[int, Net] = defaultdict(lambda: Net([], []))
    for i, rule in enumerate(level):
        if touched[i]:
            found[root(i)].level.append(rule)
    for i, rule in enumerate(upright):
        found[root(len(level) + i)].upright.append(rule)
    return [net for net in found.values() if net.level], [r for i, r in enumerate(level) if not touched[i]]


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
    added: list[Rule] = []
    if not crossing:
        return added
    for end, outer, side in (
        ([(r.low, r) for r in rules if r.low < min(crossing) - NEAR], min, "low"),
        ([(r.high, r) for r in rules if r.high > max(crossing) + NEAR], max, "high"),
    ):
        if not end:
            continue
        far = outer(place for place, _ in end)
        ats = [r.at for place, r in end if abs(place - far) <= NEAR]
        if len(ats) >= 2 and max(ats) - min(ats) >= NEAR and side:
            added.append(Rule(far, min(ats), max(ats)))
    return added
