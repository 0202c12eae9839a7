"""Tables as values, and many ways to draw one: lines, boxes, double, dashed, in pieces, twice, not quite straight."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from random import Random

from hypothesis import strategies as st

from extractors.glyphs import Frame, Glyph, Run, settle
from extractors.grid import Grid, read_grids
from extractors.page import Page
from extractors.strokes import Area, Drawn, upright

WIDTH, HEIGHT = 595.0, 842.0
SIZE = 10.0
PAD = 3.0
LEADING = 1.2
LETTERS = "产出指标数量质量时效成本效益年度预算执行率得分分值权重完成情况名称单位0123456789.%≥≤"
Fact = tuple[int, int, int, int, str]


@dataclass(frozen=True)
class Drawing:
    """A table: column and row borders in points from its top left, cells as (row, col, row span, col span, text)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Fact, ...]

    def box(self, cell: Fact) -> Area:
        """The box of a cell: x0, top, x1, bottom."""
        row, col, rows, cols, _ = cell
        return self.xs[col], self.ys[row], self.xs[col + cols], self.ys[row + rows]

    def sides(self) -> list[Area]:
        """Every side of every cell once, a line as a box of no width."""
        found: dict[Area, None] = {}
        for cell in self.cells:
            x0, top, x1, bottom = self.box(cell)
            lines = [(x0, y, x1, y) for y in (top, bottom)] + [(x, top, x, bottom) for x in (x0, x1)]
            found.update(dict.fromkeys(lines))
        return list(found)


@st.composite
def drawings(draw: st.DrawFn) -> Drawing:
    """Tables of 2 to 5 columns and 2 to 6 rows, some cells merged, some blank, every text within its cell."""
    widths = draw(st.lists(st.integers(30, 100), min_size=2, max_size=5))
    heights = draw(st.lists(st.integers(18, 44), min_size=2, max_size=6))
    random = Random(draw(st.integers(0, 10_000)))
    xs, ys = tuple(accumulate(widths, initial=0.0)), tuple(accumulate(heights, initial=0.0))
    cells: list[Fact] = []
    taken: set[tuple[int, int]] = set()
    for row in range(len(heights)):
        for col in range(len(widths)):
            if (row, col) in taken:
                continue
            rows, cols = span(random, len(heights) - row), span(random, len(widths) - col)
            covered = {(row + r, col + c) for r in range(rows) for c in range(cols)}
            if covered & taken or len(covered) == len(widths) * len(heights):
                rows = cols = 1
                covered = {(row, col)}
            taken |= covered
            cells.append((row, col, rows, cols, text_for(random, xs[col + cols] - xs[col], ys[row + rows] - ys[row])))
    drawing = Drawing(xs, ys, tuple(cells))
    return tight(drawing)


def span(random: Random, left: int) -> int:
    return min(left, random.choice((1, 1, 1, 1, 2, 3)))


def text_for(random: Random, width: float, height: float) -> str:
    """A text that fits into a cell, blank for one cell in five."""
    room = int((width - 2 * PAD) / SIZE) * int((height - 2) / (LEADING * SIZE))
    many = random.randint(1, max(1, min(room, 12))) if random.random() < 0.8 else 0
    return "".join(random.choice(LETTERS) for _ in range(many))


def tight(drawing: Drawing) -> Drawing:
    """The drawing without the borders that no cell begins at: a reader cannot see those."""
    cols = sorted({cell[1] for cell in drawing.cells} | {cell[1] + cell[3] for cell in drawing.cells})
    rows = sorted({cell[0] for cell in drawing.cells} | {cell[0] + cell[2] for cell in drawing.cells})
    cells = tuple(
        (rows.index(r), cols.index(c), rows.index(r + rs) - rows.index(r), cols.index(c + cs) - cols.index(c), text)
        for r, c, rs, cs, text in drawing.cells
    )
    return Drawing(tuple(drawing.xs[c] for c in cols), tuple(drawing.ys[r] for r in rows), cells)


Pen = Callable[[Random, list[Area]], list[Area]]


def cut(line: Area, length: float, gap: float) -> Iterator[Area]:
    """A line in pieces of a length with gaps between; its end is drawn."""
    x0, y0, x1, y1 = line
    total = max(x1 - x0, y1 - y0)
    dx, dy = (x1 - x0) / total, (y1 - y0) / total
    at = 0.0
    while at < total:
        end = total if total - at - length <= gap else at + length
        yield x0 + dx * at, y0 + dy * at, x0 + dx * end, y0 + dy * end
        at = end + gap


def plain(_: Random, lines: list[Area]) -> list[Area]:
    return lines


def dashed(_: Random, lines: list[Area]) -> list[Area]:
    return [piece for line in lines for piece in cut(line, 3.0, 2.0)]


def pieces(random: Random, lines: list[Area]) -> list[Area]:
    return [piece for line in lines for piece in cut(line, random.uniform(4, 15), 0.0)]


def double(_: Random, lines: list[Area]) -> list[Area]:
    return [*lines, *[moved(line, 1.4) for line in lines]]


def twice(random: Random, lines: list[Area]) -> list[Area]:
    again = [*lines, *lines]
    random.shuffle(again)
    return again


def shaken(random: Random, lines: list[Area]) -> list[Area]:
    """Each line off its place by up to a point, and its ends as well."""
    return [stretched(moved(line, random.uniform(-1, 1)), random.uniform(-1, 1)) for line in lines]


def moved(line: Area, way: float) -> Area:
    """A line moved across itself."""
    x0, y0, x1, y1 = line
    return (x0, y0 + way, x1, y1 + way) if y0 == y1 else (x0 + way, y0, x1 + way, y1)


def stretched(line: Area, way: float) -> Area:
    """A line longer by `way` at both ends."""
    x0, y0, x1, y1 = line
    return (x0 - way, y0, x1 + way, y1) if y0 == y1 else (x0, y0 - way, x1, y1 + way)


PENS: tuple[Pen, ...] = (plain, dashed, pieces, double, twice, shaken)


@dataclass(frozen=True)
class Hand:
    """How a drawing is put on a page: scale, place of its top left in points, pen, quarter turns.

    `turn` turns the whole page content clockwise, `rotate` is what the page's /Rotate says.
    """

    scale: float = 1.0
    left: float = 40.0
    top: float = 40.0
    pen: Pen = plain
    seed: int = 0
    turn: int = 0
    rotate: int = 0


def scaled(drawing: Drawing, by: float) -> Drawing:
    return replace(drawing, xs=tuple(x * by for x in drawing.xs), ys=tuple(y * by for y in drawing.ys))


def letters_of(drawing: Drawing, scale: float) -> Iterator[tuple[str, float, float]]:
    """Every letter with its left end and its baseline, in points from the top left of the table."""
    size = SIZE * scale
    for cell in drawing.cells:
        x0, top, x1, bottom = drawing.box(cell)
        per_line = max(1, int((x1 - x0 - 2 * PAD * scale) / size + 1e-6))
        lines = [cell[4][i : i + per_line] for i in range(0, len(cell[4]), per_line)]
        high = (bottom - top - len(lines) * LEADING * size) / 2
        for i, line in enumerate(lines):
            for k, letter in enumerate(line):
                yield letter, x0 + PAD * scale + k * size, top + high + (i + 0.85) * LEADING * size


def page_of(drawing: Drawing, hand: Hand) -> Page:
    """The page a reader would make of a drawing: characters and rulings go through the readers' own geometry."""
    big = scaled(drawing, hand.scale)
    lines = [(x0 + hand.left, y0 + hand.top, x1 + hand.left, y1 + hand.top) for x0, y0, x1, y1 in big.sides()]
    sheet = max(WIDTH, HEIGHT, hand.left + big.xs[-1] + 40, hand.top + big.ys[-1] + 40)
    spin = Spin(sheet, hand.turn)
    drawn = Drawn(edges=[spin.area(line) for line in hand.pen(Random(hand.seed), lines)])
    run = Run(SIZE * hand.scale, -hand.turn % 4, False, False)
    glyphs: list[Glyph] = []
    for letter, x, base in letters_of(big, hand.scale):
        (ax, ay), (bx, by) = (
            spin.point(x + hand.left, base + hand.top),
            spin.point(x + hand.left + run.size, base + hand.top),
        )
        glyphs.append((letter, ax, ay, bx if hand.turn % 2 == 0 else by, run))
    page = Page(1, sheet, sheet, [], [])
    frame = settle(glyphs, page, Frame(0, 0, sheet, sheet, hand.rotate), [])
    page.edges = upright(drawn, frame)
    return page


@dataclass(frozen=True)
class Spin:
    """From points of the drawing (origin top left) to user space of a square page, turned clockwise by quarters."""

    sheet: float
    turn: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        for _ in range(self.turn):
            x, y = self.sheet - y, x
        return x, self.sheet - y

    def area(self, line: Area) -> Area:
        (ax, ay), (bx, by) = self.point(line[0], line[1]), self.point(line[2], line[3])
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def read_page(page: Page) -> list[Grid]:
    return read_grids(page)[0]


def facts(grid: Grid) -> list[Fact]:
    """The cells of a grid in reading order."""
    return sorted((c.row, c.col, c.row_span, c.col_span, c.text) for c in grid.cells)


def borders_meet(drawing: Drawing) -> bool:
    """Whether at least one letter is printed, so that there is a table to read."""
    return any(cell[4] for cell in drawing.cells) and all(b - a > 0 for a, b in pairwise(drawing.xs))
