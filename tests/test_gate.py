"""The gate: what it lets through, what it stops, and which keys it names."""

from decimal import Decimal

from extractors.model import Entry, Form, FundRow, Indicator, Number, Place, Report
from flows.gate import Gate, Verdict, examine
from review.record import Judged
from review.rows import Row, fresh_rows
from tests.review.invented import finding, judged, report, result

AS_OF = "2026-01-05T08:00:00Z"


def entry(text: str, is_read: bool = True) -> Entry:
    place = Place(2, None, "评分表")
    return Entry(text, place, Number(text, Decimal(text), "分", place=place) if is_read else None)


def indicator(name: str, weight: str = "10", score: str = "9", is_read: bool = True, sign: int = 1) -> Indicator:
    here = Place(2, None, name)
    return Indicator(
        "产出", "数量", name, here, weight=entry(weight), score=entry(score, is_read) if score else None, sign=sign
    )


def scored(*indicators: Indicator, document: str = "甲.pdf") -> Judged:
    form = Form("department", "自评表", Place(2), budget=(FundRow("总额", "", Place(2)),), indicators=indicators)
    return judged([result("SUM001")], report(document, forms=(form,)))


def gate(*documents: Judged, queue: tuple[Row, ...] = (), before: dict[str, int] | None = None) -> Gate:
    return examine(documents, queue, before or {})


def broken(found: Gate) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(verdict.en, verdict.broken, verdict.keys) for verdict in found.verdicts if not verdict.is_met]


def test_a_sound_run_passes_and_says_how_much_was_looked_at() -> None:
    one = scored(*(indicator(f"指标{n}") for n in range(5)))
    rows = fresh_rows([judged([result("SUM001", finding())])], AS_OF)
    found = gate(one, queue=rows, before={one.report.sha256: 6})
    assert found.is_passed
    assert [(verdict.looked_at, verdict.broken) for verdict in found.verdicts] == [
        (1, 0), (1, 0), (1, 0), (1, 0), (10, 0), (5, 0), (1, 0),
    ]  # fmt: skip


def test_an_empty_run_passes() -> None:
    assert gate() == Gate(tuple(Verdict(v.zh, v.en, True, 0, 0) for v in gate().verdicts))
    assert gate().is_passed


def test_an_id_that_stands_twice_is_named() -> None:
    rows = fresh_rows([judged([result("SUM001", finding())])], AS_OF)
    found = gate(queue=(*rows, *rows))
    assert broken(found) == [("Each finding has an id of its own", 2, (rows[0].finding_id,))]


def test_a_file_that_is_read_twice_is_named() -> None:
    one, two = scored(), scored(document="乙.pdf")
    twin = Judged(Report("乙.pdf", one.report.sha256, 1, "other"), ())
    assert gate(one, two).is_passed
    assert broken(gate(one, twin)) == [("Each file is read once", 2, ("甲.pdf", "乙.pdf"))]


def test_some_scores_above_their_weight_are_the_authors_many_are_a_shifted_column() -> None:
    sound = [indicator(f"指标{n}") for n in range(36)]
    high = [indicator(f"超{n}", score="11") for n in range(5)]
    assert gate(scored(*sound, *high[:4])).is_passed
    found = gate(scored(*sound, *high))
    keys = tuple(f"甲.pdf › 2 超{n}" for n in range(5))
    assert broken(found) == [("At most 10% of the indicators score above their weight", 5, keys)]


def test_rows_that_add_or_deduct_points_have_no_ceiling() -> None:
    assert gate(scored(*(indicator(f"扣分{n}", score="11", sign=-1) for n in range(9)))).is_passed


def test_digits_that_did_not_become_figures_are_counted_and_blanks_are_not() -> None:
    read = [indicator(f"指标{n}") for n in range(6)]
    unread = [indicator(f"坏{n}", is_read=False) for n in range(6)]
    blank = [indicator(f"空{n}", score="") for n in range(6)]
    assert gate(scored(*read, *unread[:3], *blank)).is_passed
    found = gate(scored(*read, *unread))
    what = "At most 20% of the fields with digits could not be read as figures"
    assert broken(found) == [(what, 6, ("甲.pdf › 2 评分表",))]


def test_a_file_that_gives_fewer_rows_than_before_is_named() -> None:
    one = scored(*(indicator(f"指标{n}") for n in range(8)))
    assert gate(one, before={one.report.sha256: 10}).is_passed
    assert gate(one, before={"of another file": 90}).is_passed
    found = gate(one, before={one.report.sha256: 11})
    assert broken(found) == [("No file gives over 10% fewer rows than in the run before", 1, ("甲.pdf",))]
