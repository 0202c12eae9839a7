"""What a form prints that belongs to no field: columns under unknown heads, rows of figures without heads."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.form_blocks import Block
from extractors.form_columns import Column, cell_in
from extractors.form_sheet import is_figure, path
from extractors.form_tables import read_ordinary
from extractors.lexicon import field_of, packed
from extractors.model import Unread

_MONEY = ("initial", "annual", "executed", "rate", "source")
_REMEDY = "可在词表中补一条写法"
_MANY = 3
_REMARK = re.compile(
    r"备注|说明|依据|来源|佐证|材料|资料|标准|解释|意见|建议|附件|原因|措施|方法|办法|负责|责任|科室|处室|联系|时间|日期|序号|编号"
)


def unread_parts(blocks: list[Block], form: str) -> Iterator[Unread]:
    """Every column and every row of a form that holds something and could not be given a field."""
    for block in blocks:
        for column in _unknown_columns(block):
            place = replace(column.cell.place, label=f"表 {form} › {column.label.text}")
            yield Unread(place, _why(column), _REMEDY, "field")
        if block.kind in ("other", "band"):
            yield from _stray_rows(block, form)


def _unknown_columns(block: Block) -> Iterator[Column]:
    """Columns with something in them under a head that fits no field; labels left of the money are none."""
    columns = block.columns.columns if block.columns else ()
    money = [c.col for c in columns if c.field in _MONEY] if block.kind == "funds" else []
    for column in columns:
        cells = [cell for row in block.data_rows if (cell := cell_in(block.sheet, row, column)) and cell.row == row]
        own = [cell for cell in cells if cell.col >= column.col and packed(cell.text)]
        is_full = bool(column.refused) or any(map(is_figure, own)) or (bool(own) and not _is_remark(column))
        if not column.field and column.label.name and is_full and column.col >= min(money, default=0):
            yield column


def _is_remark(column: Column) -> bool:
    """Whether words under a head are plainly none of the form's fields: a remark, a source, a word of the head."""
    known = any(field_of(block, column.cell.text) for block in ("head", "foot", "tasks"))
    return known or bool(_REMARK.search(column.label.name))


def _why(column: Column) -> str:
    if column.refused:
        return f"表头“{column.label.text}”接近“{column.spelling}”，但{column.refused}，该列未归入任何字段"
    return f"表头“{column.label.text}”不在词表中，该列未归入任何字段"


def _stray_rows(block: Block, form: str) -> Iterator[Unread]:
    """Rows of figures without heads: the figures are read for the coverage, what they are is left open."""
    rows = [row for row in range(block.first, block.end) if _figures(block, row) >= _MANY]
    if not rows:
        return
    read_ordinary(block.sheet, range(block.first, block.end))
    cell = block.sheet.filled(rows[0])[0]
    place = replace(cell.place, label=path(f"表 {form}", packed(cell.text)))
    why = f"“{packed(cell.text)}”等{len(rows)}行没有可认的表头，未归入任何字段"
    yield Unread(place, why, "请对照页面人工核对。", "table")


def _figures(block: Block, row: int) -> int:
    return sum(map(is_figure, block.sheet.filled(row)))
