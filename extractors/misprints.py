"""What a figure may have been before character recognition misread it: by form alone, whether it fits or not."""

import re
from collections.abc import Iterator

ALIKE = ("17", "38", "0689", "56", "35", "58", "14", "27")
"""Digits that are taken for one another."""
DIGITS = "0123456789"
LETTERS = dict(zip("OoQDIl|丨SsBZzg〇", "000011115582290", strict=True))
FIGURE = re.compile(r"(?:[≥≤><]|[-−])?\d{1,12}(?:\.\d{1,6})?[%‰]?")


def mends(text: str) -> Iterator[str]:
    """Well-formed figures that a misshapen one may have been: letters for digits, points and commas mixed up or lost.

    A digit is never exchanged for another: that would hide an author's error.
    """
    plain = "".join(LETTERS.get(char, char) for char in text) if any(char in DIGITS for char in text) else text
    plain = re.sub(r"[\s'`·]", "", plain).replace("，", ",").replace("。", ".").rstrip(".,;")
    bare = plain.replace(",", "").replace(".", "")
    point = max(plain.rfind(","), plain.rfind("."))
    tail = len(plain) - point - 1
    found = [plain, plain.replace(",", "")]
    if point > 0:
        found.append(bare[: len(bare) - tail] + "." + bare[len(bare) - tail :])
    found += [bare, *pointed(bare)]
    yield from (one for one in dict.fromkeys(found) if one != text and FIGURE.fullmatch(one))


def swapped(text: str) -> Iterator[str]:
    """One digit taken for another of its like."""
    for i, char in enumerate(text):
        for group in ALIKE:
            if char in group:
                yield from (text[:i] + other + text[i + 1 :] for other in group if other != char)


def signed(text: str) -> Iterator[str]:
    """The sign ≥ or > read as a 2 or 7, or as nothing."""
    if text[:1] in ("2", "7") and text[1:2] in DIGITS and len(text) > 2:
        yield from (sign + text[1:] for sign in "≥>")


def pointed(text: str) -> Iterator[str]:
    """A decimal point read where there is none, or not read."""
    if text.count(".") == 1:
        yield text.replace(".", "")
    elif "." not in text:
        yield from (text[:i] + "." + text[i:] for i in range(1, len(text)) if {text[i - 1], text[i]} <= set(DIGITS))


def shortened(text: str) -> Iterator[str]:
    """One digit too many was read."""
    for i, char in enumerate(text):
        if char in DIGITS:
            yield text[:i] + text[i + 1 :]


def lengthened(text: str) -> Iterator[str]:
    """One digit was not read."""
    for i in range(len(text) + 1):
        if any(char and char in DIGITS for char in (text[i - 1 : i], text[i : i + 1])):
            yield from (text[:i] + digit + text[i:] for digit in DIGITS)


SLIPS = (swapped, signed, pointed, shortened, lengthened)
"""Each gives every figure that one slip of its kind turns into a text; the likeliest kind comes first."""
