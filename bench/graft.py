"""Puts a mutant's code into a module that is already loaded, wherever else its functions and constants are known.

The tests hold references of their own: a fresh import would cost each mutant a second, new code in old functions
nothing.
"""

import dataclasses
import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

Swapped = (FunctionType, type, property, staticmethod, classmethod)


def graft(module: ModuleType, code: str, packages: tuple[str, ...]) -> None:
    """Give the module the behaviour of the code; modules of the packages that took a constant from it get the new one.

    Never undone: for a process that ends with its mutant.
    """
    fresh = ModuleType(module.__name__)
    exec(compile(code, str(module.__file__), "exec"), vars(fresh))
    for name, new in vars(fresh).items():
        old = vars(module).get(name)
        if name.startswith("__") or old is new:
            continue
        if callable(old):
            swap(old, new)
        elif dataclasses.is_dataclass(old):
            swap_fields(old, new)
        elif not is_same(old, new):
            rebind(name, old, new, packages)


def swap(old: Any, new: Any) -> None:
    """Move the code of functions, of the methods of a class and of what a decorator has wrapped."""
    if hasattr(old, "__wrapped__"):
        swap(old.__wrapped__, new.__wrapped__)
    elif isinstance(old, FunctionType):
        old.__code__, old.__defaults__, old.__kwdefaults__ = new.__code__, new.__defaults__, new.__kwdefaults__
    elif isinstance(old, type):
        for name, inner in vars(old).items():
            if isinstance(inner, Swapped) or hasattr(inner, "__wrapped__"):
                swap(inner, vars(new)[name])
    elif isinstance(old, property):
        swap(old.fget, new.fget)


def swap_fields(old: Any, new: Any) -> None:
    """Change a frozen value in place: a check sits in the catalogue too."""
    for field in dataclasses.fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if not is_same(before, after):
            object.__setattr__(old, field.name, after)


def is_same(old: Any, new: Any) -> bool:
    """Equal, where functions and tables of functions are the same by their names: their code was moved."""
    if isinstance(old, FunctionType) and isinstance(new, FunctionType):
        return old.__qualname__ == new.__qualname__
    if isinstance(old, dict) and isinstance(new, dict):
        return is_same(tuple(old.items()), tuple(new.items()))
    if isinstance(old, tuple | list) and isinstance(new, tuple | list):
        return len(old) == len(new) and all(map(is_same, old, new))
    return type(old).__qualname__ == type(new).__qualname__ and (old == new or repr(old) == repr(new))


def rebind(name: str, old: object, new: object, packages: tuple[str, ...]) -> None:
    for module in loaded(packages):
        if name in vars(module) and vars(module)[name] is old:
            setattr(module, name, new)


def loaded(packages: tuple[str, ...]) -> Iterator[ModuleType]:
    return (module for name, module in list(sys.modules.items()) if name.split(".")[0] in packages)
