"""A net of rulings to cells with spans: every cell of the fine grid that no ruling parts from its neighbour is one."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from extractors.edges import NEAR, Net, Rule
from extractors.model import Box

MAX_CELLS = 60_000


@dataclass(slots=True)
class Span:
    """A cell by its rows and columns of the fine grid; `end` values are not included."""

    row: int
    col: int
    row_end: int
    col_end: int


@dataclass(slots=True)
class Lattice:
    """Column borders `xs`, row borders `ys` (both ascending) and the cells between them; `owner[row][col]` or -1."""

    xs: list[float]
    ys: list[float]
    spans: list[Span]
    owner: list[list[int]]
    is_ragged: bool = False

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])

    def cell_at(self, x: float, y: float) -> int:
        """The index of the cell at a point, -1 where there is none."""
        col, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= row < len(self.owner) and 0 <= col < len(self.owner[0]):
            return self.owner[row][col]
        return -1

    def cell_box(self, span: Span) -> Box:
        """The box of a cell in points."""
        return (self.xs[span.col], self.ys[span.row], self.xs[span.col_end], self.ys[span.row_end])


def places(rules: list[Rule]) -> list[float]:
    """The distinct coordinates of rulings, ascending, at least 3 pt apart."""
    found: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not found or at - found[-1] > NEAR:
            found.append(at)
    return found


def build_lattice(net: Net) -> Lattice | None:
    """The cells of a net, None where its rulings enclose nothing."""
    xs, ys = places(net.upright), places(net.level)
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > MAX_CELLS:
        return None
    across = walls(net.level, ys, xs)
    down = walls(net.upright, xs, ys)
    close_gaps(across, down)
    close_gaps(down, across)
    owner = [[-2] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    flood_outside(owner, across, down)
    spans: list[Span] = []
    ragged = fill_spans(owner, across, down, spans)
    return Lattice(xs, ys, spans, owner, ragged) if spans else None


def walls(rules: list[Rule], ats: list[float], stops: list[float]) -> list[list[bool]]:
    """For every coordinate in `ats`: which of the stretches between `stops` a ruling covers."""
    built = [[False] * (len(stops) - 1) for _ in ats]
    middles = [(a + b) / 2 for a, b in pairwise(stops)]
    for rule in rules:
        row = built[max(0, bisect_right(ats, rule.at + 0.01) - 1)]
        for i in range(bisect_right(middles, rule.low), bisect_right(middles, rule.high)):
            row[i] = True
    return built


def close_gaps(outer: list[list[bool]], cross: list[list[bool]]) -> None:
    """Close gaps of the first and the last line of `outer` where lines on both sides of the gap run up to it.

    A merged cell that goes on over a page break has no border there while its neighbours have one.
    """
    for line, beside in ((outer[0], 0), (outer[-1], -1)):
        if not any(line):
            continue
        start = None
        for i, is_covered in enumerate([*line, True]):
            if not is_covered and start is None:
                start = i
            elif is_covered and start is not None:
                if cross[start][beside] and cross[i][beside]:
                    line[start:i] = [True] * (i - start)
                start = None


def neighbours(row: int, col: int, across: list[list[bool]], down: list[list[bool]]) -> list[tuple[int, int]]:
    """The positions next to a cell of the fine grid that no wall parts from it; -1 or the far end is the outside."""
    open_sides = []
    if not across[row][col]:
        open_sides.append((row - 1, col))
    if not across[row + 1][col]:
        open_sides.append((row + 1, col))
    if not down[col][row]:
        open_sides.append((row, col - 1))
    if not down[col + 1][row]:
        open_sides.append((row, col + 1))
    return open_sides


def flood_outside(owner: list[list[int]], across: list[list[bool]], down: list[list[bool]]) -> None:
    """Mark with -1 what is open to the outside: an L-shaped table leaves such corners."""
    rows, cols = len(owner), len(owner[0])
    rim = [(r, c) for r in range(rows) for c in (0, cols - 1)] + [(r, c) for c in range(cols) for r in (0, rows - 1)]
    stack = [
        (r, c) for r, c in rim if any(not (0 <= i < rows and 0 <= j < cols) for i, j in neighbours(r, c, across, down))
    ]
    while stack:
        row, col = stack.pop()
        if not (0 <= row < rows and 0 <= col < cols) or owner[row][col] == -1:
            continue
        owner[row][col] = -1
        stack.extend(neighbours(row, col, across, down))


def fill_spans(owner: list[list[int]], across: list[list[bool]], down: list[list[bool]], spans: list[Span]) -> bool:
    """Number the enclosed cells row by row; whether some region was no rectangle and had to be cut into several."""
    ragged = False
    for row, line in enumerate(owner):
        for col, mark in enumerate(line):
            if mark != -2:
                continue
            region = flood_region(row, col, owner, across, down)
            pieces = rectangles(region)
            ragged = ragged or len(pieces) > 1
            for piece in pieces:
                for r in range(piece.row, piece.row_end):
                    owner[r][piece.col : piece.col_end] = [len(spans)] * (piece.col_end - piece.col)
                spans.append(piece)
    return ragged


def flood_region(
    row: int, col: int, owner: list[list[int]], across: list[list[bool]], down: list[list[bool]]
) -> set[tuple[int, int]]:
    """All positions joined to one without a wall between."""
    region = {(row, col)}
    stack = [(row, col)]
    while stack:
        for near in neighbours(*stack.pop(), across, down):
            if near not in region and owner[near[0]][near[1]] == -2:
                region.add(near)
                stack.append(near)
    return region


def rectangles(region: set[tuple[int, int]]) -> list[Span]:
    """Cut a region into rectangles from its top left; one rectangle where it is one."""
    rows, cols = [r for r, _ in region], [c for _, c in region]
    whole = Span(min(rows), min(cols), max(rows) + 1, max(cols) + 1)
    if (whole.row_end - whole.row) * (whole.col_end - whole.col) == len(region):
        return [whole]
    pieces: list[Span] = []
    left = set(region)
    while left:
        row, col = min(left)
        col_end = col + 1
        while (row, col_end) in left:
            col_end += 1
        row_end = row + 1
        while all((row_end, c) in left for c in range(col, col_end)):
            row_end += 1
        left -= {(r, c) for r in range(row, row_end) for c in range(col, col_end)}
        pieces.append(Span(row, col, row_end, col_end))
    return pieces
