"""Documents that a run has judged so far, one file each, so that a run that was stopped goes on where it was.

A later step holds one document at a time. Names, copies and where it came from are put in when a document is taken off
the shelf: they belong to this run's inbox, not to the bytes that were judged.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from extractors.codec import as_bytes
from flows.inbox import Source
from flows.judge import SHAPES
from flows.options import Options
from flows.stamp import code_stamp
from review.record import Judged

FOLDER = ".work"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The judged documents of a run. `folder` is for these options and this code alone."""

    folder: Path
    sources: tuple[Source, ...]

    def __iter__(self) -> Iterator[Judged]:
        """Every document, in the order of names."""
        for source in self.sources:
            judged = self.take(source)
            if judged is not None:
                yield judged

    def has(self, source: Source) -> bool:
        """Whether a document was judged already, and its file is whole."""
        return self.take(source) is not None

    def take(self, source: Source) -> Judged | None:
        """A judged document under its name in this run, None where it is still to be done."""
        try:
            judged: Judged = SHAPES.of(Judged).read(orjson.loads(self.place(source).read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
            return None
        origin = source.origin
        return replace(
            judged,
            report=replace(judged.report, document=source.document),
            source_url=origin.page,
            title=origin.title,
            copies=source.copies,
            replaces=origin.replaces,
        )

    def put(self, source: Source, judged: Judged) -> None:
        """Keep a judged document; the file is whole or not there. Raises OSError."""
        place = self.place(source)
        part = place.with_suffix(".part")
        part.write_bytes(as_bytes(SHAPES.of(Judged).write(judged)))
        part.replace(place)

    def place(self, source: Source) -> Path:
        return self.folder / f"{source.key}.json"


def open_shelf(out: Path, sources: tuple[Source, ...], options: Options) -> Shelf:
    """The shelf for these options; what other options or other code left behind is dropped. Raises OSError."""
    folder = out / FOLDER / judging_key(options, sources)
    for other in (out / FOLDER).glob("*/"):
        if other != folder:
            shutil.rmtree(other, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return Shelf(folder, sources)


def drop_shelf(out: Path) -> None:
    """Remove what only a stopped run needs."""
    shutil.rmtree(out / FOLDER, ignore_errors=True)


def judging_key(options: Options, sources: Iterable[Source] = ()) -> str:
    """Hash of what a judgement depends on beside the document: its name too, where sections choose by it."""
    named = tuple(source.about for source in sources) if options.sections else ()
    parts = (code_stamp(), options.select, options.ignore, options.reader, options.witness, options.parameters,
             options.lexicon, options.ocr, sorted(options.passwords.items()), options.sections, named)  # fmt: skip
    return hashlib.sha256(os.fsencode(repr(parts))).hexdigest()[:16]
