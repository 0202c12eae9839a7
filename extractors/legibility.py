"""Whether the text layer of a page can be trusted, or the page has to be read from its picture.

A page is doubted as a whole. What a page of any language, a page of figures or a form in Latin looks like must pass:
a page that is sent to character recognition although its text is sound loses more than it gains.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from extractors.glyphs import LOST
from extractors.page import Page

SCAN_CHARS = 20
SCAN_SHARE = 0.5
CURVE_SEGMENTS = 300
"""A page of a few drawn characters has some hundred pieces of curve; a table without text has some dozen lines."""
ENOUGH = 20
ODD, ODD_KINDS = 0.01, 4
"""Share and number of distinct meaningless characters: a single odd bullet or tick says nothing about the rest."""
GARBLED = 0.2
LOST_SHARE = 0.05
"""Share up to which codes that are no characters are dropped without a word: soft hyphens, marks of a program."""
SYMBOLS = 0.1
"""Share up to which the private codes of symbol fonts (bullets, ticks) are no sign of damage."""
FOREIGN = 0.1
ONE_SCRIPT = 0.9
PLAIN = 0.5
COMMON_HAN = 0.6
SHIFTED, SHIFTED_KINDS = 0.12, 12

SCAN = "该页是扫描图像，没有可读的文字层"
HIDDEN_LAYER = "该页是扫描图像，只有隐藏的识别文字，不足为凭"
DRAWN = "该页只有图形，没有文字（文字可能已转为曲线）"
GARBLED_WHY = "该页的文字编码已损坏，读出的不是原文"

EVERYDAY: set[str] = set()
"""Characters met so far that no broken font map is known by."""

_SYMBOL_FONT = re.compile("[\uf020-\uf0ff]")
_MEANINGLESS = frozenset({"Cc", "Co", "Cn", "Cs"})
# Signs that a sound text uses one at a time; characters shifted to other codes turn up as a crowd of them.
_RARE_SIGNS = frozenset("!\"#$&'<>?@[\\]^`{}~;")
_SIGN_BLOCKS = (
    (0x2000, 0x206F),
    (0x2100, 0x27BF),
    (0x3000, 0x303F),
    (0x3200, 0x33FF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
)


def defect(page: Page) -> str:
    """Why the text layer of a page cannot be trusted, in Chinese; "" for a sound page (also for a blank one)."""
    visible = len(page.chars)
    if page.image_share > SCAN_SHARE:
        if visible < SCAN_CHARS:
            return HIDDEN_LAYER if page.hidden >= SCAN_CHARS else SCAN
        if page.hidden > 2 * visible:
            return HIDDEN_LAYER
    if not visible:
        return DRAWN if page.segments > CURVE_SEGMENTS else ""
    return GARBLED_WHY if is_garbled("".join([char.text for char in page.chars])) else ""


def is_garbled(text: str) -> bool:
    """Whether a page's characters, blanks left out, are not what was printed: codes lost, shifted or mixed up."""
    total = len(text)
    if not has_strange(text, total):
        return False
    counts = Counter(text)
    kinds: Counter[str] = Counter()
    for char, count in counts.items():
        kinds[sort_of(char)] += count
    if has_odd(counts, kinds, total):
        return True
    if total < ENOUGH:
        return False
    return is_mixed(kinds, total) or is_rare_han(kinds) or is_shifted(counts, kinds, total)


def has_strange(text: str, total: int) -> bool:
    """Whether enough of a text is out of the ordinary to look closer: nearly every page ends here, and soon."""
    letters = set(text)
    for char in letters - EVERYDAY:
        if sort_of(char) in ("han", "plain") and char not in _RARE_SIGNS:
            EVERYDAY.add(char)
    return sum(map(text.count, letters - EVERYDAY)) > ODD * total


def has_odd(counts: Counter[str], kinds: Counter[str], total: int) -> bool:
    """Whether too many characters have no meaning at all (private use, control, unmapped)."""
    odd = kinds["odd"] - counts[LOST] + (kinds["symbol"] if kinds["symbol"] > SYMBOLS * total else 0)
    if odd > GARBLED * total or counts[LOST] > LOST_SHARE * total:
        return True
    distinct = sum(sort_of(char) == "odd" for char in counts)
    return odd > ODD * total and (distinct >= ODD_KINDS or counts["\ufffd"] >= ODD_KINDS)


def is_mixed(kinds: Counter[str], total: int) -> bool:
    """Whether letters of scripts that no text mixes make up a good part; a text in one foreign script is sound."""
    scripts = {name: count for name, count in kinds.items() if name.startswith("script ")}
    foreign = sum(scripts.values())
    if foreign > FOREIGN * total and max(scripts.values()) < ONE_SCRIPT * foreign:
        return True
    known = kinds["han"] + kinds["rare han"] + kinds["plain"] + kinds["symbol"] + foreign
    return known < PLAIN * total


def is_rare_han(kinds: Counter[str]) -> bool:
    """Whether the ideographs are ones that hardly any text uses: codes shifted within the block."""
    han = kinds["han"] + kinds["rare han"]
    return han >= ENOUGH and kinds["han"] < COMMON_HAN * han


def is_shifted(counts: Counter[str], kinds: Counter[str], total: int) -> bool:
    """Whether signs that stand alone in sound text come in a crowd: glyph numbers taken for codes."""
    signs = {char: count for char, count in counts.items() if char in _RARE_SIGNS}
    return (
        len(signs) >= SHIFTED_KINDS
        and sum(signs.values()) > SHIFTED * total
        and kinds["han"] + kinds["rare han"] < PLAIN * total
    )


@lru_cache(maxsize=1 << 15)
def sort_of(char: str) -> str:
    """han, rare han, plain (figures, signs, Latin), symbol (of a symbol font), odd, sign, or "script NAME"."""
    code = ord(char)
    if "\u4e00" <= char <= "\u9fff":
        return "han" if is_common(char) else "rare han"
    if 0x20 <= code < 0x7F or any(low <= code <= high for low, high in _SIGN_BLOCKS):
        return "plain"
    if _SYMBOL_FONT.match(char):
        return "symbol"
    category = unicodedata.category(char)
    if char == "\ufffd" or category in _MEANINGLESS:
        return "odd"
    if category.startswith("L"):
        return script(char)
    return "plain" if code < 0x250 else "sign"


def script(char: str) -> str:
    """The script of a letter by the first word of its name; ideographs of other blocks are rare ones."""
    name = unicodedata.name(char, "UNKNOWN").split(" ")[0]
    if name == "CJK":
        return "rare han"
    return "plain" if name == "GREEK" else f"script {name}"


def is_common(char: str) -> bool:
    """Whether an ideograph is in everyday use: the first level of GB 2312 or of Big5."""
    for encoding, low, high in (("gb2312", 0xB0, 0xD8), ("big5", 0xA4, 0xC7)):
        try:
            lead = char.encode(encoding)[0]
        except UnicodeEncodeError:
            continue
        if low <= lead < high:
            return True
    return False
