"""Whether five words are a cron: told when sources.toml is read, not at night."""

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
# Least and largest value of each field, and the names that stand for values from the least on.
FIELDS = ((0, 59, ()), (0, 23, ()), (1, 31, ()), (1, 12, MONTHS), (0, 7, DAYS))
PART = re.compile(r"(?:[*?]|(?P<first>\w+)(?:-(?P<last>\w+))?)(?:/(?P<step>[1-9]\d*))?\Z")
MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_cron(text: str) -> bool:
    """Whether a text is a cron of five fields (minute, hour, day, month, weekday) that comes round at all."""
    words = text.split()
    if len(words) != len(FIELDS) or not all(is_field(word, *field) for word, field in zip(words, FIELDS, strict=True)):
        return False
    _, _, day, month, weekday = words
    if weekday not in {"*", "?"} or not day.isdigit() or not month.isdigit():
        return True
    return int(day) <= MOST_DAYS[int(month) - 1]


def is_field(word: str, least: int, largest: int, names: tuple[str, ...]) -> bool:
    """Whether a field is a list of *, values and spans, each with a step if wanted, within its bounds."""
    for part in word.casefold().split(","):
        found = PART.match(part)
        if found is None:
            return False
        ends = [value(end, least, names) for end in found.group("first", "last") if end is not None]
        if not all(least <= end <= largest for end in ends):
            return False
    return True


def value(word: str, least: int, names: tuple[str, ...]) -> int:
    """What a word of a field stands for, -1 where for nothing."""
    if word in names:
        return names.index(word) + least
    return int(word) if word.isascii() and word.isdigit() else -1
