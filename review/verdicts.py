"""Reviewers' decisions: taken back from an edited queue, handed out as a history; nothing is ever dropped."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from review.csvio import read_csv, write_csv
from review.dates import is_same_moment, read_date
from review.decisions import Decision, current_decisions
from review.evidence import lossy, printed_values
from review.schema import DOCUMENTS, FINDINGS, VERDICTS
from review.store import Store

WORDS = {
    "confirmed": "confirmed",
    "explained": "explained",
    "false_alarm": "false_alarm",
    "misread": "misread",
    "out_of_scope": "out_of_scope",
    "follow_up": "follow_up",
    "属实": "confirmed",
    "可解释": "explained",
    "误报": "false_alarm",
    "误读": "misread",
    "不在范围": "out_of_scope",
    "跟进": "follow_up",
}

SAID = ("verdict", "reason", "reviewer", "note")
KNOWN = "、".join(f"{verdict}（{word}）" for word, verdict in WORDS.items() if word != verdict)
FINDING_COLUMNS = [FINDINGS.c[name] for name in ("code", "place", "message_zh", "sha256")]
DOCUMENT_COLUMNS = [DOCUMENTS.c[name] for name in ("unit", "year", "title", "document")]
HISTORY = ("finding_id", "verdict", "reason", "reviewer", "reviewed_at", "note", "recorded_at", "holds", "check",
           "unit", "year", "title", "document", "where", "message", "sha256")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """A decision as a file gives it. `dated`: reviewed_at in the file, as ISO 8601, "" if there is none."""

    finding_id: str
    verdict: str
    reason: str
    reviewer: str
    reviewed_at: str
    dated: str
    note: str
    evidence_hash: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two decisions on one finding that do not agree; both are kept, `holds` is the newer one's verdict."""

    finding_id: str
    held: str
    held_by: str
    given: str
    given_by: str
    holds: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """read: rows with an id; new: decisions taken in; unchanged: known already. unknown: ids that the store does not
    have (their decisions are kept). problems: rows that say something that cannot be taken in, in words."""

    read: int
    new: int
    unchanged: int
    conflicts: tuple[Conflict, ...] = ()
    unknown: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file that says something: `evidence` is what its writer had in front of him."""

    given: Given
    evidence: str


def import_file(path: Path, store: Store, as_of: str) -> ImportResult:
    """Take decisions from an edited queue (or an exported history); a second time changes nothing.

    A decision without a date gets `as_of`. Raises StoreError if the file cannot be read or the store not written.
    """
    rows = [row for row in read_csv(path, "finding_id") if row["finding_id"].strip()]
    lines, problems = read_lines(path, rows, as_of)
    with store.writing() as connection:
        result = take_in(connection, lines)
    return replace(result, read=len(rows), problems=problems)


def read_lines(path: Path, rows: Iterable[dict[str, str]], as_of: str) -> tuple[list[Line], tuple[str, ...]]:
    """The rows that say something, and what is wrong with the others."""
    lines, problems = [], []
    for row in rows:
        name = row["finding_id"].strip().upper()
        said = row.get("verdict", "").strip()
        verdict = verdict_word(said)
        reason, reviewer, note = (tidy(row.get(column, "")) for column in ("reason", "reviewer", "note"))
        if verdict is None:
            problems.append(f"{path.name}，{name}：不认识的意见“{said}”。改成 {KNOWN} 之一再导入")
        elif verdict or reason or note:
            dated = read_date(row.get("reviewed_at", ""))
            moment = dated or as_of
            given = Given(name, verdict, reason, reviewer, moment, dated, note, "", as_of)
            lines.append(Line(given, row.get("evidence", "")))
    return lines, tuple(problems)


def verdict_word(text: str) -> str | None:
    """The verdict that a word means, "" for none, None for a word that is not known."""
    word = "_".join(text.casefold().replace("-", " ").replace("_", " ").split())
    return WORDS.get(word) if word else ""


def tidy(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def take_in(connection: Connection, lines: Sequence[Line]) -> ImportResult:
    """Append what is new; tell what contradicts an earlier decision or an earlier line of the file."""
    findings = {row.finding_id: row for row in connection.execute(select(FINDINGS))}
    held = current_decisions(connection)
    history: dict[str, list[Any]] = defaultdict(list)
    for entry in connection.execute(select(VERDICTS)):
        history[entry.finding_id].append(entry)
    fresh: list[Given] = []
    conflicts = []
    for line in lines:
        name = line.given.finding_id
        if any(is_known(line.given, entry) for entry in history[name]):
            continue
        current = held.get(name, Decision())
        given = dated(decided_on(line, findings.get(name)), current)
        if is_conflict(current, given, is_same_file=any(one.finding_id == name for one in fresh)):
            conflicts.append(conflict(current, given))
        history[name].append(given)
        held[name] = newer(current, given)
        fresh.append(given)
    if fresh:
        connection.execute(insert(VERDICTS), [asdict(given) for given in fresh])
    unknown = dict.fromkeys(line.given.finding_id for line in lines if line.given.finding_id not in findings)
    return ImportResult(0, len(fresh), len(lines) - len(fresh), tuple(conflicts), tuple(unknown))


def is_known(given: Given, entry: Given | Row[Any]) -> bool:
    """Whether a decision is in the store already; a spreadsheet may have cut the seconds off its date."""
    if any(lossy(getattr(given, name)) != lossy(getattr(entry, name)) for name in SAID):
        return False
    dates = (entry.dated, entry.reviewed_at)
    return not given.dated or any(is_same_moment(given.dated, date) for date in dates if date)


def decided_on(line: Line, finding: Row[Any] | None) -> Given:
    """The decision with the hash of the evidence it is about; "" where the store has other evidence by now."""
    if finding is None:
        return line.given
    is_current = not line.evidence or printed_values(line.evidence) == printed_values(finding.evidence)
    return replace(line.given, evidence_hash=finding.evidence_hash if is_current else "")


def dated(given: Given, current: Decision) -> Given:
    """A changed decision that still bears the date of the one it changes was made now."""
    is_left_over = bool(given.dated) and bool(current.reviewed_at) and is_same_moment(given.dated, current.reviewed_at)
    return replace(given, reviewed_at=max(given.recorded_at, current.reviewed_at)) if is_left_over else given


def newer(current: Decision, given: Given) -> Decision:
    """What holds after a decision; the newer one, of two on one date the later line."""
    if not given.verdict or given.reviewed_at < current.reviewed_at:
        return replace(current, note=given.note or current.note)
    note = given.note or current.note
    return Decision(given.verdict, given.reason, given.reviewer, given.reviewed_at, note, given.evidence_hash)


def is_conflict(current: Decision, given: Given, *, is_same_file: bool) -> bool:
    """Two verdicts that differ, by two reviewers or in one file; one reviewer may change his mind."""
    is_other = bool(current.verdict) and bool(given.verdict) and current.verdict != given.verdict
    return is_other and (is_same_file or current.reviewer != given.reviewer)


def conflict(current: Decision, given: Given) -> Conflict:
    """A conflict, for the report of an import."""
    holds = newer(current, given).verdict
    return Conflict(given.finding_id, current.verdict, current.reviewer, given.verdict, given.reviewer, holds)


def export(store: Store, out: Path) -> int:
    """Write every decision ever taken, oldest first, as CSV that can be imported again; how many there are.

    `holds` is yes for the one that counts now. Raises StoreError.
    """
    with store.reading() as connection:
        joined = (
            select(VERDICTS, *FINDING_COLUMNS, *DOCUMENT_COLUMNS)
            .outerjoin(FINDINGS, VERDICTS.c.finding_id == FINDINGS.c.finding_id)
            .outerjoin(DOCUMENTS, FINDINGS.c.sha256 == DOCUMENTS.c.sha256)
            .order_by(VERDICTS.c.id)
        )
        entries = connection.execute(joined).all()
    last = {entry.finding_id: entry.id for entry in sorted(entries, key=lambda one: (one.reviewed_at, one.id))
            if entry.verdict}  # fmt: skip
    write_csv(out, HISTORY, (history_row(entry, last) for entry in entries))
    return len(entries)


def history_row(entry: Row[Any], last: dict[str, int]) -> list[str]:
    """One decision, with what it is about; the latter is empty for a finding that the store does not know."""
    about = {name: getattr(entry, name) or "" for name in HISTORY if name not in {"holds", "check", "where", "message"}}
    about |= {"holds": "yes" if last.get(entry.finding_id) == entry.id else "", "check": entry.code or ""}
    about |= {"where": entry.place or "", "message": entry.message_zh or ""}
    return [about[name] for name in HISTORY]
