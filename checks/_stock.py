"""Template text: what many units print because the form, a notice or the law says it so. The phrases are data."""

import re
import tomllib
from functools import cache
from pathlib import Path

from checks._text import clauses, han

DATA = Path(__file__).with_name("boilerplate.toml")
LEAST_OWN = 16
OWN_SHARE = 0.3


@cache
def patterns(name: str) -> re.Pattern[str]:
    """One of the lists of the data file as a pattern: sections, clauses, stable_sections or stable_words."""
    found = tomllib.loads(DATA.read_text("utf-8"))[name]
    return re.compile("|".join(f"(?:{pattern})" for pattern in found))


def own_part(words: str) -> int:
    """How many Chinese characters of a text (figures masked) stand in clauses that are the unit's own."""
    return sum(han(clause) for clause in clauses(words) if not patterns("clauses").search(clause))


def is_stock(words: str, section: str, notes: str) -> bool:
    """Whether a text says nothing of its unit: it stands in the form's notes, or its clauses are stock phrases."""
    if patterns("sections").search(section) or words in notes:
        return True
    own = own_part(words)
    return own < min(LEAST_OWN, han(words) // 2) or own < han(words) * OWN_SHARE


def is_stable(section: str, words: str) -> bool:
    """Whether a text tells what the unit is, which may well stay the same from year to year."""
    return bool(patterns("stable_sections").search(section) or patterns("stable_words").search(words))
