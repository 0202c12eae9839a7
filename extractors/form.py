"""Tables to forms: blocks are cut, gathered and read; every value cell of every table gets its figure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.form_amounts import read_amounts, taken_up
from extractors.form_blocks import TITLE, Block
from extractors.form_caption import caption_facts, caption_points
from extractors.form_columns import Columns
from extractors.form_funds import read_fund_rows
from extractors.form_gather import gather
from extractors.form_goals import read_goals
from extractors.form_head import (
    Fact,
    block_money,
    caption_title,
    first_text,
    form_money,
    form_year,
    full_score_in,
    head_total,
    notes_after,
    read_head_rows,
    read_notes,
    read_total,
    title_of,
)
from extractors.form_indicators import read_indicators
from extractors.form_levels import is_category_name
from extractors.form_pairs import rejoined, taken_apart
from extractors.form_proof import proved
from extractors.form_sections import Reading
from extractors.form_sheet import Sheet
from extractors.form_tables import read_ordinary
from extractors.form_tasks import read_task_sum, read_tasks, task_block, task_title
from extractors.form_torn import torn_off
from extractors.form_unread import unread_parts
from extractors.lexicon import packed
from extractors.model import Cell, Doubt, Entry, Form, FundRow, Place, Section, Table, Unread

# Fields of columns that no fact of a form comes from.
_UNUSED = ("", "other", "received", "label")
_HUNDRED = Decimal(100)
# Full score, total and grade of a total row.
Total = tuple[Entry | None, Entry | None, Entry | None]
_INITIAL, _ANNUAL = re.compile(r"年初"), re.compile(r"全年|调整|预算|计划|安排")


@dataclass(frozen=True, slots=True)
class Forms:
    """Tables with their figures filled in, the forms among them, and what could not be mapped."""

    tables: tuple[Table, ...]
    forms: tuple[Form, ...]
    unread: tuple[Unread, ...] = ()


def read_forms(tables: tuple[Table, ...], sections: tuple[Section, ...]) -> Forms:
    """Read every form of a document and the figures of all its tables."""
    apart = [taken_apart(table) for table in tables]
    sheets = [Sheet(i, one.table) for i, one in enumerate(apart)]
    forms: list[Form] = []
    unread: list[Unread] = []
    used: set[int] = set()
    heads: tuple[str, ...] = ()
    for blocks in (list(map(proved, found)) for found in gather(sheets)):
        form = _read_form(blocks, sheets, sections)
        is_alike = bool(forms) and _heads(blocks) == heads
        forms.append(_as_before(form, forms[-1], is_alike) if forms else form)
        heads = _heads(blocks)
        unread.extend(unread_parts(blocks, forms[-1].name))
        used.update(block.sheet.index for block in blocks)
    for sheet in sheets:
        if sheet.index not in used:
            read_ordinary(sheet)
            unread += _torn_off(sheet, sheets, forms)
    read = (rejoined(table, one, sheet.enriched()) for table, one, sheet in zip(tables, apart, sheets, strict=True))
    return Forms(tuple(read), tuple(forms), tuple(unread))


def _torn_off(sheet: Sheet, sheets: list[Sheet], forms: list[Form]) -> list[Unread]:
    """That a table looks like a part of the form right before it."""
    form = next((form for form in forms if sheet.index - 1 in form.tables), None)
    found = torn_off(sheet, sheets[sheet.index - 1], form.name) if form and form.total is None else None
    return [found] if found else []


def _as_before(form: Form, before: Form, is_alike: bool) -> Form:
    """A form without a title, in the table of the one before it or laid out like it, has that one's title and year."""
    is_one_series = form.name in ("", before.name) and (is_alike or before.tables[-1] in form.tables)
    if not before.name or not is_one_series or (form.name and form.year):
        return form
    place = replace(form.place, label=f"表 {before.name}".strip())
    return replace(form, name=before.name, year=form.year or before.year, place=place)


def _heads(blocks: list[Block]) -> tuple[str, ...]:
    """The heads of a form's indicators, by which forms of one layout are known; () without any."""
    found = (block.columns for block in blocks if block.kind == "indicators" and block.columns)
    return next((tuple(column.label.text for column in columns.columns) for columns in found), ())


def _read_form(blocks: list[Block], sheets: list[Sheet], sections: tuple[Section, ...]) -> Form:
    """One form from its blocks; rows are read before the head, so that a cell's label is the most telling one."""
    name = title_of(blocks) or _title_above(blocks[0].sheet, sections)
    form = _with_rows(blocks, Form("", name, replace(_place(blocks), label=f"表 {name}".strip())))
    facts, above = read_head_rows(blocks, name), caption_facts(blocks)
    stated, level = (a or b for a, b in zip(head_total(facts), caption_points(blocks, sections, name), strict=True))
    full, total, grade = _whole_total(list(_totals(blocks, name)), form, stated)
    notes = [*read_notes(blocks, name), *_notes_below(blocks, sheets, sections)]
    formula, base = _rate_head(blocks)
    form = replace(
        form,
        project=first_text(facts, "project") or above.get("project", ""),
        owner=first_text(facts, "owner") or above.get("owner", ""),
        year=form_year(blocks, name, facts, above.get("year", "")),
        total=total if total and total.text else stated or total,
        grade=grade or level,
        full_score=_full_score(full, notes),
        rate_formula=formula,
        rate_base=base,
        notes="\n".join(text for text, _ in notes),
        notes_place=notes[0][1] if notes else None,
        tables=tuple(dict.fromkeys(block.sheet.index for block in blocks)),
        doubt=_doubt(blocks),
    )
    kind = _kind(form, blocks)
    return replace(form, kind=kind, unit=_unit(kind, facts, above))


def _with_rows(blocks: list[Block], form: Form) -> Form:
    """The form with its rows: funds, tasks, indicators, goals."""
    name, money = form.name, form_money(blocks)
    tasks = [found for block in blocks if (found := task_block(block))]
    reading = Reading(name)
    budget: tuple[FundRow, ...] = ()
    for above, block in zip((None, *blocks), blocks, strict=False):
        budget = taken_up(budget, _fund_rows(block, name, block_money(block) or money, budget))
        if block.kind == "indicators":
            read_indicators(block, reading, _band_over(above, block))
    return replace(
        form,
        money_unit=money,
        budget=budget,
        tasks=tuple(task for block in tasks for task in read_tasks(block, name, block_money(block) or money)),
        task_sum=next((row for b in tasks if (row := read_task_sum(b, name, block_money(b) or money))), None),
        task_title=next((task_title(block) for block in tasks), ""),
        goals=read_goals(blocks, name),
        groups=tuple(reading.groups.values()),
        indicators=tuple(reading.indicators),
    )


def _band_over(above: Block | None, block: Block) -> Cell | None:
    """The title over a block's heads: a row of the table, or a line above the table that names a category."""
    if above is not None and above.sheet is block.sheet:
        return above.sheet.filled(above.first)[0] if above.kind == "band" else None
    caption, heads = block.sheet.table.caption.split(" ")[-1], block.sheet.filled(block.first)
    if not heads or not is_category_name(caption):
        return None
    return replace(heads[0], row=-1, col_span=block.sheet.cols, text=caption, number=None)


def _notes_below(blocks: list[Block], sheets: list[Sheet], sections: tuple[Section, ...]) -> list[tuple[str, Place]]:
    """The notes printed under the form's last table."""
    last = blocks[-1].sheet
    following = sheets[last.index + 1] if last.index + 1 < len(sheets) else None
    return notes_after(last, following, sections)


def _fund_rows(block: Block, name: str, money: str, before: tuple[FundRow, ...]) -> tuple[FundRow, ...]:
    if block.kind == "funds" and task_block(block) is None:
        return read_fund_rows(block, name, money)
    if block.kind == "detail":
        read_ordinary(block.sheet, range(block.first, block.end))
    return read_amounts(block, name, money, before) if block.kind == "amounts" else ()


def _totals(blocks: list[Block], name: str) -> Iterator[Total]:
    """What each total row of the form prints."""
    columns: Columns | None = None
    width = 0
    for block in blocks:
        if block.kind == "indicators":
            columns, width = block.columns, block.sheet.cols
        elif block.kind == "total":
            yield read_total(block, columns if block.sheet.cols == width else None, name)


def _whole_total(rows: list[Total], form: Form, stated: Entry | None) -> Total:
    """The form's own of its total rows; one that leaves out the points for execution is none where another is."""
    known = [row for row in rows if row[1] and row[1].text]
    totals = [entry.number.value for entry in (stated, *(row[1] for row in known)) if entry and entry.number]
    partial = [row for row in known if _is_partial(row[0], form, max(totals, default=Decimal(0)))]
    if len(partial) < len(known) or (stated and stated.number):
        rows = [row for row in rows if row not in partial]
    at = next((i for i, row in enumerate(rows) if row[1] and row[1].text), len(rows) - 1)
    told = rows[: at + 1]
    full, grade = (next((row[i] for row in told if row[i]), None) for i in (0, 2))
    return full, told[-1][1] if told else None, grade


def _is_partial(full: Entry | None, form: Form, most: Decimal) -> bool:
    """Whether a full score lacks just the points that the fund block gives, or is below the highest total printed."""
    if full is None or full.number is None or full.number.value >= _HUNDRED:
        return False
    given = [row.weight.number.value for row in form.budget if row.weight and row.weight.number]
    return full.number.value < most or full.number.value == _HUNDRED - (given[0] if given else 0)


def _full_score(printed: Entry | None, notes: list[tuple[str, Place]]) -> Entry | None:
    """The full score in a cell of the total row, else the one that the note declares, else the total label's own."""
    if printed and printed.number and not printed.text.endswith("分"):
        return printed
    stated = next((entry for text, place in notes if (entry := full_score_in(text, place))), None)
    return stated or (printed if printed and printed.number else None)


def _rate_head(blocks: list[Block]) -> tuple[str, str]:
    """The formula in the head of the rate column and the budget column that it divides by."""
    for columns in (b.columns for b in blocks if b.kind == "funds" and b.columns):
        rate = columns.get("rate")
        if rate and rate.label.formula:
            return rate.label.formula, _base(columns, rate.label.formula)
    return "", ""


def _base(columns: Columns, formula: str) -> str:
    """initial or annual, by the letter or the words behind the stroke; "" where they name neither."""
    divisor = re.split(r"[/÷]", formula, maxsplit=1)[-1].lstrip("(（").upper()
    for column in columns.columns:
        if column.field in ("initial", "annual") and column.label.letter and divisor.startswith(column.label.letter):
            return column.field
    if _INITIAL.search(divisor):
        return "initial"
    return "annual" if _ANNUAL.search(divisor) else ""


def _place(blocks: list[Block]) -> Place:
    """Where the form begins: its first cell with text."""
    block = blocks[0]
    cells = block.sheet.filled(block.first)
    return cells[0].place if cells else Place(block.sheet.table.pages[0] if block.sheet.table.pages else 0)


def _title_above(sheet: Sheet, sections: tuple[Section, ...]) -> str:
    """The nearest line above a table that reads like a form's title, on its page or the one before."""
    if not sheet.table.fragments:
        return ""
    top = (sheet.table.fragments[0].page, sheet.table.fragments[0].box[1])
    above = ""
    for paragraph in (p for section in sections for p in section.paragraphs):
        spot = paragraph.lines[0]
        if (top[0] - 1, 0.0) <= (spot.page, spot.box[1]) < top and TITLE.search(packed(paragraph.text)):
            above = caption_title(paragraph.text) if len(packed(paragraph.text)) <= 60 else above
    return above


def _kind(form: Form, blocks: list[Block]) -> str:
    """department|project|transfer|target|other, by the columns, the title and the head fields."""
    heads = [b.columns for b in blocks if b.kind == "indicators" and b.columns]
    is_open = any(c.has("actual", "score", "score1", "score2") for c in heads) or form.total is not None
    is_open = is_open or any(goal.result for goal in form.goals) or any(row.executed for row in form.budget)
    if heads and not is_open:
        return "target"
    if re.search(r"转移支付|区域绩效", form.name):
        return "transfer"
    if "整体" in form.name:
        return "department"
    if form.project or "项目" in form.name or "专项" in form.name:
        return "project"
    fields = {field for block in blocks for field in block.fields}
    return "department" if "部门" in form.name or "department" in fields else "other"


def _unit(kind: str, facts: list[Fact], above: dict[str, str]) -> str:
    """Who the form is about: the department, or who carries the project out; `above`: what the caption names."""
    names = ("department", "unit", "owner") if kind == "department" else ("unit", "department", "owner")
    return next((text for name in names if (text := first_text(facts, name) or above.get(name, ""))), "")


def _doubt(blocks: list[Block]) -> Doubt:
    """How surely the heads were recognised: the least sure of them speaks."""
    guessed = [c for b in blocks if b.columns for c in b.columns.columns if c.confidence < 1 and c.field not in _UNUSED]
    if not guessed:
        return Doubt()
    reasons = tuple(dict.fromkeys(f"表头“{c.label.text}”按最接近的写法“{c.spelling}”识别" for c in guessed))
    return Doubt(min((c.confidence for c in guessed), default=Decimal(1)), reasons)
