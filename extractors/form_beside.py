"""Parts of the money that lie as columns beside the whole: 预算总额|其中：人员经费|公用经费|执行数."""

from collections.abc import Iterator
from dataclasses import replace

from extractors.form_blocks import Block
from extractors.form_columns import Column, Columns, cell_in, entry_in
from extractors.form_sheet import is_figure, path
from extractors.lexicon import read_label
from extractors.model import Entry, FundRow, Place

_MONEY = ("initial", "annual", "executed")


def part_rows(block: Block, row: int, whole: str, form: str, money: str) -> Iterator[FundRow]:
    """The parts that a row prints beside its whole, each with the kinds of amount that its columns stand behind."""
    assert block.columns
    found: dict[str, dict[str, Entry | None]] = {}
    places: dict[str, Place] = {}
    for column, kind in _parts(block.columns):
        cell = cell_in(block.sheet, row, column)
        if cell is None or cell.row != row or not is_figure(cell):
            continue
        name = read_label(column.label.whole.removeprefix("其中").lstrip(":")).name
        entry = entry_in(block.sheet, row, column, path(f"表 {form}", name), column.label.unit or money)
        found.setdefault(name, {})[kind] = entry
        places.setdefault(name, replace(column.cell.place, label=path(f"表 {form}", name)))
    for name, entries in found.items():
        yield FundRow(name, whole, places[name], **entries)  # type: ignore[arg-type]  # `entries` names entry fields only


def _parts(columns: Columns) -> Iterator[tuple[Column, str]]:
    """The columns of parts, each with the kind of amount of the column before it."""
    kind = ""
    for column in columns.columns:
        kind = column.field if column.field in _MONEY else kind
        if column.field == "part":
            yield column, kind
