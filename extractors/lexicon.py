"""What a header or a label means: spellings are data (`lexicon.toml`), brackets are read, the rest is a lookup.

A label is compared without blanks, numbering, year and brackets; what the brackets say is kept: （万元） a unit,
（A） a letter, （B/A） a formula, （50分） points.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from extractors.units import clean_unit, unit_factor

__all__ = ["Label", "Match", "field_of", "guess_field", "has_spelling", "packed", "plain", "read_label", "spellings"]

_HALF = str.maketrans("（）：％／＋－．，＝［］【】｛｝〔〕﹪", "():%/+-.,=[]()()()%")
_FULL_DIGITS = {ord("０") + i: str(i) for i in range(10)} | {ord("Ａ") + i: chr(ord("A") + i) for i in range(26)}
_NUMBERING = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,2}[)、.]|\(?\d{1,2}[)、.](?!\d)|\(\d{1,2}\)|[①-⑳]|[★☆*●▲◆■]+)+"
)
_YEAR = re.compile(r"^(?:19|20)\d{2}年(?:度)?(?=.)")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_POINTS = re.compile(r"(?:(?:共|满分|分值|权重)[::]?)?(\d{1,3}(?:\.\d+)?)分(?:值|制)?")
_TAIL_POINTS = re.compile(r"(?<=[^\d.(])[-—:]?(\d{1,3}(?:\.\d+)?)分$")
_LETTER = re.compile(r"[A-Za-z]|[①-⑳]|栏\d")
_FORMULA = re.compile(r".*[A-Za-z①-⑳一-鿿\d)][/÷].+|.*[*×].+|.*=.+")
FUZZY = 84


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart. `text` has no blanks, `whole` no numbering either, `name` no brackets.

    unit, letter, formula and points ("50") are what its brackets say, "" where they say nothing.
    """

    text: str
    whole: str
    name: str
    unit: str = ""
    letter: str = ""
    formula: str = ""
    points: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A field that a label stands for; `rank` orders the spellings of one field, `confidence` is 1 for a known one."""

    field: str
    rank: int
    confidence: Decimal = Decimal(1)
    spelling: str = ""


def packed(text: str) -> str:
    """The text without any blank."""
    return "".join(text.split())


def plain(text: str) -> str:
    """The text without blanks, its brackets, signs, digits and letters half-width."""
    return packed(text).translate(_HALF).translate(_FULL_DIGITS)


@lru_cache(maxsize=8192)
def read_label(text: str) -> Label:
    """Take a label apart."""
    straight = plain(text)
    whole = _YEAR.sub("", _NUMBERING.sub("", straight)).strip(":*★☆.。;,")
    said = {"unit": "", "letter": "", "formula": "", "points": ""}
    name = whole
    while (bare := _BRACKET.sub("", name)) != name:
        for inside in _BRACKET.findall(name):
            kind, value = _bracket(inside)
            if kind and not said[kind]:
                said[kind] = value
        name = bare
    name = name.strip(":*★☆.。;,()")
    if not said["points"] and (tail := _TAIL_POINTS.search(name)):
        said["points"], name = tail[1], name[: tail.start()]
    return Label(packed(text), whole, name.strip(":*"), **said)


def _bracket(inside: str) -> tuple[str, str]:
    """What a bracket says: kind and value, "" for a remark."""
    if points := _POINTS.fullmatch(inside):
        return "points", points[1]
    if _LETTER.fullmatch(inside):
        return "letter", inside.upper()
    unit = clean_unit(inside)
    if unit in {"分", "%"} or (unit and unit_factor(unit) is not None):
        return "unit", unit
    if _FORMULA.fullmatch(inside):
        return "formula", inside
    return "", ""


@cache
def spellings(extra: Path | None = None) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Block -> field -> spellings, from the lexicon beside this module and, after it, from a file of the user's."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in filter(None, (Path(__file__).with_name("lexicon.toml"), extra)):
        for block, fields in tomllib.loads(path.read_text("utf-8")).items():
            mine = found.setdefault(block, {})
            for name, words in fields.items():
                mine[name] = (*mine.get(name, ()), *words)
    return found


@cache
def _index(block: str) -> Mapping[str, Match]:
    """Normalised spelling -> what it stands for; the first field that lists a spelling has it."""
    index: dict[str, Match] = {}
    for name, words in spellings()[block].items():
        for rank, word in enumerate(words):
            label = read_label(word)
            for key in (plain(word), label.whole, label.name):
                index.setdefault(key, Match(name, rank, spelling=word))
    return index


@lru_cache(maxsize=16384)
def field_of(block: str, text: str) -> Match | None:
    """The field of a block that a label is a known spelling of."""
    index, label = _index(block), read_label(text)
    return next((index[key] for key in (plain(text), label.whole, label.name) if key in index), None)


def has_spelling(block: str, name: str, text: str) -> bool:
    """Whether a label is a known spelling of this very field."""
    label = read_label(text)
    known = {plain(word) for word in spellings()[block][name]} | {read_label(w).name for w in spellings()[block][name]}
    return not known.isdisjoint((plain(text), label.whole, label.name))


@lru_cache(maxsize=1024)
def guess_field(block: str, text: str) -> Match | None:
    """The nearest spelling of a label that is not known: a longer label that ends in one, else one that looks alike."""
    name = read_label(text).name
    if not 2 <= len(name) <= 24:
        return None
    index = _index(block)
    ends = [key for key in index if len(key) >= 3 and name.endswith(key) and len(name) - len(key) <= 6]
    if ends:
        return Match(index[max(ends, key=len)].field, 900, Decimal("0.9"), max(ends, key=len))
    near = process.extractOne(name, [key for key in index if len(key) >= 3], scorer=fuzz.ratio, score_cutoff=FUZZY)
    if near is None:
        return None
    return Match(index[near[0]].field, 950, Decimal(str(round(near[1] / 100 - 0.1, 2))), near[0])
