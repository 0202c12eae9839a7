"""python -m bench [accuracy|speed]: measure, print, and write bench/RESULTS.md."""

import sys
from pathlib import Path

from bench import accuracy, cells, speed

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "samples"


def main() -> None:
    """Run the parts named (all by default); the file is written only by a whole run."""
    parts = sys.argv[1:] or ["cells", "accuracy", "speed"]
    samples = SHARED if SHARED.exists() else ROOT / "data" / "sample"
    text = f"# Results\n\nMachine: {speed.machine()}.\n"
    if "cells" in parts and SHARED.exists():
        text += f"\n## Cells\n\n{cells.table(SHARED)}"
    if "accuracy" in parts:
        text += f"\n## Accuracy on the generated corpus\n\n{accuracy.table()}"
    if "speed" in parts:
        text += f"\n## Speed and memory\n\n{speed.table(samples)}"
    print(text)
    if not sys.argv[1:]:
        (ROOT / "bench" / "RESULTS.md").write_text(text, encoding="utf-8")


main()
