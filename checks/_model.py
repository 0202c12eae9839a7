"""What a check is and what it says: subjects go in, outcomes come out, one outcome at least for each subject."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from extractors.model import Kind, Number, Place


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Message(NamedTuple):
    """One sentence for the reviewer, in Chinese and in English; both name the operands and their places."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Parameters:
    """Policy thresholds: they belong to the office that audits, not to arithmetic."""

    full_score: Decimal = Decimal(100)
    low_rate: Decimal = Decimal(90)
    small_share: Decimal = Decimal("0.05")
    approximate_slack: Decimal = Decimal("0.05")
    large_gap: Decimal = Decimal("0.2")
    far_over_target: Decimal = Decimal("0.3")
    small_target: Decimal = Decimal(10)
    idle_rate: Decimal = Decimal(60)
    copied_share: Decimal = Decimal("0.60")
    copied_run: int = 12
    min_paragraph: int = 30
    min_clause: int = 12
    min_short_text: int = 12
    short_texts: int = 2
    shared_likeness: Decimal = Decimal("0.88")
    boilerplate_units: int = 4
    grade_bands: tuple[tuple[str, int, int], ...] = (("优", 90, 100), ("良", 80, 89), ("中", 60, 79), ("差", 0, 59))


@dataclass(frozen=True, slots=True)
class Interval:
    """What a printed figure can stand for: low <= true value <= high."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Operand:
    """A figure or text that a judgement rests on, by the role it plays in the formula (total, row, part, budget …)."""

    role: str
    text: str
    place: Place
    number: Number | None = None


@dataclass(frozen=True, slots=True)
class Passed:
    """A comparison that holds. `formula` has its values in place: 97 = 9 + 30 + 30 + 28.

    needed: as in a finding, where it holds only because a figure is approximate (约).
    """

    subject: str
    formula: str
    operands: tuple[Operand, ...] = ()
    needed: tuple[Interval | None, ...] = ()


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A comparison that could not be made, and why, in Chinese: a missing operand is never zero."""

    subject: str
    reason: str
    operands: tuple[Operand, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction among its operands; it names the set, never the culprit.

    subject: semantic path that gives the finding its identity (form name/block/row label/field): it holds no page,
    row number, value or wording of a message. reported: the figure as printed. expected: what it could have been.
    difference: reported - nearest end of expected, relative: |difference| / |expected end|. `group`: findings of one
    report with the same non-empty key share one cause. `fact`: the same non-empty key under two checks is one fact;
    the check that comes first in precedence speaks. cause: a likely cause in Chinese, or "". needed: what each operand,
    in its own unit, would have to be for the figures to close while the others stand; () where the check does not say.
    spoils: figures that it says are printed in a wrong unit, so that no sum and no rate can be judged by them.
    """

    subject: str
    severity: Severity
    message: Message
    operands: tuple[Operand, ...]
    reported: str = ""
    expected: Interval | str = ""
    difference: Decimal | None = None
    relative: Decimal | None = None
    formula: str = ""
    cause: str = ""
    group: str = ""
    fact: str = ""
    needed: tuple[Interval | None, ...] = ()
    spoils: tuple[Operand, ...] = ()

    @property
    def place(self) -> Place:
        """Where to look first: the place of the first operand."""
        return self.operands[0].place


Outcome = Passed | NotEvaluated | Finding


FORMS = frozenset({Kind.SELF_ASSESSMENT, Kind.EVALUATION})
ACCOUNTS = frozenset({Kind.SELF_ASSESSMENT, Kind.EVALUATION, Kind.FINAL_ACCOUNTS, Kind.BUDGET})
EVERY = frozenset({*ACCOUNTS, Kind.TEMPLATE, Kind.OTHER})
REPORT, CORPUS = "report", "corpus"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `subjects` picks what it applies to (and may judge nothing), `examine` judges one subject.

    `scope`: report|corpus; the subjects of a check whose scope is the corpus are picked from a `Corpus`, not a Report.
    `kinds`: the kinds of document it runs on. `yields_to`: codes that speak first where the `fact` is the same.
    `thresholds`: the parameters that its judgement hangs on.
    The documentation is the module's docstring.
    """

    code: str
    name: str
    title: Message
    severity: Severity
    subjects: Callable[[Any, Parameters], Iterator[Any]]
    examine: Callable[[Any], Iterator[Outcome]]
    kinds: frozenset[str] = FORMS
    yields_to: tuple[str, ...] = ()
    scope: str = REPORT
    thresholds: tuple[str, ...] = ()
    doc: str = field(default="", repr=False)


class State(StrEnum):
    """State of a check on a report, from worst to best."""

    CRASHED = "crashed"
    FOUND = "found"
    NOT_EVALUATED = "not_evaluated"
    PASSED = "passed"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Result:
    """What one check said of one report. `reason`: why it is not applicable or crashed, else ""."""

    code: str
    state: State
    outcomes: tuple[Outcome, ...] = ()
    reason: str = ""

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(outcome for outcome in self.outcomes if isinstance(outcome, Finding))
