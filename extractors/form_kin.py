"""What the rows of a fund block are called and which of them is part of which."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.lexicon import field_of, has_spelling, plain, read_label
from extractors.model import Cell, FundRow

_OF_WHICH = re.compile(r"^其中[:：]?")
_NUMBERED = re.compile(r"^(?:其中[:：]?)?[(（]?\d{1,2}[)）.、．]|^[①-⑳]")
# 一、 over （一） over 1. over （1） over ①.
_DEPTHS = tuple(
    re.compile(rf"(?:其中:)?{mark.replace('N', '[一二三四五六七八九十]{1,2}')}")
    for mark in (r"N[、.]", r"\(N\)", r"\d{1,2}[、.](?!\d)", r"\(\d{1,2}\)", "[①-⑳]")
)
# The rows that sum up those above them are an axis of their own: together they make the whole once more.
_SUM = re.compile(r"(?:合计|总计)$")
_SUBTOTAL = re.compile(r"(?:分项)?小计")
# A 其中 below one of these splits that row; below another row it is one more part of the whole.
_SPLIT = re.compile(r"财政|基本支出|项目支出|上级|中央")
# A kind of spending beside 基本支出 and 项目支出: 其他支出, 经营支出; 财政拨款支出 is a source.
_SPENT = re.compile(r"^(?!.*(?:财政|拨款|资金|补助)).*支出$")
_BROAD, _KINDS = re.compile(r"^(?:基本支出|项目支出)$"), re.compile(r"^(?:基本支出|项目支出)")


@dataclass(frozen=True, slots=True)
class Name:
    """What a fund row's label says: its name, its axis, whether it is a 其中, whether and how deep it is numbered.

    under: the label that runs down beside it and other rows.
    """

    text: str
    axis: str = ""
    is_of_which: bool = False
    is_numbered: bool = False
    depth: int = 0
    under: str = ""


def fund_name(labels: list[Cell], axis: str) -> Name:
    """The name of a row and the axis it stands on; an axis holds until another begins."""
    said = plain(labels[-1].text)
    text = read_label(labels[-1].text).whole
    for cell in labels:
        head, _, rest = read_label(cell.text).whole.partition(":")
        for name in ("source", "structure"):
            if has_spelling("axes", name, head):
                axis = name
                text, said = (rest, rest) if cell is labels[-1] else (text, said)
    bare = read_label(_OF_WHICH.sub("", text)).whole
    if has_spelling("fund_rows", "whole", bare) and not _OF_WHICH.match(text):
        axis = ""
    depth = next((i for i, mark in enumerate(_DEPTHS, 1) if mark.match(said)), 0)
    is_of_which = bool(_OF_WHICH.match(read_label(text).whole))
    side = labels[0] if len(labels) > 1 and labels[0].row_span > 1 else None
    under = _without_unit(read_label(side.text).whole) if side else ""
    return Name(_without_unit(bare), axis, is_of_which, bool(_NUMBERED.match(said)), depth, under)


def _sums(names: list[Name]) -> list[int]:
    """The rows that sum up the rows above them: 本年收入合计."""
    return [i for i, name in enumerate(names) if i and _SUM.search(name.text) and not name.is_of_which]


def _without_unit(text: str) -> str:
    """The label without a unit in brackets at its end."""
    label = read_label(text)
    return label.name if label.unit or label.points or label.letter else text


def related(rows: list[tuple[Name, FundRow]]) -> Iterator[FundRow]:
    """The rows with their parents: 其中 opens a level, a kind of money that stands for itself closes it."""
    names = [name for name, _ in rows]
    whole, start = _whole(names)
    nested = before = side = ""
    above: list[Name] = []
    # What stands between 本年收入合计 and 收入总计 is a part of neither.
    last = start if start > 0 and len(_sums(names)) > 1 else len(names)
    for i, (name, fund) in enumerate(rows):
        if i > last:
            yield replace(fund, parent="", axis="")
            continue
        if name.depth:
            above = [*(one for one in above if one.depth < name.depth), name]
        if i == start or (_is_whole(name) and not _is_fiscal_whole(name) and name.text != whole):
            whole, nested = name.text, ""
            yield replace(fund, parent="", axis="")
        elif _SUBTOTAL.fullmatch(name.text):
            nested = ""
            yield replace(fund, parent=whole, axis="小计")
        elif name.depth and len(above) > 1:
            nested = "" if above[-2].text == whole else above[-2].text
            yield replace(fund, parent=nested or whole, axis="" if nested else name.axis)
        elif name.under and name.under != whole and any(one.text == name.under for one in names[:i]):
            nested = side = name.under
            yield replace(fund, parent=nested)
        else:
            nested = _nesting(name, "" if nested == side else nested, before, whole)
            yield replace(fund, parent=nested or whole, axis="" if nested else name.axis)
        before = name.text


def with_axes(rows: tuple[FundRow, ...]) -> tuple[FundRow, ...]:
    """The parts of a whole that is split both ways without saying so (财政拨款, 其他资金, 基本支出, 项目支出)."""
    for whole in dict.fromkeys(row.parent for row in rows if row.parent):
        parts = [row for row in rows if row.parent == whole]
        spent = [row for row in parts if _BROAD.search(row.label)]
        kinds = [row for row in parts if row in spent or _SPENT.search(row.label)]
        if len(spent) == 2 and len(parts) > len(kinds) and not any(row.axis for row in parts):
            axes = {id(row): "structure" if row in kinds else "source" for row in parts}
            rows = tuple(replace(row, axis=axes.get(id(row), row.axis)) for row in rows)
    return rows


def _nesting(name: Name, nested: str, before: str, whole: str) -> str:
    """The row that this one is a part of below the whole, "" for a part of the whole itself."""
    if has_spelling("fund_rows", "rest", name.text) or (nested and _BROAD.search(nested) and _KINDS.search(name.text)):
        return ""
    if name.is_of_which:
        return nested or (before if before != whole and _SPLIT.search(before) else "")
    return "" if name.is_numbered else nested


def _whole(names: list[Name]) -> tuple[str, int]:
    """The row of the whole and where it stands (-1: nowhere); a whole at the foot is found too."""
    for i, name in enumerate(names):
        if _is_whole(name):
            return name.text, i
    sums = _sums(names)
    if sums and sums[-1] == len(names) - 1:
        return names[sums[0]].text, sums[0]
    if len(names) > 1 and names[1].is_of_which and not names[0].is_of_which:
        return names[0].text, 0
    if len(names) == 1 or (names and field_of("fund_rows", names[0].text) is None and not names[0].is_of_which):
        return names[0].text, 0
    return "", -1


def _is_whole(name: Name) -> bool:
    return not name.is_of_which and not name.axis and has_spelling("fund_rows", "whole", name.text)


def _is_fiscal_whole(name: Name) -> bool:
    return "财政" in name.text
