"""Where the two readers differ: cells that pdfplumber and PDFium see alike, over the corpus and the samples."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.cells import Key, key_text
from bench.corpus.books import Book, corpus, write_corpus
from bench.corpus.canvas import PRODUCERS
from bench.fields import JOBS, SHOWN
from extractors.model import Report, Table
from extractors.sandbox import Reader, Request

READERS = ("pdfium", "pdfplumber")
ROOT = Path(__file__).resolve().parent.parent


def table(samples: Path) -> str:
    """The share of equal cells by group of files, and the tables in which they are not; Markdown."""
    with TemporaryDirectory(prefix="gouji-readers-") as name:
        groups = {"corpus": [path for _, path in write_corpus(Path(name), in_turn(corpus()))]}
        for path in sorted((*samples.rglob("*.pdf"), *(ROOT / "data" / "sample").glob("*.pdf"))):
            groups.setdefault(path.parent.name, []).append(path)
        lines, differences, alike, whole = [], list[str](), 0, 0
        for group, paths in groups.items():
            found = [*compared(group, paths)]
            equal, cells = sum(f[0] for f in found), sum(f[1] for f in found)
            differences += [text for f in found for text in f[2]]
            lines.append(f"| {group} | {len(paths)} | {equal} | {cells} | {equal / max(cells, 1):.4f} |\n")
            alike, whole = alike + equal, whole + cells
    lines.append(f"| **all** (goal >= 0.99) | | {alike} | {whole} | {alike / max(whole, 1):.4f} |\n")
    shown = "".join(f"- {text}\n" for text in differences[:SHOWN])
    return (
        "| files | count | equal | cells | share |\n|---|---|---|---|---|\n"
        + "".join(lines)
        + f"\n{len(differences)} differences\n\n{shown}"
    )


def in_turn(books: tuple[Book, ...]) -> tuple[Book, ...]:
    """Each layout once, the producers in turn: pdfplumber is slow."""
    return tuple(book for i, book in enumerate(books) if i % len(PRODUCERS) == i // len(PRODUCERS) % len(PRODUCERS))


def compared(group: str, paths: list[Path]) -> Iterator[tuple[int, int, list[str]]]:
    """Equal cells, all cells and differences of each file."""
    by_name = {f"{group}/{path.name}": path for path in paths}
    read: dict[str, dict[str, Report]] = {name: {} for name in by_name}
    with Reader() as reader:
        for kind in READERS:
            requests = [Request(name, path, kind, ocr="never") for name, path in by_name.items()]
            for reading in reader.read_many(requests, JOBS):
                read[reading.report.document][kind] = reading.report
    for name, reports in read.items():
        if failed := [
            f"{name}: {kind} {u.why}" for kind in READERS for u in reports[kind].unread if u.scope != "field"
        ]:
            yield 0, 0, failed
        yield differing(name, *(reports[kind].tables for kind in READERS))


def differing(name: str, ours: tuple[Table, ...], theirs: tuple[Table, ...]) -> tuple[int, int, list[str]]:
    """Tables are matched by the page they begin on and their order there."""
    left, right = by_place(ours), by_place(theirs)
    equal = cells = 0
    differences = []
    for place in sorted({*left, *right}):
        one, two = left.get(place, {}), right.get(place, {})
        same = sum(text == two.get(key) for key, text in one.items())
        count = max(len(one), len(two))
        equal, cells = equal + same, cells + count
        if same < count:
            differences.append(f"{name} page {place[0]} table {place[1]}: {same} of {count} ({first(one, two)})")
    return equal, cells, differences


def first(one: dict[Key, str], two: dict[Key, str]) -> str:
    """The first cell that is not the same, as each reader sees it."""
    key = min(key for key in {*one, *two} if one.get(key) != two.get(key))
    return f"r{key[0]} c{key[1]}: pdfium {one.get(key)!r:.40}, pdfplumber {two.get(key)!r:.40}"


def by_place(tables: tuple[Table, ...]) -> dict[tuple[int, int], dict[Key, str]]:
    found: dict[tuple[int, int], dict[Key, str]] = {}
    for table in tables:
        page = table.pages[0]
        place = (page, 1 + sum(known[0] == page for known in found))
        found[place] = dict(key_text(c.row, c.col, (c.row_span, c.col_span), c.text) for c in table.cells)
    return found
