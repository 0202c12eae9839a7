"""What the labels of a form name: fund rows, kinds of amount, totals, goals; amounts beside their labels."""

import re
from dataclasses import dataclass

from extractors.form_sheet import Sheet, is_blank, is_figure
from extractors.lexicon import Match, field_of, has_spelling, packed, plain, read_label
from extractors.model import Cell
from extractors.numbers import read_number

PAIR = re.compile(r"^([^:：]{2,16})[:：](.*)$", re.DOTALL)
_NUMBER = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十])$")
_LEFT = re.compile(r"(?:资金|年末)?(?:结余|结转|结转结余|结余结转)(?:资金|数|情况)?")
# Beside an amount these belong to it; alone they can be anything.
_BESIDE = ("rate", "weight", "score")
_PAIRED, _LONG = 3, 13
# The score of the execution, where it stands beside its rate or weight.
_EXECUTION = ("得分", "执行率得分", "预算执行得分", "执行得分", "预算执行率得分")
# The most that a form gives for the execution of the budget.
MOST_POINTS = 20
_POINTS = re.compile(r"\d{1,3}(?:\.\d+)?分?")
# 评价得分合计, 部门自评总分: words of the trade before a word for the sum of all.
_TOTAL = re.compile(
    r"(?:绩效|自评|自我|评价|评分|指标|分值|得分|项目|部门|单位|整体|支出|综合|各项|全部|最终|总)*"
    r"(?:合计|总计|总分值?|总得分|总评分|得分|总和)"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A labelled amount; `cell` holds the label, `value` the amount (the same cell where it stands behind it)."""

    label: str
    cell: Cell
    value: Cell
    is_inside: bool = False


def amounts(sheet: Sheet, row: int) -> list[Amount]:
    """Amounts of a fund block printed beside their labels, or behind them in one cell, without heads over them."""
    found: list[Amount] = []
    is_pointed = has_points(sheet, row)
    for cell in sheet.filled(row):
        split = PAIR.match(packed(cell.text))
        is_told = split and (is_amount_label(split[1]) or (found and _is_beside(split[1])))
        if split and is_told and read_number(split[2]) is not None:
            found.append(Amount(split[1], cell, cell, is_inside=True))
            continue
        right = sheet.after(cell)
        is_rate = (bool(found) and amount_field(cell.text) in ("rate", "weight")) or (
            is_pointed and _is_beside(packed(cell.text))
        )
        if right is None or len(read_label(cell.text).name) > 24 or not (is_amount_label(cell.text) or is_rate):
            continue
        if read_label(cell.text).points and read_label(cell.text).points == packed(right.text).rstrip("分"):
            continue  # 一、预算执行（20分）|20: the points of a band
        if is_figure(right) and _is_run(sheet, right):
            continue  # 财政拨款|200|200|198|99%: amounts of kinds that nothing names
        is_open = is_fund_label(cell.text) and is_blank(right.text) and right.row == row
        if is_open or is_figure(right):
            found.append(Amount(packed(cell.text), cell, right))
    return found


def _is_run(sheet: Sheet, first: Cell) -> bool:
    """Whether a figure has two and more figures right behind it in its row."""
    second = sheet.after(first)
    third = sheet.after(second) if second is not None and is_figure(second) else None
    return third is not None and is_figure(third)


def has_points(sheet: Sheet, row: int) -> bool:
    """Whether a row prints the points of the execution as labels with figures: no total of the form is meant.

    分值|10|得分|9.5, or 执行率|95%|得分|9.5, or 执行数|95|得分|9.5: no form has so small a total.
    """
    labels = {read_label(cell.text).name: cell for cell in sheet.filled(row) if not is_figure(cell)}
    scored = next((label for label in labels if label in _EXECUTION), "")
    if not scored:
        return False
    kinds = {amount_field(label) for label in labels}
    given = sheet.after(labels[scored])
    number = read_number(packed(given.text)) if given is not None and is_figure(given) else None
    is_small = number is not None and number.value <= MOST_POINTS
    return bool(kinds & {"weight", "rate"}) or (is_small and bool(kinds & {"initial", "annual", "executed"}))


def _is_beside(label: str) -> bool:
    """Whether a label behind an amount names its rate or its points: 得分, not 自评得分, which is the form's total."""
    return amount_field(label) in _BESIDE and not label.startswith("自评")


def is_amount_label(text: str) -> bool:
    """Whether a label names a fund row or a kind of amount (预算数, 执行数)."""
    return is_fund_label(text) or amount_field(text) not in ("", *_BESIDE)


def amount_field(text: str) -> str:
    """The kind of amount that a label names: initial|annual|executed|rate|weight|score|received|left, "" for none."""
    match = field_of("funds", text)
    if match and match.field in ("initial", "annual", "executed", "received", *_BESIDE):
        return match.field
    return "left" if _LEFT.fullmatch(read_label(text).name) else ""


def is_fund_label(text: str) -> bool:
    """Whether a label names a row of a fund block, the axis it stands on before it or not (资金来源：财政拨款)."""
    name = re.sub(r"^其中[:：]?", "", read_label(text).whole)
    head, _, rest = name.partition(":")
    if rest and (has_spelling("axes", "source", head) or has_spelling("axes", "structure", head)):
        name = rest
    return field_of("fund_rows", name) is not None


def is_total_label(text: str) -> bool:
    """Whether a label names the sum of everything and no category: 评价得分合计, not 产出指标合计."""
    return bool(_TOTAL.fullmatch(read_label(text).name))


def told_total(cell: Cell) -> str:
    """The total that a cell states behind its label (合计（满分100分）：95.5分), else ""."""
    label, text = (split[1], split[2]) if (split := PAIR.match(plain(cell.text))) else ("", "")
    is_named = bool(label) and (has_spelling("rows", "total", label) or is_total_label(label))
    return text if is_named and _POINTS.fullmatch(text) else ""


def goal_match(text: str) -> Match | None:
    """What a goal label stands for, one of several numbered ones too: 年度目标2（40分）."""
    return field_of("goals", text) or field_of("goals", _NUMBER.sub("", read_label(text).name))


def paired_goal_heads(sheet: Sheet, row: int) -> tuple[Cell, Cell] | None:
    """The heads of a goal and its outcome by where they stand: beside a label such as 年度目标, over two long texts."""
    cells = sheet.filled(row)
    if len(cells) != _PAIRED or cells[0].row_span < 2 or goal_match(cells[0].text) is None:
        return None
    heads = cells[1], cells[2]
    below = [sheet.at(row + 1, head.col) for head in heads]
    is_over = all(
        text and text.row == row + 1 and text.col == head.col and len(packed(text.text)) > _LONG
        for head, text in zip(heads, below, strict=True)
    )
    is_short = all(head.row_span == 1 and len(packed(head.text)) < _LONG for head in heads)
    return heads if is_over and is_short else None
