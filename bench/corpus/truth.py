"""What a generated document says, in the names of the published report: fields of its forms, cells of its tables.

A box states facts as (block.field, value); the facts of the boxes that begin in one row of a grid make a row of a
block, and those that hold for several rows (level labels) are repeated on each.

A field is the text as printed with blanks removed, "" where the cell is blank, None where the form has no such field.
"""

import re
from collections import defaultdict
from itertools import accumulate
from typing import Any

from bench.corpus.document import Box, Document, Grid

HEAD = ("kind", "name", "project", "unit", "year", "money_unit", "total", "grade")
BLOCKS = {
    "budget": ("label", "parent", "initial", "annual", "executed", "rate", "weight", "score"),
    "indicators": (
        *("level1", "level2", "level3", "operator", "target", "target_unit", "actual", "weight", "score", "reason"),
    ),
    "goals": ("goal", "result"),
    "tasks": ("name", "content", "budget", "budget_fiscal", "result", "executed", "executed_fiscal", "rate"),
}
NAMES = {"level1", "level2", "level3", "label", "parent", "name", "kind", "project", "unit", "year", "money_unit"}
# A label that is merged over rows holds for each of them; a value only for the first.
HELD_ON = {"level1", "level2", "goal", "result"}
Facts = dict[str, str]


def truth(document: Document) -> dict[str, Any]:
    """The forms and tables of a document."""
    grids = [part for part in document.parts if isinstance(part, Grid)]
    opens = list(accumulate(bool(grid.says) for grid in grids))
    forms = [
        [grid for grid, number in zip(grids, opens, strict=True) if number == k]
        for k in range(1, max(opens, default=0) + 1)
    ]
    return {"document": document.name, "forms": list(map(form, forms)), "tables": list(map(table, grids))}


def table(grid: Grid) -> dict[str, Any]:
    cells = [
        {"r": row, "c": col, "rs": box.rows, "cs": box.cols, "text": packed(box.text)} for row, col, box in grid.cells()
    ]
    return {"rows": len(grid.rows), "cols": len(grid.widths), "cells": cells}


def form(grids: list[Grid]) -> dict[str, Any]:
    """The fields of one form, which may stand in several grids."""
    boxes = [box for grid in grids for _, _, box in grid.cells()]
    head = dict(fact for says in (*(g.says for g in grids), *(b.says for b in boxes)) for fact in says)
    fields: dict[str, Any] = {name: value(head, f"head.{name}", name) for name in HEAD}
    return fields | {name: [row for grid in grids for row in rows(grid, name)] for name in BLOCKS}


def rows(grid: Grid, block: str) -> list[dict[str, str | None]]:
    """The rows of a block: each grid row in which a cell begins that states one of its fields."""
    begun: dict[int, Facts] = defaultdict(dict)
    held: dict[int, Facts] = defaultdict(dict)
    lies = False
    for at, _, box in grid.cells():
        lying, facts = facts_of(box, block)
        row, lies = lying or at, lies or bool(lying)
        if any(field not in HELD_ON for field in facts) or (facts and block == "goals"):
            begun[row] |= facts
        for covered in range(row, row + box.rows):
            held[covered] |= {field: text for field, text in facts.items() if field in HELD_ON}
    known = set() if lies else {field for facts in (*begun.values(), *held.values()) for field in facts}
    texts = [held[row] | begun[row] for row in sorted(begun)]
    if block == "goals":
        texts = list(joined(texts))
    return [{field: known_value(row, field, known) for field in BLOCKS[block]} for row in texts]


def joined(goals: list[Facts]) -> list[Facts]:
    """Goals and outcomes that stand in rows of their own, as pairs."""
    pairs: list[Facts] = []
    for facts in goals:
        if pairs and "goal" not in facts and "result" not in pairs[-1]:
            pairs[-1] |= facts
        else:
            pairs.append(facts)
    return pairs


def facts_of(box: Box, block: str) -> tuple[int, Facts]:
    """What a cell states of a block; where the block lies on its side (budget#2.annual), also of which of its rows."""
    facts: Facts = {}
    lying = 0
    for key, text in box.says:
        whole, _, field = key.partition(".")
        name, _, number = whole.partition("#")
        if name == block:
            facts[field], lying = text, int(number or 0)
    return lying, facts


def known_value(row: Facts, field: str, known: set[str]) -> str | None:
    if field in row:
        return packed(row[field])
    return "" if field in known or field in NAMES else None


def value(head: Facts, key: str, name: str) -> str | None:
    return packed(head[key]) if key in head else ("" if name in NAMES else None)


def packed(text: str) -> str:
    return re.sub(r"\s", "", text)
