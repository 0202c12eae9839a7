"""Recall of planted errors and false rows on clean controls, per code.

Each planted report breaks one figure of a story that holds; a report counts as found when its code is in the queue.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from bench.corpus.layouts import LAYOUTS, SCORELESS, report
from bench.corpus.printing import print_document
from bench.corpus.projects import PLANTS, project

NEEDS_SCORES = {"SUM001", "SUM003", "SCORE001", "SCORE002", "SCORE003", "SCORE005", "XREF001"}
CLEAN = 3


def table() -> str:
    """Print the corpus into a folder of its own, check it all in one run, compare; Markdown."""
    folder = Path(tempfile.mkdtemp(prefix="gouji-corpus-"))
    planted: dict[str, str] = {}
    for i, layout in enumerate(LAYOUTS):
        for seed in range(CLEAN):
            planted[write(folder, layout, f"clean{seed}", seed * 7 + i, "")] = ""
        for j, code in enumerate(PLANTS):
            if layout not in SCORELESS or code not in NEEDS_SCORES:
                planted[write(folder, layout, code, 100 + 13 * i + j, code)] = code
    text = compare(planted, findings(check(sorted(planted))))
    shutil.rmtree(folder)
    return text


def write(folder: Path, layout: str, label: str, seed: int, code: str) -> str:
    story = project(seed)
    path = folder / f"{layout}-{label}.pdf"
    print_document(report(PLANTS[code](story) if code else story, layout), "fpdf2" if seed % 2 else "reportlab", path)
    return str(path)


def check(files: list[str]) -> str:
    command = [str(Path(sys.executable).with_name("gouji")), "check", "--format", "json", "--witness", "never", *files]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout


def findings(text: str) -> list[dict[str, str]]:
    """The rows of `gouji check --format json`, each with its document."""
    documents = json.loads(text)["documents"]
    return [{**row, "document": document["document"]} for document in documents for row in document["findings"]]


def compare(planted: dict[str, str], rows: list[dict[str, str]]) -> str:
    """What was found of what was planted, and every row that nobody planted."""
    by_file: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        by_file[Path(row["document"]).name].append(row)
    asked, found, false, notes = Counter(planted.values()), Counter[str](), Counter[str](), []
    for path, code in planted.items():
        mine = by_file[Path(path).name]
        others = [row for row in mine if row["check"] != code and row["severity"] != "info"]
        found[code] += any(row["check"] == code for row in mine)
        if code and not any(row["check"] == code for row in mine):
            notes.append(f"- {Path(path).stem}: missed")
        if not code:
            false.update(row["severity"] for row in mine)
        notes += [f"- {Path(path).stem}: {row['check']} {row['severity']} {row['message'][:80]}" for row in others]
    clean = asked.pop("")
    found.pop("", None)
    lines = "\n".join(f"| {code} | {found[code]} | {asked[code]} |" for code in asked)
    return (
        f"{len(LAYOUTS)} layouts, {len(planted)} reports. Recall {sum(found.values())} of {sum(asked.values())}. "
        f"{clean} clean controls: {false['error']} error rows, {false['warning']} warning rows, "
        f"{false['info']} info rows.\n\n"
        f"| code | found | planted |\n|---|---|---|\n{lines}\n\n"
        "Missed, and rows beside the planted one:\n\n" + "\n".join(notes or ["- none"]) + "\n"
    )
