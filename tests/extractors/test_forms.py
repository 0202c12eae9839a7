"""Forms in the layouts that provinces print: each golden file is a grid and every field that is read from it."""

from dataclasses import fields
from pathlib import Path

import pytest

from extractors.form import read_forms
from extractors.form_levels import name_level
from extractors.form_lists import read_list
from extractors.form_told import read_told
from extractors.model import Entry
from tests.extractors.grids import describe, read_case

CASES = sorted(Path(__file__).with_name("forms").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_layout_is_read_whole(path: Path) -> None:
    case = read_case(path.read_text("utf-8"))
    found = read_forms(case.tables, ())
    unread = "".join(f"\nunread: {gap.why}" for gap in found.unread)
    assert describe(found.forms) + unread == case.expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_entries_are_the_cells_own_figures(path: Path) -> None:
    """Coverage matches a form's figures with the table's: they must be the same Numbers."""
    found = read_forms(read_case(path.read_text("utf-8")).tables, ())
    cells = {id(cell.number) for table in found.tables for cell in table.cells if cell.number}
    whole = [cell for table in found.tables for cell in table.cells]
    lists = {c.place.box for c in whole if read_list(c.text) or read_told(c.text) or name_level(c, is_leaf=False).score}
    boxes = {cell.place.box for cell in whole}
    strays = [
        entry.text
        for form in found.forms
        for row in (form, *form.budget, *form.tasks, *form.groups, *form.indicators)
        for entry in (getattr(row, field.name) for field in fields(row))
        if isinstance(entry, Entry) and entry.number and id(entry.number) not in cells
        if entry.place != form.notes_place and entry.place.box not in lists and entry.place.box in boxes
    ]
    assert strays == []
