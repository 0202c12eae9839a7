"""What a run is asked to do: one frozen value that the command line fills and every step is handed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from checks._model import Parameters
from extractors.lexicon import Spellings
from review.arrange import CAP, LEAST_PRECISION, LEAST_VERDICTS, Materiality, QueueOptions, Suppression
from review.scope import About, is_meant

INBOX = Path("data/inbox")
SAMPLE = Path("data/sample")
OUT = Path("data/out")


@dataclass(frozen=True, slots=True)
class Section:
    """What the configuration sets for some documents: those that both patterns mean, "" is any. None: not set here.

    parameters: names and values of those that are set.
    """

    document: str = ""
    source: str = ""
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    materiality: str | None = None
    ocr: str | None = None
    parameters: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """Options of `gouji audit`.

    paths: files and folders to audit; () means the inbox, and the sample where the inbox is empty.
    jobs: worker processes at a time, 0 = one a core. as_of: ISO 8601 UTC, "" = the run's start.
    select, ignore: codes or their beginnings (SUM, RATE001); () selects all.
    lang: zh|en. reader: pdfium|pdfplumber. ocr: auto|never|always. witness: auto|never.
    fail_on: error|warning|info|never.
    has_cap: whether floods are capped in the queue, at `cap` rows per check and report. materiality: an amount in 元,
    "" = none. passwords: file name or SHA-256 -> password. config: the configuration file as named by the user, if any.
    store: URL of the database that holds the record, "" = a file in `out`; it may hold a password, so it is not shown.
    lexicon (spellings of labels beside our own), suppressions, materiality, cap, least_precision, least_verdicts,
    parameters and sections (for some documents only) come from the configuration file.
    """

    paths: tuple[Path, ...] = ()
    out: Path = OUT
    jobs: int = 0
    as_of: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: str = "zh"
    config: Path | None = None
    reader: str = "pdfium"
    ocr: str = "auto"
    witness: str = "auto"
    fail_on: str = "error"
    has_cap: bool = True
    use_prefect: bool = True
    materiality: str = ""
    parameters: Parameters = Parameters()
    passwords: dict[str, str] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()
    sections: tuple[Section, ...] = ()
    cap: int = CAP
    least_precision: Decimal = LEAST_PRECISION
    least_verdicts: int = LEAST_VERDICTS
    lexicon: Spellings = field(default_factory=dict)
    store: str = field(default="", repr=False)


def options_for(options: Options, about: About) -> Options:
    """The options as they stand for one document: of the sections that mean it, the later one wins, key by key."""
    own = options
    for section in options.sections:
        if is_meant(about, section.document, section.source):
            own = replace(
                own, **dict(settings_of(section)), parameters=replace(own.parameters, **dict(section.parameters))
            )
    return replace(own, sections=())


def settings_of(section: Section) -> Iterator[tuple[str, Any]]:
    """The options that a section sets, beside parameters."""
    for name in ("select", "ignore", "materiality", "ocr"):
        if (value := getattr(section, name)) is not None:
            yield name, value


def queue_options(options: Options) -> QueueOptions:
    """How the queue is to be listed."""
    amounts = [Materiality(Decimal(options.materiality))] if options.materiality else []
    own = ((one.materiality, one.document, one.source) for one in options.sections)
    amounts += [Materiality(Decimal(amount), document, source) for amount, document, source in own if amount]
    return QueueOptions(
        lang=options.lang,
        cap=options.cap if options.has_cap else None,
        materialities=tuple(amounts),
        suppressions=options.suppressions,
        least_precision=options.least_precision,
        least_verdicts=options.least_verdicts,
    )
