"""Likely causes of findings, and which findings share one: named only where one change alone closes the figures."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from checks._cause_copies import copied, twin_of
from checks._cause_exchange import exchanged, first_pair, form_of, inverted, said_of_columns, said_of_exchange
from checks._cause_groups import groups
from checks._cause_search import PAIRS, Candidate, Change, Equation, Known, candidates, chance, equations, hidden
from checks._cause_trial import Key, Trial, Trials
from checks._cause_words import said, said_of_both, said_of_copies, said_of_rate
from checks._model import Check, Finding, Operand, Outcome, Parameters, Passed, Result, Severity
from extractors.model import Report, figure_key

MOST_TRIALS = 24
"""Changes tried in one document: each costs a run of the checks that read the figure."""
MOST_EQUATIONS = 200
"""A report that leaves more open than this has no single slips; it was misread, or is none."""
MOST_RIVALS = 6
"""Where more changes than this would close an equation alone, none of them is a cause."""
LIKELY = Decimal("0.2")
"""The most that slips of all kinds may be expected to hit where one equation alone speaks for a cause."""
EXACT = frozenset({"SUM001", "SUM002", "SUM003", "SUM004", "SUM005", "SUM007", "SUM008", "SUM009", *PAIRS, "XREF006"})
"""Comparisons that hold to the last digit: what they confirm is no slip."""
NOTHING: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Cause:
    """What may have happened ("" where several changes would do) and the findings that it explains, of one matter."""

    words: str
    matter: str
    findings: tuple[Finding, ...]


@dataclass(slots=True)
class Search:
    """The open equations of a report and what confirms its figures."""

    results: tuple[Result, ...]
    trials: Trials
    known: Known
    confirmed: frozenset[Key] = NOTHING
    tried: dict[Change, Trial | None] = field(default_factory=dict)

    def cause_of(self, equation: Equation) -> Cause | None:
        """The one cause of an equation that is open."""
        if cause := self.exchange(equation):
            return cause
        everything = candidates(equation, self.known)
        found = [one for one in everything if one.change.key not in self.confirmed]
        for support in sorted({len(one.closes) for one in found}, reverse=True):
            rivals = [one for one in found if len(one.closes) == support]
            if len(rivals) > MOST_RIVALS:
                return None
            left = [one for one in rivals if self.holds(one)]
            if left:
                return self.shared(left) if support > 1 else self.single(equation, left)
        return self.derived(equation, [one for one in everything if one.change.key in self.confirmed])

    def exchange(self, equation: Equation) -> Cause | None:
        """Two figures in each other's place: one pair alone that closes two equations, or a rate by itself."""
        if (pair := inverted(equation)) and equation.finding:
            return Cause(said_of_columns(*pair), f"columns:{form_of(pair[0])}", (equation.finding,))
        pair = first_pair(exchanged(equation, self.known))
        if pair is None or pair[0].number is None or pair[1].number is None:
            return None
        one, two = pair[0].number, pair[1].number
        codes = {code for number in (one, two) for code in self.codes_reading(figure_key(number))}
        trial = self.trials.try_values(((one, two.value), (two, one.value)), sorted(codes))
        if trial is None or trial.breaks:
            return None
        keys = frozenset({figure_key(one), figure_key(two)})
        findings = (f for f in self.gone(trial) if any(is_among(operand, keys) for operand in f.operands))
        return Cause(said_of_exchange(*pair), f"exchange:{sorted(keys, key=str)}", tuple(findings))

    def gone(self, trial: Trial) -> Iterator[Finding]:
        """The findings that a trial closes, by code and subject."""
        for result in self.results:
            yield from (one for one in result.findings if (result.code, one.subject) in trial.closed)

    def shared(self, left: list[Candidate]) -> Cause | None:
        """The cause that several equations speak for; where two changes close the same ones, they are one matter."""
        first, *others = left
        if any(set(map(id, one.closes)) != set(map(id, first.closes)) for one in others):
            return None
        return self.made(first, "" if others else said(first, twin_of(self.trials.report, first.number)))

    def single(self, equation: Equation, left: list[Candidate]) -> Cause | None:
        """The cause that one equation speaks for: no other change may close it, and chance hardly could."""
        first, *others = left
        is_pair = equation.is_pair and len(others) == 1 and others[0].words == first.words
        if len(first.words) != 1 or (others and not is_pair):
            return None
        if chance(equation, first.is_telling, self.confirmed) > LIKELY:
            return None
        return self.made(first, said_of_both(first, others[0]) if is_pair else said(first, None))

    def derived(self, equation: Equation, left: list[Candidate]) -> Cause | None:
        """The slip that was in a rate's amount when the rate was computed, and is not in what is printed."""
        rate = equation.operands[0]
        if not equation.code.startswith("RATE") or rate.number is None or figure_key(rate.number) in self.confirmed:
            return None
        if len(left) != 1 or len(left[0].words) != 1 or chance(equation, left[0].is_telling, NOTHING) > LIKELY:
            return None
        return Cause(said_of_rate(rate, left[0]), "", (equation.finding,) if equation.finding else ())

    def holds(self, candidate: Candidate) -> bool:
        """Whether everything that agrees with the figure as it is agrees with the changed one too."""
        trial = self.trial(candidate)
        return trial is not None and not trial.breaks

    def trial(self, candidate: Candidate) -> Trial | None:
        change = candidate.change
        if change not in self.tried:
            codes = tuple(self.codes_reading(change.key))
            self.tried[change] = self.trials.try_values(((candidate.number, change.value),), codes)
        return self.tried[change]

    def codes_reading(self, key: Key) -> Iterator[str]:
        """The checks that read a figure; what is said of words and parts hangs on no figure."""
        for result in self.results:
            if not result.code.startswith(("TEXT", "FORM")) and any(reads(one, key) for one in result.outcomes):
                yield result.code

    def made(self, candidate: Candidate, words: str) -> Cause:
        """The cause with all that it explains: what is closed by the change is one matter."""
        trial = self.trial(candidate)
        told = [one.finding for one in candidate.closes if one.finding]
        gone = [one for one in self.gone(trial) if reads(one, candidate.change.key)] if trial else []
        findings = tuple({id(one): one for one in (*told, *gone)}.values())
        page, box, text = candidate.change.key
        at = f"{box[0]:.0f},{box[1]:.0f}" if box else ""
        return Cause(words, f"figure:{page}:{at}:{text}", findings)


def name_causes(
    report: Report, results: tuple[Result, ...], checks: tuple[Check, ...], parameters: Parameters
) -> tuple[Result, ...]:
    """The results with the likely cause of each finding, where one alone is evident; findings of one matter share
    a group."""
    trials = Trials(report, {check.code: check for check in checks}, parameters, MOST_TRIALS)
    known = Known(itertools.islice((*equations(results), *hidden(results, trials)), MOST_EQUATIONS))
    search = Search(results, trials, known, confirmed(results))
    causes = [cause for one in known.equations if one.finding and (cause := search.cause_of(one))]
    explained = {id(finding) for cause in causes if cause.words for finding in cause.findings}
    causes += copies(report, results, explained)
    words = {id(finding): cause.words for cause in reversed(causes) if cause.words for finding in cause.findings}
    matters = groups(
        (finding for result in results for finding in result.findings),
        ((cause.matter, cause.findings) for cause in merged(causes)),
    )
    return tuple(
        replace(result, outcomes=tuple(named(one, words, matters) for one in result.outcomes)) for result in results
    )


def copies(report: Report, results: tuple[Result, ...], explained: set[int]) -> Iterator[Cause]:
    """The changes stated in prose, not explained otherwise, whose figures repeat an earlier one's; what else speaks
    against those figures is the same matter."""
    sure = confirmed(one for one in results if one.code.startswith("SUM"))
    for finding in (one for result in results if result.code == "RATE005" for one in result.findings):
        if finding.severity is Severity.INFO or id(finding) in explained:
            continue
        found = [pair for pair in copied(report, finding.operands) if not is_among(pair[0], sure)]
        if found:
            keys = frozenset(figure_key(one.number) for one, _ in found if one.number)
            others = (
                one for result in results for one in result.findings if any(is_among(o, keys) for o in one.operands)
            )
            operand, _ = found[0]
            yield Cause(said_of_copies(found), f"copied:{operand.place.page}:{operand.text}", tuple(others))


def merged(causes: Iterable[Cause]) -> Iterator[Cause]:
    """Causes of one matter as one."""
    found: dict[str, Cause] = {}
    for cause in causes:
        if cause.matter:
            known = found.get(cause.matter, cause)
            members = {id(one): one for one in (*known.findings, *cause.findings)}
            found[cause.matter] = replace(known, findings=tuple(members.values()))
    yield from found.values()


def named(outcome: Outcome, words: dict[int, str], matters: dict[int, str]) -> Outcome:
    """An outcome with its cause and group, and without what was needed to find them."""
    if isinstance(outcome, Passed):
        return replace(outcome, needed=()) if outcome.needed else outcome
    if not isinstance(outcome, Finding):
        return outcome
    key = id(outcome)
    return replace(outcome, needed=(), cause=outcome.cause or words.get(key, ""), group=matters.get(key, outcome.group))


def confirmed(results: Iterable[Result]) -> frozenset[Key]:
    """The figures that stand in an exact comparison that holds."""
    return frozenset(
        figure_key(operand.number)
        for result in results
        if result.code in EXACT
        for outcome in result.outcomes
        if isinstance(outcome, Passed) and not outcome.needed
        for operand in outcome.operands
        if operand.number is not None
    )


def is_among(operand: Operand, keys: frozenset[Key]) -> bool:
    return operand.number is not None and figure_key(operand.number) in keys


def reads(outcome: Outcome, key: Key) -> bool:
    return any(is_among(operand, frozenset({key})) for operand in outcome.operands)
