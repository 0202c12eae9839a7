"""The step of a run that holds its reports against each other, and against those of earlier runs."""

from collections.abc import Iterator
from pathlib import Path

from extractors.codec import from_json
from extractors.model import Report
from flows.corpus import Library, is_corpus_wanted, judge_among
from flows.options import Options
from flows.shelf import Shelf
from review.identity import report_key
from review.store import Run, Standing, Store, standings

REPORTS = "reports"


def compare(options: Options, shelf: Shelf, store: Store, run: Run) -> None:
    """Judge the documents of the shelf by the checks of the corpus; doing it again changes nothing. Raises OSError.

    What is compared does not hang on how far a stopped run came: reports of this run count as this run has them, of
    those of earlier runs the ones that no later version has replaced.
    """
    if not is_corpus_wanted(options):
        return
    here = {source.key: source for source in shelf.sources}
    library = gathered(options, shelf, standings(store), run)

    def load(sha256: str) -> Report | None:
        if sha256 not in here:
            return stored(options.out, sha256)
        found = shelf.take(here[sha256])
        return found.report if found else None

    for source in shelf.sources:
        if judged := shelf.take(source):
            shelf.put(source, judge_among(judged, library, options, load))


def gathered(options: Options, shelf: Shelf, known: dict[str, Standing], run: Run) -> Library:
    """What the reports of this run and of those before print."""
    library = Library(options.parameters)
    keys: set[str] = set()
    for judged in shelf:
        seen = known.get(judged.report.sha256)
        library.add(judged.report, seen.first_run if seen else run.id)
        keys.add(report_key(judged.report))
    for sha256, standing in older(known, {source.key for source in shelf.sources}, keys):
        if report := stored(options.out, sha256):
            library.add(report, standing.first_run)
    library.close()
    return library


def older(known: dict[str, Standing], here: set[str], keys: set[str]) -> Iterator[tuple[str, Standing]]:
    """The documents of earlier runs that count, in a fixed order: no version of a report of this run, none replaced."""
    for sha256, standing in sorted(known.items()):
        is_latest = not standing.superseded_by or standing.superseded_by in here
        if sha256 not in here and is_latest and standing.base_key not in keys:
            yield sha256, standing


def stored(out: Path, sha256: str) -> Report | None:
    """A report that an earlier run left in the output, None where it is gone or of another schema."""
    try:
        report = from_json((out / REPORTS / f"{sha256[:16]}.json").read_bytes())
    except (OSError, ValueError):
        return None
    return report if report.sha256 == sha256 else None
