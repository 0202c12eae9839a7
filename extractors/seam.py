"""Whether a page break cuts through a row, by evidence combined: text that goes on, cells that every row has, room.

Borders cannot tell: some producers close them at the break, some leave them open, some draw only what holds text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from extractors.continuing import (
    ENDS,
    cannot_begin,
    is_figure,
    is_next_item,
    is_note,
    is_open,
    is_torn_figure,
    plain_text,
    token_width,
)
from extractors.grid import GridCell

# Points that join two halves of a row, and from where on the join is called sure.
JOINED = 2.0
CLEAR = 3.5
NEVER = -100.0
# Free height under a cut cell, in ems: two lines that are kept together on the next page, and the padding.
ROOM = 3.6
HEADROOM = 1.2
MOST_PAD = 6.0


LABEL_END = re.compile(r"(指标|情况|目标|资金)([（(].*[）)])?$")
LABEL_TAIL = re.compile(r"指?标|情?况|目?标|资?金")


@dataclass(slots=True)
class Habit:
    """What a column does in the other rows of the table: how many there are, how many hold text, end in a stop."""

    rows: int = 0
    filled: int = 0
    long: int = 0
    stopped: int = 0

    @property
    def is_key(self) -> bool:
        """Whether every row has a text here, as it has a serial number, a name, a weight."""
        return self.rows >= 2 and (self.filled == self.rows or (self.rows >= 6 and self.filled >= 0.85 * self.rows))

    @property
    def is_known(self) -> bool:
        return self.rows >= 2

    @property
    def has_stops(self) -> bool:
        return self.long >= 2 and self.stopped >= 0.75 * self.long


@dataclass(slots=True)
class Scale:
    """The table's own measures: the habit of each column by (col, col_span), and the space beside full lines."""

    habits: dict[tuple[int, int], Habit] = field(default_factory=dict)
    pads: list[float] = field(default_factory=list)

    def habit(self, cell: GridCell) -> Habit:
        return self.habits.get((cell.col, cell.col_span), Habit())

    def take_pads(self, cell: GridCell) -> None:
        """Learn the padding from a text of several lines: all but the last nearly fill their cell."""
        wide = cell.box[2] - cell.box[0]
        self.pads += [(wide - line.x1 + line.x0) / 2 for line in cell.lines[:-1]]

    @property
    def pad(self) -> float:
        """The padding in points, by the fuller lines: the fullest may hang over."""
        pads = sorted(self.pads)
        return min(MOST_PAD, max(0.0, pads[len(pads) // 4])) if pads else MOST_PAD


@dataclass(slots=True)
class Pair:
    """A column at the break: its cell above (`last` is that cell's part on the page before) and its cell below."""

    above: GridCell
    last: GridCell
    below: GridCell

    @property
    def is_merged(self) -> bool:
        return self.above.row_span > 1 or self.below.row_span > 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the row is cut, and whether that is open to doubt (either way)."""

    is_cut: bool
    is_doubtful: bool = False


def measure(cells: Iterable[GridCell]) -> Scale:
    """Take the measures of a table from rows that are not at the break."""
    scale = Scale()
    for cell in cells:
        habit = scale.habits.setdefault((cell.col, cell.col_span), Habit())
        habit.rows += 1
        habit.filled += bool(cell.text)
        if len(cell.text) > 10:
            habit.long += 1
            habit.stopped += cell.text[-1] in ENDS
        scale.take_pads(cell)
    return scale


def judge(pairs: list[Pair], scale: Scale) -> Verdict:
    """Weigh what every column says about the break."""
    labels = [pair for pair in pairs if pair.is_merged]
    plain = [pair for pair in pairs if not pair.is_merged]
    if not plain or any(not label_goes_on(pair) for pair in labels):
        return Verdict(False)
    if not any(pair.below.text for pair in plain) or not any(pair.above.text for pair in plain):
        return Verdict(is_sliver(plain, scale))
    for pair in plain:
        scale.take_pads(pair.last)
        scale.take_pads(pair.below)
    points = weigh(plain, scale)
    if points >= JOINED:
        return Verdict(True, points < CLEAR)
    return Verdict(False, points > JOINED - 1.5)


def weigh(pairs: list[Pair], scale: Scale) -> float:
    """The points for a cut; far below zero where one column rules it out."""
    both = [flow(pair, scale) for pair in pairs if pair.above.text and pair.below.text]
    if any(points == NEVER for points in both):
        return NEVER
    lacking = sum(lack(pair.below, scale) for pair in pairs if pair.above.text and not pair.below.text)
    late = [lack(pair.above, scale) for pair in pairs if pair.below.text and not pair.above.text]
    if not both and not (late and min(late) >= 1 and lacking >= 1):
        return NEVER
    stray = sum(1.0 for points in late if points < 1)
    return min(4.0, sum(both)) + min(3.5, lacking) + min(3.0, sum(p for p in late if p >= 1)) - stray


def lack(cell: GridCell, scale: Scale) -> float:
    """How odd it is that a cell is blank: what every row has is missing, or it may be left blank."""
    habit = scale.habit(cell)
    if habit.is_key:
        return 1.5
    return 0.25 if habit.is_known else 0.75


def flow(pair: Pair, scale: Scale) -> float:
    """Points for the text of a column going on below the break; NEVER where it cannot."""
    above, below = pair.last, pair.below
    if not above.lines or not below.lines:
        return NEVER
    if is_figure(pair.above.text) and is_figure(below.text):
        is_torn = is_torn_figure(pair.above.text, below.text) and free_width(above, scale) < above.lines[-1].size
        return 1.0 if is_torn else NEVER
    if not has_no_room(above, below):
        return NEVER
    if is_note(pair.above.text) and len(above.lines) > 1:
        return 2.0
    is_full = free_width(above, scale) < token_width(below.lines[0]) + 0.35 * above.lines[-1].size
    if is_next_item(pair.above.text, below.text):
        return 2.0
    if is_full:
        return full_line(pair, scale)
    return 1.0 if is_open(pair.above.text) else NEVER


def full_line(pair: Pair, scale: Scale) -> float:
    """Points where the last line above reaches the edge: a sentence that has ended may be the end of the cell."""
    if is_open(pair.above.text) or cannot_begin(pair.below.text):
        return 4.0
    if pair.above.text[-1] in ENDS:
        return -1.0 if scale.habit(pair.above).has_stops else 0.0
    is_wrapped = len(pair.last.lines) > 1 or len(pair.below.lines) > 1
    if not is_wrapped and pair.last is pair.above and len(pair.above.text) < 6:
        return NEVER
    return 2.5 if scale.habit(pair.above).has_stops or is_wrapped else 1.0


def has_no_room(above: GridCell, below: GridCell) -> bool:
    """Whether the text above runs to the foot of its cell and the text below begins at the head, or stands centred."""
    size = above.lines[-1].size
    head = below.lines[0].top - below.box[1]
    foot = below.box[3] - below.lines[-1].bottom
    return above.box[3] - above.lines[-1].bottom <= ROOM * size and (
        head <= HEADROOM * size or abs(head - foot) < 0.5 * size
    )


def free_width(cell: GridCell, scale: Scale) -> float:
    """How much of a cell's width its last line leaves free, in points; padding is not free.

    Three lines or more show by themselves how wide the text runs.
    """
    widths = [line.x1 - line.x0 for line in cell.lines]
    wide = cell.box[2] - cell.box[0] - 2 * scale.pad
    return min(wide, max(widths) if len(widths) > 2 else wide) - widths[-1]


def is_sliver(pairs: list[Pair], scale: Scale) -> bool:
    """Whether one side of the break is an empty part of a row: too low for a line, or blank where no row ever is."""
    has_below = any(pair.below.text for pair in pairs)
    blank = [pair.last if has_below else pair.below for pair in pairs]
    lines = [line for pair in pairs for line in (*pair.last.lines, *pair.below.lines)]
    if not lines:
        return False
    habits = [scale.habit(cell) for cell in blank]
    is_odd = all(habit.is_key and habit.rows >= 3 for habit in habits)
    return is_odd or all(cell.box[3] - cell.box[1] < 1.1 * lines[0].size for cell in blank)


def label_goes_on(pair: Pair) -> bool:
    """Whether a merged label may be one over the break: blank on one side, printed again, or its letters shared out."""
    above, below = pair.above.text, pair.below.text
    if not above or not below or plain_text(above) == plain_text(below):
        return True
    return is_shared_out(pair)


def is_shared_out(pair: Pair) -> bool:
    """Whether the letters of a label are shared out: they run up to the break on both sides, centred on neither."""
    above, below = pair.last, pair.below
    if not above.lines or not below.lines or LABEL_END.search(pair.above.text):
        return False
    size = above.lines[-1].size
    foot, head = above.box[3] - above.lines[-1].bottom, below.lines[0].top - below.box[1]
    is_tail = bool(LABEL_TAIL.fullmatch(below.text))
    return (pair.is_merged or is_tail) and foot <= HEADROOM * size and head <= HEADROOM * size


def grouped(above: list[GridCell], below: list[GridCell]) -> list[tuple[list[GridCell], list[GridCell]]]:
    """Cells on either side of the break by the columns that they share, from left to right."""
    spans = sorted((cell.col, cell.col + cell.col_span) for cell in (*above, *below))
    stops: list[tuple[int, int]] = []
    for low, high in spans:
        if stops and low < stops[-1][1]:
            stops[-1] = (stops[-1][0], max(high, stops[-1][1]))
        else:
            stops.append((low, high))
    return [
        ([c for c in above if low <= c.col < high], [c for c in below if low <= c.col < high]) for low, high in stops
    ]
