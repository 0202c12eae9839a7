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
    return examined(file)[0]


def sidecar_fault(file: Path) -> str:
    """Why what stands beside a file says nothing of it, "" where nothing stands there or all is well."""
    return examined(file)[1]


def examined(file: Path) -> tuple[Sidecar, str]:
    """What stands beside a file, and what is wrong with it."""
    try:
        with beside(file).open("rb") as stream:
            text = stream.read(LONGEST + 1)
        found = orjson.loads(decoded(text[:LONGEST]))
    except FileNotFoundError:
        return Sidecar(), ""
    except OSError as error:
        return Sidecar(), f"读不了（{error.strerror}）"
    except ValueError as error:
        return Sidecar(), f"超过 {LONGEST >> 10} KB" if len(text) > LONGEST else f"不是 JSON（{error}）"
    if not isinstance(found, dict):
        return Sidecar(), '应为一个 JSON 对象，如 {"url": "…", "title": "…"}'
    texts = {f.name: value for f in fields(Sidecar) if isinstance(value := found.get(f.name), str)}
    also = found.get("also")
    others = tuple(one for one in also if isinstance(one, str)) if isinstance(also, list) else ()
    told = Sidecar(**texts | {"also": others})  # type: ignore[arg-type]  # every other field is a text
    wrong = [f.name for f in fields(Sidecar) if f.name in found and f.name != "also" and f.name not in texts]
    return told, f"{'、'.join(wrong)} 应为加引号的文字" if wrong else ""


def write_sidecar(file: Path, sidecar: Sidecar) -> None:
    """Put a sidecar beside a file, whole or not at all. Raises StoreError."""
    with open_atomic(beside(file)) as stream:
        stream.write(orjson.dumps(asdict(sidecar), option=orjson.OPT_INDENT_2).decode() + "\n")
