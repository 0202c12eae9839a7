"""The second witness: each operand of a finding is looked for, at its place, in what the other reader reads there.

A figure agrees if the witness reads the same digits inside the operand's box, differs if it reads other digits; a text
agrees if the witness's text there is nearly the same. Everything else is "not read": silence proves nothing.
"""

import re
import unicodedata
from collections.abc import Iterable

import orjson
from rapidfuzz import fuzz

from checks._model import Operand
from extractors.sandbox import Reader
from extractors.worker import Limits, Task
from review.record import AGREES, DIFFERS, NOT_READ

TARGET = "extractors.testimony:texts_json"
LIMITS = Limits(cpu=60, wall=90)
OTHER = {"pdfium": "pdfplumber", "pdfplumber": "pdfium"}
FIGURE = re.compile(r"\d+(?:\.\d+)?")
ALIKE = 85
"""Least partial ratio (0-100) of two readings of a text: readers differ in blanks, radicals and fake bold only."""


def hear(data: bytes, operands: Iterable[Operand], reader: str, password: str | None) -> dict[Operand, str]:
    """What the witness says of each operand that has a box; nothing at all where the witness fails.

    The witness works in a limited process of its own: it must not take the first reading down with it.
    """
    placed = [operand for operand in dict.fromkeys(operands) if operand.place.box is not None]
    arguments = {
        "reader": OTHER[reader],
        "password": password,
        "places": [[operand.place.page, operand.place.box] for operand in placed],
    }
    with Reader(LIMITS, modules=()) as witness:
        answer = next(witness.run([Task("", data, TARGET, arguments)], 1))
    if answer.failure is not None or not placed:
        return {}
    lines: list[list[str]] = orjson.loads(answer.data)
    return {operand: compare(operand, seen) for operand, seen in zip(placed, lines, strict=True)}


def compare(operand: Operand, lines: list[str]) -> str:
    """What the lines that the witness read inside the operand's box say of it."""
    seen = [fold(line) for line in lines]
    whole, wanted = "".join(seen), fold(operand.text)
    if not whole or "(cid:" in whole or not wanted:
        return NOT_READ
    if operand.number is None:
        is_alike = wanted in whole or fuzz.partial_ratio(wanted, whole) >= ALIKE
        return AGREES if is_alike else NOT_READ
    figures = fold(operand.number.text)
    if FIGURE.search(figures) is None:
        return AGREES if figures in whole else NOT_READ
    there = {figure for text in (*seen, whole) for figure in FIGURE.findall(text)}
    if set(FIGURE.findall(figures)) <= there:
        return AGREES
    return DIFFERS if there else NOT_READ


def fold(text: str) -> str:
    """Full-width forms, blanks and thousands commas undone, so that only what was printed is compared."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s+", "", re.sub(r"(?<=\d)\s*,\s*(?=\d{3})", "", plain))
