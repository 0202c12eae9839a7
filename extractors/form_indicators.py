"""The indicator block: rows with their levels, values and points, and the subtotals printed between them."""

import re
from dataclasses import replace

from extractors.form_blocks import Block
from extractors.form_columns import Column, cell_in, entry_in, unit_of
from extractors.form_levels import LEVELS, Named, Trail, follow, is_filler_name, is_section, level_cells, name_level
from extractors.form_sections import SUBTOTAL, Reading, edge_points, is_category, open_section, section_of
from extractors.form_sheet import Sheet, is_blank, path
from extractors.form_tables import NO_FIGURE
from extractors.form_worded import worded
from extractors.lexicon import field_of, has_spelling, packed
from extractors.model import Cell, Entry, Indicator

_POINTS = ("weight", "score")
_TARGETS = ("target", "target_adjusted")
_VALUES = (*_TARGETS, "actual")
_TEXTS = ("operator", "target_unit", "reason")
_DEDUCTION = re.compile(
    r"^(?:[一二三四五六七八九十\d]+[、.．])?(?:扣分|减分|倒扣分?|负面)(?:项|指标|因素|事项|情形|内容)?$"
)
_FIGURES = re.compile(r"分$|得分|评分|分值|权重|系数|率|程度|比例|偏差度|偏离度|完成值|实际值|参考值")


def read_indicators(block: Block, reading: Reading, band: Cell | None = None) -> None:
    """Read the rows of an indicator block into `reading`; `band` is the title right above its heads."""
    assert block.columns
    _open_block(block, reading)
    if band is not None and is_category(block, band):
        open_section(block, band, reading)
    for row in block.data_rows:
        if section := section_of(block, row):
            open_section(block, section, reading)
            edge_points(block, section, reading)
            continue
        named = _levels(block, row, reading)
        if not block.sheet.filled(row):
            continue
        if any(SUBTOTAL.search(n.name) and n.cell.row == row for n in named.values()):
            _read_subtotal(block, row, named, reading)
            continue
        _follow(block, row, named, reading)
        _label_points(block, row, named, reading)
        _column_points(block, row, reading)
        if level := _headed_level(block, row, named, reading):
            points = _points(block, row, reading)
            if points:
                reading.add_group(level, named[f"level{level}"].name, named[f"level{level}"].cell, points)
        else:
            reading.indicators.append(_indicator(block, row, named, reading))


def _open_block(block: Block, reading: Reading) -> None:
    """Labels carry on over a repeated head only; a block without a level 1 takes it from the label at its side."""
    assert block.columns
    heads = tuple(column.label.text for column in block.columns.columns)
    if heads != reading.heads:
        reading.trail = Trail()
    reading.heads = heads
    is_open = block.columns.has("level1") and not block.columns.has("level2")
    reading.is_sectioned = is_open and any(
        (cell := section_of(block, row)) and is_section(cell.text) for row in block.data_rows
    )
    first = min(column.col for column in block.columns.columns)
    side = block.sheet.at(block.columns.first_row, first - 1) if first else None
    if side is None or block.columns.has("level1") or field_of("goals", side.text):
        return
    if not has_spelling("indicators", "level3", name_level(side, is_leaf=False).name):
        open_section(block, side, reading)


def _levels(block: Block, row: int, reading: Reading) -> dict[str, Named]:
    """The level labels of a row; under categories printed over the whole width the one column of kinds is level 2."""
    assert block.columns
    named = level_cells(block.sheet, block.columns, row)
    return {"level2" if k == "level1" else k: name for k, name in named.items()} if reading.is_sectioned else named


def _follow(block: Block, row: int, named: dict[str, Named], reading: Reading) -> None:
    """Take up the labels of a row, and of four levels the third, which a new label above it ends."""
    assert block.columns
    trail = reading.trail
    before = trail.level1, trail.level2
    follow(trail, named)
    cell = cell_in(block.sheet, row, block.columns.get("between"))
    third = name_level(cell, is_leaf=False) if cell else None
    if (trail.level1, trail.level2) != before or (third and third.name):
        trail.between = third.name if third else ""
    if third and third.points and third.cell.row == row:
        points = block.sheet.part(third.cell, third.points, path(f"表 {reading.form}", third.name, "分值"), "分")
        reading.add_group(3, third.name, third.cell, {"weight": points})


def _read_subtotal(block: Block, row: int, named: dict[str, Named], reading: Reading) -> None:
    """A row of subtotals belongs to the category that it closes, or to the one that it names."""
    at, label = next((k, n) for k, n in named.items() if SUBTOTAL.search(n.name))
    own = SUBTOTAL.sub("", label.name)
    trail = reading.trail
    level, name = (2, trail.level2) if at == "level3" and trail.level2 else (1, trail.level1)
    first = named.get("level1")
    if at != "level1" and level == 1 and first and first.name and not SUBTOTAL.search(first.name):
        name = first.name
    if own:
        level, name = (2, own) if own == trail.level2 else (1, own)
    points = _points(block, row, reading, name, label.name)
    since = {one.level1 for one in reading.indicators[reading.closed :] if not one.is_filler}
    reading.closed = len(reading.indicators)
    if name and (own or at != "level1" or len(since) <= 1):
        reading.add_group(level, name, label.cell, points)


def _has_name(named: dict[str, Named], level: str) -> bool:
    return level in named and bool(named[level].name)


def _label_points(block: Block, row: int, named: dict[str, Named], reading: Reading) -> None:
    """Points printed in the label of an upper level, taken once, where the label begins."""
    assert block.columns
    deepest = [level for level in LEVELS if level in named][-1:]
    for level, label in named.items():
        if label.points and label.cell.row == row and [level] != deepest:
            here = path(f"表 {reading.form}", label.name, "分值")
            points = {"weight": block.sheet.part(label.cell, label.points, here, "分")}
            if label.score:
                there = path(f"表 {reading.form}", label.name, "得分")
                points["score"] = block.sheet.part(label.cell, label.score, there, "分")
            reading.add_group(int(level[-1]), label.name, label.cell, points)


def _column_points(block: Block, row: int, reading: Reading) -> None:
    """Points of upper levels in columns of their own (一级指标|分值|二级指标|分值|…)."""
    assert block.columns
    for column in block.columns.columns:
        if column.field[:-1] in _POINTS and column.field[-1] in "12":
            cell, level = cell_in(block.sheet, row, column), int(column.field[-1])
            name = reading.trail.level1 if level == 1 else reading.trail.level2
            if cell and cell.row == row and not is_blank(cell.text):
                entry = block.sheet.entry(cell, path(f"表 {reading.form}", name, column.label.name), "分")
                reading.add_group(level, name, cell, {column.field[:-1]: entry})


def _headed_level(block: Block, row: int, named: dict[str, Named], reading: Reading) -> int:
    """The level whose category a row heads, 0 for none: leaf and values blank, rows of the same category below it."""
    assert block.columns
    columns, sheet = block.columns, block.sheet
    if not columns.has("level3") or _has_name(named, "level3") or "level3" not in named:
        return 0
    level = 2 if _has_name(named, "level2") and named["level2"].cell.row == row else 1
    own = named.get(f"level{level}")
    if own is None or not own.name or own.cell.row != row or row + 1 >= block.end:
        return 0
    if any(c and not is_blank(c.text) for f in _VALUES if (c := cell_in(sheet, row, columns.get(f)))):
        return 0
    below = _levels(block, row + 1, reading)
    same = below.get(f"level{level}")
    is_same = same is not None and (not same.name or (same.name == own.name and same.cell is own.cell))
    deeper = _has_name(below, "level3") or (level == 1 and _has_name(below, "level2"))
    return level if is_same and deeper else 0


def _points(block: Block, row: int, reading: Reading, *steps: str) -> dict[str, Entry]:
    """The weight and score cells of a row of subtotals."""
    assert block.columns
    found = {}
    labels = steps or (reading.trail.level1, reading.trail.level2)
    for name in _POINTS:
        column = block.columns.get(name)
        cell = cell_in(block.sheet, row, column)
        if column and cell and cell.row == row and not is_blank(cell.text):
            found[name] = block.sheet.entry(cell, path(f"表 {reading.form}", *labels, column.label.name), "分")
    return found


def _indicator(block: Block, row: int, named: dict[str, Named], reading: Reading) -> Indicator:
    assert block.columns
    trail = reading.trail
    leaf = next((named[level] for level in reversed(LEVELS) if _has_name(named, level)), None)
    level3 = named["level3"].name if _has_name(named, "level3") else trail.between
    here = path(f"表 {reading.form}", trail.level1, level3 or trail.level2)
    entries = _entries(block, row, here, reading)
    is_open = (_has_name(named, "level3") or "level3" not in named) and not _says(entries.get("weight"))
    if leaf and leaf.points and leaf.cell.row == row and is_open:
        entries["weight"] = block.sheet.part(leaf.cell, leaf.points, path(here, "分值"), "分")
    adjusted = entries.pop("target_adjusted", None)
    if adjusted and not is_blank(adjusted.text):
        entries["target"] = adjusted
    values = [entries.get(f) for f in ("target", "actual", "score", *(() if level3 else ("weight",)))]
    anchor = leaf.cell if leaf else block.sheet.filled(row)[0]
    return Indicator(
        trail.level1,
        trail.upper(level3) if trail.between else trail.level2,
        level3,
        replace(anchor.place, label=here),
        is_filler=is_filler_name(level3) and not any(map(_says, values)),
        sign=-1 if any(map(_DEDUCTION.match, (trail.level1, trail.level2, level3))) else 1,
        **entries,
    )


def _says(entry: Entry | None) -> bool:
    return entry is not None and not is_blank(entry.text)


def _entries(block: Block, row: int, here: str, reading: Reading) -> dict[str, Entry]:
    """Every value of a row by field; figures of other columns are read too, for coverage."""
    assert block.columns
    unit_cell = cell_in(block.sheet, row, block.columns.get("target_unit"))
    own = packed(unit_cell.text) if unit_cell else ""
    sign_cell = cell_in(block.sheet, row, block.columns.get("operator"))
    entries: dict[str, Entry] = {}
    for column in block.columns.columns:
        if column.field in (*LEVELS, "between") or column.field[-1:] in ("1", "2"):
            continue
        label, unit = path(here, column.label.name), _unit(block, column, own)
        entry = entry_in(block.sheet, row, column, label, unit)
        if sign_cell and column.field in _TARGETS and (cell := cell_in(block.sheet, row, column)):
            block.sheet.compare(cell, sign_cell.text)
            entry = block.sheet.entry(cell, label, unit)
        if entry is None or not column.field or column.field == "other":
            continue
        if column.field in _VALUES:
            entry = worded(entry)
        elif column.field in _POINTS:
            entry = _own_points(block, row, column, entry, reading)
        entries[column.field] = entry
    return entries


def _unit(block: Block, column: Column, own: str) -> str | None:
    """The unit of a column's figures: the row's own for values, points for points, None for words."""
    assert block.columns
    printed = unit_of(block.sheet, block.columns, column)
    is_word = column.field == "other" or (not column.field and NO_FIGURE.search(column.label.name))
    if column.field in _TEXTS or (is_word and not _FIGURES.search(column.label.name)):
        return None
    if column.field in _POINTS:
        return "分"
    if column.field in _VALUES:
        return own or printed
    return printed or ("分" if re.search(r"分$|评分|权重", column.label.name) else "")


def _own_points(block: Block, row: int, column: Column, entry: Entry, reading: Reading) -> Entry:
    """The points of one row: those of a cell merged over a whole category are the category's, not the first row's."""
    cell = cell_in(block.sheet, row, column)
    if cell is None or cell.row_span == 1:
        return entry
    if cell.row < row:
        return Entry("", entry.place)
    rows = (cell.row, cell.row_span)
    for level, label in ((1, reading.trail.cell1), (2, reading.trail.cell2)):
        if label and (label.row, label.row_span) == rows and _count(block.sheet, block, rows) > 1:
            name = reading.trail.level1 if level == 1 else reading.trail.level2
            reading.add_group(level, name, cell, {column.field: entry})
            return Entry("", entry.place)
    return entry


def _count(sheet: Sheet, block: Block, rows: tuple[int, int]) -> int:
    """How many leaves stand in a stretch of rows."""
    assert block.columns
    leaf = block.columns.get("level3") or block.columns.get("level2")
    return len({cell_in(sheet, row, leaf) for row in range(rows[0], rows[0] + rows[1])})
