"""What a generated report is made of, before any producer prints it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """level 1 = 一、, 2 = （一）, 3 = 1."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Para:
    text: str
    is_indented: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """A cell of a grid, covering `cols` columns and `rows` rows."""

    text: str
    cols: int = 1
    rows: int = 1
    is_left: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: `widths` are shares of the text width; each row lists the cells that begin in it."""

    widths: tuple[float, ...]
    rows: tuple[tuple[Box, ...], ...]
    size: float = 8.0


@dataclass(frozen=True, slots=True)
class Break:
    """A page break."""


Part = Title | Heading | Para | Grid | Break


@dataclass(frozen=True, slots=True)
class Document:
    """A report ready to be printed, and the contradictions planted in it: (code, words that its row must contain)."""

    name: str
    parts: tuple[Part, ...]
    planted: tuple[tuple[str, str], ...] = ()
