"""Reports from the compact form of the case files: every figure gets a place of its own."""

import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from checks._corpus import Corpus
from checks._model import Parameters
from extractors.claims import read_claims
from extractors.model import (
    Box,
    Cell,
    Claim,
    Entry,
    Form,
    Fragment,
    FundRow,
    Goal,
    Group,
    Indicator,
    Kind,
    Paragraph,
    Part,
    Place,
    Report,
    Section,
    Table,
    Task,
    TextLine,
    Unread,
)
from extractors.numbers import read_number
from flows.corpus import Library

Spec = Mapping[str, Any]

HEADINGS = (r"[一二三四五六七八九十]+、", r"[（(][一二三四五六七八九十]+[）)]", r"\d+[.．、]", r"[（(]\d+[）)]")
MONEY = {"initial", "annual", "executed", "budget", "budget_fiscal", "executed_fiscal"}
TEXTS = {"goal", "result", "content", "reason", "operator", "target_unit", "grade"}
FORM_TEXTS = ("project", "unit", "owner", "year", "rate_formula", "rate_base", "task_title")


class Places:
    """Hands out a place per fact, each with a box of its own."""

    def __init__(self) -> None:
        self.steps = count()

    def at(self, label: str, page: int = 1) -> Place:
        left = float(next(self.steps))
        box: Box = (left, 0.0, left + 1, 10.0)
        return Place(page, box, label)


def build_report(spec: Spec) -> Report:
    """A Report from a case's `report`: claims are read from its paragraphs unless it lists `claims` of its own."""
    places = Places()
    money = spec.get("money_unit", "万元")
    forms = tuple(build_form(form, places, money) for form in spec.get("forms", ()))
    tables = tuple(build_table(table, places) for table in spec.get("tables", ()))
    sections = build_sections(spec.get("paragraphs", ()), places)
    if "claims" in spec:
        claims = tuple(build_claim(claim, places, money) for claim in spec["claims"])
    else:
        claims = read_claims(sections, tables, forms, spec.get("title", ""))
    return Report(
        document=spec.get("document", "case.pdf"),
        sha256=spec.get("sha256", "0" * 64),
        pages=spec.get("pages", 1),
        kind=spec.get("kind", Kind.SELF_ASSESSMENT),
        title=spec.get("title", ""),
        unit=spec.get("unit", ""),
        year=spec.get("year", ""),
        money_unit=money,
        forms=forms,
        tables=tables,
        sections=sections,
        claims=claims,
        unread=tuple(
            Unread(Place(u.get("page", 1)), u["why"], u.get("remedy", ""), u.get("scope", "field"))
            for u in spec.get("unread", ())
        ),
    )


def build_corpus(spec: Spec, parameters: Parameters) -> Corpus:
    """A report among others: `report` and the `others` of a case, with names of their own."""
    others = [{"document": f"other{i}.pdf"} | other for i, other in enumerate(spec.get("others", ()), 1)]
    specs = [spec.get("report", {}), *others]
    reports = {str(i): build_report({**one, "sha256": str(i)}) for i, one in enumerate(specs)}
    library = Library(parameters)
    for report in reports.values():
        library.add(report)
    library.close()
    return library.corpus(reports["0"], reports.get)


def build_entry(name: str, text: str | None, place: Place, unit: str) -> Entry | None:
    """An entry as a reader would give it: None without the column, no number in text fields."""
    if text is None:
        return None
    packed = re.sub(r"\s", "", text)
    number = None if name in TEXTS or not packed else read_number(packed, place, unit)
    return Entry(packed, place, number)


def build_entries(spec: Spec, names: Sequence[str], path: str, places: Places, money: str) -> dict[str, Any]:
    """The named fields of a row: amounts in the form's money, rates in %, targets in their unit column."""
    entries: dict[str, Any] = {}
    for name in names:
        own = spec.get("target_unit", "") if name in {"target", "actual"} else ""
        unit = money if name in MONEY else "%" if name == "rate" else own
        place = places.at(f"{path} › {name}", spec.get("page", 1))
        entries[name] = build_entry(name, spec.get(name), place, unit)
    return entries


def build_form(spec: Spec, places: Places, money: str) -> Form:
    name = spec.get("name", "部门整体绩效自评表")
    money = spec.get("money_unit", money)
    path = f"表 {name}"
    head = build_entries(spec, ("total", "grade", "full_score"), path, places, money)
    return Form(
        kind=spec.get("kind", "department"),
        name=name,
        place=places.at(path),
        money_unit=money,
        goals=tuple(
            Goal(**build_entries(goal, ("goal", "result"), path, places, money)) for goal in spec.get("goals", ())
        ),
        tasks=tuple(build_task(task, path, places, money) for task in spec.get("tasks", ())),
        task_sum=build_task(spec["task_sum"], path, places, money) if "task_sum" in spec else None,
        budget=tuple(build_fund_row(row, path, places, money) for row in spec.get("budget", ())),
        groups=tuple(build_group(group, path, places, money) for group in spec.get("groups", ())),
        indicators=tuple(build_indicator(row, path, places, money) for row in spec.get("indicators", ())),
        notes=spec.get("note", ""),
        notes_place=places.at(f"{path} › 注") if "note" in spec else None,
        tables=tuple(spec.get("tables", ())),
        **head,
        **{field: spec[field] for field in FORM_TEXTS if field in spec},
    )


def build_task(spec: Spec, path: str, places: Places, money: str) -> Task:
    names = ("content", "budget", "budget_fiscal", "result", "executed", "executed_fiscal", "rate")
    here = f"{path} › {spec['name']}"
    return Task(name=spec["name"], place=places.at(here), **build_entries(spec, names, here, places, money))


def build_fund_row(spec: Spec, path: str, places: Places, money: str) -> FundRow:
    names = ("initial", "annual", "executed", "rate", "weight", "score", "reason")
    here = f"{path} › {spec['label']}"
    return FundRow(
        label=spec["label"],
        parent=spec.get("parent", ""),
        axis=spec.get("axis", ""),
        place=places.at(here),
        **build_entries(spec, names, here, places, money),
    )


def build_group(spec: Spec, path: str, places: Places, money: str) -> Group:
    here = f"{path} › {spec['name']}"
    entries = build_entries(spec, ("weight", "score"), here, places, money)
    return Group(level=spec.get("level", 1), name=spec["name"], place=places.at(here), **entries)


def build_indicator(spec: Spec, path: str, places: Places, money: str) -> Indicator:
    """An indicator row: l1, l2, l3 are its level labels."""
    names = ("operator", "target", "target_unit", "actual", "weight", "score", "reason")
    levels = [spec.get(key, "") for key in ("l1", "l2", "l3")]
    here = " › ".join((path, *filter(None, levels)))
    marks: dict[str, Any] = {"is_filler": spec.get("filler", False), "sign": spec.get("sign", 1)}
    fields = build_entries(spec, names, here, places, money) | marks
    return Indicator(level1=levels[0], level2=levels[1], level3=levels[2], place=places.at(here), **fields)


def build_table(spec: Spec, places: Places) -> Table:
    """A table from rows of text: "<" joins a cell to its left, "^" to the one above.

    The head rows (`head`, default 1) and the columns in `plain` (default the first) hold no figures.
    """
    rows: Sequence[Sequence[str]] = spec["rows"]
    head, plain, money = spec.get("head", 1), spec.get("plain", [0]), spec.get("money_unit", "")
    cells = []
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text not in {"<", "^"}:
                place = places.at(f"表 {spec.get('caption', '')} › {row[0]} › {rows[0][c]}", spec.get("page", 1))
                number = None if r < head or c in plain else read_number(text, place, money)
                cells.append(Cell(r, c, run_down(rows, r, c), run_right(row, c), text, place, number))
    width = max(map(len, rows))
    fragment = Fragment(spec.get("page", 1), (0.0, 0.0, 500.0, 500.0), 0, len(rows))
    return Table(spec.get("caption", ""), len(rows), width, tuple(cells), (fragment,), money_unit=money)


def run_down(rows: Sequence[Sequence[str]], row: int, col: int) -> int:
    """How many rows a cell spans."""
    end = row + 1
    while end < len(rows) and rows[end][col] == "^":
        end += 1
    return end - row


def run_right(row: Sequence[str], col: int) -> int:
    """How many columns a cell spans."""
    end = col + 1
    while end < len(row) and row[end] == "<":
        end += 1
    return end - col


def build_sections(texts: Sequence[str], places: Places) -> tuple[Section, ...]:
    """Sections from paragraphs, one printed line each; a short one that starts with a numbering is a heading."""
    sections: list[Section] = []
    for text in texts:
        level = heading_level(text)
        place = places.at(text[:24])
        line = TextLine(text, 1, place.box or (0.0, 0.0, 1.0, 10.0))
        paragraph = Paragraph(text, "heading" if level else "body", level, (line,))
        if level:
            sections.append(Section(text, level, place, (paragraph,)))
        elif sections:
            last = sections.pop()
            sections.append(Section(last.title, last.level, last.place, (*last.paragraphs, paragraph)))
        else:
            sections.append(Section("", 0, place, (paragraph,)))
    return tuple(sections)


def heading_level(text: str) -> int:
    """1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 for a sentence."""
    if len(text) > 30 or text.rstrip().endswith(("。", "；")):
        return 0
    return next((i for i, pattern in enumerate(HEADINGS, 1) if re.match(pattern, text)), 0)


def build_claim(spec: Spec, places: Places, money: str) -> Claim:
    """A claim spelled out: `number` and the `parts` (label, number) are printed text."""
    sentence = spec.get("sentence", "")
    kind = spec.get("kind", "amount")
    unit = spec.get("unit", {"amount": money, "parts": money, "rate": "%"}.get(kind, ""))

    def figure(text: str | None) -> Any:
        return None if text is None else read_number(text, places.at(f"{sentence[:24]} › {text}"), unit)

    texts = ("subject", "text", "scope", "about", "period", "context", "direction", "source")
    return Claim(
        kind=kind,
        sentence=sentence,
        place=places.at(sentence[:24]),
        number=figure(spec.get("number")),
        parts=tuple(Part(part["label"], figure(part["number"])) for part in spec.get("parts", ())),
        is_complete=spec.get("is_complete", False),
        is_sure=spec.get("is_sure", True),
        **{"subject": "", **{name: spec[name] for name in texts if name in spec}},
    )
