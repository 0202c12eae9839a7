"""Which addresses a crawl may connect to."""

import ipaddress
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Networks that hide an IPv4 address: what they carry is judged, not their own number.
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Translation within one site, and addresses of the early days that systems still take for IPv4 ones.
LOCAL = (ipaddress.IPv6Network("64:ff9b:1::/48"), ipaddress.IPv6Network("::/96"))


def is_public(text: str) -> bool:
    """Whether a literal address lies in the open Internet; whatever is none does not."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return is_open(address)


def is_open(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        carried = carried_address(address)
        if carried is not None:
            return is_open(carried)
        if address.is_site_local or any(address in network for network in LOCAL):
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def carried_address(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that is reached through this one, if any."""
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour


def host(url: str) -> str:
    """The host of a URL in lower case, "" where it has none."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def place(url: str) -> str:
    """Host and port of a URL as it gives them, in lower case: what has a robots.txt of its own."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def is_web(url: str) -> bool:
    """Whether a URL is of the web at all: http or https with a host, and no name or password in it."""
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
