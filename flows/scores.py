"""How reviewers' decisions on each check are printed: as a table, as JSON, as CSV."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

import orjson

from review.arrange import QueueOptions
from review.stats import ASIDE, RIGHT, WRONG, Standing, is_doubted

VERDICTS = (*RIGHT, *WRONG, *ASIDE)
WORDS = {
    "confirmed": "属实", "explained": "可解释", "follow_up": "跟进", "false_alarm": "误报", "misread": "误读",
    "out_of_scope": "不在范围",
}  # fmt: skip
COLUMNS = ("check", "findings", *VERDICTS, "decided", "right", "precision", "low", "high", "share_misread", "doubted")
HEADINGS = ("检查", "发现", *(WORDS[name] for name in VERDICTS), "成立/已审", "成立率", "95% 区间", "误读占比", "")
NOTHING = "存档中还没有任何发现的审核意见。在待审清单填好 verdict 一列，再运行 gouji review import\n"


def stats_text(known: Sequence[Standing], options: QueueOptions, lost: int) -> str:
    """A table for the terminal, those with verdicts only, and what it does not count."""
    decided = [one for one in known if one.verdicts]
    if not decided and not lost:
        return NOTHING
    lines = aligned([HEADINGS, *(text_row(one, options) for one in decided)]) if decided else []
    silent = [one.check for one in known if not one.verdicts]
    if silent:
        lines.append(f"尚无意见 no verdicts yet：{'、'.join(silent)}")
    if lost:
        lines.append(
            f"另有 {lost} 条意见的编号不在存档中，未计入。 {lost} verdicts on unknown findings are not counted."
        )
    lines.append("成立 = 属实、可解释、跟进；不成立 = 误报、误读；不在范围的不计。")
    lines.append(
        f"已审满 {options.least_verdicts} 条而区间下限低于 {options.least_precision:.0%} 的，"
        "其发现在清单中的可信度按成立率折减。"
    )
    return "\n".join(lines) + "\n"


def text_row(one: Standing, options: QueueOptions) -> tuple[str, ...]:
    span = one.interval
    return (
        one.check,
        str(one.found),
        *(str(one.verdicts.get(name, 0)) for name in VERDICTS),
        f"{one.right}/{one.decided}",
        percent(one.precision),
        f"{percent(span[0])}–{percent(span[1])}" if span else "—",
        percent(one.misread),
        "可信度折减" if is_doubted(one, options) else "",
    )


def percent(value: Decimal | None) -> str:
    return "—" if value is None else f"{value:.1%}"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows with their columns under each other: a Chinese character is two columns wide."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(cell + " " * (most - width(cell)) for cell, most in zip(row, widths, strict=True)).rstrip()
            for row in rows]  # fmt: skip


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def stats_json(known: Iterable[Standing], options: QueueOptions, lost: int) -> str:
    """One JSON value; shares are numbers from 0 to 1, null where nothing was decided."""
    found = {
        "schema": 1,
        "least_precision": float(options.least_precision),
        "least_verdicts": options.least_verdicts,
        "unknown_findings": lost,
        "checks": [dict(zip(COLUMNS, map(plain, values(one, options)), strict=True)) for one in known],
    }
    return orjson.dumps(found, option=orjson.OPT_INDENT_2).decode() + "\n"


def stats_csv(known: Iterable[Standing], options: QueueOptions, _lost: int) -> str:
    """The same as CSV, one row a check."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in known:
        writer.writerow([printed(value) for value in values(one, options)])
    return "\ufeff" + text.getvalue()


def values(one: Standing, options: QueueOptions) -> Iterator[object]:
    """A check's line, by COLUMNS."""
    low, high = one.interval or (None, None)
    yield from (one.check, one.found, *(one.verdicts.get(name, 0) for name in VERDICTS))
    yield from (one.decided, one.right, one.precision, low, high, one.misread, is_doubted(one, options))


def printed(value: object) -> str:
    """A value in a cell: blank where nothing was decided, and for a mark that is not set."""
    return "" if value is None or value is False else "yes" if value is True else str(value)


def plain(value: object) -> object:
    return float(value) if isinstance(value, Decimal) else value
