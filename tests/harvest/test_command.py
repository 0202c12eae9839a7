"""The harvest's command line: what it takes, and what it says where it cannot."""

import argparse
from pathlib import Path
from typing import Any

import pytest

from flows.arguments import new_parser
from flows.cli import main
from flows.crawl_progress import Ticker
from flows.nightly_facts import Plan
from flows.options import Options
from flows.plans import clockwork, plan_of
from flows.sources import SourcesError

SOURCES = """\
contact = "audit@example.org"

[[source]]
name = "czj"
start = ["https://czj.example.gov.cn/jxgl/"]
schedule = "30 2 * * *"
titles = ["自评"]
private = true

[[source]]
name = "jyj"
start = ["https://jyj.example.gov.cn/"]
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.toml").write_text(SOURCES, encoding="utf-8")
    return tmp_path


def parsed(*arguments: str) -> argparse.Namespace:
    return new_parser().parse_args(arguments)


def plan(*arguments: str) -> Plan:
    return plan_of(parsed("harvest", *arguments), Options())


def chosen(found: Plan) -> list[str]:
    return [source.name for source in found.chosen]


def test_sources_are_chosen_by_name_and_all_without(office: Path) -> None:
    assert chosen(plan()) == ["czj", "jyj"]
    assert chosen(plan("jyj", "jyj")) == ["jyj"]
    assert plan("--at-once", "2").at_once == 2


def test_only_what_has_a_schedule_is_served(office: Path) -> None:
    assert chosen(clockwork(parsed("schedule"), Options())) == ["czj"]


def test_a_page_by_hand_goes_by_the_terms_of_the_source_that_watches_its_host(office: Path) -> None:
    pages = ["https://czj.example.gov.cn/2024/1.html", "https://czj.example.gov.cn/2024/2.html"]
    (one,) = plan("--url", pages[0], "--url", pages[1]).chosen
    told = (one.name, one.job.source, one.job.start, one.job.articles)
    assert told == ("czj.example.gov.cn", "czj.example.gov.cn", (), tuple(pages))
    assert (one.job.contact, one.job.titles, one.job.private) == ("audit@example.org", ("自评",), True)


def test_a_page_of_another_host_has_terms_of_its_own_and_no_private_address(office: Path) -> None:
    (one,) = plan("--url", "http://Other.example:8080/a.pdf", "--contact", "me@example.org").chosen
    assert (one.name, one.job.contact, one.job.private) == ("other.example-8080", "me@example.org", False)


def test_names_and_pages_may_stand_together(office: Path) -> None:
    assert chosen(plan("jyj", "--url", "https://x.example/")) == ["jyj", "x.example"]


def test_a_page_needs_no_list_of_sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert chosen(plan("--url", "https://x.example/", "--contact", "a@b.example")) == ["x.example"]
    with pytest.raises(SourcesError, match="--contact"):
        plan("--url", "https://x.example/")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["harvest", "nobody"], "sources.toml：没有名为 nobody 的网站；现有 czj、jyj"),
        (["sources", "try", "nobody"], "sources.toml：没有名为 nobody 的网站；现有 czj、jyj"),
        (["harvest", "--sources", "none.toml"], "none.toml：没有这个文件。"),
        (["sources", "check", "--sources", "none.toml"], "none.toml：没有这个文件。"),
        (["schedule", "--sources", "none.toml"], "none.toml：没有这个文件。"),
        (["harvest", "--url", "file:///etc/passwd"], "“file:///etc/passwd”不是网址：应以 http:// 或 https:// 开头"),
        (["harvest", "--config", "none.toml"], "none.toml：读不到配置文件"),
    ],
)
def test_wrong_use_says_what_to_do(
    office: Path, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (main(arguments), capsys.readouterr().err[: len(message)]) == (2, message)


def test_what_is_wrong_in_the_list_of_sites_is_told_by_line(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "sources.toml").write_text(SOURCES.replace("30 2 * * *", "daily"), encoding="utf-8")
    assert main(["sources", "check"]) == 2
    assert capsys.readouterr().err.startswith("sources.toml：第 6 行：第 1 个 source 的 schedule：应为五段 cron")


def test_a_list_that_is_right_is_told_too(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sources", "check"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "czj：1 个列表页，通用，定时 30 2 * * *（Asia/Shanghai）",
        "jyj：1 个列表页，通用，只手工采集",
        "sources.toml：2 个网站，没有问题。用 gouji sources try 名字 看它会采集什么。",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "sources.toml：一个网站也没有。照 docs/harvest.md 添一节 [[source]]"),
        (
            SOURCES.replace("\n\n", '\n[alerts]\nto = ["json://localhost", "wekombot://SECRET"]\n\n', 1),
            "sources.toml：[alerts] to 的第 2 个地址不认得，写法见 docs/harvest.md 的“提醒”",
        ),
    ],
)
def test_a_list_that_serves_nobody_is_told(
    office: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "sources.toml").write_text(text, encoding="utf-8")
    assert (main(["sources", "check"]), capsys.readouterr().err.strip()) == (2, message)


def test_nothing_to_serve_is_wrong_use(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "sources.toml").write_text(SOURCES.replace('schedule = "30 2 * * *"\n', ""), encoding="utf-8")
    assert main(["schedule"]) == 2
    assert capsys.readouterr().err.startswith("sources.toml：没有一个网站写了 schedule。")


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/api", "somewhere"])
def test_a_server_that_does_not_answer_is_told(
    office: Path, address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", address)
    assert main(["schedule"]) == 4
    assert capsys.readouterr().err.startswith(f"PREFECT_API_URL 所指的服务没有应答（{address}）：先启动它")


@pytest.mark.parametrize("given", ["-1", "65536", "x"])
def test_a_port_is_a_port(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["schedule", "--port", given])
    assert (ended.value.code, "端口" in capsys.readouterr().err) == (2, True)


def test_progress_is_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    times: Any = iter([0.0, 1.0, 20.0, 21.0])
    tell = Ticker(lambda: next(times))
    for files, errors in ((3, 0), (4, 0), (900, 2)):
        tell("czj", b'{"progress":{"files":%d,"errors":%d,"bytes":2097152}}\n' % (files, errors))
    tell("czj", b'{"kind":"end","state":"finished"}\n')
    tell("czj", b"no JSON\n")
    assert capsys.readouterr().err.splitlines() == [
        "  czj：已查看 3 个文件，2.0 MB",
        "  czj：已查看 900 个文件，2.0 MB，2 次没有取到",
    ]
