"""Signs that a text goes on below a page break, or that it has ended above it."""

import re

from extractors.text_lines import Line

ENDS = "。；;！？!?"
UNFINISHED = re.compile(r"[，、,：:（(《“—及与和或的]$")
CANNOT_BEGIN = re.compile(r"[，。、；：,;:）)》”％%‰]")
NUMBERED = re.compile(r"[（(【]?(\d{1,2}|[一二三四五六七八九十]{1,3})[）)】.．、，:：]|[①-⑳]")
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
HAN = "一二三四五六七八九十"
FIGURE = re.compile(r"[≥≤=<>＞＜《》≧≦]*[-−]?[\d,.，]+[%‰％]?")
TORN_FIGURE = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?%?|\d+\.\d+%?")
CONTINUED = re.compile(r"[（(]续[^）)]{0,4}[）)]$|续表\d*$")
NOTE = re.compile(r"(备注|注|说明|填表说明)[:：\d一]")


def plain_text(text: str) -> str:
    """A text without blanks and without the word that it is continued."""
    return CONTINUED.sub("", re.sub(r"\s", "", text))


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure and nothing else."""
    return bool(FIGURE.fullmatch(text))


def is_note(text: str) -> bool:
    """Whether a cell holds the notes of a form."""
    return bool(NOTE.match(text))


def is_torn_figure(above: str, below: str) -> bool:
    """Whether two figures are one that a narrow column has broken: 1,234, over 567.00."""
    return (above[-1] in ",." or below[0] in ",.%") and bool(TORN_FIGURE.fullmatch(above + below))


def cannot_begin(text: str) -> bool:
    """Whether a text begins with a mark that closes something: it is the rest of another."""
    return bool(CANNOT_BEGIN.match(text))


def token_width(line: Line) -> float:
    """The width of what had to stay together at the start of a line: a figure, a word, a sign and its closing marks."""
    chars = line.chars
    end = 1
    while end < len(chars) and (
        cannot_begin(chars[end].text)
        or chars[end - 1].text in "（(《“"
        or (is_narrow(chars[end - 1].text) and is_narrow(chars[end].text))
    ):
        end += 1
    return chars[end - 1].x1 - chars[0].x0


def is_narrow(text: str) -> bool:
    """Whether a character is of those that are not parted at a line's end: figures, Latin letters, their signs."""
    return text.isascii() and not text.isspace()


def is_open(text: str) -> bool:
    """Whether a text breaks off: at a comma, after a word that needs another, inside brackets."""
    brackets = sum(text.count(mark) for mark in "（(《“") > sum(text.count(mark) for mark in "）)》”")
    return brackets or bool(UNFINISHED.search(text))


def is_next_item(above: str, below: str) -> bool:
    """Whether a text begins with the number that follows the last one of a list above: 1. … 2. …"""
    found = NUMBERED.match(below)
    if not found or above[-1] not in ENDS + "，,":
        return False
    before = previous(found[0])
    return bool(before) and (before in above or before.replace("、", ".") in above)


def previous(mark: str) -> str:
    """The mark that stands before one in a list: 3. -> 2., （二） -> （一）, "" for the first."""
    if mark in CIRCLED:
        return CIRCLED[CIRCLED.index(mark) - 1] if mark != CIRCLED[0] else ""
    number = re.search(r"\d+|[一二三四五六七八九十]+", mark)
    if not number:
        return ""
    if number[0].isdigit():
        value = int(number[0]) - 1
        return mark.replace(number[0], str(value)) if value > 0 else ""
    place = HAN.find(number[0])
    return mark.replace(number[0], HAN[place - 1]) if place > 0 else ""
