"""How the accuracy is counted: what was found of what was planted, and the rows that nobody planted."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from bench.corpus.trials import CLEAN, PLANTED, SPARED, Trial

# Codes of which even the gravest row is for information.
INFO = frozenset({"SCORE009", "GOAL005", "GOAL006", "TEXT006", "FORM003", "FORM005"})
SHOWN = 80


class Row(NamedTuple):
    """A row of the queue."""

    document: str
    check: str
    severity: str
    message: str

    @property
    def is_grave(self) -> bool:
        """Whether it says that something is wrong: rows for information do so only where their code has no other."""
        return self.severity != "info" or self.check in INFO


@dataclass(frozen=True, slots=True)
class Mark:
    """A trial with what came of it: whether the planted fact was found, and the rows that are false."""

    trial: Trial
    is_found: bool
    false: tuple[Row, ...]
    infos: int

    @property
    def false_codes(self) -> set[str]:
        return {row.check for row in self.false}


def mark(trial: Trial, rows: Mapping[str, list[Row]]) -> Mark:
    """Hold the rows of a report (or those of the partner that may carry the planted fact) against what was planted."""
    mine = [row for row in rows.get(trial.book.name, ()) if row.is_grave]
    infos = len(rows.get(trial.book.name, ())) - len(mine)
    theirs = [row for name, found in rows.items() if trial.partner and name.startswith(trial.partner) for row in found]
    right = {trial.code, *trial.accepts} if trial.kind == PLANTED else set()
    is_found = any(row.check in right for row in chain(mine, theirs))
    return Mark(trial, is_found, tuple(row for row in mine if row.check not in right | trial.also), infos)


class Count(NamedTuple):
    """Planted and found; pairs of report and code with false rows; near misses, and those not left alone."""

    planted: int
    found: int
    false: int
    near: int
    flagged: int

    @property
    def recall(self) -> float | None:
        return self.found / self.planted if self.planted else None

    @property
    def precision(self) -> float | None:
        return self.found / (self.found + self.false) if self.found + self.false else None


def count(marks: Iterable[Mark], code: str = "") -> Count:
    """The counts of some reports, of all codes or of one."""
    known = tuple(marks)
    mine = [one for one in known if not code or one.trial.code == code]
    asked = [one for one in mine if one.trial.kind == PLANTED]
    near = [one for one in mine if one.trial.kind == SPARED]
    return Count(
        len(asked),
        sum(one.is_found for one in asked),
        sum(len(one.false_codes & {code} if code else one.false_codes) for one in known),
        len(near),
        sum(one.trial.code in one.false_codes for one in near),
    )


def tables(marks: list[Mark]) -> str:
    """Everything that was counted; Markdown."""
    text = summary("Open layouts", [one for one in marks if not one.trial.book.is_held_out])
    text += summary("Held-out layouts", [one for one in marks if one.trial.book.is_held_out])
    opened, held = ([one for one in marks if one.trial.book.is_held_out == is_held] for is_held in (False, True))
    codes = sorted({one.trial.code for one in marks if one.trial.code} | set().union(*(m.false_codes for m in marks)))
    text += "### By code\n\n" + head("code") + "".join(line(code, count(opened, code)) for code in codes)
    text += "\n### By code, held-out layouts\n\n" + head("code")
    text += "".join(line(code, count(held, code)) for code in codes if any(count(held, code)))
    text += "\n### By layout\n\n" + head("layout") + by(marks, lambda one: one.trial.book.layout)
    text += "\n### By producer\n\n" + head("producer") + by(marks, lambda one: one.trial.book.producer)
    listed_marks = marks if "--held-out-details" in sys.argv else opened
    return f"{text}\n{missed(listed_marks)}\n{false_rows(listed_marks)}"


def summary(title: str, marks: list[Mark]) -> str:
    whole, clean = count(marks), [one for one in marks if one.trial.kind == CLEAN]
    grave = Counter(row.severity for one in clean for row in one.false)
    infos = sum(one.infos for one in clean)
    codes = {one.trial.code for one in marks if one.trial.kind == PLANTED}
    weak = [f"{code} {shown(count(marks, code).recall)}" for code in sorted(codes) if below(count(marks, code).recall)]
    return (
        f"### {title}\n\n{len(marks)} reports. Recall {whole.found} of {whole.planted}, {shown(whole.recall)} "
        f"(goal >= 0.98); {len(codes)} codes, below 0.90: {', '.join(weak) or 'none'}. "
        f"Precision {shown(whole.precision)} (goal >= 0.97).\n"
        f"{len(clean)} clean controls: {grave['error']} error rows (goal 0), {grave['warning']} warning rows, "
        f"{share(grave['warning'], len(clean))} a report (goal <= 0.1), {grave['info'] + infos} for information.\n"
        f"{whole.near} near misses, {whole.flagged} of them flagged.\n\n"
    )


def below(recall: float | None) -> bool:
    return recall is not None and recall < 0.9


def head(name: str) -> str:
    return (
        f"| {name} | planted | found | recall | false | precision | near misses | flagged |\n"
        "|---|---|---|---|---|---|---|---|\n"
    )


def by(marks: list[Mark], key: Callable[[Mark], str]) -> str:
    names = dict.fromkeys(map(key, marks))
    return "".join(line(name, count(one for one in marks if key(one) == name)) for name in names)


def line(name: str, one: Count) -> str:
    cells = (name, one.planted, one.found, shown(one.recall), one.false, shown(one.precision), one.near, one.flagged)
    return f"| {' | '.join(map(str, cells))} |\n"


def shown(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.3f}"


def share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "0"


def missed(marks: list[Mark]) -> str:
    """What was planted and not found, with what the report says of it."""
    lines = [
        f"- {one.trial.book.name}: {told(one.trial)}" for one in marks if one.trial.kind == PLANTED and not one.is_found
    ]
    return listed("Missed", lines)


def told(trial: Trial) -> str:
    """The first words that the plant has put in, the longest of them first."""
    changes = sorted(trial.changes, key=len, reverse=True)
    return changes[0][:90].replace("\n", " ") if changes else ""


def false_rows(marks: list[Mark]) -> str:
    """Every code that spoke where it should not have, once for each report."""
    lines = []
    for one in marks:
        for code in sorted(one.false_codes):
            row = next(row for row in one.false if row.check == code)
            lines.append(f"- {one.trial.book.name}: {code} {row.severity} {row.message[:90]}")
    return listed("False rows", lines)


def listed(title: str, lines: list[str]) -> str:
    more = [f"- and {len(lines) - SHOWN} more"] if len(lines) > SHOWN else []
    return f"{title} ({len(lines)}):\n\n" + "\n".join([*lines[:SHOWN], *more] or ["- none"]) + "\n"
