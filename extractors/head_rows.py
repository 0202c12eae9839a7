"""Heads of two rows that no line draws: a head in the middle above several others spans their columns."""

from extractors.gaps import Piece, Row


def stretch_heads(heads: list[Row]) -> None:
    """Let a short head cover the columns of the heads it stands in the middle above; `heads` are the first lines."""
    for i, above in enumerate(heads):
        for k in range(i + 1, len(heads)):
            below = heads[k].pieces
            if any(piece.is_figure for piece in below):
                break
            taken = {piece.start for row in heads[:k] for piece in row.pieces}
            for piece in above.pieces:
                stretch(piece, below, taken, 0.5 * above.line.size)


def stretch(piece: Piece, below: list[Piece], taken: set[int], reach: float) -> None:
    """Let a head cover the widest row of neighbours below that it is centred on, where it is not centred on its own."""
    own = next((other for other in below if other.start == piece.start), None)
    if own is None or piece.end - piece.start > 1 or is_centred(piece, own, own, reach):
        return
    under = [other for other in below if other is own or other.start not in taken]
    at = under.index(own)
    rows = [
        (under[a].start, under[b].end)
        for a in range(at + 1)
        for b in range(at, len(under))
        if a < b and under[b].start - under[a].start == b - a and is_centred(piece, under[a], under[b], reach)
    ]
    if rows:
        piece.start, piece.end = max(rows, key=lambda row: row[1] - row[0])


def is_centred(piece: Piece, first: Piece, last: Piece, reach: float) -> bool:
    """Whether a head stands above the middle of a row of pieces, within `reach` points."""
    return abs(piece.x0 + piece.x1 - first.x0 - last.x1) <= 2 * reach


def by_heads(group: list[Row]) -> list[list[Row]]:
    """Cut a row under a head that spans columns which have heads of their own below it."""
    for i, row in enumerate(group[:-1]):
        for piece in row.pieces:
            below = {p.start for other in group[i + 1 :] for p in other.pieces if piece.start <= p.start < piece.end}
            if piece.end - piece.start > 1 and len(below) > 1:
                return [group[: i + 1], *by_heads(group[i + 1 :])]
    return [group]
