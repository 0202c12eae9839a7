"""Grade bands: those that a report prints, else the usual ones; and which band a total lies in."""

import itertools
import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

WORDS = (
    "优秀",
    "优良",
    "优",
    "良好",
    "良",
    "中等",
    "中",
    "一般",
    "基本合格",
    "不合格",
    "合格",
    "较差",
    "差",
    "及格",
    "不及格",
    "好",
)
ALIASES = {"优秀": "优", "良好": "良", "中等": "中", "较差": "差"}
WORD = "|".join(sorted(WORDS, key=len, reverse=True))
NUMBER = r"\d{1,3}(?:\.\d+)?"
SPAN = (
    rf"(?P<low>{NUMBER})(?P<in1>[（(]不?含[)）])?分?(?P<in1b>[（(]不?含[)）])?[-—–－~～至到](?P<high>{NUMBER})(?P<in2>[（(]不?含[)）])?分?(?P<in2b>[（(]不?含[)）])?"
    rf"|[≥>＞](?P<least>{NUMBER})分?(?:[且，,、]?[<＜≤](?P<cap>{NUMBER})分?)?|(?P<above>{NUMBER})分?(?:[（(]不?含[^)）]*[)）])?(?:及|或)?以上"
    rf"|[<＜≤](?P<most>{NUMBER})分?|(?P<below>{NUMBER})分?(?:[（(]不?含[^)）]*[)）])?(?:及|或)?以下|低于(?P<under>{NUMBER})分?"
)
FIGURE = re.compile(NUMBER)
LEAST = 3
SIGNS = "优良中差格般好"
QUOTE = "[“”\"'「」]?"
BEFORE = re.compile(
    rf"[\[（(【]?(?:{SPAN})[\])）】]?[的，,:：]?(?:评定|评级|等级|等次)?(?:为|是|属于|，|:|：)?{QUOTE}(?P<word>{WORD})"
)
AFTER = re.compile(
    rf"(?P<word>{WORD}){QUOTE}(?:等次|等级|级)?[\[（(【：:，,]?(?:得分|分数|总分|评分|自评得分)?(?:在|为|是|S)?(?:{SPAN})"
)


class Band(NamedTuple):
    """A grade word and the totals it stands for, both ends counted in; `is_below` leaves the upper end out."""

    word: str
    low: Decimal
    high: Decimal
    is_below: bool = False

    def is_holding(self, total: Decimal) -> bool:
        return self.low <= total <= self.high and not (self.is_below and total == self.high)


def plain_grade(word: str) -> str:
    """A grade word without quotes and 等次; 优秀 is 优."""
    bare = re.sub(r"[“”\"'「」\s等次级]", "", word)
    return ALIASES.get(bare, bare)


def printed_bands(texts: Iterable[str]) -> tuple[Band, ...]:
    """The bands that one of these texts prints: at least three words, each with its own span."""
    return max(map(bands_in, texts), key=len, default=())


@lru_cache(maxsize=512)
def bands_in(text: str) -> tuple[Band, ...]:
    """The bands of one text, () where it prints no scale."""
    packed = re.sub(r"\s", "", text)
    # Three bands have three figures at least, and words of two kinds or three of 合格: most paragraphs do not.
    is_worded = sum(sign in packed for sign in SIGNS) > 1 or packed.count("格") >= LEAST
    if not is_worded or len(FIGURE.findall(packed)) < LEAST:
        return ()
    found = (tuple(map(band_of, pattern.finditer(packed))) for pattern in (BEFORE, AFTER))
    return max(filter(is_scale, found), key=len, default=())


def band_of(match: re.Match[str]) -> Band:
    found = {name: Decimal(text) for name, text in match.groupdict().items() if text and text[0].isdigit()}
    floor = found.get("low", found.get("least", found.get("above", Decimal(0))))
    roof = next((found[name] for name in ("high", "cap", "most", "below", "under") if name in found), Decimal(1000))
    opened = "不含" in "".join(filter(None, (match["in2"], match["in2b"])))
    return Band(plain_grade(match["word"]), floor, roof, opened or (not ({"high"} & found.keys()) and roof < 1000))


def is_scale(bands: tuple[Band, ...]) -> bool:
    """Whether bands make up a scale: each word once, none overlapping more than at its ends."""
    ordered = sorted(bands, key=lambda band: band.low)
    pairs = itertools.pairwise(ordered)
    words = {band.word for band in bands}
    return len(bands) >= LEAST and len(words) == len(bands) and all(low.high <= high.low for low, high in pairs)


def bands_of(total: Decimal, bands: tuple[Band, ...]) -> tuple[Band, ...]:
    """The bands that a total lies in; two where it is on a shared end."""
    return tuple(band for band in bands if band.is_holding(total))
