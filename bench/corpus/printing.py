"""Sets a document on a canvas: paragraphs with hanging wraps, ruled grids that break between rows."""

from dataclasses import dataclass
from pathlib import Path

from bench.corpus.canvas import HEIGHT, PRODUCERS, WIDTH, Canvas
from bench.corpus.document import Box, Break, Document, Grid, Heading, Para, Title

MARGIN = 72.0
BODY = 12.0
LEADING = 1.6
PAD = 3.0


@dataclass
class Pen:
    """Where the next line goes."""

    canvas: Canvas
    top: float = 0.0
    page: int = 0

    def turn(self) -> None:
        self.canvas.new_page()
        self.page += 1
        self.top = MARGIN
        self.canvas.text((WIDTH / 2 - 10, HEIGHT - 40), f"- {self.page} -", 9)

    def room(self, height: float) -> bool:
        return self.top + height <= HEIGHT - MARGIN


def print_document(document: Document, producer: str, path: Path) -> None:
    """Print a document with one of PRODUCERS."""
    pen = Pen(PRODUCERS[producer](str(document.parts)))
    pen.turn()
    for part in document.parts:
        match part:
            case Title(text):
                print_lines(pen, wrap(pen.canvas, text, 16, WIDTH - 2 * MARGIN), 16, is_centred=True)
            case Heading(text, level):
                print_lines(
                    pen, wrap(pen.canvas, "　　" + text, BODY + (level == 1), WIDTH - 2 * MARGIN), BODY + (level == 1)
                )
            case Para(text, is_indented):
                lead = "　　" if is_indented else ""
                print_lines(pen, wrap(pen.canvas, lead + text, BODY, WIDTH - 2 * MARGIN), BODY)
            case Grid():
                print_grid(pen, part)
            case Break():
                pen.turn()
    pen.canvas.save(path)


def wrap(canvas: Canvas, text: str, size: float, width: float) -> list[str]:
    """Break a text into lines; a closing mark may hang over the edge, it never begins a line."""
    lines, line = [], ""
    for mark in text:
        if line and canvas.width(line + mark, size) > width and mark not in "，。；：、）”％%":
            lines.append(line)
            line = ""
        line += mark
    return [*lines, line] if line else lines


def print_lines(pen: Pen, lines: list[str], size: float, *, is_centred: bool = False) -> None:
    for line in lines:
        if not pen.room(size * LEADING):
            pen.turn()
        pen.top += size * LEADING
        x = (WIDTH - pen.canvas.width(line, size)) / 2 if is_centred else MARGIN
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
    left = (WIDTH - 500) / 2
    edges = [left]
    for width in grid.widths:
        edges.append(edges[-1] + width * 500 / sum(grid.widths))
    placed = place(pen.canvas, grid, edges)
    heights = row_heights(placed, len(grid.rows), grid.size)
    first = 0
    while first < len(grid.rows):
        end, bottom = first, pen.top + 4
        while end < len(grid.rows) and bottom + heights[end] <= HEIGHT - MARGIN:
            bottom += heights[end]
            end += 1
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
            (first, tops, grid.size),
        )
        pen.top = tops[-1]
        first = end
        if first < len(grid.rows):
            pen.turn()


def place(canvas: Canvas, grid: Grid, edges: list[float]) -> list[Placed]:
    taken: set[tuple[int, int]] = set()
    placed = []
    for r, row in enumerate(grid.rows):
        col = 0
        for box in row:
            while (r, col) in taken:
                col += 1
            taken |= {(r + i, col + j) for i in range(box.rows) for j in range(box.cols)}
            room = edges[col + box.cols] - edges[col] - 2 * PAD
            placed.append(Placed(box, r, col, wrap(canvas, box.text, grid.size, room)))
            col += box.cols
    return placed


def row_heights(placed: list[Placed], rows: int, size: float) -> list[float]:
    """Heights in points; a cell over several rows stretches the last of them where it needs more room."""
    heights = [size * 1.4 + 2 * PAD] * rows
    for cell in sorted(placed, key=lambda p: p.box.rows):
        span = range(cell.row, cell.row + cell.box.rows)
        lack = len(cell.lines) * size * 1.4 + 2 * PAD - sum(heights[r] for r in span)
        heights[span[-1]] += max(0.0, lack)
    return heights


def draw_rows(canvas: Canvas, cells: list[Placed], edges: list[float], page: tuple[int, list[float], float]) -> None:
    first, tops, size = page
    for cell in cells:
        top = tops[max(cell.row - first, 0)]
        bottom = tops[min(cell.row + cell.box.rows - first, len(tops) - 1)]
        x0, x1 = edges[cell.col], edges[cell.col + cell.box.cols]
        canvas.frame((x0, top, x1, bottom))
        if cell.row < first:
            continue
        y = top + (bottom - top - len(cell.lines) * size * 1.4) / 2
        for i, line in enumerate(cell.lines):
            x = x0 + PAD if cell.box.is_left else (x0 + x1 - canvas.width(line, size)) / 2
            canvas.text((x, y + size * (1.15 + 1.4 * i)), line, size)
