"""The one door to the network: every name is resolved here, and only an address that was judged is connected to.

The connection is made to the very address that was judged, so a name that answers differently a moment later (DNS
rebinding) gains nothing; a literal address, a redirect and robots.txt take the same way.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.error import ConnectionAborted
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]  # ships no types

from flows.crawl.addresses import is_public

# Hosts that were refused, with the address that was the reason: the spider says so in the journal.
Refusals = dict[str, str]
REFUSED: Refusals = {}

# How OpenSSL and the check of a certificate's name say that a site is not the one that it should be.
UNTRUSTED = ("certificate verify failed", "VerificationError", "CertificateError")


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it came of; Twisted keeps a list of reasons."""
    while error is not None:
        yield error
        for failure in getattr(error, "reasons", ()):
            yield failure.value
        error = error.__cause__


def is_untrusted(error: BaseException | None) -> bool:
    """Whether a site's certificate did not bear examination."""
    said = (f"{type(one).__name__} {one}" for one in causes(error))
    return any(sign in words for words in said for sign in UNTRUSTED)


def is_endless(error: BaseException | None) -> bool:
    """Whether we broke an answer off whose head had no end."""
    return any(isinstance(one, ConnectionAborted) for one in causes(error))


def is_hopeless(error: BaseException | None) -> bool:
    """Whether the same will happen when it is tried again."""
    return is_untrusted(error) or is_endless(error)


@implementer(IResolutionReceiver)
class Sieve:
    """Hands on the public addresses of a name, and keeps the others back; a name that has no other is refused."""

    def __init__(self, receiver: Any, name: str) -> None:
        self.receiver = receiver
        self.name = name
        self.kept_back = ""
        self.is_passed = False

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802 - Twisted's interface
        self.receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802 - Twisted's interface
        printed = str(getattr(address, "host", ""))
        if is_public(printed):
            self.is_passed = True
            self.receiver.addressResolved(address)
        else:
            self.kept_back = printed

    def resolutionComplete(self) -> None:  # noqa: N802 - Twisted's interface
        if self.kept_back and not self.is_passed:
            REFUSED[self.name] = self.kept_back
        self.receiver.resolutionComplete()


class GuardedResolver(CachingHostnameResolver):
    """Scrapy's resolver behind the sieve; the hosts in GOUJI_PRIVATE_HOSTS may lie anywhere."""

    def __init__(self, reactor: Any, cache_size: int, private: frozenset[str]) -> None:
        super().__init__(reactor, cache_size)
        self.private = private

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "GuardedResolver":
        private = frozenset(crawler.settings.getlist("GOUJI_PRIVATE_HOSTS"))
        return cls(reactor, crawler.settings.getint("DNSCACHE_SIZE"), private)

    def resolveHostName(  # noqa: N802 - Twisted's interface
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803 - Twisted's interface
        hostName: str,  # noqa: N803 - Twisted's interface
        portNumber: int = 0,  # noqa: N803 - Twisted's interface
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803 - Twisted's interface
        transportSemantics: str = "TCP",  # noqa: N803 - Twisted's interface
    ) -> IHostResolution:
        name = hostName.lower()
        receiver: Any = resolutionReceiver if name in self.private else Sieve(resolutionReceiver, name)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)
