"""Goals with their outcomes, and the list of main tasks."""

from dataclasses import replace

from extractors.form_blocks import Block
from extractors.form_columns import Column, cell_in, entry_in, unit_of
from extractors.form_sheet import Sheet, is_blank, path
from extractors.lexicon import Match, field_of, has_spelling, packed
from extractors.model import Cell, Entry, Goal, Task
from extractors.units import is_money

_GOALS = ("goal", "goal_total", "result")
_TASK_MONEY = ("budget", "budget_fiscal", "executed", "executed_fiscal")


def read_goals(blocks: list[Block], form: str) -> tuple[Goal, ...]:
    """The goals of a form: under heads, or beside their labels; the year's goal stands before a longer one."""
    goals: list[Goal] = []
    longer: list[Goal] = []
    for block in blocks:
        if block.kind == "goals":
            for found in _under_heads(block, form):
                (longer if found[0] == "goal_total" else goals).append(found[1])
        elif block.kind == "goal":
            for field, entry in _beside_labels(block, form):
                if field == "goal_total":
                    longer.append(Goal(entry, None))
                elif field == "result" and goals and goals[-1].result is None:
                    goals[-1] = replace(goals[-1], result=entry)
                else:
                    goals.append(Goal(entry, None) if field == "goal" else Goal(None, entry))
    return (*goals, *longer)


def _under_heads(block: Block, form: str) -> list[tuple[str, Goal]]:
    """The rows under goal heads; a row without any text is none."""
    sheet = block.sheet
    heads = [(match.field, cell) for cell in sheet.filled(block.first) if (match := _goal_match(cell))]
    heads = [(field, cell) for field, cell in heads if not _is_side(sheet, cell)]
    found: list[tuple[str, Goal]] = []
    for row in range(block.first + 1, block.end):
        texts: dict[str, Entry] = {}
        for field, head in heads:
            cell = sheet.at(row, head.col)
            if cell is not None and cell.row == row and (field not in texts or not texts[field].text):
                texts[field] = sheet.entry(cell, path(f"表 {form}", packed(head.text)))
        if not any(entry.text for entry in texts.values()):
            continue
        if "goal_total" in texts:
            found.append(("goal_total", Goal(texts["goal_total"], None)))
        if "goal" in texts or "result" in texts:
            found.append(("goal", Goal(texts.get("goal"), texts.get("result"))))
    return found


def _goal_match(cell: Cell) -> Match | None:
    match = field_of("goals", cell.text)
    return match if match and match.field in _GOALS else None


def _is_side(sheet: Sheet, cell: Cell) -> bool:
    """Whether a label names the block as a whole, at its side, and no column of it."""
    below = sheet.at(cell.row + 1, cell.col)
    return has_spelling("goals", "block", cell.text) and (cell.row_span > 1 or below is None or is_blank(below.text))


def _beside_labels(block: Block, form: str) -> list[tuple[str, Entry]]:
    """The texts that stand beside their labels."""
    found = []
    for cell in block.sheet.filled(block.first):
        match, right = _goal_match(cell), block.sheet.after(cell)
        if match and right and _goal_match(right) is None:
            found.append((match.field, block.sheet.entry(right, path(f"表 {form}", packed(cell.text)))))
    return found


def read_tasks(block: Block, form: str, money: str) -> tuple[Task, ...]:
    """The rows of the list of main tasks, a total row left out; amounts in `money` where no head prints a unit."""
    assert block.columns
    tasks = []
    for row in block.data_rows:
        name = cell_in(block.sheet, row, block.columns.get("name"))
        if name is None or name.row != row:
            continue
        here = path(f"表 {form}", packed(name.text))
        entries = {c.field: _task_entry(block, row, c, here, money) for c in block.columns.columns if c.field}
        is_empty = not any(e and not is_blank(e.text) for f, e in entries.items() if f != "name")
        if is_blank(name.text) or is_empty or has_spelling("rows", "total", name.text):
            continue
        fields = {f: entries.get(f) for f in ("content", *_TASK_MONEY, "result", "rate")}
        tasks.append(Task(packed(name.text), replace(name.place, label=here), **fields))
    return tuple(tasks)


def _task_entry(block: Block, row: int, column: Column, here: str, money: str) -> Entry | None:
    assert block.columns
    printed = unit_of(block.sheet, block.columns, column)
    unit: str | None = None
    if column.field in _TASK_MONEY:
        unit = printed if is_money(printed) else money
    elif column.field == "rate":
        unit = "%"
    entry = entry_in(block.sheet, row, column, path(here, column.label.name), unit)
    cell = cell_in(block.sheet, row, column)
    if entry and cell and cell.row < row and unit is not None:
        return Entry("", entry.place)
    return entry


def task_title(block: Block) -> str:
    """The heading of the task list as printed: the label at its side, "" without one."""
    assert block.columns
    first = min(c.col for c in block.columns.columns)
    side = block.sheet.at(block.columns.first_row, first - 1) if first else None
    return packed(side.text) if side else ""
