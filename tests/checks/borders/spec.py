"""What borders are written with: small reports in the compact form of the case files."""

from typing import Any

Spec = dict[str, Any]
Border = tuple[str, str, Spec]
"""The check's module, what is at its border, and the report (or the report among others)."""


def indicators(*rows: Spec, **more: Any) -> Spec:
    """A report of one form with these indicator rows; more: what else the form holds."""
    return {"forms": [{"indicators": list(rows), **more}]}


def row(name: str = "维护点位", **cells: Any) -> Spec:
    """An output indicator; `p` is score and weight as 8/10."""
    score, _, weight = cells.pop("p", "").partition("/")
    points = {"score": score, "weight": weight} if weight else {}
    return {"l1": "产出指标", "l3": name, **points, **cells}


def funds(*rows: Spec, **more: Any) -> Spec:
    """A report of one form with these fund rows, the first the whole."""
    return {"forms": [{"budget": list(rows), **more}]}


def fund(label: str = "年度资金总额", **cells: Any) -> Spec:
    """A fund row: `a` full-year budget, `e` spending, `r` rate, `p` score and weight as 8/10, `of` its whole."""
    score, _, weight = cells.pop("p", "").partition("/")
    names = {"a": "annual", "i": "initial", "e": "executed", "r": "rate", "of": "parent"}
    points = {"score": score, "weight": weight} if weight else {}
    return {"label": label, **points, **{names.get(name, name): value for name, value in cells.items()}}


def prose(*paragraphs: str, **more: Any) -> Spec:
    return {"paragraphs": list(paragraphs), **more}


def table(*rows: list[str], **more: Any) -> Spec:
    return {"tables": [{"caption": "情况表", "rows": list(rows), **more}]}
