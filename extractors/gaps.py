"""Columns that no line draws: where the free gaps of the lines of text lie above one another."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.page import Char
from extractors.text_lines import CJK, Line

GAP = 0.7
GUTTER = 0.5
SLIT, SLIT_REACH = 0.25, 0.6
LEADERS = re.compile(r"[.．·…‧・]{4,}|…{2,}")
LETTER_SPACE = 4.5
HEAD_LINES = 3
FIGURE = re.compile(
    r"[(（]?[≥≤=＝<>＞＜±+\-−—－]?[¥￥]?\d[\d,，.．]*(?:[-—~～至]\d[\d,.]*)?\s*"
    r"(?:%|％|‰|百分比|[亿万千百十]?元|[分个次人户件项套亩里米天吨年月日家条处辆期篇名场台株]|平方米|公里|万人|人次|小时)?[)）]?"
)


@dataclass(slots=True)
class Piece:
    """A stretch of a line without a wide gap. `start` and `end` are the columns it covers, end not included."""

    x0: float
    x1: float
    text: str
    start: int = 0
    end: int = 1

    @property
    def is_figure(self) -> bool:
        """Whether it is one figure, with its operator and unit, and nothing else."""
        return bool(FIGURE.fullmatch(self.text))


@dataclass(slots=True)
class Cluster:
    """A stretch from x0 to x1 that pieces of some lines cover."""

    x0: float
    x1: float
    lines: set[int]


@dataclass(slots=True)
class Row:
    """A line with its pieces from left to right."""

    line: Line
    pieces: list[Piece]

    @property
    def base(self) -> float:
        return self.line.bottom - 0.14 * self.line.size

    @property
    def top(self) -> float:
        return self.base - 0.86 * self.line.size


def is_parted(line: Line) -> bool:
    """Whether a line has a wide gap or a dotted leader: the quick look that most lines of prose end at."""
    limit = GAP * line.size
    for left, right in pairwise(line.chars):
        if right.x0 - left.x1 > limit:
            return True
    return "..." in line.text or "…" in line.text


def row_of(line: Line) -> Row:
    """A line cut at its wide gaps; dotted leaders count as gaps."""
    limit = GAP * line.size
    pieces: list[Piece] = []
    for char in without_leaders(line):
        if pieces and char.x0 - pieces[-1].x1 <= limit:
            last = pieces[-1]
            last.x1 = max(last.x1, char.x1)
            last.text += char.text
        else:
            pieces.append(Piece(char.x0, char.x1, char.text))
    return Row(line, pieces)


def without_leaders(line: Line) -> list[Char]:
    """The characters of a line but for the dots that lead the eye from one column to the next."""
    if not LEADERS.search(line.text):
        return line.chars
    text = "".join(char.text[0] for char in line.chars)
    gone = [found.span() for found in LEADERS.finditer(text)]
    return [char for i, char in enumerate(line.chars) if not any(a <= i < b for a, b in gone)]


def is_spaced_word(pieces: Sequence[Piece]) -> bool:
    """Whether pieces are the letters of one word set wide, as in 合　计."""
    if len(pieces) < 2 or any(len(p.text) > 1 or ord(p.text) < CJK for p in pieces):
        return False
    gaps = [b.x0 - a.x1 for a, b in pairwise(pieces)]
    size = pieces[0].x1 - pieces[0].x0
    return max(gaps) <= LETTER_SPACE * size and max(gaps) - min(gaps) <= 0.4 * size


def words(row: Row) -> list[Piece]:
    """The pieces of a row, those that are the letters of one word taken together."""
    found: list[Piece] = []
    i = 0
    while i < len(row.pieces):
        end = i + 1
        while end < len(row.pieces) and is_spaced_word(row.pieces[i : end + 1]):
            end += 1
        first, last = row.pieces[i], row.pieces[end - 1]
        found.append(Piece(first.x0, last.x1, "".join(p.text for p in row.pieces[i:end])))
        i = end
    return found


def clusters(marks: list[tuple[int, Piece]], gutter: float) -> list[Cluster]:
    """The stretches that pieces, each with the index of its line, cover together, apart by more than `gutter`."""
    found: list[Cluster] = []
    for line, piece in sorted(marks, key=lambda mark: mark[1].x0):
        if found and piece.x0 - found[-1].x1 <= gutter:
            found[-1].x1 = max(found[-1].x1, piece.x1)
            found[-1].lines.add(line)
        else:
            found.append(Cluster(piece.x0, piece.x1, {line}))
    return with_heads(found)


def with_heads(found: list[Cluster]) -> list[Cluster]:
    """Put a head that stands beside the texts of its column, over none of them, together with them."""
    kept: list[Cluster] = []
    for cluster in found:
        if kept and is_split(kept[-1].lines, cluster.lines):
            kept[-1] = Cluster(kept[-1].x0, cluster.x1, kept[-1].lines | cluster.lines)
        else:
            kept.append(cluster)
    return kept


def is_split(one: set[int], two: set[int]) -> bool:
    """Whether of two columns side by side one has nothing but a head and the other none."""
    head, body = (one, two) if max(one) < HEAD_LINES else (two, one)
    return max(head) < HEAD_LINES and max(head) < min(body) and len(body) > 1


def column_borders(rows: list[Row], left: float, right: float) -> list[float]:
    """The column borders, ascending, from `left` to `right`: the middles of the gutters between the pieces.

    A piece of a head row, or one that stands alone in its line, may lie across a gutter.
    """
    gutter = GUTTER * min(row.line.size for row in rows)
    marks = [(i, piece) for i, row in enumerate(rows) for piece in words(row)]
    single = {i for i, row in enumerate(rows) if len(row.pieces) == 1}
    tables = [clusters(marks, gutter)]
    heads = range(1, min(HEAD_LINES, len(rows) - 2) + 1)
    tables += [clusters([mark for mark in marks if mark[0] >= many], gutter) for many in heads]
    tables.append(clusters([mark for mark in marks if mark[0] >= HEAD_LINES and mark[0] not in single], gutter))
    best = max(tables, key=len)
    return [left, *[(a.x1 + b.x0) / 2 for a, b in pairwise(best)], right]


def settle_columns(rows: list[Row], borders: list[float], lean: float = 0.5) -> None:
    """Tell every piece which columns it covers; one that leans over a border by `lean` ems does not cover both.

    A piece with a slit at a border is two: columns may stand closer to each other than words do.
    """
    last = len(borders) - 1
    for row in rows:
        row.pieces = [part for piece in row.pieces for part in parts_at(piece, borders, row.line)]
        for piece in row.pieces:
            reach = min(lean * row.line.size, (piece.x1 - piece.x0) / 2)
            piece.start = min(max(bisect_right(borders, piece.x0 + reach) - 1, 0), last - 1)
            piece.end = min(max(bisect_left(borders, piece.x1 - reach), piece.start + 1), last)


def parts_at(piece: Piece, borders: list[float], line: Line) -> list[Piece]:
    """A piece cut where one of its slits lies on a border."""
    crossed = [x for x in borders[1:-1] if piece.x0 < x < piece.x1]
    if not crossed:
        return [piece]
    near = SLIT_REACH * line.size
    parts: list[Piece] = []
    for char in line.chars:
        if char.x0 < piece.x0 or char.x1 > piece.x1:
            continue
        last = parts[-1] if parts else None
        is_slit = last and char.x0 - last.x1 > SLIT * line.size
        if last and not (is_slit and any(last.x1 - near <= x <= char.x0 + near for x in crossed)):
            last.x1, last.text = max(last.x1, char.x1), last.text + char.text
        else:
            parts.append(Piece(char.x0, char.x1, char.text))
    return parts
