"""How a story is broken in one place, or made to look as if it were: what a plant is, and where it can show."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random
from typing import NamedTuple

from bench.corpus.document import Box, Grid
from bench.corpus.layouts import HELD, LAYOUTS, RATE_ROW, fitted, form
from bench.corpus.look import Look
from bench.corpus.projects import Money, Project, Row, grade, money, plain, project, rounded, with_row

Change = Callable[[Project, Random], Project]
POINTED = "group points"
# The row of all the money, among the rows that a cell may be named by.
WHOLE = "(whole)"
SCORED = frozenset({"indicators.score", "head.total"})
WEIGHED = frozenset({"indicators.weight", "indicators.score"})
AIMED = frozenset({"indicators.target", "indicators.actual"})
FUND_POINTS = frozenset({"budget.score"})
PARTS = frozenset({"budget.parent"})


class Plant(NamedTuple):
    """A change of a story, and the code that it is about.

    needs: facts that a form must print for it to show ("!fact": must not print). also: codes of which rows are right
    too. accepts: codes that say the same thing of it as `code` does. reasons: whether the story may have shortfalls.
    """

    code: str
    change: Change
    needs: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()
    accepts: frozenset[str] = frozenset()
    fixed: tuple[tuple[str, bool], ...] = ()


def needs(*names: str | frozenset[str]) -> frozenset[str]:
    """Facts, given one by one or in groups."""
    return frozenset(fact for name in names for fact in ([name] if isinstance(name, str) else name))


@cache
def printed(layout: str) -> frozenset[str]:
    """The facts that a layout prints of a story."""
    known = {**LAYOUTS, **HELD}[layout]
    story = fitted(project(1), known)
    grids = [part for part in form(story, known, Look(1, (("repeated", False),))) if isinstance(part, Grid)]
    boxes = [box for grid in grids for row in grid.rows for box in row]
    facts = {f"{key.partition('.')[0].partition('#')[0]}.{key.partition('.')[2]}" for b in boxes for key, _ in b.says}
    if any(is_pointed(box) for box in boxes):
        facts.add(POINTED)
    facts.add(known.kind)
    if sum(key.endswith("budget.score") for box in boxes for key, _ in box.says) > 1:
        facts.add("part points")
    if known.retell:
        facts.add("retold")
    if (
        max(
            len(grid.widths)
            for grid in grids
            if any("budget" in key for r in grid.rows for b in r for key, _ in b.says)
        )
        > 5
    ):
        facts.add("wide")
    if dict(next(grid.says for grid in grids if grid.says))["head.money_unit"] == "万元":
        facts.add("wan")
    if {"indicators.weight"} <= facts and ("budget.weight" in facts or known.lacks >= RATE_ROW):
        facts.add("full")
    return frozenset(facts | ({"levels"} if "levels" not in known.lacks else set()))


def is_pointed(box: Box) -> bool:
    """Whether a cell prints what its category weighs, beside its name or as a subtotal."""
    return (any(key == "indicators.level1" for key, _ in box.says) and "分" in box.text) or "小计" in box.text


def fits(plant: Plant, layout: str) -> bool:
    """Whether a layout prints what a plant needs."""
    shown = printed(layout)
    return all(fact[1:] not in shown if fact.startswith("!") else fact in shown for fact in plant.needs)


def texts(code: str, field: str, *wordings: str, accepts: frozenset[str] = frozenset()) -> Plant:
    """A plant that is a paragraph and nothing else, in one of several wordings."""

    def change(story: Project, draw: Random) -> Project:
        return added(story, field, draw.choice(wordings))

    return Plant(code, change, accepts=accepts)


def added(story: Project, field: str, *paragraphs: str) -> Project:
    """The story with paragraphs on its money (spending), on what came of it (extra), or sentences below (note)."""
    return replace(story, **{field: (*getattr(story, field), *paragraphs)})  # type: ignore[arg-type] # three names


def index(story: Project, level2: str) -> int:
    """The first indicator of a type."""
    return next(i for i, row in enumerate(story.rows) if row.level2 == level2)


def drawn_row(story: Project, draw: Random, *types: str) -> tuple[int, Row]:
    """One of the first indicators of some types."""
    i = index(story, draw.choice(types))
    return i, story.rows[i]


def retotalled(story: Project) -> Project:
    """The story with the total that its points give, bonus rows with theirs."""
    total = story.score + sum((row.score for row in story.rows), Decimal(0))
    return replace(story, total=total, grade=grade(total))


def scored(story: Project, i: int, score: Decimal, **changes: object) -> Project:
    """The story with other points for an indicator, and the total that they give."""
    return retotalled(with_row(story, i, score=score, **changes))


def with_money(story: Project, funds: tuple[Money, ...]) -> Project:
    """The story with other money; the points of its execution follow."""
    rate = min(funds[0].rate or Decimal(0), Decimal(100))
    return retotalled(replace(story, funds=funds, score=rounded(rate * story.fund_weight / 100)))


def spent(story: Project, share: Decimal) -> Project:
    """The story with this share of each kind of money spent."""
    whole, *parts = story.funds
    kinds = [money(f.label, f.initial, f.annual, rounded(f.annual * share)) for f in parts]
    total = sum((kind.executed for kind in kinds), Decimal(0))
    return with_money(story, (money(whole.label, whole.initial, whole.annual, total), *kinds))


def cut(value: Decimal, *shares: str) -> list[str]:
    """An amount in parts that make it up exactly, as printed; the shares are those of all but the last."""
    parts = [rounded(value * Decimal(share)) for share in shares]
    return [plain(part) for part in (*parts, value - sum(parts, Decimal(0)))]
