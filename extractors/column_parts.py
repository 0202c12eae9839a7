"""Unruled tables whose columns change on the way down, as those of a form's head, its money and its indicators do."""

import re
from itertools import pairwise

from extractors.gaps import Row, column_borders, settle_columns, words
from extractors.plausible import ALIGNED, HEAD_WORD, LONGEST
from extractors.text_rows import TIGHT, is_cut

FEWEST_BANDS = 4
SENTENCE = re.compile(r"[，。；]")


def column_parts(rows: list[Row], left: float, right: float, cuts: list[float]) -> list[list[Row]]:
    """The rows of a table, cut where heads begin whose columns do not fit those of the rows above them.

    A single text right above such heads is a part of its own.
    """
    starts = [i for i in range(1, len(rows)) if is_headed(rows[i])]
    parts: list[list[Row]] = []
    first = 0
    for start, end in pairwise((*starts, len(rows))):
        at = first_line(rows, start, cuts)
        if at > first and is_other(rows[first:at], rows[at:end], left, right):
            parts += titled(rows[first:at])
            first = at
    return [*parts, rows[first:]]


def is_headed(row: Row) -> bool:
    """Whether a line names columns: two texts or more, none a figure or long, half of them in words that heads use."""
    found = words(row)
    if len(found) < 2 or any(p.is_figure or len(p.text) > LONGEST or SENTENCE.search(p.text) for p in found):
        return False
    return sum(bool(HEAD_WORD.search(piece.text)) for piece in found) * 2 >= len(found)


def first_line(rows: list[Row], start: int, cuts: list[float]) -> int:
    """Where the row of a line begins: other lines of its cells may stand above it."""
    while start > 1:
        above, row = rows[start - 1], rows[start]
        if row.base - above.base > TIGHT * row.line.size or is_cut(above, row, cuts):
            break
        start -= 1
    return start


def is_other(above: list[Row], below: list[Row], left: float, right: float) -> bool:
    """Whether in the same columns two texts of one line would share one, or long texts of a line lie across several."""
    rows = [*above, *below]
    borders = column_borders(rows, left, right)
    both = clashes(rows, borders)
    apart = sum(clashes(part, column_borders(part, left, right)) for part in (above, below))
    texts = [row for row in rows if len(row.pieces) > 1 and not is_headed(row)]
    return both > apart or any(piece.end - piece.start > 1 for row in settled(texts, borders) for piece in row.pieces)


def clashes(rows: list[Row], borders: list[float]) -> int:
    """How many texts of a line stand in the same column as the text before them."""
    return sum(a.start == b.start for row in settled(rows, borders) for a, b in pairwise(row.pieces))


def settled(rows: list[Row], borders: list[float]) -> list[Row]:
    """Copies of lines whose texts know their columns."""
    copies = [Row(row.line, words(row)) for row in rows]
    settle_columns(copies, borders)
    return copies


def titled(part: list[Row]) -> list[list[Row]]:
    """A part without the single text at its foot that is set unlike the first column: the title of the next part."""
    *rows, last = part
    if len(last.pieces) > 1 or not rows:
        return [part]
    firsts = [row.pieces[0] for row in rows if len(row.pieces) > 1]
    title = last.pieces[0]
    near = ALIGNED * last.line.size
    is_set = any(abs(p.x0 - title.x0) <= near or abs(p.x0 + p.x1 - title.x0 - title.x1) <= 2 * near for p in firsts)
    return [part] if is_set else [rows, [last]]


def ruled_rows(rows: list[Row], cuts: list[float]) -> list[list[Row]]:
    """The rows where a ruling parts each from the next; none where a band between two rulings may hold several."""
    bands: list[list[Row]] = []
    for row in rows:
        if bands and not is_cut(bands[-1][-1], row, cuts):
            bands[-1].append(row)
        else:
            bands.append([row])
    is_ruled = len(bands) >= FEWEST_BANDS and not any(map(is_several, bands))
    return bands if is_ruled else []


def is_several(band: list[Row]) -> bool:
    """Whether figures stand below each other in a column of a band."""
    figures = [{p.start for p in row.pieces if p.is_figure} for row in band]
    return any(a & b for i, a in enumerate(figures) for b in figures[i + 1 :])
