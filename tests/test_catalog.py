"""The hand-written list of checks is the folder's, in the order of the families, with no code twice."""

import importlib
from collections import Counter
from pathlib import Path

from checks._catalog import CATALOG, by_code
from checks._model import EVERY, Severity

FAMILIES = ("SUM", "RATE", "SCORE", "GOAL", "XREF", "TEXT", "FORM")
FOLDER = Path(__file__).parents[1] / "checks"
STEMS = sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))


def family(code: str) -> tuple[int, str]:
    return FAMILIES.index(code.rstrip("0123456789")), code


def test_catalog_lists_the_folder() -> None:
    listed = [(check.code, check.name) for check in CATALOG]
    found = [importlib.import_module(f"checks.{stem}").CHECK for stem in STEMS]
    assert sorted(listed) == sorted((check.code, check.name) for check in found)


def test_files_are_named_after_their_checks() -> None:
    expected = sorted(f"{check.code.lower()}_{check.name.replace('-', '_')}" for check in CATALOG)
    assert expected == STEMS


def test_codes_are_in_order_and_unique() -> None:
    codes = [check.code for check in CATALOG]
    assert codes == sorted(codes, key=family)
    assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_by_code_finds_every_check() -> None:
    assert list(by_code().items()) == [(check.code, check) for check in CATALOG]


def test_kinds_and_precedence_name_what_exists() -> None:
    for check in CATALOG:
        assert check.kinds <= EVERY
        assert check.severity in set(Severity)
        assert set(check.yields_to) <= set(by_code()) - {check.code}, check.code
