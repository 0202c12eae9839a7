"""Places on pages that were read turned, back to the page as displayed."""

from dataclasses import dataclass, replace

from extractors.model import Box, Paragraph, Place, Section, Table


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page was read: quarter turns clockwise from the displayed page, and the size of the page as read."""

    quarters: int
    width: float
    height: float

    def back(self, box: Box) -> Box:
        """A box of the page as read on the page as displayed."""
        x0, top, x1, bottom = box
        if self.quarters == 1:
            return (top, self.width - x1, bottom, self.width - x0)
        if self.quarters == 2:
            return (self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        return (self.height - bottom, x0, self.height - top, x1)


Turns = dict[int, Turn]


def turn_back(
    tables: list[Table], sections: tuple[Section, ...], turns: Turns
) -> tuple[list[Table], tuple[Section, ...]]:
    """Map every box on a turned page back to the displayed page."""
    return [table_back(t, turns) for t in tables], tuple(section_back(s, turns) for s in sections)


def box_back(page: int, box: Box, turns: Turns) -> Box:
    turn = turns.get(page)
    if turn is None:
        return box
    x0, top, x1, bottom = turn.back(box)
    return (round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2))


def place_back(place: Place, turns: Turns) -> Place:
    return replace(place, box=box_back(place.page, place.box, turns)) if place.box else place


def table_back(table: Table, turns: Turns) -> Table:
    return replace(
        table,
        cells=tuple(replace(cell, place=place_back(cell.place, turns)) for cell in table.cells),
        fragments=tuple(replace(f, box=box_back(f.page, f.box, turns)) for f in table.fragments),
    )


def paragraph_back(paragraph: Paragraph, turns: Turns) -> Paragraph:
    lines = tuple(replace(line, box=box_back(line.page, line.box, turns)) for line in paragraph.lines)
    return replace(paragraph, lines=lines)


def section_back(section: Section, turns: Turns) -> Section:
    paragraphs = tuple(paragraph_back(paragraph, turns) for paragraph in section.paragraphs)
    return replace(section, place=place_back(section.place, turns), paragraphs=paragraphs)
