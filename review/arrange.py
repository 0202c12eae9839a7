"""Order, materiality, suppressions, groups and caps of queue rows: values in, values out."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from review.rows import ABSENT, Row
from review.scope import About, is_meant

CAP = 50
LEAST_PRECISION, LEAST_VERDICTS = Decimal("0.5"), 20
SEVERITIES = ("error", "warning", "info")
BANDS = (Decimal("0.1"), Decimal("0.01"))
CAPPED = {
    "zh": "（{code} 在本报告共 {total} 条，队列只列 {kept} 条，其余在存档中，--no-cap 可全部列出）",
    "en": " ({code}: {total} in this report, {kept} listed, the rest is in the store; --no-cap lists all)",
}


@dataclass(frozen=True, slots=True)
class Suppression:
    """A code that is not to be shown, and why. `document` and `source` are patterns, see `is_meant`.

    `expires`: the last day it holds, YYYY-MM-DD; "" = for good. `code` may be the beginning of codes (TEXT).
    """

    code: str
    reason: str
    document: str = ""
    source: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True)
class Materiality:
    """An amount in 元 below which an error is for information, and the documents (patterns, "" is any) it is for."""

    amount: Decimal
    document: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class QueueOptions:
    """How the queue is shown. cap: rows per check and report, None = all. materialities: the last that is meant holds.

    A check of which at least `least_verdicts` findings were decided on is doubted where the lower bound of its
    precision is below `least_precision`.
    """

    lang: str = "zh"
    cap: int | None = CAP
    materialities: tuple[Materiality, ...] = ()
    suppressions: tuple[Suppression, ...] = ()
    least_precision: Decimal = LEAST_PRECISION
    least_verdicts: int = LEAST_VERDICTS


class Flood(NamedTuple):
    """A check that found more in a report than the queue lists."""

    document: str
    check: str
    total: int
    listed: int


@dataclass(frozen=True, slots=True)
class Arranged:
    """Rows in their order. suppressed: how many were left out; floods: where rows were cut. unused: suppressions that
    met nothing; expired: those whose day is past (their findings are shown again)."""

    rows: tuple[Row, ...]
    suppressed: int = 0
    floods: tuple[Flood, ...] = ()
    unused: tuple[Suppression, ...] = ()
    expired: tuple[Suppression, ...] = ()

    @property
    def capped(self) -> int:
        """How many rows were cut."""
        return sum(flood.total - flood.listed for flood in self.floods)


def arrange(rows: Iterable[Row], options: QueueOptions, as_of: str) -> Arranged:
    """Lower what is immaterial, leave out what is suppressed, sort, cap the floods, then name the groups."""
    weighed = [weigh(row, options.materialities) for row in rows]
    expired = tuple(one for one in options.suppressions if one.expires and one.expires < as_of[:10])
    active = tuple(one for one in options.suppressions if one not in expired)
    used = {one: [row for row in weighed if is_suppressed(row, one)] for one in active}
    hidden = {row.finding_id for met in used.values() for row in met}
    shown = sorted((row for row in weighed if row.finding_id not in hidden), key=rank)
    found = floods(shown, options.cap)
    kept = tuple(cut(shown, found, options.lang))
    return Arranged(
        rows=tuple(grouped(kept)),
        suppressed=len(hidden),
        floods=tuple(found[name] for name in sorted(found)),
        unused=tuple(one for one, met in used.items() if all(row.state == ABSENT for row in met)),
        expired=expired,
    )


def about(row: Row) -> About:
    """The document of a row."""
    return About(row.document, row.source_url, row.sha256)


def weigh(row: Row, materialities: Sequence[Materiality]) -> Row:
    """Lower an error whose difference is below the materiality to info."""
    if row.severity != "error" or not row.amount:
        return row
    meant = [one.amount for one in materialities if is_meant(about(row), one.document, one.source)]
    return replace(row, severity="info") if meant and Decimal(row.amount) < meant[-1] else row


def is_suppressed(row: Row, rule: Suppression) -> bool:
    """Whether a suppression meets a row."""
    return row.check.startswith(rule.code) and is_meant(about(row), rule.document, rule.source)


def band(relative: str) -> int:
    """0: the difference is 10 % or more of the expected figure; 1: 1 % or more; 2: below, or not a figure."""
    if not relative:
        return len(BANDS)
    share = abs(Decimal(relative))
    return next((place for place, limit in enumerate(BANDS) if share >= limit), len(BANDS))


def rank(row: Row) -> tuple[object, ...]:
    """The order of the queue: severity, band, confidence (the surest first), unit, document, page, id."""
    return (
        SEVERITIES.index(row.severity),
        band(row.relative),
        -Decimal(row.confidence),
        row.unit,
        row.document,
        int(row.page or 0),
        row.finding_id,
    )


def floods(rows: Sequence[Row], limit: int | None) -> dict[tuple[str, str], Flood]:
    """The checks that found more in one report than may be listed; rows that are never cut are listed beside those."""
    found = {}
    for name, members in by_flood(rows).items():
        spare = max(0, sum(map(is_cappable, members)) - limit) if limit is not None else 0
        if spare:
            found[name] = Flood(members[0].document, members[0].check, len(members), len(members) - spare)
    return found


def by_flood(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    """The open rows by report and check, in their order."""
    sorted_out: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.state != ABSENT:
            sorted_out[flood(row)].append(row)
    return sorted_out


def cut(rows: Sequence[Row], found: Mapping[tuple[str, str], Flood], lang: str) -> Iterator[Row]:
    """Leave out the last rows of floods; the last one that is kept says how many there are."""
    spare = {name: one.total - one.listed for name, one in found.items()}
    left = Counter(flood(row) for row in rows if is_cappable(row))
    for row in rows:
        name = flood(row)
        if not is_cappable(row) or name not in found:
            yield row
            continue
        left[name] -= 1
        if left[name] == spare[name]:
            one = found[name]
            tail = CAPPED["en" if lang == "en" else "zh"].format(code=one.check, total=one.total, kept=one.listed)
            yield replace(row, message=row.message + tail)
        elif left[name] > spare[name]:
            yield row


def is_cappable(row: Row) -> bool:
    """A row that somebody has decided on, or that is gone, is never cut."""
    return not row.verdict and row.state != ABSENT


def flood(row: Row) -> tuple[str, str]:
    """What a cap counts by."""
    return (row.key or row.sha256, row.check)


def grouped(rows: Iterable[Row]) -> Iterator[Row]:
    """Name the leading finding in every row of a group; the first in queue order leads. One row is no group."""
    kept = tuple(rows)
    members = Counter(kinship(row) for row in kept if is_groupable(row))
    leading: dict[tuple[str, str], str] = {}
    for row in kept:
        if is_groupable(row) and members[kinship(row)] > 1:
            yield replace(row, group=leading.setdefault(kinship(row), row.finding_id))
        else:
            yield row


def is_groupable(row: Row) -> bool:
    return bool(row.group_key) and row.state != ABSENT


def kinship(row: Row) -> tuple[str, str]:
    """Report and shared cause."""
    return (row.key or row.sha256, row.group_key)
