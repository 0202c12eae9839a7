"""What stands on the paper, before it means anything: places, numbers, tables, paragraphs.

Boxes are (x0, top, x1, bottom) in PDF points, origin top left of the page as displayed. Pages count from 1.
Numbers are Decimals that remember how they were printed.
"""

from dataclasses import dataclass
from decimal import Decimal

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands. `label` is for people: 表 … › 产出指标 › 数量 › 得分."""

    page: int
    box: Box | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A printed figure: `value` is counted in `unit`, whose size is `factor` (万元 = 10000 元, % = 0.01).

    It stands for value ± step / 2, where `step` is one unit of the last printed digit (12万4千 -> 1000).
    `upper` is the far end of a range (3-5个), else None. `operator` is one of "" = ≥ ≤ > < as it was meant.
    """

    text: str
    value: Decimal
    unit: str = ""
    factor: Decimal = Decimal(1)
    step: Decimal = Decimal(1)
    operator: str = ""
    upper: Decimal | None = None
    is_approximate: bool = False
    place: Place = Place(0)

    @property
    def amount(self) -> Decimal:
        """The value in base units: 元, a share of one, pieces."""
        return self.value * self.factor

    @property
    def decimals(self) -> int:
        """How many decimals were printed."""
        exponent = self.step.normalize().as_tuple().exponent
        return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or a deadline as printed: 9月前, 2021年12月完成. `bound` is before|at|"" ."""

    text: str
    year: int | None
    month: int | None
    day: int | None = None
    bound: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """How surely a fact was read (0..1) and why it is not 1."""

    confidence: Decimal = Decimal(1)
    reasons: tuple[str, ...] = ()


SURE = Doubt()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; row and col count from 0. A merged cell is one cell. `text` has its line breaks undone."""

    row: int
    col: int
    row_span: int
    col_span: int
    text: str
    place: Place
    number: Number | None = None
    doubt: Doubt = SURE


@dataclass(frozen=True, slots=True)
class Fragment:
    """The part of a table that stands on one page: rows `first_row` up to, not including, `end_row`."""

    page: int
    box: Box
    first_row: int
    end_row: int


@dataclass(frozen=True, slots=True)
class Table:
    """One table, stitched over its pages. `stitch` says why the fragments were joined ("" for one fragment)."""

    caption: str
    rows: int
    cols: int
    cells: tuple[Cell, ...]
    fragments: tuple[Fragment, ...]
    stitch: str = ""
    money_unit: str = ""
    doubt: Doubt = SURE

    @property
    def pages(self) -> tuple[int, ...]:
        return tuple(dict.fromkeys(fragment.page for fragment in self.fragments))

    def at(self, row: int, col: int) -> Cell | None:
        """The cell that covers a grid position."""
        return next(
            (c for c in self.cells if c.row <= row < c.row + c.row_span and c.col <= col < c.col + c.col_span), None
        )


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line of a paragraph."""

    text: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its hard wraps undone; "".join(line.text) == text.

    `role`: title|heading|body|caption|footnote|note. `level` of a heading: 1 = 一、, 2 = （一）, 3 = 1., 4 = （1）.
    """

    text: str
    role: str
    level: int
    lines: tuple[TextLine, ...]
    doubt: Doubt = SURE

    @property
    def place(self) -> Place:
        """Around its lines on the page where it begins."""
        page = self.lines[0].page
        boxes = [line.box for line in self.lines if line.page == page]
        x0, top, x1, bottom = zip(*boxes, strict=True)
        return Place(page, (min(x0), min(top), max(x1), max(bottom)), self.text[:24])


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the paragraphs under it, up to the next heading; the first section may have no title."""

    title: str
    level: int
    place: Place
    paragraphs: tuple[Paragraph, ...]
