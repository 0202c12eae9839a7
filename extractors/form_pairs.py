"""Columns that print weight and score in one cell (50/50 under 分值/得分), taken apart before a form is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.lexicon import field_of, packed, plain
from extractors.model import Cell, Place, Table

_HEAD = re.compile(r"([一-龥]{2,8})(?:[/、|及和与]([一-龥]{2,8})|[(\[]([一-龥]{2,8})[)\]])")
_PAIR = re.compile(r"(\d{1,3}(?:\.\d+)?[分%]?)(?:[/|、;,:]|\()(-?\d{1,3}(?:\.\d+)?[分%]?)\)?")
_POINTS = ("weight", "score")
# What the weights of a form's indicators add up to.
_FULL = frozenset(map(Decimal, (80, 90, 100)))
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Apart:
    """A table with such columns taken apart. owners: for each of its cells the one of the printed table."""

    table: Table
    owners: tuple[int, ...]


def taken_apart(table: Table) -> Apart:
    """The table with every column of pairs as two; itself where it has none."""
    apart = Apart(table, tuple(range(len(table.cells))))
    for end in sorted(dict(_pairs(table)), reverse=True):
        apart = _split(apart, end, [heads for at, heads in _pairs(table) if at == end])
    return apart


def rejoined(table: Table, apart: Apart, read: Table) -> Table:
    """The printed table with what was read of its cells; a cell of two figures has none of its own."""
    if apart.table is table:
        return read
    cells = list(table.cells)
    seen: set[int] = set()
    for owner, cell in zip(apart.owners, read.cells, strict=True):
        is_half = apart.owners.count(owner) > 1
        if owner not in seen:
            label = cell.place.label
            place = replace(cells[owner].place, label=label) if label else cells[owner].place
            cells[owner] = replace(cells[owner], place=place, number=None if is_half else cell.number)
        seen.add(owner)
    return replace(table, cells=tuple(cells))


def _pairs(table: Table) -> Iterator[tuple[int, tuple[Cell, str, str]]]:
    """Where a column of pairs ends, its head and the two heads that it stands for."""
    for cell in table.cells:
        text = plain(cell.text)
        if len(text) > 2 * 8 + 2 or not text:
            continue
        both = _heads(text) or _proved(table, cell, text)
        if both and any(_PAIR.fullmatch(plain(below.text)) for below in _below(table, cell)):
            yield cell.col + cell.col_span, (cell, *both)


def _heads(text: str) -> tuple[str, str] | None:
    """分值/得分, 得分（分值）: the two heads in their order."""
    found = _HEAD.fullmatch(text)
    if found is None:
        return None
    names = found[1], found[2] or found[3]
    fields = [match.field if (match := field_of("indicators", name)) else "" for name in names]
    return names if sorted(fields) == sorted(_POINTS) else None


def _proved(table: Table, head: Cell, text: str) -> tuple[str, str] | None:
    """The two heads of a column headed 得分 alone: one side makes the full score, the other never exceeds it."""
    match = field_of("indicators", text)
    if match is None or match.field not in _POINTS or _is_told_beside(table, head, match.field):
        return None
    texts = [plain(cell.text) for cell in _below(table, head) if packed(cell.text)]
    pairs = [(_points(found[1]), _points(found[2])) for t in texts if (found := _PAIR.fullmatch(t))]
    if len(pairs) < _LEAST or len(pairs) + 1 < len(texts):
        return None
    first, second = (sum((pair[i] for pair in pairs), Decimal(0)) for i in (0, 1))
    if second in _FULL and all(given <= most for given, most in pairs):
        return "得分", "分值"
    return ("分值", "得分") if first in _FULL and all(given <= most for most, given in pairs) else None


def _is_told_beside(table: Table, head: Cell, field: str) -> bool:
    """Whether the other one of weight and score has a head of its own: 分值（权重）|得分 is no pair of both."""
    heads = (field_of("indicators", cell.text) for cell in table.cells if cell.row == head.row and cell is not head)
    return any(match is not None and match.field in _POINTS and match.field != field for match in heads)


def _points(text: str) -> Decimal:
    return Decimal(text.rstrip("分%"))


def _below(table: Table, head: Cell) -> list[Cell]:
    """The cells of a head's own column below it."""
    ends = head.col + head.col_span
    return [c for c in table.cells if c.row > head.row and c.col >= head.col and c.col + c.col_span == ends]


def _split(apart: Apart, end: int, heads: list[tuple[Cell, str, str]]) -> Apart:
    """The table with one column more behind a column of pairs; every other cell there grows over both."""
    first = min(head.row for head, _, _ in heads)
    named = {(head.row, head.col): both for head, *both in heads}
    cells: list[Cell] = []
    owners: list[int] = []
    for owner, cell in zip(apart.owners, apart.table.cells, strict=True):
        halves = _halves(cell, named.get((cell.row, cell.col)), end, first)
        cells += halves
        owners += [owner] * len(halves)
    return Apart(replace(apart.table, cols=apart.table.cols + 1, cells=tuple(cells)), tuple(owners))


def _halves(cell: Cell, both: list[str] | None, end: int, first: int) -> list[Cell]:
    """A cell beside the new column moved or grown; a pair, or a head over pairs, as two cells."""
    if cell.col >= end:
        return [replace(cell, col=cell.col + 1)]
    if cell.col + cell.col_span < end:
        return [cell]
    found = _PAIR.fullmatch(plain(cell.text)) if cell.col + cell.col_span == end and cell.row > first else None
    texts = both or (list(found.groups()) if found else None)
    if texts is None:
        return [replace(cell, col_span=cell.col_span + 1)]
    left, right = _sides(cell.place)
    return [
        replace(cell, text=texts[0], place=left),
        replace(cell, col=end, col_span=1, text=texts[1], place=right),
    ]


def _sides(place: Place) -> tuple[Place, Place]:
    """The left and the right half of a cell's box."""
    if place.box is None:
        return place, place
    x0, top, x1, bottom = place.box
    middle = (x0 + x1) / 2
    return replace(place, box=(x0, top, middle, bottom)), replace(place, box=(middle, top, x1, bottom))
