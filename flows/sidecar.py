"""Where a file of the inbox came from: a small JSON beside it, by the harvest or by whoever dropped the file."""

from dataclasses import asdict, dataclass, fields
from pathlib import Path

import orjson

from review.csvio import decoded, open_atomic

SUFFIX = ".json"
LONGEST = 1 << 16


@dataclass(frozen=True, slots=True)
class Sidecar:
    """url: of the file; article_url: of the page that links to it; title: as the page has it; published: ISO date.

    source: the harvest's name of the site. replaces: SHA-256 of the file that stood at the same address before.
    also: further addresses at which the same bytes were found.
    """

    url: str = ""
    article_url: str = ""
    title: str = ""
    published: str = ""
    publisher: str = ""
    source: str = ""
    replaces: str = ""
    also: tuple[str, ...] = ()

    @property
    def page(self) -> str:
        """The address that a person can open, "" where none is known that is one of the web."""
        return next((one for one in (self.article_url, self.url) if one.startswith(("http://", "https://"))), "")


def beside(file: Path) -> Path:
    """The place of a file's sidecar."""
    return file.with_suffix(SUFFIX)


def read_sidecar(file: Path) -> Sidecar:
    """What stands beside a file, as any editor saves it; what is missing, too long or not of its kind is left blank."""
    try:
        with beside(file).open("rb") as stream:
            found = orjson.loads(decoded(stream.read(LONGEST)))
    except (OSError, ValueError):
        return Sidecar()
    if not isinstance(found, dict):
        return Sidecar()
    texts = {f.name: value for f in fields(Sidecar) if isinstance(value := found.get(f.name), str)}
    also = found.get("also")
    others = tuple(one for one in also if isinstance(one, str)) if isinstance(also, list) else ()
    return Sidecar(**texts | {"also": others})  # type: ignore[arg-type]  # every other field is a text


def write_sidecar(file: Path, sidecar: Sidecar) -> None:
    """Put a sidecar beside a file, whole or not at all. Raises StoreError."""
    with open_atomic(beside(file)) as stream:
        stream.write(orjson.dumps(asdict(sidecar), option=orjson.OPT_INDENT_2).decode() + "\n")
