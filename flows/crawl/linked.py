"""The addresses that a page leads to, however it writes them: in href, in a script's literal, behind a viewer."""

import re
from urllib.parse import parse_qsl, unquote_to_bytes, urljoin, urlsplit

from parsel import Selector
from w3lib.url import safe_url_string

from flows.crawl.addresses import is_web
from flows.crawl.charset import decode

FILE_ENDINGS = "pdf|zip|rar|7z|docx?|xlsx?|wps|et|ofd|tar|gz"
# A quoted piece of a script that can only be an address: it has a folder, or the ending of a page or file.
ADDRESS = re.compile(
    rf"(?i)^(?:https?:/)?\.{{0,2}}/[^\s<>]*$|^[^\s<>/:][^\s<>:]*\.(?:s?html?|jspx?|aspx?|do|php|{FILE_ENDINGS})(?:[?#][^\s<>]*)?$"
)
QUOTED = re.compile(r"""(["'])((?:(?!\1)[^\\\n]|\\.){1,500})\1""")
SCRIPTED = ("onclick", "onmousedown")
# The number of a page in an address; in 大汉 jpaas it stands within JSON.
COUNTED = (
    re.compile(r"(%22page(?:No|Index|Num)%22%3A(?:%22)?)(\d+)", re.IGNORECASE),
    re.compile(r"([?&]page(?:No|Index|Num)?=)(\d+)", re.IGNORECASE),
)
# What a server puts into an address for one visit only: its session, and the time of day against caches.
SESSION = re.compile(r"(?i);jsessionid=[^/?#;]*")
STAMP = re.compile(
    r"(?i)(?<=[?&])(?:_|_?t|ts|timestamp|rnd|rand(?:om)?)=(?:1\d{9}(?:\d{3}){0,2}|0?\.\d{4,20})(?:&|(?=#|$))"
)
SIGNED = re.compile(r"(?i)[?&][\w.-]*(?:sign|token|auth|key|expires)[\w.-]*=")
VIEWER = re.compile(r"(?i)(?:view(?:er)?|preview|reader|pdfjs)[\w.-]*\.(?:html?|aspx?|jspx?|do|php)$")
VIEWED = ("file", "src", "url", "pdf", "path")


def base_of(page: Selector, url: str) -> str:
    """The address against which a page's links are read."""
    return urljoin(url, page.xpath("//base/@href").get("").strip())


def absolute(base: str, href: str) -> str:
    """A link as an address of the web, "" where it is none (javascript:, mailto:, file:, an anchor)."""
    href = href.strip().replace("\\", "/")
    if not href or href.startswith("#"):
        return ""
    try:
        url = safe_url_string(urljoin(base, href)).split("#", 1)[0]
    except ValueError:
        return ""
    return lasting(url) if is_web(url) else ""


def lasting(url: str) -> str:
    """An address without what was made for this visit, or each night would find new ones; a signed one stays whole."""
    url = SESSION.sub("", url)
    stays = "?" not in url or SIGNED.search(url)
    return url if stays or not STAMP.search(url) else STAMP.sub("", url).rstrip("?&")


def address_of(part: Selector, base: str) -> str:
    """Where a selected element, attribute or text leads, "" where nowhere: javascript is searched, never run."""
    if isinstance(part.root, str):
        return absolute(base, part.root)
    href = part.attrib.get("href", "")
    if href and not is_script(href):
        return absolute(base, href) or handled(part, base)
    # In XML the address is the element's text.
    is_text = part.root.tag not in {"a", "area", "span", "button", "li", "option"} and len(part.root) == 0
    text = part.xpath("string()").get("") if is_text and not href else ""
    return handled(part, base) or absolute(base, text)


def is_script(href: str) -> bool:
    return href.strip().lower().startswith("javascript:")


def handled(part: Selector, base: str) -> str:
    """The address that an element's click handler, or its javascript: address, holds in quotes."""
    href = part.attrib.get("href", "")
    scripts = [part.attrib.get(name, "") for name in SCRIPTED] + ([href] if is_script(href) else [])
    found = (absolute(base, one) for script in scripts for one in literals(script))
    return next((one for one in found if one), "")


def literals(script: str) -> list[str]:
    """The quoted pieces of a script that are addresses."""
    pieces = (re.sub(r"\\(.)", r"\1", found[1]).strip() for found in QUOTED.findall(script))
    return [one for one in pieces if ADDRESS.match(one)]


def unwrapped(url: str) -> str:
    """The file that a viewer's address shows (/pdfjs/web/viewer.html?file=%2Fa.pdf); any other address as it is."""
    parts = urlsplit(url)
    if not VIEWER.search(parts.path):
        return url
    given = dict(parse_qsl(parts.query, encoding="utf-8", errors="replace"))
    shown = next((given[name] for name in VIEWED if given.get(name)), "")
    return absolute(url, shown) or url if "/" in shown else url


def plain_address(url: str) -> str:
    """An address with its percent signs undone, to look for words in."""
    return decode(unquote_to_bytes(url))


def counted_up(url: str) -> str:
    """The address with its page's number counted up, "" where it has none."""
    for pattern in COUNTED:
        counted = pattern.sub(lambda match: f"{match.group(1)}{int(match.group(2)) + 1}", url, count=1)
        if counted != url:
            return counted
    return ""
