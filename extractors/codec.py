"""A Report as JSON and back, exactly: the published names, schema 1.

In forms a figure is its printed text: null = the form has no such column, "" = blank. Place and parsed Number of it
stand under "read". A Number whose place is that of its cell or entry has "place": null. Boxes are
[x0, top, x1, bottom] in PDF points, origin top left; rows and columns count from 0, pages from 1.
"""

from collections.abc import Callable
from typing import Any

import orjson

from extractors.model import (
    SCHEMA,
    SURE,
    Cell,
    Doubt,
    Entry,
    Form,
    FundRow,
    Goal,
    Group,
    Indicator,
    Number,
    Place,
    Report,
    Table,
    Task,
)
from extractors.shape import Json, Shape, Shapes, field_hints, mapping_schema, optional

FIELD = Entry | None
PLACES = (Place, Place | None)


def to_json(report: Report) -> bytes:
    """The report as UTF-8 JSON; the same report always gives the same bytes."""
    return as_bytes(SHAPES.of(Report).write(report))


def from_json(data: bytes) -> Report:
    """Read back what `to_json` wrote; raises ValueError for another schema or for JSON of another shape."""
    found = orjson.loads(data)
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        message = f"not a report of schema {SCHEMA}"
        raise ValueError(message)
    try:
        report = SHAPES.of(Report).read(found)
    except (KeyError, TypeError, AttributeError, ArithmeticError) as error:
        message = f"not a report: {type(error).__name__}: {error}"
        raise ValueError(message) from error
    assert isinstance(report, Report)
    return report


def as_bytes(found: Json) -> bytes:
    """A JSON value as UTF-8 bytes."""
    try:
        return orjson.dumps(found)
    except TypeError:
        return orjson.dumps(without_surrogates(found))


def without_surrogates(found: Json) -> Json:
    """The same JSON value with half characters, which a broken font map may yield, replaced: UTF-8 has none."""
    if isinstance(found, str):
        return found.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(found, dict):
        return {key: without_surrogates(value) for key, value in found.items()}
    return [without_surrogates(value) for value in found] if isinstance(found, list | tuple) else found


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a published report."""
    root = SHAPES.of(Report).schema
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Gouji report",
        "description": "One document as read: forms, tables, prose, figures with their places. " + __doc__.strip(),
        **root,
        "$defs": dict(sorted(SHAPES.definitions.items())),
    }


def housed_number(shapes: Shapes) -> tuple[Callable[[Number | None, Place], Json], Callable[[Json, Place], Any]]:
    """How a Number is written inside something that has a place: an equal place is left out."""
    number, place = shapes.of(Number), shapes.of(Place)

    def write(value: Number | None, home: Place) -> Json:
        if value is None:
            return None
        return number.write(value) if value.place != home else {**number.write(value), "place": None}

    def read(found: Json, home: Place) -> Number | None:
        if found is None:
            return None
        given = found if found["place"] is not None else {**found, "place": place.write(home)}
        back: Number = number.read(given)
        return back

    return write, read


def housed_schema(shapes: Shapes) -> dict[str, Any]:
    """The schema of such a Number: as Number, but its place may be null."""
    number = shapes.record(Number).schema
    properties = {**number["properties"], "place": optional(shapes.of(Place)).schema}
    shapes.definitions["HousedNumber"] = mapping_schema(properties)
    return {"anyOf": [{"$ref": "#/$defs/HousedNumber"}, {"type": "null"}]}


def cell_shape(shapes: Shapes) -> Shape:
    """A cell under its published names: r, c, rs, cs, text, page, box."""
    write_number, read_number = housed_number(shapes)
    box = shapes.of(field_hints(Place)["box"])
    doubt = optional(shapes.of(Doubt))

    def write(cell: Cell) -> Json:
        place = cell.place
        return {
            "r": cell.row,
            "c": cell.col,
            "rs": cell.row_span,
            "cs": cell.col_span,
            "text": cell.text,
            "page": place.page,
            "box": place.box,
            "read": {"label": place.label, "number": write_number(cell.number, place)},
            "doubt": None if cell.doubt is SURE else doubt.write(cell.doubt),
        }

    def read(found: Json) -> Cell:
        place = Place(found["page"], box.read(found["box"]), found["read"]["label"])
        number = read_number(found["read"]["number"], place)
        sure = doubt.read(found["doubt"]) or SURE
        return Cell(found["r"], found["c"], found["rs"], found["cs"], found["text"], place, number, sure)

    whole, text = shapes.of(int).schema, shapes.of(str).schema
    beside = mapping_schema({"label": text, "number": housed_schema(shapes)})
    counts = dict.fromkeys(("r", "c", "rs", "cs"), whole)
    return Shape(
        write,
        read,
        mapping_schema(
            {**counts, "text": text, "page": whole, "box": box.schema, "read": beside, "doubt": doubt.schema}
        ),
    )


def table_shape(shapes: Shapes) -> Shape:
    """A table with the pages it stands on."""
    plain = shapes.record(Table)

    def write(table: Table) -> Json:
        return {"pages": table.pages, **plain.write(table)}

    pages = {"type": "array", "items": {"type": "integer"}}
    return Shape(write, plain.read, mapping_schema({"pages": pages, **plain.schema["properties"]}))


def entries_shape(cls: type) -> Callable[[Shapes], Shape]:
    """The shape of a class whose Entry fields are published as printed text, with places and numbers under "read"."""

    def build(shapes: Shapes) -> Shape:
        hints = field_hints(cls)
        entries = tuple(name for name, hint in hints.items() if hint == FIELD)
        places = {name: shapes.of(hint) for name, hint in hints.items() if hint in PLACES}
        plain = {name: shapes.of(hint) for name, hint in hints.items() if hint != FIELD and hint not in PLACES}
        write_entry, read_entry = entry_steps(shapes)

        def write(value: Any) -> Json:
            written: dict[str, Any] = {}
            beside = {name: shape.write(getattr(value, name)) for name, shape in places.items()}
            for name in hints:
                if name in plain:
                    written[name] = plain[name].write(getattr(value, name))
                elif name in entries:
                    write_entry(written, beside, name, getattr(value, name))
            written["read"] = beside
            return written

        def read(found: Json) -> Any:
            beside = found["read"]
            given = {name: shape.read(found[name]) for name, shape in plain.items()}
            given |= {name: shape.read(beside[name]) for name, shape in places.items()}
            given |= {name: read_entry(found, beside, name) for name in entries}
            return cls(**given)

        return Shape(write, read, entries_schema(shapes, hints))

    return build


def entry_steps(shapes: Shapes) -> tuple[Callable[..., None], Callable[[Json, Json, str], Entry | None]]:
    """How one Entry is spread over the published field and what stands beside it."""
    place = shapes.of(Place)
    write_number, read_number = housed_number(shapes)

    def write(written: Json, beside: Json, name: str, entry: Entry | None) -> None:
        written[name] = None if entry is None else entry.text
        if entry is not None:
            beside[name] = {"place": place.write(entry.place), "number": write_number(entry.number, entry.place)}

    def read(found: Json, beside: Json, name: str) -> Entry | None:
        if found[name] is None:
            return None
        home = place.read(beside[name]["place"])
        return Entry(found[name], home, read_number(beside[name]["number"], home))

    return write, read


def entries_schema(shapes: Shapes, hints: dict[str, Any]) -> dict[str, Any]:
    """The schema that goes with `entries_shape`."""
    figure = optional(shapes.of(str)).schema
    seen = mapping_schema({"place": shapes.of(Place).schema, "number": housed_schema(shapes)})
    beside: dict[str, Any] = {name: shapes.of(hint).schema for name, hint in hints.items() if hint in PLACES}
    required = tuple(beside)
    beside |= {name: seen for name, hint in hints.items() if hint == FIELD}
    shown = {
        name: figure if hint == FIELD else shapes.of(hint).schema for name, hint in hints.items() if hint not in PLACES
    }
    return mapping_schema({**shown, "read": mapping_schema(beside, required)})


def report_shape(shapes: Shapes) -> Shape:
    """The report, its schema number first."""
    plain = shapes.record(Report)
    return Shape(lambda report: {"schema": report.schema, **plain.write(report)}, plain.read, plain.schema)


ENTRY_CLASSES: tuple[type, ...] = (FundRow, Goal, Task, Indicator, Group, Form)
SPECIAL: dict[type, Callable[[Shapes], Shape]] = {
    Cell: cell_shape,
    Table: table_shape,
    Report: report_shape,
    **{cls: entries_shape(cls) for cls in ENTRY_CLASSES},
}
SHAPES = Shapes(SPECIAL)
