"""Draws a table whose break is set by hand: which row is cut, after how many lines, how the borders behave."""

from dataclasses import dataclass
from itertools import accumulate

from bench.corpus.cut_pens import Pen, text_width
from bench.corpus.document import Box

Rows = tuple[tuple[Box, ...], ...]
NEVER_FIRST = "，。；：、）”％%)》"


@dataclass(frozen=True, slots=True)
class Style:
    """Geometry and habits.

    border: closed | open | parts (frames only around what still holds text). align: top | part (centred in each part)
    | whole (short cells centred over the whole row). label: first | repeat | split (of a merged label over the break).
    """

    size: float = 9.0
    pitch: float = 1.4
    pad: float = 4.0
    is_tight: bool = False
    border: str = "closed"
    align: str = "top"
    label: str = "first"
    repeats_head: bool = True
    page: tuple[float, float] = (595.28, 841.89)
    left: float = 60.0
    wide: float = 475.0
    top: float = 70.0
    foot: float = 70.0
    shift: float = 0.0
    scale: float = 1.0
    between: tuple[str, ...] = ()
    caption: str = ""
    running: str = ""

    @property
    def line(self) -> float:
        return self.size * self.pitch

    @property
    def limit(self) -> float:
        return self.page[1] - self.foot


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its row and column with its wrapped lines."""

    box: Box
    row: int
    col: int
    lines: list[str]


def wrap(text: str, size: float, room: float) -> list[str]:
    """Lines no wider than `room`; a closing mark takes the sign before it to its line; line feeds are kept."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for mark in paragraph:
            if line and text_width(line + mark, size) > room:
                stay = len(line)
                while mark in NEVER_FIRST and stay > 1 and (stay == len(line) or line[stay] in NEVER_FIRST):
                    stay -= 1
                lines.append(line[:stay])
                line = line[stay:]
            line += mark
        lines.append(line)
    return lines if text else []


def place(rows: Rows, xs: list[float], style: Style) -> list[Placed]:
    """Every cell at its row and column, with its wrapped lines."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for r, row in enumerate(rows):
        col = 0
        for box in row:
            while (r, col) in taken:
                col += 1
            taken |= {(r + i, col + j) for i in range(box.rows) for j in range(box.cols)}
            room = xs[col + box.cols] - xs[col] - 2 * style.pad
            placed.append(Placed(box, r, col, wrap(box.text, style.size, room)))
            col += box.cols
    return placed


@dataclass(frozen=True, slots=True)
class Cut:
    """A break: before `row` (lines 0), or inside it after that many of its lines."""

    row: int
    lines: int = 0


@dataclass(slots=True)
class Strip:
    """A row, or a part of one, as it stands on a page: `part` of `parts`, from `low` to `high` lines of the row."""

    row: int
    page: int
    part: int = 0
    low: int = 0
    high: int = 0
    parts: int = 1


def strips(heights: list[int], cuts: tuple[Cut, ...]) -> list[Strip]:
    """Rows and parts of rows page by page; `heights` are the lines of the tallest cell of each row."""
    found: list[Strip] = []
    page = 0
    for row, lines in enumerate(heights):
        inside = [cut.lines for cut in cuts if cut.row == row and cut.lines]
        page += any(cut.row == row and not cut.lines for cut in cuts)
        stops = [0, *inside, lines]
        for part in range(len(stops) - 1):
            page += part > 0
            found.append(Strip(row, page, part, stops[part], stops[part + 1], len(stops) - 1))
    return found


class Drawing:
    """One table drawn over its pages."""

    def __init__(self, pen: Pen, widths: tuple[float, ...], style: Style) -> None:
        self.pen, self.style = pen, style
        self.xs = [style.left + x * style.wide / sum(widths) for x in (0.0, *accumulate(widths))]
        self.number = 0
        self.is_fitted = False
        self.tall: list[int] = []

    def draw(self, head: Rows, body: Rows, cuts: tuple[Cut, ...]) -> None:
        """Draw head and body; `cuts` count rows of the body. A page that breaks is filled down to its limit."""
        style = self.style
        heads, cells = place(head, self.xs, style), place(body, self.xs, style)
        head_strips = strips(tallest(heads, len(head)), ())
        self.tall = tallest(cells, len(body))
        laid = strips(self.tall, cuts)
        for page in range(laid[-1].page + 1):
            mine = [s for s in laid if s.page == page]
            above = head_strips if page == 0 or style.repeats_head else []
            height = sum(self.height(s) for s in (*above, *mine))
            top = style.top if page else max(style.top, style.limit - height)
            self.page(is_first=page == 0, top=top)
            self.rows(cells, mine, self.rows(heads, above, top) if above else top)

    def page(self, *, is_first: bool, top: float) -> None:
        """A page with its number, its running head, and the caption or what stands between the parts."""
        style = self.style
        self.pen.new_page(*style.page)
        self.number += 1
        self.is_fitted = not is_first
        self.pen.text((style.page[0] / 2 - 8, style.page[1] - 36), f"- {self.number} -", 9)
        if style.running:
            self.pen.text((style.left, 36), style.running, 8)
        texts = (style.caption,) if is_first and style.caption else () if is_first else style.between
        for i, text in enumerate(reversed(texts)):
            self.pen.text((style.left + 60, top - 6 - 14 * i), text, 10.5)

    def height(self, strip: Strip) -> float:
        style = self.style
        pads = (strip.part == 0) + (strip.part == strip.parts - 1) if style.is_tight else 2
        return (strip.high - strip.low) * style.line + pads * style.pad

    def rows(self, cells: list[Placed], laid: list[Strip], top: float) -> float:
        """Draw strips from `top` down; gives the bottom."""
        tops = [*accumulate((self.height(s) for s in laid), initial=top)]
        for cell in cells:
            mine = [i for i, s in enumerate(laid) if cell.row <= s.row < cell.row + cell.box.rows]
            if mine:
                self.cell(cell, [laid[i] for i in mine], (tops[mine[0]], tops[mine[-1] + 1]))
        if self.style.border == "parts":
            self.frame((self.xs[0], tops[0], self.xs[-1], tops[-1]), (True, True))
        return tops[-1]

    def cell(self, cell: Placed, laid: list[Strip], span: tuple[float, float]) -> None:
        """Draw one cell's border and its lines on this page."""
        style = self.style
        lines, y = self.label(cell, laid, span) if cell.box.rows > 1 else self.lines(cell, laid[0], span)
        is_begun = laid[0].part > 0 or laid[0].row > cell.row
        goes_on = laid[-1].part < laid[-1].parts - 1 or laid[-1].row < cell.row + cell.box.rows - 1
        x0, x1 = self.xs[cell.col], self.xs[cell.col + cell.box.cols]
        if style.border != "parts" or cell.box.rows > 1 or lines or not (is_begun or goes_on):
            closed = (not is_begun, not goes_on) if style.border == "open" else (True, True)
            self.frame((x0, span[0], x1, span[1]), closed)
        for i, text in enumerate(lines):
            lead = (x1 - x0 - text_width(text, style.size)) / 2
            x = x0 + (style.pad if cell.box.is_left else max(style.pad, lead))
            self.write((x, y + style.line * i + style.size * 1.1), text)

    def lines(self, cell: Placed, strip: Strip, span: tuple[float, float]) -> tuple[list[str], float]:
        """The lines of a cell that stand in this part of its row and the top of the first."""
        style = self.style
        free = span[1] - span[0]
        if strip.parts == 1:
            return cell.lines, span[0] + (free - len(cell.lines) * style.line) / 2
        start = max(0, self.tall[cell.row] - len(cell.lines)) // 2 if style.align == "whole" else 0
        mine = [t for i, t in enumerate(cell.lines, start) if strip.low <= i < strip.high]
        if style.align == "part" and len(mine) < strip.high - strip.low:
            return mine, span[0] + (free - len(mine) * style.line) / 2
        pad = 0.0 if style.is_tight and strip.part else style.pad
        return mine, span[0] + pad + max(0, start - strip.low) * style.line

    def label(self, cell: Placed, laid: list[Strip], span: tuple[float, float]) -> tuple[list[str], float]:
        """A merged label: on its first page, on every page, or its lines shared out."""
        style, lines = self.style, cell.lines
        is_first = laid[0].row == cell.row and laid[0].part == 0
        is_last = laid[-1].row == cell.row + cell.box.rows - 1 and laid[-1].part == laid[-1].parts - 1
        if style.label == "split" and is_first != is_last and len(lines) > 1:
            half = (len(lines) + 1) // 2
            shown = lines[:half] if is_first else lines[half:]
            return shown, span[1] - style.pad - len(shown) * style.line if is_first else span[0] + style.pad
        if not is_first and style.label != "repeat":
            return [], span[0]
        return lines, span[0] + (span[1] - span[0] - len(lines) * style.line) / 2

    def frame(self, box: tuple[float, float, float, float], closed: tuple[bool, bool]) -> None:
        x0, top, x1, bottom = box
        self.rule(x0, top, x0, bottom)
        self.rule(x1, top, x1, bottom)
        if closed[0]:
            self.rule(x0, top, x1, top)
        if closed[1]:
            self.rule(x0, bottom, x1, bottom)

    def fitted(self, x: float, y: float) -> tuple[float, float]:
        """Where a point goes on a page whose table is moved or scaled against the first."""
        style = self.style
        if not self.is_fitted:
            return x, y
        return style.left + style.shift + (x - style.left) * style.scale, style.top + (y - style.top) * style.scale

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.pen.rule(*self.fitted(x0, y0), *self.fitted(x1, y1))

    def write(self, at: tuple[float, float], text: str) -> None:
        self.pen.text(self.fitted(*at), text, self.style.size * (self.style.scale if self.is_fitted else 1))


def tallest(cells: list[Placed], rows: int) -> list[int]:
    """The lines of the tallest cell of each row, labels over several rows left out."""
    return [max((len(c.lines) for c in cells if c.row == r and c.box.rows == 1), default=0) or 1 for r in range(rows)]
