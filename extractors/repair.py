"""Figures of recognised pages that were misread in form, put right where the form's own arithmetic proves it.

Only what is no well-formed figure beside its neighbours is mended (3.396.55, 1O, a lost decimal point), only if one
single mending makes a printed sum or rate hold that does not hold without it, and the cell says so. What adds up
raises the confidence of its cells and its table.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

from extractors.doubt import lessened
from extractors.equations import RATE, Equation, equations
from extractors.form import Forms
from extractors.lexicon import packed
from extractors.misprints import mends
from extractors.model import Box, Cell, Doubt, Entry, Number, Place, Table
from extractors.numbers import read_number

NO_FIGURE = Decimal("0.50")
PROVED = Decimal("0.98")
MENDED = Decimal("0.85")
ADDS_UP = Decimal("0.97")
MOST_RATE = Decimal(10)
"""1000 %: above it the point of a rate was lost."""
NEARLY = re.compile(r"[≥≤><]?[\dOoQDIl|丨SsBZzg〇.,，。'`·]*\d[\dOoQDIl|丨SsBZzg〇.,，。'`·]*[%‰]?")
"""What a misread figure looks like; a digit at least, and nothing but digits, their like, points and commas."""
DATE = re.compile(r"(?:19|20)\d{2}[.,·]\d{1,2}(?:[.,·]\d{1,2})?$")
LEAVES = (Place, Number, Doubt)
ENOUGH = 2
"""Sums that must hold, and none fail, before a recognised table is trusted more."""

Spot = tuple[int, Box | None]
Figures = Mapping[Spot, tuple[str, Number | None]]
"""The text as read and the figure that cells and entries at some places are to have."""


def straightened(tables: tuple[Table, ...], pages: frozenset[int]) -> tuple[tuple[Table, ...], dict[Spot, str]]:
    """The tables with misshapen figures put into shape for a reading of the forms; and their texts as read.

    Whether a column holds figures tells what it is: one that reads 3.396.55 must not hide that.
    """
    kept: dict[Spot, str] = {}
    shaped = []
    for table in tables:
        cells = tuple(straight(cell, kept) if cell.place.page in pages else cell for cell in table.cells)
        shaped.append(replace(table, cells=cells))
    return tuple(shaped) if kept else tables, kept


def straight(cell: Cell, kept: dict[Spot, str]) -> Cell:
    text = packed(cell.text)
    if not NEARLY.fullmatch(text) or DATE.match(text) or read_number(text) is not None:
        return cell
    shape = next((one for one in mends(text) if read_number(one) is not None), "")
    if not shape:
        return cell
    kept[cell.place.page, cell.place.box] = cell.text
    return replace(cell, text=shape)


def repaired(found: Forms, pages: frozenset[int], kept: Mapping[Spot, str]) -> Forms:
    """The forms and tables with what could be mended on the recognised pages, and with surer doubts where sums hold.

    `kept`: the texts as read of the cells that were straightened; what is not proved of them is no figure.
    """
    if not pages:
        return found
    unproved: Figures = {where: (text, None) for where, text in kept.items()}
    forms, tables = [], [with_cells(table, lambda cell: reset(cell, kept)) for table in found.tables]
    for form in with_figures(found.forms, unproved):
        if not any(page in pages for index in form.tables for page in tables[index].pages):
            forms.append(form)
            continue
        repairs = mended(tuple(equations(form)), pages)
        forms.append(with_figures(form, repairs))
        sums = [one for one in equations(forms[-1]) if one.holds() is not None]
        proved = {spot(entry) for one in sums if one.holds() for entry in one.entries} - set(repairs)
        is_sound = len(sums) >= ENOUGH and all(one.holds() for one in sums)
        for index in form.tables:
            tables[index] = with_doubts(tables[index], repairs, proved, is_sound)
    marked = (with_cells(table, lambda cell: given_up(cell, kept)) for table in tables)
    return replace(found, forms=tuple(forms), tables=tuple(marked))


def with_cells(table: Table, change: Callable[[Cell], Cell]) -> Table:
    return replace(table, cells=tuple(map(change, table.cells)))


def reset(cell: Cell, kept: Mapping[Spot, str]) -> Cell:
    """The cell as it was read: no figure, until one is proved."""
    return replace(cell, text=kept[house(cell)], number=None) if house(cell) in kept else cell


def given_up(cell: Cell, kept: Mapping[Spot, str]) -> Cell:
    """The cell, marked where what was read is no figure and nothing proved which it is."""
    if house(cell) not in kept or cell.number is not None:
        return cell
    return replace(cell, doubt=lessened(cell.doubt, NO_FIGURE, "识别出的不成数字，未作数"))


def mended(sums: tuple[Equation, ...], pages: frozenset[int]) -> dict[Spot, tuple[str, Number | None]]:
    """The one figure that each mended place must have meant."""
    proved = {entry for one in sums if one.holds() for entry in one.entries}
    proposals: dict[Entry, set[Number]] = {}
    for one in sums:
        closing = list(closings(one, pages)) if not one.holds() else []
        if len({(entry, number.value) for entry, number in closing}) == 1:
            entry, number = closing[0]
            proposals.setdefault(entry, set()).add(number)
    agreed = {entry: numbers.pop() for entry, numbers in proposals.items() if len(numbers) == 1}
    return {
        spot(entry): (entry.text, number)
        for entry, number in agreed.items()
        if entry not in proved and all(one.holds(agreed) is not False for one in sums if entry in one.entries)
    }


def closings(one: Equation, pages: frozenset[int]) -> Iterator[tuple[Entry, Number]]:
    """Each mending of one entry that makes an equation hold."""
    blank = [entry for entry in one.entries if entry.number is None]
    if len(blank) > 1:
        return
    for entry in blank or one.entries:
        if entry.place.page not in pages:
            continue
        for number in candidates(entry, one):
            if one.holds({entry: number}):
                yield entry, number


def candidates(entry: Entry, one: Equation) -> Iterator[Number]:
    """What an entry may have meant. One that reads as a figure is mended only to its neighbours' decimals."""
    known = [other.number for other in one.entries if other is not entry and other.number is not None]
    own = entry.number
    unit = own.unit if own is not None else usual_unit(entry, one, known)
    decimals = {number.decimals for number in known if number.unit == unit}
    if own is not None and one.kind == RATE and entry is one.whole and own.amount > MOST_RATE:
        decimals = {1, 2}
    elif own is not None and (len(decimals) != 1 or own.decimals in decimals):
        return
    for text in mends(entry.text):
        number = read_number(text, entry.place, unit)
        if number is not None and (own is None or number.decimals in decimals):
            yield replace(number, text=entry.text)


def usual_unit(entry: Entry, one: Equation, known: list[Number]) -> str:
    """The unit of a figure that did not read as one: that of its neighbours, and % for a rate."""
    if one.kind == RATE and entry is one.whole:
        return "%"
    return next((number.unit for number in known if number.unit != "%"), "")


def spot(entry: Entry) -> Spot:
    return entry.place.page, entry.place.box


def house(cell: Cell) -> Spot:
    return cell.place.page, cell.place.box


def with_figures(value: Any, figures: Figures) -> Any:
    """Forms, or a part of one, with the texts and figures that the entries at some places are to have."""
    if isinstance(value, Entry):
        text, number = figures.get(spot(value), (value.text, value.number))
        return replace(value, text=packed(text), number=number)
    if isinstance(value, tuple):
        return tuple([with_figures(one, figures) for one in value])
    if figures and is_dataclass(value) and not isinstance(value, type) and not isinstance(value, LEAVES):
        return replace(value, **{item.name: with_figures(getattr(value, item.name), figures) for item in fields(value)})
    return value


def with_doubts(table: Table, repairs: Figures, proved: set[Spot], is_sound: bool) -> Table:
    """The table with mended figures and with cells that are as sure as the sums they are part of."""
    doubt = replace(table.doubt, confidence=max(table.doubt.confidence, ADDS_UP)) if is_sound else table.doubt
    return with_cells(replace(table, doubt=doubt), lambda cell: weighed(cell, repairs, proved))


def weighed(cell: Cell, repairs: Figures, proved: set[Spot]) -> Cell:
    where = house(cell)
    if where in repairs and (number := repairs[where][1]) is not None:
        reason = f"识别数字按合计修正：{cell.text} → {number.value}"
        doubt = Doubt(min(cell.doubt.confidence, MENDED), (*cell.doubt.reasons, reason))
        return replace(cell, number=number, doubt=doubt)
    if where in proved and cell.doubt.confidence < PROVED:
        return replace(cell, doubt=replace(cell.doubt, confidence=PROVED))
    return cell
