"""The words of reasons, which are data: whether a text gives one, and of which direction it speaks."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("reasons.toml")
BRACKETED = re.compile(r"[（(][^（）()]*[)）]")
MARKS = re.compile(r"[^\w%％]+")
DIRECTIONS = {"overrun": ("shortfall", "upward"), "shortfall": ("overrun", "downward")}


@cache
def listed() -> dict[str, Any]:
    return tomllib.loads(DATA.read_text("utf-8"))


@cache
def words(name: str) -> re.Pattern[str]:
    """One of the lists of the data file as a pattern."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in listed()[name]))


@cache
def places(direction: str) -> tuple[str, ...]:
    """Where an explanation of an overrun or a shortfall is looked for, in this order."""
    return tuple(listed()["places"][direction])


@cache
def emptiness() -> re.Pattern[str]:
    """A cell that says nothing. Atomic, so that a cell of a thousand zeros costs no more than their number."""
    found = "|".join(f"(?:{pattern})" for name in ("asked", "empty") for pattern in listed()[name])
    return re.compile(f"(?>{found})*+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def is_reason(text: str, label: str = "") -> bool:
    """Whether a reason cell gives one: not a mark of emptiness, nor what it asks for or the row's own name again."""
    packed, name = "".join(text.split()), bare(label)
    if emptiness().fullmatch(packed):
        return False
    return not name or not emptiness().fullmatch(bare(packed).removeprefix(name))


def bare(text: str) -> str:
    """A name without blanks, marks and what stands in brackets."""
    return MARKS.sub("", BRACKETED.sub("", "".join(text.split())))


@lru_cache(maxsize=4096)
def is_overrun(text: str, is_cell: bool = False) -> bool:
    """Whether a text explains spending above the budget; a cell for reasons may say it in weaker words."""
    return speaks(text, "overrun", is_cell) and not words("overrun_denied").search(text)


@lru_cache(maxsize=4096)
def is_shortfall(text: str, is_cell: bool = False) -> bool:
    """Whether a text explains spending below the budget."""
    return speaks(text, "shortfall", is_cell)


def speaks(text: str, direction: str, is_cell: bool) -> bool:
    if words(direction).search(text):
        return True
    return bool((is_cell or words("causal").search(text)) and words(f"{direction}_weak").search(text))


@lru_cache(maxsize=4096)
def is_opposite(text: str, direction: str) -> bool:
    """Whether a row's reason speaks of the other direction only: a cut explains no overrun, more money no shortfall."""
    other, sign = DIRECTIONS[direction]
    is_own, is_other = (is_overrun, is_shortfall) if direction == "overrun" else (is_shortfall, is_overrun)
    return not is_own(text, True) and is_other(text, other == "shortfall") and not words(sign).search(text)


def is_of_excess(text: str) -> bool:
    """Whether a reason speaks of a target that was passed, and of nothing that went wrong."""
    return bool(words("exceeded").search(text)) and not words("downward").search(text)
