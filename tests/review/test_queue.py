"""The queue over several runs: states, identity, versions, bytes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checks._model import Result, State
from extractors.model import Report
from review.arrange import QueueOptions, Suppression
from review.queue import QueueResult, update, write_queue
from review.record import Judged
from review.rows import COLUMNS
from review.store import Store, finish_run, open_store, start_run
from review.verdicts import import_file
from tests.review.invented import FIRST, SECOND, THIRD, finding, judged, passed, report, result, skipped

OPTIONS = QueueOptions()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "out")
    yield opened
    opened.close()


def run(store: Store, as_of: str, *documents: Judged, options: QueueOptions = OPTIONS) -> QueueResult:
    """A whole run."""
    made = start_run(store, "", as_of)
    queue = update(store, made, documents, options)
    finish_run(store, made)
    return queue


def decide(store: Store, tmp_path: Path, name: str, verdict: str, when: str = SECOND) -> None:
    """A reviewer's decision."""
    path = tmp_path / "edited.csv"
    path.write_text(f"finding_id,verdict,reviewer\n{name},{verdict},李\n", encoding="utf-8")
    assert import_file(path, store, when).new == 1


def states(queue: QueueResult) -> list[tuple[str, str, str, str]]:
    return [(row.state, row.verdict, row.first_seen, row.last_seen) for row in queue.rows]


def version(of: Report, sha256: str) -> Report:
    return replace(of, sha256=sha256 * 64, document=f"{sha256}.pdf")


def test_a_row_is_written_as_the_contract_says(store: Store, tmp_path: Path) -> None:
    queue = run(store, FIRST, judged([result("SUM005", finding())], copies=("丙.pdf", "乙.pdf")))
    write_queue(queue.rows, tmp_path / "q.csv")
    header, line, end = (tmp_path / "q.csv").read_bytes().decode("utf-8").split("\r\n")
    assert header == (
        "\ufefffinding_id,state,severity,confidence,check,title,unit,year,document,page,where,message,reported,"
        "expected,difference,formula,evidence,cause,source_url,sha256,first_seen,last_seen,verdict,reason,reviewer,"
        "reviewed_at,note,group"
    )
    name = queue.rows[0].finding_id
    sha256 = report().sha256
    assert line == (
        f"{name},new,error,0.97,SUM005,2023年度整体绩效自评报告,云山县档案馆,2023,甲.pdf,3,p.3 资金表 › 万元,"
        "合计 467.99 与各行之和 464.70 不符,467.99,464.69..464.71,3.28,397.10 + 67.60 = 464.70 ≠ 467.99,"
        '"total=467.99@p.3 资金表 › 万元; row=397.10@p.3 资金表 › 万元; row=67.60@p.3 资金表 › 万元; '
        f'copies:丙.pdf, 乙.pdf; witness:agrees",,http://ys.example/2023.pdf,{sha256},{FIRST},{FIRST},,,,,,'
    )
    assert end == ""
    assert len(COLUMNS) == 28


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    documents = [judged([result("SUM005", finding(f"项目{n}"), finding())], report(f"{n}.pdf", unit=f"局{n}"))
                 for n in range(5)]  # fmt: skip
    written = []
    for folder, order in (("a", documents), ("b", documents[::-1])):
        store = open_store(tmp_path / folder)
        write_queue(run(store, FIRST, *order).rows, tmp_path / folder / "q.csv")
        store.close()
        written.append((tmp_path / folder / "q.csv").read_bytes())
    assert written[0] == written[1]
    assert written[0].count(b"\r\n") == 11


def test_new_then_unchanged_then_absent_then_out_of_the_queue(store: Store) -> None:
    found, clean = judged([result("SUM005", finding())]), judged([result("SUM005", passed())])
    assert states(run(store, FIRST, found)) == [("new", "", FIRST, FIRST)]
    assert states(run(store, SECOND, found)) == [("unchanged", "", FIRST, SECOND)]
    assert states(run(store, THIRD, clean)) == [("absent", "", FIRST, SECOND)]
    assert states(run(store, "2026-04-05T08:00:00Z", clean)) == []
    assert states(run(store, "2026-05-05T08:00:00Z", found)) == [("updated", "", FIRST, "2026-05-05T08:00:00Z")]


@pytest.mark.parametrize(
    "results",
    [
        [],
        [Result("SUM005", State.CRASHED, reason="ValueError")],
        [Result("SUM005", State.NOT_APPLICABLE, reason="不适用")],
        [result("SUM005", skipped())],
        [result("SUM005", passed("另一处"), skipped())],
    ],
)
def test_a_finding_that_nobody_looked_for_stays_open(store: Store, results: list[Result]) -> None:
    run(store, FIRST, judged([result("SUM005", finding())]))
    assert states(run(store, SECOND, judged(results))) == [("unchanged", "", FIRST, FIRST)]


def test_the_queue_holds_what_other_runs_found(store: Store) -> None:
    run(store, FIRST, judged([result("SUM005", finding())]))
    other = judged([result("SUM005", finding())], report("乙.pdf", unit="云山县图书馆"))
    assert states(run(store, SECOND, other)) == [("new", "", SECOND, SECOND), ("unchanged", "", FIRST, FIRST)]


def test_other_values_open_a_decided_row_again_until_it_is_decided(store: Store, tmp_path: Path) -> None:
    name = run(store, FIRST, judged([result("SUM005", finding())])).rows[0].finding_id
    decide(store, tmp_path, name, "误报")
    changed = judged([result("SUM005", finding(reported="468.99"))])
    queue = run(store, SECOND, changed)
    assert states(queue) == [("updated", "false_alarm", FIRST, SECOND)]
    assert queue.rows[0].finding_id == name
    assert states(run(store, THIRD, changed)) == [("updated", "false_alarm", FIRST, THIRD)]
    decide(store, tmp_path, name, "属实", THIRD)
    assert states(run(store, THIRD, changed)) == [("unchanged", "confirmed", FIRST, THIRD)]


def test_without_a_decision_a_change_is_news_once(store: Store) -> None:
    run(store, FIRST, judged([result("SUM005", finding())]))
    changed = judged([result("SUM005", finding(reported="468.99"))])
    assert [row.state for row in run(store, SECOND, changed).rows] == ["updated"]
    assert [row.state for row in run(store, THIRD, changed).rows] == ["unchanged"]


def test_an_inserted_page_a_renamed_file_and_a_better_reading_keep_the_id(store: Store, tmp_path: Path) -> None:
    first = run(store, FIRST, judged([result("SUM005", finding())], report(sha256="a" * 64)))
    name = first.rows[0].finding_id
    decide(store, tmp_path, name, "confirmed")
    read_better = report("新名.pdf", "a" * 64, unit="云山县档案馆（本级）")
    second = run(store, SECOND, judged([result("SUM005", finding(page=4))], read_better))
    assert [(row.finding_id, row.state, row.document, row.page) for row in second.rows] == [
        (name, "unchanged", "新名.pdf", "4")
    ]


def test_a_later_version_takes_over_ids_and_verdicts(store: Store, tmp_path: Path) -> None:
    old, new = version(report(), "b"), version(report(), "a")
    other = finding("部门/另一合计")
    first = run(store, FIRST, judged([result("SUM005", finding(), other)], old))
    decide(store, tmp_path, first.rows[0].finding_id, "confirmed")
    decide(store, tmp_path, first.rows[1].finding_id, "confirmed")
    corrected = judged([result("SUM005", finding(reported="469.99"), passed("部门/另一合计"))], new)
    both = run(store, SECOND, judged([result("SUM005", finding(), other)], old), corrected)
    assert both.superseded == ("b.pdf",)
    rows = {row.finding_id: (row.state, row.verdict, row.reported, row.document) for row in both.rows}
    assert sorted(rows.values()) == [
        ("absent", "confirmed", "467.99", "b.pdf"),
        ("updated", "confirmed", "469.99", "a.pdf"),
    ]
    assert set(rows) == {row.finding_id for row in first.rows}
    third = run(store, THIRD, judged([result("SUM005", finding(), other)], old), corrected)
    assert third.superseded == ("b.pdf",)
    assert [(row.state, row.reported) for row in third.rows] == [("updated", "469.99")]


def test_equal_keys_in_one_run_are_told_apart_whatever_their_order(tmp_path: Path) -> None:
    documents = [judged([result("SUM005", finding(reported=f"47{n}.00"))], version(report(), letter))
                 for n, letter in enumerate("cab")]  # fmt: skip
    seen = []
    for folder, order in (("x", documents), ("y", documents[::-1]), ("z", documents[1:] + documents[:1])):
        store = open_store(tmp_path / folder)
        queue = run(store, FIRST, *order)
        assert queue.equal_keys == ("a.pdf", "b.pdf", "c.pdf")
        seen.append({row.document: row.finding_id for row in queue.rows})
        assert states(run(store, SECOND, *order)) == [("unchanged", "", FIRST, SECOND)] * 3
        store.close()
    assert seen[0] == seen[1] == seen[2]
    assert len(set(seen[0].values())) == 3


def test_another_title_is_another_report(store: Store) -> None:
    run(store, FIRST, judged([result("SUM005", finding())], version(report(title="修缮项目自评"), "a")))
    queue = run(store, SECOND, judged([result("SUM005", finding())], version(report(title="扫描项目自评"), "b")))
    assert sorted((row.state, row.document) for row in queue.rows) == [("new", "b.pdf"), ("unchanged", "a.pdf")]
    assert queue.equal_keys == ()


def test_english_messages_on_request(store: Store) -> None:
    one = judged([result("SUM005", finding())])
    assert run(store, FIRST, one).rows[0].message == "合计 467.99 与各行之和 464.70 不符"
    english = run(store, SECOND, one, options=QueueOptions(lang="en"))
    assert english.rows[0].message == "total 467.99, rows make 464.70"


def test_handing_a_document_in_twice_changes_nothing(store: Store) -> None:
    one = judged([result("SUM005", finding())])
    run(store, FIRST, one)
    made = start_run(store, "", SECOND)
    changed = judged([result("SUM005", finding(reported="468.99"))])
    once = update(store, made, [changed], OPTIONS)
    assert update(store, made, [changed], OPTIONS) == once
    assert [row.state for row in once.rows] == ["updated"]


def test_suppressions_are_reported(store: Store) -> None:
    unused = Suppression("RATE", "另有规定")
    options = QueueOptions(suppressions=(Suppression("SUM005", "口径不同", document="甲*"), unused))
    queue = run(store, FIRST, judged([result("SUM005", finding())]), options=options)
    assert (queue.rows, queue.suppressed, queue.unused) == ((), 1, (unused,))
    assert states(run(store, SECOND, judged([result("SUM005", finding())]))) == [("unchanged", "", FIRST, SECOND)]
