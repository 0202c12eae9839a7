"""Lists of amounts inside one cell: 按收入性质分：一般公共预算：1,400 政府性基金：200.5 …"""

import re
from dataclasses import dataclass

from extractors.lexicon import field_of, has_spelling, packed, read_label

_HEAD = re.compile(r"^([^:：\d]{2,12})[:：]")
_ITEM = re.compile(
    r"(?P<which>其中[:：]?)?(?P<label>[^\d:：；;，,、。\s(（]{2,24}(?:[(（][^()（）\d]{1,12}[)）])?)[:：]?"
    r"(?P<amount>-?\d[\d,，]*(?:\.\d+)?|[—－/-]*)(?P<unit>亿元|万元|千元|元)?(?=[；;，,、。]|其中|[^\d.]|$)[；;，,、。]?"
)
_TOTAL = re.compile(r"^\d[\d,，]*(?:\.\d+)?(?:亿元|万元|千元|元)?[；;，,、。]?")
_LEAST = 2
_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Item:
    """A labelled amount of a list; `amount` is "" where the list leaves it open."""

    label: str
    amount: str
    unit: str = ""
    is_of_which: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """The items of a list and the axis it stands on: source, structure or ""."""

    axis: str
    items: tuple[Item, ...]


def read_list(text: str) -> Listed | None:
    """The list of fund amounts that a cell's text is, None for any other text."""
    rest, axis = packed(text), ""
    if head := _HEAD.match(rest):
        axis = next((name for name in ("source", "structure") if has_spelling("axes", name, head[1])), "")
    if axis and head:
        rest = _TOTAL.sub("", rest[head.end() :])
    items, length = [], 0
    for found in _ITEM.finditer(rest):
        if field_of("fund_rows", found["label"]) is None:
            continue
        amount = found["amount"].strip("—－/-") and found["amount"]
        items.append(Item(read_label(found["label"]).name, amount, found["unit"] or "", bool(found["which"])))
        length += len(found[0])
    is_list = any(item.amount for item in items) and (len(items) >= _LEAST or bool(axis))
    return Listed(axis, tuple(items)) if is_list and length >= _SHARE * len(rest) else None
