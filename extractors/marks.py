"""What each paragraph is: title, heading, caption of a table, note under it, footnote or body."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.prose import RESIZED, Block, Measure
from extractors.sections import Marked, heading_level, is_title_text
from extractors.stitch import Sheet, lines_above

NOTE = re.compile(r"(备注|注|说明|填表说明|填报说明)\s*[:：\d]|(备注|注|说明|填表说明)$")
FORM_LINE = re.compile(r"[^。；，]{2,10}[:：]")
PART = re.compile(r"第[一二三四五六七八九十]{1,3}(部分|章|篇)")
CAPTION_LINES = 6


@dataclass(slots=True)
class Marks:
    """The blocks with their roles, and the caption lines of each table by page and top."""

    marked: list[Marked]
    captions: dict[tuple[int, float], list[str]]


def mark_blocks(blocks: list[Block], sheets: list[Sheet], shape: dict[int, Measure]) -> Marks:
    """Give every block its role: title, heading, caption, note, footnote or body."""
    marked = [Marked(block, *plain_role(block, shape[block.page])) for block in blocks]
    mark_titles(marked, shape)
    above = captions(marked, sheets)
    for mine in above.values():
        for i in mine:
            if not marked[i].level:
                marked[i] = Marked(marked[i].block, "caption", 0)
    mark_notes(marked, {sheet.number: sheet for sheet in sheets})
    return Marks(marked, {key: [marked[i].block.text for i in sorted(mine)] for key, mine in above.items()})


def plain_role(block: Block, measure: Measure) -> tuple[str, int]:
    """Heading or body, by text, size and position alone. A heading without 一、 or （一） has level 0."""
    text = block.text
    if block.is_footnote:
        return "footnote", 0
    level = heading_level(text)
    if level:
        return "heading", level
    is_short = len(text) <= 40 and text[-1] not in "。；，、：:" and len(block.lines) == 1
    is_large = block.size > measure.size + RESIZED
    if is_short and (PART.match(text) or is_large or (block.is_centred and is_chapter(text))):
        return "heading", 0
    return "body", 0


def is_chapter(text: str) -> bool:
    """Whether a line in the middle of the page can name a chapter: no date, no bracketed remark, no form line."""
    return not re.match(r"[（(\d]", text) and not re.search(r"[:：]|\d+日?$", text) and len(text) >= 2


def mark_titles(marked: list[Marked], shape: dict[int, Measure]) -> None:
    """The big lines in the middle of the first pages, before the first heading, are the title."""
    heads: list[int] = []
    for i, item in enumerate(marked):
        if item.block.page > 2 or (item.level and not is_big(item.block, shape)):
            break
        if is_big(item.block, shape) or (item.block.is_centred and is_title_text(item.block.text) and not heads):
            heads.append(i)
        elif heads and item.role == "body" and not item.block.is_centred:
            break
    if not heads:
        return
    largest = max(marked[i].block.size for i in heads)
    for i in heads:
        if marked[i].block.size >= largest - 0.6:
            marked[i] = Marked(marked[i].block, "title", 0)


def is_big(block: Block, shape: dict[int, Measure]) -> bool:
    return block.size > shape[block.page].size + RESIZED and len(block.text) <= 80


def captions(marked: list[Marked], sheets: list[Sheet]) -> dict[tuple[int, float], list[int]]:
    """For each table, by page and top: the indices of the blocks just above it (title, date, unit of money)."""
    found: dict[tuple[int, float], list[int]] = {}
    for before, sheet in zip([None, *sheets], sheets, strict=False):
        here = [i for i, item in enumerate(marked) if item.block.page == sheet.number]
        for grid in sheet.grids:
            mine = caption_of(marked, here, grid.box[1], lowest_above(sheet, grid.box[1]))
            if before and grid is sheet.grids[0] and is_cut_off(marked, mine, sheet):
                mine = [*caption_left_behind(marked, before), *mine]
            found[sheet.number, grid.box[1]] = mine
    return found


def is_cut_off(marked: list[Marked], mine: list[int], sheet: Sheet) -> bool:
    """Whether nothing stands above the page's first table but lines of its caption, the title not among them."""
    has_title = any(is_title_text(marked[i].block.text) for i in mine)
    return not has_title and len(lines_above(sheet, 0)) == sum(len(marked[i].block.lines) for i in mine)


def caption_left_behind(marked: list[Marked], before: Sheet) -> list[int]:
    """A title that stands at the foot of the page before its table, with the lines under it."""
    floor = max((grid.box[3] for grid in before.grids), default=0.0)
    here = [i for i, item in enumerate(marked) if item.block.page == before.number]
    mine = caption_of(marked, here, marked[here[-1]].block.lines[-1][1].bottom, floor) if here else []
    return mine if any(re.search(r"表([（(].{0,12}[）)])?$", marked[i].block.text) for i in mine) else []


def lowest_above(sheet: Sheet, top: float) -> float:
    """Where the table above a height ends, 0 for none."""
    return max((grid.box[3] for grid in sheet.grids if grid.box[3] <= top + 1), default=0.0)


def caption_of(marked: list[Marked], here: Sequence[int], top: float, floor: float) -> list[int]:
    """The blocks above one table, from the lowest up, as long as they look like its caption."""
    found: list[int] = []
    for i in reversed(here):
        block = marked[i].block
        first, last = block.lines[0][1], block.lines[-1][1]
        if last.bottom > top + 4 or first.top < floor - 3:
            continue
        is_far = top - last.bottom > 3.2 * last.size
        is_named = marked[i].level and any(is_title_text(marked[k].block.text) for k in found)
        if is_far or is_named or not is_caption(marked[i]) or len(found) >= CAPTION_LINES:
            break
        found.append(i)
        top = first.top
        if marked[i].level:
            break
    return found


def is_caption(item: Marked) -> bool:
    """Whether a block may belong to the table under it; a sentence may not."""
    text = item.block.text
    if len(text) > 70 or len(item.block.lines) > 2 or re.match(r"附件|附[:：]", text):
        return False
    return text[-1] not in "。；，、" and (text[-1] not in "：:" or bool(FORM_LINE.match(text)))


def mark_notes(marked: list[Marked], sheets: dict[int, Sheet]) -> None:
    """Blocks that begin with 注： and the numbered ones that follow them."""
    is_open = False
    for i, item in enumerate(marked):
        text = item.block.text
        if item.role in ("body", "heading") and NOTE.match(text) and has_table_above(item.block, sheets):
            is_open = True
        elif not (is_open and re.match(r"\d{1,2}[.．、]|[（(]\d{1,2}[）)]", text)):
            is_open = False
        if is_open:
            marked[i] = Marked(item.block, "note", 0)


def has_table_above(block: Block, sheets: dict[int, Sheet]) -> bool:
    """Whether a table ends above a block on its page or on the page before."""
    page, line = block.lines[0]
    before = sheets.get(page - 1)
    here = any(grid.box[3] <= line.top + 3 for grid in sheets[page].grids)
    return here or bool(before and before.grids)
