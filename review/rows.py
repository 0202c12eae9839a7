"""Rows of the review queue: a finding as a run saw it (Sighting) and as a reviewer reads it (Row)."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields

from checks._model import Finding
from checks._numbers import shown
from extractors.model import Place
from review.evidence import evidence, money_difference, surety, where, witness_word, words
from review.identity import evidence_hash, expected_text, finding_id, numbered, operand_roles, report_key
from review.record import Judged

NEW, UNCHANGED, UPDATED, ABSENT = "new", "unchanged", "updated", "absent"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the queue; the fields up to `group` are its columns, in this order, as they are printed.

    What follows is for ordering and grouping only: report key, group within the report, size of the
    difference (share of the expected figure and amount in 元, "" where there is none).
    """

    finding_id: str
    state: str
    severity: str
    confidence: str
    check: str
    title: str
    unit: str
    year: str
    document: str
    page: str
    where: str
    message: str
    reported: str
    expected: str
    difference: str
    formula: str
    evidence: str
    cause: str
    source_url: str
    sha256: str
    first_seen: str
    last_seen: str
    verdict: str = ""
    reason: str = ""
    reviewer: str = ""
    reviewed_at: str = ""
    note: str = ""
    group: str = ""
    key: str = ""
    group_key: str = ""
    relative: str = ""
    amount: str = ""


COLUMNS = tuple(field.name for field in fields(Row))[:28]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A finding as one run saw it, rendered to text; both languages, so that a later run can print either."""

    finding_id: str
    key: str
    code: str
    subject: str
    roles: str
    ordinal: int
    severity: str
    confidence: str
    page: int
    place: str
    message_zh: str
    message_en: str
    reported: str
    expected: str
    difference: str
    relative: str
    amount: str
    formula: str
    evidence: str
    cause: str
    group_key: str
    evidence_hash: str


SHARED = ("finding_id", "severity", "confidence", "reported", "expected", "difference", "formula", "evidence", "cause",
          "key", "group_key", "relative", "amount")  # fmt: skip


def sightings(judged: Judged, key: str) -> Iterator[Sighting]:
    """Every finding of a document, under the report key that the store has given it."""
    found = ((result.code, finding) for result in judged.results for finding in result.findings)
    for code, finding, ordinal in numbered(found):
        yield sighting(judged, key, code, finding, ordinal)


def sighting(judged: Judged, key: str, code: str, finding: Finding, ordinal: int) -> Sighting:
    """Render one finding to text."""
    place = finding.operands[0].place if finding.operands else Place(0)
    amount = money_difference(finding)
    roles = operand_roles(finding)
    return Sighting(
        finding_id=finding_id(code, key, finding.subject, roles, ordinal),
        key=key,
        code=code,
        subject=finding.subject,
        roles=roles,
        ordinal=ordinal,
        severity=finding.severity.value,
        confidence=f"{surety(judged, code, finding):.2f}",
        page=place.page,
        place=where(place),
        message_zh=words(finding.message.zh),
        message_en=words(finding.message.en),
        reported=words(finding.reported),
        expected=words(expected_text(finding)),
        difference="" if finding.difference is None else shown(finding.difference),
        relative="" if finding.relative is None else shown(abs(finding.relative)),
        amount="" if amount is None else shown(amount),
        formula=words(finding.formula),
        evidence=evidence(finding, witness_word(judged, code, finding), judged.copies),
        cause=words(finding.cause),
        group_key=finding.group,
        evidence_hash=evidence_hash(finding),
    )


def fresh_rows(judged: Iterable[Judged], as_of: str, lang: str = "zh") -> tuple[Row, ...]:
    """Rows for documents that no store knows: what `gouji check` prints. Arrange them before printing."""
    return tuple(fresh_row(one, seen, as_of, lang) for one in judged for seen in sightings(one, report_key(one.report)))


def fresh_row(judged: Judged, seen: Sighting, as_of: str, lang: str) -> Row:
    """A sighting as a new row."""
    report, values = judged.report, asdict(seen)
    return Row(
        **{name: values[name] for name in SHARED},
        state=NEW,
        check=seen.code,
        title=words(judged.title or report.title),
        unit=words(report.unit),
        year=report.year,
        document=report.document,
        page=str(seen.page) if seen.page else "",
        where=seen.place,
        message=seen.message_en if lang == "en" else seen.message_zh,
        source_url=judged.source_url,
        sha256=report.sha256,
        first_seen=as_of,
        last_seen=as_of,
    )
