"""The habits of the common site builders, and a source's own rules over them."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path

from flows.crawl.job import JsonListing, Rules, as_value

FILE = Path(__file__).with_name("presets.toml")
DEFAULT = "any"


@functools.cache
def presets() -> Mapping[str, Rules]:
    """Every preset by its name."""
    return {name: as_value(Rules, entry) for name, entry in entries().items()}


@functools.cache
def entries() -> dict[str, dict[str, object]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def described() -> dict[str, str]:
    """What each preset is for, to be shown."""
    return {name: str(entry["name"]) for name, entry in entries().items()}


def full_rules(rules: Rules) -> Rules:
    """A source's rules, completed by its preset. Raises KeyError for a preset that does not exist."""
    base = presets()[rules.preset or DEFAULT]
    blank, blank_json = Rules(), JsonListing()
    json = {f.name: v for f in fields(JsonListing) if (v := getattr(rules.json, f.name)) != getattr(blank_json, f.name)}
    own = {f.name: v for f in fields(Rules) if (v := getattr(rules, f.name)) != getattr(blank, f.name)}
    return replace(base, **own | {"json": replace(base.json, **json)})
