"""Amounts told one after the other in one cell: 预算数：120万元，执行数：118万元，执行率：98.3%."""

import re
from dataclasses import dataclass

from extractors.form_labels import amount_field, is_fund_label
from extractors.lexicon import packed, read_label

_ITEM = re.compile(
    r"(?P<which>其中[:：，,]?)?(?P<label>[^\d:：；;，,、。()（）]{2,16})(?:[(（](?P<mark>[^()（）\d]{1,8})[)）])?(?:[:：]|为|是|共)?"
    r"(?P<amount>-?\d[\d,，]*(?:\.\d+)?)(?P<unit>亿元|万元|千元|元|万|亿|[%％]|分)?(?=[；;，,、。)）]|其中|[^\d.]|$)"
    r"[；;，,、。)）]*"
)
_KINDS = frozenset({"initial", "annual", "executed", "rate"})
# 预算安排A，执行B: the verb alone tells what was spent.
_VERBS = {"执行": "执行数", "支出": "支出数", "实际执行": "执行数"}
_LEAST = 2
_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Told:
    """A labelled figure of such a cell, as printed; `unit` is its own or the one that the label's bracket names."""

    label: str
    amount: str
    unit: str = ""
    is_of_which: bool = False


def read_told(text: str) -> tuple[Told, ...]:
    """The amounts that a cell tells, two kinds of amount at least and next to nothing else; () for any other text."""
    rest = packed(text)
    told, length = [], 0
    for found in _ITEM.finditer(rest):
        label = _VERBS.get(said := found["label"].removesuffix("为").removesuffix("是"), said)
        if not (amount_field(label) or is_fund_label(label)):
            continue
        unit = found["unit"] or read_label(f"{label}({found['mark'] or ''})").unit
        amount = found["amount"].rstrip(",，") + (found["unit"] or "")
        told.append(Told(label, amount, unit, bool(found["which"])))
        length += len(found[0])
    kinds = {amount_field(one.label) for one in told}
    is_told = len(told) >= _LEAST and len(kinds & _KINDS) >= _LEAST
    return tuple(told) if is_told and length >= _SHARE * len(rest) else ()
