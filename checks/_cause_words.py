"""Likely causes in words: a possibility for the reviewer to look at, never a verdict."""

from collections.abc import Iterable

from checks._cause_search import Candidate, titled
from checks._cause_trial import printed
from checks._causes import NOT_COUNTED, TWICE_COUNTED
from checks._model import Operand
from extractors.model import Number


def said(candidate: Candidate, twin: Number | None) -> str:
    """What a figure may have been, what may have happened to it, and how much closes then."""
    words = candidate.words[0] if len(candidate.words) == 1 else ""
    if twin is not None and not candidate.words:
        words = f"与“{column_of(twin)}”印的数相同，可能填错或照抄"
    other = printed(candidate.number, candidate.change.value)
    count = len(candidate.closes)
    tail = f"，改后{count}处算式均相符" if count > 1 else ""
    if words.startswith((NOT_COUNTED, TWICE_COUNTED)):
        return f"{titled(candidate.operand)}{words}，各部分之和为{other}{tail}"
    return f"{titled(candidate.operand)}可能应为“{other}”" + (f"（{words}）" if words else "") + tail


def said_of_both(first: Candidate, second: Candidate) -> str:
    """The same where two printings of one figure differ by a slip, either of which may be the wrong one."""
    return f"{titled(first.operand)}与{titled(second.operand)}有一处{first.words[0]}"


def said_of_rate(rate: Operand, candidate: Candidate) -> str:
    """The same where a rate fits a figure that was printed otherwise, and rightly so."""
    other = printed(candidate.number, candidate.change.value)
    return f"{titled(rate)}可能按“{other}”算出，而所印为{titled(candidate.operand)}（{candidate.words[0]}）"


def said_of_copies(copies: Iterable[tuple[Operand, Number]]) -> str:
    """The same where figures repeat those of an earlier statement about something else."""
    found = tuple(copies)
    pages = "、".join(map(str, sorted({number.place.page for _, number in found})))
    names = "、".join(f"“{operand.text}”" for operand, _ in found)
    return f"{names}与前文另一事项（第{pages}页）的数字相同，可能照抄未改"


def column_of(number: Number) -> str:
    """Where a figure of a table stands, by row and column."""
    return "·".join(number.place.label.split(" › ")[-2:])
