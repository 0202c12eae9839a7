"""Shares in prose: A 占 B 的 P%, where B was stated before."""

import re
from collections.abc import Iterator

from checks._phrases import counted
from checks._precision import loose, tight
from checks._prose_rates import Spot, pair_before, sentence_figures
from checks._rates import Base, Rate
from checks._stated_shares import are_alike, is_percent
from extractors.model import Number, Report

SHARE = re.compile(r"占(?P<whole>[^，,。；;\d]{2,16}?)(?:的比(?:例|重)(?:为)?|的)?$")
LEAD = re.compile(r"(为|是|共计|合计为|：|:)$")


def share_rates(report: Report) -> Iterator[Rate]:
    """Shares with the figure before them and the whole of that name; sure where one figure alone was told by it."""
    earlier: list[tuple[str, Number]] = []
    for spots in sentence_figures(report):
        for i, spot in enumerate(spots):
            before = spot.claim.sentence[spots[i - 1].end if i else 0 : spot.at]
            match = SHARE.search(before)
            if not is_percent(spot.number):
                earlier.append((LEAD.sub("", before), spot.number))
            elif match and i and not is_percent(spots[i - 1].number):
                wholes = [number for lead, number in earlier if lead.endswith(match["whole"])]
                wholes = [number for number in wholes if are_alike(number, spots[i - 1].number)]
                if wholes:
                    is_judged = pair_before(spots[:i], spot) is not None
                    is_one = len({number.amount for number in wholes}) == 1 and len(match["whole"]) > 2
                    yield share(spot, spots[i - 1].number, match["whole"], wholes[-1], is_one and not is_judged)


def share(spot: Spot, part: Number, name: str, whole: Number, is_sure: bool) -> Rate:
    base = Base(name, counted("whole", whole), whole)
    actual = Base("部分", counted("part", part), part)
    label = f"{spot.claim.subject}占{name}"
    printed = counted("rate", spot.number)
    measure = tight((part, whole))
    is_sure = is_sure and part.amount < whole.amount and not (part.is_approximate or whole.is_approximate)
    return Rate(f"正文/{label}/比重", label, printed, spot.number, actual, (base,), measure, loose, is_sure)
