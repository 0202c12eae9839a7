"""The end of a run: a check that breaks costs itself only and is named everywhere; suppressions of no use are named."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from checks._catalog import CATALOG, by_code
from checks._engine import run_checks
from checks._model import Check, Outcome, Parameters, State
from extractors.model import Report
from flows.check import Checked, say_crashed, say_unused, status
from flows.gate import Gate
from flows.inbox import Inbox
from flows.notes import Gap, crash_gaps, crash_words, expired, idle, idle_rules
from flows.options import Options
from flows.run import status as end_of_run
from flows.steps import Finished
from flows.summary import facts, page
from flows.tally import tally
from flows.terminal import shown_document
from review.arrange import Flood, QueueOptions, Suppression, arrange
from review.ledger import ledger_row
from review.queue import QueueResult
from review.record import Judged
from review.rows import fresh_rows
from review.stats import Standing
from tests.checks.build import build_report

AS_OF = "2026-01-05T08:00:00Z"
PROSE = ["一、基本情况", "本单位巡查河道，增长12.5。", "本单位巡查河道，下降XX%。"]


def broken(_report: Report, _parameters: Parameters) -> Iterator[Any]:
    message = "第 3 行\n没有列"
    raise KeyError(message)


def breaks_late(_: Any) -> Iterator[Outcome]:
    raise ZeroDivisionError


def catalogue() -> tuple[Check, ...]:
    """All checks, two of them broken: one picks its subjects in vain, one breaks on the first of them."""
    late = replace(by_code()["TEXT006"], examine=breaks_late)
    others = {"SUM001": replace(by_code()["SUM001"], subjects=broken), "TEXT006": late}
    return tuple(others.get(check.code, check) for check in CATALOG)


@pytest.fixture(scope="module")
def judged() -> Judged:
    report = build_report({"document": "甲.pdf", "unit": "云山县档案馆", "year": "2021", "paragraphs": PROSE})
    return Judged(report, run_checks(report, catalogue(), Parameters()))


@pytest.fixture(scope="module")
def checked(judged: Judged) -> Checked:
    return Checked(judged, arrange(fresh_rows([judged], AS_OF), QueueOptions(), AS_OF))


def test_a_check_that_raises_costs_itself_only(judged: Judged) -> None:
    states = {result.code: (result.state, result.reason) for result in judged.results}
    assert {code: state for code, state in states.items() if state[0] is State.CRASHED} == {
        "SUM001": (State.CRASHED, "KeyError: '第 3 行\\n没有列'"),
        "TEXT006": (State.CRASHED, "ZeroDivisionError: "),
    }
    sound = run_checks(judged.report, CATALOG, Parameters())
    kept = [result for result in judged.results if result.state is not State.CRASHED]
    assert kept == [result for result in sound if result.code not in {"SUM001", "TEXT006"}]
    assert states["TEXT007"][0] is State.FOUND


def test_the_ledger_says_so(judged: Judged) -> None:
    rows = [ledger_row(judged.report, result) for result in judged.results]
    assert [(row[0], *row[4:]) for row in rows if row[5] == "crashed"] == [
        ("甲.pdf", "SUM001", "crashed", "0", "0", "0", "0", "KeyError: '第 3 行\\n没有列'"),
        ("甲.pdf", "TEXT006", "crashed", "0", "0", "0", "0", "ZeroDivisionError:"),
    ]


SAID = (
    "检查程序出错 2 项，文件与其余检查的结果均已保留，请告知开发者："
    "SUM001 甲.pdf：KeyError: '第 3 行\\n没有列'；TEXT006 甲.pdf：ZeroDivisionError:"
)


def test_the_end_of_check_says_so_in_every_format(judged: Judged, checked: Checked) -> None:
    stream = io.StringIO()
    say_crashed([checked], "zh", stream)
    assert stream.getvalue() == SAID + "\n"
    shown = shown_document(judged, checked.arranged, "zh").splitlines()
    assert "检查程序出错：SUM001 KeyError: '第 3 行\\n没有列'" in shown
    assert "检查程序出错：TEXT006 ZeroDivisionError:" in shown
    assert any("出错 2" in line for line in shown)
    assert any("TEXT007" in line for line in shown)
    assert status([checked], "error") == 0


def test_nothing_is_said_where_nothing_broke(judged: Judged, checked: Checked) -> None:
    sound = replace(judged, results=run_checks(judged.report, CATALOG, Parameters()))
    stream = io.StringIO()
    say_crashed([replace(checked, judged=sound)], "zh", stream)
    assert stream.getvalue() == ""


def finished(judged: Judged, **how: Any) -> Finished:
    return Finished(tally([judged]), QueueResult((), **how), Gate(()), ())


def test_the_end_of_audit_says_so(judged: Judged, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert end_of_run(Options(out=tmp_path), finished(judged)) == 0
    told = capsys.readouterr()
    assert told.out.startswith("完成：1 份、1 页；")
    assert told.err == SAID + "\n"
    end_of_run(Options(out=tmp_path, lang="en"), finished(judged))
    assert capsys.readouterr().err.startswith(
        "2 checks crashed; the documents and all other results are kept: SUM001 甲.pdf"
    )


def test_many_crashes_are_counted_not_listed() -> None:
    gaps = [Gap(f"SUM001 {number}.pdf", "KeyError") for number in range(12)]
    assert crash_words(gaps, "zh").endswith("SUM001 9.pdf：KeyError；另有 2 项")
    assert crash_words(gaps[:10], "en").endswith("SUM001 9.pdf：KeyError")


def line(*cells: tuple[str, str]) -> str:
    """A row of the summary."""
    return "<tr>" + "".join(f'<td class="{name}">{text}</td>' for name, text in cells) + "</tr>"


def test_the_summary_holds_what_broke_what_was_cut_and_what_is_doubted(judged: Judged) -> None:
    run = finished(
        judged,
        floods=(Flood("甲<b>.pdf", "TEXT006", 60, 50),),
        doubted=(Standing("SUM005", 30, {"confirmed": 5, "false_alarm": 12, "misread": 3}),),
        unused=(Suppression("SUM004", "口径<i>", "2020*"),),
        expired=(Suppression("RATE001", "已核", expires="2025-12-31"),),
    )
    html = page(facts(Options(cap=50), Inbox(()), AS_OF), run.tally, run.queue, run.gate)
    wanted = [
        '<tr><td class="name">SUM001 甲.pdf</td><td>KeyError: &#39;第 3 行\\n没有列&#39;</td></tr>',
        line(("name", "甲&lt;b&gt;.pdf"), ("nb", "<code>TEXT006</code>"), ("n", "60"), ("n", "50")),
        line(("nb", "<code>SUM005</code>"), *(("n", cell) for cell in ("20", "5", "3", "25 %", "11 % – 46 %"))),
        "豁免 SUM004（口径&lt;i&gt;；文件 2020*）没有对应的发现，可以删去",
        "豁免 RATE001（已核）已于 2025-12-31 到期，相关发现重新列出",
        "<dt>同类发现封顶 cap on floods</dt><dd>50 条 rows</dd>",
    ]
    assert [part for part in wanted if part not in html] == []


def test_audit_names_suppressions_of_no_use(judged: Judged, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    unused, past = (
        Suppression("SUM004", "口径", source="https://ys.example/*"),
        Suppression("X", "y", expires="2025-12-31"),
    )
    sound = replace(judged, results=run_checks(judged.report, CATALOG, Parameters()))
    options = Options(out=tmp_path, config=Path("gouji.toml"))
    assert end_of_run(options, finished(sound, unused=(unused,), expired=(past,))) == 0
    assert capsys.readouterr().err.splitlines() == [
        "gouji.toml：豁免 SUM004（口径；来源 https://ys.example/*）没有对应的发现，可以删去",
        "gouji.toml：豁免 X（y）已于 2025-12-31 到期，相关发现重新列出",
    ]


def test_what_was_not_looked_for_is_not_of_no_use(checked: Checked) -> None:
    rules = (Suppression("SUM004", "a"), Suppression("GOAL", "b"))
    assert tuple(idle_rules(rules, ["SUM004", "RATE001"])) == rules[:1]
    here, elsewhere = Suppression("SUM004", "a", "甲*"), Suppression("SUM004", "b", "乙*")
    arranged = replace(checked.arranged, unused=(here, elsewhere))
    stream = io.StringIO()
    say_unused(
        [replace(checked, arranged=arranged)], Options(suppressions=(here, elsewhere), config=Path("g.toml")), stream
    )
    assert stream.getvalue() == f"g.toml：{idle(here)}\n"


def test_a_check_says_when_a_suppression_is_past(checked: Checked) -> None:
    past = Suppression("SUM004", "a", expires="2025-12-31")
    arranged = replace(checked.arranged, expired=(past,))
    stream = io.StringIO()
    say_unused([replace(checked, arranged=arranged)], Options(suppressions=(past,), config=Path("g.toml")), stream)
    assert stream.getvalue() == f"g.toml：{expired(past)}\n"


def test_gaps_name_check_and_document(judged: Judged) -> None:
    assert [gap.where for gap in crash_gaps(judged)] == ["SUM001 甲.pdf", "TEXT006 甲.pdf"]
