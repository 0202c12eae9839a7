"""The grids of one chain to one table: columns united, repeated heads dropped, cells over the break made whole."""

from bisect import bisect_left
from decimal import Decimal

from extractors.grid import GridCell
from extractors.model import Cell, Doubt, Fragment, Place, Table
from extractors.stitch import NEAR, Chain, flows, is_cut_row

CUT = Decimal("0.9")


class Builder:
    """A table that grows fragment by fragment; `cells` count rows and columns over the whole table."""

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.xs = united([x + s for grid, s in zip(chain.grids, chain.shifts, strict=True) for x in grid.xs])
        self.cells: list[GridCell] = []
        self.rows = 0
        self.fragments: list[Fragment] = []
        self.reasons = list(chain.reasons)
        self.confidence = min(grid.confidence for grid in chain.grids)

    def add(self, index: int) -> None:
        """Append the grid of that index."""
        grid, head, shift = self.chain.grids[index], self.chain.heads[index], self.chain.shifts[index]
        fresh = [self.placed(cell, head, shift) for cell in grid.cells if cell.row >= head]
        pairs = self.pairs(fresh) if index else []
        is_cut = self.is_whole(pairs, fresh) and is_cut_row(pairs)
        if is_cut:
            self.reasons.append(f"第 {grid.page} 页首行是上页末行的下半截，已接上")
            self.confidence = min(self.confidence, CUT)
        base = self.rows - is_cut
        gone = [self.grow(a, b, is_cut) for a, b in pairs if is_cut or goes_on(a, b, self.has_spans(a.col), fresh)]
        for cell in fresh:
            cell.row += base
        self.cells += [cell for cell in fresh if not any(cell is other for other in gone)]
        self.rows = base + len(grid.ys) - 1 - head
        self.fragments.append(Fragment(grid.page, rounded(grid.box), base, self.rows))

    def placed(self, cell: GridCell, head: int, shift: float) -> GridCell:
        """A copy of a cell in the columns of the whole table, rows from 0 after the repeated head."""
        col, end = self.column(cell.box[0] + shift), self.column(cell.box[2] + shift)
        return GridCell(
            cell.row - head, col, cell.row_span, max(1, end - col), cell.box, cell.page, list(cell.lines), cell.text
        )

    def column(self, x: float) -> int:
        """The index of the column border nearest to x."""
        i = bisect_left(self.xs, x)
        if i == len(self.xs) or (i and x - self.xs[i - 1] < self.xs[i] - x):
            return i - 1
        return i

    def last_cells(self) -> list[GridCell]:
        """The cells that reach the last row."""
        return [cell for cell in self.cells if cell.row + cell.row_span == self.rows]

    def pairs(self, fresh: list[GridCell]) -> list[tuple[GridCell, GridCell]]:
        """Cells before and after the break that share their columns."""
        tops = {(cell.col, cell.col_span): cell for cell in fresh if cell.row == 0}
        return [(a, tops[a.col, a.col_span]) for a in self.last_cells() if (a.col, a.col_span) in tops]

    def is_whole(self, pairs: list[tuple[GridCell, GridCell]], fresh: list[GridCell]) -> bool:
        """Whether the rows on either side of the break have all their cells in pairs."""
        return bool(pairs) and len(pairs) == len(self.last_cells()) == sum(cell.row == 0 for cell in fresh)

    def has_spans(self, col: int) -> bool:
        """Whether a column holds merged cells: a column of labels."""
        return any(cell.col == col and cell.row_span > 1 for cell in self.cells)

    def grow(self, above: GridCell, below: GridCell, is_cut: bool) -> GridCell:
        """Let the cell above the break take in the one below; gives the one that is gone."""
        if above.text != below.text or is_cut:
            above.text += below.text
        if not above.lines:
            above.page, above.box, above.lines = below.page, below.box, below.lines
        above.row_span += below.row_span - is_cut
        return below

    def table(self, caption: str, money_unit: str) -> Table:
        """The finished table; cells in reading order."""
        cells = tuple(
            Cell(c.row, c.col, c.row_span, c.col_span, c.text, Place(c.page, c.box))
            for c in sorted(self.cells, key=lambda cell: (cell.row, cell.col))
        )
        reasons = tuple(dict.fromkeys(reason for grid in self.chain.grids for reason in grid.reasons))
        return Table(
            caption,
            self.rows,
            len(self.xs) - 1,
            cells,
            tuple(self.fragments),
            "；".join(self.reasons),
            money_unit,
            Doubt(self.confidence, reasons),
        )


def merge(chain: Chain, caption: str, money_unit: str) -> Table:
    """One table out of a chain of grids."""
    builder = Builder(chain)
    for index in range(len(chain.grids)):
        builder.add(index)
    return builder.table(caption, money_unit)


def united(xs: list[float]) -> list[float]:
    """Distinct column borders, ascending, those within 3 pt taken as one."""
    found: list[float] = []
    for x in sorted(xs):
        if not found or x - found[-1] > NEAR:
            found.append(x)
    return found


def rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = box
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def goes_on(above: GridCell, below: GridCell, is_label: bool, fresh: list[GridCell]) -> bool:
    """Whether a merged cell goes on over a break that falls between two rows."""
    is_merged = above.row_span > 1 or below.row_span > 1
    leads = not any(c.text for c in fresh if c.row == 0 and c.col < below.col)
    if above.text and not below.text:
        has_text = any(c.text for c in fresh if c.row == 0 and c.col > below.col)
        return is_merged or (leads and has_text and is_label)
    if below.text and not above.text:
        return is_merged and (above.row_span > 1 or leads)
    if not above.text:
        return above.row_span > 1 and below.row_span > 1
    return is_merged and (flows(above, below) or (above.text == below.text and is_label))
