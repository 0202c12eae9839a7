"""Characters to lines of text: clustered by baseline, blanks set only where Latin words stand apart."""

from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter

from extractors.model import Box
from extractors.page import Char

SAME_LINE = 0.45
by_baseline = attrgetter("baseline")
by_left = attrgetter("x0")
WORD_GAP = 0.2
WIDE_GAP = 2.0
CJK = 0x2E80
DESCENT = 0.14


@dataclass(slots=True)
class Line:
    """A line of characters from left to right; its box is in points from the top left.

    `span`: the borders of its column where the page is set in several, else (0, 0).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    chars: list[Char]
    span: tuple[float, float] = (0.0, 0.0)

    @property
    def box(self) -> Box:
        return (round(self.x0, 2), round(self.top, 2), round(self.x1, 2), round(self.bottom, 2))

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def read_lines(chars: list[Char]) -> list[Line]:
    """Cluster characters into lines, top to bottom. A line holds what stands within 0.45 em of one baseline."""
    bases = [char.baseline for char in chars]
    if bases and max(bases) - min(bases) < 0.2 * chars[0].size:
        return [line_of(list(chars))]
    rows: list[list[Char]] = []
    base = size = 0.0
    for char in sorted(chars, key=by_baseline):
        if rows and char.baseline - base <= SAME_LINE * min(max(size, 1), max(char.size, 1) * 1.6):
            rows[-1].append(char)
            if char.size > size:
                base, size = char.baseline, char.size
        else:
            rows.append([char])
            base, size = char.baseline, char.size
    return [line_of(row) for row in rows]


def read_turned(chars: list[Char]) -> list[Line]:
    """The lines of characters that may be printed sideways or upside down; those of each direction stand together."""
    lines: list[Line] = []
    for lean in sorted({char.lean for char in chars}):
        mine = [char for char in chars if char.lean == lean]
        lines += read_lines(mine) if lean == 0 else [stood(line, mine) for line in read_lines([laid(c) for c in mine])]
    return lines


def laid(char: Char) -> Char:
    """A leaning character as it stands when the page is turned so that it is upright."""
    x0, top, x1, bottom, size = char.x0, char.top, char.x1, char.bottom, char.size
    if char.lean == 1:
        x0, top, x1, bottom = -bottom, x0, -top, x1
    elif char.lean == 2:
        x0, top, x1, bottom = -x1, -bottom, -x0, -top
    else:
        x0, top, x1, bottom = top, -x1, bottom, -x0
    return Char(char.text, x0, top, x1, bottom, bottom - DESCENT * size, size, char.lean)


def stood(line: Line, chars: list[Char]) -> Line:
    """A line that was read upright, with its box and characters back where `chars` stand on the page."""
    lean = line.chars[0].lean
    x0, top, x1, bottom = line.x0, line.top, line.x1, line.bottom
    if lean == 1:
        x0, top, x1, bottom = top, -x1, bottom, -x0
    elif lean == 2:
        x0, top, x1, bottom = -x1, -bottom, -x0, -top
    else:
        x0, top, x1, bottom = -bottom, x0, -top, x1
    inside = [
        c for c in chars if x0 - 0.1 <= c.x0 and c.x1 <= x1 + 0.1 and top - 0.1 <= c.top and c.bottom <= bottom + 0.1
    ]
    return Line(line.text, x0, top, x1, bottom, line.size, inside)


def line_of(chars: list[Char]) -> Line:
    """One line out of its characters."""
    chars.sort(key=by_left)
    text = "".join([c.text for c in chars])
    if min(text) < "\u2e80" and not text.isdigit():
        text = spaced(chars)
    return Line(
        text,
        chars[0].x0,
        min([c.top for c in chars]),
        max([c.x1 for c in chars]),
        max([c.bottom for c in chars]),
        max([c.size for c in chars]),
        chars,
    )


def spaced(chars: list[Char]) -> str:
    """The text with a blank between Latin words: a gap of 0.2 em where a letter stands on either side."""
    parts = [chars[0].text]
    for left, right in pairwise(chars):
        gap = right.x0 - left.x1
        is_apart = gap > WORD_GAP * left.size and is_latin(left.text) and is_latin(right.text)
        if is_apart and (left.text.isalpha() or right.text.isalpha()):
            parts.append(" ")
        parts.append(right.text)
    return "".join(parts)


def is_latin(text: str) -> bool:
    """Whether a character is of an alphabet that parts its words by blanks."""
    return ord(text[0]) < CJK and (text[0].isalnum() or text[0] in ",.;:%)(")


def joined(lines: list[Line]) -> str:
    """The text of lines that belong together, hard wraps undone: nothing between, a blank between Latin words."""
    text = ""
    for line in lines:
        if text and text[-1].isascii() and text[-1].isalpha() and line.text[:1].isascii() and line.text[:1].isalpha():
            text += " "
        text += line.text
    return text


def with_gaps(line: Line) -> Line:
    """The line with a blank where more than two ems part stretches of text: 填表人：… 单位：万元."""
    parts: list[list[Char]] = [[line.chars[0]]]
    for left, right in pairwise(line.chars):
        if right.x0 - left.x1 > WIDE_GAP * line.size:
            parts.append([])
        parts[-1].append(right)
    if len(parts) > 1 and all(len(part) > 1 for part in parts):
        line.text = " ".join(line_of(part).text for part in parts)
    return line
