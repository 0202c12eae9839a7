"""What both readers do to characters: radicals, twice-printed glyphs, white ink, pages turned upright."""

import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from operator import itemgetter

from extractors.areas import Ground
from extractors.page import Char, Page

MAX_GLYPHS = 60_000
MAX_SEGMENTS = 120_000
THIN = 2.5
TINY = 1.0
TWICE = 0.13
SIDEWAYS = 0.7
SLANT = 8
HIDDEN_MODES = frozenset({3, 7})
Shade = tuple[float, float, float, float]
ASCENT = 0.86
# Some fonts give a glyph an advance as wide as the column; no character is wider than this many ems.
WIDEST = 1.3

# Fonts that map a glyph to its radical print 部⻔ for 部门. NFKC knows the Kangxi block only, and maps ⼾ to 戶.
RADICALS = dict(
    zip(
        "⺀⺁⺃⺌⺍⺎⺕⺗⺝⺞⺟⺠⺮⺳⺴⺶⺷⺸⺹⺺⺼⺿⻀⻁⻄⻅⻆⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻬⻭⻮⻯⻰⻳",
        "冫厂乚小小兀彐心月歹母民竹网网羊羊羊老聿肉艹艹虎西见角贝足车辶辶辶阝钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄齐齿齿竜龙龟",
        strict=True,
    )
)
RADICALS.update({chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)})
RADICALS.update({"\u2f3e": "户", "\x02": "-", "\xad": "-", "\u2011": "-", "\x00": "\ufffd", "\uffff": "\ufffd"})
# Codes of no character at all: figures whose codes were shifted down by a broken font map. Kept, so that it is seen.
LOST = "\x1a"
RADICALS.update({chr(code): LOST for code in (*range(4, 9), *range(14, 32))})
BLANKS = frozenset(map(chr, (1, 3, *range(9, 14), 32, 0x7F, 0xA0, 0x1680, *range(0x2000, 0x2010), 0x2028, 0x2029)))
BLANKS |= {"\u202f", "\u205f", "\u2060", "\u3000", "\ufeff", "\ufffe"}


@dataclass(frozen=True, slots=True)
class Frame:
    """Maps PDF user space (origin bottom left) to the page as read: origin top left, `turn` quarters clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of user space lies on the page as read."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """The box, with x0 <= x1 and top <= bottom, of two opposite corners."""
        ax, ay = self.point(x0, y0)
        bx, by = self.point(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


@dataclass(slots=True, eq=False)
class Run:
    """What the characters of one text object share. `quarter`: quarter turns counter-clockwise, None when slanted.

    `widths` are the advances known so far of its font at its size.
    """

    size: float
    quarter: int | None
    is_hidden: bool
    is_white: bool
    widths: dict[str, float] = field(default_factory=dict)


# A character as the reader gives it, in user space: text, origin x and y, end of its advance, what it shares. A plain
# tuple, as there are some thousand on a page.
Glyph = tuple[str, float, float, float, Run]
run_of = itemgetter(4)


def quarter_of(a: float, b: float) -> int | None:
    """Quarter turns counter-clockwise of text whose matrix begins with a, b; None when it is slanted."""
    if b == 0 and a > 0:
        return 0
    degrees = math.degrees(math.atan2(b, a))
    nearest = round(degrees / 90)
    return nearest % 4 if abs(degrees - 90 * nearest) < SLANT else None


def settle(glyphs: list[Glyph], page: Page, frame: Frame, shades: list[Shade]) -> Frame:
    """Put the visible characters on `page`; gives the frame, turned where most of the text runs sideways.

    `shades`: filled areas and pictures in user space, on which white ink shows. Raises TooManyError past a budget.
    """
    frame = turned_frame(glyphs, page, frame)
    left, top, width, height = frame.left, frame.top, frame.width, frame.height
    chars: list[Char] = []
    slanted = unmapped = 0
    ground = Ground(shades)
    before: Run | None = None
    size = rise = fall = widest = floor = 0.0
    spots = set()
    for glyph in glyphs:
        text, x, y, end, run = glyph
        if run is not before:
            before, size = run, run.size
            rise, fall, widest, floor = ASCENT * size, (1 - ASCENT) * size, WIDEST * size, height + size
        if run.is_hidden or run.quarter is None or (run.is_white and not is_shaded(glyph, ground)):
            slanted += run.quarter is None
            continue
        if run.quarter or frame.turn:
            char = placed(glyph, frame)
            x, base = char.x0, char.baseline
        else:
            base, x, end = top - y, x - left, end - left
            if end < x:
                end = x
            elif end > x + widest:
                end = x + widest
            char = Char(text, x, base - rise, end, base + fall, base, size)
        if -1 <= x <= width and -1 <= base <= floor:
            unmapped += text == "\ufffd"
            chars.append(char)
            spots.add((text, int(x / 4), int(base / 4)))
    page.chars = chars if len(spots) == len(chars) else without_twins(chars)
    page.hidden = len(glyphs) - slanted - len(chars)
    page.odd += left_out(page.hidden, slanted, unmapped)
    page.width, page.height = width, height
    return frame


def turned_frame(glyphs: list[Glyph], page: Page, frame: Frame) -> Frame:
    """The frame, turned so that most of the visible text stands upright; `page.turn` says by how much."""
    if {run.quarter for run in set(map(run_of, glyphs))} == {frame.turn}:
        return frame
    votes = Counter(run.quarter for *_, run in glyphs if run.quarter is not None and not run.is_hidden)
    quarter, many = votes.most_common(1)[0] if votes else (frame.turn, 0)
    if quarter is None or many <= SIDEWAYS * len(glyphs) or quarter == frame.turn:
        return frame
    page.turn = (quarter - frame.turn) % 4
    return replace(frame, turn=quarter)


def placed(glyph: Glyph, frame: Frame) -> Char:
    """A character on the page as read. Its height is that of its size, so that fonts and readers agree."""
    text, gx, gy, end, run = glyph
    x, y = frame.point(gx, gy)
    size = run.size
    leaning = ((run.quarter or 0) - frame.turn) % 4
    if leaning == 0:
        far = frame.point(end, gy)[0] if frame.turn % 2 == 0 else frame.point(gx, end)[0]
        far = min(max(far, x), x + WIDEST * size)
        return Char(text, x, y - ASCENT * size, far, y + (1 - ASCENT) * size, y, size)
    if leaning == 1:
        return Char(text, x - ASCENT * size, y - size, x + (1 - ASCENT) * size, y, y, size, 1)
    if leaning == 2:
        return Char(text, x - size, y, x, y + size, y + size, size, 2)
    return Char(text, x - (1 - ASCENT) * size, y, x + ASCENT * size, y + size, y + ASCENT * size, size, 3)


def is_shaded(glyph: Glyph, ground: Ground) -> bool:
    """Whether a filled area lies under a character."""
    _, left, base, end, run = glyph
    return ground.holds((left + end) / 2, base + 0.3 * run.size)


def without_twins(chars: list[Char]) -> list[Char]:
    """Drop what was printed twice to look bold: the same character within 0.13 em."""
    kept: list[Char] = []
    seen: dict[tuple[str, int, int], list[Char]] = {}
    for char in chars:
        reach = TWICE * char.size
        column, row = int(char.x0 / 4), int(char.baseline / 4)
        near = (
            other
            for i in range(int((char.x0 - reach) / 4), int((char.x0 + reach) / 4) + 1)
            for j in range(int((char.baseline - reach) / 4), int((char.baseline + reach) / 4) + 1)
            for other in seen.get((char.text, i, j), ())
        )
        if any(abs(o.x0 - char.x0) <= reach and abs(o.baseline - char.baseline) <= reach for o in near):
            continue
        seen.setdefault((char.text, column, row), []).append(char)
        kept.append(char)
    return kept


def left_out(hidden: int, slanted: int, unmapped: int) -> list[str]:
    """Say in Chinese which characters of a page were kept out, or came without a code."""
    said = []
    if hidden:
        said.append(f"有 {hidden} 个隐藏字符（不可见、白色、被遮盖、页外或小于 1 磅），未计入")
    if slanted:
        said.append(f"有 {slanted} 个斜排字符（多为水印），未计入")
    if unmapped:
        said.append(f"有 {unmapped} 个字符没有文字编码，读作 \ufffd")
    return said
