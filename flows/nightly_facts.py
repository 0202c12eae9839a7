"""What a night of harvesting is asked to do, and what came of each source."""

from dataclasses import dataclass

from flows.crawl.job import Listing
from flows.crawls import Yield
from flows.options import Options
from flows.sources import Source, Sources

READ = frozenset({"read", "unchanged", "empty"})


@dataclass(frozen=True, slots=True)
class Plan:
    """A harvest to do: which sources, how many at a time, with what options the new files are audited."""

    options: Options
    sources: Sources
    chosen: tuple[Source, ...]
    at_once: int = 4
    retry_seconds: float = 60


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came of one source; where the crawl could not even be tried, `problem` says why.

    is_busy: another harvest has it under way, which will tell what comes of it.
    """

    source: Source
    given: Yield | None = None
    problem: str = ""
    is_busy: bool = False

    @property
    def is_done(self) -> bool:
        return self.given is not None and self.given.state in {"finished", "limit"}

    @property
    def lost(self) -> tuple[Listing, ...]:
        """The listing pages that could not be read."""
        return tuple(one for one in self.given.listings if one.outcome not in READ) if self.given else ()

    @property
    def why(self) -> str:
        """Why it was not harvested, or not whole; "" where it was."""
        if self.given is None:
            return self.problem
        first = f"（{self.given.lost}）" if self.given.lost and not self.is_done else ""
        return f"{self.given.reason}{first}"
