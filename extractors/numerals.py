"""Numerals: digits in every width and grouping, Chinese numerals and mixtures of both (12万4千)."""

import re
from decimal import Decimal

_WIDE = str.maketrans(
    "０１２３４５６７８９．％（）﹤﹥﹦＜＞＝＋－／～　\u00a0\u2009\u202f\u2212：﹪٪○Ｏ",
    "0123456789.%()<>=<>=+-/~    -:%%〇〇",
)
_DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "两": 2}
    | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
)
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
CHINESE = r"[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+(?:点[〇零一二三四五六七八九]+)?"
_GROUPED = r"\d{1,3}(?: ?, ?\d{3})+(?!\d)(?: ?\. ?\d+)?"
ARABIC = rf"(?:{_GROUPED}|\d+(?: ?\. ?\d+)?)"
# 12万4千, 3亿5千万: a digit group after a scale is a smaller part of the same figure.
MIXED = r"(?:\d+(?:\.\d+)?[亿万千百] ?(?=\d))+\d+(?:[千百十]?万|[千百十])(?!\d)"
LONGEST = 20
"""Signs of a figure at most: a longer row of digits is a code, or cells that ran into one another."""
NUMERAL = rf"(?:{MIXED}|{ARABIC}|{CHINESE})"


def half_width(text: str) -> str:
    """Full-width digits and signs as half-width ones; the length stays the same."""
    return text.translate(_WIDE)


def numeral(text: str) -> tuple[Decimal, Decimal] | None:
    """(value, size of the last printed digit) of a numeral without sign or unit, or None."""
    plain = text.replace(" ", "").replace(",", "")
    if plain[:1].isdigit() and len(plain) > LONGEST:
        return None
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        decimals = len(plain.partition(".")[2])
        return Decimal(plain), Decimal(1).scaleb(-decimals)
    if plain[:1].isdigit():
        return _mixed(plain)
    return _chinese(plain)


def _mixed(text: str) -> tuple[Decimal, Decimal] | None:
    parts = re.findall(r"(\d+(?:\.\d+)?)([亿万千百十]+)", text)
    if not parts or "".join(digits + scale for digits, scale in parts) != text:
        return None
    sizes = [_scale(scale) for _, scale in parts]
    if sizes != sorted(set(sizes), reverse=True):
        return None
    value = sum((Decimal(digits) * size for (digits, _), size in zip(parts, sizes, strict=True)), Decimal(0))
    return value, sizes[-1]


def _scale(scale: str) -> Decimal:
    size = 1
    for letter in scale:
        size *= _SMALL.get(letter) or _LARGE[letter]
    return Decimal(size)


def _chinese(text: str) -> tuple[Decimal, Decimal] | None:
    whole, _, decimals = text.partition("点")
    if whole[0] not in _DIGITS and whole[0] not in "十拾":
        return None
    value = _positional(whole) if not set(whole) & (_SMALL.keys() | _LARGE.keys()) else _sectioned(whole)
    if value is None:
        return None
    if decimals:
        tail = "".join(str(_DIGITS[c]) for c in decimals)
        return Decimal(f"{value}.{tail}"), Decimal(1).scaleb(-len(tail))
    step = _LARGE.get(whole[-1], 1)
    return Decimal(value), Decimal(step)


def _positional(text: str) -> int | None:
    """二〇二一 -> 2021; 三五 ("three to five") is no figure."""
    if any(c not in _DIGITS for c in text) or not text:
        return None
    if len(text) > 1 and not set(text) & {"〇", "零"} and len(text) < 4:
        return None
    return int("".join(str(_DIGITS[c]) for c in text))


def _sectioned(text: str) -> int | None:
    """三亿二千万零五十 by sections of 亿 and 万; 两万五 means 25000."""
    total = section = 0
    digit: int | None = None
    last = 1
    for letter in text:
        if letter in _DIGITS:
            if digit:  # two digits side by side: no figure
                return None
            digit, last = _DIGITS[letter], 1 if _DIGITS[letter] == 0 else last
        elif letter in _SMALL:
            section += (1 if digit is None or (digit == 0 and letter in "十拾") else digit) * _SMALL[letter]
            digit, last = None, _SMALL[letter]
        else:
            section += digit or 0
            size = _LARGE[letter]
            total = (
                (total + section) * size
                if size > total % (size * 10) and total and size == 10**8
                else (total + (section or 1) * size)
            )
            section, digit, last = 0, None, size
    if digit and last > 10:
        return total + section + digit * last // 10
    return total + section + (digit or 0)
