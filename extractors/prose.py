"""Lines outside the tables to paragraphs, by geometry: hard wraps undone, also over pages."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from statistics import median

from extractors.footnotes import MARK, split_foot
from extractors.stitch import Sheet
from extractors.text_lines import Line

INDENT = 1.2
RESIZED = 1.2
GAP = 1.7
CLOSERS = "，。、；：？！）》」』”’】〕…,.;:?!)]}%％‰"
QUOTES = "“”‘’"
OPENERS = "（《「『“‘【〔([{"
STRONG_HEADING = re.compile(
    r"第[一二三四五六七八九十百]+(部分|章|篇)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
)
ITEM = re.compile(r"\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]")
ENDS = "。！？；：:;!?”"


@dataclass(slots=True)
class Block:
    """The lines of one paragraph, each with its page; whether it stands in the middle of the page or at its foot."""

    lines: list[tuple[int, Line]]
    is_centred: bool = False
    is_footnote: bool = False

    @property
    def text(self) -> str:
        text = ""
        for _, line in self.lines:
            text += wrap_blank(text, line.text) + line.text
        return text

    @property
    def size(self) -> float:
        return self.lines[0][1].size

    @property
    def page(self) -> int:
        return self.lines[0][0]


@dataclass(frozen=True, slots=True)
class Measure:
    """The column of text on pages of one width: left and right border, leading, size of the body, in points."""

    left: float
    right: float
    leading: float
    size: float


def wrap_blank(before: str, after: str) -> str:
    """The blank that a line end stands for: one between two Latin words, none elsewhere."""
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return " " if latin else ""


def body_size(sheets: list[Sheet]) -> float:
    """The size most characters outside tables are set in; 12 pt where there are none."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def measures(sheets: list[Sheet], size: float) -> dict[int, Measure]:
    """The column of text for every page, shared by pages of one width."""
    groups: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        groups[round(sheet.width / 4)].append(sheet)
    found = {}
    for group in groups.values():
        measure = measure_of(group, size)
        found.update({sheet.number: measure for sheet in group})
    return found


def measure_of(sheets: list[Sheet], size: float) -> Measure:
    """Borders and leading from the lines of pages of one width."""
    width = sheets[0].width
    lines = [line for sheet in sheets for line in sheet.lines if abs(line.size - size) <= RESIZED]
    full = sorted(line.x1 for line in lines if line.x1 - line.x0 > 0.55 * width) or [0.85 * width]
    right = full[int(0.85 * (len(full) - 1))]
    # A line under a full one goes on with its paragraph, however short it is: it tells the border of few long lines.
    pairs = [pair for sheet in sheets for pair in zip(sheet.lines, sheet.lines[1:], strict=False)]
    wraps = [
        b.x0 for a, b in pairs if a.x1 > right - 1.5 * size and abs(a.size - b.size) < RESIZED > abs(b.size - size)
    ]
    lefts = Counter(round(line.x0 / 2) * 2 for line in lines if line.x1 - line.x0 > 0.45 * width)
    lefts.update(round(x0 / 2) * 2 for x0 in wraps)
    indents = [x for x, many in lefts.items() if many * 6 >= sum(lefts.values())]
    steps = [
        below.bottom - above.bottom
        for above, below in pairs
        if 0 < below.bottom - above.bottom < 4 * size and abs(above.size - below.size) < 0.6
    ]
    return Measure(
        min(indents) if indents else 0.15 * width,
        right,
        median(steps) if steps else 1.6 * size,
        size,
    )


def read_blocks(sheets: list[Sheet], shape: dict[int, Measure]) -> list[Block]:
    """Every paragraph of the prose in reading order; a table between two lines parts them, a footnote does not."""
    blocks: list[Block] = []
    feet: list[tuple[int, list[Block]]] = []
    for sheet in sheets:
        measure = shape[sheet.number]
        lines, foot = split_foot(sheet, measure.size)
        tops = sorted(grid.box[1] for grid in sheet.grids)
        floor = 0
        for line in lines:
            passed = sum(top < line.top for top in tops)
            add_line(blocks, line, (sheet, measure), passed != floor)
            floor = passed
        if sheet.grids and floor != len(tops) and blocks:
            blocks.append(Block([]))
        feet.append((len(blocks), foot_blocks(sheet, foot)))
    for at, notes in reversed(feet):
        blocks[at:at] = notes
    return [block for block in blocks if block.lines]


def add_line(blocks: list[Block], line: Line, scene: tuple[Sheet, Measure], is_parted: bool) -> None:
    """Put a line into the last block or into a new one."""
    sheet, measure = scene
    centred = is_centred(line, sheet, measure)
    if not blocks or is_parted or is_new(blocks[-1], line, (sheet, measure, centred)):
        blocks.append(Block([(sheet.number, line)], centred))
    else:
        blocks[-1].lines.append((sheet.number, line))


def foot_blocks(sheet: Sheet, lines: list[Line]) -> list[Block]:
    """The footnotes of a page: each begins with its mark."""
    notes: list[Block] = []
    for line in lines:
        if not notes or MARK.match(line.text):
            notes.append(Block([], is_footnote=True))
        notes[-1].lines.append((sheet.number, line))
    return notes


def is_centred(line: Line, sheet: Sheet, measure: Measure) -> bool:
    """Whether a line stands in the middle of the page with room on both sides."""
    middle = (measure.left + measure.right) / 2
    near = min(abs(line.middle - middle), abs(line.middle - sheet.width / 2))
    return near < 0.6 * line.size + 2 and line.x0 - measure.left > 2.6 * line.size


def is_new(block: Block, line: Line, scene: tuple[Sheet, Measure, bool]) -> bool:
    """Whether a line begins a paragraph of its own after the lines of a block."""
    sheet, measure, centred = scene
    if not block.lines:
        return True
    if line.span[1]:
        measure = replace(measure, left=line.span[0], right=line.span[1])
    page, last = block.lines[-1]
    if abs(last.size - line.size) > RESIZED or has_gap(page, last, line, sheet, measure):
        return True
    if is_title_wrap(block, line, measure, centred):
        return False
    if centred or block.is_centred:
        return True
    if line.x0 - measure.left > INDENT * line.size or starts_heading(last, line):
        return True
    return last.x1 + token_width(line) <= measure.right - 0.35 * line.size and last.text[-1] not in OPENERS


def has_gap(page: int, last: Line, line: Line, sheet: Sheet, measure: Measure) -> bool:
    """Whether more than 1.7 leadings lie between two lines of one page."""
    return page == sheet.number and line.bottom - last.bottom > GAP * max(measure.leading, 1.2 * line.size)


def is_title_wrap(block: Block, line: Line, measure: Measure, centred: bool) -> bool:
    """Whether a line goes on with the title above it: both larger than the body, centred or as wide as the page."""
    last = block.lines[-1][1]
    wide = 0.75 * (measure.right - measure.left)
    if line.size <= measure.size + RESIZED or "：" in last.text + line.text or STRONG_HEADING.match(line.text):
        return False
    return (
        not re.match(r"[（(]", line.text)
        and (block.is_centred or last.x1 - last.x0 > wide)
        and (centred or line.x1 - line.x0 > wide)
    )


def starts_heading(last: Line, line: Line) -> bool:
    """Whether a line begins with a heading number after a line that came to an end."""
    if STRONG_HEADING.match(line.text):
        return last.text[-1] in ENDS or not last.text[-1].isalnum() or len(line.text) < 30
    return bool(ITEM.match(line.text)) and last.text[-1] in ENDS


def token_width(line: Line) -> float:
    """The width of what cannot be parted at the start of a line: a word or figure, or a sign with what clings to it."""
    chars = line.chars
    end = 0
    while end + 1 < len(chars) and clings(chars[end].text, chars[end + 1].text):
        end += 1
    return chars[end].x1 - chars[0].x0


def clings(left: str, right: str) -> bool:
    """Whether no line break may fall between two characters."""
    if right in CLOSERS or left in OPENERS or left in QUOTES or right in QUOTES:
        return True
    return left.isascii() and right.isascii()
