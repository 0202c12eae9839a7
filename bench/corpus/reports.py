"""Whole reports: the narrative, then the form with a story's tasks, notes and words of its own in its cells."""

from collections.abc import Iterator
from dataclasses import replace

from bench.corpus.document import Box, Break, Document, Grid, Para, Part, Title
from bench.corpus.layouts import HELD, LAYOUTS, Layout, fitted, form
from bench.corpus.look import Look
from bench.corpus.narrative import closing, facts, narrative
from bench.corpus.pieces import Line
from bench.corpus.planting import WHOLE
from bench.corpus.projects import Project

TASK_HEADS = ("任务名称", "主要内容", "预算数（万元）", "其中：财政资金", "完成情况", "执行数（万元）")
TASK_FIELDS = ("name", "content", "budget", "budget_fiscal", "result", "executed")


def report(story: Project, name: str, look: Look) -> Document:
    """A whole report in the layout of this name."""
    layout = {**LAYOUTS, **HELD}[name]
    story = fitted(story, layout)
    parts: list[Part] = [*narrative(story, layout), *closing(story, layout)]
    if "form" not in story.left_out:
        parts += [Break(), *annex(story, layout, look)]
    return Document(f"{name}-{story.unit}-{story.year}", tuple(parts))


def annex(story: Project, layout: Layout, look: Look) -> Iterator[Part]:
    """The form under its title, with the story's notes in its last row or below it."""
    parts = list(form(story, layout, look))
    at = next(i for i, part in enumerate(parts) if isinstance(part, Grid) and has_block(part, "budget"))
    drawn = parts[at]
    assert isinstance(drawn, Grid)
    if story.tasks and not has_block(drawn, "tasks"):
        parts[at] = with_tasks(drawn, story, look)
    said = facts(story, layout)
    notes = [text.format(**said) for text in story.note]
    year = story.prose.get("form year", story.year)
    for part in parts:
        match part:
            case Grid() if notes and part is parts[-1] and look.chance("note inside", 0.5):
                foot = (Box("".join(notes), len(part.widths), is_left=True),)
                yield spoken(replace(part, rows=(*part.rows, foot)), story)
                notes = []
            case Grid():
                yield spoken(part, story)
            case Title() | Para():
                yield replace(part, text=part.text.replace(f"{story.year}年度", f"{year}年度"))
            case _:
                yield part
    yield from (Para(text, is_indented=False) for text in notes)


def has_block(grid: Grid, block: str) -> bool:
    """Whether a grid states facts of a block; the money may lie on its side (budget#1)."""
    return any(key.startswith((f"{block}.", f"{block}#")) for row in grid.rows for box in row for key, _ in box.says)


def with_tasks(grid: Grid, story: Project, look: Look) -> Grid:
    """The list of tasks above the block of money, over the same columns."""
    first = min(row for row, _, box in grid.cells() if any(key.startswith("budget") for key, _ in box.says))
    label = min((row for row, _, box in grid.cells() if row < first < row + box.rows), default=first)
    at = label if label < first else max(first - 1, 0)
    return replace(grid, rows=(*grid.rows[:at], *task_lines(story, look, len(grid.widths)), *grid.rows[at:]))


def task_lines(story: Project, look: Look, width: int) -> list[Line]:
    """Heads and rows of the tasks over `width` columns; a narrow form has no room for what they are."""
    wanted = [i for i in range(len(TASK_HEADS)) if width >= len(TASK_HEADS) or i not in (1, 3)]
    if width < len(wanted):
        wanted = [0, 2, 5]
    share, rest = divmod(width, len(wanted))
    cols = [share + (i < rest) for i in range(len(wanted))]
    lines = [tuple(Box(TASK_HEADS[i], wide) for i, wide in zip(wanted, cols, strict=True))]
    for task in story.tasks:
        texts = (
            task.name,
            task.content,
            look.amount(task.budget, "万元"),
            look.amount(task.fiscal, "万元"),
            task.result,
            look.amount(task.executed, "万元"),
        )
        cells = (
            Box(texts[i], wide, says=((f"tasks.{TASK_FIELDS[i]}", texts[i]),))
            for i, wide in zip(wanted, cols, strict=True)
        )
        lines.append(tuple(cells))
    return [(Box("年度主要任务", width, is_left=True),), *lines]


def spoken(grid: Grid, story: Project) -> Grid:
    """The grid with the story's own words in the cells that it names, and its own year in the title row."""
    year = story.prose.get("form year", story.year)
    lines = []
    for line in grid.rows:
        facts = [fact for box in line for fact in box.says]
        names = {value for key, value in facts if key == "indicators.level3"}
        if not any(key == "budget.parent" and value for key, value in facts):
            names.add(WHOLE)
        lines.append(tuple(box_of(box, names, story) for box in line))
    if year != story.year and len(lines[0]) == 1:
        lines[:3] = [tuple(replace(b, text=b.text.replace(story.year, year)) for b in line) for line in lines[:3]]
    return replace(grid, rows=tuple(lines))


def box_of(box: Box, names: set[str], story: Project) -> Box:
    """A cell, or what the story has it print. A row is named by the end of its label, by WHOLE, or by "" for any."""
    for fact, name, text in story.cells:
        if [key for key, _ in box.says] == [fact] and any(one.endswith(name) for one in names):
            return replace(box, text=text.replace("{}", box.text))
    return box
