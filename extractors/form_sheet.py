"""A table as the form readers see it: a grid to look into, and a record of the figures read from its cells."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from extractors.lexicon import packed
from extractors.model import Cell, Entry, Number, Table
from extractors.numbers import read_number

DASHES = frozenset({"", "-", "--", "—", "——", "–", "/", "\\", "／", "无", "―", "－"})

_WIDEST = 40


class Sheet:
    """One table of the document with the figures and the labels that its cells were given so far."""

    def __init__(self, index: int, table: Table) -> None:
        self.index = index
        self.table = table
        self.rows = table.rows
        self.cols = table.cols
        self._grid: dict[tuple[int, int], Cell] = {}
        self._starting: dict[int, list[Cell]] = {}
        self._labels: dict[tuple[int, int], str] = {}
        self._numbers: dict[tuple[int, int], Number] = {}
        for cell in sorted(table.cells, key=lambda c: (c.row, c.col)):
            self._starting.setdefault(cell.row, []).append(cell)
            for row in range(cell.row, cell.row + cell.row_span):
                for col in range(cell.col, cell.col + cell.col_span):
                    self._grid[row, col] = cell

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a grid position."""
        return self._grid.get((row, col))

    def starting(self, row: int) -> list[Cell]:
        """The cells that begin in a row, left to right."""
        return self._starting.get(row, [])

    def filled(self, row: int) -> list[Cell]:
        """The cells with text that begin in a row, left to right."""
        return [cell for cell in self.starting(row) if packed(cell.text)]

    def covering(self, row: int) -> list[Cell]:
        """Every cell that covers a row, left to right, once."""
        found = (self._grid.get((row, col)) for col in range(self.cols))
        return list(dict.fromkeys(cell for cell in found if cell is not None))

    def after(self, cell: Cell) -> Cell | None:
        """The cell right of a cell, in its first row."""
        return self.at(cell.row, cell.col + cell.col_span)

    def is_wide(self, cell: Cell) -> bool:
        """Whether a cell takes (nearly) the whole width of the table."""
        return cell.col_span >= max(2, self.cols - 1) or self.cols == 1

    def entry(self, cell: Cell, label: str, unit: str | None = None) -> Entry:
        """What stands in a cell, its figure read once with the column's unit; unit None: a text, never a figure."""
        key = (cell.row, cell.col)
        self._labels.setdefault(key, label)
        text = packed(cell.text)
        place = replace(cell.place, label=self._labels[key])
        if unit is not None and key not in self._numbers and text not in DASHES:
            number = read_number(text, place, unit)
            if number is not None:
                self._numbers[key] = number
        return Entry(text, place, self._numbers.get(key) if unit is not None else None)

    def compare(self, cell: Cell, sign: str) -> None:
        """Give a cell's figure the operator that stands in a column of its own (≧ beside 95); words are none."""
        key = (cell.row, cell.col)
        number = self._numbers.get(key)
        signed = read_number(packed(sign) + "1") if number is not None and not number.operator else None
        if number is not None and signed is not None and signed.value == 1 and signed.operator:
            self._numbers[key] = replace(number, operator=signed.operator)

    def part(self, cell: Cell, text: str, label: str, unit: str) -> Entry:
        """A figure that is only a part of a cell's text: the 50分 of a label, the 5.8万 behind 预算数：."""
        key = (cell.row, cell.col)
        self._labels.setdefault(key, label)
        place = replace(cell.place, label=self._labels[key])
        number = read_number(text, place, unit)
        if number is not None:
            # A cell has one number; 产出指标44分得41.75分 tells two figures.
            first = self._numbers.setdefault(key, number)
            number = first if first.text == number.text else number
        return Entry(text, place, number)

    def is_read(self, cell: Cell) -> bool:
        return (cell.row, cell.col) in self._labels

    def enriched(self) -> Table:
        """The table with the figures that were read and the labels of their cells."""
        return replace(self.table, cells=tuple(map(self._enriched, self.table.cells)))

    def _enriched(self, cell: Cell) -> Cell:
        key = (cell.row, cell.col)
        if key not in self._labels:
            return cell
        place = replace(cell.place, label=self._labels[key])
        return replace(cell, place=place, number=self._numbers.get(key, cell.number))


def is_blank(text: str) -> bool:
    """Whether a cell says nothing: blank, a dash, a slash."""
    return packed(text) in DASHES


def is_figure(cell: Cell) -> bool:
    """Whether a cell holds one figure and nothing else."""
    return _states_figure(packed(cell.text))


@lru_cache(maxsize=8192)
def _states_figure(text: str) -> bool:
    return text not in DASHES and len(text) <= _WIDEST and read_number(text) is not None


def filled_texts(cells: list[Cell]) -> Iterator[str]:
    """The texts of cells that say something."""
    return (packed(cell.text) for cell in cells if packed(cell.text))


def path(*steps: str) -> str:
    """A human path: 表 … › 产出指标 › 数量 › 得分. A step that repeats the one before is left out."""
    kept: list[str] = []
    for step in map(str.strip, steps):
        short = step if len(step) <= 30 else step[:29] + "…"
        if short and (not kept or kept[-1] != short):
            kept.append(short)
    return " › ".join(kept)


def text_year(text: str) -> str:
    """The year that a title or a line under it names: （2021年度）, 2022年…, else ""."""
    found = re.search(r"[(（]((?:19|20)\d{2})年?度?[)）]", packed(text)) or re.search(
        r"((?:19|20)\d{2})年度?", packed(text)
    )
    return found[1] if found else ""
