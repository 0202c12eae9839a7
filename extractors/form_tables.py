"""Tables that are no form: which cells hold figures, in which unit, under which row and column label."""

import re
from collections.abc import Iterator

from extractors.form_blocks import UNIT_LINE
from extractors.form_sheet import Sheet, is_blank, is_figure, path
from extractors.lexicon import Label, packed, plain, read_label
from extractors.model import Cell
from extractors.units import is_money

NO_FIGURE = re.compile(
    r"序号|编码|代码|编号|证号|电话|手机|日期|时间|年份|年度$|行次|栏次|邮编|凭证号|文号|账号|规格|型号|^[类款项目]$|名称$|简称|批次号|号码"
)
_SHARE = re.compile(r"率|比重|比例|占比|增减|增长|百分|%|变动")
_POINTS = re.compile(r"得分|评分|分值|权重")
_COUNT = re.compile(r"数量|人数|个数|件数|户数|次数|面积|份数|[（(](?:人|个|辆|台|件|户|次|项)[)）]|人员编制|编制数")
_CODE = re.compile(r"0\d+")


def read_ordinary(sheet: Sheet, rows: range | None = None) -> None:
    """Give every value cell of a table, or of some rows of it, its figure.

    Heads, serial numbers, codes, years and prose get none. Rows with a title of their own may state a unit in it.
    """
    heads: dict[int, list[Label]] = {}
    serials = set(_serial_columns(sheet))
    is_headed = False
    rows = range(sheet.rows) if rows is None else rows
    own = _stated_unit(sheet, rows.start) if rows.start else ""
    for row in rows:
        if not sheet.filled(row) or _is_numbering(sheet, row):
            continue
        values = [c for c in sheet.filled(row) if is_figure(c)]
        if not values:
            if not is_headed or _is_head(sheet, row):
                _take_heads(sheet, row, heads, is_first=is_headed)
                is_headed = False
            continue
        is_headed = True
        for cell in values:
            labels = heads.get(cell.col, [])
            if cell.col not in serials and not _is_bare(cell, labels):
                _read(sheet, row, cell, labels, own)


def _stated_unit(sheet: Sheet, row: int) -> str:
    """The unit that the title over some rows states: 支出明细（元）, 单位：元; "" for none."""
    texts = [cell.text for cell in sheet.filled(row)]
    marks = (UNIT_LINE.search(packed(text)) for text in texts)
    units = [mark[1] for mark in marks if mark] + [read_label(text).unit for text in texts if len(texts) == 1]
    return next(filter(is_money, units), "")


def _is_numbering(sheet: Sheet, row: int) -> bool:
    """Whether a row only numbers the columns (栏次 1 2 3)."""
    cells = sheet.filled(row)
    first = packed(cells[0].text)
    numbers = [packed(c.text) for c in cells if packed(c.text).isdigit()]
    counting = [str(int(numbers[0]) + i) for i in range(len(numbers))] if numbers else []
    is_counting = len(numbers) >= 3 and len(numbers) == len(cells) and numbers == counting
    return first in ("栏次", "行次", "列次") or is_counting


def _is_head(sheet: Sheet, row: int) -> bool:
    """Whether a row without figures in the middle of a table is a new head: words over two and more columns."""
    cells = [c for c in sheet.filled(row) if c.row_span <= 2]
    is_full = len(cells) >= 3 and len(cells) * 2 > len(sheet.covering(row))
    return is_full and all(len(packed(c.text)) <= 20 for c in cells)


def _take_heads(sheet: Sheet, row: int, heads: dict[int, list[Label]], is_first: bool) -> None:
    """Add a head row to the labels of its columns; the first row of a new head replaces the old ones."""
    if is_first:
        heads.clear()
    for cell in sheet.filled(row):
        if sheet.is_wide(cell) and sheet.cols > 2:
            continue
        for col in range(cell.col, cell.col + cell.col_span):
            heads.setdefault(col, []).append(read_label(cell.text))


def _is_bare(cell: Cell, labels: list[Label]) -> bool:
    """Whether a figure is a code, a year or a serial number by its column's head or its own shape."""
    return any(NO_FIGURE.search(label.name) for label in labels) or bool(_CODE.fullmatch(packed(cell.text)))


def _read(sheet: Sheet, row: int, cell: Cell, labels: list[Label], own: str) -> None:
    label = _row_label(sheet, row, cell.col)
    if label and NO_FIGURE.search(label.name) and len(label.name) <= 6:
        return
    unit = _unit(sheet, labels, label, own)
    caption = packed(sheet.table.caption)[:40]
    name = labels[-1].text if labels else ""
    sheet.entry(cell, path(caption, label.name if label else "", name), unit)


def _row_label(sheet: Sheet, row: int, col: int) -> Label | None:
    """The words that name a figure's row: the nearest to its left, or the first of the words that run up to those."""
    words: list[Cell] = []
    for cell in (sheet.at(row, at) for at in range(col - 1, -1, -1)):
        is_word = cell is not None and not is_blank(cell.text) and not is_figure(cell)
        if cell is not None and is_word and cell not in words:
            words.append(cell)
        elif words and not is_word:
            break
    own = [cell for cell in words if cell.row_span == 1]
    return read_label((own[-1:] or words[:1])[0].text) if words else None


def _unit(sheet: Sheet, labels: list[Label], row: Label | None, stated: str) -> str:
    """A figure's unit: % by its column, its row's label, its column's heads from the deepest up, the table's money."""
    heads = [label.unit for label in reversed(labels)]
    own = "%" if "%" in heads else next((unit for unit in (row.unit if row else "", *heads) if unit), "")
    if own:
        return own
    text = plain("".join(label.text for label in labels))
    if _POINTS.search(text):
        return "分"
    if _SHARE.search(text) or _COUNT.search(text) or (row and (_SHARE.search(row.name) or _COUNT.search(row.name))):
        return ""
    mark = UNIT_LINE.search(packed(sheet.table.caption))
    if stated:
        return stated
    return sheet.table.money_unit or (mark[1] if mark else "")


def _serial_columns(sheet: Sheet) -> Iterator[int]:
    """Columns that count their rows: 1, 2, 3 …"""
    for col in range(min(sheet.cols, 12)):
        texts = [packed(c.text) for row in range(sheet.rows) if (c := sheet.at(row, col)) and c.row == row]
        numbers = [int(text) for text in texts if text.isdigit() and len(text) <= 4]
        filled = sum(1 for text in texts if text)
        is_counting = len(numbers) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if is_counting and numbers[0] <= 1 and len(numbers) * 2 > filled:
            yield col
