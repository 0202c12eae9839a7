"""The texts of cells that a placeholder may have been left in: of indicator rows, and all that no field takes."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._text import BLANK
from extractors.model import Box, Place, Report

PERSONAL = re.compile(r"电话|手机|身份证|联系|邮箱|账号|账户|姓名|负责人|填表人|经办")
# 李×× is a name that was masked.
SHORTEST = 4
# The ministry's form for transfers prints its own question before the answer: 请在此处简要说明…：无.
INSTRUCTION = re.compile(r"请在此处.+[：:].", re.DOTALL)


class Cell(NamedTuple):
    path: str
    text: str
    place: Place


def indicator_texts(report: Report) -> Iterator[Cell]:
    """The names, targets, actuals and reasons of the indicator rows."""
    for form in report.forms:
        for row in form.indicators:
            name = row.level3 or row.level2
            yield Cell(f"{form.name}/{row.level1}/指标名称", name, row.place)
            for field, entry in (("指标值", row.target), ("实际完成值", row.actual), ("原因", row.reason)):
                if entry and entry.text:
                    yield Cell(f"{form.name}/{row.level1}/{field}", BLANK.sub("", entry.text), entry.place)


def other_cells(report: Report, known: set[tuple[int, Box | None]]) -> Iterator[Cell]:
    """The texts of all other cells of tables, those of rows that name persons left out."""
    for index, table in enumerate(report.tables):
        personal = {cell.row for cell in table.cells if PERSONAL.search(cell.text)}
        for cell in table.cells:
            is_read = (cell.place.page, cell.place.box) in known or cell.row in personal
            if len(cell.text) > SHORTEST and not is_read and not INSTRUCTION.match(cell.text.strip()):
                path = cell.place.label or f"表 {table.caption or index + 1}"
                yield Cell(path, BLANK.sub("", cell.text), cell.place)
