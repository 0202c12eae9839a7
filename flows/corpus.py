"""The reports of a run held against each other, and against those that the store has: what others print too.

Reports are read twice, one at a time: once to learn what they say, once to be judged. Of a report that is not at hand
only its passages are kept, about a kilobyte each.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from importlib import import_module
from types import ModuleType

from checks._catalog import CATALOG
from checks._corpus import Corpus, Earlier, Kin, Source, Told, Twin, source_of, texts, told, units_of
from checks._engine import run_checks
from checks._model import ACCOUNTS, CORPUS, Finding, Parameters
from checks._names import plain
from checks._stock import is_stock
from checks._text import packed
from extractors.model import Kind, Report
from flows.clarity import clarity
from flows.judge import BASE, HUNDREDTH, checks_of
from flows.options import Options, options_for, settings_of
from review.record import NOT_READ, Judged, finding_key
from review.scope import About

ORDER = {check.code: place for place, check in enumerate(CATALOG)}

Load = Callable[[str], Report | None]


@dataclass(slots=True)
class Library:
    """What the reports of a corpus print: texts by their words, and which are alike. Filled first, asked afterwards."""

    parameters: Parameters
    sources: dict[str, Source] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    printed: list[list[Told]] = field(default_factory=list)
    alike: defaultdict[int, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    units: dict[int, int] = field(default_factory=dict)
    families: defaultdict[str, list[Source]] = field(default_factory=lambda: defaultdict(list))
    templates: set[str] = field(default_factory=set)

    def add(self, report: Report, first: int = 0) -> None:
        """Take in a report; `first`: the run that saw it first. What a blank template prints is template text."""
        if report.kind == Kind.TEMPLATE:
            self.templates.update(kin.words for kin in texts(report, self.parameters.min_short_text))
        if report.kind not in ACCOUNTS:
            return
        source = source_of(report, first)
        self.sources[report.sha256] = source
        self.families[plain(source.unit)].append(source)
        for kin in texts(report, self.parameters.min_short_text):
            number = self.numbers.setdefault(kin.words, len(self.printed))
            if number == len(self.printed):
                self.printed.append([])
            self.printed[number].append(told(kin, source))

    def close(self) -> None:
        """Find what is alike, once all reports are in."""
        for number, members in enumerate(self.printed):
            self.units[number] = len(units_of(one.source for one in members))
        if len(self.sources) < 2:
            return
        least = self.parameters.min_paragraph
        wanted = [(words, number) for words, number in self.numbers.items() if len(words) >= least]
        for pair in likeness().near([words for words, _ in wanted], float(self.parameters.shared_likeness)):
            one, other = wanted[pair.first][1], wanted[pair.second][1]
            self.alike[one][other] = self.alike[other][one] = pair.share
        self.units |= {number: self.holders((number, *others)) for number, others in self.alike.items()}

    def holders(self, numbers: Iterable[int]) -> int:
        """How many units print one of some texts that are alike; what is like template text is template text."""
        known = tuple(numbers)
        most = max(self.units[number] for number in known)
        if most >= self.parameters.boilerplate_units:
            return most
        return len(units_of(one.source for number in known for one in self.printed[number]))

    def corpus(self, report: Report, load: Load) -> Corpus:
        """A report among the others; `load` gives one of these by its SHA-256."""
        source = self.sources.get(report.sha256) or source_of(report)
        family = self.families[plain(source.unit)] if source.unit else [source]
        own = tuple(sorted(one for one in family if one.year and source.year and one.year != source.year))
        notes = packed("".join(form.notes for form in report.forms))
        return Corpus(
            report,
            source,
            others=len(self.sources) - 1,
            foreign=len(self.sources) - len(family),
            own=own,
            kin=tuple(
                self.kin(kin, source, notes)
                for kin in texts(report, self.parameters.min_short_text)
                if kin.words in self.numbers
            ),
            earlier=tuple(earlier(source, own, load)),
        )

    def kin(self, kin: Kin, source: Source, notes: str) -> Kin:
        """A passage with its twins in other reports, the likest of each; template text and a form's notes have none."""
        number = self.numbers[kin.words]
        units = self.units[number]
        if units >= self.parameters.boilerplate_units or kin.words in self.templates:
            return kin._replace(units=units)
        found: dict[Source, Twin] = {}
        for near, share in ((number, 1.0), *sorted(self.alike[number].items(), key=lambda one: (-one[1], one[0]))):
            for other in self.printed[near]:
                if other.source != source:
                    found.setdefault(other.source, Twin(other, share))
        if found and is_stock(kin.words, kin.passage.section, notes):
            return kin._replace(units=units)
        twins = tuple(twin for _, twin in sorted(found.items()))
        return kin._replace(twins=twins, units=units)


def earlier(source: Source, own: tuple[Source, ...], load: Load) -> Iterator[Earlier]:
    """The same unit's reports of the year before, as far as they can be had."""
    for one in own:
        if one.year.isdecimal() and source.year.isdecimal() and int(one.year) + 1 == int(source.year):
            report = load(one.sha256)
            if report is not None:
                yield Earlier(one, report)


def likeness() -> ModuleType:
    """What compares texts; its libraries are loaded where there is something to compare, never for a single file."""
    return import_module("flows.likeness")


def is_corpus_wanted(options: Options) -> bool:
    """Whether one of the checks that some document may be judged by needs other reports."""
    chosen = (options, *(replace(options, **dict(settings_of(one))) for one in options.sections))
    return any(check.scope == CORPUS for own in chosen for check in checks_of(own))


def judge_together(judgements: Iterable[Judged], options: Options) -> Iterator[Judged]:
    """Judge documents by the checks of the corpus too; these wait for the last document, all are held in memory."""
    if not is_corpus_wanted(options):
        yield from judgements
        return
    known = tuple(judgements)
    if len(known) < 2:
        yield from (judge_alone(one, options) for one in known)
        return
    library, reports = Library(options.parameters), {one.report.sha256: one.report for one in known}
    for report in reports.values():
        library.add(report)
    library.close()
    yield from (judge_among(one, library, options, reports.get) for one in known)


def judge_alone(judged: Judged, options: Options) -> Judged:
    """Say of a report that has no others beside it what could not be judged therefore."""
    return joined(judged, Corpus(judged.report, source_of(judged.report)), options)


def judge_among(judged: Judged, library: Library, options: Options, load: Load) -> Judged:
    """Judge a report among the others and add what was found to what is known of it; doing it again changes nothing."""
    return joined(judged, library.corpus(judged.report, load), options)


def joined(judged: Judged, corpus: Corpus, options: Options) -> Judged:
    """The judgement with the results of the corpus in their places; the witness was not asked about them."""
    own = options_for(options, About(judged.report.document, judged.source_url, judged.report.sha256))
    results = run_checks(corpus, checks_of(own), own.parameters)
    codes = {result.code for result in results}
    kept = [result for result in judged.results if result.code not in codes]
    found = sorted((*kept, *results), key=lambda result: ORDER[result.code])
    weights = {
        finding_key(result.code, finding): (BASE[NOT_READ] * surety(judged.report, finding)).quantize(HUNDREDTH)
        for result in results
        for finding in result.findings
    }
    ours = tuple(f"{code}|" for code in codes)
    witness = {key: word for key, word in judged.witness.items() if not key.startswith(ours)}
    known = {key: weight for key, weight in judged.confidence.items() if not key.startswith(ours)}
    return replace(
        judged,
        results=tuple(found),
        witness=witness | dict.fromkeys(weights, NOT_READ),
        confidence=known | weights,
    )


def surety(report: Report, finding: Finding) -> Decimal:
    """The lowest confidence of what stands in this report; what stands in another one has no box here."""
    return min((clarity(report, one) for one in finding.operands if one.place.box is not None), default=Decimal(1))
