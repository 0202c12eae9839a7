"""The grids of one chain to one table: columns united, repeated heads dropped, cells over the break made whole."""

from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal

from extractors.continuing import is_figure, plain_text
from extractors.grid import Grid, GridCell
from extractors.model import Cell, Doubt, Fragment, Place, Table
from extractors.seam import Pair, Verdict, grouped, judge, label_goes_on, measure
from extractors.stitch import NEAR, Chain

CUT = Decimal("0.9")
DOUBTFUL = Decimal("0.8")
# Columns of two pages within this many points are one, where no other is nearer.
ONE_COLUMN = 4.5


class Builder:
    """A table that grows fragment by fragment; `cells` count rows and columns over the whole table.

    `ends` holds, for a cell that was joined over a break, its part on the last page it stands on.
    """

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.xs = united([[fit.at(x) for x in grid.xs] for grid, fit in zip(chain.grids, chain.fits, strict=True)])
        self.cells: list[GridCell] = []
        self.ends: dict[int, GridCell] = {}
        self.rows = 0
        self.fragments: list[Fragment] = []
        self.reasons = list(chain.reasons)
        self.doubts: list[str] = []
        self.confidence = min(grid.confidence for grid in chain.grids)
        if len(chain.grids) > 1:
            self.learn()

    def learn(self) -> None:
        """See how the table is printed, for the breaks to come."""
        chain = self.chain
        parts = [(i, cell) for i in range(len(chain.grids)) for cell in self.placed(i)]
        self.scale = measure(cell for i, cell in parts if self.is_inner(i, cell))
        self.label_columns = {cell.col for _, cell in parts if cell.row_span > 1}
        self.repeating = {column for i in range(len(chain.grids)) for column in repeating(self.placed(i))}

    def add(self, index: int) -> None:
        """Append the grid of that index."""
        grid, head = self.chain.grids[index], self.chain.heads[index]
        fresh = self.placed(index)
        gone: list[GridCell] = []
        is_cut = False
        if index:
            pairs = self.joint(fresh)
            verdict = judge(pairs, self.scale) if pairs else Verdict(False)
            self.note(grid, verdict)
            is_cut = verdict.is_cut
            gone = self.join(pairs, fresh) if is_cut else self.go_on(fresh)
        base = self.rows - is_cut
        for cell in fresh:
            cell.row += base
        self.cells += [cell for cell in fresh if not any(cell is other for other in gone)]
        self.rows = base + len(grid.ys) - 1 - head
        self.fragments.append(Fragment(grid.page, rounded(grid.box), base, self.rows))

    def note(self, grid: Grid, verdict: Verdict) -> None:
        """Keep what was decided at a break, and how surely."""
        if verdict.is_cut:
            self.reasons.append(f"第 {grid.page} 页首行是上页末行的下半截，已接上")
            self.doubts.append(f"第 {grid.page} 页首行与上页末行是按文字和空格推断为同一行")
            self.confidence = min(self.confidence, DOUBTFUL if verdict.is_doubtful else CUT)
        elif verdict.is_doubtful:
            self.reasons.append(f"第 {grid.page} 页首行疑为上页末行的下半截，证据不足，未接")
            self.doubts.append(f"第 {grid.page} 页首行疑为上页末行的下半截，按两行读取")
            self.confidence = min(self.confidence, DOUBTFUL)

    def placed(self, index: int) -> list[GridCell]:
        """A grid's cells in the whole table's columns, rows from 0 after the repeated head; copies of several."""
        grid, head, fit = self.chain.grids[index], self.chain.heads[index], self.chain.fits[index]
        if len(self.chain.grids) == 1:
            return list(grid.cells)
        cells = []
        for cell in grid.cells:
            if cell.row >= head:
                col, end = self.column(fit.at(cell.box[0])), self.column(fit.at(cell.box[2]))
                row, span = cell.row - head, max(1, end - col)
                lines = list(cell.lines)
                cells.append(GridCell(row, col, cell.row_span, span, cell.box, cell.page, lines, cell.text))
        return cells

    def is_inner(self, index: int, cell: GridCell) -> bool:
        """Whether a cell stands in no row at a break and in no head."""
        grid, head = self.chain.grids[index], self.chain.heads[index]
        first = 1 if index else max(self.chain.heads)
        last = len(grid.ys) - 1 - head - (index < len(self.chain.grids) - 1)
        return cell.row >= first and cell.row + cell.row_span <= last

    def column(self, x: float) -> int:
        """The index of the column border nearest to x."""
        i = bisect_left(self.xs, x)
        if i == len(self.xs) or (i and x - self.xs[i - 1] < self.xs[i] - x):
            return i - 1
        return i

    def last_cells(self) -> list[GridCell]:
        """The cells that reach the last row."""
        return [cell for cell in self.cells if cell.row + cell.row_span == self.rows]

    def joint(self, fresh: list[GridCell]) -> list[Pair]:
        """Every column of the rows at the break, its cell above beside its cell below; [] where they do not match.

        A side that is blank there may be drawn as one cell, or as several: the other side says which cells there are.
        """
        pairs: list[Pair] = []
        for above, below in grouped(self.last_cells(), [cell for cell in fresh if cell.row == 0]):
            if not above or not below:
                return []
            if len(above) == len(below) == 1:
                pairs += self.parted(Pair(above[0], self.end(above[0]), below[0]))
            elif not any(cell.text for cell in below):
                pairs += [Pair(cell, self.end(cell), blank_as(cell, below[0])) for cell in above]
            elif not any(cell.text or cell.row_span > 1 for cell in above):
                pairs += [self.under_blank(cell, above[0]) for cell in below]
            else:
                return []
        return pairs

    def under_blank(self, below: GridCell, above: GridCell) -> Pair:
        """A cell below the break under a blank one, of its own width, where a wider or narrower one stands."""
        blank = replace(blank_as(below, above), row=self.rows - 1)
        return Pair(blank, blank, below)

    def parted(self, pair: Pair) -> list[Pair]:
        """A pair that is blank on both sides, in the columns that every other row has; others as they are.

        Where a producer frames text only, blank neighbours run together.
        """
        above, below = pair.above, pair.below
        cols = range(above.col, above.col + above.col_span)
        is_run = (above.col, above.col_span) not in self.scale.habits and all((c, 1) in self.scale.habits for c in cols)
        if above.text or below.text or pair.is_merged or len(cols) < 2 or not is_run:
            return [pair]
        return [self.under_blank(replace(below, col=col, col_span=1), above) for col in cols]

    def end(self, cell: GridCell) -> GridCell:
        """The part of a cell on the last page it stands on."""
        return self.ends.get(id(cell), cell)

    def join(self, pairs: list[Pair], fresh: list[GridCell]) -> list[GridCell]:
        """Join the two halves of a row; gives the cells below that are gone."""
        old = [cell for cell in self.cells if cell.row + cell.row_span < self.rows]
        self.cells = old + [pair.above for pair in pairs]
        for pair in pairs:
            self.grow(pair, is_cut=True)
        return [cell for cell in fresh if cell.row == 0]

    def go_on(self, fresh: list[GridCell]) -> list[GridCell]:
        """Let merged cells go on over a break between two rows, from left to right until a label is a new one."""
        tops = {(cell.col, cell.col_span): cell for cell in fresh if cell.row == 0}
        gone: list[GridCell] = []
        leads = True
        for above in sorted(self.last_cells(), key=lambda cell: cell.col):
            below = tops.get((above.col, above.col_span))
            pair = Pair(above, self.end(above), below) if below else None
            is_label = above.col in self.label_columns
            if pair and above.col in self.repeating and pair.below.text and not pair.is_merged:
                break
            if pair and goes_on(pair, is_label, leads, fresh):
                self.grow(pair, is_cut=False)
                gone.append(pair.below)
                continue
            leads = False
            if pair and pair.below.text and (is_label or pair.is_merged):
                break
        return gone

    def grow(self, pair: Pair, *, is_cut: bool) -> None:
        """Let the cell above the break take in the one below."""
        above, below = pair.above, pair.below
        is_printed_again = plain_text(above.text) == plain_text(below.text) and (pair.is_merged or not is_cut)
        if not is_printed_again:
            is_latin = above.text[-1:].isascii() and above.text[-1:].isalpha() and below.text[:1].isascii()
            above.text += " " * (is_latin and below.text[:1].isalpha()) + below.text
        if not above.lines:
            above.page, above.box, above.lines = below.page, below.box, below.lines
        above.row_span += below.row_span - is_cut
        self.ends[id(above)] = below

    def table(self, caption: str, money_unit: str) -> Table:
        """The finished table; cells in reading order."""
        cells = tuple(
            Cell(c.row, c.col, c.row_span, c.col_span, c.text, Place(c.page, c.box))
            for c in sorted(self.cells, key=lambda cell: (cell.row, cell.col))
        )
        seen = [reason for grid in self.chain.grids for reason in grid.reasons]
        reasons = tuple(dict.fromkeys([*seen, *self.doubts]))
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


def united(pages: list[list[float]]) -> list[float]:
    """The column borders of all pages, ascending; those of two pages that lie within a few points are one."""
    found: list[float] = []
    for xs in pages:
        fresh = [x for x in xs if not any(is_one(x, y, xs) for y in found)]
        found = sorted([*found, *fresh])
    return found


def is_one(x: float, y: float, xs: list[float]) -> bool:
    """Whether a border at x is the known one at y: close to it, and no other border of its page is closer."""
    return abs(x - y) <= NEAR or (abs(x - y) <= ONE_COLUMN and all(abs(x - y) <= abs(other - y) for other in xs))


def repeating(cells: list[GridCell]) -> set[int]:
    """The columns in which a label is printed again on each row: two rows below one another print the same words."""
    ends = {(cell.col, cell.row + 1): cell for cell in cells if cell.row_span == 1}
    return {
        cell.col
        for cell in cells
        if cell.row_span == 1
        and (above := ends.get((cell.col, cell.row)))
        and len(cell.text) > 1
        and above.text == cell.text
        and not is_figure(cell.text)
    }


def blank_as(cell: GridCell, place: GridCell) -> GridCell:
    """A blank cell in the columns of one cell where another stands."""
    return GridCell(cell.row, cell.col, 1, cell.col_span, place.box, place.page)


def rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = box
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def goes_on(pair: Pair, is_label: bool, is_leading: bool, fresh: list[GridCell]) -> bool:
    """Whether a merged cell goes on over a break that falls between two rows.

    A label of one row on either side does so too, if all cells to its left do.
    """
    above, below = pair.above, pair.below
    leads = not any(c.text for c in fresh if c.row == 0 and c.col < below.col)
    if above.text and not below.text:
        has_text = any(c.text for c in fresh if c.row == 0 and c.col > below.col)
        return pair.is_merged or (leads and has_text and is_label)
    if below.text and not above.text:
        return pair.is_merged and (above.row_span > 1 or leads)
    if not above.text:
        return above.row_span > 1 and below.row_span > 1
    if not (pair.is_merged or (is_label and is_leading and not is_figure(above.text))):
        return False
    return is_label if plain_text(above.text) == plain_text(below.text) else label_goes_on(pair)
