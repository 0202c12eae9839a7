"""Values of form fields and annotations that a page shows in their boxes, set there as characters."""

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.glyphs import ASCENT, BLANKS, RADICALS, Frame, Shade
from extractors.page import Char, Page

CHECKED, UNCHECKED = "☑", "□"
BOXES = frozenset("□☐○〇◯▢")
WIDEST_SIZE = 12.0
LEADING = 1.2
NARROW = 0.55
INSET = 2.0
SMALLEST = 1.5
MULTILINE = 1 << 12
"""The flag of a text field of several lines."""
MAX_ANNOTATIONS = 3000
LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Filling:
    """A value without an appearance of its own: its box in user space, its type size in points (0: as fits).

    `is_mark`: a tick box, whose text is CHECKED or UNCHECKED.
    """

    text: str
    box: Shade
    size: float = 0.0
    is_wrapped: bool = False
    is_mark: bool = False


def fill_in(page: Page, frame: Frame, fillings: list[Filling]) -> None:
    """Set the values on a page that was read; one that lies outside of it is left away."""
    for filling in fillings:
        x0, top, x1, bottom = frame.box(*filling.box)
        if x1 <= 0 or bottom <= 0 or x0 >= page.width or top >= page.height:
            continue
        if filling.is_mark:
            mark(page, filling.text, (x0, top, x1, bottom))
        else:
            page.chars += typeset(filling, (x0, top, x1, bottom))


def mark(page: Page, text: str, box: Shade) -> None:
    """Set a tick box; the square that the page itself prints there gives way."""
    x0, top, x1, bottom = box
    under = [c for c in page.chars if x0 <= (c.x0 + c.x1) / 2 <= x1 and top <= c.baseline - 0.3 * c.size <= bottom]
    if text == UNCHECKED and under:
        return
    page.chars = [char for char in page.chars if not (char.text in BOXES and char in under)]
    size = min(WIDEST_SIZE, bottom - top, x1 - x0)
    base = (top + bottom) / 2 + (ASCENT - 0.5) * size
    left = (x0 + x1 - size) / 2
    page.chars.append(Char(text, left, base - ASCENT * size, left + size, base + (1 - ASCENT) * size, base, size))


def typeset(filling: Filling, box: Shade) -> Iterator[Char]:
    """The characters of a value within a box of the page as read: in one line, or wrapped from the top."""
    x0, top, x1, bottom = box
    inset = min(INSET, (x1 - x0) / 10)
    width, height = max(x1 - x0 - 2 * inset, SMALLEST), max(bottom - top, SMALLEST)
    size = filling.size or min(WIDEST_SIZE, height / LEADING if not filling.is_wrapped else WIDEST_SIZE)
    lines = wrapped(filling, size, width)
    while size > SMALLEST and (len(lines) * size > height + 0.5 or max(map(advance, lines)) * size > width + 0.5):
        size = max(SMALLEST, size * 0.95)
        lines = wrapped(filling, size, width)
    step = min(LEADING * size, height / len(lines))
    base = (top + (height - step * len(lines)) / 2 if not filling.is_wrapped else top) + step / 2
    for i, line in enumerate(lines):
        yield from set_line(line, x0 + inset, base + i * step + (ASCENT - 0.5) * size, size)


def set_line(line: str, left: float, base: float, size: float) -> Iterator[Char]:
    """The characters of one line from its left end; blanks take room only."""
    for raw in line:
        right = left + advance(raw) * size
        text = RADICALS.get(raw, raw)
        if text not in BLANKS:
            yield Char(text, left, base - ASCENT * size, right, base + (1 - ASCENT) * size, base, size)
        left = right


def wrapped(filling: Filling, size: float, width: float) -> list[str]:
    """The lines of a value: as it was broken, and where it must be broken to fit."""
    lines: list[str] = []
    for given in filling.text.splitlines() or [""]:
        line, reach = "", 0.0
        for char in given:
            wide = advance(char) * size
            if filling.is_wrapped and line and reach + wide > width:
                lines.append(line)
                line, reach = "", 0.0
            line += char
            reach += wide
        lines.append(line)
    return lines


def advance(text: str) -> float:
    """About how wide a text is, in ems."""
    return sum(NARROW if char < "\u2e80" else 1.0 for char in text)


def remarked(remarks: int) -> list[str]:
    """Say in Chinese that a page has remarks whose words are not on it."""
    return [f"有 {remarks} 处批注（便笺、删除线、手写或附件），其内容未计入"] if remarks else []
