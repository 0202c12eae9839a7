"""A target or an actual value told in words: the one quantity that it states (市级以上媒体报道20篇以上 is ≥20篇)."""

import re
from dataclasses import replace

from extractors.model import Entry
from extractors.numbers import find_numbers

# Words that turn a figure into a change, a gap or a part: it is then not the value itself.
_OTHER = re.compile(r"(?<!最)[降减低缩增升高提超比较未不除仅欠差缺少余其每]|同期|上年|前|后|左右")
_LONGEST = 24


def worded(entry: Entry) -> Entry:
    """The entry with the figure that its words state, where there is exactly one with a unit and no turn of meaning."""
    if entry.number is not None or not any(letter.isdigit() for letter in entry.text) or len(entry.text) > _LONGEST:
        return entry
    found = find_numbers(entry.text)
    if len(found) != 1 or not found[0].number.unit:
        return entry
    words = entry.text[: found[0].start] + entry.text[found[0].end :]
    if _OTHER.search(words) or any(letter.isdigit() for letter in words):
        return entry
    return replace(entry, number=replace(found[0].number, text=entry.text, place=entry.place))
