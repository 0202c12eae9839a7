"""python -m bench [PART …]: measure, print, and write bench/RESULTS.md.

The parts are cells, fields, scans, readers, breaks, accuracy and speed; all of them unless some are named. The file is
written by a whole run only. --held-out-details lists what is wrong on the held-out layouts too.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from bench import accuracy, breaks, cells, fields, readers, scans, speed

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "samples"


def parts() -> dict[str, tuple[str, Callable[[], str]]]:
    """Each part's heading and what prints it; cells needs samples that are not shipped."""
    samples = SHARED if SHARED.exists() else ROOT / "data" / "sample"
    found = {
        "fields": ("Fields of the generated corpus", fields.table),
        "scans": ("Scans of the generated corpus", scans.table),
        "readers": ("One reader against the other", lambda: readers.table(samples)),
        "breaks": ("Tables over pages", breaks.table),
        "accuracy": ("Accuracy on the generated corpus", accuracy.table),
        "speed": ("Speed and memory", lambda: speed.table(samples)),
    }
    return {"cells": ("Cells", lambda: cells.table(SHARED)), **found} if SHARED.exists() else found


def main() -> None:
    """Run the parts named (all by default); the file is written only by a whole run."""
    known = parts()
    named = [word for word in sys.argv[1:] if not word.startswith("--")]
    if unknown := [word for word in named if word not in known]:
        raise SystemExit(f"no part {', '.join(unknown)}. Choose from: {', '.join(known)}")
    text = f"# Results\n\nMachine: {speed.machine()}.\n"
    for name in named or known:
        heading, table = known[name]
        text += f"\n## {heading}\n\n{table()}"
    print(text)
    if not named:
        (ROOT / "bench" / "RESULTS.md").write_text(text, encoding="utf-8")


main()
