"""What a header or a label means: spellings are data (`lexicon.toml`), brackets are read, the rest is a lookup.

A label is compared without blanks, numbering, year and brackets; what the brackets say is kept: （万元） a unit,
（A） a letter, （B/A） a formula, （50分） points. A user's spellings hold inside `user_lexicon` and come before ours.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from extractors.units import clean_unit, unit_factor

__all__ = [
    "Label",
    "LexiconError",
    "Match",
    "Spellings",
    "check_lexicon",
    "field_of",
    "guess_field",
    "has_spelling",
    "packed",
    "parse_lexicon",
    "plain",
    "read_label",
    "spellings",
    "user_lexicon",
]

# Block -> field -> spellings; a block "like.indicators" holds patterns, in which … stands for up to eight letters.
Spellings = Mapping[str, Mapping[str, tuple[str, ...]]]

_HALF = str.maketrans("（）：％／＋－．，＝［］【】｛｝〔〕﹪", "():%/+-.,=[]()()()%")
_FULL_DIGITS = {ord("０") + i: str(i) for i in range(10)} | {ord("Ａ") + i: chr(ord("A") + i) for i in range(26)}
_NUMBERING = re.compile(
    r"^(?:\(?[一二三四五六七八九十]{1,2}[)、.]|\(?\d{1,2}[)、.](?!\d)|\(\d{1,2}\)|[①-⑳]|[★☆*●▲◆■]+)+"
)
_YEAR = re.compile(r"^(?:19|20)\d{2}年(?:度)?(?=.)")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_POINTS = re.compile(r"(?:(?:共|满分|分值|权重)[::]?)?(\d{1,3}(?:\.\d+)?)分(?:值|制)?")
_TAIL_POINTS = re.compile(r"(?<=[^\d.(])[-—:]?(\d{1,3}(?:\.\d+)?)分$")
# 全年预算数B, 执行率C/B: letters without brackets, behind a word for a figure only (项目A is a name).
# 全年预算数 Annual Budget: the label's own words come first, its translation behind them.
_ENGLISH = re.compile(r"(?<=[一-龥)])[A-Za-z]{3,}[A-Za-z\d&/.,'’()-]*$")
_TAIL_LETTER = re.compile(r"(?<=[数率额值算金])([A-D](?:/[A-D])?)$")
_LETTER = re.compile(r"[A-Za-z]|[①-⑳]|栏\d")
_LETTERED = re.compile(r"([A-Za-z])=(.*[A-Za-z\d].*)")
_FORMULA = re.compile(r".*[A-Za-z①-⑳一-鿿\d)][/÷].+|.*[*×].+|.*=.+")
_LIKE = "like."
_GAP = "…"
FUZZY = 84
GAP = 8
MIN_NAME, MAX_NAME, MIN_KEY, MAX_LEAD, MIN_ALIKE = 2, 24, 3, 6, 5
LIKE_RANK, LIKE = 920, Decimal("0.85")


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


def native(text: str) -> str:
    """A packed label without the English words behind its own: 产出指标 Output."""
    return _ENGLISH.sub("", text)


@lru_cache(maxsize=8192)
def read_label(text: str) -> Label:
    """Take a label apart."""
    straight = native(plain(text))
    whole = _YEAR.sub("", _NUMBERING.sub("", straight)).strip(":*★☆.。;,")
    said = {"unit": "", "letter": "", "formula": "", "points": ""}
    name = whole
    while (bare := _BRACKET.sub("", name)) != name:
        for kind, value in (said_here for inside in _BRACKET.findall(name) for said_here in _bracket(inside)):
            said[kind] = said[kind] or value
        name = bare
    name = name.strip(":*★☆.。;,()")
    if not said["points"] and (tail := _TAIL_POINTS.search(name)):
        said["points"], name = tail[1], name[: tail.start()]
    if not said["letter"] and not said["formula"] and (tail := _TAIL_LETTER.search(name)):
        said["formula" if "/" in tail[1] else "letter"], name = tail[1], name[: tail.start()]
    return Label(packed(text), whole, name.strip(":*"), **said)


def _bracket(inside: str) -> list[tuple[str, str]]:
    """What a bracket says: kinds and values, nothing for a remark."""
    if points := _POINTS.fullmatch(inside):
        return [("points", points[1])]
    if _LETTER.fullmatch(inside):
        return [("letter", inside.upper())]
    unit = clean_unit(inside)
    if unit in {"分", "%"} or (unit and unit_factor(unit) is not None):
        return [("unit", unit)]
    if sum_of := _LETTERED.fullmatch(inside):
        return [("letter", sum_of[1].upper()), ("formula", sum_of[2])]
    return [("formula", inside)] if _FORMULA.fullmatch(inside) else []


class LexiconError(ValueError):
    """A lexicon file that cannot be used; the message says in Chinese where and why."""


def parse_lexicon(text: str) -> Spellings:
    """The spellings of a lexicon file; raises LexiconError, also for a block or a field that the form reader lacks."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"不合 TOML 语法：{error}"
        raise LexiconError(message) from None
    like = found.pop("like", {})
    blocks = {**found, **{_LIKE + block: fields for block, fields in like.items()}} if isinstance(like, dict) else found
    return {block: _fields(block, fields) for block, fields in blocks.items()}


def _fields(block: str, fields: object) -> dict[str, tuple[str, ...]]:
    if not isinstance(fields, dict):
        message = f"“{block}”应写成 [{block}] 一节"
        raise LexiconError(message)
    for name, words in fields.items():
        if not isinstance(words, list) or not all(isinstance(word, str) and packed(word) for word in words):
            message = f'[{block}] {name} 应为文字列表，如 {name} = ["写法一", "写法二"]'
            raise LexiconError(message)
    return {name: tuple(words) for name, words in fields.items()}


@cache
def _ours() -> Spellings:
    return parse_lexicon(Path(__file__).with_name("lexicon.toml").read_text("utf-8"))


def check_lexicon(extra: Spellings) -> None:
    """Refuse blocks and fields that have no meaning here: a typing error must not pass in silence."""
    for block, fields in extra.items():
        known = _ours().get(block.removeprefix(_LIKE))
        if known is None:
            names = "、".join(name for name in _ours() if not name.startswith(_LIKE))
            message = f"没有 [{block}] 这一节；可用的有 {names}"
            raise LexiconError(message)
        for name in fields:
            if name not in known:
                message = f"[{block}] 没有“{name}”这个字段；可用的有 {'、'.join(known)}"
                raise LexiconError(message)


_extra: dict[str, Mapping[str, tuple[str, ...]]] = {}


@contextmanager
def user_lexicon(extra: Spellings | None) -> Iterator[None]:
    """Look labels up in a user's spellings first, then in ours; for the whole process, so one document at a time."""
    if not extra:
        yield
        return
    before = dict(_extra)
    _switch(extra)
    try:
        yield
    finally:
        _switch(before)


def _switch(extra: Spellings) -> None:
    _extra.clear()
    _extra.update(extra)
    for known in (_index, _keys, _patterns, field_of, guess_field):
        known.cache_clear()


def spellings() -> Spellings:
    """Block -> field -> spellings of the lexicon beside this module."""
    return {block: fields for block, fields in _ours().items() if not block.startswith(_LIKE)}


@cache
def _index(block: str) -> Mapping[str, Match]:
    """Normalised spelling -> what it stands for: the user's field, else the first of ours that lists it."""
    index: dict[str, Match] = {}
    for known in (_extra.get(block, {}), _ours()[block]):
        for name, words in known.items():
            for rank, word in enumerate(words, 0 if known is _ours()[block] else -len(words)):
                label = read_label(word)
                for key in (plain(word), label.whole, label.name):
                    index.setdefault(key, Match(name, rank, spelling=word))
    return index


@cache
def _keys(block: str, name: str) -> frozenset[str]:
    words = (*_extra.get(block, {}).get(name, ()), *_ours()[block][name])
    return frozenset((*map(plain, words), *(read_label(word).name for word in words)))


@cache
def _patterns(block: str) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """(field, pattern as written, what it matches), the one with the most letters first."""
    found = [
        (name, word, re.compile(f".{{0,{GAP}}}".join(map(re.escape, word.split(_GAP)))))
        for known in (_extra.get(_LIKE + block, {}), _ours().get(_LIKE + block, {}))
        for name, words in known.items()
        for word in words
    ]
    return tuple(sorted(found, key=lambda one: -len(one[1].replace(_GAP, ""))))


def _forms(text: str) -> tuple[str, ...]:
    """A label as it may be listed: whole, without brackets, and with the money called 资金 that it calls 经费."""
    label = read_label(text)
    forms = (plain(text), label.whole, label.name)
    return (*forms, label.name.replace("经费", "资金")) if "经费" in label.name else forms


@lru_cache(maxsize=16384)
def field_of(block: str, text: str) -> Match | None:
    """The field of a block that a label is a known spelling of."""
    index = _index(block)
    return next((index[key] for key in _forms(text) if key in index), None)


def has_spelling(block: str, name: str, text: str) -> bool:
    """Whether a label is a known spelling of this very field; 经费 stands for 资金 where no list has the label."""
    exact, index = _forms(text)[:3], _index(block)
    return not _keys(block, name).isdisjoint(exact if any(form in index for form in exact) else _forms(text))


@lru_cache(maxsize=1024)
def guess_field(block: str, text: str) -> Match | None:
    """The nearest spelling of a label that is not known: one that it ends in, a pattern, one that looks alike."""
    name = read_label(text).name
    if not MIN_NAME <= len(name) <= MAX_NAME:
        return None
    like = [(field, word) for field, word, pattern in _patterns(block) if pattern.fullmatch(name)]
    firm = [(field, word) for field, word in like[:1] if field == "other"]
    firm += [(field, word) for field, word in like if not word.startswith(_GAP)]
    if firm:  # 上年…, 年初…, 调整后…: what a header begins with outweighs the known spelling that it ends in
        return Match(firm[0][0], LIKE_RANK, LIKE, firm[0][1])
    index = _index(block)
    ends = [key for key in index if len(key) >= MIN_KEY and name.endswith(key) and len(name) - len(key) <= MAX_LEAD]
    if ends:
        return Match(index[max(ends, key=len)].field, 900, Decimal("0.9"), max(ends, key=len))
    if like:
        return Match(like[0][0], LIKE_RANK, LIKE, like[0][1])
    near = process.extractOne(
        name, [key for key in index if len(key) >= MIN_KEY], scorer=fuzz.ratio, score_cutoff=FUZZY
    )
    if near is None:
        return None
    return Match(index[near[0]].field, 950, Decimal(str(round(near[1] / 100 - 0.1, 2))), near[0])
