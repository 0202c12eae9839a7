"""Around the blocks of a form: title, head fields, total row, notes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.form_blocks import TITLE, UNIT_LINE, Block, head_field, money_unit_in
from extractors.form_columns import Columns, cell_in
from extractors.form_labels import told_total
from extractors.form_sheet import Sheet, is_blank, is_figure, path, text_year
from extractors.lexicon import field_of, packed, plain, read_label
from extractors.model import Cell, Entry, Place, Section
from extractors.numbers import find_numbers
from extractors.units import is_money

_GRADE = re.compile(r"(?:优秀|优良|优|良好|良|中等|中|一般|合格|较差|差|不合格|及格|不及格|[A-D]级?)等?级?")
_BOTH = re.compile(r"(\d{1,3}(?:\.\d+)?分?)[(（、，,/；;]*(?:等级|评级|等次)?[:：]?(" + _GRADE.pattern + r")[)）]?")
_FULL = re.compile(r"(?:满分|总分(?:值)?|分值合计)(?:统一)?(?:应)?(?:设置|设定)?(?:为|是|:|：)?(\d{2,3}分)")
_YEAR = re.compile(r"(?:19|20)\d{2}")
# The day on which the form was filled in lies in the year after.
_FILLED_IN = re.compile(r"(?:填[报表写]|编[制报])?(?:日期|时间)[:：]?(?:19|20)\d{2}[-年./\d月日]*")
_PIECE = re.compile(r"[\n\r\t]+|\s{2,}|(?<=表) ")
_CAPTION_TAIL = re.compile(
    r"[(（](?:19|20)\d{2}年?度?[)）].*$|(?:金额)?单位[:：].*$|填(?:表|报)(?:人|日期|时间|单位).*$|填报部门.*$|[(（](?=(?:金额)?单位[:：]).*$"
)
_TICKED, _TICKS = "√☑■☒✓✔", "√☑■☒✓✔□○"
_OPTION = re.compile(rf"[{_TICKS}]|[一-龥A-D]{{1,3}}")
_LEAST_OPTIONS = 2
_LEAST_NAME = 3
_LEAD = re.compile(r"^(?:附(?:件|表)?\d*[:：、.]?|表\d+[-.\d]*[:：、.]?|公开\d+表[:：]?)")


@dataclass(frozen=True, slots=True)
class Fact:
    """A head field's value: its text and, for points, its entry."""

    field: str
    text: str
    entry: Entry


def read_head_rows(blocks: list[Block], form: str) -> list[Fact]:
    """Every labelled value of the head rows, in order; amounts are read so that they get a verdict."""
    return [
        fact
        for b in blocks
        if b.kind in ("head", "other", "amounts")
        for row in range(b.first, b.end)
        for fact in _row_facts(b.sheet, row, form)
    ]


def _row_facts(sheet: Sheet, row: int, form: str) -> Iterator[Fact]:
    for cell in sheet.filled(row):
        name = head_field(sheet, cell) or _bare_unit(sheet, cell)
        if not name or sheet.is_read(cell):
            continue
        label, colon, inside = packed(cell.text).replace(":", "：").partition("：")
        right = sheet.after(cell)
        unit = {"total": "分", "money": read_label(cell.text).unit}.get(name)
        here = path(f"表 {form}", label)
        if colon and inside and field_of("head", label):
            entry = sheet.part(cell, inside, here, "分") if name == "total" else sheet.entry(cell, here)
            inside = _CAPTION_TAIL.sub("", inside) or inside
            yield Fact(name, inside, replace(entry, text=inside))
        elif right is not None and not (field_of("head", right.text) and not is_figure(right)):
            entry = sheet.entry(right, here, unit)
            yield Fact(name, entry.text, entry)


def _bare_unit(sheet: Sheet, cell: Cell) -> str:
    """unit where a head row labels it with nothing but 单位 and a name stands beside it, no unit of money."""
    right = sheet.after(cell)
    name = packed(right.text) if right is not None and not is_figure(right) else ""
    is_named = len(name) > _LEAST_NAME and not is_money(name)
    return "unit" if packed(cell.text).rstrip(":：") == "单位" and is_named else ""


def first_text(facts: list[Fact], name: str) -> str:
    """The first value of a head field that says something, else ""."""
    return next((fact.text for fact in facts if fact.field == name and not is_blank(fact.text)), "")


def head_total(sheet_facts: list[Fact]) -> tuple[Entry | None, Entry | None]:
    """Total and grade as the head states them, also in one cell (97（优）); None where it has no such field."""
    total = next((f.entry for f in sheet_facts if f.field == "total"), None)
    grade = next((_ticked(f.entry) for f in sheet_facts if f.field == "grade"), None)
    for entry in (total, grade):
        both = _BOTH.fullmatch(entry.text) if entry and entry.number is None else None
        if both and entry:
            number = next((f.number for f in find_numbers(both[1] if "分" in both[1] else both[1] + "分")), None)
            number = replace(number, text=both[1], place=entry.place) if number else None
            return Entry(both[1], entry.place, number), Entry(both[2], entry.place)
    if total is None and grade is not None and grade.number is not None:
        return grade, None
    return total, grade


def _ticked(entry: Entry) -> Entry | None:
    """The grade that is ticked of several in a cell (优□良√中□差□), None where not one is; else itself."""
    marks = [mark for mark in _OPTION.findall(entry.text) if mark in _TICKS or _GRADE.fullmatch(mark)]
    words = [mark for mark in marks if mark not in _TICKS]
    if len(words) < _LEAST_OPTIONS or len(words) == len(marks):
        return entry
    step = 1 if marks[0] in _TICKS else -1
    chosen = [marks[i + step] for i, mark in enumerate(marks) if mark in _TICKED and 0 <= i + step < len(marks)]
    return Entry(chosen[0], entry.place) if len(chosen) == 1 and chosen[0] in words else None


def read_total(block: Block, columns: Columns | None, form: str) -> tuple[Entry | None, Entry | None, Entry | None]:
    """Full score, total and grade of a total row: under the heads, else the figures in their order."""
    sheet, row = block.sheet, block.first
    label = sheet.filled(row)[0]
    here = path(f"表 {form}", packed(label.text))
    if told := told_total(label):
        return None, sheet.part(label, told, path(here, "得分"), "分"), None
    figures = [c for c in sheet.filled(row) if c is not label and is_figure(c)]
    weight = _under(sheet, row, columns, "weight", label)
    score = _under(sheet, row, columns, "score", label)
    if score is not None and _GRADE.fullmatch(packed(score.text)):
        weight = score = None
    if score is None or (is_blank(score.text) and figures and figures != [weight]):
        others = [c for c in figures if c is not weight]
        score = others[-1] if others else (figures[-1] if weight is None and figures else score)
    if weight is None or weight is score:
        weight = next((c for c in figures if c is not score), None)
    grades = [c for c in sheet.filled(row) if c is not label and _GRADE.fullmatch(packed(c.text))]
    entries = [_points_entry(sheet, c, path(here, name)) for c, name in ((weight, "分值"), (score, "得分"))]
    if entries[0] is None and (points := read_label(label.text).points):
        entries[0] = sheet.part(label, f"{points}分", path(here, "分值"), "分")
    return entries[0], entries[1], sheet.entry(grades[0], path(here, "等级")) if grades else None


def _points_entry(sheet: Sheet, cell: Cell | None, here: str) -> Entry | None:
    return sheet.entry(cell, here, "分") if cell is not None else None


def _under(sheet: Sheet, row: int, columns: Columns | None, name: str, label: Cell) -> Cell | None:
    cell = cell_in(sheet, row, columns.get(name)) if columns else None
    return cell if cell is not None and cell is not label and cell.row == row else None


def title_of(blocks: list[Block]) -> str:
    """The form's title as printed: a title row, else the caption over its first table, "" without one."""
    for block in blocks:
        if block.kind == "title":
            return packed(block.sheet.filled(block.first)[0].text)
    return caption_title(blocks[0].sheet.table.caption) if blocks else ""


def caption_title(caption: str) -> str:
    """The piece of a caption that is the title of a form, else its last piece; years and units taken off."""
    pieces = [_cleaned(piece) for piece in _PIECE.split(caption) if piece.strip()]
    pieces = [piece for piece in pieces if piece]
    named = [piece for piece in pieces if TITLE.search(piece)]
    return named[-1] if named else (pieces[-1] if pieces else "")


def _cleaned(piece: str) -> str:
    return _LEAD.sub("", _CAPTION_TAIL.sub("", packed(piece))).strip("：:")


def form_year(blocks: list[Block], title: str, facts: list[Fact], above: str) -> str:
    """The year of a form: a line under its title, the caption, a head field, the title, `above` (年度：… there)"""
    lines = [packed(b.sheet.filled(b.first)[0].text) for b in blocks if b.kind in ("year", "title")]
    captions = [_FILLED_IN.sub("", packed(blocks[0].sheet.table.caption))] if blocks else []
    bracket = re.compile(r"[(（](?:19|20)\d{2}年?度?[)）]")
    found = [t for t in (*lines, *captions) if bracket.search(t)] + [*lines, *captions, title]
    said = [*(fact.text for fact in facts if fact.field == "year"), above]
    stated = next((match[0] for text in said if (match := _YEAR.match(text))), "")
    return next((year for text in found if (year := text_year(text))), stated)


def form_money(blocks: list[Block]) -> str:
    """The unit of money of a form: what a fund block's label or head says, a row 单位：…, the table's own mark."""
    for block in blocks:
        if block.kind in ("funds", "amounts", "other", "head") and (unit := block_money(block)):
            return unit
    for block in blocks:
        rows = range(block.first, min(block.end, block.first + 2))
        if block.kind in ("year", "other", "head", "title") and (unit := money_unit_in(block.sheet, rows)):
            return unit
    marks = (UNIT_LINE.search(packed(b.sheet.table.caption)) for b in blocks)
    tables = [b.sheet.table.money_unit for b in blocks if b.sheet.table.money_unit]
    # A list of tasks in 万元 may stand in a form in 元.
    tasks = [unit for b in blocks if b.kind == "tasks" and (unit := block_money(b))]
    return next(iter([*tables, *(m[1] for m in marks if m), *tasks]), "")


def block_money(block: Block) -> str:
    """A money unit in brackets in the label or the heads of a block: 项目资金（万元）; "" without one."""
    end = block.columns.end_row if block.columns else block.first + 1
    cells = [c for row in range(block.first, end) for c in block.sheet.covering(row)]
    units = (read_label(c.text).unit for c in cells if len(read_label(c.text).whole) <= 24)
    return next((unit for unit in units if is_money(unit)), "")


def full_score_in(note: str, place: Place) -> Entry | None:
    """The full score that a note declares (满分为100分), else None."""
    found = _FULL.search(plain(note))
    if found is None:
        return None
    number = next(iter(find_numbers(found[1]))).number
    return Entry(found[1], place, replace(number, text=found[1], place=place))


def read_notes(blocks: list[Block], form: str) -> list[tuple[str, Place]]:
    """The notes that stand in rows of the form's tables."""
    notes = (b for b in blocks if b.kind == "note")
    cells = ((b.sheet, cell) for b in notes for row in range(b.first, b.end) for cell in b.sheet.filled(row))
    return [(packed(cell.text), sheet.entry(cell, path(f"表 {form}", "注")).place) for sheet, cell in cells]


def notes_after(sheet: Sheet, next_sheet: Sheet | None, sections: tuple[Section, ...]) -> list[tuple[str, Place]]:
    """The notes printed as paragraphs right under a table, before the next one."""
    last = sheet.table.fragments[-1] if sheet.table.fragments else None
    if last is None:
        return []
    limit = next_sheet.table.fragments[0] if next_sheet and next_sheet.table.fragments else None
    found: list[tuple[str, Place]] = []
    for paragraph in (p for section in sections for p in section.paragraphs):
        spot = paragraph.lines[0]
        at, text = (spot.page, spot.box[1]), packed(paragraph.text)
        is_under = (last.page, last.box[3] - 2) <= at <= (last.page + 1, 1e9)
        is_before = limit is None or at < (limit.page, limit.box[1])
        is_note = paragraph.role == "note" or text.startswith(("注：", "注:", "注1", "备注：", "说明："))
        if is_under and is_before and (is_note or (found and re.match(r"\d[.、．]", text))):
            found.append((text, paragraph.place))
    return found
