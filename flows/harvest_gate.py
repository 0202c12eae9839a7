"""The gate on a harvest's data set: what it looks like when a site was rebuilt, or its selectors no longer fit."""

from collections.abc import Iterable, Iterator
from typing import Any

from great_expectations.expectations.core import (
    ExpectColumnPairValuesAToBeGreaterThanB,
    ExpectColumnValuesToBeInSet,
    ExpectColumnValuesToBeUnique,
)

from flows.gate import Gate, Rule, held, tolerant
from review.fetches import Harvest, Origin

KEPT_SHARE = 0.7
UNREAD_SHARE = 0.5
READ = ("pdf", "zip")

Values = dict[str, Any]


def examine(latest: Iterable[Origin], before: Iterable[tuple[Harvest, Harvest]]) -> Gate:
    """Hold the latest answer of every address against the rules; `before` pairs each harvest with the one before."""
    return held(rules(tuple(latest), tuple(before)))


def rules(latest: tuple[Origin, ...], before: tuple[tuple[Harvest, Harvest], ...]) -> Iterator[Rule]:
    """The rules, each with the rows that it looks at."""
    counts: list[Values] = [
        {"source": now.source, "now": now.tally.files, "least": then.tally.files * KEPT_SHARE} for now, then in before
    ]
    kept = ExpectColumnPairValuesAToBeGreaterThanB(column_A="now", column_B="least", or_equal=True)
    zh = f"每个网站的文件数不少于上次采集的 {KEPT_SHARE:.0%}"
    yield Rule(zh, f"No site has under {KEPT_SHARE:.0%} of the files of its last harvest", counts, kept, ("source",))

    keys: list[Values] = [{"key": f"{one.source} {one.fetch.url} {one.fetch.member}"} for one in latest]
    once = ExpectColumnValuesToBeUnique(column="key")
    yield Rule("同一网址只有一条现行记录", "Each address has one latest answer", keys, once, ("key",))

    # An article without files is "unread" too, but no file: it has neither bytes nor a place in an archive.
    bodies = (one.fetch for one in latest if one.fetch.sha256 or one.fetch.member)
    files: list[Values] = [{"url": fetch.url, "is_read": fetch.media in READ} for fetch in bodies]
    mostly = tolerant(UNREAD_SHARE, files)
    read = ExpectColumnValuesToBeInSet(column="is_read", value_set=[True], mostly=mostly)
    zh = f"不能读的文件（如 DOC、RAR）不超过 {UNREAD_SHARE:.0%}"
    yield Rule(zh, f"At most {UNREAD_SHARE:.0%} of the files are of a kind that is not read", files, read, ("url",))
