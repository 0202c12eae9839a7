"""The level labels of an indicator row: merged, repeated or left blank below the first."""

import re
from dataclasses import dataclass

from extractors.form_columns import Column, Columns, cell_in
from extractors.form_sheet import Sheet
from extractors.lexicon import native, packed, read_label
from extractors.model import Cell

LEVELS = ("level1", "level2", "level3")
_BARE_POINTS = re.compile(r"[(（](\d{1,3}(?:\.\d+)?)[)）]$")
_POINTS = re.compile(r"[(（\[【]?(?:共|分值|权重|满分)?[:：]?(\d{1,3}(?:\.\d+)?)分[)）\]】]?[:：]?$")
# 产出指标44分得41.75分, 产出指标（44分，得分41.75）: the points of a category and what was got of them.
_GOT = re.compile(
    r"[(（\[【]?(?:共|分值|权重|满分)?[:：]?(\d{1,3}(?:\.\d+)?)分[,，、/；;]?(?:实|自评)?得分?[:：]?(\d{1,3}(?:\.\d+)?)分?[)）\]】]?$"
)
_PERCENT = re.compile(r"[(（]\d{1,3}(?:\.\d+)?[%％][)）]$")
_SECTION = re.compile(r"指标|效益|产出|管理|满意|过程|决策|投入|成本|履职|效果|执行率|可持续")
# A category and nothing else: （一）产出指标（50分）, no 绩效指标完成情况.
_CATEGORY = re.compile(r"(?:产出|效益|效果|满意度?|成本|过程|决策|投入|管理|履职|执行)[一-龥、和及与]{0,10}")
_FILLER = re.compile(r"(?:(?:指标|目标|任务)?\d*[:：、.]?)?[…．.·。、]*")


@dataclass(frozen=True, slots=True)
class Named:
    """A level label: its name without points, the points ("50分", "" for none), its cell, and what was got of them."""

    name: str
    points: str
    cell: Cell
    score: str = ""


@dataclass(slots=True)
class Trail:
    """The labels that hold where a row leaves its own blank; carried on from row to row and over a repeated head."""

    level1: str = ""
    level2: str = ""
    cell1: Cell | None = None
    cell2: Cell | None = None
    between: str = ""

    def upper(self, leaf: str) -> str:
        """The second level of a row, with the third where the leaf is a fourth: 数量指标·维修数量."""
        return "·".join(name for name in dict.fromkeys((self.level2, self.between)) if name and name != leaf)


def name_level(cell: Cell, is_leaf: bool) -> Named:
    """Take the points out of a level label; a bare figure in brackets counts only above the leaves."""
    text = packed(cell.text) if is_leaf else native(packed(cell.text))
    if not is_leaf and (both := _GOT.search(text)) and both.start():
        return Named(text[: both.start()].rstrip(":：-—"), both[1] + "分", cell, both[2] + "分")
    found = _POINTS.search(text) or (None if is_leaf else _BARE_POINTS.search(text))
    if found and found.start():
        return Named(text[: found.start()].rstrip(":：-—"), found[1] + ("分" if "分" in found[0] else ""), cell)
    if not is_leaf:
        text = _PERCENT.sub("", text) or text
    return Named(text.rstrip("：:") if not is_leaf else text, "", cell)


def level_cells(sheet: Sheet, columns: Columns, row: int) -> dict[str, Named]:
    """The level labels that cover a row, "" ones too; a cell over several levels counts for the first of them."""
    deepest = next((level for level in reversed(LEVELS) if columns.has(level)), "")
    whole = _under_one_head(columns)
    cells = [c for col in range(whole.col, whole.end) if (c := sheet.at(row, col))] if whole else []
    if len(set(cells)) == len(LEVELS):
        return {level: name_level(cell, level == LEVELS[-1]) for level, cell in zip(LEVELS, cells, strict=True)}
    found: dict[str, Named] = {}
    seen: set[Cell] = set()
    parts = _parts(sheet, row, columns.get(deepest))
    for level in LEVELS:
        cell = parts[-1] if parts and level == deepest else cell_in(sheet, row, columns.get(level))
        if parts and level == "level1" and not columns.has("level1"):
            cell = parts[0]
        if cell is not None and cell not in seen and cell.row >= columns.end_row:
            seen.add(cell)
            found[level] = name_level(cell, level == deepest)
    return found


def _under_one_head(columns: Columns) -> Column | None:
    """The one head (指标) that stands over three columns of labels, level 1 to 3; None in any other header."""
    levels = [column for column in columns.columns if column.field in LEVELS]
    is_whole = len(levels) == 1 and levels[0].end - levels[0].col == len(LEVELS)
    return levels[0] if is_whole else None


def _parts(sheet: Sheet, row: int, column: Column | None) -> list[Cell]:
    """The cells with text that a row puts side by side under one head: a category and its leaf under 评价内容."""
    if column is None:
        return []
    cells = dict.fromkeys(cell for col in range(column.col, column.end) if (cell := sheet.at(row, col)))
    inside = [c for c in cells if c.col >= column.col and c.col + c.col_span <= column.end and packed(c.text)]
    return inside if len(inside) > 1 else []


def follow(trail: Trail, named: dict[str, Named]) -> None:
    """Take up the labels that a row prints; a new level 1 ends the level 2 before it."""
    first, second = named.get("level1"), named.get("level2")
    if first and first.name:
        if first.cell is not trail.cell1 and (first.name != trail.level1 or "level2" not in named):
            trail.level2, trail.cell2 = "", None
        trail.level1, trail.cell1 = first.name, first.cell
    if second and second.name:
        trail.level2, trail.cell2 = second.name, second.cell
    elif first and first.name and second is None:
        trail.level2, trail.cell2 = "", None


def is_section(text: str) -> bool:
    """Whether a text over the whole width names a category of the rows below it."""
    name = packed(text)
    return len(name) <= 24 and bool(_SECTION.search(name) or read_label(name).points)


def is_category_name(text: str) -> bool:
    """Whether a line above the heads of a block names the one category of its rows."""
    name = read_label(text).name
    return bool(_CATEGORY.fullmatch(name)) and not name.endswith(("情况", "表", "说明", "目标"))


def is_filler_name(name: str) -> bool:
    """Whether a leaf is the template's own placeholder: 指标2, ……, blank."""
    return bool(_FILLER.fullmatch(name))
