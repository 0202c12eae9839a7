"""Tables over pages: how many come back exact, by what the break does to them.

A document counts when its tables are as many as printed and every cell has its row, column, spans and text.
"""

from collections import Counter
from collections.abc import Iterable

from bench.cells import Key, whole
from bench.corpus.breaks import HELD_OUT, TUNED, Case, cases
from bench.corpus.cut_engines import engines
from bench.corpus.cut_pens import PENS

KINDS = {"cut": "a row is cut", "whole": "between rows", "apart": "two tables"}
PRODUCERS = ("reportlab", "fpdf2", "skia", "platypus", "typst", "weasyprint")


def is_exact(case: Case) -> bool:
    """Whether the tables read are the tables printed."""
    return [shown(one) for one in whole(case.data, "pdfium")] == [shown(one) for one in case.truth]


def shown(cells: dict[Key, str]) -> list[tuple[Key, str]]:
    return sorted(cells.items())


def tally(found: Iterable[Case]) -> tuple[Counter[str], Counter[str], list[str]]:
    """Exact documents and all of them, by kind and by producer of cut rows, and the names of those that fail."""
    right, asked, failed = Counter[str](), Counter[str](), []
    for case in found:
        keys = (case.kind, case.producer) if case.kind == "cut" else (case.kind,)
        asked.update(keys)
        if is_exact(case):
            right.update(keys)
        else:
            failed.append(f"{case.kind} {case.name} ({case.producer})")
    return right, asked, failed


def table() -> str:
    """Print both sets, read them and compare; Markdown. A producer that is not installed is named."""
    names = [*KINDS, *(name for name in PRODUCERS if name in PENS or name in engines())]
    lines = ["| break | set | held-out set |", "|---|---|---|"]
    sets = [tally(cases(book)) for book in (TUNED, HELD_OUT)]
    for name in names:
        label = KINDS.get(name, f"cut by {name}")
        lines.append(f"| {label} | " + " | ".join(f"{right[name]} of {asked[name]}" for right, asked, _ in sets) + " |")
    missing = [name for name in PRODUCERS if name not in PENS and name not in engines()]
    if missing:
        lines.append(f"\nNot installed, so left out: {', '.join(missing)}.")
    failed = [f"- {name}" for *_, names in sets for name in names]
    return "\n".join(lines) + "\n\nNot exact:\n\n" + "\n".join(failed or ["- none"]) + "\n"
