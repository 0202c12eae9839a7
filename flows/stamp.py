"""What the program is: its version, and a stamp of its very code, by which half a run of other code is known."""

import hashlib
import importlib.metadata
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("checks", "extractors", "flows", "review")
SUFFIXES = frozenset({".py", ".toml", ".j2"})


def version(distribution: str = "gouji") -> str:
    """The version of an installed distribution, "" where it is not installed."""
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return ""


@cache
def code_stamp() -> str:
    """Hash of every source and data file of the program."""
    seal = hashlib.sha256(version().encode())
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in SUFFIXES:
                seal.update(path.relative_to(ROOT).as_posix().encode())
                seal.update(path.read_bytes())
    return seal.hexdigest()[:16]
