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
    """A cell of a grid, covering `cols` columns and `rows` rows; a line break in `text` is one on the page.

    `says`: what the cell states of its form, as (block.field, value): ("indicators.weight", "10"). See truth.py.
    """

    text: str
    cols: int = 1
    rows: int = 1
    is_left: bool = False
    says: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: `widths` are shares of the text width; each row lists the cells that begin in it.

    `pad`: points between a border and the text; a closing mark may hang into it.
    `says`: what stands of its form outside the table (title, year); a grid that says something begins a form.
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[Box, ...], ...]
    size: float = 8.0
    pad: float = 3.0
    says: tuple[tuple[str, str], ...] = ()

    def cells(self) -> tuple[tuple[int, int, Box], ...]:
        """Each cell with the row and the column in which it begins."""
        taken: set[tuple[int, int]] = set()
        found = []
        for r, row in enumerate(self.rows):
            col = 0
            for box in row:
                while (r, col) in taken:
                    col += 1
                taken |= {(r + i, col + j) for i in range(box.rows) for j in range(box.cols)}
                found.append((r, col, box))
                col += box.cols
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Break:
    """A page break; the pages after it are upright, or lie on their side."""

    is_landscape: bool = False


Part = Title | Heading | Para | Grid | Break


@dataclass(frozen=True, slots=True)
class Document:
    """A report ready to be printed, and the contradictions planted in it: (code, words that its row must contain)."""

    name: str
    parts: tuple[Part, ...]
    planted: tuple[tuple[str, str], ...] = ()
