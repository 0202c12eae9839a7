"""What is handed over for each document: its report, the results of the checks and how surely they were read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from checks._model import Finding, Result
from extractors.model import Report

AGREES = "agrees"
DIFFERS = "differs"
NOT_READ = "not read"


@dataclass(frozen=True, slots=True)
class Judged:
    """One document after its checks. `witness` and `confidence` go by `finding_key`; a key that is missing means
    not read, and fully sure. `copies` are the other names under which the same bytes lay in the inbox, `replaces` is
    the SHA-256 of what stood at the same address before, "" where nothing did.
    """

    report: Report
    results: tuple[Result, ...]
    witness: Mapping[str, str] = field(default_factory=dict)
    confidence: Mapping[str, Decimal] = field(default_factory=dict)
    source_url: str = ""
    title: str = ""
    copies: tuple[str, ...] = ()
    replaces: str = ""


def finding_key(code: str, finding: Finding) -> str:
    """What tells the findings of one report apart within a run: code, subject path and printed operands."""
    printed = ",".join(f"{operand.role}={operand.text}@{operand.place.page}" for operand in finding.operands)
    return f"{code}|{finding.subject}|{printed}"
