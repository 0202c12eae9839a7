"""Goals with their outcomes."""

import re
from dataclasses import replace

from extractors.form_blocks import Block
from extractors.form_labels import goal_match, paired_goal_heads
from extractors.form_sheet import Sheet, is_blank, path
from extractors.lexicon import Match, has_spelling, packed
from extractors.model import Cell, Entry, Goal

_SERIAL = re.compile(r"(?:目标)?[(（]?(?:\d{1,2}|[一二三四五六七八九十])[)）.、．]?")
_REMARK = re.compile(r"[(（][^()（）]{1,12}[)）]")
_YEAR = re.compile(r"(?:19|20)\d{2}年")
_GOALS = ("goal", "goal_total", "result")


def read_goals(blocks: list[Block], form: str) -> tuple[Goal, ...]:
    """The goals of a form: under heads, or beside their labels; the year's goal stands before a longer one."""
    goals: list[Goal] = []
    longer: list[Goal] = []
    for block in blocks:
        if block.kind == "goals":
            for found in _under_heads(block, form):
                (longer if found[0] == "goal_total" else goals).append(found[1])
        elif block.kind == "goal":
            for field, entry in _beside_labels(block, form):
                if field == "goal_total":
                    longer.append(Goal(entry, None))
                elif field == "result" and goals and goals[-1].result is None:
                    goals[-1] = replace(goals[-1], result=entry)
                else:
                    goals.append(Goal(entry, None) if field == "goal" else Goal(None, entry))
    return (*goals, *longer)


def _under_heads(block: Block, form: str) -> list[tuple[str, Goal]]:
    """The rows under goal heads; a row without any text is none."""
    sheet = block.sheet
    heads = [(match.field, cell) for cell in sheet.filled(block.first) if (match := _goal_match(cell))]
    heads = [(field, cell) for field, cell in heads if not _is_side(sheet, cell)]
    pair = paired_goal_heads(sheet, block.first)
    # A label that runs down beside both texts (总体绩效目标) is the head of neither.
    if pair and ({field for field, _ in heads} < {"goal", "result"} or any(cell not in pair for _, cell in heads)):
        heads = list(zip(("goal", "result"), pair, strict=True))
    found: list[tuple[str, Goal]] = []
    for row in range(block.first + 1, block.end):
        texts: dict[str, Entry] = {}
        for field, head in heads:
            cell = sheet.at(row, head.col)
            if cell is not None and cell.row == row and (field not in texts or not texts[field].text):
                texts[field] = sheet.entry(cell, path(f"表 {form}", packed(head.text)))
        if not any(entry.text for entry in texts.values()):
            continue
        if "goal_total" in texts:
            found.append(("goal_total", Goal(texts["goal_total"], None)))
        if "goal" in texts or "result" in texts:
            found.append(("goal", Goal(texts.get("goal"), texts.get("result"))))
    return found


def _goal_match(cell: Cell) -> Match | None:
    match = goal_match(cell.text)
    return match if match and match.field in _GOALS else None


def _is_side(sheet: Sheet, cell: Cell) -> bool:
    """Whether a label names the block as a whole, at its side, and no column of it."""
    below = sheet.at(cell.row + 1, cell.col)
    is_bare = below is None or is_blank(below.text) or bool(_SERIAL.fullmatch(packed(below.text)))
    return has_spelling("goals", "block", cell.text) and (cell.row_span > 1 or is_bare)


def _beside_labels(block: Block, form: str) -> list[tuple[str, Entry]]:
    """The texts that stand beside their labels, or behind them in one cell (目标：…|完成情况：…)."""
    found = []
    for cell in block.sheet.filled(block.first):
        label, colon, text = packed(cell.text).replace(":", "：").partition("：")
        match = goal_match(label) if colon and text and not _REMARK.fullmatch(text) else None
        if match and match.field in _GOALS:
            entry = block.sheet.entry(cell, path(f"表 {form}", label))
            # A label that names a year (2023年度目标：) says which year's goal it is.
            found.append((match.field, entry if _YEAR.search(label) else replace(entry, text=text)))
    if found:
        return found
    for cell in block.sheet.filled(block.first):
        match, right = _goal_match(cell), block.sheet.after(cell)
        if match and right and _goal_match(right) is None:
            found.append((match.field, block.sheet.entry(right, path(f"表 {form}", packed(cell.text)))))
    return found
