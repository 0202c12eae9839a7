"""The blocks that layouts are put together from: head lines, fund block, goals, indicators, total.

A block's columns are written as "field[:cols][=head] …" ("initial annual:2=预算数（A） rate"); a column without a
head of its own is headed as the look spells its field. Every block of a grid covers the same number of columns.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from bench.corpus.document import Box, Grid
from bench.corpus.look import WORDS, Look
from bench.corpus.projects import Money, Project, Row, plain

Line = tuple[Box, ...]
SHARES = {
    "band": 0.04,
    "level1": 0.09, "level2": 0.12, "level3": 0.19, "flat": 0.24, "operator": 0.07, "target": 0.12, "target_unit": 0.08,
    "actual": 0.12, "weight": 0.07, "score": 0.08, "reason": 0.15, "standard": 0.18, "other": 0.1,
}  # fmt: skip
# How wide an upright grid is, in points; and what stays on one line.
MEASURE = 500
FIGURE = re.compile(r"[!-~]+")
FUND_ROWS = ("whole", "fiscal", "carried", "other")
LEVELS = ("level1", "level2")


class Column(NamedTuple):
    field: str
    cols: int
    head: str


class Style(NamedTuple):
    """How a layout writes values: its word for percent, its signs, what stands for a quality instead of a sign.

    others: what it prints of an indicator under heads of its own, or otherwise than usual, by field.
    """

    percent: str = "%"
    signs: tuple[tuple[str, str], ...] = ()
    quality: str = ""
    mark: str = ""
    others: Callable[[Row], dict[str, str]] = lambda _: {}


PLAIN = Style()


def columns(spec: str, look: Look) -> list[Column]:
    """The columns that a block's description names."""
    found = []
    for piece in spec.split():
        name, _, head = piece.partition("=")
        field, _, cols = name.partition(":")
        found.append(Column(field, int(cols or 1), head or (look.word(field) if field in WORDS else "")))
    return found


def line(*texts: str | Box) -> Line:
    return tuple(text if isinstance(text, Box) else Box(text) for text in texts)


def stated(block: str, text: str, column: Column, **facts: str) -> Box:
    """A cell under a column that states its field; `facts`: further fields, or the name behind the printed words."""
    said = {column.field: text, **facts}
    return Box(text, column.cols, says=tuple((f"{block}.{field}", value) for field, value in said.items()))


def head_line(*pairs: tuple[str, str, str, int, int]) -> Line:
    """Labels with the values beside them, each as (label, field or "", text, columns of the label, of the value)."""
    cells = []
    for label, field, text, left, right in pairs:
        cells += [Box(label, left), Box(text, right, says=((f"head.{field}", text),) if field else ())]
    return tuple(cells)


def project_head(story: Project, look: Look, width: int) -> list[Line]:
    """The usual two lines: the project; its owner and who carries it out."""
    middle = width // 2
    return [
        head_line((look.word("project"), "project", story.name, 2, width - 2)),
        head_line(
            (look.word("owner"), "", story.owner, 2, middle - 2),
            (look.word("unit"), "unit", story.unit, 2, width - middle - 2),
        ),
    ]


def funds(story: Project, look: Look, spec: str, unit: str, *, side: str = "") -> list[Line]:
    """The fund block: a label down its side, heads, a row for each kind of money, the points on the first."""
    heads = columns(spec, look)
    label = side or look.word("funds") + (f"（{unit}）" if look.money_at == "side" else "")
    captions = [Box(fund_head(look, column, unit), column.cols) for column in heads]
    lines = [line(Box(label, rows=len(story.funds) + 1), *captions)]
    whole = look.word("whole").rstrip("：")
    for name, fund in zip(FUND_ROWS, story.funds, strict=True):
        texts = fund_texts(story, look, fund, unit)
        rate_head = next((c.head for c in heads if c.field == "rate"), "")
        texts["rate"] = look.dash if fund.rate is None else look.rate(fund.rate, rate_head)
        texts["label"] = look.word(name)
        said = {} if name == "whole" else {"parent": whole}
        if name == "fiscal" and look.chance("of which", 0.7):
            texts["label"] = "其中：" + texts["label"]
        cells = []
        for column in heads:
            extra = {"label": look.word(name).rstrip("："), **said} if column.field == "label" else {}
            box = stated("budget", texts[column.field], column, **extra)
            cells.append(box)
        lines.append(tuple(cells))
    return lines


def fund_head(look: Look, column: Column, unit: str) -> str:
    is_money = column.field in ("initial", "annual", "executed")
    return f"{column.head}（{unit}）" if is_money and look.money_at == "head" else column.head


def fund_texts(story: Project, look: Look, fund: Money, unit: str) -> dict[str, str]:
    """What stands under each head in the row of a fund."""
    is_whole, dash = fund is story.funds[0], look.dash
    return {
        "initial": look.amount(fund.initial, unit),
        "annual": look.amount(fund.annual, unit),
        "executed": look.amount(fund.executed, unit),
        "rate": dash if fund.rate is None else f"{fund.rate}%",
        "weight": plain(story.fund_weight) if is_whole else dash,
        "score": look.points(story.score) if is_whole or (story.is_doubled and fund is story.funds[1]) else dash,
        "reason": story.reason if is_whole else dash,
        "other": "",
    }


def goal_texts(story: Project) -> tuple[str, str]:
    """The year's goal and its outcome, told with the form's own figures."""
    known = [row for row in story.rows if row.target is not None][:4]
    own_goal, own_result = story.goal
    wanted = "，".join(
        f"{row.level3}{'不高于' if row.operator == '≤' else '达到'}{plain(row.target or 0)}{row.unit}" for row in known
    )
    reached = "，".join(f"{row.level3}{plain(row.actual or 0)}{row.unit}" for row in known)
    return (
        own_goal or f"通过实施{story.name}，{wanted}，设施运行平稳，群众生产生活条件得到改善。",
        own_result or f"全年{reached}，各项管护工作按计划推进，设施运行平稳。",
    )


def goals(story: Project, look: Look, left: int, right: int, *, side: int = 1) -> list[Line]:
    """Goal and outcome side by side under their heads."""
    goal, result = goal_texts(story)
    return [
        line(Box(look.word("goals"), side, rows=2), Box(look.word("goal"), left), Box(look.word("result"), right)),
        (
            Box(goal, left, is_left=True, says=(("goals.goal", goal),)),
            Box(result, right, is_left=True, says=(("goals.result", result),)),
        ),
    ]


def goal_lines(story: Project, look: Look, width: int, *, label: int = 2) -> list[Line]:
    """Goal and outcome beside their labels, one below the other."""
    goal, result = goal_texts(story)
    return [
        (
            Box(look.pick("goal label", ("年度总体目标", "年度绩效目标")), label),
            Box(goal, width - label, is_left=True, says=(("goals.goal", goal),)),
        ),
        (
            Box(look.pick("result label", ("年度总体目标完成情况", "目标实际完成情况")), label),
            Box(result, width - label, is_left=True, says=(("goals.result", result),)),
        ),
    ]


def indicators(story: Project, look: Look, spec: str, style: Style = PLAIN, *, has_points: bool = False) -> list[Line]:
    """Heads and rows of the indicators, beside a "band" a label down their side.

    `has_points`: the weights of a category stand in its label.
    """
    _, *heads = columns(spec if spec.startswith("band") else "band " + spec, look)
    side = [Box("\n".join("绩效指标"), rows=len(story.rows) + 1)] if spec.startswith("band") else []
    lines = [line(*side, *(Box(c.head, c.cols) for c in heads))]
    fields = {column.field for column in heads}
    points = category_points(story) if has_points or story.slips else {}
    labels = level_cells(story.rows, look, [c for c in heads if c.field in LEVELS], points)
    for cells, row in zip(labels, story.rows, strict=True):
        texts = row_texts(row, look, fields, style)
        for column in heads:
            if column.field in LEVELS:
                continue
            extra = {"level3": texts["level3"]} if column.field == "flat" else {}
            cells.append(stated("indicators", texts[column.field], column, **extra))
        lines.append(tuple(cells))
    return lines


def row_texts(row: Row, look: Look, fields: set[str], style: Style) -> dict[str, str]:
    """What stands under each head in the row of an indicator; what has no column of its own is glued to the target."""
    unit = style.percent if row.unit == "%" else row.unit
    sign = dict(style.signs).get(row.operator, row.operator)
    glued = "" if "target_unit" in fields else unit
    target = ("" if "operator" in fields else sign) + plain(row.target or 0) + glued
    is_quality = row.target is None
    name = style.mark + row.level3
    return {
        "level3": name,
        "flat": name,
        "operator": style.quality or "定性" if is_quality else sign or "=",
        "target": row.words[0] if is_quality else target,
        "target_unit": "" if is_quality else unit,
        "actual": row.words[1] if is_quality else plain(row.actual or 0) + glued,
        "weight": look.points(row.weight),
        "score": look.points(row.score),
        "reason": row.reason,
        "other": "是",
    } | style.others(row)


def category_points(story: Project) -> dict[str, str]:
    """What each category weighs, as printed."""
    blocks = [(name, tuple(block)) for name, block in groupby(story.rows, key=lambda row: row.level1)]
    return {
        name: plain(sum((row.weight for row in block), story.slips.get(i, Decimal(0))))
        for i, (name, block) in enumerate(blocks)
    }


def level_cells(rows: tuple[Row, ...], look: Look, heads: list[Column], points: dict[str, str]) -> Iterator[list[Box]]:
    """The level-1 and level-2 cells that begin in each row: merged over their rows, or repeated on each.

    points: what each category weighs, where its label says so.
    """
    keys: dict[str, Callable[[Row], object]] = {"level1": lambda r: r.level1, "level2": lambda r: (r.level1, r.level2)}
    starts: list[dict[str, list[Row]]] = [{} for _ in rows]
    for column in heads:
        at = 0
        for _, group in groupby(rows, key=keys[column.field]):
            block = list(group)
            starts[at][column.field] = block
            at += len(block)
    for i, start in enumerate(starts):
        if look.is_repeated:
            yield [level_cell(getattr(rows[i], c.field), c, 1) for c in heads]
        else:
            yield [merged_cell(look, c, start[c.field], points) for c in heads if c.field in start]


def merged_cell(look: Look, column: Column, block: list[Row], points: dict[str, str]) -> Box:
    name = getattr(block[0], column.field)
    if column.field == "level1" and points:
        return level_cell(name, column, len(block), f"{name}（{points[name]}分）")
    is_stacked = column.field == "level1" and look.is_stacked and len(block) > 1
    return level_cell(name, column, len(block), "\n".join(name) if is_stacked else name)


def level_cell(name: str, column: Column, rows: int, text: str = "") -> Box:
    return Box(text or name, column.cols, rows, says=((f"indicators.{column.field}", name),))


def total(story: Project, look: Look, spec: str, *, has_grade: bool = False) -> list[Line]:
    """The total row under the columns of the indicators: a label up to the first points, then full score and score."""
    heads = columns(spec, look)
    first = next(i for i, column in enumerate(heads) if column.field in ("weight", "score"))
    cells = [Box(look.spread(look.word("sum")), sum(column.cols for column in heads[:first]))]
    for column in heads[first:]:
        texts = {"weight": "100", "score": look.points(story.total), "reason": story.grade if has_grade else ""}
        fact = {"score": "head.total", "reason": "head.grade"}.get(column.field, "")
        text = texts.get(column.field, "")
        cells.append(Box(text, column.cols, says=((fact, text),) if fact and text else ()))
    return [tuple(cells)]


def grid(look: Look, spec: str, lines: list[Line], **said: str) -> Grid:
    """One frame of the columns that the indicators have; `said` is what the form states outside its cells."""
    widths = []
    for column in columns(spec, look):
        share = look.stretched(column.field, SHARES.get(column.field, SHARES["other"]))
        widths += [share / column.cols] * column.cols
    says = tuple((f"head.{field}", text) for field, text in said.items())
    drawn = Grid(tuple(widths), tuple(lines), look.size, 4.5, says)
    return replace(drawn, widths=roomy(drawn))


def roomy(drawn: Grid) -> tuple[float, ...]:
    """The widths in points, each column as wide as the longest figure in it, which no typesetter breaks."""
    widths = [width * MEASURE / sum(drawn.widths) for width in drawn.widths]
    for _, col, box in drawn.cells():
        if box.cols == 1:
            longest = max(map(len, FIGURE.findall(box.text)), default=0)
            widths[col] = max(widths[col], longest * drawn.size * 0.58 + 2 * drawn.pad)
    return tuple(widths)
