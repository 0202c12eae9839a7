"""Manners: who we are, how fast we ask, and what robots.txt says; and the door to the network."""

from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from twisted.internet.address import IPv4Address, IPv6Address

from flows.crawl.guard import REFUSED, Sieve
from tests.crawl.conftest import crawled, job
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
    assert REFUSED.pop("rebind.example") == "::1"
