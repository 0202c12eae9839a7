"""What the checks ask of a form: its name in a path, its total row, its indicators by level, its figures."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from checks._memo import once
from extractors.model import Claim, Entry, Form, FundRow, Indicator, Number, Report

COLUMNS = {"initial": "年初预算数", "annual": "全年预算数", "executed": "执行数"}
COLUMNS_EN = {"initial": "initial budget", "annual": "full-year budget", "executed": "spending"}
EXECUTION = re.compile(
    r"(?:全年|年度|部门|财政|专项|项目|预算|资金|经费|支出){0,4}(?:(?:执行|使用|支出|支付)(?:完成)?(?:率|进度)|(?<=预算)完成率)"
)
MARKED = re.compile(r"^(?:指标\d*[：:]|[★☆*▲●◆■]+|\d+[.、．]|[（(]\d+[）)])+|[（(][%％][）)]$")
BONUS = re.compile(r"加分|扣分|减分|奖励分")
SUFFIX = re.compile(r"(?:(?<=[一-鿿]{2})类)?(指标)?(完成)?(情况)?(分析)?$")
PREFIX = re.compile(r"^([一二三]级指标|[一二三四五六七八九十\d]+[、.．])")


@once
def form_names(report: Report) -> tuple[str, ...]:
    """A name for each form that tells it from the others: name, project, and a count where both are equal."""
    plain = ["·".join(filter(None, (form.name, form.project))) or "绩效自评表" for form in report.forms]
    seen: Counter[str] = Counter()
    names = []
    for name in plain:
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return tuple(names)


def named_forms(report: Report) -> Iterator[tuple[str, Form]]:
    """Each form with its name."""
    return zip(form_names(report), report.forms, strict=True)


def number_of(entry: Entry | None) -> Number | None:
    return entry.number if entry else None


def top_row(form: Form) -> FundRow | None:
    """The row of the whole in the fund block."""
    return next((row for row in form.budget if not row.parent), None)


def money(form: Form) -> tuple[Number, ...]:
    """Every amount of the fund block and the task list."""
    rows = [(row.initial, row.annual, row.executed) for row in form.budget]
    tasks = [(t.budget, t.budget_fiscal, t.executed, t.executed_fiscal) for t in form.tasks]
    return tuple(entry.number for entries in (*rows, *tasks) for entry in entries if entry and entry.number)


@once
def rows_of(form: Form) -> tuple[Indicator, ...]:
    """The indicators without the blank rows of the template."""
    return tuple(row for row in form.indicators if not row.is_filler)


def indicator_name(row: Indicator) -> str:
    return row.level3 or row.level2 or row.level1


@once
def indicator_paths(form: Form) -> tuple[str, ...]:
    """A path for each indicator of `rows_of`; equal ones are counted."""
    seen: Counter[str] = Counter()
    paths = []
    for row in rows_of(form):
        path = "/".join(dict.fromkeys(filter(None, (row.level1, row.level2, row.level3)))) or "指标"
        seen[path] += 1
        paths.append(path if seen[path] == 1 else f"{path}#{seen[path]}")
    return tuple(paths)


def is_bonus(row: Indicator) -> bool:
    """Whether a row gives or takes points outside the full score."""
    return row.sign < 0 or is_extra(f"{row.level1}/{row.level2}/{row.level3}")


@lru_cache(maxsize=4096)
def is_extra(path: str) -> bool:
    return bool(BONUS.search(path))


def is_execution(row: Indicator) -> bool:
    """Whether an indicator is the rate of the budget's execution itself."""
    return is_rate(row.level1) or is_rate(row.level2) or is_rate(row.level3)


@lru_cache(maxsize=4096)
def is_rate(level: str) -> bool:
    return any(EXECUTION.fullmatch(MARKED.sub("", name)) for name in level.split("·"))


@lru_cache(maxsize=4096)
def plain_name(name: str) -> str:
    """A level's name without what varies: 一级指标产出指标 and 产出 are one."""
    return SUFFIX.sub("", PREFIX.sub("", name)) or name


def members(form: Form, level: int, name: str) -> tuple[Indicator, ...]:
    """The indicators under a level-1 or level-2 name."""
    wanted = plain_name(name)
    names = ((row, row.level1 if level == 1 else row.level2) for row in rows_of(form))
    # A form of four levels joins its second and its third: 数量指标·维修数量.
    return tuple(row for row, own in names if wanted in {plain_name(own), plain_name(own.partition("·")[0])})


def form_of(report: Report, claim: Claim) -> tuple[str, Form] | None:
    """The form that a claim is about: the one it names, else the only one."""
    steps = claim.about.split("/")
    if len(steps) > 1 and steps[0] == "forms":
        return form_names(report)[int(steps[1])], report.forms[int(steps[1])]
    return (form_names(report)[0], report.forms[0]) if len(report.forms) == 1 else None


def is_partly_unread(report: Report, form: Form) -> bool:
    """Whether a page or a table that this form stands on could not be read."""
    here = {page for i in form.tables if i < len(report.tables) for page in report.tables[i].pages} or {form.place.page}
    gaps = [gap for gap in report.unread if gap.scope in {"page", "table"}]
    # A table that goes on with the form on the next page names it.
    own = {gap.place.page - 1 for gap in gaps if gap.place.label == f"表 {form.name} › 续表"}
    return not here.isdisjoint(own | {gap.place.page for gap in gaps})
