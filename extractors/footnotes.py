"""Footnotes: small lines at the foot of a page, apart from the text that runs on over them."""

import re

from extractors.stitch import Sheet
from extractors.text_lines import Line

SMALLER = 0.8
"""Points by which footnotes are smaller than the body at least."""
MARK = re.compile(r"[①-⑳⑴-⒇*＊※]|[\[［【〔]\s*\d{1,2}\s*[\]］】〕]|注\s*\d{0,2}\s*[:：]|\d{1,2}(?![\d.．、%年月日])")


def split_foot(sheet: Sheet, size: float) -> tuple[list[Line], list[Line]]:
    """A page's free lines without its footnotes, and the footnotes' lines; `size` is the body's in points.

    Footnotes are the last lines of the page, below every table, all smaller than the body; the first bears a mark, and
    text of the body stands above.
    """
    lines = sheet.lines
    floor = max((grid.box[3] for grid in sheet.grids), default=0.0)
    start = len(lines)
    while start and lines[start - 1].size <= size - SMALLER and lines[start - 1].top > max(floor, sheet.height / 2):
        start -= 1
    while start < len(lines) and not MARK.match(lines[start].text):
        start += 1
    return (lines[:start], lines[start:]) if start else (lines, [])
