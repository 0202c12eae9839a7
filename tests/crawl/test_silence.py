"""A server that takes a connection and says nothing, and one that is only slow."""

import socket
import subprocess
import sys
from pathlib import Path

from flows.crawl.job import Fetch, Job, Listing, read_journal, write_job
from tests.crawl.conftest import QUICK, QUICK_START
from tests.site.bodies import pdf
from tests.site.habits import one_file
from tests.site.server import PDF, Reply, Site

IMPATIENT = """
import runpy, sys
from flows.crawl import bounded
bounded.HEAD_SECONDS = 0.5
sys.argv = ["flows.crawl", sys.argv[1]]
runpy.run_module("flows.crawl", run_name="__main__")
"""


def test_who_says_nothing_is_not_waited_for_as_a_long_file_is(tmp_path: Path) -> None:
    with Site() as site, socket.create_server(("127.0.0.1", 0)) as dumb:
        silent = f"https://127.0.0.1:{dumb.getsockname()[1]}/"
        body = pdf("slow", 1000)
        slow = one_file(site, "slow", Reply(body, PDF, pause=0.25, piece=-(-len(body) // 4)))
        starts = (silent, site.url(slow))
        write_job(tmp_path, Job("demo", starts, rate=0.0, private=True, limits=QUICK, contact="audit@example.org"))
        environment = QUICK_START | {"PYTHONPATH": str(Path(__file__).parents[2])}
        subprocess.run([sys.executable, "-c", IMPATIENT, str(tmp_path)], check=True, env=environment, timeout=60)
    records = list(read_journal(tmp_path))
    assert [one.outcome for one in records if isinstance(one, Fetch)] == ["new"]
    reasons = {one.url: one.reason for one in records if isinstance(one, Listing)}
    why = "robots.txt 读不到，按规定视为不允许：0.5 秒内没有应答。下次采集时再试"
    assert reasons == {site.url(slow): "", silent: why}
