"""A table that is shifted, scaled, turned or drawn another way is read alike."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from extractors.form import read_forms
from extractors.model import Cell, Fragment, Place, Table
from tests.extractors.drawings import PENS, Drawing, Fact, Hand, drawings, facts, page_of, read_page
from tests.extractors.grids import describe, read_case

FORMS = Path(__file__).with_name("forms")
bounded = settings(
    max_examples=100, derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
hands = st.builds(
    Hand,
    scale=st.floats(0.5, 2, allow_nan=False),
    left=st.floats(5, 300, allow_nan=False),
    top=st.floats(5, 300, allow_nan=False),
    pen=st.sampled_from(PENS),
    seed=st.integers(0, 999),
)
turned = st.builds(Hand, turn=st.integers(0, 3), rotate=st.integers(0, 3), pen=st.sampled_from(PENS))


def read_one(drawing: Drawing, hand: Hand) -> list[Fact]:
    (grid,) = read_page(page_of(drawing, hand))
    return facts(grid)


@bounded
@given(drawings(), hands)
def test_scale_place_and_pen_change_no_cell(drawing: Drawing, hand: Hand) -> None:
    assume(any(cell[4] for cell in drawing.cells))
    assert read_one(drawing, hand) == sorted(drawing.cells)


@bounded
@given(drawings(), turned)
def test_quarter_turns_change_no_cell(drawing: Drawing, hand: Hand) -> None:
    assume(any(cell[4] for cell in drawing.cells))
    assert read_one(drawing, hand) == sorted(drawing.cells)


def drawn_form(name: str) -> tuple[Drawing, Table]:
    """The first table of a golden form as a drawing, with cells that are large enough for their texts."""
    table = read_case((FORMS / f"{name}.txt").read_text("utf-8")).tables[0]
    xs = tuple(90.0 * i for i in range(table.cols + 1))
    ys = tuple(60.0 * i for i in range(table.rows + 1))
    cells = tuple(
        (c.row, c.col, c.row_span, c.col_span, c.text.replace("\n", "").replace(" ", "")) for c in table.cells
    )
    return Drawing(xs, ys, cells), table


def table_of(cells: list[Fact], like: Table) -> Table:
    made = tuple(Cell(r, c, rs, cs, text, Place(1, (c, r, c + cs, r + rs))) for r, c, rs, cs, text in cells)
    return Table(
        like.caption, like.rows, like.cols, made, (Fragment(1, (0, 0, 1, 1), 0, like.rows),), "", like.money_unit
    )


@pytest.mark.parametrize("name", ["dept_bands", "fund_parts", "head_of_three_rows"])
@pytest.mark.parametrize("pen", PENS, ids=lambda pen: pen.__name__)
def test_a_form_reads_alike_however_it_is_drawn(name: str, pen: object) -> None:
    drawing, table = drawn_form(name)
    hand = Hand(scale=0.7, left=33.3, top=21.7, pen=pen, seed=4, turn=1)  # type: ignore[arg-type]  # one of PENS
    want = describe(read_forms((table_of(sorted(drawing.cells), table),), ()).forms)
    assert describe(read_forms((table_of(read_one(drawing, hand), table),), ()).forms) == want
    assert "row: " in want
