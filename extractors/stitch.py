"""Tables that run over pages: which grid goes on in which, and why."""

import re
from dataclasses import dataclass, field

from extractors.continuing import plain_text
from extractors.grid import Grid
from extractors.running import is_margin_note
from extractors.text_lines import Line

NEAR = 3.0
MIRRORED = 40.0
FOOT = 60.0
MAX_HEAD = 8
# A page printed to fit is smaller by some percent; its columns then stand in the same proportions.
FITTED = (0.8, 1.25)
SAME_PAGE = 0.03
LINKS = re.compile(
    r"[（(][^（()）]{0,4}续[^（()）]{0,4}[）)]|续(表|上表|前表|页|$)|^(续|接上|上接|转下)|[（(]?(金额)?单位[:：]|^第?\d+页"
)
# Rows within which a form's 项目名称 comes: further down where title, year and unit are rows of the table.
UNTITLED, TITLED = 3, 7
SERIAL = re.compile(r"序号|编号|行次")
FORM_START = re.compile(r"(?!.*(指标|任务|科目|内容|岗位))[^，。]{0,14}名称([（(].{0,8}[）)])?")
TITLE = re.compile(r".{0,36}表([（(].{0,12}[）)])?$")


@dataclass(slots=True)
class Sheet:
    """One page ready for stitching: its grids from top to bottom and the lines outside them, running heads gone."""

    number: int
    width: float
    height: float
    grids: list[Grid]
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Fit:
    """How a page's x, in points, becomes that of the table's first page: x * scale + shift."""

    scale: float = 1.0
    shift: float = 0.0

    def at(self, x: float) -> float:
        return x * self.scale + self.shift


@dataclass(slots=True)
class Chain:
    """The grids of one table in order; `heads[i]` rows repeat the table's head in grid i, `fits[i]` aligns it."""

    grids: list[Grid]
    heads: list[int] = field(default_factory=lambda: [0])
    fits: list[Fit] = field(default_factory=lambda: [Fit()])
    reasons: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)


def chain_grids(sheets: list[Sheet]) -> list[Chain]:
    """Put the grids that are parts of one table into one chain, in reading order."""
    chains: list[Chain] = []
    before: tuple[Sheet, Chain] | None = None
    for sheet in sheets:
        for i, grid in enumerate(sheet.grids):
            link = follow(before[0], before[1], sheet) if i == 0 and before else None
            if link and before:
                chain = before[1]
                chain.grids.append(grid)
                chain.heads.append(link.head)
                chain.fits.append(link.fit)
                chain.reasons.append(link.reason)
            else:
                chain = Chain([grid], captions=[line.text for line in lines_above(sheet, i)])
                chains.append(chain)
            before = (sheet, chain)
        if not sheet.grids and sheet.lines:
            before = None
    return chains


@dataclass(frozen=True, slots=True)
class Link:
    """That a grid goes on with a chain: head rows it repeats, how it is aligned, and why."""

    head: int
    fit: Fit
    reason: str


def lines_above(sheet: Sheet, index: int) -> list[Line]:
    """The lines between a grid and the grid above it on the page."""
    top = sheet.grids[index].box[1]
    floor = sheet.grids[index - 1].box[3] if index else 0.0
    return [line for line in sheet.lines if line.bottom <= top + NEAR and line.top >= floor - NEAR]


def follow(above: Sheet, chain: Chain, below: Sheet) -> Link | None:
    """Whether the first grid of a page goes on with the table that ends the page before."""
    last, grid = chain.grids[-1], below.grids[0]
    if below.number != above.number + 1 or last is not above.grids[-1]:
        return None
    fit = fitted(chain.grids[0], grid) if has_same_size(above, below) else None
    if fit is None:
        return None
    if any(line.top >= last.box[3] - NEAR and not is_link(above, line) for line in above.lines):
        return None
    head = repeated_head(chain.grids[0], grid)
    between = [line.text for line in lines_above(below, 0) if not is_link(below, line)]
    if between and not (head and between == [text for text in chain.captions if not LINKS.search(text)]):
        return None
    if starts_form(chain, grid, head) or not has_same_columns(chain, grid, fit, head):
        return None
    if starts_count(chain, grid, head) or (not head and had_room(above, last, grid)):
        return None
    how = f"表头重复 {head} 行" if head else "列边界相同"
    frame = "外框相同" if fit.scale == 1 else "外框按比例缩放后相同"
    return Link(head, fit, f"第 {grid.page} 页接第 {last.page} 页：{frame}，{how}，中间无正文")


def is_link(sheet: Sheet, line: Line) -> bool:
    """Whether a line may stand between two parts of one table: it says that they are, or belongs to the margin."""
    return bool(LINKS.search(line.text)) or is_margin_note(sheet.height, line)


def has_same_size(above: Sheet, below: Sheet) -> bool:
    """Whether two pages are of one format: a table does not go on from an upright page to one across."""
    return all(abs(a - b) <= SAME_PAGE * a for a, b in ((above.width, below.width), (above.height, below.height)))


def fitted(first: Grid, grid: Grid) -> Fit | None:
    """How a grid lies over the table's first one: moved, or printed smaller or larger; None if its frame is another."""
    wide, width = first.box[2] - first.box[0], grid.box[2] - grid.box[0]
    shift = first.box[0] - grid.box[0]
    if abs(wide - width) <= NEAR:
        return Fit(1.0, shift) if abs(shift) <= MIRRORED else None
    scale = wide / width
    fit = Fit(scale, first.box[0] - grid.box[0] * scale)
    is_near = FITTED[0] <= scale <= FITTED[1] and abs(shift) <= MIRRORED
    matched = sum(any(abs(fit.at(x) - y) <= NEAR for y in first.xs[1:-1]) for x in grid.xs[1:-1])
    is_alike = matched >= max(2, min(len(first.xs), len(grid.xs)) - 2)
    return fit if is_near and is_alike and abs(text_size(first) / text_size(grid) / scale - 1) < SAME_PAGE else None


def text_size(grid: Grid) -> float:
    """The usual size of a grid's text, in points."""
    sizes = sorted(line.size for cell in grid.cells for line in cell.lines)
    return sizes[len(sizes) // 2] if sizes else 1.0


def row_print(grid: Grid, row: int) -> tuple[tuple[float, str], ...]:
    """What a row prints and where: left borders as shares of the width in steps of 1 %, and texts."""
    left, width = grid.box[0], grid.box[2] - grid.box[0]
    return tuple((round((c.box[0] - left) / width * 100), plain_text(c.text)) for c in grid.cells if c.row == row)


def repeated_head(first: Grid, grid: Grid) -> int:
    """How many leading rows of a grid repeat those of the table's first page. A whole grid repeats nothing."""
    rows = min(len(grid.ys), len(first.ys)) - 1
    head = 0
    while head < min(rows, MAX_HEAD) and is_same_row(row_print(grid, head), row_print(first, head)):
        head += 1
    while head and any(c.row < head < c.row + c.row_span for c in grid.cells):
        head -= 1
    return head if head < len(grid.ys) - 1 and any(c.text for c in grid.cells if c.row < head) else 0


def is_same_row(mine: tuple[tuple[float, str], ...], theirs: tuple[tuple[float, str], ...]) -> bool:
    """Equal texts in cells whose left borders agree within a step or two."""
    return len(mine) == len(theirs) and all(
        a[1] == b[1] and abs(a[0] - b[0]) <= 1 for a, b in zip(mine, theirs, strict=True)
    )


def starts_count(chain: Chain, grid: Grid, head: int) -> bool:
    """Whether serial numbers that ran 1, 2, 3 on the pages before begin again at 1 under a head printed again."""
    if not head or not SERIAL.search(leading(grid, head - 1)) or leading(grid, head) != "1":
        return False
    serials = [
        text
        for other, skip in zip(chain.grids, [head, *chain.heads[1:]], strict=True)
        for row in range(skip, len(other.ys) - 1)
        if (text := leading(other, row))
    ]
    return len(serials) >= 2 and serials == [str(i + 1) for i in range(len(serials))]


def starts_form(chain: Chain, grid: Grid, head: int) -> bool:
    """Whether a grid begins a form of its own: a head row such as 项目名称, or a title across its whole width."""
    label, title = leading(grid, head), wide_title(grid, head)
    if title and len(grid.ys) > 3:
        return True
    if not head and label and label == leading(chain.grids[0], 0):
        return True
    if label and label == leading(chain.grids[0], head) and any(is_start(grid, row) for row in range(head)):
        return True
    reach = TITLED if head and all(wide_title(grid, row) for row in range(head)) else UNTITLED
    if not any(is_start(grid, row) for row in range(head, head + reach)):
        return False
    is_long = len(chain.grids[0].ys) > 4 or len(chain.grids) > 1
    return is_long or any(is_start(chain.grids[0], row) for row in range(4))


def is_start(grid: Grid, row: int) -> bool:
    """Whether a row is one that a form begins with: 项目名称 or the like."""
    return bool(FORM_START.fullmatch(leading(grid, row)))


def leading(grid: Grid, row: int) -> str:
    """The text of a row's first cell, blanks taken out."""
    return next((re.sub(r"\s", "", c.text) for c in grid.cells if c.row == row and c.col == 0), "")


def wide_title(grid: Grid, row: int) -> bool:
    """Whether a row is one cell across the whole width that reads like the title of a table."""
    text = leading(grid, row)
    return bool(TITLE.fullmatch(text)) and any(
        c.row == row and c.col == 0 and c.col_span == len(grid.xs) - 1 for c in grid.cells
    )


def has_same_columns(chain: Chain, grid: Grid, fit: Fit, head: int) -> bool:
    """Whether at least half of the inner column borders are those of the table; a head that repeats is enough.

    A title that stands alone at the foot of a page, as rows across the whole width, has no inner borders yet.
    """
    mine = [fit.at(x) for x in grid.xs[1:-1]]
    if head or not mine or (len(chain.grids) == 1 and wide_title(chain.grids[0], 0) and len(chain.grids[0].xs) == 2):
        return True
    theirs = [f.at(x) for other, f in zip(chain.grids, chain.fits, strict=True) for x in other.xs[1:-1]]
    matched = sum(any(abs(x - y) <= NEAR for y in theirs) for x in mine)
    return matched * 2 >= min(len(mine), len(chain.grids[-1].xs) - 2 or 1) and matched > 0


def had_room(sheet: Sheet, last: Grid, grid: Grid) -> bool:
    """Whether the first row would have fitted under the table on the page before, and more than a third was free."""
    room = sheet.height - FOOT - last.box[3]
    return room > 0.35 * sheet.height and grid.ys[1] - grid.ys[0] < 0.8 * room
