"""What a reader takes off one page: characters, ruling lines and what it had to leave out.

Both readers (PDFium, pdfplumber) give these same values; everything after them is one road.
"""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Char:
    """One visible character: box in points from the top left, its baseline, its size in points.

    `lean`: quarter turns counter-clockwise it is printed with on the page as read; 1 reads upwards, 3 downwards.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    lean: int = 0


@dataclass(slots=True)
class Edge:
    """A ruling: horizontal (y0 == y1) or vertical (x0 == x1), in points from the top left."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(slots=True)
class Page:
    """One page as displayed (rotation applied, CropBox at 0/0). `odd` says what was left out and why.

    A page whose text runs sideways is turned upright: `turn` counts the quarter turns clockwise that were added, and
    width, height and every box are those of the turned page. `refusal` says why a page was not read at all.
    `shades` are the filled areas that are no rulings and not white.
    `hidden` counts the characters that cannot be seen, `segments` the pieces of line that are drawn.
    """

    number: int
    width: float
    height: float
    chars: list[Char]
    edges: list[Edge]
    image_share: float = 0.0
    odd: list[str] = field(default_factory=list)
    turn: int = 0
    refusal: str = ""
    shades: list[tuple[float, float, float, float]] = field(default_factory=list)
    hidden: int = 0
    segments: int = 0
