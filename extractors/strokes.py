"""Rulings out of drawn paths, whichever reader brings the paths."""

from dataclasses import dataclass

from extractors.glyphs import THIN
from extractors.page import Edge

Matrix = tuple[float, float, float, float, float, float]
Area = tuple[float, float, float, float]
STRAIGHT = 0.5
SHORTEST = 1.0
MAX_POINTS = 6


@dataclass(slots=True)
class Subpath:
    """The corners of one sub-path, the first one again at the end where it is closed."""

    points: list[tuple[float, float]]
    is_curved: bool = False

    def add(self, x: float, y: float, matrix: Matrix | None) -> None:
        """Append a corner, mapped by a matrix (None: as it is)."""
        if matrix:
            a, b, c, d, e, f = matrix
            x, y = a * x + c * y + e, b * x + d * y + f
        self.points.append((x, y))

    def close(self) -> None:
        """Draw the line back to the first corner."""
        if self.points[0] != self.points[-1]:
            self.points.append(self.points[0])

    @property
    def area(self) -> Area:
        xs, ys = [p[0] for p in self.points], [p[1] for p in self.points]
        return min(xs), min(ys), max(xs), max(ys)


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that maps by `inner` first and by `outer` then."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def stroke_edges(subpath: Subpath) -> list[Edge]:
    """The straight level and upright lines of a stroked sub-path; one with a curve or a slant is no ruling."""
    if subpath.is_curved:
        return []
    edges = []
    for (x0, y0), (x1, y1) in zip(subpath.points, subpath.points[1:], strict=False):
        width, height = abs(x1 - x0), abs(y1 - y0)
        if height <= STRAIGHT and width >= SHORTEST:
            edges.append(Edge(min(x0, x1), (y0 + y1) / 2, max(x0, x1), (y0 + y1) / 2))
        elif width <= STRAIGHT and height >= SHORTEST:
            edges.append(Edge((x0 + x1) / 2, min(y0, y1), (x0 + x1) / 2, max(y0, y1)))
        elif max(width, height) >= SHORTEST:
            return []
    return edges


def outline_edges(subpaths: list[Subpath]) -> tuple[list[Edge], list[Area]]:
    """Rulings and filled areas of a filled path: a shape at most 2.5 pt thick is one line; a frame of two boxes is four."""
    edges: list[Edge] = []
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


def thin_edge(area: Area) -> Edge | None:
    """The line that a thin box stands for, along its middle."""
    x0, y0, x1, y1 = area
    width, height = x1 - x0, y1 - y0
    if height <= THIN and width > height and width >= SHORTEST:
        return Edge(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    if width <= THIN and height > width and height >= SHORTEST:
        return Edge((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
    return None


def frame_edges(one: Area, two: Area) -> list[Edge]:
    """Four lines where one box lies just inside another: a border drawn as a filled frame."""
    if not all(abs(a - b) <= THIN for a, b in zip(one, two, strict=True)):
        return []
    x0, y0, x1, y1 = ((a + b) / 2 for a, b in zip(one, two, strict=True))
    return [Edge(x0, y0, x1, y0), Edge(x0, y1, x1, y1), Edge(x0, y0, x0, y1), Edge(x1, y0, x1, y1)]


def is_covered(edge: Edge, areas: list[Area]) -> bool:
    """Whether a filled area lies under the middle of a line: only then is a white line seen."""
    x, y = (edge.x0 + edge.x1) / 2, (edge.y0 + edge.y1) / 2
    return any(x0 - THIN <= x <= x1 + THIN and y0 - THIN <= y <= y1 + THIN for x0, y0, x1, y1 in areas)
