"""Who did not publish: a line for every unit and year that is expected."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from checks._catalog import CATALOG
from checks._engine import run_checks
from checks._model import Parameters
from extractors.model import Kind, Report
from flows.missing import Line, Unit, read_units, spans, write_missing
from review.errors import StoreError
from review.merge import save_document
from review.record import Judged
from review.store import Store, open_store, start_run

UNITS = (
    "unit,region,years,aliases\n"
    "青山区财政局,青山区,2022-2023,\n"
    "青山区教育局（本级）,青山区,2023;2024,区教育局\n"
    "青山区水务局,青山区,2023,\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "out")) as opened:
        yield opened


def keep(store: Store, *reports: Report) -> None:
    run = start_run(store, "missing", "2026-01-01T00:00:00Z")
    for report in reports:
        url = f"https://example.gov.cn/{report.document}.html"
        save_document(store, run, Judged(report, run_checks(report, CATALOG, Parameters()), source_url=url))


def report(name: str, unit: str, year: str, title: str = "", kind: Kind = Kind.SELF_ASSESSMENT) -> Report:
    return Report(name, name.ljust(64, "0"), 1, kind, title=title, unit=unit, year=year)


def test_found_expected_and_overdue(store: Store, tmp_path: Path) -> None:
    keep(
        store,
        report("a", "青山区 财政局", "2022"),
        report("b", "区教育局", "2023", "自评报告"),
        report("c", "", "2023", "青山区水务局2023年度自评报告"),
        report("d", "青山区财政局", "2023", kind=Kind.OTHER),
    )
    units = tmp_path / "units.csv"
    units.write_text(UNITS, encoding="gb18030")
    found = write_missing(units, store, "10-31", "2024-11-01T00:00:00Z", tmp_path)
    assert found == (
        Line("青山区财政局", "青山区", "2022", "found", "2023-10-31", "a", "", "https://example.gov.cn/a.html"),
        Line("青山区财政局", "青山区", "2023", "overdue", "2024-10-31"),
        Line("青山区教育局（本级）", "青山区", "2023", "found", "2024-10-31", "b", "自评报告", "https://example.gov.cn/b.html"),
        Line("青山区教育局（本级）", "青山区", "2024", "expected", "2025-10-31"),
        Line("青山区水务局", "青山区", "2023", "found", "2024-10-31", "c", "青山区水务局2023年度自评报告", "https://example.gov.cn/c.html"),
    )  # fmt: skip
    written = (tmp_path / "missing.csv").read_text(encoding="utf-8-sig").splitlines()
    assert written[:3] == [
        "unit,region,year,state,due,document,title,source_url",
        "青山区财政局,青山区,2022,found,2023-10-31,a,,https://example.gov.cn/a.html",
        "青山区财政局,青山区,2023,overdue,2024-10-31,,,",
    ]


def test_the_last_day_is_not_yet_overdue(store: Store, tmp_path: Path) -> None:
    units = tmp_path / "units.csv"
    units.write_text("unit,years\n青山区财政局,2023\n", encoding="utf-8")
    [day] = write_missing(units, store, "02-29", "2024-02-29T23:00:00Z", tmp_path)
    assert (day.state, day.due) == ("expected", "2024-02-29")
    [later] = write_missing(units, store, "02-29", "2024-03-01T00:00:00Z", tmp_path)
    assert later.state == "overdue"


def test_units_are_read_with_spans_and_lists(tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text("单位代码,unit,years\n01,青山区财政局,2020至2022、2024\n", encoding="utf-8")
    assert read_units(file) == (Unit("青山区财政局", "", (2020, 2021, 2022, 2024), ("青山区财政局",)),)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2021年-2022年、2024年度", (2021, 2022, 2024)),
        ("２０２１－２０２２；２０２４", (2021, 2022, 2024)),
        ("2022.0", (2022,)),
        ("2023;2022-2023", (2023, 2022)),
        ("2021-24", ()),
        ("2024-2021", ()),
        ("2022;2024-2021", ()),
        ("2022;前年", ()),
    ],
)
def test_years_are_read_whole_or_not_at_all(text: str, years: tuple[int, ...]) -> None:
    assert spans(text) == years


def test_aliases_and_a_table_of_another_kind(tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text('\ufeffunit;years;aliases\n\n甲局;2022;"县甲局,甲"\n;;\n', encoding="utf-8")
    assert read_units(file) == (Unit("甲局", "", (2022,), ("甲局", "县甲局", "甲")),)
    file.write_text("单位,年度\n甲局,2022\n", encoding="gb18030")
    with pytest.raises(StoreError, match="没有 unit 一列。表头应为 unit,region,years,aliases"):
        read_units(file)


def test_a_line_without_years_is_told(tmp_path: Path) -> None:
    file = tmp_path / "units.csv"
    file.write_text("unit,years\n青山区财政局,去年\n", encoding="utf-8")
    with pytest.raises(StoreError, match="第 2 行：青山区财政局：看不出 years"):
        read_units(file)
