"""Verdicts: what comes back from a spreadsheet, and that nothing is lost."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from review.arrange import QueueOptions
from review.csvio import read_csv
from review.dates import is_same_moment, read_date
from review.errors import StoreError
from review.queue import list_queue, update, write_queue
from review.rows import Row
from review.store import Run, Store, open_store, start_run
from review.verdicts import Conflict, ImportResult, export, import_file, verdict_word
from tests.review.invented import FIRST, SECOND, THIRD, finding, judged, result

SAID = ("verdict", "reason", "reviewer", "reviewed_at", "note")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "out")
    yield opened
    opened.close()


@pytest.fixture
def queue(store: Store, tmp_path: Path) -> list[dict[str, str]]:
    """Two findings in the store, and the queue as it was written."""
    found = judged([result("SUM005", finding(), finding("部门/另一合计", cause="=1+1"))])
    rows = update(store, start_run(store, "", FIRST), [found], QueueOptions()).rows
    write_queue(rows, tmp_path / "q.csv")
    return read_csv(tmp_path / "q.csv", "finding_id")


def saved(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    """The rows as a spreadsheet saves them: the columns turned round."""
    text = io.StringIO()
    names = list(rows[0])[::-1]
    writer = csv.DictWriter(text, ["另加一列", *names], delimiter=delimiter, restval="x", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def current(store: Store) -> dict[str, Row]:
    return {row.finding_id: row for row in list_queue(store, Run(99, THIRD), QueueOptions()).rows}


def said(store: Store, name: str) -> tuple[str, ...]:
    return tuple(getattr(current(store)[name], column) for column in SAID)


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("gbk", ","), ("gb18030", "\t"), ("utf-8-sig", ";"), ("utf-16", "\t")]
)
def test_an_edited_queue_comes_back(
    store: Store, queue: list[dict[str, str]], tmp_path: Path, encoding: str, delimiter: str
) -> None:
    queue[0] |= {
        "verdict": "属实",
        "reason": "已核对",
        "reviewer": "李",
        "reviewed_at": "2026/1/6 9:30",
        "note": "=备注",
    }
    # What GBK does not have, a spreadsheet writes as a question mark.
    rows = [{name: value.replace("›", "?") for name, value in row.items()} for row in queue]
    path = saved(tmp_path / "edited.csv", rows, encoding, delimiter)
    assert import_file(path, store, SECOND) == ImportResult(2, 1, 0)
    name = queue[0]["finding_id"]
    assert said(store, name) == ("confirmed", "已核对", "李", "2026-01-06T09:30:00Z", "=备注")
    assert current(store)[name].state == "unchanged"
    assert import_file(path, store, THIRD) == ImportResult(2, 0, 1)


def test_the_queue_as_written_says_nothing_new(store: Store, queue: list[dict[str, str]], tmp_path: Path) -> None:
    assert import_file(tmp_path / "q.csv", store, SECOND) == ImportResult(2, 0, 0)
    queue[1] |= {"verdict": "误读", "note": "分\n行"}
    import_file(saved(tmp_path / "edited.csv", queue), store, SECOND)
    write_queue(list_queue(store, Run(99, THIRD), QueueOptions()).rows, tmp_path / "again.csv")
    assert import_file(tmp_path / "again.csv", store, THIRD) == ImportResult(2, 0, 1)


def test_two_reviewers_in_conflict_are_both_kept_and_the_newest_holds(
    store: Store, queue: list[dict[str, str]], tmp_path: Path
) -> None:
    name = queue[0]["finding_id"]
    queue[0] |= {"verdict": "confirmed", "reviewer": "李", "reviewed_at": "2026-01-08"}
    import_file(saved(tmp_path / "a.csv", queue), store, SECOND)
    queue[0] |= {"verdict": "explained", "reviewer": "王", "reviewed_at": "2026-01-07"}
    earlier = import_file(saved(tmp_path / "b.csv", queue), store, SECOND)
    assert earlier == ImportResult(2, 1, 0, (Conflict(name, "confirmed", "李", "explained", "王", "confirmed"),))
    queue[0] |= {"verdict": "out_of_scope", "reviewer": "王", "reviewed_at": "2026-01-09"}
    later = import_file(saved(tmp_path / "c.csv", queue), store, SECOND)
    assert later == ImportResult(2, 1, 0, (Conflict(name, "confirmed", "李", "out_of_scope", "王", "out_of_scope"),))
    assert said(store, name) == ("out_of_scope", "", "王", "2026-01-09", "")
    assert export(store, tmp_path / "history.csv") == 3
    history = read_csv(tmp_path / "history.csv", "finding_id")
    assert [(row["verdict"], row["reviewer"], row["holds"], row["check"], row["unit"]) for row in history] == [
        ("confirmed", "李", "", "SUM005", "云山县档案馆"),
        ("explained", "王", "", "SUM005", "云山县档案馆"),
        ("out_of_scope", "王", "yes", "SUM005", "云山县档案馆"),
    ]
    assert import_file(tmp_path / "history.csv", store, THIRD) == ImportResult(3, 0, 3)


def test_one_reviewer_may_change_his_mind_and_leave_the_date(
    store: Store, queue: list[dict[str, str]], tmp_path: Path
) -> None:
    name = queue[0]["finding_id"]
    for verdict, new in (("confirmed", 1), ("false_alarm", 1), ("confirmed", 1), ("confirmed", 0)):
        queue[0] |= {"verdict": verdict, "reviewer": "李", "reviewed_at": current(store)[name].reviewed_at}
        came = import_file(saved(tmp_path / "a.csv", queue), store, SECOND if verdict == "confirmed" else THIRD)
        assert (came.new, came.conflicts) == (new, ())
        assert said(store, name)[0] == verdict


def test_one_file_that_contradicts_itself_is_a_conflict(
    store: Store, queue: list[dict[str, str]], tmp_path: Path
) -> None:
    name = queue[0]["finding_id"]
    twice = [queue[0] | {"verdict": verdict, "reviewer": "李"} for verdict in ("confirmed", "misread")]
    came = import_file(saved(tmp_path / "a.csv", twice), store, SECOND)
    assert came == ImportResult(2, 2, 0, (Conflict(name, "confirmed", "李", "misread", "李", "misread"),))


def test_a_decision_on_older_evidence_leaves_the_row_open(
    store: Store, queue: list[dict[str, str]], tmp_path: Path
) -> None:
    changed = judged([result("SUM005", finding(reported="468.99"), finding("部门/另一合计"))])
    update(store, start_run(store, "x", SECOND), [changed], QueueOptions())
    rows = [row | {"verdict": "confirmed", "reviewer": "李"} for row in queue]
    import_file(saved(tmp_path / "a.csv", rows), store, SECOND)
    found = [(row.verdict, row.reported, row.state) for row in current(store).values()]
    assert sorted(found) == [("confirmed", "467.99", "unchanged"), ("confirmed", "468.99", "updated")]


def test_words_and_ids_that_nobody_knows_are_told(store: Store, queue: list[dict[str, str]], tmp_path: Path) -> None:
    queue[0]["verdict"] = "maybe"
    queue[1] |= {"finding_id": "GAAAAAAAAAAAA", "verdict": "follow up"}
    came = import_file(saved(tmp_path / "a.csv", queue), store, SECOND)
    assert (came.read, came.new, came.unknown) == (2, 1, ("GAAAAAAAAAAAA",))
    told = (
        f"a.csv，{queue[0]['finding_id']}：不认识的意见“maybe”。改成 confirmed（属实）、explained（可解释）、"
        "false_alarm（误报）、misread（误读）、out_of_scope（不在范围）、follow_up（跟进） 之一再导入"
    )
    assert came.problems == (told,)
    assert export(store, tmp_path / "h.csv") == 1
    assert [row["verdict"] for row in read_csv(tmp_path / "h.csv", "finding_id")] == ["follow_up"]


def test_a_note_alone_is_kept_and_changes_no_verdict(store: Store, queue: list[dict[str, str]], tmp_path: Path) -> None:
    name = queue[0]["finding_id"]
    queue[0] |= {"verdict": "confirmed", "reviewer": "李", "reviewed_at": "2026-01-08"}
    import_file(saved(tmp_path / "a.csv", queue), store, SECOND)
    queue[0] |= {"verdict": "", "reviewer": "王", "reviewed_at": "2026-01-09", "note": "另见附件"}
    assert import_file(saved(tmp_path / "b.csv", queue), store, SECOND) == ImportResult(2, 1, 0)
    assert said(store, name) == ("confirmed", "", "李", "2026-01-08", "另见附件")


def test_a_file_that_is_not_there_says_so(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"none.csv：读不了"):
        import_file(tmp_path / "none.csv", store, FIRST)


@pytest.mark.parametrize(
    ("word", "verdict"),
    [("属实", "confirmed"), ("可解释", "explained"), ("误报", "false_alarm"), ("误读", "misread"),
     ("不在范围", "out_of_scope"), ("跟进", "follow_up"), (" False-Alarm ", "false_alarm"), ("", ""), ("好", None)],
)  # fmt: skip
def test_verdicts_in_both_languages(word: str, verdict: str | None) -> None:
    assert verdict_word(word) == verdict


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026-01-05T08:00:00Z", "2026-01-05T08:00:00Z"),
        ("2026-01-05T16:00:00+08:00", "2026-01-05T08:00:00Z"),
        ("2026-01-05 08:00", "2026-01-05T08:00:00Z"),
        ("2026/1/5 8:00", "2026-01-05T08:00:00Z"),
        ("2026/1/5 下午 3:05:07", "2026-01-05T15:05:07Z"),
        ("1/5/2026 3:05 PM", "2026-01-05T15:05:00Z"),
        ("13/1/2026", "2026-01-13"),
        ("2026年1月5日", "2026-01-05"),
        ("2026.1.5", "2026-01-05"),
        ("46027", "2026-01-05"),
        ("46027.333333333336", "2026-01-05T08:00:00Z"),
        ("2026-02-30", ""),
        ("昨天", ""),
        ("", ""),
    ],
)
def test_dates_that_a_spreadsheet_has_mangled(text: str, date: str) -> None:
    assert read_date(text) == date


def test_a_date_cut_short_is_the_same_date() -> None:
    assert is_same_moment("2026-01-05", "2026-01-05T08:00:05Z")
    assert is_same_moment("2026-01-05T08:00:00Z", "2026-01-05T08:00:05Z")
    assert not is_same_moment("2026-01-05T08:00:01Z", "2026-01-05T08:00:05Z")
    assert not is_same_moment("2026-01-05T08:01:00Z", "2026-01-05T08:00:05Z")
