"""Dates as people and spreadsheets write them, as ISO 8601 UTC text."""

import re
from datetime import UTC, datetime, timedelta

SERIAL_START = datetime(1899, 12, 30, tzinfo=UTC)
SERIAL = re.compile(r"[345]\d{4}(\.\d+)?\Z")
YEAR_FIRST = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(.*)\Z", re.DOTALL)
YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(.*)\Z", re.DOTALL)
CLOCK = re.compile(
    r"[ T]*(上午|下午|AM|PM)?\s*(\d{1,2})[:时](\d{2})(?:[:分](\d{2}))?(?:\.\d+)?分?秒?\s*(AM|PM)?\Z", re.IGNORECASE
)
DAY, MINUTE = len("2024-05-01"), len("2024-05-01T10:00")


def read_date(text: str) -> str:
    """A date (2024-05-01) or a moment (2024-05-01T10:00:00Z) from what a spreadsheet made of it, "" if it is none.

    Without a zone it is taken as UTC; 5/1/2024 is the first of May.
    """
    text = text.strip()
    try:
        if SERIAL.match(text):
            moment = SERIAL_START + timedelta(days=float(text))
            return stamp(moment + timedelta(milliseconds=500)) if "." in text else moment.date().isoformat()
        if YEAR_FIRST.match(text) and ("T" in text and ":" in text):
            moment = datetime.fromisoformat(text)
            return stamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        return written(text)
    except (ValueError, OverflowError):
        return ""


def written(text: str) -> str:
    """A date in figures, with or without a time of day; raises ValueError where there is no such day."""
    if match := YEAR_FIRST.match(text):
        year, month, day = (int(part) for part in match.groups()[:3])
    elif match := YEAR_LAST.match(text):
        month, day, year = (int(part) for part in match.groups()[:3])
        month, day = (day, month) if month > 12 else (month, day)
    else:
        return ""
    rest = match[4].strip()
    date = datetime(year, month, day, tzinfo=UTC)
    if not rest:
        return date.date().isoformat()
    return stamp(date + clock(rest))


def clock(text: str) -> timedelta:
    """A time of day: 10:00, 10:00:05, 下午3:05, 3:05 PM; raises ValueError."""
    match = CLOCK.match(text)
    if not match:
        raise ValueError(text)
    before, hours, minutes, seconds, after = match.groups()
    half = (before or after or "").upper()
    hour = int(hours)
    if half in {"下午", "PM"} and hour < 12:
        hour += 12
    if half in {"上午", "AM"} and hour == 12:
        hour = 0
    return timedelta(hours=hour, minutes=int(minutes), seconds=int(seconds or 0))


def stamp(moment: datetime) -> str:
    """ISO 8601 UTC to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_same_moment(left: str, right: str) -> bool:
    """Whether two dates of ours are one: a spreadsheet may have cut the time or its seconds off."""
    if DAY in {len(left), len(right)}:
        return left[:DAY] == right[:DAY]
    is_cut = left.endswith(":00Z") or right.endswith(":00Z")
    return left[:MINUTE] == right[:MINUTE] if is_cut else left == right
