"""The tables of one page: lattices of rulings with their text, and what stands outside them."""

from bisect import bisect_right
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.edges import clean, close_ends, nets
from extractors.gaps import without_leaders
from extractors.lattice import Lattice, build_lattice
from extractors.model import Box
from extractors.open_tables import NO_LEVEL, bands, find_body, find_fences, find_stacks, inner_guess
from extractors.page import Char, Page
from extractors.row_by_row import row_cuts, with_cuts
from extractors.text_lines import Line, joined, read_lines, read_turned
from extractors.unruled import Guess, find_unruled

MIDDLE = 0.35
ROWS_GUESSED = Decimal("0.7")
SURE = Decimal(1)
RAGGED = "有表格线只切开单元格的一部分，已按矩形拆分"
FEWEST_FILLED = 4
LARGE = 4
HEAD_ROWS = 2
ROOM = (120.0, 40.0)
MOST_FRAMES = 20


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
    """A table as it stands on one page. `xs` and `ys` are its column and row borders in points.

    `inner` are the tables drawn inside one of its cells; that cell keeps their text as well.
    """

    page: int
    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    confidence: Decimal = SURE
    reasons: tuple[str, ...] = ()
    inner: list["Grid"] = field(default_factory=list)

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def read_grids(page: Page) -> tuple[list[Grid], list[Line]]:
    """The tables of a page from top to bottom, and the lines of text outside them."""
    level, upright = clean(page.edges)
    found, loose, fences = nets(level, upright)
    ruled = [lattice for net in found if (lattice := build_lattice(close_ends(net)))]
    grids, rest = ruled_grids(page, ruled)
    free = [rule for rule in loose if not any(g.box[1] - 3 <= rule.at <= g.box[3] + 3 for g in grids)]
    for guess in (*find_stacks(free, rest), *find_fences(fences, rest, page.width)):
        take_guess(page.number, guess, rest, grids)
    lines = read_lines(rest)
    if add_bodies(page.number, lines, rest, grids):
        lines = read_lines(rest)
    guesses = list(find_unruled(lines, [*free, *bands(page.shades, page.width)]))
    for guess in guesses:
        take_guess(page.number, guess, rest, grids)
    return sorted(grids, key=lambda grid: (grid.box[1], grid.box[0])), read_lines(rest) if guesses else lines


def add_bodies(page: int, lines: list[Line], rest: list[Char], grids: list[Grid]) -> bool:
    """Give heads that are ruled the rows of text under them; whether there were any."""
    found = False
    for grid in grids:
        is_head = grid.confidence == SURE and len(grid.ys) <= HEAD_ROWS + 1 and len(grid.xs) > HEAD_ROWS
        guess = find_body(grid.box, grid.xs, lines) if is_head else None
        bodies: list[Grid] = []
        if guess and take_guess(page, guess, rest, bodies):
            extend(grid, bodies[0])
            found = True
    return found


def extend(grid: Grid, body: Grid) -> None:
    """Append the rows of another grid with the same columns."""
    head = len(grid.ys) - 1
    for cell in body.cells:
        cell.row += head
    grid.cells += body.cells
    grid.ys = [*grid.ys, *body.ys[1:]]
    grid.confidence, grid.reasons = body.confidence, body.reasons


def ruled_grids(page: Page, ruled: list[Lattice]) -> tuple[list[Grid], list[Char]]:
    """The tables whose lattices are drawn, each with those inside its cells, and the characters outside them."""
    lattices, nested = parted(ruled)
    taken: list[list[list[Char]]] = [[[] for _ in lattice.spans] for lattice in lattices]
    rest = share_out(page.chars, lattices, taken)
    grids: list[Grid] = []
    for lattice, chars in zip(lattices, taken, strict=True):
        inside = [char for cell in chars for char in cell] if is_bare(lattice) else []
        guess = inner_guess(lattice, inside) if inside else None
        if guess and take_guess(page.number, guess, inside, grids):
            rest.extend(inside)
        elif is_table(lattice, chars):
            grids.append(drawn_grid(page.number, lattice, chars))
        else:
            rest.extend(char for cell in chars for char in cell)
    for lattice in nested:
        add_inner(page, lattice, grids)
    return grids, rest


def drawn_grid(page: int, lattice: Lattice, chars: list[list[Char]]) -> Grid:
    """The grid of a lattice; where lines of text are rows that no level ruling parts, they are rows of it."""
    cuts = row_cuts(lattice, chars)
    if not cuts:
        return grid_of(page, lattice, chars)
    finer = with_cuts(lattice, cuts)
    shared: list[list[Char]] = [[] for _ in finer.spans]
    share_out([char for cell in chars for char in cell], [finer], [shared])
    grid = grid_of(page, finer, shared)
    grid.confidence, grid.reasons = ROWS_GUESSED, (*grid.reasons, NO_LEVEL)
    return grid


def is_bare(lattice: Lattice) -> bool:
    """Whether a lattice may be the frame of a table that goes without inner rulings."""
    return len(lattice.xs) == 2 or len(lattice.ys) <= 3


def take_guess(page: int, guess: Guess, rest: list[Char], grids: list[Grid]) -> bool:
    """Add an inferred table to `grids`; its characters leave `rest`."""
    lattice = build_lattice(guess.net)
    if lattice is None:
        return False
    chars: list[list[Char]] = [[] for _ in lattice.spans]
    left = share_out(rest, [lattice], [chars])
    if sum(map(bool, chars)) < FEWEST_FILLED:
        return False
    rest[:] = left
    grid = grid_of(page, lattice, [[c for line in read_lines(cell) for c in without_leaders(line)] for cell in chars])
    grid.confidence = guess.confidence
    grid.reasons = (guess.reason,)
    grids.append(grid)
    return True


def parted(lattices: list[Lattice]) -> tuple[list[Lattice], list[Lattice]]:
    """The lattices that stand by themselves, and the tables drawn inside one cell of a larger one.

    Smaller boxes inside a cell (tick boxes, underlines) are left out; a mere frame around a table gives way.
    """
    tables = [one for one in lattices if len(one.spans) > 1]
    large = [one for one in tables if len(one.spans) >= LARGE]
    inside = [any(other is not one and holds(other, one) for other in large) for one in tables]
    frames = [one for one in lattices if len(one.spans) == 1 and is_roomy(one)][:MOST_FRAMES]
    frames = [one for one in frames if not any(around(one, other) for other in lattices)]
    outer = [one for one, is_inside in zip(tables, inside, strict=True) if not is_inside]
    frames = [one for one in frames if not any(holds(other, one) for other in tables)]
    nested = [one for one, is_in in zip(tables, inside, strict=True) if is_in and len(one.xs) > 2 < len(one.ys)]
    return outer + frames, nested


def is_roomy(frame: Lattice) -> bool:
    """Whether a frame is large enough for a table of its own."""
    x0, y0, x1, y1 = frame.box
    return x1 - x0 >= ROOM[0] and y1 - y0 >= ROOM[1]


def around(frame: Lattice, other: Lattice) -> bool:
    """Whether one lattice lies in another."""
    return (
        other is not frame
        and frame.box[0] <= other.box[0]
        and frame.box[2] >= other.box[2]
        and (frame.box[1] <= other.box[1] and frame.box[3] >= other.box[3])
    )


def add_inner(page: Page, lattice: Lattice, grids: list[Grid]) -> None:
    """Hang a table drawn inside a cell on the table around it, whose cell keeps the text."""
    chars: list[list[Char]] = [[] for _ in lattice.spans]
    share_out(page.chars, [lattice], [chars])
    x0, y0, x1, y1 = lattice.box
    outer = [g for g in grids if g.box[0] <= x0 and g.box[1] <= y0 and g.box[2] >= x1 and g.box[3] >= y1]
    if outer and sum(map(bool, chars)) >= FEWEST_FILLED:
        smallest = min(outer, key=lambda g: g.box[2] - g.box[0])
        smallest.inner.append(grid_of(page.number, lattice, chars))


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
        lines = read_cell(inside) if inside else []
        x0, y0, x1, y1 = lattice.cell_box(span)
        box = (round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))
        rows, cols = span.row_end - span.row, span.col_end - span.col
        cells.append(GridCell(span.row, span.col, rows, cols, box, page, lines, joined(lines)))
    reasons = (RAGGED,) if lattice.is_ragged else ()
    return Grid(page, lattice.xs, lattice.ys, cells, Decimal("0.9") if reasons else SURE, reasons)


def read_cell(chars: list[Char]) -> list[Line]:
    """The lines of a cell, which may be printed sideways."""
    return read_turned(chars) if chars[0].lean or chars[-1].lean else read_lines(chars)
