"""summary.html: the run at a glance, one page that needs no network. Every text of a report is escaped."""

import platform
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checks._model import Parameters
from flows.gate import Gate
from flows.inbox import Inbox
from flows.notes import expired, idle
from flows.options import Options
from flows.stamp import version
from flows.tally import DocumentLine, Tally
from flows.thresholds import shown_value
from review.queue import QueueResult

TEMPLATE = "summary.html.j2"
MOST_DOCUMENTS, MOST_GAPS, MOST_ROWS = 2000, 200, 20
ENGINES = ("pypdfium2", "pdfplumber", "jieba", "pandas", "great-expectations", "prefect", "SQLAlchemy")
SEVERITIES = {"error": ("错误", "errors"), "warning": ("警告", "warnings"), "info": ("提示", "remarks")}
STATES = {
    "new": ("新", "new"),
    "unchanged": ("未变", "unchanged"),
    "updated": ("有变", "updated"),
    "absent": ("已消失", "gone"),
}
KINDS = {
    "self-assessment": "绩效自评", "evaluation": "绩效评价", "final-accounts": "决算公开", "budget": "预算公开",
    "template": "空白模板", "other": "其他文件",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What a run was asked, when and with what; `settings` and `versions` are names and values for people."""

    as_of: str
    lang: str
    folder: str
    is_sample: bool
    copies: int
    aside: tuple[str, ...]
    version: str
    settings: tuple[tuple[str, str, str], ...]
    versions: tuple[tuple[str, str], ...]


def facts(options: Options, inbox: Inbox, as_of: str) -> Facts:
    """The facts of a run; nothing in them differs between two runs that are the same."""
    engines = tuple((name, version(name)) for name in ENGINES)
    return Facts(
        as_of=as_of,
        lang=options.lang,
        folder=inbox.folder,
        is_sample=inbox.is_sample,
        copies=sum(len(source.copies) for source in inbox.sources),
        aside=inbox.aside,
        version=version(),
        settings=tuple(settings(options)),
        versions=(("gouji", version()), ("Python", platform.python_version()), *engines),
    )


def settings(options: Options) -> list[tuple[str, str, str]]:
    """Chinese name, English name and value of every option that shapes the result."""
    return [
        ("选用检查", "checks", "、".join(options.select) or "全部 all"),
        ("不用检查", "ignored", "、".join(options.ignore) or "无 none"),
        ("读取程序", "reader", options.reader),
        ("第二证人", "witness", options.witness),
        ("重要性水平", "materiality", f"{options.materiality} 元" if options.materiality else "无 none"),
        ("同类发现封顶", "cap on floods", f"{options.cap} 条 rows" if options.has_cap else "无 no"),
        ("按配置豁免", "suppressions", str(len(options.suppressions))),
        ("按文件另设", "sections for some documents", str(len(options.sections))),
        ("阈值改动", "parameters that were set", "、".join(changed(options.parameters)) or "无 none"),
        ("配置文件", "configuration", str(options.config or "无 none")),
    ]


def changed(parameters: Parameters) -> Iterator[str]:
    """The thresholds that are not the usual ones."""
    usual = Parameters()
    for name in (field.name for field in fields(Parameters)):
        if getattr(parameters, name) != getattr(usual, name):
            yield f"{name} = {shown_value(getattr(parameters, name))}"


def page(told: Facts, counted: Tally, queue: QueueResult, gate: Gate) -> str:
    """The page as HTML."""
    room = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    room.filters["share"] = share
    return room.get_template(TEMPLATE).render(
        told=told,
        counted=counted,
        queue=queue,
        gate=gate,
        unused=[idle(rule) for rule in queue.unused],
        expired=[expired(rule) for rule in queue.expired],
        **headline(counted, queue),
        **limits(counted),
    )


def headline(counted: Tally, queue: QueueResult) -> dict[str, Any]:
    """The figures at the head of the page."""
    severities = Counter(row.severity for row in queue.rows)
    total = counted.figures.total()
    return {
        "severities": [(name, *SEVERITIES[name], severities[name]) for name in SEVERITIES],
        "states": [(*STATES[name], queue.states.get(name, 0)) for name in STATES],
        "total": total,
        "checked": total - counted.figures["not_checked"],
        "top": queue.rows[:MOST_ROWS],
        "words": SEVERITIES,
        "kinds": KINDS,
    }


def limits(counted: Tally) -> dict[str, Any]:
    """Long lists cut to what a page can bear; the tables beside it hold the rest."""
    return {
        "documents": sorted(counted.documents, key=gravity)[:MOST_DOCUMENTS],
        "more_documents": max(0, len(counted.documents) - MOST_DOCUMENTS),
        "unread": counted.unread[:MOST_GAPS],
        "more_unread": max(0, len(counted.unread) - MOST_GAPS),
    }


def gravity(line: DocumentLine) -> tuple[int, int, int, str]:
    """Those with the most errors first, then warnings, then remarks."""
    return (-line.errors, -line.warnings, -line.infos, line.document)


def share(part: float | Decimal | None) -> str:
    """A share of one in per cent, rounded down: 99.9 % is not all."""
    return "—" if part is None else f"{int(part * 100)} %"
