"""Paragraphs with their roles, under the headings they belong to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractors.model import Paragraph, Section, TextLine
from extractors.prose import Block, wrap_blank

LEVELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、．.]"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,2}[.．、](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]|[①-⑳]"),
)
LONGEST = (44, 40, 32, 32)
RUN_IN = 26
MONEY = re.compile(r"(?:金额)?单\s*位\s*[:：]\s*(?:人民币)?\s*((?:百|千|万|十万|百万|亿)?元)")
TITLE_WORD = re.compile(r"(报告|表|决算|预算|总结|方案|公开|说明|情况)([（(].{0,14}[）)])?$")


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
            is_short = len(text) <= longest and not re.search(r"[。；！？]|[：:].{7}", inner)
            closed = level <= 2 or text[-1] not in "。；，、"
            return level if is_short and closed and text[-1] not in "；，、" else 0
    return 0


def is_title_text(text: str) -> bool:
    return len(text) <= 60 and bool(TITLE_WORD.search(text))


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


def money_unit(texts: Iterable[str]) -> str:
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
