"""Rulings out of drawn paths, whichever reader brings the paths."""

from dataclasses import dataclass, field

from extractors.areas import Area, Ground, TooManyError
from extractors.glyphs import MAX_SEGMENTS, THIN, Frame, Shade
from extractors.page import Edge

Matrix = tuple[float, float, float, float, float, float]
STRAIGHT = 0.5
SHORTEST = 1.0
MAX_POINTS = 6


@dataclass(slots=True)
class Subpath:
    """The corners of one sub-path, the first one again at the end where it is closed."""

    points: list[tuple[float, float]]
    is_curved: bool = False

    def close(self) -> None:
        """Draw the line back to the first corner."""
        if self.points[0] != self.points[-1]:
            self.points.append(self.points[0])

    @property
    def area(self) -> Area:
        xs, ys = [p[0] for p in self.points], [p[1] for p in self.points]
        return min(xs), min(ys), max(xs), max(ys)


def mapped(x: float, y: float, matrix: Matrix | None) -> tuple[float, float]:
    """A point under a matrix; None is the identity."""
    if not matrix:
        return x, y
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that maps by `inner` first and by `outer` then."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def stroke_edges(subpath: Subpath) -> list[Area]:
    """The straight level and upright lines of a stroked sub-path; one with a curve or a slant is no ruling."""
    if subpath.is_curved:
        return []
    edges: list[Area] = []
    for (x0, y0), (x1, y1) in zip(subpath.points, subpath.points[1:], strict=False):
        width, height = abs(x1 - x0), abs(y1 - y0)
        if height <= STRAIGHT and width >= SHORTEST:
            edges.append((min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2))
        elif width <= STRAIGHT and height >= SHORTEST:
            edges.append(((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1)))
        elif max(width, height) >= SHORTEST:
            return []
    return edges


def outline_edges(subpaths: list[Subpath]) -> tuple[list[Area], list[Area]]:
    """Rulings and areas of a filled path: a shape at most 2.5 pt thick is one line; a frame of two boxes is four."""
    edges: list[Area] = []
    areas: list[Area] = []
    for subpath in subpaths:
        if subpath.is_curved or len(subpath.points) > MAX_POINTS:
            continue
        edge = thin_edge(subpath.area)
        if edge:
            edges.append(edge)
        elif subpath.points:
            areas.append(subpath.area)
    if len(subpaths) == len(areas) == 2:
        edges += frame_edges(areas[0], areas[1])
    return edges, areas


def thin_edge(area: Area) -> Area | None:
    """The line that a thin box stands for, along its middle."""
    x0, y0, x1, y1 = area
    width, height = x1 - x0, y1 - y0
    if height <= THIN and width > height and width >= SHORTEST:
        return (x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    if width <= THIN and height > width and height >= SHORTEST:
        return ((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    return None


def frame_edges(one: Area, two: Area) -> list[Area]:
    """Four lines where one box lies just inside another: a border drawn as a filled frame."""
    if not all(abs(a - b) <= THIN for a, b in zip(one, two, strict=True)):
        return []
    x0, y0, x1, y1 = ((a + b) / 2 for a, b in zip(one, two, strict=True))
    return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]


@dataclass(slots=True)
class Drawn:
    """What a page draws, in user space; a line is a box of no width. `pale` ones are white."""

    edges: list[Area] = field(default_factory=list)
    pale: list[Area] = field(default_factory=list)
    shades: list[Shade] = field(default_factory=list)
    pictures: list[Shade] = field(default_factory=list)
    left: int = MAX_SEGMENTS

    @property
    def spent(self) -> int:
        """How many segments were taken off the budget."""
        return MAX_SEGMENTS - self.left

    def spend(self, segments: int) -> None:
        """Take segments off the budget. Raises TooManyError when it is used up."""
        self.left -= segments
        if self.left < 0:
            raise TooManyError

    def stroke(self, subpaths: list[Subpath], is_white: bool) -> None:
        """Add what is drawn along sub-paths."""
        (self.pale if is_white else self.edges).extend(edge for subpath in subpaths for edge in stroke_edges(subpath))

    def fill(self, subpaths: list[Subpath], is_white: bool) -> Area | None:
        """Add what fills sub-paths; gives the box of a path that is one filled box."""
        edges, areas = outline_edges(subpaths)
        (self.pale if is_white else self.edges).extend(edges)
        self.shades += [] if is_white else areas
        return areas[0] if len(areas) == len(subpaths) == 1 else None

    def fill_box(self, area: Area, is_white: bool) -> Area | None:
        """Add a filled box; gives it back unless it is as thin as a line."""
        edge = thin_edge(area)
        if edge:
            (self.pale if is_white else self.edges).append(edge)
            return None
        if not is_white:
            self.shades.append(area)
        return area

    def add_picture(self, corner: tuple[float, float], size: tuple[float, float]) -> Area | None:
        """Add a picture by its lower left corner, width and height; gives its box unless it is as thin as a line."""
        area = (corner[0], corner[1], corner[0] + size[0], corner[1] + size[1])
        edge = thin_edge(area)
        if edge:
            self.edges.append(edge)
            return None
        self.pictures.append(area)
        return area


def upright(drawn: Drawn, frame: Frame) -> list[Edge]:
    """The rulings on the page as read, cut off at its borders; white ones only where a filled area lies under them.

    Raises TooManyError where there are too many areas to tell.
    """
    ground = Ground(drawn.shades, THIN)
    shown = [edge for edge in drawn.pale if ground.holds((edge[0] + edge[2]) / 2, (edge[1] + edge[3]) / 2)]
    width, height = frame.width, frame.height
    if frame.turn:
        boxes = [frame.box(*edge) for edge in (*drawn.edges, *shown)]
    else:
        left, top = frame.left, frame.top
        boxes = [(x0 - left, top - y1, x1 - left, top - y0) for x0, y0, x1, y1 in (*drawn.edges, *shown)]
    turned: list[Edge] = []
    for x0, y0, x1, y1 in boxes:
        if x0 >= 0 and y0 >= 0 and x1 <= width and y1 <= height:
            turned.append(Edge(x0, y0, x1, y1))
        elif x1 > -THIN and y1 > -THIN and x0 < width + THIN and y0 < height + THIN:
            turned.append(Edge(max(x0, 0), max(y0, 0), min(x1, width), min(y1, height)))
    return turned


def covered_share(pictures: list[Shade], frame: Frame) -> float:
    """The share of the page that pictures cover, 0 to 1; pictures that overlap count for the larger one of a strip."""
    area = frame.width * frame.height
    total = 0.0
    for picture in pictures:
        x0, y0, x1, y1 = frame.box(*picture)
        total += max(0, min(x1, frame.width) - max(x0, 0)) * max(0, min(y1, frame.height) - max(y0, 0))
    return min(1.0, total / area) if area else 0.0
