"""The text of a queue row: evidence with places, personal data masked, amounts in 元."""

import re
from decimal import Decimal
from itertools import accumulate, takewhile

from checks._model import Finding, Interval, Operand
from checks._numbers import distance
from extractors.model import Number, Place
from review.record import AGREES, DIFFERS, NOT_READ, Judged, finding_key

LONGEST = 80

# A spreadsheet cuts a cell at 32,767 characters and spills the rest over the rows below.
CELL = 30_000

IDENTITY = re.compile(
    r"(?<![\dA-Za-z])(\d{6})(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}([\dXx])(?![\dA-Za-z])"
)
MOBILE = re.compile(r"(?<![\d.])(1[3-9]\d)[\s\-]?\d{4}[\s\-]?(\d{4})(?!\.?\d|\s*[万亿]?元)")
LANDLINE = re.compile(r"(?<![\d.,\-])(0\d{2,3})([\-－—]|[)）]\s?)\d{7,8}(?![\d.])")
CONTACT = re.compile(r"((?:电话|手机|传真|联系方式)(?:号码)?\s*[:：]?\s*)\d{7,8}(?![\d.])")

PLACE_IN_EVIDENCE = re.compile(r"@p\.\d+[^;]*")
WITNESS = "witness:"
COPIES = "copies:"


def masked(text: str) -> str:
    """The text with telephone and identity numbers masked; amounts and codes stay."""
    text = IDENTITY.sub(r"\1********\2", text)
    text = MOBILE.sub(r"\1****\2", text)
    return CONTACT.sub(r"\1****", LANDLINE.sub(r"\1\2****", text))


def one_line(text: str) -> str:
    """Blanks and line breaks as one blank each, control characters off."""
    flat = " ".join(text.split())
    return flat if flat.isprintable() else "".join(char for char in flat if char.isprintable())


def words(text: str) -> str:
    """Text of a report as it may stand in a row: on one line, personal data masked, no longer than a cell bears."""
    safe = masked(one_line(text))
    return safe if len(safe) <= CELL else safe[: CELL - 1] + "…"


def lossy(text: str) -> str:
    """The text as a spreadsheet leaves it that saves in GBK: what GBK does not have is a question mark."""
    return text.encode("gbk", "replace").decode("gbk")


def where(place: Place) -> str:
    """p.3 表 … › 得分; a finding on a whole file has no page."""
    label = words(place.label)
    return f"p.{place.page} {label}".strip() if place.page else label


def evidence(finding: Finding, witness: str, copies: tuple[str, ...]) -> str:
    """Each operand as role=printed@p.N place, then the other names of the file, then what the witness said."""
    items = [operand_text(operand) for operand in finding.operands]
    fitting = list(takewhile(lambda length: length <= CELL, accumulate(len(item) + 2 for item in items)))
    if len(fitting) < len(items):
        items = [*items[: len(fitting)], f"…(+{len(items) - len(fitting)})"]
    if copies:
        items.append(COPIES + ", ".join(one_line(name).replace(";", "；") for name in sorted(copies)))
    return "; ".join((*items, WITNESS + witness))


def operand_text(operand: Operand) -> str:
    """role=printed@p.N place; long wording is cut, a figure never is and is no telephone number."""
    printed = one_line(operand.text)
    if operand.number is None:
        printed = masked(printed)
        printed = printed if len(printed) <= LONGEST else printed[: LONGEST - 1] + "…"
    text = f"{operand.role}={printed}@{where(operand.place)}"
    return text.replace("; ", "；").replace(";", "；")


def printed_values(text: str) -> tuple[str, ...]:
    """The operands of an evidence text without places, copies and witness: equal ones rest on the same values."""
    items = (PLACE_IN_EVIDENCE.sub("", item).strip() for item in lossy(text).split(";"))
    return tuple(item for item in items if item and not item.startswith((WITNESS, COPIES)))


def witness_word(judged: Judged, code: str, finding: Finding) -> str:
    """agrees|differs|not read."""
    word = judged.witness.get(finding_key(code, finding), NOT_READ)
    return word if word in {AGREES, DIFFERS} else NOT_READ


def surety(judged: Judged, code: str, finding: Finding) -> Decimal:
    """How surely the finding was read, 0 to 1."""
    return min(Decimal(1), max(Decimal(0), judged.confidence.get(finding_key(code, finding), Decimal(1))))


def money_difference(finding: Finding) -> Decimal | None:
    """|difference| in 元, None where the finding is not about money."""
    number = reported_number(finding)
    if number is None or finding.difference is None or not number.unit.endswith("元"):
        return None
    in_yuan = abs(finding.difference)
    return in_yuan if is_in_base_units(finding, number) else in_yuan * number.factor


def reported_number(finding: Finding) -> Number | None:
    """The figure that was reported: the operand printed like it, else the first one with a figure."""
    numbers = [operand.number for operand in finding.operands if operand.number is not None]
    named = (number for number in numbers if number.text == finding.reported)
    return next(named, numbers[0] if numbers else None)


def is_in_base_units(finding: Finding, number: Number) -> bool:
    """Whether a check told expected and difference in 元 although the figure is printed in 万元."""
    if number.factor == 1 or not isinstance(finding.expected, Interval):
        return False
    return distance(number.amount, finding.expected) == finding.difference
