"""Forms of real documents, held against fields read by eye; skipped where the samples are not at hand."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from extractors.form import read_forms
from extractors.model import Cell, Form, Fragment, Place, Table

SHARED = Path(__file__).resolve().parents[3] / "shared" / "samples"
needs_samples = pytest.mark.skipif(not SHARED.is_dir(), reason=f"the samples are not at hand: {SHARED}")


def truth(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SHARED / name / "truth.json").read_text("utf-8"))
    return found


def table_of(grid: dict[str, Any], page: int = 1) -> Table:
    cells = tuple(
        Cell(c["r"], c["c"], c["rs"], c["cs"], c["text"], Place(page, (c["c"] * 10.0, c["r"] * 10.0, 999.0, 999.0)))
        for c in grid["cells"]
    )
    fragment = Fragment(page, (0.0, 0.0, 100.0, 100.0), 0, grid["nrows"])
    title, unit = grid.get("title", ""), grid.get("unit", "")
    return Table(title, grid["nrows"], grid["ncols"], cells, (fragment,), money_unit=unit)


def amounts(form: Form) -> dict[str, str]:
    """Amounts by the path of their labels, with 其中： where it was printed left out."""
    return {"/".join(filter(None, (row.parent, row.label))): row.annual.text for row in form.budget if row.annual}


@needs_samples
def test_target_forms_of_a_street_office() -> None:
    real = truth("real")
    forms = read_forms(tuple(table_of(grid, grid["page"]) for grid in real["tables"]), ()).forms
    assert [form.name for form in forms] == [expected["title"] for expected in real["forms"]]
    for form, expected in zip(forms, real["forms"], strict=True):
        assert form.kind == "target"
        assert form.project == expected["project"]
        assert (form.owner, form.unit) == (expected["owner"], expected["implementer"])
        assert (form.year, form.money_unit) == (expected["year"], expected["unit"])
        assert amounts(form) == {key.replace("其中：", ""): value for key, value in expected["funds"].items()}
        assert [goal.goal.text for goal in form.goals if goal.goal] == [expected["goal_year"], expected["goal_total"]]
        rows = [(r.level1, r.level2, r.level3, r.target.text if r.target else None) for r in form.indicators]
        assert rows == [(r["level1"], r["level2"], r["level3"], r["target"]) for r in expected["indicators"]]


@needs_samples
def test_department_and_project_forms_add_up_as_printed() -> None:
    forms = read_forms(tuple(map(table_of, truth("tables")["tables"])), ()).forms
    assert [(form.kind, form.tables) for form in forms] == [("department", (0,)), ("project", (1,)), ("project", (2,))]
    for form, total, rows in zip(forms, ("97", "95.22", "97.62"), (38, 10, 10), strict=True):
        scores = [row.score.number.value for row in (*form.indicators, *form.budget) if row.score and row.score.number]
        assert form.total is not None
        assert form.total.text == total
        assert sum(scores) == Decimal(total)
        assert len(form.indicators) == rows
        assert form.full_score is not None
        assert form.full_score.number is not None
        assert form.full_score.number.value == 100
