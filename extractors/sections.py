"""Paragraphs with their roles, under the headings they belong to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.model import Paragraph, Place, Section, TextLine
from extractors.prose import RESIZED, Block, Measure, wrap_blank
from extractors.stitch import Sheet

LEVELS = (
    re.compile(r"第[一二三四五六七八九十百]+(部分|章|篇)|[一二三四五六七八九十]{1,3}[、．.]"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,2}[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]|[①-⑳]"),
)
LONGEST = (44, 40, 32, 32)
RUN_IN = 26
NOTE = re.compile(r"(备注|注|说明|填表说明|填报说明)\s*[:：\d]|(备注|注|说明|填表说明)$")
MONEY = re.compile(r"(?:金额)?单\s*位\s*[:：]\s*(?:人民币)?\s*((?:百|千|万|十万|百万|亿)?元)")
FORM_LINE = re.compile(r"(单位|部门|填表|填报|编制|公开|日期|负责人|联系|电话|年度|名称).{0,24}[:：]")
TITLE_WORD = re.compile(r"(报告|表|决算|预算|总结|方案|公开|说明|情况)([（(].{0,14}[）)])?$")
CAPTION_LINES = 6


@dataclass(frozen=True, slots=True)
class Marked:
    """A block with its role and heading level (0 for none)."""

    block: Block
    role: str
    level: int


def heading_level(text: str) -> int:
    """1 to 4 by the kind of number a short line begins with, 0 where it is no heading."""
    for level, (pattern, longest) in enumerate(zip(LEVELS, LONGEST, strict=True), 1):
        if pattern.match(text):
            inner = text[:-1]
            is_short = len(text) <= longest and not re.search(r"[。；！？]", inner)
            closed = level <= 2 or text[-1] not in "。；，、"
            return level if is_short and closed and text[-1] not in "；，、" else 0
    return 0


def mark_blocks(blocks: list[Block], sheets: list[Sheet], shape: dict[int, Measure]) -> list[Marked]:
    """Give every block its role: title, heading, caption, note or body."""
    marked = [Marked(block, *plain_role(block, shape[block.page])) for block in blocks]
    mark_titles(marked, shape)
    at = {sheet.number: sheet for sheet in sheets}
    for i in captions(marked, sheets):
        marked[i] = Marked(marked[i].block, "caption", 0)
    mark_notes(marked, at)
    return marked


def plain_role(block: Block, measure: Measure) -> tuple[str, int]:
    """Heading or body, by the text and the size alone."""
    level = heading_level(block.text)
    if level:
        return "heading", level
    is_large = block.size > measure.size + RESIZED and len(block.text) <= 40 and not block.text.endswith("。")
    if is_large and not block.is_centred and len(block.lines) == 1:
        return "heading", 1
    return "body", 0


def mark_titles(marked: list[Marked], shape: dict[int, Measure]) -> None:
    """The big lines in the middle of the first pages are the title; only what stands before the first heading counts."""
    heads: list[int] = []
    for i, item in enumerate(marked):
        if item.block.page > 2 or (item.role == "heading" and not is_big(item.block, shape)):
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


def is_title_text(text: str) -> bool:
    return len(text) <= 60 and bool(TITLE_WORD.search(text))


def captions(marked: list[Marked], sheets: list[Sheet]) -> list[int]:
    """The indices of blocks that stand just above a table: its title, date, unit of money."""
    found: list[int] = []
    for sheet in sheets:
        here = [i for i, item in enumerate(marked) if item.block.page == sheet.number]
        for grid in sheet.grids:
            found += caption_of(marked, here, grid.box[1], lowest_above(sheet, grid.box[1]))
    return found


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
        if top - last.bottom > 3.2 * last.size or not is_caption(marked[i]) or len(found) >= CAPTION_LINES:
            break
        found.append(i)
        top = first.top
    return found


def is_caption(item: Marked) -> bool:
    """Whether a block may belong to the table under it; a sentence or a numbered heading may not."""
    text = item.block.text
    if len(text) > 70 or len(item.block.lines) > 2 or re.match(r"附件|附[:：]", text):
        return False
    if item.role == "heading" and re.match(r"[一二三四五六七八九十（(\d第]", text) and not re.search(r"表$", text):
        return False
    return text[-1] not in "。；，、" and (text[-1] not in "：:" or bool(FORM_LINE.search(text)))


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


def paragraph_of(item: Marked) -> Paragraph:
    """A block as a paragraph: the texts of its lines add up to its own."""
    lines: list[TextLine] = []
    so_far = ""
    for page, line in item.block.lines:
        text = wrap_blank(so_far, line.text) + line.text
        lines.append(TextLine(text, page, line.box))
        so_far += text
    return Paragraph(so_far, item.role, item.level, tuple(lines))


def build_sections(marked: list[Marked]) -> tuple[Section, ...]:
    """Group paragraphs under their headings; a heading is the first paragraph of its section.

    A paragraph that begins （一）概况。… opens a section too: its first sentence is the title.
    """
    groups: list[tuple[str, int, list[Paragraph]]] = []
    for item in marked:
        paragraph = paragraph_of(item)
        title, level = section_title(item)
        if title or not groups:
            groups.append((title, level, []))
        groups[-1][2].append(paragraph)
    return tuple(Section(title, level, found[0].place, tuple(found)) for title, level, found in groups)


def section_title(item: Marked) -> tuple[str, int]:
    """The title and level of the section a block opens, ("", 0) where it opens none."""
    text = item.block.text
    if item.role == "heading":
        return text, item.level
    if item.role == "body":
        for level, pattern in enumerate(LEVELS[:2], 1):
            first = re.split(r"[。：:]", text, maxsplit=1)[0]
            if pattern.match(text) and len(first) <= RUN_IN and first != text:
                return first, level
    return "", 0


def money_unit(texts: list[str]) -> str:
    """The unit of money that the lines about a table name (单位：万元), "" where none does."""
    for text in texts:
        if match := MONEY.search(text):
            return match[1]
    return ""


def document_title(marked: list[Marked]) -> str:
    """The title of the document: its big lines, else the caption of the first table, else the first short line."""
    titles = [item.block.text for item in marked if item.role == "title"]
    if titles:
        return "".join(titles)
    early = [item.block.text for item in marked if item.block.page <= 2]
    return next((text for text in early if is_title_text(text)), "")


def place_of(item: Marked) -> Place:
    page, line = item.block.lines[0]
    return Place(page, line.box)
