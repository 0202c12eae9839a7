"""Breaking the checks: which mutants a source has, and that a mutant's code reaches all who hold the module's names."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("cosmic_ray", reason="the tools of `make mutate` are not installed")

from bench.graft import graft  # after the skip
from bench.mutants import Figure, Filter, Membership, mutants

SOURCE = """
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, wraps

LIMIT = Decimal("0.05")
NAMES = (1, 2)


@dataclass(frozen=True)
class Rate:
    value: int = 3

    @property
    def is_high(self) -> bool:
        return self.value > len(NAMES)


def share(a: int, b: int) -> str:
    return f"{a + 1} of {b}"


def is_near(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= LIMIT


@cache
def cached(a: int) -> str:
    return a + a


def dressed(function):
    @wraps(function)
    def call(*args):
        return function(*args)

    return call


@dressed
def wrapped(a: int) -> str:
    return a + a
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    (tmp_path / "broken_rates.py").write_text(SOURCE)
    monkeypatch.syspath_prepend(tmp_path)
    yield importlib.import_module("broken_rates")
    del sys.modules["broken_rates"]


def test_mutants_are_what_judges() -> None:
    assert sorted({(mutant.line, mutant.after) for mutant in mutants(SOURCE)}) == [
        (6, 'LIMIT = Decimal("0.04")'),
        (6, 'LIMIT = Decimal("0.06")'),
        (7, "NAMES = ( 0, 2)"),
        (7, "NAMES = ( 2, 2)"),
        (7, "NAMES = (1, 1)"),
        (7, "NAMES = (1, 3)"),
        (12, "value: int = 2"),
        (12, "value: int = 4"),
        (16, "return self.value <= len(NAMES)"),
        (16, "return self.value >= len(NAMES)"),
        (24, "return abs(a + b) <= LIMIT"),
        (24, "return abs(a - b) < LIMIT"),
        (24, "return abs(a - b) > LIMIT"),
        (29, "return a - a"),
        (42, "return a - a"),
    ]


@pytest.mark.parametrize("operator", [Figure, Filter, Membership])
def test_an_operator_does_as_its_examples_say(operator: type[Figure | Filter | Membership]) -> None:
    for example in operator.examples():
        assert example.post_mutation_code in {mutant.code for mutant in mutants(example.pre_mutation_code)}


def test_old_names_run_the_new_code(module: ModuleType) -> None:
    near, made, rate = module.is_near, module.Rate, module.Rate(2)
    assert (near(1, 1), made().value, rate.is_high) == (True, 3, False)
    graft(module, SOURCE.replace("<= LIMIT", "> LIMIT").replace("= 3", "= 4").replace("> len", ">= len"), ("tests",))
    assert (near(1, 1), made().value, rate.is_high) == (False, 4, True)


def test_what_is_wrapped_runs_the_new_code_too(module: ModuleType) -> None:
    cached, wrapped = module.cached, module.wrapped
    graft(module, SOURCE.replace("a + a", "a - a"), ("tests",))
    assert (cached(2), wrapped(2)) == (0, 0)


def test_a_changed_constant_reaches_who_took_it(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    taker = ModuleType("tests.taker")
    vars(taker)["LIMIT"] = module.LIMIT
    monkeypatch.setitem(sys.modules, "tests.taker", taker)
    graft(module, SOURCE.replace("0.05", "0.06"), ("tests", "broken_rates"))
    assert (str(module.LIMIT), str(vars(taker)["LIMIT"]), module.is_near(0, module.LIMIT)) == ("0.06", "0.06", True)
