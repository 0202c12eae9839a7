"""Money received, spent and left over: what a table's columns or rows, or one sentence, say of the same money."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from checks._numbers import amount, is_meeting
from checks._phrases import counted
from checks._precision import loose, tight
from checks._prose_rates import Spot, sentence_figures
from checks._sums import Sum, Term, parts
from extractors.model import Cell, Number, Report, Table, paragraphs

TAIL = r"(?:的)?(?:资金|金额|数额|总额|数|额|情况|经费)*"
ROLES = {
    "carried": re.compile(rf"(?:上年|年初|以前年度|历年|期初)(?:结转|结余)+{TAIL}"),
    "received": re.compile(rf"(?:资金|实际|全年|累计|本年|年度|财政)*(?:到位|收到){TAIL}"),
    "planned": re.compile(
        rf"(?:计划|预算|全年|年度|调整后?|资金|本年)*(?:安排|预算|下达|批复|计划|计划支出|调整后预算){TAIL}"
    ),
    "spent": re.compile(rf"(?:实际|累计|资金|预算|全年|本年|年度|已)*(?:支出|使用|执行|支付|列支){TAIL}"),
    "left": re.compile(rf"(?:年末|期末|资金|本年|当年|年度|项目|指标)*(?:结转|结余|剩余|余额|、|和|及|或|/)+{TAIL}"),
    "returned": re.compile(rf"(?:财政|资金|已|年末)*(?:退回|收回|上缴|缴回|交回|上交){TAIL}"),
}
BASES = ("received", "planned")
NAMES = {
    "received": "到位",
    "planned": "安排",
    "spent": "支出",
    "left": "结余结转",
    "returned": "退回",
    "carried": "上年结转",
}
NAMES_EN = {"received": "received", "planned": "planned"}
WHOLE = re.compile(r"合计|总计|总额|小计|共计|总数")
CARRIED = re.compile(
    r"(上年|上一年|往年|历年|以前年度|年初|期初|去年|20\d\d年度?)度?末?的?(结转|结余)|结转上年|滚存|垫付|垫支|预付|自筹|欠付"
)
BRACKETS = re.compile(r"[（(\[【][^）)\]】]*[)）\]】]|[\s*：:]|^[\d一二三四五六七八九十]+[、.．]")
WORD = {
    "carried": r"(?:上年|年初|以前年度|历年|去年|上年度)(?:度)?(?:结转|结余)(?:结余|结转)?",
    "left": r"结余|结转|结存|剩余|余额|尚余|余下|未使用|未支出|未执行|未支付|未拨付|^[尚仍]?余$|[尚还]有$",
    "returned": r"退回|收回|上缴|缴回|交回|上交",
    "received": r"到位|到账|拨入|划入|入账"
    r"|收到(?:[^，,；;\d]{0,10}(?:资金|拨款|经费|预算)|(?:了|共|共计|财政|上级|下拨)*$)",
    "spent": r"支出(?!预算)|使用|支付|执行(?!率)|列支|拨付|开支|兑付|花费|发放|用去",
    "planned": r"下达|安排|批复|预算",
}
SAID = re.compile("|".join(f"(?P<{role}>{words})" for role, words in WORD.items()))
MIXED = re.compile(r"分别|均|历年|节约|节支|截至20\d\d年底")
# 累计 counts from an unknown day, unless what came in is counted so too or both are said to be of the year.
SUMMED = re.compile(r"累计")
OF_YEAR = re.compile(r"全年|本年|当年|年内|本年度|年度内")
# Money of one source stands beside the spending of all sources.
SOURCE = re.compile(r"中央|省|市|县|区|上级|专项|补助|财政|首批|第.批|首期|第.期")
RATE = re.compile(r"(?:执行|支出|使用|支付)(?:率|进度)(?:为|达到?|是)?$")
INSIDE = re.compile(r"其中|包括|包含|分别")


class Balance(NamedTuple):
    """What is said of one sum of money, by role (ROLES); `whole`: the total of the rows beside it.

    `is_carried`: money of earlier years, of one's own or paid in advance is named where the figures stand.
    """

    subject: str
    label: str
    terms: dict[str, Term]
    is_whole: bool
    is_carried: bool
    block: str
    is_prose: bool = False

    @property
    def numbers(self) -> tuple[Number, ...]:
        return tuple(term.number for term in self.terms.values())


def balances(report: Report) -> Iterator[Balance]:
    """Every sum of money of which received (or planned), spent and, where printed, left over are known."""
    is_named = any(CARRIED.search(packed(p.text)) for p in paragraphs(report))
    for index, table in enumerate(report.tables):
        here = is_named or any(CARRIED.search(packed(cell.text)) for cell in table.cells)
        name = packed(table.caption)[:30] or f"表{index + 1}"
        yield from in_table(table, name, here)
        # To turn a table costs more than to look whether its columns are headed so.
        if any(map(is_told, heads_by(table, lambda cell: cell.col))):
            yield from in_table(turned(table), name, here)
    yield from in_prose(report, is_named)


@lru_cache(maxsize=4096)
def packed(text: str) -> str:
    return "".join(text.split())


def turned(table: Table) -> Table:
    """The table with its rows as columns."""
    cells = (replace(c, row=c.col, col=c.row, row_span=c.col_span, col_span=c.row_span) for c in table.cells)
    return replace(table, rows=table.cols, cols=table.rows, cells=tuple(cells))


@lru_cache(maxsize=4096)
def role_of(text: str) -> str:
    """The role that a head names, "" for any other head."""
    bare = BRACKETS.sub("", packed(text))
    return next((role for role, words in ROLES.items() if words.fullmatch(bare)), "")


def in_table(table: Table, name: str, is_carried: bool) -> Iterator[Balance]:
    """The balances under each row of heads that names what was spent and what was received or left."""
    for heads in filter(is_told, heads_by(table, lambda cell: cell.row)):
        yield from under(table, heads, name, is_carried)


def heads_by(table: Table, line: Callable[[Cell], int]) -> list[list[Cell]]:
    """The heads that name a role, by the row or the column that they stand in."""
    named: dict[int, list[Cell]] = defaultdict(list)
    for cell in table.cells:
        if not cell.number and role_of(cell.text):
            named[line(cell)].append(cell)
    return [heads for _, heads in sorted(named.items())]


def is_told(heads: list[Cell]) -> bool:
    """Whether heads name what was spent and what it came from, each role once."""
    roles = [role_of(cell.text) for cell in heads]
    is_both = "spent" in roles and ("received" in roles or {"planned", "left"} <= set(roles))
    return is_both and len(set(roles)) == len(roles)


def under(table: Table, heads: list[Cell], name: str, is_carried: bool) -> Iterator[Balance]:
    """One balance for each row of figures below the heads and each way in which the heads are split."""
    subs: dict[str, dict[str, int]] = {}
    top = max(head.row + head.row_span for head in heads if head.col_span == max(h.col_span for h in heads))
    first = next((r for r in range(top, table.rows) if figure_row(table, heads, r)), table.rows)
    for head in heads:
        for col in range(head.col, head.col + head.col_span):
            words = (table.at(r, col) for r in range(head.row + head.row_span, first))
            sub = "".join(dict.fromkeys(BRACKETS.sub("", packed(c.text)) for c in words if c))
            subs.setdefault(sub, {})[role_of(head.text)] = col
    for row in range(first, table.rows):
        if not figure_row(table, heads, row):
            break
        label = label_of(table, min(head.col for head in heads), row)
        for sub, cols in subs.items():
            terms = {role: term for role, col in cols.items() if (term := term_at(table, row, col, role))}
            if "spent" in terms and ("received" in terms or {"planned", "left"} <= terms.keys()):
                said = "/".join(filter(None, (label, sub))) or "资金"
                is_whole = bool(WHOLE.search(said)) or (len(subs) == 1 and row == first)
                yield Balance(f"{name}/{said}/收支平衡", said, terms, is_whole, is_carried, f"{name}:{heads[0].row}")


def figure_row(table: Table, heads: list[Cell], row: int) -> bool:
    """Whether a row has figures or blanks, no words, under the heads, and one figure at least."""
    found = [c for h in heads for col in range(h.col, h.col + h.col_span) if (c := table.at(row, col)) and c.row == row]
    is_worded = any(not c.number and packed(c.text).strip("-—/－无") for c in found)
    return not is_worded and any(c.number for c in found)


def label_of(table: Table, col: int, row: int) -> str:
    """The nearest words to the left of a row's figures."""
    before = (table.at(row, c) for c in reversed(range(col)))
    return next((packed(c.text) for c in before if c and not c.number and packed(c.text)), "")


def term_at(table: Table, row: int, col: int, role: str) -> Term | None:
    cell = table.at(row, col)
    if cell is None or cell.number is None or cell.row != row:
        return None
    return Term(NAMES[role], counted(role, cell.number), cell.number)


def in_prose(report: Report, is_carried: bool) -> Iterator[Balance]:
    """The sentences that say what came in, what was spent and what is left, each once."""
    before: tuple[tuple[str, Spot], ...] = ()
    for spots in sentence_figures(report):
        sentence = spots[0].claim.sentence
        here = tuple(said(spots))
        found, before = (*planned_before(before, here, spots), *here), here
        roles = [role for role, _ in found]
        is_told = "spent" in roles and ("received" in roles or {"planned", "left"} <= set(roles))
        if is_told and all(roles) and len(set(roles)) == len(roles) and not MIXED.search(sentence):
            terms = {role: Term(NAMES[role], counted(role, s.number), s.number) for role, s in found}
            label = next(s.claim.subject for role, s in found if role in BASES)
            if not is_subject_mixed(found) and not is_summed(sentence, found):
                yield Balance(f"正文/{label or '资金'}/收支平衡", label or "资金", terms, True, is_carried, "", True)


def planned_before(
    before: tuple[tuple[str, Spot], ...], here: tuple[tuple[str, Spot], ...], spots: list[Spot]
) -> Iterator[tuple[str, Spot]]:
    """The money planned that the sentence before tells, where the rate of execution told here is taken of it."""
    roles = [role for role, _ in here]
    if sorted(roles) != ["left", "spent"]:
        return
    spent = here[roles.index("spent")][1].number
    rates = [s.number for s in spots if s.number.unit == "%" and RATE.search(s.claim.sentence[: s.at])]
    bases = {s.number.amount: s for role, s in before if role in BASES and s.number.amount}
    of_rate = [s for amount_, s in bases.items() if rates and is_rate_of(rates[0], spent.amount / amount_)]
    yield from (("planned", s) for s in of_rate if len(of_rate) == 1)


def is_rate_of(rate: Number, share: Decimal) -> bool:
    return abs(share * 100 - rate.value) <= rate.step / 2


def said(spots: list[Spot]) -> Iterator[tuple[str, Spot]]:
    """The amounts of a sentence with their roles; parts (其中 …, what stands in brackets) are left out."""
    is_inside, depth, end = False, 0, 0
    for spot in spots:
        words = spot.claim.sentence[end : spot.at]
        depth += words.count("（") + words.count("(") - words.count("）") - words.count(")")
        end = spot.end
        # 其中 at the sentence's beginning makes its first amount a part of what was told before, not of this one.
        is_opening = spot is spots[0] and words.startswith("其中")
        is_inside = bool(INSIDE.search(words[2:] if is_opening else words)) or (is_inside and words[:1] in "、和及")
        if depth <= 0 and is_money(spot.number):
            found = list(SAID.finditer(re.split(r"[，,；;。：:]", words)[-1]))
            role = found[-1].lastgroup or "" if found else ""
            # 到位A，其中设备到位B，支出C: whether C was paid from A or from B nobody can tell.
            if not is_inside or role in BASES:
                yield ("" if is_inside else role), spot


def is_money(number: Number) -> bool:
    return number.unit.endswith("元")


def is_summed(sentence: str, found: Iterable[tuple[str, Spot]]) -> bool:
    """Whether an amount is counted from before the year, so that what came in need not be all that it was paid from.

    What is left over tells that the amounts are meant to balance, as long as no more was paid than came in.
    """
    if not SUMMED.search(sentence) or SUMMED.search(sentence.partition("，")[0]) or OF_YEAR.search(sentence):
        return False
    terms = {role: spot.number.amount for role, spot in found}
    return "left" not in terms or terms["spent"] > terms.get("received", terms["spent"])


def is_subject_mixed(found: Iterable[tuple[str, Spot]]) -> bool:
    """Whether the figures of a sentence are of several years."""
    # 2023年安排A，当年到位B: the year that is spoken of is the one named before.
    return len({s.claim.period for role, s in found if s.claim.period not in {"", "本年"} and role != "carried"}) > 1


def unsure(one: Balance) -> str:
    """Why the figures of a balance cannot be held against each other; "" where they can."""
    if any(number.is_approximate or number.operator or number.upper is not None for number in one.numbers):
        return "金额为约数"
    if len({bool(number.unit) for number in one.numbers if number.value}) > 1:
        return "金额单位未必一致"
    return ""


def overrun_excuse(one: Balance) -> str:
    """Why spending above the money received is no contradiction, "" where nothing excuses it."""
    if one.is_carried:
        return "支出大于到位，另有结转、垫付或自筹资金"
    return "到位资金与支出未必同一口径" if one.is_prose and SOURCE.search(one.label) else ""


def is_over(one: Balance) -> bool:
    """Whether more was spent than received, carried-over money of a column of its own counted in."""
    got, spent = one.terms.get("received"), one.terms["spent"]
    more = one.terms.get("carried")
    roof = amount(got.number).high + (amount(more.number).high if more else 0) if got else None
    return roof is not None and amount(spent.number).low > roof


def is_closing(given: Sum) -> bool:
    """Whether a reading balances with every figure as exact as its neighbours: what came in is no rounded sum."""
    return is_meeting(given.tight(given.whole.number), parts(given, given.tight))


def readings(one: Balance) -> Iterator[Sum]:
    """received (or planned) and money carried over against spent + left + returned.

    Money returned may be a part of what is left, but only where the sum without it closes to the last digit.
    """
    measure = tight(one.numbers)
    paid = tuple(one.terms[role] for role in ("spent", "left", "returned") if role in one.terms)
    # Money carried over into the year stands on the side of what came in.
    more = tuple(replace(one.terms[role], sign=-1) for role in ("carried",) if role in one.terms)
    for role in BASES:
        if role in one.terms:
            for terms in dict.fromkeys(((*paid, *more), paid)):
                yield Sum(one.subject, one.terms[role], terms, measure, loose)
                kept = tuple(term for term in terms if term.operand.role != "returned")
                if sum(term.amount for term in kept) == one.terms[role].amount:
                    yield Sum(one.subject, one.terms[role], kept, measure, loose)
