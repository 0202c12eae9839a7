"""`gouji check`: a few files judged and shown at once, without a store, without an engine."""

import datetime
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from extractors.model import Report
from extractors.sandbox import Reader, Request
from flows.config import password_of
from flows.corpus import judge_together
from flows.judge import chosen_checks, judge_many, modules
from flows.options import Options
from flows.progress import Progress
from flows.terminal import UNREAD_CODE, shown_csv, shown_document, shown_json
from review.arrange import Arranged, QueueOptions, arrange
from review.record import Judged
from review.rows import fresh_rows

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
    if form == "json":
        print(shown_json([(one.judged, one.arranged) for one in checked]))
    if form == "csv":
        sys.stdout.write(shown_csv(row for one in checked for row in one.arranged.rows))
    say_unused(checked, begun, sys.stderr)
    return status(checked, begun.fail_on)


def now() -> str:
    """The moment, ISO 8601 UTC, in whole seconds."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def requests(options: Options) -> Iterator[Request]:
    """Each file once, under the name it was called by."""
    for path in dict.fromkeys(options.paths):
        yield Request(str(path), path, options.reader, password_of(options, path), options.ocr, lexicon=options.lexicon)


def judge_all(wanted: Sequence[Request], options: Options, progress: Progress) -> Iterator[Judged]:
    """Judge the files in the order of completion; progress is told where there is more than one."""
    with Reader(modules=modules(options), notice=progress.recognise) as reader:
        for judged in judge_many(wanted, options, reader):
            if len(wanted) > 1:
                progress.step(judged.report.pages)
            yield judged


def among_others(options: Options, judgements: Iterator[Judged]) -> Iterator[Checked]:
    """Hold the files against each other too: where there are several, none is shown before the last was read."""
    checks = chosen_checks(options.select, options.ignore)
    for judged in judge_together(judgements, checks, options.parameters):
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
    shape = QueueOptions(
        lang=options.lang,
        materiality=Decimal(options.materiality) if options.materiality else None,
        suppressions=options.suppressions,
        **({} if options.has_cap else {"cap": None}),
    )
    return Checked(judged, arrange(fresh_rows([judged], options.as_of, options.lang), shape, options.as_of))


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
    """Name the suppressions that met nothing in any file, and those whose day is past."""
    for rule in options.suppressions:
        if checked and all(rule in one.arranged.unused for one in checked):
            stream.write(f"{options.config}：豁免 {rule.code}（{rule.reason}）没有对应的发现，可以删去\n")
        if checked and rule in checked[0].arranged.expired:
            stream.write(f"{options.config}：豁免 {rule.code} 已于 {rule.expires} 到期，相关发现重新列出\n")


def directories(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Those that are folders: `check` takes files."""
    return tuple(path for path in paths if path.is_dir())
