"""Fields that are right against the truth of the generated corpus: precision, recall and F1 by layout and producer.

A field that is missing, one that is wrong and one that is invented all count; a blank that is read as blank does not.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from bench.cells import Key, exact, key_text
from bench.corpus.books import Book, corpus, write_corpus
from bench.corpus.truth import BLOCKS, HEAD, packed
from extractors.codec import to_json
from extractors.sandbox import Reader, Request

JOBS = 2
SHOWN = 20
Json = dict[str, Any]


@dataclass(slots=True)
class Count:
    """Fields asked for, given and right; cells asked for and exact; pages."""

    asked: int = 0
    given: int = 0
    right: int = 0
    cells: int = 0
    exact: int = 0
    pages: int = 0
    seconds: float = 0.0
    differences: list[str] = field(default_factory=list)

    def add(self, other: "Count") -> None:
        for name in ("asked", "given", "right", "cells", "exact", "pages", "seconds"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.differences += other.differences

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.asked + self.given) if self.asked + self.given else 1.0


def table(*, is_detailed: bool | None = None) -> str:
    """The tables of the open and of the held-out layouts; Markdown."""
    shows_held = "--held-out-details" in sys.argv if is_detailed is None else is_detailed
    counts = measure(corpus())
    text = ""
    for title, is_held in (("Open layouts", False), ("Held-out layouts", True)):
        mine = {book: count for book, count in counts.items() if book.is_held_out == is_held}
        if not mine:
            continue
        text += f"### {title}\n\n{by_group(mine)}\n"
        if shows_held or not is_held:
            text += listed(difference for count in mine.values() for difference in count.differences)
    return text


def measure(books: Sequence[Book], reader: str = "pdfium") -> dict[Book, Count]:
    """Print books, read each in a limited process, and compare."""
    counts: dict[Book, Count] = {}
    with TemporaryDirectory(prefix="gouji-fields-") as folder, Reader() as reading:
        by_name = {one.name: one for one, _ in write_corpus(Path(folder), tuple(books))}
        requests = [Request(name, Path(folder) / f"{name}.pdf", reader) for name in by_name]
        for found in reading.read_many(requests, JOBS):
            one = by_name[found.report.document]
            counts[one] = compare(one.name, one.truth, orjson.loads(to_json(found.report)))
    return {one: counts[one] for one in books}


def compare(name: str, wanted: Json, got: Json) -> Count:
    """What was read of a document against what is true of it; both in the published names."""
    count = Count(pages=got["pages"])
    count.differences += [f"{name}: {unread['why']}" for unread in got["unread"] if unread["scope"] != "field"]
    for want, have in paired(wanted["forms"], got["forms"], lambda form: form["project"] or form["unit"]):
        number = wanted["forms"].index(want) + 1 if want else "?"
        compare_form(count, f"{name} form {number}", want or {}, have or {})
    found = [cells_of(one) for one in got["tables"]]
    for number, one in enumerate(wanted["tables"], 1):
        best = max(found, key=lambda have: exact(have, one), default={})
        right, cells = exact(best, one), len(one["cells"])
        count.cells, count.exact = count.cells + cells, count.exact + right
        if right < cells:
            count.differences.append(f"{name} table {number}: {right} of {cells} cells, first {first_wrong(best, one)}")
    return count


def first_wrong(have: dict[Key, str], want: Json) -> str:
    """The first cell of a true table that was not read as it is."""
    key, text = min((key, text) for key, text in cells_of(want).items() if have.get(key) != text)
    row, col, down, across = key
    return f"r{row} c{col} over {down} x {across}: wanted {shown(text)}, got {shown(have.get(key))}"


def cells_of(one: Json) -> dict[Key, str]:
    return dict(key_text(c["r"], c["c"], (c["rs"], c["cs"]), c["text"]) for c in one["cells"])


def compare_form(count: Count, where: str, want: Json, have: Json) -> None:
    for name in HEAD:
        settle(count, f"{where} {name}", want.get(name), have.get(name))
    for block, names in BLOCKS.items():
        key = row_key(block)
        mine_all, theirs_all = (in_order(block, form.get(block, [])) for form in (want, have))
        for mine, theirs in paired(mine_all, theirs_all, key):
            row = key(mine or theirs)
            for name in names:
                settle(count, f"{where} {block} {row}.{name}", (mine or {}).get(name), (theirs or {}).get(name))


def in_order(block: str, rows: list[Json]) -> list[Json]:
    """Rows as they stand; fund rows by name, as a block that lies on its side has no order from top to bottom."""
    return sorted(rows, key=row_key(block)) if block == "budget" else rows


def row_key(block: str) -> Any:
    return {
        "budget": lambda row: row["label"],
        "indicators": lambda row: row["level3"] or row["level2"],
        "goals": lambda row: (row["goal"] or "")[:12],
        "tasks": lambda row: row["name"],
    }[block]


def settle(count: Count, where: str, want: str | None, have: str | None) -> None:
    """Count one field; None and blank are told apart, but agreeing blanks are no merit."""
    wanted, given = (None if text is None else packed(text) for text in (want, have))
    if wanted == given:
        count.asked, count.given, count.right = (n + bool(wanted) for n in (count.asked, count.given, count.right))
        return
    count.asked += wanted is not None
    count.given += given is not None
    count.differences.append(f"{where}: wanted {shown(wanted)}, got {shown(given)}")


def shown(text: str | None) -> str:
    return "nothing" if text is None else f"“{text if len(text) <= 40 else text[:39] + '…'}”"


def paired(want: list[Any], have: list[Any], key: Any) -> Iterator[tuple[Any, Any]]:
    """Rows of both sides that belong together, in order; None where one side has no such row."""
    left, right = [str(key(one)) for one in want], [str(key(one)) for one in have]
    for _, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for i in range(max(b - a, d - c)):
            yield (want[a + i] if a + i < b else None, have[c + i] if c + i < d else None)


def by_group(counts: dict[Book, Count], goal: str = "(goal F1 >= 0.99, cells >= 0.999)") -> str:
    """One line for each layout, each producer and all."""
    groups: dict[str, Count] = defaultdict(Count)
    for name in ("layout", "producer"):
        for one, count in counts.items():
            groups[getattr(one, name)].add(count)
    for count in counts.values():
        groups[f"**all** {goal}"].add(count)
    head = "| | pages | asked | right | extra | precision | recall | F1 | cells exact | of | share |\n"
    return head + "|---" * 11 + "|\n" + "".join(f"| {name} | {figures(count)} |\n" for name, count in groups.items())


def figures(count: Count) -> str:
    precision, recall = count.right / max(count.given, 1), count.right / max(count.asked, 1)
    return (
        f"{count.pages} | {count.asked} | {count.right} | {count.given - count.right} | "
        f"{precision:.4f} | {recall:.4f} | {count.f1:.4f} | "
        f"{count.exact} | {count.cells} | {count.exact / max(count.cells, 1):.4f}"
    )


def listed(differences: Iterator[str]) -> str:
    lines = list(differences)
    more = f"- and {len(lines) - SHOWN} more\n" if len(lines) > SHOWN else ""
    return f"\n{len(lines)} differences\n\n" + "".join(f"- {text}\n" for text in lines[:SHOWN]) + more + "\n"
