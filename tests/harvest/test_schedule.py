"""`gouji schedule`, the whole way: the clock fires, the site is harvested, the queue has the rows; again; restarted."""

import datetime
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from tests.harvest.nights import environment, gouji, queue, report, write_sources
from tests.site.bodies import pdf
from tests.site.looks import Attachment, Post, trs
from tests.site.server import Site

NAME = "青禾县"
PATIENCE = 300.0
BUSY = 503


def build(site: Site) -> str:
    """Two reports; the address of the one that does not hang together."""
    bodies = (report(), pdf("blank"))
    found = [
        Post(f"青禾县{number}局2023年度部门整体支出绩效自评报告", "2024-03-15", "青禾县财政局",
             (Attachment("自评报告.pdf", body),))
        for number, body in enumerate(bodies, 1)
    ]  # fmt: skip
    trs(site, "/trs", found)
    return "/trs/202403/P0202403150000010.pdf"


class Served:
    """A `gouji schedule` under way, and what its server tells."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.api = folder, f"http://127.0.0.1:{port}/api"
        self.command = [sys.executable, "-m", "flows.cli", "schedule", "--port", str(port)]

    @contextmanager
    def running(self) -> Iterator[None]:
        given = environment(PREFECT_HOME=str(self.folder / "prefect"), PREFECT_RUNNER_POLL_FREQUENCY="1")
        given.pop("PREFECT_API_URL", None)
        with (self.folder / "schedule.log").open("wb") as log:
            process = subprocess.Popen(self.command, cwd=self.folder, env=given, stdout=log, stderr=log)
        try:
            self.wait(lambda: "定时采集已就绪" in self.log)
            yield
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0, self.log
        finally:
            process.kill()
            process.wait()

    @property
    def log(self) -> str:
        return (self.folder / "schedule.log").read_text(encoding="utf-8")

    def wait(self, is_so: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < until, self.log
            time.sleep(0.2)

    def ask(self, path: str, **given: Any) -> Any:
        request = urllib.request.Request(
            f"{self.api}/{path}", orjson.dumps(given), {"Content-Type": "application/json"}
        )
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return orjson.loads(answer.read())
            except urllib.error.HTTPError as error:
                # While another writes, its database says: not now.
                if error.code != BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.5)

    def deployment(self) -> dict[str, Any]:
        (found,) = self.ask("deployments/filter")
        return dict(found)

    def states(self) -> list[str]:
        """How the harvests ended that have ended, in their order."""
        runs = self.ask(
            "flow_runs/filter", sort="START_TIME_ASC", deployments={"id": {"any_": [self.deployment()["id"]]}}
        )
        return [
            one["state_type"] for one in runs if one["state_type"] in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}
        ]

    def planned(self) -> set[str]:
        """When, by the clock of the deployment's time zone, harvests are to come."""
        runs = self.ask("flow_runs/filter", flow_runs={"state": {"type": {"any_": ["SCHEDULED"]}}})
        times = (datetime.datetime.fromisoformat(one["expected_start_time"]) for one in runs if one["auto_scheduled"])
        return {time.astimezone(ZoneInfo("Asia/Shanghai")).strftime("%H:%M") for time in times}


def decide(folder: Path, code: str) -> str:
    """Fill in the queue and hand it back; the finding decided on."""
    (row,) = (one for one in queue(folder) if one["check"] == code)
    text = "finding_id,verdict,reviewer\n" + f"{row['finding_id']},confirmed,审核人甲\n"
    (folder / "filled.csv").write_text(text, encoding="utf-8")
    done = gouji(folder, "review", "import", "filled.csv")
    assert done.returncode == 0, done.stderr
    return row["finding_id"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_the_clock_harvests_audits_and_goes_on_after_a_restart(tmp_path: Path) -> None:
    with Site() as site:
        path = build(site)
        write_sources(tmp_path, site, (NAME, "/trs/index.html"), more='schedule = "0 3 * * *"')
        served = Served(tmp_path, free_port())
        with served.running():
            # Nobody has harvested yet, so that the last hour was missed: it is made up for at once.
            served.wait(lambda: served.states() == ["COMPLETED"])
            page = site.url("/trs/202403/t20240315_1.html")
            assert {row["source_url"] for row in queue(tmp_path) if row["check"] == "SUM005"} == {page}
            finding = decide(tmp_path, "SUM005")
            site.replace(path, report("67.6", "67.5"))
            site.forget()
            first = served.deployment()
            for _ in range(2):
                served.ask(f"deployments/{first['id']}/create_flow_run")
            served.wait(lambda: len(served.states()) == 3)
            # One source runs once at a time.
            assert sorted(served.states()) == ["CANCELLED", "COMPLETED", "COMPLETED"]
            assert [name for name, count in site.sent.items() if name.endswith(".pdf") and count] == [path]
            (row,) = (one for one in queue(tmp_path) if one["check"] == "SUM005")
            assert (row["finding_id"], row["state"], row["verdict"]) == (finding, "updated", "confirmed")
            served.wait(lambda: served.planned() == {"03:00"})
            # A site that is watched no more is not served after a restart; a run that was killed is not under way.
            gone = served.ask("deployments/", name="撤去", flow_id=first["flow_id"], parameters=first["parameters"])
            lost = served.ask(f"deployments/{gone['id']}/create_flow_run")
            served.ask(f"flow_runs/{lost['id']}/set_state", state={"type": "RUNNING"}, force=True)
        with served.running():
            again = served.deployment()
            (run,) = served.ask("flow_runs/filter", flow_runs={"id": {"any_": [lost["id"]]}})
            assert run["state_type"] == "CRASHED"
            assert (again["id"], again["schedules"][0]["schedule"]["cron"]) == (first["id"], "0 3 * * *")
            served.wait(lambda: served.planned() == {"03:00"})
            assert len(served.states()) == 3
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(served.command[-1]))) != 0
