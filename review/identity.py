"""Identity of reports and findings: what stays the same when pages, files, values and wording change."""

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from checks._model import Finding, Interval
from checks._numbers import shown_interval
from extractors.model import Report

FINGERPRINT = 1

BY_HASH = "sha256:"

# Base32 without its digits: a spreadsheet takes such an id neither for a number nor for a date.
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LENGTH = 12

CODE_IN_BRACKETS = re.compile(r"[\[({<【〔「『《][A-Za-z]?[\d\-_.]+[\])}>】〕」』》]")
LEADING_CODE = re.compile(r"^[A-Za-z]?(?:\d{3,}[\-_.:、]+|\d{6,})")
BRACKETS = re.compile(r"[\[\](){}<>【】〔〕「」『』《》“”\"'‘’]")


def plain_name(text: str) -> str:
    """A name for comparison: blanks, brackets and codes off; what stands in brackets stays ((本级) is another unit)."""
    name = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    name = LEADING_CODE.sub("", CODE_IN_BRACKETS.sub("", name))
    return BRACKETS.sub("", name).casefold()


def report_key(report: Report) -> str:
    """The key that the versions of one report share: unit, year, kind, project; its SHA-256 where one is missing."""
    unit, year = plain_name(report.unit), report.year.strip()
    if not (unit and year and report.kind):
        return BY_HASH + report.sha256
    projects = {plain_name(form.project) for form in report.forms}
    project = projects.pop() if len(projects) == 1 else ""
    return f"{unit}|{year}|{report.kind}|{project}"


def operand_roles(finding: Finding) -> str:
    """The roles that its operands play, each once: how many rows were read is no part of the identity."""
    return ",".join(sorted({operand.role for operand in finding.operands}))


def finding_id(code: str, key: str, subject: str, roles: str, ordinal: int) -> str:
    """G and 12 letters, from the fingerprint version, code, report key, subject path, operand roles and ordinal."""
    text = json.dumps([FINGERPRINT, code, key, subject, roles, ordinal], ensure_ascii=False)
    number = int.from_bytes(hashlib.sha256(text.encode("utf-8", "replace")).digest(), "big")
    letters = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "G" + "".join(letters)


def numbered(found: Iterable[tuple[str, Finding]]) -> Iterator[tuple[str, Finding, int]]:
    """Tell apart findings of one report that share code, subject and roles: by their order, counted from 0."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for code, finding in found:
        sort = (code, finding.subject, operand_roles(finding))
        yield code, finding, seen[sort]
        seen[sort] += 1


def evidence_hash(finding: Finding) -> str:
    """Hash of the values a finding rests on: printed operands, reported, expected; blanks do not count."""
    operands = sorted((operand.role, re.sub(r"\s+", "", operand.text)) for operand in finding.operands)
    text = json.dumps([operands, re.sub(r"\s+", "", finding.reported), expected_text(finding)], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def expected_text(finding: Finding) -> str:
    """What was expected: `low..high`, one value, or words."""
    return shown_interval(finding.expected) if isinstance(finding.expected, Interval) else finding.expected
