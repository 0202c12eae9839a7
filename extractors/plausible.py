"""Whether text that stands in columns is a table: prose, lists, contents, signatures and formulas are none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from statistics import mean

from extractors.gaps import Piece, Row

LABEL = re.compile(r"[^：:]{1,14}[：:]|.{0,8}(签字|签名|签章|盖章|公章)[)）]?$")
NUMBERING = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]|[•●■◆▪○·\-—]|[①-⑳]|[A-Za-z][.)]")
OPERATOR = re.compile(r"[=＝×÷+*/]")
COUNT = re.compile(r"\d{1,3}|[ivxIVX]{1,5}")
HEAD_WORD = re.compile(
    r"名称|指标|目标|单位|数$|数量|金额|内容|序号|时间|日期|备注|得分|分值|权重|情况|项目|类别|类型|部门|执行|完成|预算|决算|支出|收入|"
    r"科目|编码|合计|占比|比例|增长|等级|说明|任务|地区|年度|月份|人数|面积|编号|品种|\d年|标准|原因|结果|性质|用途|来源|(?:元|%|％|亩|人|个|吨)[)）]$"
)
DASHES = frozenset({"-", "—", "——", "/", "无", "－", "…", "……"})
LONGEST = 18
ALIGNED = 0.4
# So many pieces tell how a column is set; more cost the square of their number.
MOST = 200


class Evidence(IntEnum):
    """What else than text says that there is a table, weakest first."""

    TEXT = 0
    LINES = 1
    COLUMNS = 2


@dataclass(frozen=True, slots=True)
class Cells:
    """The rows of a supposed table, each a text and its pieces per column."""

    rows: list[list[list[Piece]]]

    def text(self, row: int, col: int) -> str:
        return "".join(piece.text for piece in self.rows[row][col])

    @property
    def columns(self) -> int:
        return len(self.rows[0])


def cells_of(groups: Sequence[Sequence[Row]], columns: int) -> Cells:
    """Sort the pieces of each row into its columns."""
    rows: list[list[list[Piece]]] = []
    for group in groups:
        rows.append([[] for _ in range(columns)])
        for row in group:
            for piece in row.pieces:
                rows[-1][piece.start].append(piece)
    return Cells(rows)


def is_tabular(groups: Sequence[Sequence[Row]], columns: int, evidence: Evidence) -> bool:
    """Whether rows and columns of text make a table. Text alone has to say so clearly."""
    cells = cells_of(groups, columns)
    texts = [cells.text(r, c) for r in range(len(cells.rows)) for c in range(columns) if cells.rows[r][c]]
    if not is_filled(cells, len(texts), evidence) or is_labels(texts) or is_formula(texts):
        return False
    if columns == 2 and (is_list(cells) or is_contents(cells)):
        return False
    has_head, has_figures = is_head(cells), bool(figure_columns(cells))
    if mean(map(len, texts)) > (LONGEST if has_head or has_figures else LONGEST / 2):
        return False
    size = groups[0][0].line.size
    if evidence > Evidence.TEXT:
        return has_head or has_figures or (columns > 2 and len(groups) > 2)
    if columns == 2 and not has_figures:
        return False
    return len(groups) >= (3 if has_head else 4) and (has_head or has_figures) and is_aligned(cells, size)


def is_filled(cells: Cells, many: int, evidence: Evidence) -> bool:
    """Whether enough cells hold text, and most rows more than one."""
    rows = len(cells.rows)
    full = sum(sum(bool(cell) for cell in row) > 1 for row in cells.rows)
    enough = 3 if evidence == Evidence.TEXT else 2
    return rows >= enough and cells.columns > 1 and many >= 0.45 * rows * cells.columns and full >= 0.6 * rows


def is_labels(texts: list[str]) -> bool:
    """Whether many cells are labels with what is filled in: 填表人：张 联系电话：…"""
    return sum(bool(LABEL.match(text)) for text in texts) > 0.3 * len(texts)


def is_formula(texts: list[str]) -> bool:
    return sum(bool(OPERATOR.fullmatch(text)) for text in texts) > 0.1 * len(texts)


def is_list(cells: Cells) -> bool:
    """Whether the first of two columns holds the numbers of a list."""
    firsts = [cells.text(r, 0) for r in range(len(cells.rows)) if cells.rows[r][0]]
    return sum(bool(NUMBERING.fullmatch(text)) for text in firsts) > 0.5 * len(firsts)


def is_contents(cells: Cells) -> bool:
    """Whether the last column holds page numbers: small counts that never go down."""
    lasts = [cells.text(r, cells.columns - 1) for r in range(len(cells.rows)) if cells.rows[r][-1]]
    counts = [text.strip("()（）-—") for text in lasts]
    if sum(bool(COUNT.fullmatch(text)) for text in counts) < 0.8 * len(counts):
        return False
    numbers = [int(text) for text in counts if text.isdigit()]
    return sum(a > b for a, b in pairwise(numbers)) <= 0.1 * len(numbers)


def is_head(cells: Cells) -> bool:
    """Whether the first row names columns: short texts without figures, most with a word that heads use."""
    first = [cells.text(0, c) for c in range(cells.columns) if cells.rows[0][c]]
    if len(first) < 2 or any(len(text) > LONGEST for text in first):
        return False
    figures = sum(piece.is_figure for cell in cells.rows[0] for piece in cell)
    return not figures and sum(bool(HEAD_WORD.search(text)) for text in first) * 2 >= len(first)


def figure_columns(cells: Cells) -> list[int]:
    """The columns, the first one left out, whose cells below the head are mostly figures."""
    found = []
    for col in range(1, cells.columns):
        below = [row[col] for row in cells.rows[1:] if row[col]]
        filled = [cell for cell in below if cell[0].text not in DASHES]
        if len(filled) >= 2 and sum(len(cell) == 1 and cell[0].is_figure for cell in filled) >= 0.7 * len(filled):
            found.append(col)
    return found


def is_aligned(cells: Cells, size: float) -> bool:
    """Whether every column is set to its left, its right or its middle."""
    good = 0
    for col in range(cells.columns):
        pieces = [p for row in cells.rows[1:] for p in row[col] if p.end - p.start == 1][:MOST]
        lines = ([p.x0 for p in pieces], [p.x1 for p in pieces], [(p.x0 + p.x1) / 2 for p in pieces])
        good += len(pieces) < 2 or max(share_on_one(ats, ALIGNED * size) for ats in lines) >= 0.7
    return good >= cells.columns - (cells.columns > 3)


def share_on_one(ats: list[float], reach: float) -> float:
    """The largest share of coordinates that lie within `reach` of one of them."""
    return max(sum(abs(at - other) <= reach for other in ats) for at in ats) / len(ats)
