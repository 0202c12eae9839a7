"""python -m bench.corpus [DIR [PRODUCER]]: print the sample reports (data/sample and fpdf2 by default).

python -m bench.corpus DIR all: print the whole corpus, each document with its truth beside it.
"""

import sys
from pathlib import Path

from bench.corpus.books import corpus, write_corpus
from bench.corpus.canvas import PRODUCERS
from bench.corpus.library import library_project
from bench.corpus.printing import print_document
from bench.corpus.river import river_department


def main() -> None:
    """Print each sample report; the files are the same bytes each time."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "data/sample")
    producer = sys.argv[2] if len(sys.argv) > 2 else "fpdf2"
    if producer == "all":
        for _, path in write_corpus(folder, corpus()):
            print(f"{path}  {path.stat().st_size:,} bytes")
        return
    if producer not in PRODUCERS:
        raise SystemExit(f"no producer {producer}. Choose one of: {', '.join((*PRODUCERS, 'all'))}")
    folder.mkdir(parents=True, exist_ok=True)
    for document in (river_department(), library_project()):
        path = folder / f"{document.name}.pdf"
        print_document(document, producer, path)
        print(f"{path}  {path.stat().st_size:,} bytes")


main()
