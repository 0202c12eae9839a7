"""The words of messages: operands with their places, in Chinese and in English."""

from collections.abc import Iterable

from checks._model import Message, Operand
from extractors.model import Entry, Number, Place

SHOWN = 6


def operand(role: str, entry: Entry) -> Operand:
    """An operand from a field of a form."""
    return Operand(role, entry.text, entry.place, entry.number)


def quoted(role: str, text: str, place: Place) -> Operand:
    """An operand that is a text: an explanation, a note."""
    return Operand(role, text, place)


def counted(role: str, number: Number) -> Operand:
    """An operand from a figure that stands in prose or in an ordinary cell."""
    return Operand(role, number.text, number.place, number)


def placed(name: str, fact: Operand) -> Message:
    """A named operand with its page: 总分97（第3页） / total 97 (p. 3)."""
    return Message(f"{name}{fact.text}（第{fact.place.page}页）", f"{name} {fact.text} (p. {fact.place.page})")


def joined(names: Iterable[str]) -> str:
    """Names for a sentence: the first few, then how many there are."""
    known = tuple(dict.fromkeys(filter(None, names)))
    tail = f"等{len(known)}项" if len(known) > SHOWN else ""
    return "、".join(known[:SHOWN]) + tail


def pages(facts: Iterable[Operand]) -> str:
    """The pages of some operands: 2、3."""
    return "、".join(map(str, sorted({fact.place.page for fact in facts})))


def clipped(text: str, length: int = 60) -> str:
    """A quotation that fits a cell."""
    return text if len(text) <= length else text[: length - 1] + "…"
