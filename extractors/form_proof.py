"""Heads held against what stands under them: guesses are confirmed or refused, doubles are decided by arithmetic."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractors.form_blocks import Block
from extractors.form_columns import Column, Columns, cell_in
from extractors.form_sheet import is_blank, is_figure
from extractors.lexicon import packed, plain
from extractors.model import Cell, Number
from extractors.numbers import read_number
from extractors.units import clean_unit, unit_factor

_BUDGETS = ("annual", "initial")
_POINTS = ("weight", "score")
_FIGURES = (*_POINTS, *_BUDGETS, "executed", "rate")
_HUNDRED = Decimal(100)
_CONFIRMED = Decimal("0.97")
# A printed rate may be rounded to whole per cent or cut off there.
_RATE_SLACK = Decimal(1)
# What the weights of the indicators add up to beside 0, 10 or 20 points for the execution of the budget.
_WEIGHT_SUMS = (_HUNDRED, Decimal(90), Decimal(80))
_LETTERS = re.compile(r"\(?([A-Z①-⑳]|栏\d)\)?[/÷]\(?([A-Z①-⑳]|栏\d)\)?", re.IGNORECASE)
_KINDS = re.compile(r"(?:定量|[正反逆]向|数量|计划|历史|行业)(?:指标|标准)?")
_LONGEST_UNIT = 6
_LEAST = 2
# The columns that make another one needless, and what a column is told to be where arithmetic alone says so.
_INSTEAD = {"executed": (), "annual": ("initial",)}
_SHOWN = {"executed": "执行数", "annual": "预算数"}


def proved(block: Block) -> Block:
    """The block with the fields of its columns settled by what stands in them."""
    if block.columns is None or block.kind not in ("funds", "indicators"):
        return block
    is_funds, columns = block.kind == "funds", block.columns
    columns = _by_gap(block, _by_rate(block, _by_formula(columns))) if is_funds else _by_weights(block, columns)
    judged = tuple(_judged(block, columns, column) for column in columns.columns)
    return replace(block, columns=replace(columns, columns=judged))


def _cells(block: Block, column: Column | None) -> list[Cell]:
    """The cells with text that rows of the block have of their own in a column."""
    found = ((row, cell_in(block.sheet, row, column)) for row in block.data_rows)
    return [cell for row, cell in found if cell and cell.row == row and not is_blank(cell.text)]


def _numbers(block: Block, column: Column | None) -> dict[int, Number]:
    """The figures of a column by row."""
    found = {cell.row: read_number(packed(cell.text)) for cell in _cells(block, column)}
    return {row: number for row, number in found.items() if number is not None}


def _given(columns: Columns, chosen: Column, field: str) -> Columns:
    """The columns with a field given to one of them and taken from whichever had it."""
    found = []
    for column in columns.columns:
        if column is chosen:
            found.append(replace(column, field=field, rival=""))
        elif column.field == field:
            found.append(replace(column, field="other", rival=field))
        else:
            found.append(column)
    return replace(columns, columns=tuple(found))


def _by_formula(columns: Columns) -> Columns:
    """The rate's own formula names the budget and the spending by their letters: 执行率（E/D）."""
    rate = columns.get("rate")
    letters = _LETTERS.match(rate.label.formula) if rate else None
    if letters is None:
        return columns
    for letter, fields in ((letters[1], ("executed",)), (letters[2], _BUDGETS)):
        named = [c for c in columns.columns if c.label.letter == letter.upper()]
        if len(named) == 1 and named[0].field not in (*fields, "rate", "received"):
            columns = _given(columns, named[0], fields[0])
    return columns


def _by_rate(block: Block, columns: Columns) -> Columns:
    """Of several columns that can be the annual budget the one that the printed rates divide by."""
    chosen = columns.get("annual")
    rivals = [column for column in columns.columns if column.rival == "annual"]
    if chosen is None or not rivals or _fit(block, columns, chosen) is not False:
        return columns
    fitting = [column for column in rivals if _fit(block, columns, column)]
    return _given(columns, fitting[0], "annual") if len(fitting) == 1 else columns


def _by_gap(block: Block, columns: Columns) -> Columns:
    """An amount that no known head names, given to the one column of unknown name that gives the printed rates."""
    missing = [field for field in ("executed", "annual") if not columns.has(field, *_INSTEAD[field])]
    if len(missing) != 1 or not columns.has("rate"):
        return columns
    unknown = [column for column in columns.columns if not column.field and len(_numbers(block, column)) >= _LEAST]
    fitting = [found for column in unknown if _closes(block, found := _given(columns, column, missing[0]))]
    if len(fitting) != 1:
        return columns
    named = fitting[0].get(missing[0])
    told = tuple(
        replace(column, confidence=_CONFIRMED, spelling=_SHOWN[missing[0]]) if column is named else column
        for column in fitting[0].columns
    )
    return replace(fitting[0], columns=told)


def _closes(block: Block, columns: Columns) -> bool:
    """Whether the rates of at least two rows come out, not all of them 100 %, which any repeated amount would give."""
    rates = {number.value for number in _numbers(block, columns.get("rate")).values()}
    return len(rates) >= _LEAST and rates != {_HUNDRED} and bool(_fit(block, columns, _budget(columns)))


def _fit(block: Block, columns: Columns, budget: Column | None) -> bool | None:
    """Whether executed / budget gives the printed rates of most rows; None where no row prints all three."""
    budgets, spent = _numbers(block, budget), _numbers(block, columns.get("executed"))
    rates = _numbers(block, columns.get("rate"))
    rows = [row for row in rates if row in budgets and row in spent and budgets[row].amount > 0]
    shares = {r: spent[r].amount / budgets[r].amount * _HUNDRED for r in rows}
    # A rate may also be printed as a share of one: 0.95.
    told = {r: (rates[r].value, rates[r].value * _HUNDRED) for r in rows}
    fits = [any(abs(shares[r] - rate) <= _RATE_SLACK for rate in told[r]) for r in rows]
    return sum(fits) * 2 > len(fits) if fits else None


def _by_weights(block: Block, columns: Columns) -> Columns:
    """Of several columns of points the one that gives every row its own, where the first choice does not."""
    chosen = columns.get("weight")
    rivals = [column for column in columns.columns if column.rival == "weight"]
    if chosen is None or not rivals:
        return columns
    counts = {column.col: len(_numbers(block, column)) for column in (chosen, *rivals)}
    best = max(rivals, key=lambda column: counts[column.col])
    return _given(columns, best, "weight") if counts[best.col] > 2 * counts[chosen.col] else columns


def _judged(block: Block, columns: Columns, column: Column) -> Column:
    """A column whose head was guessed, confirmed or refused by its cells; a known head must hold what it names."""
    if column.field in ("operator", "target_unit"):
        return _of_signs(block, column)
    if column.confidence == 1 or column.field in ("", "other"):
        return column
    if refused := _refusal(block, columns, column):
        return replace(column, field="", refused=refused)
    return replace(column, confidence=_CONFIRMED) if _is_confirmed(block, columns, column) else column


def _of_signs(block: Block, column: Column) -> Column:
    """A column of operators or units, none of the form's where its cells are neither."""
    texts = [packed(cell.text) for cell in _cells(block, column)]
    if not texts:
        return column
    if column.field == "operator":
        is_fit = any(map(_is_operator, texts)) or not any(map(_KINDS.fullmatch, texts))
    else:
        is_fit = sum(map(_is_unit, texts)) * 2 >= len(texts)
    return column if is_fit else replace(column, field="other", rival=column.field)


def _is_operator(text: str) -> bool:
    number = read_number(plain(text) + "1")
    return number is not None and bool(number.operator)


def _is_unit(text: str) -> bool:
    unit = clean_unit(text)
    return not unit or unit_factor(unit) is not None or len(unit) <= _LONGEST_UNIT


def _refusal(block: Block, columns: Columns, column: Column) -> str:
    """Why the cells of a column cannot be what its head was taken for, "" if they can."""
    cells = _cells(block, column)
    figures = sum(map(is_figure, cells))
    if column.field in _FIGURES and figures * 2 < len(cells):
        return "该列多数单元格不是数字"
    if column.field == "reason" and cells and figures * 2 > len(cells):
        return "该列多数单元格是数字"
    if column.field in _POINTS and any(n.value > _HUNDRED for n in _numbers(block, column).values()):
        return "该列有大于100的数"
    if column.field in (*_BUDGETS, "executed") and _fit(block, columns, _budget(columns)) is False:
        return "按该列算出的执行率与所印执行率不符"
    pairs = list(_points(block, columns, column)) if column.field == "score" else []
    return "该列多数得分高于分值" if sum(given > most for given, most in pairs) * 2 > len(pairs) else ""


def _budget(columns: Columns) -> Column | None:
    return columns.get("annual") or columns.get("initial")


def _points(block: Block, columns: Columns, score: Column) -> Iterator[tuple[Decimal, Decimal]]:
    """Score and weight of every row that prints both."""
    weights = _numbers(block, columns.get("weight"))
    for row, number in _numbers(block, score).items():
        if row in weights:
            yield number.value, weights[row].value


def _is_confirmed(block: Block, columns: Columns, column: Column) -> bool:
    """Whether arithmetic bears a guess out: the rates come out, the weights make 100, no score exceeds its weight."""
    if column.field in (*_BUDGETS, "executed", "rate"):
        return bool(_fit(block, columns, _budget(columns)))
    if column.field == "weight":
        return sum(number.value for number in _numbers(block, column).values()) in _WEIGHT_SUMS
    if column.field == "score":
        pairs = list(_points(block, columns, column))
        return len(pairs) > 1 and all(given <= most for given, most in pairs)
    return False
