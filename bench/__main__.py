"""python -m bench [PART …]: measure, print, and write the sections of bench/RESULTS.md.

The parts are cells, fields, scans, readers, breaks, accuracy, harvest and speed; all of them unless some are named. A
part that is named replaces its own section and no other. --held-out-details lists what is wrong on the held-out layouts
too.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from bench import accuracy, breaks, cells, fields, harvest, readers, scans, speed

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "RESULTS.md"
SHARED = ROOT.parent / "shared" / "samples"
SECTION = "\n## "
DETAILS = "--held-out-details"


def parts() -> dict[str, tuple[str, Callable[[], str]]]:
    """Each part's heading and what prints it; cells needs samples that are not shipped."""
    samples = SHARED if SHARED.exists() else ROOT / "data" / "sample"
    found = {
        "fields": ("Fields of the generated corpus", fields.table),
        "scans": ("Scans of the generated corpus", scans.table),
        "readers": ("One reader against the other", lambda: readers.table(samples)),
        "breaks": ("Tables over pages", breaks.table),
        "accuracy": ("Accuracy on the generated corpus", accuracy.table),
        "harvest": ("Harvest", harvest.table),
        "speed": ("Speed and memory", lambda: speed.table(samples)),
    }
    return {"cells": ("Cells", lambda: cells.table(SHARED)), **found} if SHARED.exists() else found


def merged(text: str, sections: dict[str, str], headings: list[str]) -> str:
    """The results with these sections in the place of their own; `headings`: all there are, in order."""
    _, *known = text.split(SECTION)
    kept = {heading: body for heading, _, body in (piece.partition("\n\n") for piece in known)}
    found = {heading: body.strip("\n") for heading, body in (kept | sections).items()}
    order = [*headings, *(heading for heading in found if heading not in headings)]
    body = "".join(f"{SECTION}{heading}\n\n{found[heading]}\n" for heading in order if heading in found)
    return f"# Results\n\nMachine: {speed.machine()}.\n{body}"


def main() -> None:
    """Run the parts named, all by default, and put each into its section."""
    known = parts()
    named = [word for word in sys.argv[1:] if word != DETAILS]
    if unknown := [word for word in named if word not in known]:
        raise SystemExit(f"{__doc__}\nno part {', '.join(unknown)}. Choose from: {', '.join(known)}")
    for name in named or known:
        heading, table = known[name]
        text = table()
        print(f"{SECTION}{heading}\n\n{text}")
        before = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
        RESULTS.write_text(merged(before, {heading: text}, [title for title, _ in known.values()]), encoding="utf-8")


if __name__ == "__main__":
    main()
