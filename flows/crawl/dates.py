"""Dates as government pages print them."""

import re
from datetime import date
from itertools import islice

# 2024-03-15, 2024年3月15日, 2024/3/15, 2024.03.15, with or without a time of day.
DAY = r"(?<!\d)((?:19|20)\d\d)\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})(?!\d)\s*日?"
CLOCK = r"(?:\s*T?\s*\d{1,2}:\d{2}(?::\d{2})?)"
PRINTED, TIMED = re.compile(f"{DAY}{CLOCK}?"), re.compile(DAY + CLOCK)
# Not the date of a sentence (2019年1月1日起施行).
ALONE = re.compile(f"{DAY}{CLOCK}?(?![一-鿿])")
# In a table the label's colon is the border of its cell.
LABELLED = re.compile(
    r"(?:(?:发布|公布|公开|发文|成文|印发|录入|更新)?(?:时间|日期)\s*[:：]|(?:发布|公布|公开|发文|成文|印发)(?:时间|日期)\s)"
    r"\s*[\[［【(（]?\s*(?=(?:19|20)\d\d)"
)
# Site builders put the day into the address: t20240315_12.html, /art/2024/3/15/art_1.html.
ADDRESS = re.compile(r"/t((?:19|20)\d\d)(\d\d)(\d\d)_|/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})/")
# A day set large beside its month set small: 15 2024-03, 2024-03 15, 15 2024年3月.
MONTH = r"(?<![\d.-])(?P<year>(?:19|20)\d\d)\s*[-/.年]\s*(?P<month>\d{1,2})(?!\d|\s*[-/.]\s*\d)月?"
SPLIT = (
    re.compile(rf"(?<![\d./-])(?P<day>\d{{1,2}})日?\s+{MONTH}"),
    re.compile(rf"{MONTH}\s+(?P<day>\d{{1,2}})(?![\d./-])"),
)
MOST_PLACES = 20
NEAR, BEFORE_DATE = 120, " 　[【(（"
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def find_date(text: str) -> tuple[str, str]:
    """The first date of a text, as printed and as an ISO date; ("", "") where there is none."""
    for match in PRINTED.finditer(text):
        day = iso(*match.groups()[:3])
        if day:
            return match.group().strip(), day
    return "", ""


def find_split(text: str) -> str:
    """The date of a text that prints the day apart from its month, as an ISO date or ""."""
    match = next(filter(None, (one.search(text) for one in SPLIT)), None)
    return iso(match["year"], match["month"], match["day"]) if match else ""


def find_labelled(text: str) -> tuple[str, str]:
    """The first date that the text calls a time or date of publishing (发布时间：…)."""
    for label in LABELLED.finditer(text):
        found = find_date(text[label.end() : label.end() + 32])
        if found[1]:
            return found
    return "", ""


def find_timed(text: str, title: str) -> tuple[str, str]:
    """The date right after a title, or with a time of day close to it: of publishing, though nothing says so."""
    for at in islice(re.finditer(re.escape(title), text), MOST_PLACES) if title else ():
        rest = text[at.end() : at.end() + NEAR].lstrip(BEFORE_DATE)
        match = ALONE.match(rest) or TIMED.search(rest)
        if match:
            return find_date(match.group())
    return "", ""


def date_of_address(url: str) -> str:
    """The day that a site builder's address names, as an ISO date or ""."""
    match = ADDRESS.search(url)
    if match is None:
        return ""
    parts = match.groups()
    return iso(*(parts[:3] if parts[0] else parts[3:]))


def years(text: str) -> frozenset[int]:
    """The years that a title names."""
    return frozenset(int(found) for found in YEAR.findall(text))


def iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
