"""Shares in prose: A 占 B 的 P%, where B was stated before."""

import re
from collections.abc import Iterator

from checks._phrases import counted
from checks._precision import loose, tight
from checks._prose_rates import Spot, sentence_figures
from checks._rates import Base, Rate
from extractors.model import Number, Report

SHARE = re.compile(r"占(?P<whole>[^，,。；;\d]{2,16}?)(?:的比(?:例|重)(?:为)?|的)?$")
LEAD = re.compile(r"(为|是|共计|合计为|：|:)$")


def share_rates(report: Report) -> Iterator[Rate]:
    """Shares with the amount before them and the whole of that name; never sure, as the name may stand for another."""
    earlier: list[tuple[str, Number]] = []
    for spots in sentence_figures(report):
        for i, spot in enumerate(spots):
            before = spot.claim.sentence[spots[i - 1].end if i else 0 : spot.at]
            match = SHARE.search(before)
            if spot.claim.kind == "amount":
                earlier.append((LEAD.sub("", before), spot.number))
            elif spot.claim.kind == "rate" and match and i and spots[i - 1].claim.kind == "amount":
                whole = next((n for lead, n in reversed(earlier) if lead.endswith(match["whole"])), None)
                if whole is not None:
                    yield share(spot, spots[i - 1].number, match["whole"], whole)


def share(spot: Spot, part: Number, name: str, whole: Number) -> Rate:
    base = Base(name, counted("whole", whole), whole)
    actual = Base("部分", counted("part", part), part)
    label = f"{spot.claim.subject}占{name}"
    printed = counted("rate", spot.number)
    measure = tight((part, whole))
    return Rate(f"正文/{label}/比重", label, printed, spot.number, actual, (base,), measure, loose, False)
