"""`gouji extract`: what was read of each file, unjudged, as JSON, Markdown or CSV, and drawn into its pages."""

import sys
from collections.abc import Iterator
from pathlib import Path

from extractors.codec import to_json
from extractors.model import Report
from extractors.sandbox import Reader, Reading, Request
from flows.config import ocr_of, password_of
from flows.options import Options
from flows.overlay import write_overlay
from flows.sheets import markdown, sheet

DONE, UNREADABLE, INCOMPLETE = 0, 3, 4


def extract(options: Options, form: str = "json", overlay: Path | None = None) -> int:
    """Print what was read as json|md|csv, in the order the files were named; the exit status of the command.

    `overlay`: the folder for the pictures of the pages, None for none.
    """
    statuses = {DONE}
    reports = read(options, overlay, statuses)
    if form == "csv":
        put(iter([sheet(reports)]))
    elif form == "md":
        put(markdown(report) for report in reports)
    else:
        put(to_json(report).decode() + "\n" for report in reports)
    return max(statuses)


def read(options: Options, overlay: Path | None, statuses: set[int]) -> Iterator[Report]:
    """The reports as they are read; what went wrong is said on stderr and added to the statuses."""
    for reading in readings(options):
        report = reading.report
        failures = [f"{report.document}：{u.why}。{u.remedy}" for u in report.unread if u.scope == "document"]
        if failures:
            statuses.add(UNREADABLE)
        if overlay is not None:
            undrawn = draw(report, overlay, options)
            if undrawn and not failures:
                statuses.add(INCOMPLETE)
            failures += undrawn
        for failure in failures:
            sys.stderr.write(failure + "\n")
        yield report


def draw(report: Report, folder: Path, options: Options) -> tuple[str, ...]:
    with Reader(modules=()) as reader:
        return write_overlay(report, password_of(options, Path(report.document)), folder, reader)


def put(parts: Iterator[str]) -> None:
    """Print what comes, at once."""
    for part in parts:
        sys.stdout.write(part)
        sys.stdout.flush()


def readings(options: Options) -> Iterator[Reading]:
    """Read the files at once; give them in the order in which they were named."""
    paths = tuple(dict.fromkeys(options.paths))
    requests = [
        Request(str(p), p, options.reader, password_of(options, p), ocr_of(options, p), lexicon=options.lexicon)
        for p in paths
    ]
    done: dict[str, Reading] = {}
    waiting = [request.document for request in requests]
    with Reader() as reader:
        for reading in reader.read_many(requests, options.jobs):
            done[reading.report.document] = reading
            while waiting and waiting[0] in done:
                yield done.pop(waiting.pop(0))
