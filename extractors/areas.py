"""Which filled area lies under a point of a page, asked some thousand times."""

from collections import defaultdict
from collections.abc import Sequence

Area = tuple[float, float, float, float]
BAND = 8.0
MAX_ENTRIES = 400_000
MAX_COMPARISONS = 6_000_000


class TooManyError(Exception):
    """A page draws more than it may."""


class Ground:
    """Areas of a page in user space, by the level bands they cross."""

    def __init__(self, areas: Sequence[Area], slack: float = 0.0) -> None:
        self.areas = areas
        self.slack = slack
        self.bands: dict[int, list[Area]] | None = None
        self.left = MAX_COMPARISONS

    def holds(self, x: float, y: float) -> bool:
        """Whether an area, widened by the slack, lies under a point. Raises TooManyError past a budget of work."""
        if self.bands is None:
            self.bands = self.sorted_out()
        here = self.bands.get(int(y // BAND), ())
        self.left -= len(here)
        if self.left < 0:
            raise TooManyError
        slack = self.slack
        return any(x0 - slack <= x <= x1 + slack and y0 - slack <= y <= y1 + slack for x0, y0, x1, y1 in here)

    def sorted_out(self) -> dict[int, list[Area]]:
        """The areas by band."""
        bands: dict[int, list[Area]] = defaultdict(list)
        entries = 0
        for area in dict.fromkeys(self.areas):
            low, high = int((area[1] - self.slack) // BAND), int((area[3] + self.slack) // BAND)
            entries += high - low + 1
            if entries > MAX_ENTRIES:
                raise TooManyError
            for band in range(low, high + 1):
                bands[band].append(area)
        return bands
