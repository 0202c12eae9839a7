"""Pages set in two columns: their lines in reading order, each knowing the borders of its column."""

from bisect import bisect_left
from collections.abc import Iterator

from extractors.page import Char
from extractors.text_lines import Line, by_left, line_of

LEAST = 6
"""Lines that each column must have; fewer are a list of pairs, a table or signatures."""
GUTTER = 0.8
"""Least width of the free strip between two columns, in ems."""
WIDEST = 6.0
FULL = 0.7
"""How much of its column most lines of running text fill."""


def in_columns(lines: list[Line], width: float) -> tuple[list[Line], bool]:
    """Lines in reading order, and whether any part of the page is set in two columns: then the left one comes first.

    `width`: the page's, in points. Lines that run across the page (titles) part it into bands.
    """
    if len(lines) < LEAST:
        return lines, False
    block = (min(line.x0 for line in lines) + max(line.x1 for line in lines)) / 2
    free, gutter = max((sum(is_free(line, x) for line in lines), x) for x in (width / 2, block))
    if free < LEAST:
        return lines, False
    ordered: list[Line] = []
    is_double = False
    for band in bands(lines, gutter):
        columns = parted(band, gutter)
        is_double = is_double or columns is not None
        ordered += band if columns is None else columns
    return ordered, is_double


def bands(lines: list[Line], gutter: float) -> Iterator[list[Line]]:
    """Stretches of lines that leave the gutter free, and each line that does not."""
    band: list[Line] = []
    for line in lines:
        if is_free(line, gutter):
            band.append(line)
            continue
        if band:
            yield band
        yield [line]
        band = []
    if band:
        yield band


def is_free(line: Line, gutter: float) -> bool:
    """Whether a line leaves the gutter free: it ends before, begins behind, or has a gap of its own there."""
    if line.x1 <= gutter or line.x0 >= gutter:
        return True
    at = bisect_left(line.chars, gutter, key=by_left)
    return line.chars[at - 1].x1 <= gutter and line.chars[at].x0 - line.chars[at - 1].x1 > GUTTER * line.size


def parted(band: list[Line], gutter: float) -> list[Line] | None:
    """The lines of the left column, then those of the right; None where the band is no running text in columns."""
    left = column([[char for char in line.chars if char.x1 <= gutter] for line in band])
    right = column([[char for char in line.chars if char.x1 > gutter] for line in band])
    if len(left) < LEAST or len(right) < LEAST:
        return None
    gap = right[0].span[0] - left[0].span[1]
    if not GUTTER * left[0].size < gap < WIDEST * left[0].size:
        return None
    return [*left, *right] if is_running_text(left) and is_running_text(right) else None


def column(rows: list[list[Char]]) -> list[Line]:
    """The lines of one column, with its borders."""
    lines = [line_of(chars) for chars in rows if chars]
    if lines:
        span = (min(line.x0 for line in lines), max(line.x1 for line in lines))
        for line in lines:
            line.span = span
    return lines


def is_running_text(lines: list[Line]) -> bool:
    """Whether most lines fill their column, as wrapped text does and a list or a table's column does not."""
    width = lines[0].span[1] - lines[0].span[0]
    full = sum(line.x1 - line.x0 > FULL * width for line in lines)
    return full >= 0.6 * len(lines) and width > 8 * lines[0].size
