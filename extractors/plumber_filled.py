"""Form fields and annotations of a pdfplumber page: their values, as pdfminer draws no appearances."""

from collections.abc import Callable, Iterator
from typing import Any

from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

from extractors.filled import CHECKED, LONGEST, MAX_ANNOTATIONS, MULTILINE, UNCHECKED, Filling
from extractors.glyphs import Shade

UNSEEN = 2 | 32
BUTTON_PUSHED = 1 << 16
MAX_PARENTS = 8
REMARKS = frozenset({"Text", "Caret", "StrikeOut", "Ink", "FileAttachment", "Redact"})


def read_fillings(page: Any, placed: Callable[[list[float]], Shade]) -> tuple[list[Filling], int]:
    """The values shown by the fields and notes of a page, and how many remarks it has beside them.

    `placed` maps a rectangle of PDF user space to that of the reader.
    """
    fillings: list[Filling] = []
    remarks = 0
    for annotation in annotations(page):
        kind = name(annotation.get("Subtype"))
        remarks += kind in REMARKS
        if (filling := filling_of(annotation, kind)) and (box := rectangle(annotation)):
            fillings.append(Filling(filling[0], placed(box), is_wrapped=filling[1], is_mark=filling[2]))
    return fillings, remarks


def annotations(page: Any) -> Iterator[dict[str, Any]]:
    """The annotations of a page that are shown."""
    listed = resolve1(page.annots)
    for reference in listed[:MAX_ANNOTATIONS] if isinstance(listed, list) else ():
        annotation = resolve1(reference)
        if isinstance(annotation, dict):
            flags = resolve1(annotation.get("F", 0))
            if not (isinstance(flags, int) and flags & UNSEEN):
                yield annotation


def filling_of(annotation: dict[str, Any], kind: str) -> tuple[str, bool, bool] | None:
    """The text of an annotation, whether it wraps, whether it is a tick box; None where it shows no value."""
    if kind in ("FreeText", "Stamp"):
        return (said(annotation.get("Contents")), True, False) if said(annotation.get("Contents")) else None
    if kind != "Widget":
        return None
    flags = inherited(annotation, "Ff")
    flags = flags if isinstance(flags, int) else 0
    sort = name(inherited(annotation, "FT"))
    if sort == "Btn":
        state = name(resolve1(annotation.get("AS")))
        return None if flags & BUTTON_PUSHED else (CHECKED if state not in ("", "Off") else UNCHECKED, False, True)
    value = said(inherited(annotation, "V")) if sort in ("Tx", "Ch") else ""
    return (value, bool(flags & MULTILINE), False) if value else None


def inherited(annotation: dict[str, Any], key: str) -> Any:
    """An entry of a field, or of the fields it is a part of."""
    field: Any = annotation
    for _ in range(MAX_PARENTS):
        if not isinstance(field, dict):
            return None
        if key in field:
            return resolve1(field[key])
        field = resolve1(field.get("Parent"))
    return None


def said(value: Any) -> str:
    """A text string as text; several of a list stand one below the other."""
    value = resolve1(value)
    if isinstance(value, list):
        return "\n".join(filter(None, map(said, value)))
    text = decode_text(value) if isinstance(value, bytes) else value
    return text[:LONGEST].strip() if isinstance(text, str) else ""


def name(value: Any) -> str:
    return str(value.name) if isinstance(value, PSLiteral) else ""


def rectangle(annotation: dict[str, Any]) -> list[float] | None:
    """The rectangle of an annotation in user space."""
    sides = resolve1(annotation.get("Rect"))
    if not isinstance(sides, list) or len(sides) != 4:
        return None
    numbers = [resolve1(side) for side in sides]
    return [float(side) for side in numbers] if all(isinstance(side, (int, float)) for side in numbers) else None
