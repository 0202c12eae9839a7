"""Tables that run over pages: which grid goes on in which, and why."""

import re
from dataclasses import dataclass, field

from extractors.grid import Grid, GridCell
from extractors.text_lines import Line

NEAR = 3.0
MIRRORED = 40.0
FOOT = 60.0
# Free height under a cut cell, in ems: two lines that are kept together on the next page, and the padding.
ROOM = 3.6
MAX_HEAD = 8
LINKS = re.compile(r"续|[（(]?(金额)?单位[:：]|^第?\d+页")
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


@dataclass(slots=True)
class Chain:
    """The grids of one table in order; `heads[i]` rows repeat the table's head in grid i, `shifts[i]` aligns it."""

    grids: list[Grid]
    heads: list[int] = field(default_factory=lambda: [0])
    shifts: list[float] = field(default_factory=lambda: [0.0])
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
                chain.shifts.append(link.shift)
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
    """That a grid goes on with a chain: head rows it repeats, its shift to the right, and why."""

    head: int
    shift: float
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
    shift = chain.grids[0].box[0] - grid.box[0]
    if abs(grid.box[2] + shift - chain.grids[0].box[2]) > NEAR or abs(shift) > MIRRORED:
        return None
    if any(line.top >= last.box[3] - NEAR and not LINKS.search(line.text) for line in above.lines):
        return None
    head = repeated_head(chain.grids[0], grid, shift)
    between = [line.text for line in lines_above(below, 0) if not LINKS.search(line.text)]
    if between and not (head and between == [text for text in chain.captions if not LINKS.search(text)]):
        return None
    if starts_form(chain, grid, head) or not has_same_columns(chain, grid, shift, head):
        return None
    if not head and had_room(above, last, grid):
        return None
    how = f"表头重复 {head} 行" if head else "列边界相同"
    return Link(head, shift, f"第 {grid.page} 页接第 {last.page} 页：外框相同，{how}，中间无正文")


def row_print(grid: Grid, row: int, shift: float) -> tuple[tuple[int, str], ...]:
    """What a row prints and where: left borders in steps of 4 pt, and texts."""
    left = grid.box[0]
    return tuple((round((c.box[0] - left) / 4), c.text) for c in grid.cells if c.row == row)


def repeated_head(first: Grid, grid: Grid, shift: float) -> int:
    """How many leading rows of a grid repeat those of the table's first page. A whole grid repeats nothing."""
    rows = min(len(grid.ys), len(first.ys)) - 1
    head = 0
    while head < min(rows, MAX_HEAD):
        mine, theirs = row_print(grid, head, shift), row_print(first, head, shift)
        if not is_same_row(mine, theirs):
            break
        head += 1
    while head and any(c.row < head < c.row + c.row_span for c in grid.cells):
        head -= 1
    return head if head < len(grid.ys) - 1 and any(c.text for c in grid.cells if c.row < head) else 0


def is_same_row(mine: tuple[tuple[int, str], ...], theirs: tuple[tuple[int, str], ...]) -> bool:
    """Equal texts in cells whose left borders agree within a step or two."""
    return len(mine) == len(theirs) and all(
        a[1] == b[1] and abs(a[0] - b[0]) <= 1 for a, b in zip(mine, theirs, strict=True)
    )


def starts_form(chain: Chain, grid: Grid, head: int) -> bool:
    """Whether a grid begins a form of its own: a head row such as 项目名称, or a title across its whole width."""
    label, title = leading(grid, head), wide_title(grid, head)
    if title and len(grid.ys) > 3:
        return True
    if not head and label and label == leading(chain.grids[0], 0):
        return True
    labels = [leading(grid, row) for row in range(head, head + 3)]
    if not any(FORM_START.fullmatch(text) for text in labels):
        return False
    is_long = len(chain.grids[0].ys) > 4 or len(chain.grids) > 1
    return is_long or any(FORM_START.fullmatch(leading(chain.grids[0], row)) for row in range(4))


def leading(grid: Grid, row: int) -> str:
    """The text of a row's first cell, blanks taken out."""
    return next((re.sub(r"\s", "", c.text) for c in grid.cells if c.row == row and c.col == 0), "")


def wide_title(grid: Grid, row: int) -> bool:
    """Whether a row is one cell across the whole width that reads like the title of a table."""
    text = leading(grid, row)
    return bool(TITLE.fullmatch(text)) and any(
        c.row == row and c.col == 0 and c.col_span == len(grid.xs) - 1 for c in grid.cells
    )


def has_same_columns(chain: Chain, grid: Grid, shift: float, head: int) -> bool:
    """Whether at least half of the inner column borders are those of the table; a head that repeats is enough."""
    mine = [x + shift for x in grid.xs[1:-1]]
    if head or not mine:
        return True
    theirs = [x + s for other, s in zip(chain.grids, chain.shifts, strict=True) for x in other.xs[1:-1]]
    matched = sum(any(abs(x - y) <= NEAR for y in theirs) for x in mine)
    return matched * 2 >= min(len(mine), len(chain.grids[-1].xs) - 2 or 1) and matched > 0


def had_room(sheet: Sheet, last: Grid, grid: Grid) -> bool:
    """Whether the first row would have fitted under the table on the page before, and more than a third was free."""
    room = sheet.height - FOOT - last.box[3]
    return room > 0.35 * sheet.height and grid.ys[1] - grid.ys[0] < 0.8 * room


def is_cut_row(pairs: list[tuple[GridCell, GridCell]]) -> bool:
    """Whether a page break cuts through a row: `pairs` are its cells before and after the break, column by column.

    Borders cannot tell (producers differ); text that goes on and cells that stay blank can.
    """
    both = [(a, b) for a, b in pairs if a.text and b.text]
    plain = [(a, b) for a, b in pairs if a.row_span == 1 and b.row_span == 1]
    if not pairs or not plain or any(not flows(a, b) for a, b in both):
        return False
    before = sum(bool(a.text) and not b.text for a, b in plain)
    after = sum(bool(b.text) and not a.text for a, b in plain)
    if both:
        return before > 0 or len(pairs) == 1 or all(len(a.lines) > 1 for a, b in both)
    if not after or not before:
        return is_sliver(plain, before, after)
    first = min(plain, key=lambda pair: pair[0].box[0])
    return before >= 2 and bool(first[0].text) and not first[1].text


def is_sliver(pairs: list[tuple[GridCell, GridCell]], before: int, after: int) -> bool:
    """Whether one side of the break holds no text and is too low for a line of it."""
    blank = [b if before else a for a, b in pairs]
    text = [line for a, b in pairs for line in (*a.lines, *b.lines)]
    return bool(text) and before + after > 0 and all(c.box[3] - c.box[1] < text[0].size for c in blank)


def flows(above: GridCell, below: GridCell) -> bool:
    """Whether the text of a cell goes on below the break: hardly room above, the last line full, no new item below."""
    if not above.lines or not below.lines or (is_figure(above.text) and is_figure(below.text)):
        return False
    last, size = above.lines[-1], above.lines[-1].size
    if above.box[3] - last.bottom > ROOM * size or below.lines[0].top - below.box[1] > 1.2 * size:
        return False
    if is_note(above.text) and len(above.lines) > 1:
        return True
    pad = min(line.x0 for line in above.lines) - above.box[0]
    is_full = above.box[2] - last.x1 <= pad + 1.4 * size
    return is_full and (len(above.lines) > 1 or len(below.lines) > 1) and above.text[-1] not in "。；;"


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure and nothing else."""
    return bool(re.fullmatch(r"[≥≤=<>＞＜《》]*[-−]?[\d,.，]+[%‰％]?", text))


def is_note(text: str) -> bool:
    """Whether a cell holds the notes of a form."""
    return bool(re.match(r"(备注|注|说明|填表说明)[:：\d一]", text))
