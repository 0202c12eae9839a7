"""python -m bench.accuracy [DIR]: recall of planted errors and false rows on clean controls, per code and layout.

Each planted report breaks one figure of a story that holds; a report counts as found when its code is in the queue.
"""

import json
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


def main() -> None:
    """Print the corpus into a folder, check it all in one run, compare."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="gouji-corpus-"))
    folder.mkdir(parents=True, exist_ok=True)
    planted: dict[str, str] = {}
    for i, layout in enumerate(LAYOUTS):
        for seed in range(CLEAN):
            planted[write(folder, layout, f"clean{seed}", seed * 7 + i, "")] = ""
        for j, code in enumerate(PLANTS):
            if layout in SCORELESS and code in NEEDS_SCORES:
                continue
            planted[write(folder, layout, code, 100 + 13 * i + j, code)] = code
    rows = json.loads(check(sorted(planted)))
    show(planted, rows)


def write(folder: Path, layout: str, label: str, seed: int, code: str) -> str:
    story = project(seed)
    path = folder / f"{layout}-{label}.pdf"
    print_document(report(PLANTS[code](story) if code else story, layout), "fpdf2" if seed % 2 else "reportlab", path)
    return str(path)


def check(files: list[str]) -> str:
    command = [str(Path(sys.executable).with_name("gouji")), "check", "--format", "json", "--witness", "never", *files]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False).stdout


def show(planted: dict[str, str], rows: list[dict[str, str]]) -> None:
    by_file: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        by_file[Path(row["document"]).name].append(row)
    found: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for name, code in planted.items():
        mine = by_file[Path(name).name]
        others = [
            f"{r['check']}:{r['severity']} {r['message'][:90]}"
            for r in mine
            if r["check"] != code and r["severity"] != "info"
        ]
        if code:
            asked[code] += 1
            found[code] += any(r["check"] == code for r in mine)
        missing = "" if not code or any(r["check"] == code for r in mine) else "  MISSED"
        if missing or others:
            print(f"{Path(name).stem}{missing}", *others, sep="\n    ")
    print("\n| code | found | planted |\n|---|---|---|")
    for code in asked:
        print(f"| {code} | {found[code]} | {asked[code]} |")
    clean = [name for name, code in planted.items() if not code]
    false = Counter(r["severity"] for name in clean for r in by_file[Path(name).name])
    print(f"\nrecall {sum(found.values())}/{sum(asked.values())}; {len(clean)} clean reports: {dict(false)}")


main()
