"""Sets a document on a canvas: paragraphs with hanging wraps, ruled grids that break between rows."""

from dataclasses import dataclass
from pathlib import Path

from bench.corpus.canvas import CANVASES, Canvas, page_size
from bench.corpus.document import Box, Break, Document, Grid, Heading, Para, Title
from bench.corpus.typeset import typeset

MARGIN = 72.0
BODY = 12.0
LEADING = 1.6
CLOSING = "，。；：、）”％%"
# A grid is a little wider than the text.
OVERHANG = 48.72


@dataclass
class Pen:
    """Where the next line goes."""

    canvas: Canvas
    top: float = 0.0
    page: int = 0
    width: float = 0.0
    height: float = 0.0

    def turn(self, *, is_landscape: bool | None = None) -> None:
        """Begin a page, lying on its side as the last one unless told."""
        turned = self.width > self.height if is_landscape is None else is_landscape
        self.width, self.height = page_size(turned)
        self.canvas.new_page(is_landscape=turned)
        self.page += 1
        self.top = MARGIN
        self.canvas.text((self.width / 2 - 10, self.height - 40), f"- {self.page} -", 9)

    def room(self, height: float) -> bool:
        return self.top + height <= self.height - MARGIN

    @property
    def measure(self) -> float:
        """How wide the text is."""
        return self.width - 2 * MARGIN


def print_document(document: Document, producer: str, path: Path, letters: str = "") -> None:
    """Print a document with one of PRODUCERS; `letters` are what the font must hold beside the document's own."""
    text = str(document.parts) + letters
    if producer == "typst":
        typeset(document, text, path)
        return
    pen = Pen(CANVASES[producer](text))
    pen.turn()
    for part in document.parts:
        match part:
            case Title(text):
                print_lines(pen, wrap(pen.canvas, text, 16, pen.measure), 16, is_centred=True)
            case Heading(text, level):
                size = BODY + (level == 1)
                print_lines(pen, wrap(pen.canvas, "　　" + text, size, pen.measure), size)
            case Para(text, is_indented):
                lead = "　　" if is_indented else ""
                print_lines(pen, wrap(pen.canvas, lead + text, BODY, pen.measure), BODY)
            case Grid():
                print_grid(pen, part)
            case Break(is_landscape):
                pen.turn(is_landscape=is_landscape)
    pen.canvas.save(path)


def wrap(canvas: Canvas, text: str, size: float, width: float) -> list[str]:
    """Break a text into lines; closing marks may hang over the edge, they never begin a line."""
    lines, line = [], ""
    for mark in text:
        hangs = mark in CLOSING
        if line and canvas.width(line + mark, size) > width and not hangs:
            lines.append(line)
            line = ""
        line += mark
    return [*lines, line] if line else lines


def wrap_cell(canvas: Canvas, text: str, size: float, width: float) -> list[str]:
    """The same inside a cell: line breaks are kept, and of marks only one hangs, as there is room for one."""
    lines = [line for piece in text.split("\n") for line in wrap(canvas, piece, size, width)]
    for i, line in enumerate(lines):
        if len(line) > 2 and canvas.width(line[:-1], size) > width:
            lines[i] = line[:-2]
            lines[i + 1 : i + 2] = wrap(canvas, line[-2:] + "".join(lines[i + 1 : i + 2]), size, width)
    return lines


def print_lines(pen: Pen, lines: list[str], size: float, *, is_centred: bool = False) -> None:
    for line in lines:
        if not pen.room(size * LEADING):
            pen.turn()
        pen.top += size * LEADING
        x = (pen.width - pen.canvas.width(line, size)) / 2 if is_centred else MARGIN
        pen.canvas.text((x, pen.top - size * (LEADING - 1)), line, size)


@dataclass(frozen=True)
class Placed:
    """A grid cell with its row, column and wrapped lines."""

    box: Box
    row: int
    col: int
    lines: list[str]


def print_grid(pen: Pen, grid: Grid) -> None:
    """Rule a grid; rows go to the next page whole, merged cells are cut there and go on without text."""
    room = pen.measure + OVERHANG
    edges = [(pen.width - room) / 2]
    for width in grid.widths:
        edges.append(edges[-1] + width * room / sum(grid.widths))
    placed = place(pen.canvas, grid, edges)
    heights = row_heights(placed, grid)
    first = 0
    while first < len(grid.rows):
        end, bottom = first, pen.top + 4
        while end < len(grid.rows) and bottom + heights[end] <= pen.height - MARGIN:
            bottom += heights[end]
            end += 1
        if end < len(grid.rows):
            end = whole_labels(placed, heights, (first, end), grid.size)
        if end == first:
            pen.turn()
            continue
        tops = [pen.top + 4]
        for height in heights[first:end]:
            tops.append(tops[-1] + height)
        draw_rows(
            pen.canvas,
            [p for p in placed if p.row < end and p.row + p.box.rows > first],
            edges,
            (first, tops, grid),
        )
        pen.top = tops[-1]
        first = end
        if first < len(grid.rows):
            pen.turn()
    pen.top += BODY


def whole_labels(placed: list[Placed], heights: list[float], rows: tuple[int, int], size: float) -> int:
    """Where to break: no later than `rows` ends, and above a merged cell whose text has no room before the break."""
    first, end = rows
    for cell in placed:
        is_cut = first <= cell.row < end < cell.row + cell.box.rows
        if is_cut and len(cell.lines) * size * 1.4 > sum(heights[cell.row : end]):
            end = cell.row
    return end


def place(canvas: Canvas, grid: Grid, edges: list[float]) -> list[Placed]:
    placed = []
    for row, col, box in grid.cells():
        room = edges[col + box.cols] - edges[col] - 2 * grid.pad
        placed.append(Placed(box, row, col, wrap_cell(canvas, box.text, grid.size, room)))
    return placed


def row_heights(placed: list[Placed], grid: Grid) -> list[float]:
    """Heights in points; a cell over several rows stretches the last of them where it needs more room."""
    heights = [grid.size * 1.4 + 6] * len(grid.rows)
    for cell in sorted(placed, key=lambda p: p.box.rows):
        span = range(cell.row, cell.row + cell.box.rows)
        lack = len(cell.lines) * grid.size * 1.4 + 6 - sum(heights[r] for r in span)
        heights[span[-1]] += max(0.0, lack)
    return heights


def draw_rows(canvas: Canvas, cells: list[Placed], edges: list[float], page: tuple[int, list[float], Grid]) -> None:
    first, tops, grid = page
    size = grid.size
    for cell in cells:
        top = tops[max(cell.row - first, 0)]
        bottom = tops[min(cell.row + cell.box.rows - first, len(tops) - 1)]
        x0, x1 = edges[cell.col], edges[cell.col + cell.box.cols]
        canvas.frame((x0, top, x1, bottom))
        if cell.row < first:
            continue
        y = top + (bottom - top - len(cell.lines) * size * 1.4) / 2
        for i, line in enumerate(cell.lines):
            x = x0 + grid.pad if cell.box.is_left else (x0 + x1 - canvas.width(line, size)) / 2
            canvas.text((x, y + size * (1.15 + 1.4 * i)), line, size)
