"""Text from bytes whose encoding the sender does not know itself."""

import re
from email.header import decode_header
from urllib.parse import quote, unquote_to_bytes, urlsplit

import w3lib.encoding

# The names under which sites announce Chinese text; gb18030 reads all of them.
CHINESE = frozenset({"gb2312", "gbk", "gb18030", "hz-gb-2312", "cp936", "gb_2312-80"})
WESTERN = frozenset({"iso8859-1", "iso-8859-1", "latin-1", "latin_1", "cp1252", "windows-1252", "ascii", "us-ascii"})
QUERY = re.compile(r"""(?i)\b(?:href|src)\s*=\s*(["'])[^"'?<>]*\?[^"'<>]*\1""")
FOREIGN = re.compile(r"[^\x00-\x7f]+")
LONGEST_NAME = 200
PARAMETER = re.compile(rb"""(?i)\bfilename\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))""")
EXTENDED = re.compile(rb"(?i)\bfilename\*\s*=\s*\"?([\w!#$%&+^`{}~-]+)'[^']*'([^;\"]*)")
NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]')


def decode(body: bytes) -> str:
    """Bytes that nobody labelled: UTF-8 where they are, else the Chinese standard."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("gb18030", errors="replace")


def decode_page(body: bytes, content_type: str) -> str:
    """A page's text, by its header, its own declaration, or what it is. GBK and GB2312 are read as GB18030.

    Bytes that are UTF-8 are read as such, whatever is announced; what is announced as UTF-8 and is none, or as the
    Latin-1 that servers add by themselves, is read as what it is.
    """
    announced, text = w3lib.encoding.html_to_unicode(content_type, body, auto_detect_fun=guess)
    actual = guess(body)
    is_wrong = announced in WESTERN or (announced in CHINESE and actual == "utf-8") or announced == "utf-8" != actual
    encoding = actual if is_wrong and is_chinese(body, actual) else announced
    text = body.decode(actual, errors="replace") if encoding != announced else text
    return text if encoding == "utf-8" else QUERY.sub(lambda match: own_query(match.group(), encoding), text)


def own_query(link: str, encoding: str) -> str:
    """A link whose query is in the bytes of its page, as browsers send it; the path is UTF-8 everywhere."""
    path, mark, query = link.partition("?")
    return path + mark + FOREIGN.sub(lambda match: quote(match.group(), encoding=encoding, errors="ignore"), query)


def is_chinese(body: bytes, encoding: str) -> bool:
    """Whether bytes are text in an encoding, and not plain ASCII; a last character may be cut off."""
    try:
        return not body[: len(body) - 3].decode(encoding).isascii()
    except UnicodeDecodeError as error:
        return error.start > len(body) - 8


def guess(body: bytes) -> str:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        # A page that was cut in the middle of a character is still UTF-8.
        return "utf-8" if error.start > len(body) - 4 else "gb18030"
    return "utf-8"


def disposition_name(header: bytes) -> str:
    """The file name of a Content-Disposition header: filename* first, else filename, in whatever bytes it came."""
    extended = EXTENDED.search(header)
    if extended:
        name, body = extended.group(1).decode("ascii").lower(), unquote_to_bytes(extended.group(2))
        return plain_name(body.decode("gb18030", errors="replace") if name in CHINESE else decode(body))
    match = PARAMETER.search(header)
    if match is None:
        return ""
    raw = (match.group(1) if match.group(1) is not None else match.group(2)).strip()
    raw = re.sub(rb"\\([\"\\])", rb"\1", raw)
    if raw.startswith(b"=?"):
        return plain_name("".join(part if isinstance(part, str) else decode(part) for part, _ in encoded_words(raw)))
    return plain_name(decode(unquote_to_bytes(raw) if b"%" in raw else raw))


def encoded_words(raw: bytes) -> list[tuple[str | bytes, str | None]]:
    try:
        return list(decode_header(raw.decode("ascii")))
    except (UnicodeDecodeError, ValueError, LookupError):
        return [(raw, None)]


def address_name(url: str) -> str:
    """The file name at the end of an address, percent signs undone."""
    return plain_name(decode(unquote_to_bytes(urlsplit(url).path.rsplit("/", 1)[-1])))


def plain_name(name: str) -> str:
    """A name to show: no folders, no control or direction signs, not too long. It never becomes a path."""
    last = re.split(r"[/\\]", name.strip())[-1]
    return NOT_IN_NAMES.sub("", last).strip(" .")[:LONGEST_NAME]
