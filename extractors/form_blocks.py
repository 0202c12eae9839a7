"""A table cut into blocks of rows: title, head, goals, tasks, funds, indicators, total, foot, note."""

import re
from dataclasses import dataclass, field, replace

from extractors.form_columns import Columns, cell_in
from extractors.form_heads import read_columns
from extractors.form_labels import (
    PAIR,
    amount_field,
    amounts,
    goal_match,
    has_points,
    is_fund_label,
    is_total_label,
    paired_goal_heads,
    told_total,
)
from extractors.form_levels import is_category_name
from extractors.form_lists import read_list
from extractors.form_sheet import Sheet, filled_texts, is_blank, is_figure
from extractors.form_sides import read_sides
from extractors.form_told import read_told
from extractors.lexicon import field_of, has_spelling, packed, plain, read_label
from extractors.model import Cell

TITLE = re.compile(r"(绩效|自评|评价|目标|评分|得分).{0,30}(表|一览)$|自评表|绩效目标.{0,6}表")
NOTE = re.compile(r"^(?:注|备注|说明|填表说明|填报说明|填写说明|注释|附注|备注说明)(?:[:：]|\d[.、．]|[（(]?[一1]|$)")
YEAR_LINE = re.compile(r"[(（]?(?:19|20)\d{2}年?度?[)）]?(?:.{0,4}单位[:：].{1,4})?")
UNIT_LINE = re.compile(r"(?:金额)?单位[:：]?(?:人民币)?[(（]?(亿元|万元|千元|百元|元)[)）]?")
_BAND = re.compile(r"^[一二三四五六七八九十]{1,2}[、.．]\D{2,24}(?:[(（]\d{1,3}分[)）])?$")
_DETAIL_TITLE = re.compile(r"(?:支出|开支|使用|资金)明细(?:情况|表)?$")
_OF_YEAR = re.compile(r"(?:19|20)\d{2}年度?")
_DETAIL = re.compile(r"^(?:支出|开支|费用)(?:内容|明细|用途|事项|科目|项目|名称)|经济(?:分类)?科目$|^会计凭证")
_SUMS = frozenset(("总分", "合计", "总计", "总得分"))
_FIGURES = re.compile(r"\d+(?:\.\d+)?")
_AMOUNT = re.compile(r"^[约近共<>≤≥=]?-?\d")
_EMPHATIC = frozenset(("total", "grade"))


@dataclass(slots=True)
class Block:
    """Rows first up to, not including, end of a sheet. kind: title|year|head|goal|goals|tasks|funds|amounts|
    detail|indicators|total|band|foot|note|other."""

    kind: str
    sheet: Sheet
    first: int
    end: int
    columns: Columns | None = None
    fields: set[str] = field(default_factory=set)

    @property
    def data_rows(self) -> range:
        return range(self.columns.end_row if self.columns else self.first, self.end)


def read_blocks(sheet: Sheet, carried: Columns | None = None) -> list[Block]:
    """Cut a table into blocks; rows of no kind of their own belong to the block above them.

    carried: the columns of indicators that the table goes on with from the one before it.
    """
    blocks = [Block("indicators", sheet, 0, 0, carried)] if carried else []
    row = 0
    while row < sheet.rows:
        last = blocks[-1] if blocks else None
        found = _late_total(sheet, row, blocks) or _begin(sheet, row, last)
        found = _below_total(sheet, row, blocks, found) or found
        if found is None and last is not None:
            last.end = row + 1
        else:
            blocks.append(found or Block("other", sheet, row, row + 1))
        row = blocks[-1].end
    return blocks


def _begin(sheet: Sheet, row: int, last: Block | None) -> Block | None:
    """The block that begins in a row, None where the row goes on with the one above."""
    cells = sheet.filled(row)
    if not cells:
        return None
    active = last.kind if last else ""
    if is_detail(sheet, cells, active) and read_sides(sheet, row) is None:
        return None if active == "detail" else Block("detail", sheet, row, row + 1)
    if columns := read_columns(sheet, row):
        return Block(columns.block, sheet, row, columns.end_row, columns)
    for kind in ("note", "title", "year", "band"):
        if len(cells) == 1 and _SINGLE[kind](sheet, cells[0], active):
            return None if kind == "band" and _heads_data(sheet, row, last) else Block(kind, sheet, row, row + 1)
    if active in ("indicators", "total") and last and is_total(sheet, row, last.columns):
        return Block("total", sheet, row, row + 1)
    return _labelled(sheet, row, last, cells)


def _below_total(sheet: Sheet, row: int, blocks: list[Block], found: Block | None) -> Block | None:
    """The rows of an indicator block whose total stands right below its heads, above all its rows."""
    if len(blocks) < 2 or blocks[-1].kind != "total" or (found and found.kind not in ("other", "total")):
        return None
    heads = blocks[-2]
    if heads.kind != "indicators" or heads.columns is None or heads.data_rows or not sheet.filled(row):
        return None
    return Block("indicators", sheet, row, row + 1, replace(heads.columns, first_row=row, end_row=row))


def _late_total(sheet: Sheet, row: int, blocks: list[Block]) -> Block | None:
    """A total row below a remark (其他需要说明事项): 总分 with figures behind it, where the form has none yet."""
    kinds = [block.kind for block in blocks]
    if _is_left_over(sheet, row, kinds):
        return Block("total", sheet, row, row + 1)
    if not kinds or kinds[-1] != "foot" or "indicators" not in kinds or "total" in kinds[kinds.index("indicators") :]:
        return None
    cells = sheet.filled(row)
    is_summed = len(cells) > 1 and read_label(cells[0].text).name in _SUMS and any(map(is_figure, cells))
    return Block("total", sheet, row, row + 1) if is_summed else None


def _is_left_over(sheet: Sheet, row: int, kinds: list[str]) -> bool:
    """Whether a table begins with the total row of the table before it, which a page break has cut off."""
    if set(kinds) - {"other"}:
        return False
    cells = sheet.filled(row)
    is_total_row = len(cells) > 1 and cells[0].col_span > 1 and read_label(cells[0].text).name in _SUMS
    return is_total_row and all(map(is_figure, cells[1:]))


def _labelled(sheet: Sheet, row: int, last: Block | None, cells: list[Cell]) -> Block | None:
    """A block that begins with labels: goals, head fields, amounts, remarks at the foot."""
    active = last.kind if last else ""
    if active == "indicators" and last and len(cells) > 2 and _is_data(sheet, row, last):
        return None
    if goal := _goal(sheet, row, cells, active):
        return goal
    if active in ("indicators", "tasks", "funds") and last and _is_data(sheet, row, last):
        return None
    fields = {found for cell in cells if (found := head_field(sheet, cell))}
    is_money = _is_money(sheet, row, cells) or (active != "goals" and any(read_told(c.text) for c in cells))
    is_head = fields and (active not in ("indicators", "tasks", "funds") or head_field(sheet, cells[0]))
    if is_head and not (is_money and fields <= {"money", "total"}):
        return Block("head", sheet, row, row + 1, fields=fields)
    if is_money or amounts(sheet, row):
        return None if active == "amounts" else Block("amounts", sheet, row, row + 1)
    if is_foot(sheet, cells) or (active == "indicators" and last and _is_remark(sheet, row, last)):
        return Block("foot", sheet, row, row + 1)
    if active in ("indicators", "tasks", "funds", "goals", "foot", "other"):
        return None
    return Block("other", sheet, row, row + 1)


def _is_money(sheet: Sheet, row: int, cells: list[Cell]) -> bool:
    """Whether a row holds fund amounts that are no head fields: labelled ones, or a list of them in one cell."""
    return any(read_list(c.text) for c in cells) or any(not field_of("head", a.label) for a in amounts(sheet, row))


def is_detail(sheet: Sheet, cells: list[Cell], active: str) -> bool:
    """Whether a row belongs to a list of what the money went into (支出内容|实际支出数|会计凭证号): no fund rows."""
    if len(cells) == 1 and sheet.is_wide(cells[0]):
        return len(packed(cells[0].text)) <= 24 and bool(_DETAIL_TITLE.search(read_label(cells[0].text).name))
    if not any(map(is_figure, cells)):
        below = sheet.filled(cells[0].row + 1)[:2]
        is_funds = any(is_fund_label(c.text) and not is_total_label(c.text) for c in below)
        is_funds = is_funds or any(amount_field(c.text) == "rate" for c in cells)
        is_yearly = active in ("funds", "amounts") and sum(bool(_OF_YEAR.fullmatch(packed(c.text))) for c in cells) > 1
        is_headed = is_yearly or any(_DETAIL.search(read_label(c.text).name) for c in cells)
        return len(cells) > 1 and not is_funds and is_headed
    return active == "detail" and not head_field(sheet, cells[0])


def _heads_data(sheet: Sheet, row: int, last: Block | None) -> bool:
    """Whether a band stands between the rows of an open indicator block, a category of them: 一、履职效能."""
    if last is None or last.kind != "indicators" or row + 1 >= sheet.rows or read_columns(sheet, row + 1):
        return False
    cells = sheet.filled(row + 1)
    is_goal = bool(cells) and _goal(sheet, row + 1, cells, last.kind) is not None
    return len(cells) > 2 and not is_goal and not is_total(sheet, row + 1, None) and _is_data(sheet, row + 1, last)


def _is_data(sheet: Sheet, row: int, block: Block) -> bool:
    """Whether a row has cells of its own under the block's heads, so that its first label is data and no head field."""
    assert block.columns
    known = [c for c in block.columns.columns if c.field and c.field not in ("other", "label")]
    under = {cell for c in known if (cell := cell_in(sheet, row, c))}
    if block.kind == "tasks" and _is_worded(sheet, row, block.columns):
        return False
    return len(under) >= max(2, (len(known) + 1) // 2)


def _is_worded(sheet: Sheet, row: int, columns: Columns) -> bool:
    """Whether words stand where a list of tasks has its money: labels of what comes after the list."""
    under = (cell_in(sheet, row, columns.get(field)) for field in ("budget", "executed"))
    return any(cell and not is_blank(cell.text) and not _AMOUNT.search(packed(cell.text)) for cell in under)


def _is_note(sheet: Sheet, cell: Cell, active: str) -> bool:
    text = packed(cell.text)
    return bool(NOTE.match(text) or _is_scale(text)) and (sheet.is_wide(cell) or len(text) > 20)


def _is_title(sheet: Sheet, cell: Cell, active: str) -> bool:
    text = re.sub(r"[(（][^()（）]*[)）]$", "", packed(cell.text))
    return sheet.is_wide(cell) and len(text) <= 60 and bool(TITLE.search(text))


def _is_year(sheet: Sheet, cell: Cell, active: str) -> bool:
    return sheet.is_wide(cell) and any(line.fullmatch(packed(cell.text)) for line in (YEAR_LINE, UNIT_LINE))


def _is_band(sheet: Sheet, cell: Cell, active: str) -> bool:
    if not sheet.is_wide(cell) or _BAND.match(packed(cell.text)):
        return sheet.is_wide(cell)
    is_open = active != "indicators" and cell.row + 1 < sheet.rows and is_category_name(cell.text)
    return is_open and getattr(read_columns(sheet, cell.row + 1), "block", "") == "indicators"


_SINGLE = {"note": _is_note, "title": _is_title, "year": _is_year, "band": _is_band}


def is_total(sheet: Sheet, row: int, columns: Columns | None) -> bool:
    """Whether a row is the form's total: its first label says so and no category runs down beside it."""
    first, *others = sheet.filled(row)
    if not others and told_total(first):
        return True
    if is_figure(first) or not (has_spelling("rows", "total", first.text) or is_total_label(first.text)):
        return False
    levels = [c.col for c in columns.columns if c.field.startswith("level")] if columns else []
    beside = (sheet.at(row, col) for col in range(min(levels, default=0), first.col))
    return not any(cell is not None and cell.row < row and packed(cell.text) for cell in beside)


def _goal(sheet: Sheet, row: int, cells: list[Cell], active: str) -> Block | None:
    """A row of goal labels: heads over the texts (goals), or a label with its text beside it (goal)."""
    if paired_goal_heads(sheet, row):
        return Block("goals", sheet, row, row + 1)
    named = cells[1:2] if len(cells) > 2 and cells[0].row_span > 1 else []
    if active in ("indicators", "funds", "tasks") and not any(goal_match(c.text) for c in (cells[0], *named)):
        return None
    marked = [c for c in cells if (m := goal_match(c.text)) and m.field in ("goal", "goal_total", "result")]
    if not marked or any(is_figure(c) for c in cells):
        return None
    heads = [c for c in marked if _is_over(sheet, row, c, marked)]
    if len(heads) >= 2 or (len(heads) == 1 and len(cells) == len(marked) and heads[0] is not cells[0]):
        return Block("goals", sheet, row, row + 1)
    texts = [sheet.after(c) for c in marked]
    if any(t is not None and t not in marked and not field_of("indicators", t.text) for t in texts):
        return Block("goal", sheet, row, row + 1)
    return None


def _is_over(sheet: Sheet, row: int, cell: Cell, marked: list[Cell]) -> bool:
    """Whether a goal label stands over its text: nothing but labels beside it in its row, and a text below."""
    right = sheet.after(cell)
    beside = right is None or field_of("goals", right.text) or is_blank(right.text) or right.row < row
    below = sheet.at(cell.row + cell.row_span, cell.col)
    return bool(cell.row_span == 1 and beside and below and below.col == cell.col and below is not cell)


def _is_scale(text: str) -> bool:
    """Whether a cell says what the grades stand for (评价等级：优（≥98分）、良（≥90分）), not which one is given."""
    split = PAIR.match(packed(text))
    match = field_of("head", split[1]) if split else None
    return bool(split and match and match.field == "grade" and len(_FIGURES.findall(split[2])) > 1)


def head_field(sheet: Sheet, cell: Cell) -> str:
    """The head field that a cell labels, its value beside it or behind its colon, else ""."""
    split = PAIR.match(packed(cell.text))
    if split and split[2]:
        match = field_of("head", split[1])
        return match.field if match and len(packed(cell.text)) <= 60 and not _is_scale(cell.text) else ""
    match = field_of("head", cell.text)
    if match is None:
        return ""
    right = sheet.after(cell)
    if right is None or (right.row < cell.row and match.field not in _EMPHATIC):
        return ""
    if match.field == "total" and has_points(sheet, cell.row):
        return ""
    return match.field


def is_foot(sheet: Sheet, cells: list[Cell]) -> bool:
    """Whether a row is a remark under the form: 评价结论 and its text."""
    return bool(field_of("foot", cells[0].text)) or bool(
        len(cells) == 1 and (split := PAIR.match(plain(cells[0].text))) and field_of("foot", split[1])
    )


def _is_remark(sheet: Sheet, row: int, last: Block) -> bool:
    """Whether a row below the indicators is a label and one text that lies under values and points alike."""
    cells = sheet.filled(row)
    assert last.columns
    under = [cell_in(sheet, row, last.columns.get(field)) for field in ("target", "actual", "weight", "score")]
    own = {cell for cell in under if cell and cell.row == row}
    is_one = len(cells) == 2 and own == {cells[1]} and sum(c is not None for c in under) > 2
    return is_one and cells[1].col_span * 2 >= sheet.cols and not is_figure(cells[1])


def money_unit_in(sheet: Sheet, rows: range) -> str:
    """The unit of money that a row of the table itself states (单位：万元), else ""."""
    texts = (text for row in rows for text in filled_texts(sheet.starting(row)))
    return next((m[1] for text in texts if len(text) < 60 and (m := UNIT_LINE.search(text))), "")
