"""sources.toml: the disclosure pages an office watches, one entry a source, checked key by key with its line.

Top: contact, time_zone = "Asia/Shanghai", schedule = "30 2 * * *" (cron) and blobs = "s3://bucket/prefix" (a folder
under --out by default) hold for every source. [alerts]: to = ["mailto://…"] (apprise), due = "10-31".
[[source]]: name, title, region, start = ["https://…"], preset, titles, links, years, depth, rate, recheck, private,
contact, schedule, time_zone, season = [8, 9, 10]; [source.listing], [source.listing.json] and [source.limits] as
`flows.crawl.job` names them.
"""

import datetime
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flows.crawl.job import TITLES, Job, JsonListing, Limits, Rules
from flows.crawl.presets import presets
from flows.crawl.reading import selector_fault
from flows.cron import is_cron
from flows.lined import Reader, filled, switch

DEFAULT = Path("sources.toml")
NAME = re.compile(r"[\w一-鿿][\w.一-鿿-]{0,63}\Z")
MOST_SECONDS = 600
TOP = ("contact", "time_zone", "schedule", "blobs", "alerts", "source")
ENTRY = ("name", "title", "region", "start", "preset", "titles", "links", "years", "depth", "rate", "recheck",
         "private", "contact", "schedule", "time_zone", "season", "listing", "limits")  # fmt: skip
ALERTS = ("to", "due")
SELECTORS = ("items", "link", "title", "date", "next", "attachments", "published", "publisher")
# What stands in braces in the address of a call; a GUID is none of it.
BRACED = re.compile(r"\{([A-Za-z]\w*)\}")
FILLED_IN = ("page", "size", "from", "to")
USUAL = Job("")
DUE = "10-31"


class SourcesError(Exception):
    """sources.toml cannot be used; each line says where, what, and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """One site to harvest. name: its folder in the inbox. job: the crawl, without what is known already.

    schedule: cron, "" = only by hand. season: months (1-12) in which new reports are expected; () = any.
    """

    name: str
    job: Job
    title: str = ""
    region: str = ""
    schedule: str = ""
    season: tuple[int, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything that sources.toml says. due: month-day of the following year by which a report must be out."""

    file: Path
    sources: tuple[Source, ...] = ()
    blobs: str = ""
    alerts: tuple[str, ...] = field(default=(), repr=False)
    due: str = DUE


def load_sources(file: Path) -> Sources:
    """Read and check sources.toml. Raises SourcesError that lists everything that is wrong, line by line."""
    text = read_text(file)
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = f"{file}：不合 TOML 语法：{error}。文字要加引号，一行一个设置"
        raise SourcesError(message) from error
    lines = text.splitlines() or [""]
    parts = sections(lines)
    top = Reader(file, lines, parts[0], "", [])
    top.known(found, TOP)
    alerts = top.table(found, "alerts")
    top.known(alerts, ALERTS)
    read = tuple(entries(top, found, parts[1:]))
    result = Sources(file, read, top.text(found, "blobs"), top.texts(alerts, "to"), due(top, alerts))
    if top.wrong:
        raise SourcesError("\n".join(dict.fromkeys(top.wrong)))
    return result


def read_text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        message = f"{file}：没有这个文件。照 docs/harvest.md 写一份，或用 --sources 指定"
        raise SourcesError(message) from error
    except OSError as error:
        message = f"{file}：读不了（{error.strerror}）"
        raise SourcesError(message) from error
    except UnicodeDecodeError as error:
        message = f"{file}：不是 UTF-8 文字。另存为 UTF-8 后再试"
        raise SourcesError(message) from error


def sections(lines: list[str]) -> list[range]:
    """The lines of what stands before the first [[source]], then of each [[source]] with its subtables."""
    starts = [n for n, line in enumerate(lines) if re.match(r"\s*\[\[\s*source\s*\]\]", line)]
    ends = [*starts[1:], len(lines)]
    return [range(starts[0] if starts else len(lines)), *map(range, starts, ends)]


def entries(top: Reader, found: Mapping[str, Any], parts: list[range]) -> Iterable[Source]:
    """Every [[source]]; one name stands for one folder."""
    given = found.get("source", [])
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        top.refuse("source", "应写成 [[source]]（两层方括号），每个网站一节")
        return
    names: set[str] = set()
    for number, (entry, at) in enumerate(zip(given, parts, strict=False), 1):
        reader = replace(top, at=at, where=f"第 {number} 个 source 的 ")
        reader.known({key: value for key, value in entry.items() if key not in TOP}, ENTRY)
        for key in (key for key in entry if key in TOP and key not in ENTRY):
            reader.refuse(key, "写在文件开头，第一个 [[source]] 之前：它对全部网站生效")
        one = source(reader, {**found, **entry})
        if one.name in names:
            reader.refuse("name", f"前面已有一个 {one.name}。名字就是收件箱里的文件夹，各取一个")
        names.add(one.name)
        yield one


def source(reader: Reader, found: Mapping[str, Any]) -> Source:
    """One entry; `found` holds the file's own defaults beneath it."""
    name = reader.text(found, "name")
    if not NAME.match(name):
        reader.refuse("name", "要有一个名字：字母、数字、汉字、- 和 _，不超过 64 字，用作收件箱里的文件夹名")
    schedule = reader.text(found, "schedule")
    if schedule and not is_cron(schedule):
        reader.refuse("schedule", f"应为五段 cron，如 30 2 * * *（每天 2:30），写的是“{schedule}”")
    season = reader.wholes(found, "season", (1, 12))
    return Source(name, job(reader, found, name), reader.text(found, "title"), reader.text(found, "region"), schedule,
                  season, reader.at.start + 1)  # fmt: skip


def job(reader: Reader, found: Mapping[str, Any], name: str) -> Job:
    """The crawl of an entry."""
    start = reader.texts(found, "start")
    for one in start:
        if urlsplit(one).scheme not in {"http", "https"} or not urlsplit(one).hostname:
            reader.refuse("start", f"“{one}”不是网址：应以 http:// 或 https:// 开头")
    drawn = rules(reader, found)
    schemes = {"http", "https", ""} if start or not drawn.json.url else {"http", "https"}
    if urlsplit(drawn.json.url).scheme not in schemes:
        reader.refuse("json", f"“{drawn.json.url}”不是网址：应以 http:// 或 https:// 开头；写了 start 时可只写路径")
    if not start and not drawn.json.url:
        reader.refuse("start", "缺少列表页网址（或 listing.json 的 url）")
    contact = reader.text(found, "contact")
    if not contact:
        reader.refuse("contact", "缺少联系方式（邮箱或网址）：网站管理员要知道是谁在访问")
    return Job(
        source=name,
        start=start,
        rules=drawn,
        titles=reader.patterns(found, "titles", TITLES),
        links=reader.patterns(found, "links"),
        depth=reader.whole(found, "depth", USUAL.depth, (0, 5)),
        years=reader.wholes(found, "years", (1990, 2100)),
        rate=rate(reader, found),
        recheck=reader.whole(found, "recheck", USUAL.recheck, (1, 3650)),
        contact=contact,
        time_zone=time_zone(reader, found),
        private=switch(reader, found, "private", default=False),
        limits=limits(reader, found),
    )


def rules(reader: Reader, found: Mapping[str, Any]) -> Rules:
    """How the site is read."""
    preset = reader.text(found, "preset")
    if preset and preset not in presets():
        reader.refuse("preset", f"没有“{preset}”这种建站系统；可用的有 {'、'.join(presets())}")
    listing = reader.inner("listing")
    given = reader.table(found, "listing")
    listing.known(given, [one.name for one in fields(Rules) if one.name != "preset"])
    plain = {key: value for key, value in given.items() if key not in {"json", "preset"}}
    drawn = Rules(**filled(listing, plain, Rules), preset=preset, json=call(reader, listing.table(given, "json")))
    for key in SELECTORS:
        if fault := selector_fault(getattr(drawn, key) or "a"):
            listing.refuse(key, f"“{getattr(drawn, key)}”不是选择器（{fault}）：写 CSS，XPath 以 / 或 ./ 开头")
    if drawn.numbered and "{n}" not in drawn.numbered:
        listing.refuse("numbered", f"“{drawn.numbered}”中没有 {{n}}（页码），应如 index_{{n}}.html")
    return drawn


def call(reader: Reader, found: Mapping[str, Any]) -> JsonListing:
    """The call from which a listing comes."""
    inner = reader.inner("listing.json")
    inner.known(found, [one.name for one in fields(JsonListing)])
    drawn = JsonListing(**filled(inner, found, JsonListing))
    for key in ("url", "body"):
        for one in BRACED.findall(getattr(drawn, key)):
            if one not in FILLED_IN:
                inner.refuse(key, f"不认得 {{{one}}}；可写 {'、'.join(f'{{{name}}}' for name in FILLED_IN)}")
    return drawn


def limits(reader: Reader, found: Mapping[str, Any]) -> Limits:
    inner, given = reader.inner("limits"), reader.table(found, "limits")
    inner.known(given, [one.name for one in fields(Limits)])
    return Limits(**filled(inner, given, Limits))


def rate(reader: Reader, found: Mapping[str, Any]) -> float:
    """Seconds between requests."""
    value = found.get("rate", USUAL.rate)
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST_SECONDS:
        reader.refuse("rate", f"应为 0 至 {MOST_SECONDS} 的秒数，写的是“{value}”")
        return USUAL.rate
    return float(value)


def time_zone(reader: Reader, found: Mapping[str, Any]) -> str:
    name = reader.text(found, "time_zone", USUAL.time_zone)
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        reader.refuse("time_zone", f"没有“{name}”这个时区，如 Asia/Shanghai")
        return USUAL.time_zone


def due(reader: Reader, alerts: Mapping[str, Any]) -> str:
    """Month and day, checked against a leap year."""
    value = reader.text(alerts, "due", DUE)
    try:
        datetime.date.fromisoformat(f"2024-{value}")
    except ValueError:
        reader.refuse("due", f"应为月-日，如 10-31，写的是“{value}”")
    return value
