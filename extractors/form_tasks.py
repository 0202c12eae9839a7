"""The list of main tasks, or of projects, with their money and what came of them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.form_blocks import Block
from extractors.form_columns import Column, cell_in, entry_in, unit_of
from extractors.form_labels import is_fund_label, is_total_label
from extractors.form_sheet import is_blank, is_figure, path
from extractors.lexicon import field_of, packed
from extractors.model import Cell, Entry, Task
from extractors.units import is_money

_TASK_MONEY = ("budget", "budget_fiscal", "executed", "executed_fiscal")
_FUND_MONEY = ("initial", "annual", "executed")
_TOTAL = re.compile(r"(?:合计|总计|共计)(?:[(（].*)?$")
_SUM = re.compile(r"(?:合计|总计|小计|共计|总和|总额)(?:[(（].*)?$")
_OF_MONEY = re.compile(r"\d|资金|经费|预算|费用|支出|列支|支付|拨款|结转|未")
_AS_TASK = {"annual": "budget", "initial": "budget"}


def task_block(block: Block) -> Block | None:
    """The block as a list of tasks: one already, or rows of money whose labels are names of projects; else None."""
    if block.kind == "tasks":
        return block
    columns = block.columns
    name = next((c for c in columns.columns if _is_name(c)), None) if columns and block.kind == "funds" else None
    if name is None or columns is None:
        return None
    cells = [cell for row in block.data_rows if (cell := cell_in(block.sheet, row, name)) and cell.row == row]
    named = [c for c in cells if not is_blank(c.text) and not is_total_label(c.text) and not is_figure(c)]
    if not named or any(is_fund_label(c.text) for c in named):
        return None
    budget = columns.get("annual") or columns.get("initial")
    fields = {id(name): "name", id(budget): "budget"}
    changed = (replace(c, field=fields.get(id(c), _task_field(c.field))) for c in columns.columns)
    return replace(block, kind="tasks", columns=replace(columns, block="tasks", columns=tuple(changed)))


def _is_name(column: Column) -> bool:
    match = field_of("tasks", column.cell.text)
    return column.field in ("label", "") and bool(match and match.field == "name")


def _task_field(field: str) -> str:
    """The field of a task that a fund column is besides the budget; "" where a task has none."""
    return field if field in ("executed", "rate", "weight", "score") else "other"


def read_tasks(block: Block, form: str, money: str) -> tuple[Task, ...]:
    """The rows of the list of main tasks, sums left out; amounts in `money` where no head prints a unit."""
    return tuple(task for task in _rows(block, form, money) if not _SUM.search(task.name))


def read_task_sum(block: Block, form: str, money: str) -> Task | None:
    """The row with the total of the list, None without one."""
    return next((task for task in _rows(block, form, money) if _TOTAL.search(task.name)), None)


def _rows(block: Block, form: str, money: str) -> Iterator[Task]:
    assert block.columns
    for row in block.data_rows:
        name = cell_in(block.sheet, row, block.columns.get("name"))
        name = _label(block, row) if name is not None and is_blank(name.text) else name
        if name is None or name.row != row:
            continue
        here = path(f"表 {form}", packed(name.text))
        entries = {c.field: _task_entry(block, row, c, here, money) for c in block.columns.columns if c.field}
        is_empty = not any(e and not is_blank(e.text) for f, e in entries.items() if f != "name")
        if is_blank(name.text) or is_empty or _is_of_head(entries):
            continue
        fields = {f: entries.get(f) for f in ("content", *_TASK_MONEY, "result", "rate")}
        yield Task(packed(name.text), replace(name.place, label=here), **fields)


def _is_of_head(entries: dict[str, Entry | None]) -> bool:
    """Whether the cells under the money are labels and names of nothing that costs: a row of the form's head."""
    under = [entry for field in _TASK_MONEY if (entry := entries.get(field)) and not is_blank(entry.text)]
    return bool(under) and not any(entry.number or _OF_MONEY.search(entry.text) for entry in under)


def _label(block: Block, row: int) -> Cell | None:
    """The first words of a row that leaves its name blank: 合计 below the serial numbers."""
    cells = [c for c in block.sheet.filled(row) if _SUM.search(packed(c.text))]
    return cells[0] if cells else None


def _task_entry(block: Block, row: int, column: Column, here: str, money: str) -> Entry | None:
    assert block.columns
    printed = unit_of(block.sheet, block.columns, column)
    unit: str | None = "分" if column.field in ("weight", "score") else None
    if column.field in _TASK_MONEY:
        unit = printed if is_money(printed) else money
    elif column.field == "rate":
        unit = "%"
    elif column.field == "other" and (match := field_of("funds", column.cell.text)) and match.field in _FUND_MONEY:
        unit = printed if is_money(printed) else money
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
