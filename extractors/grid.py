"""The tables of one page: lattices of rulings with their text, and what stands outside them."""

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.edges import Net, Rule, clean, close_ends, nets
from extractors.lattice import Lattice, build_lattice
from extractors.model import Box
from extractors.open_tables import find_open_nets
from extractors.page import Char, Page
from extractors.text_lines import Line, joined, read_lines

MIDDLE = 0.35
SURE = Decimal(1)
RAGGED = "有表格线只切开单元格的一部分，已按矩形拆分"
OPEN = "表格没有竖线，列由文字对齐推断"


@dataclass(slots=True)
class GridCell:
    """A cell of one page's grid; rows and columns count from 0 within the page."""

    row: int
    col: int
    row_span: int
    col_span: int
    box: Box
    page: int
    lines: list[Line] = field(default_factory=list)
    text: str = ""


@dataclass(slots=True)
class Grid:
    """A table as it stands on one page. `xs` and `ys` are its column and row borders in points."""

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    confidence: Decimal = SURE
    reasons: tuple[str, ...] = ()

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def read_grids(page: Page) -> tuple[list[Grid], list[Char]]:
    """The tables of a page from top to bottom, and the characters outside them."""
    level, upright = clean(page.edges)
    found, loose = nets(level, upright)
    lattices = [lattice for net in found if (lattice := build_lattice(close_ends(net)))]
    lattices = without_nested(lattices)
    taken: list[list[list[Char]]] = [[[] for _ in lattice.spans] for lattice in lattices]
    rest = share_out(page.chars, lattices, taken)
    grids: list[Grid] = []
    for lattice, chars in zip(lattices, taken, strict=True):
        if is_table(lattice, chars):
            grids.append(grid_of(page.number, lattice, chars))
        else:
            rest.extend(char for cell in chars for char in cell)
    grids += open_grids(page, loose_net(loose, grids), rest)
    return sorted(grids, key=lambda grid: (grid.box[1], grid.box[0])), rest


def loose_net(loose: list[Rule], grids: list[Grid]) -> Net:
    """The level rulings that belong to no table."""
    return Net([r for r in loose if not any(g.box[1] - 3 <= r.at <= g.box[3] + 3 for g in grids)], [])


def open_grids(page: Page, loose: Net, rest: list[Char]) -> list[Grid]:
    """Tables that have level rulings only; their characters leave `rest`."""
    grids = []
    for net, confidence in find_open_nets(loose.level, rest):
        lattice = build_lattice(net)
        if lattice is None:
            continue
        chars: list[list[Char]] = [[] for _ in lattice.spans]
        left = share_out(rest, [lattice], [chars])
        if sum(map(bool, chars)) >= 4:
            rest[:] = left
            grid = grid_of(page.number, lattice, chars)
            grid.confidence = confidence
            grid.reasons = (OPEN,)
            grids.append(grid)
    return grids


def without_nested(lattices: list[Lattice]) -> list[Lattice]:
    """Leave out boxes drawn inside one cell of a larger table (tick boxes, underlines); a mere frame gives way."""
    tables = [lattice for lattice in lattices if len(lattice.spans) > 1]
    return [
        one
        for one in tables
        if not any(other is not one and len(other.spans) >= 4 and holds(other, one) for other in tables)
    ]


def holds(outer: Lattice, inner: Lattice) -> bool:
    """Whether a lattice lies wholly inside one cell of another."""
    x0, y0, x1, y1 = inner.box
    corners = {outer.cell_at(x, y) for x in (x0 + 0.5, x1 - 0.5) for y in (y0 + 0.5, y1 - 0.5)}
    return len(corners) == 1 and -1 not in corners


def share_out(chars: list[Char], lattices: list[Lattice], taken: list[list[list[Char]]]) -> list[Char]:
    """Give each character to the cell that holds its middle; returns those in no cell."""
    for lattice, cells in zip(lattices, taken, strict=True):
        xs, ys, owner = lattice.xs, lattice.ys, lattice.owner
        rest: list[Char] = []
        for char in chars:
            x, y = (char.x0 + char.x1) / 2, char.baseline - MIDDLE * char.size
            inside = xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]
            cell = owner[bisect_right(ys, y) - 1][bisect_right(xs, x) - 1] if inside else -1
            (rest if cell < 0 else cells[cell]).append(char)
        chars = rest
    return list(chars)


def is_table(lattice: Lattice, chars: list[list[Char]]) -> bool:
    """Whether a lattice is a table: two cells side by side or one above the other, and not all of them blank."""
    return len(lattice.spans) >= 2 and any(chars)


def grid_of(page: int, lattice: Lattice, chars: list[list[Char]]) -> Grid:
    """A grid out of its lattice and the characters of each cell."""
    cells = []
    for span, inside in zip(lattice.spans, chars, strict=True):
        lines = read_lines(inside) if inside else []
        x0, y0, x1, y1 = lattice.cell_box(span)
        box = (round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))
        rows, cols = span.row_end - span.row, span.col_end - span.col
        cells.append(GridCell(span.row, span.col, rows, cols, box, page, lines, joined(lines)))
    reasons = (RAGGED,) if lattice.is_ragged else ()
    return Grid(page, lattice.xs, lattice.ys, cells, Decimal("0.9") if reasons else SURE, reasons)
