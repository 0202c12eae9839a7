"""What a night of harvesting is asked to do, and what came of each source."""

from dataclasses import dataclass

from flows.crawls import Yield
from flows.options import Options
from flows.sources import Source, Sources


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
    """What came of one source; where the crawl could not even be tried, `problem` says why."""

    source: Source
    given: Yield | None = None
    problem: str = ""

    @property
    def is_done(self) -> bool:
        return self.given is not None and self.given.state in {"finished", "limit"}
