"""Which blocks of which tables make one form: several forms in a table, one form over several tables."""

import re
from collections.abc import Iterator

from extractors.form_blocks import TITLE, Block, read_blocks
from extractors.form_labels import amount_field, amounts, is_fund_label
from extractors.form_sheet import Sheet, is_figure
from extractors.form_torn import carried_columns
from extractors.lexicon import packed

_DATA = {"indicators", "funds", "goals", "goal", "tasks", "amounts"}
_MOST_SUMMED = 6
_LEVEL_HEAD = re.compile(r"(?:一级|二级|三级|评价)?指标(?:名称|类别|类型)?|类别|项目")
_POINTS_HEAD = re.compile(
    r"(?:标准|指标|自评|评价|实际|满|各项)?(?:分值|权重|得分|评分|分数|满分)(?:率|\(?分\)?|\(?%\)?)?"
)
_IDENTITY = {"project", "department"}


def gather(sheets: list[Sheet]) -> Iterator[list[Block]]:
    """The blocks of each form, in reading order; blocks of tables that are no form are left out."""
    current: list[Block] = []
    for sheet in sheets:
        if is_turned_summary(sheet):
            continue
        blocks = read_blocks(sheet)
        if current and (carried := carried_columns(sheet, blocks, current)):
            blocks = read_blocks(sheet, carried)
        if current and not _is_scored(current) and {block.kind for block in blocks} <= {"detail", "title", "other"}:
            continue
        if not _is_like_a_form(blocks, current):
            yield from _closed(current)
            current = []
            continue
        for i, block in enumerate(blocks):
            if current and (_begins_form(block, current) or (i == 0 and _begins_with_table(blocks, current))):
                yield from _closed(current)
                current = []
            current.append(block)
    yield from _closed(current)


def is_turned_summary(sheet: Sheet) -> bool:
    """Whether a table sums up the categories side by side, which is no form: 一级指标|决策|过程|合计 over 得分."""
    rows = [sheet.filled(row) for row in range(sheet.table.rows)]
    if not 2 <= len(rows) <= _MOST_SUMMED or not all(rows):
        return False
    heads = [packed(cells[0].text) for cells in rows]
    is_level = bool(_LEVEL_HEAD.fullmatch(heads[0])) and not any(
        _LEVEL_HEAD.fullmatch(packed(c.text)) for c in rows[0][1:]
    )
    is_points = all(map(_POINTS_HEAD.fullmatch, heads[1:]))
    return is_level and is_points and all(is_figure(cell) for cells in rows[1:] for cell in cells[1:])


def _is_scored(blocks: list[Block]) -> bool:
    return any(block.kind in ("indicators", "total") for block in blocks)


def _closed(blocks: list[Block]) -> Iterator[list[Block]]:
    if blocks and _is_form(blocks):
        yield blocks


def _is_form(blocks: list[Block]) -> bool:
    """Whether blocks are a form: indicators, or other parts under a project's or department's name."""
    kinds = {block.kind for block in blocks}
    if "indicators" in kinds:
        return any(block.data_rows for block in blocks if block.kind == "indicators")
    fields = _fields(blocks)
    titled = any(block.kind == "title" for block in blocks) or TITLE.search(packed(blocks[0].sheet.table.caption))
    has_data = bool(kinds & (_DATA - {"amounts"})) or len(set(_amount_kinds(blocks))) > 1
    return has_data and ("project" in fields or bool(fields & _IDENTITY and titled))


def _amount_kinds(blocks: list[Block]) -> Iterator[str]:
    """What labelled amounts say they are: planned, received, spent, left."""
    for block in (b for b in blocks if b.kind == "amounts"):
        for row in range(block.first, block.end):
            yield from filter(None, (amount_field(one.label) for one in amounts(block.sheet, row)))


def _is_like_a_form(blocks: list[Block], current: list[Block]) -> bool:
    """Whether a table can be (a part of) a form; funds alone only go on with a form that has none yet."""
    kinds = {block.kind for block in blocks}
    if kinds & {"indicators", "goals", "goal"}:
        return True
    if _fields(blocks) & {*_IDENTITY, "unit", "owner", "total"}:
        return True
    open_kinds = {block.kind for block in current}
    if not current or "total" in open_kinds:
        return bool(kinds == {"note"} and current)
    if kinds & {"funds", "amounts"} and not open_kinds & {"funds", "amounts"}:
        return any(_has_fund_rows(block) for block in blocks)
    return bool(kinds & {"tasks"} and "tasks" not in open_kinds) or kinds == {"note"}


def _has_fund_rows(block: Block) -> bool:
    cells = (cell for row in block.data_rows for cell in block.sheet.filled(row)[:2])
    return block.kind in ("funds", "amounts") and any(is_fund_label(cell.text) for cell in cells)


def _fields(blocks: list[Block]) -> set[str]:
    return {field for block in blocks for field in block.fields}


def _begins_form(block: Block, current: list[Block]) -> bool:
    """Whether a block begins another form wherever it stands."""
    kinds = {b.kind for b in current}
    if block.kind == "title":
        return bool(kinds & (_DATA | {"head"}))
    if block.kind == "head":
        is_second = bool(block.fields & _IDENTITY & _fields(current)) or bool(kinds & {"indicators", "total"})
        return bool(kinds & _DATA and block.fields & _IDENTITY and is_second)
    if block.kind == "indicators":
        return "total" in kinds and block.sheet is not current[-1].sheet
    return False


def _leading(blocks: list[Block]) -> list[Block]:
    """The blocks of a table up to where a second form begins in it: behind a total, before a title or a name."""
    for i, block in enumerate(blocks):
        is_named = block.kind == "title" or (block.kind == "head" and bool(block.fields & _IDENTITY))
        if i and (is_named or blocks[i - 1].kind == "total"):
            return blocks[:i]
    return blocks


def _begins_with_table(blocks: list[Block], current: list[Block]) -> bool:
    """Whether a table begins another form: the open one is complete, or too far away, or this one has a title."""
    last, first = current[-1].sheet.table.pages, blocks[0].sheet.table.pages
    if last and first and first[0] - last[-1] > 1:
        return True
    kinds, mine = {b.kind for b in current}, {b.kind for b in _leading(blocks)}
    if not kinds & _DATA and not _fields(current) & _IDENTITY and TITLE.search(packed(blocks[0].sheet.table.caption)):
        return True
    if "indicators" not in kinds:
        return bool(mine & kinds & {"funds", "goals"})
    if mine <= {"note", "total", "foot", "other"}:
        return False
    return bool(TITLE.search(packed(blocks[0].sheet.table.caption)) or blocks[0].kind == "head" or "total" in kinds)
