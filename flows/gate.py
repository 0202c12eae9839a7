"""The gate on a run's data set: what a whole run looks like when the reading has gone wrong, by Great Expectations.

It judges the reading, not the reports: an author's mistake is a finding, a column read into its neighbour shows here.
Nothing leaves this machine, and nothing is left on it: the context lives in memory, without documents; its analytics
are off before the library is imported.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from extractors.model import Entry, FundRow, Indicator, Report
from review.record import Judged
from review.rows import Row

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")

import great_expectations as gx
import pandas as pd
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)
from great_expectations.expectations.core import (
    ExpectColumnPairValuesAToBeGreaterThanB,
    ExpectColumnValuesToBeBetween,
    ExpectColumnValuesToBeInSet,
    ExpectColumnValuesToBeUnique,
)

UNREAD_SHARE = 0.20
EXCESS_SHARE = 0.10
LOST_SHARE = 0.10
SPARED = 3
SHOWN_KEYS = 20

Values = dict[str, Any]


class Rows(NamedTuple):
    """The data set of a run: findings of the queue, documents, figures of forms, scores, and files seen before."""

    findings: list[Values]
    documents: list[Values]
    figures: list[Values]
    scores: list[Values]
    kept: list[Values]


class Rule(NamedTuple):
    """One expectation on a frame, in the words of the summary; `keys` are the columns that name an offender."""

    zh: str
    en: str
    rows: list[Values]
    expectation: Any
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one rule: rows looked at, rows that broke it, and the first of their keys."""

    zh: str
    en: str
    is_met: bool
    looked_at: int
    broken: int
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gate:
    """The result of the gate: passed when every rule is met."""

    verdicts: tuple[Verdict, ...]

    @property
    def is_passed(self) -> bool:
        return all(verdict.is_met for verdict in self.verdicts)


def examine(judged: Iterable[Judged], queue: Iterable[Row], before: Mapping[str, int]) -> Gate:
    """Hold a run's data set against the rules; `before` gives, by SHA-256, the rows of the run before."""
    return held(rules(collect(judged, queue, before)))


def held(rules: Iterable[Rule]) -> Gate:
    """What came of each rule; one without rows is met."""
    shape = DataContextConfig(
        store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
        analytics_enabled=False,
        progress_bars=ProgressBarsConfig(globally=False),
    )
    context = gx.get_context(mode="ephemeral", project_config=shape)
    source = context.data_sources.add_pandas("run")
    verdicts = []
    for number, rule in enumerate(rules):
        if not rule.rows:
            verdicts.append(Verdict(rule.zh, rule.en, is_met=True, looked_at=0, broken=0))
            continue
        batch = (
            source.add_dataframe_asset(f"rows {number}")
            .add_batch_definition_whole_dataframe("all")
            .get_batch({"dataframe": pd.DataFrame(rule.rows)})
        )
        wanted = {"result_format": "COMPLETE", "unexpected_index_column_names": list(rule.keys)}
        verdicts.append(verdict(rule, batch.validate(rule.expectation, result_format=wanted)))
    return Gate(tuple(verdicts))


def verdict(rule: Rule, found: Any) -> Verdict:
    """The library's result in our words; an expectation that could not be computed is one that is not met."""
    result = found.result or {}
    broken = result.get("unexpected_index_list") or []
    keys = dict.fromkeys(" › ".join(str(row[key]) for key in rule.keys) for row in broken)
    raised = [str(found.exception_info["exception_message"])] if found.exception_info.get("raised_exception") else []
    named = (*raised, *keys)[:SHOWN_KEYS]
    return Verdict(rule.zh, rule.en, bool(found.success), len(rule.rows), len(broken), named)


def collect(judged: Iterable[Judged], queue: Iterable[Row], before: Mapping[str, int]) -> Rows:
    """What the rules look at, from one document at a time."""
    rows = Rows([], [], [], [], [])
    for row in queue:
        rows.findings.append(
            {"finding_id": row.finding_id, "severity": row.severity, "confidence": float(row.confidence)}
        )
    for report in (one.report for one in judged):
        rows.documents.append({"document": report.document, "sha256": report.sha256})
        rows.figures.extend(figure_rows(report))
        rows.scores.extend(score_rows(report))
        if least := before.get(report.sha256, 0) * (1 - LOST_SHARE):
            rows.kept.append({"document": report.document, "now": row_count(report), "least": least})
    return rows


def rules(rows: Rows) -> Iterator[Rule]:
    """The rules, each with the rows that it looks at."""
    once = ExpectColumnValuesToBeUnique(column="finding_id")
    yield Rule("每条问题的编号唯一", "Each finding has an id of its own", rows.findings, once, ("finding_id",))
    known = ExpectColumnValuesToBeInSet(column="severity", value_set=["error", "warning", "info"])
    yield Rule("严重程度取值规范", "Each severity is a known one", rows.findings, known, ("finding_id",))
    sure = ExpectColumnValuesToBeBetween(column="confidence", min_value=0, max_value=1)
    yield Rule("可信度在 0 与 1 之间", "Each confidence lies between 0 and 1", rows.findings, sure, ("finding_id",))
    single = ExpectColumnValuesToBeUnique(column="sha256")
    yield Rule("同一文件只读一次", "Each file is read once", rows.documents, single, ("document",))
    yield unread_rule(rows.figures)
    yield excess_rule(rows.scores)
    yield lost_rule(rows.kept)


def unread_rule(rows: list[Values]) -> Rule:
    """Money, weights and scores that hold digits must have become figures."""
    read = ExpectColumnValuesToBeInSet(column="is_read", value_set=[True], mostly=tolerant(UNREAD_SHARE, rows))
    zh = f"表中有数字而读不成数的栏不超过 {UNREAD_SHARE:.0%}"
    en = f"At most {UNREAD_SHARE:.0%} of the fields with digits could not be read as figures"
    return Rule(zh, en, rows, read, ("document", "where"))


def excess_rule(rows: list[Values]) -> Rule:
    """Scores above their weights are an author's slip now and then; many of them are a shifted column."""
    mostly = tolerant(EXCESS_SHARE, rows)
    within = ExpectColumnPairValuesAToBeGreaterThanB(column_A="weight", column_B="score", or_equal=True, mostly=mostly)
    zh = f"得分高于分值的指标不超过 {EXCESS_SHARE:.0%}"
    en = f"At most {EXCESS_SHARE:.0%} of the indicators score above their weight"
    return Rule(zh, en, rows, within, ("document", "where"))


def lost_rule(rows: list[Values]) -> Rule:
    """A file that was read before must not give markedly fewer rows now."""
    kept = ExpectColumnPairValuesAToBeGreaterThanB(column_A="now", column_B="least", or_equal=True)
    zh = f"与上次运行相比，同一文件读出的行数减少不超过 {LOST_SHARE:.0%}"
    en = f"No file gives over {LOST_SHARE:.0%} fewer rows than in the run before"
    return Rule(zh, en, rows, kept, ("document",))


def tolerant(share: float, rows: list[Values]) -> float:
    """The share of rows that must hold: a few may always break a rule, or small runs could not bear one slip."""
    return max(0.0, min(1 - share, 1 - SPARED / len(rows))) if rows else 1.0


def row_count(report: Report) -> int:
    """Fund rows, tasks and indicators of a report."""
    return sum(len(form.budget) + len(form.tasks) + len(form.indicators) for form in report.forms)


def figure_rows(report: Report) -> Iterator[Values]:
    """Every field of a form that ought to be a figure and holds a digit, with whether it was read as one."""
    for form in report.forms:
        entries = [e for row in form.budget for e in fund_entries(row)]
        entries += [e for indicator in form.indicators for e in (indicator.weight, indicator.score) if e]
        for entry in entries:
            if any(sign.isdecimal() for sign in entry.text):
                where = f"{entry.place.page} {entry.place.label}"
                yield {"document": report.document, "where": where, "is_read": entry.number is not None}


def fund_entries(row: FundRow) -> Iterator[Entry]:
    for entry in (row.initial, row.annual, row.executed, row.rate, row.weight, row.score):
        if entry is not None:
            yield entry


def score_rows(report: Report) -> Iterator[Values]:
    """Weight and score of every indicator that has both; rows that add or deduct points have no ceiling."""
    for form in report.forms:
        for indicator in form.indicators:
            if (pair := scored(indicator)) is not None:
                where = f"{indicator.place.page} {indicator.level3 or indicator.level2 or indicator.level1}"
                yield {"document": report.document, "where": where, "weight": pair[0], "score": pair[1]}


def scored(indicator: Indicator) -> tuple[float, float] | None:
    weight = indicator.weight.number if indicator.weight else None
    score = indicator.score.number if indicator.score else None
    if weight is None or score is None or not weight.value or indicator.sign != 1:
        return None
    return float(weight.value), float(score.value)
