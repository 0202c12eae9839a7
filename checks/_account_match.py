"""Prose against tables in budgets and final accounts: which figures of the tables a statement repeats, and whether."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from checks._account_facts import ALL, CAPITAL, FISCAL, FUND, GENERAL, INCOME, OUTLAY, TRIPS, Fact, account_facts, short
from checks._account_prose import Statement, statements
from checks._account_words import Meaning
from checks._memo import once_each
from checks._model import Finding, Message, NotEvaluated, Outcome, Passed, Severity
from checks._numbers import amount, interval, is_meeting, scale, shown, shown_interval
from checks._phrases import counted
from checks._stories import stories
from extractors.model import Kind, Report

KINDS = frozenset({Kind.FINAL_ACCOUNTS, Kind.BUDGET})
NAMES = {
    ALL: "",
    FISCAL: "财政拨款",
    GENERAL: "一般公共预算财政拨款",
    FUND: "政府性基金",
    CAPITAL: "国有资本经营预算",
    TRIPS: "",
}
SIDES = {INCOME: "收入", OUTLAY: "支出", "": "收支"}
SLIGHT = 3
HAIR = Decimal("0.001")
SCALES = tuple(Decimal(10) ** power for power in (4, -4, 8, -8))


class Accounted(NamedTuple):
    """A statement with the figures that it may repeat; `others` are of the same subject in other money or columns.

    `is_sure`: nothing else can be meant, and the statements of the report fit its tables as a rule.
    """

    statement: Statement
    facts: tuple[Fact, ...]
    others: tuple[Fact, ...]
    is_sure: bool


@once_each
def accounted(report: Report) -> Iterator[Accounted]:
    """Every statement of the prose that a table of the accounts prints too."""
    if report.kind not in KINDS:
        return
    facts = account_facts(report)
    by_name: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_name[last(fact.row)].append(fact)
    told = statements(stories(report), facts, report) if facts else ()
    bound = (bind(one, tuple(by_name[last(one.meaning.row)]), report) for one in told)
    known = tuple(one for one in bound if one)
    wrong = sum(not is_repeated(one) for one in known if one.is_sure)
    is_rule = wrong * 2 <= len(known) + 2
    seen = set()
    for one in known:
        # One wrong figure told twice of one subject is one contradiction.
        key = (name_of(one), one.statement.number.amount)
        if is_repeated(one) or key not in seen:
            yield one._replace(is_sure=one.is_sure and is_rule)
        seen.add(key)


def last(row: tuple[str, ...]) -> str:
    """The short name of a subject's last class, "" for the whole."""
    return short(row[-1]) if row else ""


def bind(statement: Statement, facts: tuple[Fact, ...], report: Report) -> Accounted | None:
    """A statement with its figures among those of its name, None where no table prints any or another year is told."""
    told = statement.meaning
    if told.year and told.year != report.year:
        return None
    alike = tuple(fact for fact in facts if is_of(fact, told, report.kind))
    if not alike:
        return None
    scoped = in_scope(alike, statement)
    if not scoped:
        return None
    chosen = best_rows(scoped, told)
    is_sure = len({(fact.row, fact.part) for fact in chosen}) == 1 and not is_weak(chosen, told, report.kind)
    others = tuple(fact for fact in alike if fact not in chosen)
    return Accounted(statement, chosen, others, is_sure)


def is_of(fact: Fact, told: Meaning, kind: str) -> bool:
    """Whether a figure is of what is told, whatever the money."""
    if (told.fund == TRIPS) != (fact.fund == TRIPS) or fact.part != told.part:
        return False
    is_side = not told.axis or fact.axis in {told.axis, ""}
    is_total = told.is_grand is None or fact.is_grand == told.is_grand or bool(told.part)
    return is_side and is_total and is_basis(fact, told, kind)


def is_basis(fact: Fact, told: Meaning, kind: str) -> bool:
    if kind == Kind.BUDGET:
        return told.basis != "executed"
    wanted = {"": {"executed"}, "executed": {"executed"}, "annual": {"annual"}, "initial": {"initial", "annual"}}
    return fact.basis in wanted[told.basis]


def is_weak(facts: tuple[Fact, ...], told: Meaning, kind: str) -> bool:
    """Whether an initial budget meets nothing but the column of the full year's."""
    return kind == Kind.FINAL_ACCOUNTS and told.basis == "initial" and all(fact.basis == "annual" for fact in facts)


def in_scope(facts: tuple[Fact, ...], statement: Statement) -> tuple[Fact, ...]:
    """The figures of the money that is named; of any money where only a heading names it, or nothing does."""
    fund = statement.meaning.fund
    if fund == TRIPS:
        return facts
    # Words that name no money mean all of it: where no table of all of it was read, nothing is known.
    fund = fund or ALL
    same = tuple(fact for fact in facts if fact.fund == fund)
    # No table splits all of 财政拨款 by sub-class: then its funds' own tables do.
    if not same and fund == FISCAL and statement.meaning.row:
        return tuple(fact for fact in facts if fact.fund != ALL)
    return same if (statement.is_named and fund != ALL) or not same else facts


def best_rows(facts: tuple[Fact, ...], told: Meaning) -> tuple[Fact, ...]:
    """The rows whose path is the one told; else those of its last name."""
    names = tuple(map(short, told.row))
    whole = tuple(fact for fact in facts if tuple(map(short, fact.row)) == names)
    return whole or facts


def is_repeated(given: Accounted) -> bool:
    """Whether the statement meets one of its figures."""
    return any(is_meeting(amount(given.statement.number), amount(fact.number)) for fact in given.facts)


def judge_accounted(given: Accounted) -> Iterator[Outcome]:
    """The outcome of one statement: it agrees with a table, it cannot be told, or the two contradict each other."""
    said = given.statement.number
    subject = f"正文/{name_of(given)}"
    meeting = next((f for f in given.facts if is_meeting(amount(said), amount(f.number))), None)
    fact = meeting or nearest(given)
    facts = (counted("prose", said), counted("table", fact.number))
    if meeting:
        yield Passed(subject, f"正文 {said.text} = 表 {fact.number.text}{fact.number.unit}", facts)
    elif not given.is_sure:
        yield NotEvaluated(subject, "正文所指的表内数字不能确定", facts)
    elif not is_known(given):
        yield NotEvaluated(subject, "几张表的数字不同，正文所指不能确定", facts)
    elif said.is_approximate:
        yield NotEvaluated(subject, "正文为约数", facts)
    else:
        yield contradiction(given, fact, subject)


def is_known(given: Accounted) -> bool:
    """Whether the tables agree on the money that is meant; sums with what was carried over are figures of their own."""
    own = own_facts(given)
    return all(is_one(tuple(f for f in own if f.is_grand == is_grand)) for is_grand in (True, False))


def own_facts(given: Accounted) -> tuple[Fact, ...]:
    """The figures of the money that words or headings name; else all of them."""
    fund = given.statement.meaning.fund or ALL
    return tuple(fact for fact in given.facts if fact.fund == fund) or given.facts


def is_one(facts: tuple[Fact, ...]) -> bool:
    """Whether figures of several tables agree within their printed digits."""
    return all(is_meeting(amount(facts[0].number), amount(fact.number)) for fact in facts)


def scaled_fact(given: Accounted) -> Fact | None:
    """The figure that the statement would repeat if it were counted in another unit of money."""
    said = given.statement.number
    if is_repeated(given) or not given.is_sure or not said.amount:
        return None
    facts = (fact for fact in own_facts(given) if fact.number.amount)
    return next((fact for fact in facts if is_scaled(said.amount / fact.number.amount)), None)


def is_scaled(ratio: Decimal) -> bool:
    return any(abs(ratio / power - 1) < Decimal("0.0005") for power in SCALES)


def nearest(given: Accounted) -> Fact:
    return min(own_facts(given), key=lambda fact: abs(fact.number.amount - given.statement.number.amount))


def name_of(given: Accounted) -> str:
    """What the statement speaks of: 一般公共预算财政拨款基本支出."""
    told = given.statement.meaning
    fund = NAMES.get(told.fund, "") if given.statement.is_named else ""
    if told.row or told.part:
        return f"{fund}{'-'.join(told.row)}{told.part}"
    return f"{fund}{SIDES[told.axis]}{'' if fund else '合计'}"


def contradiction(given: Accounted, fact: Fact, subject: str) -> Finding:
    said, printed, name = given.statement.number, fact.number, name_of(given)
    gap = (said.amount - printed.amount) / said.factor
    steps = SLIGHT * max(said.step, printed.step * printed.factor / said.factor)
    is_slight = abs(gap) <= min(steps, abs(said.value) * HAIR)
    hint = Message("，可能为分项取整之差", ", perhaps from rounded parts") if is_slight else Message("", "")
    ratio = printed.factor / said.factor
    return Finding(
        subject=subject,
        severity=Severity.INFO if is_slight else Severity.ERROR,
        message=Message(
            f"正文写“{name}”{said.text}（第{said.place.page}页），《{fact.title}》中为{printed.text}{printed.unit}"
            f"（第{printed.place.page}页），相差{shown(abs(gap))}{said.unit}{hint.zh}",
            f"the prose gives {name} as {said.text} (p. {said.place.page}), the table {fact.title} as "
            f"{printed.text}{printed.unit} (p. {printed.place.page}): {shown(abs(gap))}{said.unit} apart{hint.en}",
        ),
        operands=(counted("prose", said), counted("table", printed)),
        reported=said.text,
        expected=shown_interval(scale(interval(printed), ratio)),
        difference=gap,
        relative=abs(gap * said.factor / printed.amount) if printed.amount else None,
        formula=f"正文 {said.text} ≠ 表 {printed.text}{printed.unit}",
        cause=cause(given),
        group=f"accounts:{said.place.page}:{given.statement.story.text[:24]}",
        fact=f"amount:{subject}",
    )


def cause(given: Accounted) -> str:
    """Whether another table's figure of the same subject was taken."""
    said = given.statement.number
    other = next((f for f in given.others if f.number.amount == said.amount and said.amount), None)
    if other:
        return f"与《{other.title}》中同一项目的数字相同，可能取自该表"
    return ""
