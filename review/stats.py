"""What reviewers' decisions say of the checks: how often each was right, and how surely that is known.

A finding counts once, by the verdict that holds for it now. Rightly raised: confirmed, follow_up (worth pursuing) and
explained (the figures do not agree, and somebody could say why). Wrongly raised: false_alarm (the rule is wrong) and
misread (the extraction is wrong). out_of_scope says nothing of the check and is left out. The interval is Wilson's for
95 % (E. B. Wilson, JASA 22, 1927), which holds for few decisions too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import Connection, select

from checks._catalog import CATALOG
from review.arrange import QueueOptions
from review.decisions import current_decisions
from review.rows import ABSENT, Row
from review.schema import FINDINGS
from review.store import Store

RIGHT = ("confirmed", "explained", "follow_up")
WRONG = ("false_alarm", "misread")
ASIDE = ("out_of_scope",)
Z = Decimal("1.959964")
"""The 97.5th percentile of the normal distribution."""
PLACES = Decimal("0.0001")
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Standing:
    """A check before its reviewers. found: its findings in the store; verdicts: how many findings have which."""

    check: str
    found: int
    verdicts: Mapping[str, int]

    @property
    def decided(self) -> int:
        """Findings whose verdict says something of the check."""
        return sum(self.verdicts.get(name, 0) for name in (*RIGHT, *WRONG))

    @property
    def right(self) -> int:
        return sum(self.verdicts.get(name, 0) for name in RIGHT)

    @property
    def precision(self) -> Decimal | None:
        """The share that was rightly raised, None where nothing was decided."""
        return share(self.right, self.decided)

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """Where the precision lies, at 95 %."""
        return wilson(self.right, self.decided) if self.decided else None

    @property
    def misread(self) -> Decimal | None:
        """The share that was misread: a matter of the extraction, not of the rule."""
        return share(self.verdicts.get("misread", 0), self.decided)


def share(part: int, whole: int) -> Decimal | None:
    return (Decimal(part) / whole).quantize(PLACES) if whole else None


def wilson(right: int, decided: int) -> tuple[Decimal, Decimal]:
    """Wilson's score interval for a share, to four places."""
    n, p, z2 = Decimal(decided), Decimal(right) / decided, Z * Z
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * (p * (1 - p) / n + z2 / (4 * n * n)).sqrt() / (1 + z2 / n)
    low, high = max(Decimal(0), middle - half), min(Decimal(1), middle + half)
    return low.quantize(PLACES), high.quantize(PLACES)


def standings(connection: Connection) -> tuple[Standing, ...]:
    """Every check that has findings in the store, in the order of the catalogue; codes that are no more come last."""
    codes = {one.finding_id: one.code for one in connection.execute(select(FINDINGS.c.finding_id, FINDINGS.c.code))}
    found = Counter(codes.values())
    verdicts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, decision in current_decisions(connection).items():
        if decision.verdict and name in codes:
            verdicts[codes[name]][decision.verdict] += 1
    order = [check.code for check in CATALOG]
    known = sorted(found, key=lambda code: (order.index(code) if code in order else len(order), code))
    return tuple(Standing(code, found[code], dict(verdicts[code])) for code in known)


def unknown(connection: Connection) -> int:
    """How many findings have a verdict although the store does not know them: their check cannot be told."""
    known = set(connection.execute(select(FINDINGS.c.finding_id)).scalars())
    return sum(bool(one.verdict) and name not in known for name, one in current_decisions(connection).items())


def stats(store: Store) -> tuple[tuple[Standing, ...], int]:
    """Every check before its reviewers, and how many verdicts belong to none. Raises StoreError."""
    with store.reading() as connection:
        return standings(connection), unknown(connection)


def is_doubted(one: Standing, options: QueueOptions) -> bool:
    """Whether enough was decided on to say that the check may be wrong more often than it may."""
    span = one.interval
    return span is not None and one.decided >= options.least_verdicts and span[0] < options.least_precision


def doubted(known: Iterable[Standing], options: QueueOptions) -> tuple[Standing, ...]:
    """The checks whose findings are shown with less confidence."""
    return tuple(one for one in known if is_doubted(one, options))


def discounted(rows: Iterable[Row], doubts: Iterable[Standing]) -> Iterator[Row]:
    """Multiply the confidence of what a doubted check found by its precision, and say so in the cause.

    Rows that somebody has decided on, and those that are gone, stay as they are.
    """
    known = {one.check: one for one in doubts}
    for row in rows:
        one = known.get(row.check)
        if one is None or one.precision is None or row.verdict or row.state == ABSENT:
            yield row
            continue
        confidence = (Decimal(row.confidence) * one.precision).quantize(HUNDREDTH)
        cause = f"{row.cause}；{reason(one)}" if row.cause else reason(one)
        yield replace(row, confidence=f"{confidence:.2f}", cause=cause)


def reason(one: Standing) -> str:
    """Why a confidence is lower, in Chinese."""
    percent = int((one.precision or Decimal(0)) * 100)
    return f"复核折减：{one.check} 经复核的 {one.decided} 条中 {one.right} 条成立（{percent}%），可信度已按此折减"
