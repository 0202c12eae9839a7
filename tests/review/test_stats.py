"""What reviewers said of a check: counted once, weighed by Wilson, shown in the confidence and nowhere hidden."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.cli import main
from flows.scores import stats_csv, stats_json, stats_text
from review.arrange import QueueOptions
from review.queue import QueueResult, update, write_queue
from review.rows import Row
from review.stats import Standing, stats, wilson
from review.store import Store, finish_run, open_store, start_run
from review.verdicts import import_file
from tests.review.invented import FIRST, SECOND, THIRD, finding, judged, result

EARLY = QueueOptions(least_verdicts=3)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "out")) as opened:
        yield opened


def run(store: Store, as_of: str, options: QueueOptions = EARLY) -> QueueResult:
    """A run over one report with five findings of SUM005 and one of RATE001."""
    five = result(
        "SUM005", *(finding(subject, cause="录入有误" if subject == "戊" else "") for subject in "甲乙丙丁戊")
    )
    made = start_run(store, "", as_of)
    queue = update(store, made, [judged([five, result("RATE001", finding("比率"))])], options)
    finish_run(store, made)
    return queue


def decide(store: Store, path: Path, verdicts: dict[str, str]) -> None:
    lines = "".join(f"{name},{verdict},李\n" for name, verdict in verdicts.items())
    path.write_text(f"finding_id,verdict,reviewer\n{lines}", encoding="utf-8")
    import_file(path, store, SECOND)


def by_check(queue: QueueResult, check: str) -> list[Row]:
    return sorted((row for row in queue.rows if row.check == check), key=lambda row: row.finding_id)


# Counts, then the interval as published tables and any other implementation have it.
@pytest.mark.parametrize(
    ("right", "decided", "low", "high"),
    [
        (0, 1, "0.0000", "0.7935"),
        (1, 1, "0.2065", "1.0000"),
        (0, 10, "0.0000", "0.2775"),
        (5, 10, "0.2366", "0.7634"),
        (15, 20, "0.5313", "0.8881"),
        (81, 263, "0.2553", "0.3662"),
    ],
)
def test_the_interval_is_wilsons(right: int, decided: int, low: str, high: str) -> None:
    assert wilson(right, decided) == (Decimal(low), Decimal(high))


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_narrows(counts: tuple[int, int]) -> None:
    right, decided = counts
    low, high = wilson(right, decided)
    share = (Decimal(right) / decided).quantize(Decimal("0.0001"))
    assert 0 <= low <= share <= high <= 1
    more = wilson(right * 4, decided * 4)
    assert more[1] - more[0] < high - low


def test_each_finding_counts_once_by_what_holds_now(store: Store, tmp_path: Path) -> None:
    names = [row.finding_id for row in by_check(run(store, FIRST), "SUM005")]
    said = ("confirmed", "explained", "false_alarm", "misread", "out_of_scope")
    decide(store, tmp_path / "a.csv", dict(zip(names, said, strict=True)))
    decide(store, tmp_path / "b.csv", {names[2]: "follow_up", "GAAAAAAAAAAAA": "confirmed"})
    counts = {"confirmed": 1, "explained": 1, "follow_up": 1, "misread": 1, "out_of_scope": 1}
    assert stats(store) == ((Standing("SUM005", 5, counts), Standing("RATE001", 1, {})), 1)
    one = stats(store)[0][0]
    assert (one.right, one.decided, one.precision, one.misread) == (3, 4, Decimal("0.7500"), Decimal("0.2500"))
    assert one.interval == wilson(3, 4)


def test_a_check_that_is_often_wrong_is_shown_with_less_confidence(store: Store, tmp_path: Path) -> None:
    before = by_check(run(store, FIRST), "SUM005")
    names = [row.finding_id for row in before]
    assert {row.confidence for row in before} == {"0.97"}
    decide(store, tmp_path / "a.csv", {names[0]: "confirmed", names[1]: "false_alarm", names[2]: "misread"})
    queue = run(store, THIRD)
    assert [(one.check, one.right, one.decided) for one in queue.doubted] == [("SUM005", 1, 3)]
    why = "复核折减：SUM005 经复核的 3 条中 1 条成立（33%），可信度已按此折减"
    after = by_check(queue, "SUM005")
    assert [(row.confidence, row.cause) for row in after if not row.verdict and row.where] == [
        ("0.32", f"{row.cause}；{why}" if row.cause else why) for row in before[3:]
    ]
    assert [(row.confidence, row.verdict) for row in after[:3]] == [
        ("0.97", "confirmed"), ("0.97", "false_alarm"), ("0.97", "misread"),
    ]  # fmt: skip
    assert [(row.confidence, row.cause) for row in by_check(queue, "RATE001")] == [("0.97", "")]


@pytest.mark.parametrize(
    ("options", "is_doubted"),
    [
        (QueueOptions(least_verdicts=3), True),
        (QueueOptions(least_verdicts=4), False),
        (QueueOptions(least_verdicts=3, least_precision=Decimal("0.06")), False),
        (QueueOptions(least_verdicts=3, least_precision=Decimal(0)), False),
        (QueueOptions(), False),
    ],
)
def test_few_decisions_or_a_low_bar_change_nothing(
    store: Store, tmp_path: Path, options: QueueOptions, is_doubted: bool
) -> None:
    names = [row.finding_id for row in by_check(run(store, FIRST), "SUM005")]
    decide(store, tmp_path / "a.csv", {names[0]: "confirmed", names[1]: "false_alarm", names[2]: "misread"})
    assert bool(run(store, THIRD, options).doubted) is is_doubted


def test_the_same_store_gives_the_same_bytes_and_no_row_changes_state(store: Store, tmp_path: Path) -> None:
    names = [row.finding_id for row in by_check(run(store, FIRST), "SUM005")]
    decide(store, tmp_path / "a.csv", {names[0]: "confirmed", names[1]: "false_alarm", names[2]: "misread"})
    written = []
    for name in ("one.csv", "two.csv"):
        queue = run(store, THIRD)
        write_queue(queue.rows, tmp_path / name)
        written.append((tmp_path / name).read_bytes())
        assert {row.state for row in queue.rows} == {"unchanged"}
    assert written[0] == written[1]


KNOWN = (
    Standing("SUM005", 40, {"confirmed": 4, "explained": 1, "false_alarm": 12, "misread": 3, "out_of_scope": 2}),
    Standing("RATE001", 9, {"confirmed": 3}),
    Standing("TEXT006", 120, {}),
)


def test_the_table_for_the_terminal() -> None:
    lines = stats_text(KNOWN, QueueOptions(), 2).splitlines()
    assert [line.split() for line in lines[:3]] == [
        [
            "检查",
            "发现",
            "属实",
            "可解释",
            "跟进",
            "误报",
            "误读",
            "不在范围",
            "成立/已审",
            "成立率",
            "95%",
            "区间",
            "误读占比",
        ],
        ["SUM005", "40", "4", "1", "0", "12", "3", "2", "5/20", "25.0%", "11.2%–46.9%", "15.0%", "可信度折减"],
        ["RATE001", "9", "3", "0", "0", "0", "0", "0", "3/3", "100.0%", "43.8%–100.0%", "0.0%"],
    ]
    assert lines[3] == "尚无意见 no verdicts yet：TEXT006"
    assert lines[4].startswith("另有 2 条意见的编号不在存档中")
    assert lines[6] == "已审满 20 条而区间下限低于 50% 的，其发现在清单中的可信度按成立率折减。"
    assert stats_text(KNOWN[2:], QueueOptions(), 0).startswith("存档中还没有任何发现的审核意见。")


def test_json_and_csv_say_the_same() -> None:
    found = json.loads(stats_json(KNOWN, QueueOptions(), 2))
    assert {name: found[name] for name in found if name != "checks"} == {
        "schema": 1, "least_precision": 0.5, "least_verdicts": 20, "unknown_findings": 2,
    }  # fmt: skip
    assert found["checks"][0] == {
        "check": "SUM005", "findings": 40, "confirmed": 4, "explained": 1, "follow_up": 0, "false_alarm": 12,
        "misread": 3, "out_of_scope": 2, "decided": 20, "right": 5, "precision": 0.25, "low": 0.1119, "high": 0.4687,
        "share_misread": 0.15, "doubted": True,
    }  # fmt: skip
    lines = list(csv.DictReader(io.StringIO(stats_csv(KNOWN, QueueOptions(), 2).lstrip("\ufeff"))))
    assert [(one["check"], one["precision"], one["low"], one["doubted"]) for one in lines] == [
        ("SUM005", "0.2500", "0.1119", "yes"), ("RATE001", "1.0000", "0.4385", ""), ("TEXT006", "", "", ""),
    ]  # fmt: skip


def test_the_command(store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = [row.finding_id for row in by_check(run(store, FIRST), "SUM005")]
    decide(store, tmp_path / "a.csv", {names[0]: "confirmed"})
    assert main(["review", "stats", "--out", str(tmp_path / "out"), "--format", "json"]) == 0
    checks = json.loads(capsys.readouterr().out)["checks"]
    assert [(one["check"], one["decided"], one["precision"]) for one in checks] == [
        ("SUM005", 1, 1),
        ("RATE001", 0, None),
    ]
    assert main(["review", "stats", "--out", str(tmp_path / "none")]) == 2
