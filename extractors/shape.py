"""Frozen dataclasses to plain JSON values and back, worked out once from their type hints.

Decimals travel as text, boxes as lists, a value of a union as {"@": class name, …}. A class that publishes other
names than its fields brings a shape of its own (see extractors/codec.py).
"""

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

Json = Any


@dataclass(frozen=True, slots=True)
class Shape:
    """How values of one type are written, read back, and described (JSON Schema)."""

    write: Callable[[Any], Json]
    read: Callable[[Json], Any]
    schema: dict[str, Any]


def same(value: Any) -> Any:
    return value


ATOMS: dict[Any, Shape] = {
    str: Shape(same, same, {"type": "string"}),
    int: Shape(same, same, {"type": "integer"}),
    bool: Shape(same, same, {"type": "boolean"}),
    float: Shape(same, float, {"type": "number"}),
    Decimal: Shape(str, Decimal, {"type": "string", "pattern": r"^-?[0-9.]+(E[+-]?[0-9]+)?$"}),
}


class Shapes:
    """The shapes of a family of types; `definitions` collects the JSON Schema of each class met."""

    def __init__(self, special: Mapping[type, Callable[["Shapes"], Shape]] | None = None) -> None:
        self.special = dict(special or {})
        self.known: dict[Any, Shape] = dict(ATOMS)
        self.definitions: dict[str, Any] = {}

    def of(self, hint: Any) -> Shape:
        """The shape of a type hint; raises TypeError for one that has none."""
        if hint not in self.known:
            self.known[hint] = self.build(hint)
        return self.known[hint]

    def build(self, hint: Any) -> Shape:
        origin = typing.get_origin(hint)
        if origin is tuple:
            return self.sequence(typing.get_args(hint))
        if origin in (types.UnionType, typing.Union):
            return self.union(typing.get_args(hint))
        if origin in (dict, Mapping):
            return self.mapping(typing.get_args(hint)[1])
        if isinstance(hint, type):
            return self.named(hint)
        message = f"no shape for {hint!r}"
        raise TypeError(message)

    def named(self, cls: type) -> Shape:
        """A class: its own shape, an enumeration, or a dataclass (also a NamedTuple) field by field."""
        if issubclass(cls, StrEnum):
            return Shape(str, cls, {"enum": [str(member) for member in cls]})
        shape = self.special[cls](self) if cls in self.special else self.record(cls)
        self.definitions[cls.__name__] = shape.schema
        return Shape(shape.write, shape.read, {"$ref": f"#/$defs/{cls.__name__}"})

    def record(self, cls: type) -> Shape:
        parts = {name: self.of(hint) for name, hint in field_hints(cls).items()}
        steps = tuple((name, shape.write) for name, shape in parts.items())
        back = tuple((name, shape.read) for name, shape in parts.items())

        def write(value: Any) -> Json:
            return {name: step(getattr(value, name)) for name, step in steps}

        def read(found: Json) -> Any:
            return cls(**{name: step(found[name]) for name, step in back})

        return Shape(write, read, mapping_schema({name: shape.schema for name, shape in parts.items()}))

    def sequence(self, arguments: tuple[Any, ...]) -> Shape:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            inner = self.of(arguments[0])
            write, read = inner.write, inner.read
            schema = {"type": "array", "items": inner.schema}
            return Shape(lambda v: [write(x) for x in v], lambda v: tuple([read(x) for x in v]), schema)
        parts = tuple(self.of(argument) for argument in arguments)
        return Shape(
            lambda v: [shape.write(x) for shape, x in zip(parts, v, strict=True)],
            lambda v: tuple([shape.read(x) for shape, x in zip(parts, v, strict=True)]),
            {"type": "array", "prefixItems": [s.schema for s in parts], "minItems": len(parts), "maxItems": len(parts)},
        )

    def mapping(self, hint: Any) -> Shape:
        inner = self.of(hint)
        return Shape(
            lambda v: {key: inner.write(value) for key, value in v.items()},
            lambda v: {key: inner.read(value) for key, value in v.items()},
            {"type": "object", "additionalProperties": inner.schema},
        )

    def union(self, arguments: tuple[Any, ...]) -> Shape:
        """X | None is null or X; several classes are told apart by the name under "@"."""
        chosen = [argument for argument in arguments if argument is not types.NoneType]
        if len(chosen) == 1:
            return optional(self.of(chosen[0]))
        by_name = {cls.__name__: self.of(cls) for cls in chosen if isinstance(cls, type) and is_dataclass(cls)}

        def write(value: Any) -> Json:
            name = type(value).__name__
            return {"@": name, **by_name[name].write(value)} if name in by_name else value

        def read(found: Json) -> Any:
            return by_name[found["@"]].read(found) if isinstance(found, dict) else found

        plain = [self.of(cls).schema for cls in chosen if not is_dataclass(cls)]
        return Shape(write, read, {"anyOf": [shape.schema for shape in by_name.values()] + plain})


def optional(inner: Shape) -> Shape:
    """The same, or null for None."""
    write, read = inner.write, inner.read
    return Shape(
        lambda v: None if v is None else write(v),
        lambda v: None if v is None else read(v),
        {"anyOf": [inner.schema, {"type": "null"}]},
    )


def field_hints(cls: type) -> dict[str, Any]:
    """Name and type of each field of a dataclass or NamedTuple, in order."""
    hints = typing.get_type_hints(cls)
    names = [item.name for item in fields(cls)] if is_dataclass(cls) else getattr(cls, "_fields", ())
    return {name: hints[name] for name in names}


def mapping_schema(properties: dict[str, Any], required: tuple[str, ...] | None = None) -> dict[str, Any]:
    """The schema of an object whose keys are all required, unless told; more keys may come later."""
    wanted = list(properties) if required is None else list(required)
    return {"type": "object", "properties": properties, "required": wanted}
