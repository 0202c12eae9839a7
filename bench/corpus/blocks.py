"""Blocks that several layouts word their own way: money by kind, goals, and a story's rows in another order."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from bench.corpus.document import Box
from bench.corpus.look import Look
from bench.corpus.pieces import Line, columns, fund_texts, goal_texts, line, stated
from bench.corpus.projects import Money, Project, Row


class Purse(NamedTuple):
    """A fund block in the words of one form: the label down its side, the names of its rows, how it writes amounts.

    others: what it prints of a fund under heads of its own, by field.
    """

    side: str
    names: tuple[str, ...]
    amount: Callable[[Decimal], str] | None = None
    others: Callable[[Money], dict[str, str]] = lambda _: {}


def purse(story: Project, look: Look, spec: str, words: Purse) -> list[Line]:
    """The heads of a fund block and a row for each kind of money, the whole first."""
    heads = columns(spec, look)
    lines = [line(Box(words.side, rows=len(story.funds) + 1), *(Box(c.head, c.cols) for c in heads))]
    for name, fund in zip(words.names, story.funds, strict=True):
        is_first_part = fund is story.funds[1] and look.chance("of which", 0.6)
        texts = fund_texts(story, look, fund, "万元") | {"label": ("其中：" if is_first_part else "") + name}
        texts["review"] = texts["score"]
        if words.amount:
            texts |= {field: words.amount(getattr(fund, field)) for field in ("initial", "annual", "executed")}
        texts |= words.others(fund)
        facts = {"label": name} if fund is story.funds[0] else {"label": name, "parent": words.names[0]}
        lines.append(tuple(stated("budget", texts[c.field], c, **(facts if c.field == "label" else {})) for c in heads))
    return lines


def goals_beside(story: Project, labels: tuple[str, str], width: int, label: int) -> list[Line]:
    """Goal and outcome, each beside its label."""
    texts = zip(("goal", "result"), labels, goal_texts(story), strict=True)
    return [
        (Box(name, label), Box(text, width - label, is_left=True, says=((f"goals.{field}", text),)))
        for field, name, text in texts
    ]


def goals_under(story: Project, labels: tuple[str, str, str], left: int, right: int) -> list[Line]:
    """Goal and outcome side by side, a label before both; `labels`: that one, the goal's, the outcome's."""
    goal, result = goal_texts(story)
    return [
        line(Box(labels[0], rows=2), Box(labels[1], left), Box(labels[2], right)),
        (
            Box(goal, left, is_left=True, says=(("goals.goal", goal),)),
            Box(result, right, is_left=True, says=(("goals.result", result),)),
        ),
    ]


def in_order(story: Project, rows: list[Row], categories: tuple[str, ...]) -> Project:
    """The story with these rows, its total changed by what they score more or less than its own."""
    rows = sorted(rows, key=lambda row: (categories.index(row.level1), seconds(rows).index(row.level2)))
    change = sum((row.score for row in rows), Decimal(0)) - sum((row.score for row in story.rows), Decimal(0))
    return replace(story, rows=tuple(rows), total=story.total + change)


def seconds(rows: list[Row]) -> list[str]:
    return list(dict.fromkeys(row.level2 for row in rows))
