"""Listings that a script draws: the calls to the server that it would make, and what they answer.

A call is an address; one that is sent by POST carries its body behind a mark in the fragment, which no server sees.
A call that is found in a page goes to the page's own host only: no page makes us write to another one.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import quote, urlencode, urljoin, urlsplit

import orjson
from parsel import Selector

from flows.crawl.addresses import host
from flows.crawl.charset import decode
from flows.crawl.dates import find_date
from flows.crawl.job import JsonListing, Rules
from flows.crawl.linked import absolute, counted_up
from flows.crawl.memory import Link
from flows.crawl.presets import DEFAULT, presets
from flows.crawl.reading import LONGEST_TITLE, MOST_LINKS, entries, markup, text_of

POST = "#post:"
PER_PAGE = 20
# The usual names of a row's title, address and day.
USUAL = (
    ("title", "realtitle", "doctitle", "infotitle", "name"),
    ("url", "link", "href", "infourl", "linkurl", "docpuburl", "post_url"),
    ("display_publish_time", "publishtime", "publishdate", "pubdate", "infodate", "docreltime", "date", "time"),
)
BEIJING = timezone(timedelta(hours=8))
STAMP = re.compile(r"1\d{9}(?:\d{3})?")
# 大汉 jpaas names its call in attributes of a script element (url, queryData).
MOST_CALLS = 5
PAIR = re.compile(r"['\"](\w+)['\"]\s*:\s*['\"]([^'\"]*)['\"]")
# 大汉 jpage without a nextgroup: its records come by POST.
JPAGE = re.compile(r"(?i)\.jpage\s{0,9}\(\s{0,9}\{")
LONGEST_CALL, LONGEST_SCRIPT = 3_000, 1_000_000
SETTING = r"\b{}\s*:\s*['\"]?([^'\",}}\s]+)"
# 开普 gkmlpt: the site's number in a script, the column's behind the # of the page's own address.
SITE_NUMBER = re.compile(r"\bSID\s*[:=]\s*['\"](\d+)['\"]")
COLUMN_NUMBER = re.compile(r"/gkmlpt/index[^#]*#(\d+)$")
# A row that a script holds itself: {id:1, title:'…', 'url':"…"}.
LITERAL = re.compile(r"\{[^{}]{10,3000}\}")
FIELD = re.compile(r"""["']?(\w{1,40})["']?\s{0,9}:\s{0,9}(["'])((?:(?!\2)[^\\\n]|\\.){0,1000})\2""")
ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))")
SEVERAL = 2
RECORDS = re.compile(r"startrecord=(\d+)&endrecord=(\d+)")


def parts_of(call: str) -> tuple[str, str]:
    """The address of a call, and the body to be sent with it ("" = by GET)."""
    address, _, body = call.partition(POST)
    return address, body


def json_page(listing: JsonListing, number: int) -> str:
    """The call for a page of a JSON listing; number from 1."""
    call = listing.url + (POST + listing.body if listing.body else "")
    first = (number - 1) * listing.size + 1
    given = {"page": listing.first + number - 1, "size": listing.size, "from": first, "to": first + listing.size - 1}
    return re.sub(r"\{(page|size|from|to)\}", lambda match: str(given[match.group(1)]), call)


def has_pages(listing: JsonListing) -> bool:
    return bool(re.search(r"\{(?:page|from)\}", listing.url + listing.body))


def drawn_calls(page: Selector, url: str, shown: int) -> tuple[str, ...]:
    """The first calls that the scripts of a page would make for its listings; () where none are known.

    shown: how many entries the page holds itself.
    """
    units = page.xpath("//script[@url and @querydata]")[:MOST_CALLS]
    if units:
        return tuple(filter(None, (unit_call(one, url) for one in units)))
    text = "\n".join(page.xpath("//script//text()").getall())[:LONGEST_SCRIPT]
    number, column = SITE_NUMBER.search(text), COLUMN_NUMBER.search(url)
    if number and column:
        return (f"{url[: url.index('/gkmlpt/')]}/gkmlpt/api/all/{column.group(1)}?page=1&sid={number.group(1)}",)
    records = "" if page.xpath("//nextgroup") else jpage_call(text, url, shown)
    return (records,) if records else ()


def unit_call(script: Selector, url: str) -> str:
    """The call of a script element that names it in attributes: JSON, but for its single quotes."""
    given = dict(PAIR.findall(script.attrib["querydata"]))
    page = quote(f'{{"pageNo":1,"pageSize":{PER_PAGE}}}', safe="")
    return own(absolute(url, f"{script.attrib['url']}?{urlencode(given, quote_via=quote)}&paramJson={page}"), url)


def own(call: str, url: str) -> str:
    return call if host(call) == host(url) else ""


def jpage_call(text: str, url: str, shown: int) -> str:
    made = JPAGE.search(text)
    if made is None:
        return ""
    names, settings = ("proxyUrl", "params", "perPage", "totalRecord"), text[made.end() : made.end() + LONGEST_CALL]
    found = {name: re.search(SETTING.format(name), settings) for name in names}
    proxy, params, per, total = (match.group(1) if match else "" for match in found.values())
    if not proxy or not params or (total.isdigit() and int(total) <= shown):
        return ""
    size = int(per) if per.isdigit() and 0 < int(per) <= 500 else PER_PAGE
    records = f"?startrecord={shown + 1}&endrecord={shown + size}&perpage={size}"
    address = own(absolute(url, proxy + records), url)
    return address + POST + params if address else ""


def following_call(call: str) -> str:
    """The call for the next page of a listing that is drawn, "" where it has no number to count."""
    address, body = parts_of(call)
    tail = POST + body if body else ""
    records = RECORDS.search(address)
    if records:
        first, last = int(records.group(1)), int(records.group(2))
        given = f"startrecord={last + 1}&endrecord={2 * last - first + 1}"
        return address[: records.start()] + given + address[records.end() :] + tail
    counted = counted_up(address)
    return counted + tail if counted else ""


def called_entries(body: bytes, call: str, rules: Rules) -> tuple[Link, ...]:
    """The entries of a call's answer: JSON (or JSONP) with a list, JSON that holds markup, or markup itself.

    Raises ValueError where it holds no such list.
    """
    text = decode(body).strip().lstrip("\ufeff")
    url = parts_of(call)[0]
    wrapped = re.fullmatch(r"(?s)[\w.$]+\s*\((.*)\)\s*;?", text)
    text = wrapped.group(1) if wrapped else text
    if text.startswith("<"):
        return drawn_entries(text, url, rules)
    answer = orjson.loads(text)
    listing, rows = (rules.json, dug(answer, rules.json.items)) if rules.json.items else guessed(answer)
    rows = rows if rows or rules.json.items else html_in(answer)
    if isinstance(rows, str):
        return drawn_entries(rows, url, rules)
    if not isinstance(rows, list):
        message = f"JSON 中没有 {listing.items or '含链接的 HTML'} 这一列表"
        raise ValueError(message)
    return tuple(link for row in rows[:MOST_LINKS] for link in json_entry(row, url, listing))


def scripted_entries(page: Selector, url: str) -> tuple[Link, ...]:
    """The entries that a script of the page holds as literals, at least two; () where it holds none."""
    text = "\n".join(page.xpath("//script[not(@src)]//text()").getall())[:LONGEST_SCRIPT]
    found: dict[str, Link] = {}
    for literal in LITERAL.findall(text)[:MOST_LINKS]:
        row = {name.lower(): ESCAPED.sub(unescaped, value) for name, _, value in FIELD.findall(literal)}
        listing, rows = guessed([row])
        found |= {link.url: link for link in (json_entry(row, url, listing) if rows else ())}
    return tuple(found.values()) if len(found) >= SEVERAL else ()


def unescaped(sign: re.Match[str]) -> str:
    return chr(int(sign.group(1), 16)) if sign.group(1) else sign.group(2)


def drawn_entries(text: str, url: str, rules: Rules) -> tuple[Link, ...]:
    """The entries of markup that a script would put into its page: of the page's own look, or of any."""
    tree = markup(text)
    return entries(tree, url, rules) or entries(tree, url, replace(rules, items=presets()[DEFAULT].items))


def guessed(found: object, depth: int = 4) -> tuple[JsonListing, object]:
    """The list of a JSON value whose rows have a title and an address under their usual names, and these; or None."""
    if isinstance(found, list) and found and isinstance(found[0], dict):
        names = {name.lower(): name for name in found[0]}
        title, link, date = (next((names[one] for one in usual if one in names), "") for usual in USUAL)
        return (JsonListing(title=title, link=link, date=date), found) if title and link else (JsonListing(), None)
    inner = found.values() if isinstance(found, dict) and depth else ()
    searched = (guessed(one, depth - 1) for one in inner)
    return next((one for one in searched if one[1]), (JsonListing(), None))


def html_in(found: object, depth: int = 4) -> str | None:
    """The first text within a JSON value that is markup with links, or markup at all."""
    texts = list(texts_in(found, depth))
    return next((one for one in texts if "<a " in one), next((one for one in texts if "<" in one), None))


def texts_in(found: object, depth: int) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list) and depth:
        for one in list(found.values() if isinstance(found, dict) else found)[:100]:
            yield from texts_in(one, depth - 1)


def json_entry(row: object, url: str, listing: JsonListing) -> Iterator[Link]:
    names = re.findall(r"\{([\w.]+)\}", listing.link)
    parts = {name: dug(row, name) for name in names or [listing.link]}
    if any(part is None or part == "" for part in parts.values()):
        return
    given = re.sub(r"\{([\w.]+)\}", lambda match: str(parts[match.group(1)]), listing.link)
    link = absolute(url, given if names else str(parts[listing.link]))
    if link:
        title = " ".join(text_of(Selector(str(dug(row, listing.title) or "") or "<i></i>")).split())
        yield Link(link, title[:LONGEST_TITLE], printed_date(dug(row, listing.date)) if listing.date else "")


def printed_date(found: object) -> str:
    """A date as JSON gives it: printed, or in seconds (or their thousandths) since 1970."""
    text = str(found or "")
    if STAMP.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC).astimezone(BEIJING).date().isoformat()
    return find_date(text)[0] or text[:40]


def dug(found: object, path: str) -> object:
    """What lies at a dotted path of a JSON value, None where it ends early."""
    for step in path.split(".") if path else ():
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdigit() and int(step) < len(found):
            found = found[int(step)]
        else:
            return None
    return found


def resolved(listing: JsonListing, start: tuple[str, ...]) -> str:
    """The address of a JSON listing, read against the listing's page where it is relative."""
    whole = not listing.url or urlsplit(listing.url).scheme
    return listing.url if whole or not start else urljoin(start[0], listing.url)
