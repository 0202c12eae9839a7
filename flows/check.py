"""`gouji check`: a few files judged and shown at once, without a store, without an engine."""

import datetime
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from extractors.model import Report
from extractors.sandbox import Reader, Request
from flows.config import about, ocr_of, password_of
from flows.corpus import judge_together
from flows.judge import judge_many, modules
from flows.notes import crash_gaps, crash_words, expired, idle
from flows.options import Options, queue_options
from flows.progress import Progress
from flows.terminal import UNREAD_CODE, shown_csv, shown_document, shown_json, shown_run
from review.arrange import Arranged, Suppression, arrange
from review.record import Judged
from review.rows import fresh_rows
from review.scope import About, is_meant

DONE, FOUND, UNREADABLE = 0, 1, 3
GRAVITY = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was judged, and its findings as rows of the queue."""

    judged: Judged
    arranged: Arranged


def check(options: Options, form: str = "text") -> int:
    """Judge the files of the options and print what was found as text|json|csv; the exit status of the command."""
    begun = replace(options, as_of=options.as_of or now())
    wanted = tuple(requests(begun))
    progress = Progress(len(wanted), sys.stderr, begun.lang)
    checked = []
    for one in among_others(begun, in_order(begun, judge_all(wanted, begun, progress))):
        checked.append(one)
        if form == "text":
            progress.clear()
            print(shown_document(one.judged, one.arranged, begun.lang), flush=True)
    progress.clear()
    if form == "text" and len(checked) > 1:
        print(shown_run((one.judged for one in checked), begun.lang))
    if form == "json":
        print(shown_json([(one.judged, one.arranged) for one in checked]))
    if form == "csv":
        sys.stdout.write(shown_csv(row for one in checked for row in one.arranged.rows))
    say_unused(checked, begun, sys.stderr)
    say_crashed(checked, begun.lang, sys.stderr)
    return status(checked, begun.fail_on)


def now() -> str:
    """The moment, ISO 8601 UTC, in whole seconds."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def requests(options: Options) -> Iterator[Request]:
    """Each file once, under the name it was called by."""
    for path in dict.fromkeys(options.paths):
        ocr, password = ocr_of(options, path), password_of(options, path)
        yield Request(str(path), path, options.reader, password, ocr, lexicon=options.lexicon)


def judge_all(wanted: Sequence[Request], options: Options, progress: Progress) -> Iterator[Judged]:
    """Judge the files in the order of completion; progress is told where there is more than one."""
    with Reader(modules=modules(options), notice=progress.recognise) as reader:
        known = {str(path): about(options, path) for path in options.paths}
        for judged in judge_many(wanted, options, reader, known):
            if len(wanted) > 1:
                progress.step(judged.report.pages)
            yield judged


def among_others(options: Options, judgements: Iterator[Judged]) -> Iterator[Checked]:
    """Hold the files against each other too: where there are several, none is shown before the last was read."""
    for judged in judge_together(judgements, options):
        yield arranged(judged, options)


def in_order(options: Options, judgements: Iterable[Judged]) -> Iterator[Judged]:
    """The same in the order in which the files were named, each as soon as those before it are done."""
    waiting = list(dict.fromkeys(str(path) for path in options.paths))
    done: dict[str, Judged] = {}
    for judged in judgements:
        done[judged.report.document] = judged
        while waiting and waiting[0] in done:
            yield done.pop(waiting.pop(0))


def arranged(judged: Judged, options: Options) -> Checked:
    """Put the findings of a document in order, as the queue does."""
    rows = fresh_rows([judged], options.as_of, options.lang)
    return Checked(judged, arrange(rows, queue_options(options), options.as_of))


def is_unread(report: Report) -> bool:
    """Whether the document could not be read at all."""
    return any(unread.scope == "document" for unread in report.unread)


def status(checked: Sequence[Checked], fail_on: str) -> int:
    """The exit status: 3 where a file or page could not be read, else 1 where something was found, else 0."""
    rows = [row for one in checked for row in one.arranged.rows]
    if any(is_unread(one.judged.report) for one in checked) or any(row.check == UNREAD_CODE for row in rows):
        return UNREADABLE
    grave = GRAVITY[: GRAVITY.index(fail_on) + 1] if fail_on in GRAVITY else ()
    return FOUND if any(row.severity in grave for row in rows) else DONE


def say_unused(checked: Sequence[Checked], options: Options, stream: TextIO) -> None:
    """Name the suppressions that met nothing in any file that they mean, and those whose day is past."""
    for rule in options.suppressions:
        meant = [one for one in checked if is_looked_for(rule, one.judged)]
        if meant and all(rule in one.arranged.unused for one in meant):
            stream.write(f"{options.config}：{idle(rule)}\n")
        if checked and rule in checked[0].arranged.expired:
            stream.write(f"{options.config}：{expired(rule)}\n")


def is_looked_for(rule: Suppression, judged: Judged) -> bool:
    """Whether a suppression means this document, and a check that it names ran there."""
    about = About(judged.report.document, judged.source_url, judged.report.sha256)
    is_run = any(result.code.startswith(rule.code) for result in judged.results)
    return is_run and is_meant(about, rule.document, rule.source)


def say_crashed(checked: Sequence[Checked], lang: str, stream: TextIO) -> None:
    """Name the checks that broke on a document, whatever the form of the output."""
    gaps = tuple(gap for one in checked for gap in crash_gaps(one.judged))
    if gaps:
        stream.write(crash_words(gaps, lang) + "\n")


def directories(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Those that are folders: `check` takes files."""
    return tuple(path for path in paths if path.is_dir())
