"""Which documents a rule of the configuration means: by name and by the address they came from."""

from fnmatch import fnmatchcase
from typing import NamedTuple


class About(NamedTuple):
    """What a document is known by. document: its path under the inbox; source: its address, "" where unknown."""

    document: str
    source: str = ""
    sha256: str = ""


def is_meant(about: About, document: str, source: str) -> bool:
    """Whether two patterns (* ? [ab]) both mean a document; "" is any.

    `document` is held against its path, its file name alone and its SHA-256, `source` against its address.
    """
    names = (about.document, about.document.rpartition("/")[2], about.sha256)
    is_named = not document or any(name and (name == document or fnmatchcase(name, document)) for name in names)
    return is_named and (not source or fnmatchcase(about.source, source))
