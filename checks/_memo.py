"""What several checks ask of one report is worked out once a run: nothing is kept after it, nothing between reports."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

# The arguments stand beside the answer: as long as they live no other object has their id.
_KNOWN: ContextVar[dict[tuple[Any, ...], tuple[tuple[Any, ...], Any]] | None] = ContextVar("_KNOWN", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Keep the answers of `once` and `once_each` while the block lasts; a block inside another shares its answers."""
    token = _KNOWN.set({}) if _KNOWN.get() is None else None
    try:
        yield
    finally:
        if token:
            _KNOWN.reset(token)


def once(function: Callable[Asked, Answer]) -> Callable[Asked, Answer]:
    """Ask a pure function of frozen facts once for the same arguments, taken for the same by identity."""

    @wraps(function)
    def ask(*args: Asked.args, **names: Asked.kwargs) -> Answer:
        known = _KNOWN.get()
        if known is None or names:
            return function(*args, **names)
        key = (function, *map(id, args))
        if key not in known:
            known[key] = args, function(*args, **names)
        answer: Answer = known[key][1]
        return answer

    return ask


def once_each(function: Callable[Asked, Iterator[Answer]]) -> Callable[Asked, Iterator[Answer]]:
    """The same for a generator: each caller walks the answers from the first one."""

    def collect(*args: Asked.args, **names: Asked.kwargs) -> tuple[Answer, ...]:
        return tuple(function(*args, **names))

    known = once(collect)

    @wraps(function)
    def ask(*args: Asked.args, **names: Asked.kwargs) -> Iterator[Answer]:
        return iter(known(*args, **names))

    return ask
