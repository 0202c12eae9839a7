"""One document from bytes to judgement, inside a limited worker; many of them, in order of completion.

How surely a finding was read (`Judged.confidence`): a base times the lowest doubt of the tables and forms its operands
stand in. The base is .90 where no witness read the page, .97 where the witness agrees, .40 where it differs. That a
file or page could not be read (FORM004) is sure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import orjson

from checks._catalog import CATALOG
from checks._engine import run_checks
from checks._model import Check, Finding, Operand, Outcome, Parameters, Result, Severity
from extractors.codec import SPECIAL, as_bytes
from extractors.model import Box, Report
from extractors.report import read_report
from extractors.sandbox import Answer, Reader, Request, unread_report
from extractors.shape import Shapes
from extractors.words import segment
from extractors.worker import Task
from flows.options import Options
from flows.witness import hear
from review.record import AGREES, DIFFERS, NOT_READ, Judged, finding_key

TARGET = "flows.judge:judged_json"
READY = ("flows.judge:make_ready",)
PLUMBER = ("extractors.testimony",)
BASE = {NOT_READ: Decimal("0.90"), AGREES: Decimal("0.97"), DIFFERS: Decimal("0.40")}
SURE = frozenset({"FORM004"})
HUNDREDTH = Decimal("0.01")
CHECK_THE_READING = "核对读数：另一读取程序在同一位置读到的不同"

SHAPES = Shapes(SPECIAL)


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


def judge(report: Report, options: Options) -> Judged:
    """Run the chosen checks on a report, without a witness."""
    results = run_checks(report, chosen_checks(options.select, options.ignore), options.parameters)
    return weigh(report, results, {})


def judge_many(requests: Iterable[Request], options: Options, reader: Reader) -> Iterator[Judged]:
    """Read and judge documents, each in its worker; they come in the order of completion."""
    tasks = (judging_task(request, options) for request in requests)
    for answer in reader.run(tasks, options.jobs):
        yield judged(answer, options)


def judging_task(request: Request, options: Options) -> Task:
    arguments = {
        "reader": request.reader,
        "password": request.password,
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
    report = read_report(data, document, reader, password)
    parameters: Parameters = SHAPES.of(Parameters).read(arguments["parameters"])
    results = run_checks(report, chosen_checks(arguments["select"], arguments["ignore"]), parameters)
    operands = tuple(operand for result in results for finding in result.findings for operand in finding.operands)
    heard = hear(data, operands, reader, password) if arguments["witness"] == "auto" and operands else {}
    return as_bytes(SHAPES.of(Judged).write(weigh(report, results, heard)))


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
                confidence[key] = (base * clarity(report, outcome)).quantize(HUNDREDTH)
                outcomes.append(doubted(outcome) if witness[key] == DIFFERS else outcome)
            else:
                outcomes.append(outcome)
        weighed.append(replace(result, outcomes=tuple(outcomes)))
    return Judged(report, tuple(weighed), witness, confidence)


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


def clarity(report: Report, finding: Finding) -> Decimal:
    """The lowest confidence of the tables and forms that the operands stand in, 1 for prose."""
    lowest = Decimal(1)
    for operand in finding.operands:
        for index in standing_in(report, operand.place.page, operand.place.box):
            forms = [form.doubt.confidence for form in report.forms if index in form.tables]
            lowest = min(lowest, report.tables[index].doubt.confidence, *forms)
    return max(Decimal(0), lowest)


def standing_in(report: Report, page: int, box: Box | None) -> Iterator[int]:
    """Indexes of the tables around a box."""
    if box is None:
        return
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    for index, table in enumerate(report.tables):
        for part in table.fragments:
            if part.page == page and part.box[0] <= x <= part.box[2] and part.box[1] <= y <= part.box[3]:
                yield index
                break
