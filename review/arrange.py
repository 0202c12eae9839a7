"""Order, materiality, suppressions, groups and caps of queue rows: values in, values out."""

import fnmatch
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from review.rows import ABSENT, Row

CAP = 50
SEVERITIES = ("error", "warning", "info")
BANDS = (Decimal("0.1"), Decimal("0.01"))
CAPPED = {
    "zh": "（{code} 在本报告共 {total} 条，队列只列 {kept} 条，其余在存档中，--no-cap 可全部列出）",
    "en": " ({code}: {total} in this report, {kept} listed, the rest is in the store; --no-cap lists all)",
}


@dataclass(frozen=True, slots=True)
class Suppression:
    """A code that is not to be shown, and why. `document` and `source` are patterns (* ?); "" is everywhere.

    `expires`: the last day it holds, YYYY-MM-DD; "" = for good. `code` may be the beginning of codes (TEXT).
    """

    code: str
    reason: str
    document: str = ""
    source: str = ""
    expires: str = ""


@dataclass(frozen=True, slots=True)
class QueueOptions:
    """How the queue is shown. cap: rows per check and report, None = all. materiality: 元; an error below is info."""

    lang: str = "zh"
    cap: int | None = CAP
    materiality: Decimal | None = None
    suppressions: tuple[Suppression, ...] = ()


@dataclass(frozen=True, slots=True)
class Arranged:
    """Rows in their order. suppressed and capped: how many were left out. unused: suppressions that met nothing;
    expired: those whose day is past (their findings are shown again)."""

    rows: tuple[Row, ...]
    suppressed: int = 0
    capped: int = 0
    unused: tuple[Suppression, ...] = ()
    expired: tuple[Suppression, ...] = ()


def arrange(rows: Iterable[Row], options: QueueOptions, as_of: str) -> Arranged:
    """Lower what is immaterial, leave out what is suppressed, sort, cap the floods, then name the groups."""
    weighed = [weigh(row, options.materiality) for row in rows]
    expired = tuple(one for one in options.suppressions if one.expires and one.expires < as_of[:10])
    active = tuple(one for one in options.suppressions if one not in expired)
    used = {one: [row for row in weighed if is_suppressed(row, one)] for one in active}
    hidden = {row.finding_id for met in used.values() for row in met}
    shown = sorted((row for row in weighed if row.finding_id not in hidden), key=rank)
    kept = tuple(cap(shown, options)) if options.cap is not None else tuple(shown)
    return Arranged(
        rows=tuple(grouped(kept)),
        suppressed=len(hidden),
        capped=len(shown) - len(kept),
        unused=tuple(one for one, met in used.items() if not met),
        expired=expired,
    )


def weigh(row: Row, materiality: Decimal | None) -> Row:
    """Lower an error whose difference is below the materiality to info."""
    if materiality is None or row.severity != "error" or not row.amount:
        return row
    return replace(row, severity="info") if Decimal(row.amount) < materiality else row


def is_suppressed(row: Row, rule: Suppression) -> bool:
    """Whether a suppression meets a row."""
    document = fnmatch.fnmatchcase(row.document, rule.document) or rule.document in {"", row.sha256}
    source = not rule.source or fnmatch.fnmatchcase(row.source_url, rule.source)
    return row.check.startswith(rule.code) and document and source


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


def cap(rows: list[Row], options: QueueOptions) -> Iterator[Row]:
    """Cut floods of one check in one report; the last row kept says how many there are. Verdicts are never cut."""
    limit = options.cap if options.cap is not None else len(rows)
    totals = Counter(flood(row) for row in rows if is_cappable(row))
    met: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if not is_cappable(row):
            yield row
            continue
        met[flood(row)] += 1
        total = totals[flood(row)]
        if met[flood(row)] == limit and total > limit:
            tail = CAPPED["en" if options.lang == "en" else "zh"].format(code=row.check, total=total, kept=limit)
            yield replace(row, message=row.message + tail)
        elif met[flood(row)] <= limit:
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
