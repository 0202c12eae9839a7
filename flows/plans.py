"""A harvest as the command line asks for it: sources of sources.toml by name, and pages named by hand."""

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from flows.crawl.job import Job, JsonListing
from flows.nightly_facts import Plan
from flows.options import Options
from flows.sources import DEFAULT, Source, Sources, SourcesError, load_sources

UNSAFE = re.compile(r"[^\w.-]+")
LONGEST_NAME = 60


def plan_of(parsed: argparse.Namespace, options: Options) -> Plan:
    """What `gouji harvest` is asked to do. Raises SourcesError."""
    found = found_sources(parsed)
    by_hand = tuple(pages(parsed.url, found, parsed.contact))
    chosen = picked(found, parsed.names) if parsed.names or not by_hand else ()
    return Plan(options, found, (*chosen, *by_hand), at_once=parsed.at_once)


def clockwork(parsed: argparse.Namespace, options: Options) -> Plan:
    """What `gouji schedule` is to serve: every source that has a schedule. Raises SourcesError."""
    found = load_sources(parsed.sources or DEFAULT)
    chosen = tuple(source for source in found.sources if source.schedule)
    if not chosen:
        message = f'{found.file}：没有一个网站写了 schedule。写在文件开头即对全部网站生效，如 schedule = "30 2 * * *"'
        raise SourcesError(message)
    return Plan(options, found, chosen, at_once=parsed.at_once)


def found_sources(parsed: argparse.Namespace) -> Sources:
    """sources.toml; pages named by hand do without one that nobody named."""
    file: Path | None = parsed.sources
    if parsed.url and not parsed.names and file is None and not DEFAULT.exists():
        return Sources(DEFAULT)
    return load_sources(file or DEFAULT)


def picked(found: Sources, names: Iterable[str]) -> tuple[Source, ...]:
    """The sources of these names, all of them where none is given. Raises SourcesError."""
    wanted = tuple(dict.fromkeys(names))
    known = {source.name: source for source in found.sources}
    if unknown := [name for name in wanted if name not in known]:
        there = f"现有 {'、'.join(known)}" if known else "其中一个网站也没有"
        message = f"{found.file}：没有名为 {'、'.join(unknown)} 的网站；{there}"
        raise SourcesError(message)
    if not known:
        message = f"{found.file}：一个网站也没有。照 docs/harvest.md 添一节 [[source]]"
        raise SourcesError(message)
    return tuple(known[name] for name in wanted or known)


def pages(urls: Iterable[str], found: Sources, contact: str) -> Iterator[Source]:
    """A source for the pages of each host, under the terms of the source that watches this host, if one does."""
    by_host: dict[str, list[str]] = {}
    for url in dict.fromkeys(urls):
        by_host.setdefault(host(url), []).append(url)
    for where, named in by_host.items():
        terms = next((one.job for one in found.sources if where in map(host, one.job.start)), None)
        yield page_source(where, tuple(named), found, with_contact(terms or any_terms(found), contact))


def host(url: str) -> str:
    """Host and port of an address. Raises SourcesError where it is none of the web."""
    try:
        parts = urlsplit(url)
        where = parts.netloc.rpartition("@")[2].lower()
    except ValueError:
        where = ""
    if not where or parts.scheme not in {"http", "https"}:
        message = f"“{url}”不是网址：应以 http:// 或 https:// 开头"
        raise SourcesError(message)
    return where


def any_terms(found: Sources) -> Job:
    """The terms for a host that no source watches: whoever is to be written to is the same."""
    return Job("", contact=next((one.job.contact for one in found.sources), ""))


def with_contact(terms: Job, contact: str) -> Job:
    if not contact and not terms.contact:
        message = "缺少联系方式：用 --contact 给出邮箱或网址，网站管理员要知道是谁在访问"
        raise SourcesError(message)
    return replace(terms, contact=contact or terms.contact)


def page_source(where: str, urls: tuple[str, ...], found: Sources, terms: Job) -> Source:
    """Pages of one host as a source of its own, for the memory of the source that watches the host is left alone."""
    name = UNSAFE.sub("-", where).strip("-.")[:LONGEST_NAME]
    if name in {one.name for one in found.sources}:
        name = f"{name}-page"
    rules = replace(terms.rules, json=JsonListing())
    return Source(name, replace(terms, source=name, start=(), articles=urls, rules=rules))
