"""Grids from text and forms to text: what the golden files of the form reader are written in.

A line of a grid holds the cells that begin in its row, separated by |; ^2 after a text means two columns, ^x3 three
rows, ^2x3 both.
"""

import re
from dataclasses import dataclass

from extractors.model import Cell, Entry, Form, Fragment, Place, Table

_SPAN = re.compile(r"\^(?P<cols>\d*)(?:x(?P<rows>\d+))?$")


@dataclass(frozen=True)
class Case:
    """A golden file: tables as (caption, money unit, grid lines), what is read from them."""

    tables: tuple[Table, ...]
    expected: str


def read_case(text: str) -> Case:
    """Split a golden file into its tables (=== table [unit] caption) and the forms expected (=== forms)."""
    tables: list[Table] = []
    expected = ""
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        head, _, body = part.partition("\n")
        if head == "forms":
            expected = body.strip()
            continue
        found = re.fullmatch(r"table(?: \[(?P<unit>[^\]]*)\])?(?: p(?P<page>\d+))? ?(?P<caption>.*)", head)
        assert found, head
        page = int(found["page"] or len(tables) + 1)
        caption, lines = found["caption"].replace("\\n", "\n"), body.strip("\n").split("\n")
        tables.append(build_table(lines, caption, found["unit"] or "", page))
    return Case(tuple(tables), expected)


def build_table(lines: list[str], caption: str = "", unit: str = "", page: int = 1) -> Table:
    """A table from grid lines; every cell gets a box of its own, 10 points a row and a column."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for row, line in enumerate(lines):
        col = 0
        for text in line.split("|"):
            while (row, col) in taken:
                col += 1
            span = _SPAN.search(text.strip())
            rows, cols = int((span and span["rows"]) or 1), int((span and span["cols"]) or 1)
            taken |= {(row + r, col + c) for r in range(rows) for c in range(cols)}
            words = _SPAN.sub("", text.strip()).strip().replace("\\n", "\n")
            box = (col * 10.0, row * 10.0, (col + cols) * 10.0, (row + rows) * 10.0)
            cells.append(Cell(row, col, rows, cols, words, Place(page, box)))
            col += cols
    width = max(cell.col + cell.col_span for cell in cells)
    gaps = [(r, c) for r in range(len(lines)) for c in range(width) if (r, c) not in taken]
    assert not gaps, f"positions without a cell: {gaps}"
    fragment = Fragment(page, (0.0, 0.0, width * 10.0, len(lines) * 10.0), 0, len(lines))
    return Table(caption, len(lines), width, tuple(cells), (fragment,), money_unit=unit)


def shown(entry: Entry | None) -> str:
    """An entry in a line: its text, what was read of it in <>; · for a blank, ∅ where the form has no such column."""
    if entry is None:
        return "∅"
    number = entry.number
    return (entry.text or "·") + (f"<{number.operator}{number.value}{number.unit}>" if number else "")


def describe(forms: tuple[Form, ...]) -> str:
    """Every field of every form, a line for each row."""
    return "\n".join(line for form in forms for line in form_lines(form))


def form_lines(form: Form) -> list[str]:
    names = ("project", "unit", "owner", "year", "money_unit", "rate_formula", "rate_base", "task_title", "notes")
    head = [f"{name}={value}" for name in names if (value := getattr(form, name))]
    if form.doubt.confidence < 1:
        head.append(f"doubt={form.doubt.confidence} {'; '.join(form.doubt.reasons)}")
    points = " ".join(f"{name}={shown(getattr(form, name))}" for name in ("total", "grade", "full_score"))
    lines = [f"# {form.kind} {form.name} tables={','.join(map(str, form.tables))}", *head, points]
    lines += [f"goal: {shown(goal.goal)} // {shown(goal.result)}" for goal in form.goals]
    for task in form.tasks:
        values = (task.content, task.budget, task.budget_fiscal, task.result, task.executed, task.executed_fiscal)
        lines.append(f"task: {task.name}: " + " | ".join(map(shown, (*values, task.rate))))
    if total := form.task_sum:
        amounts = (total.budget, total.budget_fiscal, total.executed, total.executed_fiscal, total.rate)
        lines.append(f"task sum: {total.name}: " + " | ".join(map(shown, amounts)))
    for row in form.budget:
        where = f" [{row.axis}]" if row.axis else ""
        amounts = (row.initial, row.annual, row.executed, row.rate, row.weight, row.score, row.reason)
        lines.append(f"fund: {row.label} < {row.parent or '-'}{where}: " + " | ".join(map(shown, amounts)))
    lines += [f"group: {g.level} {g.name}: {shown(g.weight)} | {shown(g.score)}" for g in form.groups]
    for one in form.indicators:
        mark = " filler" if one.is_filler else " minus" if one.sign < 0 else ""
        name = f"{one.level1} / {one.level2} / {one.level3}"
        entries = (one.operator, one.target, one.target_unit, one.actual, one.weight, one.score, one.reason)
        lines.append(f"row{mark}: {name}: " + " | ".join(map(shown, entries)))
    return lines
