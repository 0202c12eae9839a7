"""Manners: who we are, how fast we ask, and what robots.txt says; and the door to the network."""

import json
import socket
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address

from flows.crawl.guard import REFUSED, Sieve
from flows.crawl.job import Job, Listing, read_journal, write_job
from flows.crawl.polite import MOST_COOKIES, is_borne
from tests.crawl.certificates import authority
from tests.crawl.conftest import QUICK, QUICK_START, crawled, job
from tests.site.bodies import swollen
from tests.site.habits import TITLE, good, listing, one_file
from tests.site.server import Reply, Site


def test_we_say_who_we_are_and_keep_the_pace_that_robots_asks_for(tmp_path: Path) -> None:
    with Site() as site:
        site.put("/robots.txt", Reply(b"User-agent: gouji\nCrawl-delay: 0.8\n", "text/plain"))
        for number in range(4):
            site.put(f"/{number}.pdf", good(str(number)))
        start = listing(site, "/list/", {f"/{number}.pdf": TITLE for number in range(4)})
        done = crawled(tmp_path, site, job(site, start, rate=0.05))
        asks = [ask for ask in site.seen if ask.path != "/robots.txt"]
    assert {ask.headers["user-agent"] for ask in site.seen} == {
        "gouji/0.1 (+disclosure audit; contact: audit@example.org)"
    }
    assert len(asks) == 5
    # Between half and one and a half of the delay, so that nothing beats time.
    assert min(b.at - a.at for a, b in pairwise(asks)) >= 0.35
    assert done.end.requests == 6


def test_while_robots_cannot_be_had_nothing_is_asked_for(tmp_path: Path) -> None:
    with Site() as site:
        start = one_file(site, "shut", good("shut"))
        site.break_down("/robots.txt", 503)
        done = crawled(tmp_path, site, job(site, start))
    assert (done.status, done.asked["/shut/"], done.asked["/robots.txt"]) == (3, 0, 4)
    assert done.listings[0].reason.startswith("robots.txt 读不到（503）")


@dataclass
class Receiver:
    """What hears of addresses in the end: whoever connects."""

    heard: list[str] = field(default_factory=list)

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802 - Twisted's interface
        self.heard.append("began")

    def addressResolved(self, address: Any) -> None:  # noqa: N802 - Twisted's interface
        self.heard.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's interface
        self.heard.append("complete")


def test_a_robots_txt_is_read_as_far_as_it_counts_and_one_that_swells_is_a_no(tmp_path: Path) -> None:
    with Site() as long, Site() as swells:
        starts = [*map(long.url, (one_file(long, name, good(name)) for name in ("shut", "open")))]
        starts.append(swells.url(one_file(swells, "a", good("a"))))
        begun = b"User-agent: *\nDisallow: /shut\n" + b"#" * (1 << 20)
        long.put("/robots.txt", Reply(begun, "text/plain", chunked=True, repeat=100))
        swells.put("/robots.txt", Reply(swollen(), "text/plain", headers=((b"Content-Encoding", b"gzip"),)))
        done = crawled(tmp_path, long, job(long, start=tuple(starts)))
        assert (long.asked["/shut/"], long.asked["/open/report.pdf"], sum(swells.asked.values())) == (0, 1, 1)
        assert long.sent["/robots.txt"] < 50 << 20
    reasons = {one.url: one.reason for one in done.listings}
    assert reasons[starts[0]].startswith("网站的 robots.txt 不允许")
    assert reasons[starts[2]].startswith("robots.txt 读不到，按规定视为不允许：解压后超过 4 MB")


def test_a_certificate_that_does_not_bear_examination_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A private authority is trusted where the environment names its certificate; nothing turns the examination off."""
    for name in ("ours", "theirs"):
        (tmp_path / name).mkdir()
    ours, theirs = authority(tmp_path / "ours"), authority(tmp_path / "theirs")
    monkeypatch.setitem(QUICK_START, "SSL_CERT_FILE", str(ours.file))
    shown = {"good": ours.site(), "itself": theirs.itself(), "unknown": theirs.site(), "expired": ours.site(ends=-1),
             "elsewhere": ours.site("127.0.0.9")}  # fmt: skip
    with ExitStack() as stack:
        sites = {name: stack.enter_context(Site(tls=context)) for name, context in shown.items()}
        starts = {name: site.url(one_file(site, "a", good("a"))) for name, site in sites.items()}
        done = crawled(tmp_path / "job", sites["good"], job(sites["good"], start=tuple(starts.values())))
        asked = {name: sum(site.asked.values()) for name, site in sites.items()}
    assert asked == {"good": 4, "itself": 0, "unknown": 0, "expired": 0, "elsewhere": 0}
    found = {one.url: one for one in done.listings}
    assert {name: found[start].outcome for name, start in starts.items()} == {"good": "read"} | dict.fromkeys(
        ("itself", "unknown", "expired", "elsewhere"), "refused"
    )
    assert "127.0.0.1 的证书验证不通过（自签、过期或与域名不符），未连接" in found[starts["expired"]].reason


# A crawl in a world of our own: names answer as WORLD says, each time the next one. 127.0.0.1 is public there.
WORLD = """
import json, os, runpy, socket, sys

world, real = json.loads(os.environ["WORLD"]), socket.getaddrinfo

def answer(host, port, *given, **named):
    if host not in world:
        return real(host, port, *given, **named)
    turns = world[host]
    found = turns.pop(0) if len(turns) > 1 else turns[0]
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

socket.getaddrinfo = answer
from flows.crawl import guard
guard.is_public = lambda text: text == "127.0.0.1"
sys.argv = ["flows.crawl", sys.argv[1]]
runpy.run_module("flows.crawl", run_name="__main__")
"""


def test_a_name_that_answers_otherwise_a_moment_later_gains_nothing(tmp_path: Path) -> None:
    """DNS rebinding, in a whole crawl: whoever listens at the address that is not public hears of nobody."""
    world = {"flips.example": [["127.0.0.1"], ["127.0.0.2"]], "both.example": [["127.0.0.2", "127.0.0.1"]],
             "inner.example": [["127.0.0.2"], ["127.0.0.1"]]}  # fmt: skip
    with Site() as site, socket.create_server(("127.0.0.2", site.port)) as inner:
        one_file(site, "a", good("a"))
        starts = tuple(f"http://{name}:{site.port}/a/" for name in world)
        write_job(tmp_path, Job("demo", starts, rate=0.0, limits=QUICK, contact="audit@example.org"))
        environment = QUICK_START | {"WORLD": json.dumps(world), "PYTHONPATH": str(Path(__file__).parents[2])}
        subprocess.run([sys.executable, "-c", WORLD, str(tmp_path)], check=True, env=environment, timeout=60)
        inner.setblocking(False)
        with pytest.raises(BlockingIOError):
            inner.accept()
    found = {one.url.split("/")[2].partition(":")[0]: one for one in read_journal(tmp_path) if isinstance(one, Listing)}
    assert {name: one.outcome for name, one in found.items()} == {
        "flips.example": "read",
        "both.example": "read",
        "inner.example": "refused",
    }
    assert "inner.example 的地址 127.0.0.2 不在公网，未连接" in found["inner.example"].reason


def test_a_site_s_cookies_are_few_and_small() -> None:
    kept: set[bytes] = set()
    given = [b"c%d=1; Path=/" % number for number in range(100)]
    assert sum(is_borne(one, kept) for one in given) == MOST_COOKIES
    assert [
        is_borne(one, kept) for one in (b"c1=2; Path=/; Expires=x", b"c1=2; Path=/other", b"c1=" + b"x" * 5000)
    ] == [
        True,
        False,
        False,
    ]


def test_only_public_addresses_of_a_name_reach_whoever_connects() -> None:
    """A name with a public and a private address (DNS rebinding) is connected to at the public one only."""
    receiver = Receiver()
    sieve = Sieve(receiver, "rebind.example")
    sieve.resolutionBegan(None)  # type: ignore[arg-type]  # nobody asks what it was
    for address in (
        IPv4Address("TCP", "127.0.0.1", 80),
        IPv4Address("TCP", "8.8.8.8", 80),
        IPv6Address("TCP", "::1", 80),
    ):
        sieve.addressResolved(address)
    sieve.resolutionComplete()
    assert receiver.heard == ["began", "8.8.8.8", "complete"]
    assert "rebind.example" not in REFUSED
