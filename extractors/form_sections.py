"""Categories of an indicator block: titles over the whole width, or above its heads, and the points that they print."""

import re
from dataclasses import dataclass, field, replace

from extractors.form_blocks import Block
from extractors.form_columns import cell_in
from extractors.form_levels import Trail, follow, is_section, name_level
from extractors.form_sheet import is_figure, path
from extractors.lexicon import packed, read_label
from extractors.model import Cell, Entry, Group, Indicator

SUBTOTAL = re.compile(r"(?:小计|合计|得分小计)$")
_MARKS = re.compile(r"[，。；：:;]")
_SHORT = 16


@dataclass(slots=True)
class Reading:
    """Indicators and subtotals read so far from the blocks of one form."""

    form: str
    trail: Trail = field(default_factory=Trail)
    indicators: list[Indicator] = field(default_factory=list)
    closed: int = 0
    is_sectioned: bool = False
    heads: tuple[str, ...] = ()
    groups: dict[tuple[int, str], Group] = field(default_factory=dict)

    def add_group(self, level: int, name: str, cell: Cell, points: dict[str, Entry]) -> None:
        """Note a subtotal; the first entry of a kind stays."""
        place = replace(cell.place, label=path(f"表 {self.form}", name))
        group = self.groups.get((level, name), Group(level, name, place))
        weight, score = group.weight or points.get("weight"), group.score or points.get("score")
        self.groups[level, name] = replace(group, weight=weight, score=score)


def is_category(block: Block, band: Cell) -> bool:
    """Whether the title above a block's heads names the category of its rows: no column tells it, or one agrees."""
    assert block.columns
    first = block.columns.get("level1")
    names = [read_label(cell.text).name for row in block.data_rows if (cell := cell_in(block.sheet, row, first))]
    return first is None or read_label(band.text).name in names


def section_of(block: Block, row: int) -> Cell | None:
    """A category printed over the whole width: 产出指标（50分）."""
    cells = block.sheet.filled(row)
    assert block.columns
    known = [c for c in block.columns.columns if c.field]
    is_sum = bool(cells) and (is_figure(cells[0]) or bool(SUBTOTAL.search(packed(cells[0].text))))
    edge = cells[1] if len(cells) == 1 + 1 and is_figure(cells[1]) and not is_sum else None
    under = [cell for c in known if (cell := cell_in(block.sheet, row, c)) is not edge or edge is None]
    if (len(cells) != 1 and edge is None) or len(set(under)) > 1 or len(under) <= 1:
        return None
    return cells[0] if edge is None or set(under) == {cells[0]} else None


def edge_points(block: Block, cell: Cell, reading: Reading) -> None:
    """The points at the right edge of a category over the whole width: its score under that head, else its weight."""
    assert block.columns
    columns, name = block.columns, name_level(cell, is_leaf=False).name
    for edge in block.sheet.filled(cell.row)[1:]:
        score = cell_in(block.sheet, cell.row, columns.get("score"))
        kind = "score" if columns.has("weight") and edge is score else "weight"
        entry = block.sheet.entry(edge, path(f"表 {reading.form}", name, "得分" if kind == "score" else "分值"), "分")
        reading.add_group(1, name, edge, {kind: entry})


def _heads_rows(block: Block, cell: Cell) -> bool:
    """Whether a short text over the whole width stands right above a row of indicators: a category by any name."""
    is_inside = cell.row in block.data_rows and cell.row + 1 < block.end
    below = block.sheet.filled(cell.row + 1) if is_inside else []
    return len(below) > 2 and len(packed(cell.text)) <= _SHORT and not _MARKS.search(cell.text)


def open_section(block: Block, cell: Cell, reading: Reading) -> None:
    if not is_section(cell.text) and not _heads_rows(block, cell):
        return
    named = name_level(cell, is_leaf=False)
    follow(reading.trail, {"level1": named})
    if named.points:
        here = path(f"表 {reading.form}", named.name, "分值")
        reading.add_group(1, named.name, cell, {"weight": block.sheet.part(cell, named.points, here, "分")})
