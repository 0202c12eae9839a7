"""Money received is not what was spent, what is left and what was returned.

Why: what came in is spent, left over or given back; and nobody pays out more than there was.
Flags: spent + left + returned that differs from both the money received and the money planned; spending above the money
received (a warning where only the prose says so).
Leaves alone: rows with carried-over, advanced or own money (上年结转, 垫付, 自筹) that the sum may include; approximate
figures; rounding of the printed digits; sources of one total that helped each other out.
Limits: a sentence counts only where each of its amounts has one role; spending above a budget is left to RATE002.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checks._balances import BASES, NAMES, Balance, balances, is_closing, is_over, overrun_excuse, readings, unsure
from checks._model import Check, Finding, Message, NotEvaluated, Outcome, Parameters, Passed, Severity
from checks._numbers import shown
from checks._phrases import pages
from checks._precision import Fit
from checks._sums import contradiction, excess, fit, passed
from extractors.model import Report


class Account(NamedTuple):
    """A balance and whether the total of its block spent more than it received."""

    balance: Balance
    is_whole_over: bool
    has_whole: bool


def accounts(report: Report, _: Parameters) -> Iterator[Account]:
    found = tuple(balances(report))
    for one in found:
        wholes = [whole for whole in found if whole.is_whole and whole.block == one.block and whole is not one]
        yield Account(one, any(map(is_over, wholes)), bool(wholes) and not one.is_prose and not one.is_whole)


def examine(account: Account) -> Iterator[Outcome]:
    one = account.balance
    operands = tuple(term.operand for term in one.terms.values())
    if doubt := unsure(one):
        yield NotEvaluated(one.subject, doubt, operands)
    elif is_over(one):
        if excuse := overrun_excuse(one):
            yield NotEvaluated(one.subject, excuse, operands)
        elif account.has_whole:
            reason = "支出大于到位，已在合计行说明" if account.is_whole_over else "各来源之间可能调剂使用"
            yield NotEvaluated(one.subject, reason, operands)
        else:
            yield overspent(one)
    elif "left" in one.terms:
        yield from balanced(one)
    else:
        spent, got = one.terms["spent"].number, one.terms["received"].number
        more = f" + {shown(one.terms['carried'].number.value)}" if "carried" in one.terms else ""
        yield Passed(one.subject, f"{shown(spent.value)} <= {shown(got.value)}{more}", operands)


def balanced(one: Balance) -> Iterator[Outcome]:
    """Every reading that the columns allow; a finding only where none closes."""
    sums = tuple(readings(one))
    best = next(filter(is_closing, sums), None)
    near = next((given for given in sums if fit(given) is not Fit.OPEN), None)
    first = best or near or sums[0]
    if best:
        yield passed(best)
    elif near:
        yield NotEvaluated(one.subject, "位数较少的数须经四舍五入才能平衡", near.operands)
    elif one.is_carried and any(excess(given) < 0 for given in sums):
        yield NotEvaluated(one.subject, "另有结转、垫付或自筹资金，收支未必限于本年到位", first.operands)
    else:
        tried = [role for role in BASES if role in one.terms]
        both = f"按{'、'.join(NAMES[role] for role in tried)}两种口径均不平衡，" if len(tried) > 1 else ""
        both_en = " (neither received nor planned balances)" if len(tried) > 1 else ""
        what = Message(f"“{one.label}”{both}{first.whole.name}金额", f"{one.label}{both_en}, {tried[0]}")
        yield contradiction(first, Severity.ERROR, what)


def overspent(one: Balance) -> Finding:
    got, spent = one.terms["received"], one.terms["spent"]
    gap = (spent.number.amount - got.number.amount) / spent.number.factor
    unit, page = spent.number.unit, pages((got.operand, spent.operand))
    return Finding(
        subject=one.subject,
        severity=Severity.WARNING if one.is_prose else Severity.ERROR,
        message=Message(
            f"“{one.label}”支出{spent.number.text}大于到位{got.number.text}（第{page}页），多{shown(gap)}{unit}，"
            "未见结转、垫付或自筹资金的说明",
            f"{one.label}: spent {spent.number.text}, received {got.number.text} (p. {page}), {shown(gap)}{unit} more; "
            "no money carried over, advanced or of their own is named",
        ),
        operands=(spent.operand, got.operand),
        reported=spent.number.text,
        expected=f"≤{shown(got.number.value)}",
        difference=gap,
        relative=gap * spent.number.factor / got.number.amount if got.number.amount else None,
        formula=f"{shown(spent.number.value)} > {shown(got.number.value)}",
    )


CHECK = Check(
    code="SUM009",
    name="fund-balance",
    title=Message("资金收支不平衡", "Money received, spent and left do not balance"),
    severity=Severity.ERROR,
    subjects=accounts,
    examine=examine,
    doc=__doc__ or "",
)
