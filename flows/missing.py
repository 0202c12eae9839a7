"""Who did not publish: the units that an office expects reports from, held against what the record has."""

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from sqlalchemy import select

from review.csvio import read_csv, write_csv
from review.errors import StoreError
from review.identity import plain_name
from review.schema import DOCUMENTS
from review.store import Store

UNITS = Path("units.csv")
FILE = "missing.csv"
FOUND, EXPECTED, OVERDUE = "found", "expected", "overdue"
YEAR = r"((?:19|20)\d\d)(?:\.0)?\s*年?度?"
SPAN = re.compile(rf"{YEAR}(?:\s*[-—–~至到]+\s*{YEAR})?")
BETWEEN = re.compile(r"[\s;,、/和及与]*")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that ought to publish; years: the years reported on. names: every name that it goes by."""

    unit: str
    region: str
    years: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of missing.csv. state: found, expected (not yet due) or overdue; due: ISO date."""

    unit: str
    region: str
    year: str
    state: str
    due: str
    document: str = ""
    title: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """A report that the record has, by its own words."""

    unit: str
    year: str
    document: str
    title: str
    source_url: str


def write_missing(units: Path, store: Store, due: str, today: str, out: Path) -> tuple[Line, ...]:
    """Write missing.csv; its lines. `due` is month-day of the year after the one reported on. Raises StoreError."""
    lines = tuple(missing(read_units(units), reports(store), due, today))
    write_csv(out / FILE, (field.name for field in fields(Line)), map(astuple, lines))
    return lines


def read_units(file: Path) -> tuple[Unit, ...]:
    """units.csv: unit, region, years ("2021-2024", "2022;2023"), optional aliases (by ;). Raises StoreError."""
    found = []
    try:
        rows = read_csv(file, "unit")
    except StoreError as error:
        raise StoreError(error.where, error.what, "表头应为 unit,region,years,aliases，另存为 CSV UTF-8") from error
    for number, row in enumerate(rows, 2):
        unit, years = row["unit"].strip(), spans(row.get("years", ""))
        if not unit or not years:
            what = f"第 {number} 行：{f'{unit}：看不出 years（年度）' if unit else '缺 unit（单位）'}"
            raise StoreError(str(file), what, "年度写成 2021-2024 或 2022;2023")
        aliases = [name.strip() for name in re.split(r"[;；,，、]", row.get("aliases", "")) if name.strip()]
        found.append(Unit(unit, row.get("region", "").strip(), years, (unit, *aliases)))
    return tuple(found)


def spans(text: str) -> tuple[int, ...]:
    """2021-2023;2025 -> 2021, 2022, 2023, 2025, each once; () where part of it is no year: it would be left out."""
    plain = unicodedata.normalize("NFKC", text)
    found = [(int(first), int(last or first)) for first, last in SPAN.findall(plain)]
    if any(last < first for first, last in found) or not BETWEEN.fullmatch(SPAN.sub("", plain)):
        return ()
    return tuple(dict.fromkeys(year for first, last in found for year in range(first, last + 1)))


def reports(store: Store) -> tuple[Held, ...]:
    """The reports of the record that no later version has replaced. Raises StoreError."""
    columns = [DOCUMENTS.c[field.name] for field in fields(Held)]
    wanted = select(*columns).where(DOCUMENTS.c.superseded_by == "", DOCUMENTS.c.kind.not_in(("other", "template")))
    with store.reading() as connection:
        return tuple(Held(*row) for row in connection.execute(wanted.order_by(DOCUMENTS.c.document)))


def missing(units: Iterable[Unit], held: tuple[Held, ...], due: str, today: str) -> Iterator[Line]:
    """A line for every unit and year, in the order of units.csv."""
    for unit in units:
        mine = [one for one in held if is_of(one, unit)]
        for year in unit.years:
            day = limit(year, due)
            found = next((one for one in mine if one.year == str(year)), None)
            if found is None:
                yield Line(unit.unit, unit.region, str(year), OVERDUE if today[:10] > day else EXPECTED, day)
            else:
                yield Line(unit.unit, unit.region, str(year), FOUND, day, found.document, found.title, found.source_url)


def limit(year: int, due: str) -> str:
    """The last day for a year's report: the month and day in the year after; 02-29 is the last day of February."""
    month, day = map(int, due.split("-"))
    try:
        return datetime.date(year + 1, month, day).isoformat()
    except ValueError:
        return datetime.date(year + 1, month, day - 1).isoformat()


def is_of(held: Held, unit: Unit) -> bool:
    """Whether a report is a unit's: by the name in it, or, where it gives none, by its title."""
    names = {plain_name(name) for name in unit.names}
    if held.unit:
        return plain_name(held.unit) in names
    return any(name in plain_name(held.title) for name in names)
