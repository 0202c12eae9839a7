"""What reviewers have decided: of all that was ever said on a finding, what holds now."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from review.schema import VERDICTS


@dataclass(frozen=True, slots=True)
class Decision:
    """What holds for a finding now: the newest verdict, the newest note, and the evidence that was decided on."""

    verdict: str = ""
    reason: str = ""
    reviewer: str = ""
    reviewed_at: str = ""
    note: str = ""
    evidence_hash: str = ""


def current_decisions(connection: Connection) -> dict[str, Decision]:
    """What holds for each finding: the newest entry by its date, of two on one date the one recorded last."""
    current: dict[str, Decision] = {}
    for entry in connection.execute(select(VERDICTS).order_by(VERDICTS.c.reviewed_at, VERDICTS.c.id)):
        held = current.get(entry.finding_id, Decision())
        # An entry without a verdict is a note: it leaves the verdict that holds in place.
        source = entry if entry.verdict or not held.verdict else held
        current[entry.finding_id] = Decision(
            verdict=source.verdict,
            reason=source.reason,
            reviewer=source.reviewer,
            reviewed_at=source.reviewed_at,
            note=entry.note or held.note,
            evidence_hash=source.evidence_hash,
        )
    return current
