"""Where claims are looked for: paragraphs, headings with figures, and the long cells of tables."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.claims_text import Passage, in_cell, in_lines
from extractors.model import Box, Cell, Form, Paragraph, Section, Table, TextLine

_SHORTEST_CELL = 8
_WEIGHT_LABEL = re.compile(r"[（(][^（）()]*\d+\s*分?[^（）()]*[）)]\s*$")
_MARK = re.compile(r"[，。；;！？]")
# The row of a form that says in words what its total says in a figure.
_CONCLUSION = re.compile(
    r"(?:绩效|自评|自我|综合|总体|评价|项目|单位|部门){0,4}(?:结论|意见|评语|综述|综合评价|总体评价|评价结果|自评结果|自评情况)"
    r"(?:[（(][^（）()]*[）)])?"
)

_Spot = tuple[int, Box | None]


def passages(sections: tuple[Section, ...], tables: tuple[Table, ...], forms: tuple[Form, ...]) -> Iterator[Passage]:
    """Paragraphs with the headings above them first, then cells whose text holds more than one figure alone."""
    chain: list[tuple[int, str]] = []
    for section in sections:
        chain = [(level, title) for level, title in chain if level < section.level]
        if section.title:
            chain.append((section.level, section.title))
        heads = tuple(title for _, title in chain)
        yield from _section_passages(section, heads)
    sources = dict(_sources(forms))
    for i, table in enumerate(tables):
        own = [form for form in forms if i in form.tables]
        for cell in table.cells:
            if cell.number is None and _is_long(cell):
                told = in_cell(cell.text, cell.place, sources.get((cell.place.page, cell.place.box), "cell"))
                is_end = told.source == "cell" and len(own) == 1 and _is_conclusion(table, cell)
                yield replace(told, heads=("评价结论", own[0].project)) if is_end else told


def _is_conclusion(table: Table, cell: Cell) -> bool:
    """Whether a cell, or the label that it begins with, stands behind 评价结论, 自评结论, 综合评价."""
    labels = [c.text for c in table.cells if c.col + c.col_span == cell.col and c.row <= cell.row < c.row + c.row_span]
    labels.append(re.split("[：:]", cell.text)[0])
    return any(_CONCLUSION.fullmatch(re.sub(r"\s", "", label)) for label in labels)


def _section_passages(section: Section, heads: tuple[str, ...]) -> Iterator[Passage]:
    first = section.paragraphs[0].text if section.paragraphs else ""
    if any(c.isdigit() for c in section.title) and first != section.title:
        line = TextLine(section.title, section.place.page, section.place.box or (0.0, 0.0, 0.0, 0.0))
        yield in_lines(section.title, (line,), heads[:-1], "prose")
    running = ""
    for paragraph in section.paragraphs:
        above = heads if not running or running == section.title else (*heads, running)
        if paragraph.lines and paragraph.role != "title":
            yield in_lines(paragraph.text, paragraph.lines, above, "note" if paragraph.role == "note" else "prose")
        if is_running_head(paragraph):
            running = paragraph.text


def is_running_head(paragraph: Paragraph) -> bool:
    """Whether a short paragraph without a full stop heads the ones below it."""
    return len(paragraph.text.strip()) <= 30 and not _MARK.search(paragraph.text)


def _is_long(cell: Cell) -> bool:
    text = cell.text.strip()
    if len(text) < _SHORTEST_CELL or _WEIGHT_LABEL.search(text):
        return False
    return any(c.isdigit() or c in "一二两三四五六七八九十百" for c in text)


def _sources(forms: tuple[Form, ...]) -> Iterator[tuple[_Spot, str]]:
    """Which cells hold goals, results and notes, by where they stand."""
    for form in forms:
        entries = [(entry, "goal") for goal in form.goals for entry in (goal.goal,)]
        entries += [(entry, "result") for goal in form.goals for entry in (goal.result,)]
        entries += [(task.content, "goal") for task in form.tasks] + [(task.result, "result") for task in form.tasks]
        entries += [(row.reason, "note") for row in form.indicators] + [(row.reason, "note") for row in form.budget]
        for entry, source in entries:
            if entry is not None:
                yield (entry.place.page, entry.place.box), source
        if form.notes_place is not None:
            yield (form.notes_place.page, form.notes_place.box), "note"
