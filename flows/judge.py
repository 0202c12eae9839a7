"""One document from bytes to judgement, inside a limited worker; many of them, in order of completion.

How surely a finding was read (`Judged.confidence`): a base times the lowest confidence of what its operands stand in.
The base is .90 where no witness read the page, .97 where the witness agrees, .40 where it differs. That a
file or page could not be read (FORM004) is sure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import orjson

from checks._catalog import CATALOG
from checks._engine import run_checks
from checks._model import Check, Finding, Operand, Outcome, Parameters, Result, Severity
from extractors.codec import SPECIAL, as_bytes
from extractors.lexicon import user_lexicon
from extractors.model import Report
from extractors.report import read_report
from extractors.sandbox import Answer, Reader, Request, manner, shared_threads, unread_report
from extractors.scans import scans_of
from extractors.shape import Shapes
from extractors.words import segment
from extractors.worker import Task
from flows.clarity import clarity
from flows.misread import reread
from flows.options import Options, options_for
from flows.witness import hear
from review.record import AGREES, DIFFERS, NOT_READ, Judged, finding_key
from review.scope import About

TARGET = "flows.judge:judged_json"
READY = ("flows.judge:make_ready",)
PLUMBER = ("extractors.testimony",)
BASE = {NOT_READ: Decimal("0.90"), AGREES: Decimal("0.97"), DIFFERS: Decimal("0.40")}
SURE = frozenset({"FORM004"})
HUNDREDTH = Decimal("0.01")
CHECK_THE_READING = "核对读数：另一读取程序在同一位置读到的不同"

SHAPES = Shapes(SPECIAL)
NONE_KNOWN: Mapping[str, About] = MappingProxyType({})


def modules(options: Options) -> tuple[str, ...]:
    """What to load before workers are forked; pdfplumber only where something will read by it."""
    return READY if options.reader == "pdfium" and options.witness == "never" else READY + PLUMBER


def make_ready() -> None:
    """Load what is loaded at its first use, before workers are forked: each would load it again."""
    segment("预算")


def chosen_checks(select: Iterable[str], ignore: Iterable[str]) -> tuple[Check, ...]:
    """The checks whose code starts with one of `select` (all, if there are none) and with none of `ignore`."""
    wanted, unwanted = tuple(select) or ("",), tuple(ignore)
    return tuple(check for check in CATALOG if check.code.startswith(wanted) and not check.code.startswith(unwanted))


def unknown_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Those that begin no check's code."""
    return tuple(code for code in codes if not code or not any(check.code.startswith(code) for check in CATALOG))


def checks_of(options: Options) -> tuple[Check, ...]:
    """The checks that the options choose, sections left aside."""
    return chosen_checks(options.select, options.ignore)


def judge(report: Report, options: Options) -> Judged:
    """Run the chosen checks on a report, without a witness; sections of the options are left aside."""
    checks = checks_of(options)
    results = run_checks(report, checks, options.parameters)
    return weigh(report, reread(report, results, checks, options.parameters), {})


def judge_many(
    requests: Iterable[Request], options: Options, reader: Reader, known: Mapping[str, About] = NONE_KNOWN
) -> Iterator[Judged]:
    """Read and judge documents, each in its worker; they come in the order of completion.

    known: what is known of documents beside their names; sections of the options may choose by it.
    """
    wanted = tuple(requests)
    threads = shared_threads(len(wanted), options.jobs)
    own = {name: options_for(options, known.get(name, About(name))) for name in (one.document for one in wanted)}
    tasks = [judging_task(replace(request, threads=threads), own[request.document]) for request in wanted]
    for answer in reader.run(tasks, options.jobs):
        yield judged(answer, own[answer.task.document])


def judging_task(request: Request, options: Options) -> Task:
    arguments = {
        **manner(request),
        "witness": options.witness,
        "select": options.select,
        "ignore": options.ignore,
        "parameters": SHAPES.of(Parameters).write(options.parameters),
    }
    return Task(request.document, request.source, TARGET, arguments)


def judged(answer: Answer, options: Options) -> Judged:
    """What a worker judged, or the judgement that its document could not be read."""
    if answer.failure is not None:
        return judge(unread_report(answer.task, answer.failure), options)
    found: Judged = SHAPES.of(Judged).read(orjson.loads(answer.data))
    return found


def judged_json(data: bytes, document: str, arguments: dict[str, Any]) -> bytes:
    """What a worker does: read, judge, hear the witness on the pages with findings, and give it all as JSON."""
    reader, password = arguments["reader"], arguments["password"]
    with user_lexicon(arguments["lexicon"]):
        report = read_report(data, document, reader, password, scans_of(arguments))
    parameters: Parameters = SHAPES.of(Parameters).read(arguments["parameters"])
    checks = chosen_checks(arguments["select"], arguments["ignore"])
    results = reread(report, run_checks(report, checks, parameters), checks, parameters)
    operands = tuple(printed_operands(report, results))
    heard = hear(data, operands, reader, password) if arguments["witness"] == "auto" and operands else {}
    return as_bytes(SHAPES.of(Judged).write(weigh(report, results, heard)))


def printed_operands(report: Report, results: Iterable[Result]) -> Iterator[Operand]:
    """What the witness can be asked about: a page that was recognised has no text that another reader could read."""
    for result in results:
        for finding in result.findings:
            yield from (operand for operand in finding.operands if operand.place.page not in report.ocr_pages)


def weigh(report: Report, results: tuple[Result, ...], heard: dict[Operand, str]) -> Judged:
    """Join what the witness said, operand by operand, to the findings; a reading that differs makes no error."""
    witness: dict[str, str] = {}
    confidence: dict[str, Decimal] = {}
    weighed = []
    for result in results:
        outcomes: list[Outcome] = []
        for outcome in result.outcomes:
            if isinstance(outcome, Finding):
                key = finding_key(result.code, outcome)
                witness[key] = testimony(outcome, heard)
                base = Decimal(1) if result.code in SURE else BASE[witness[key]]
                confidence[key] = (base * lowest_clarity(report, outcome)).quantize(HUNDREDTH)
                outcomes.append(doubted(outcome) if witness[key] == DIFFERS else outcome)
            else:
                outcomes.append(outcome)
        weighed.append(replace(result, outcomes=tuple(outcomes)))
    return Judged(report, tuple(weighed), witness, confidence)


def lowest_clarity(report: Report, finding: Finding) -> Decimal:
    return min((clarity(report, operand) for operand in finding.operands), default=Decimal(1))


def testimony(finding: Finding, heard: dict[Operand, str]) -> str:
    """What the witness says of a finding: one operand that differs is enough to differ, all figures must agree."""
    said = [(operand, heard.get(operand, NOT_READ)) for operand in finding.operands]
    if any(word == DIFFERS for _, word in said):
        return DIFFERS
    figures = [word for operand, word in said if operand.number is not None] or [word for _, word in said]
    return AGREES if figures and all(word == AGREES for word in figures) else NOT_READ


def doubted(finding: Finding) -> Finding:
    """The finding as it stands when the witness reads something else there."""
    severity = Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
    cause = f"{CHECK_THE_READING}；{finding.cause}" if finding.cause else CHECK_THE_READING
    return replace(finding, severity=severity, cause=cause)
