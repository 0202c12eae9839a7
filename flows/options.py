"""What a run is asked to do: one frozen value that the command line fills and every step is handed."""

from dataclasses import dataclass, field
from pathlib import Path

from checks._model import Parameters
from extractors.lexicon import Spellings
from review.arrange import Suppression

INBOX = Path("data/inbox")
SAMPLE = Path("data/sample")
OUT = Path("data/out")


@dataclass(frozen=True, slots=True)
class Options:
    """Options of `gouji audit`.

    paths: files and folders to audit; () means the inbox, and the sample where the inbox is empty.
    jobs: worker processes at a time, 0 = one a core. as_of: ISO 8601 UTC, "" = the run's start.
    select, ignore: codes or their beginnings (SUM, RATE001); () selects all.
    lang: zh|en. reader: pdfium|pdfplumber. ocr: auto|never|always. witness: auto|never.
    fail_on: error|warning|info|never.
    has_cap: whether floods are capped in the queue. materiality: an amount in 元, "" = none.
    passwords: file name or SHA-256 -> password. config: the configuration file as named by the user, if any.
    lexicon (spellings of labels beside our own), suppressions, materiality and parameters come from the configuration
    file.
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
    lexicon: Spellings = field(default_factory=dict)
