"""python -m bench.shared_text [NUMBER]: NUMBER paragraphs (a million by default) through TEXT004.

The paragraphs stand in reports of 25 each. One in ten is template text that every tenth report prints, one in fifty
was copied from a report before, 5 % of its characters changed, each with its share of other figures.
Prints minutes of one core, memory at its highest, and how many of the copies were found; the goal for a million is 10
minutes and 6 GB on 2 cores.
"""

import resource
import sys
import time
from collections.abc import Iterator
from random import Random

from checks._catalog import by_code
from checks._engine import run_check
from checks._model import Parameters
from extractors.model import Kind, Paragraph, Place, Report, Section, TextLine
from flows.corpus import Library

EACH = 25
OWN, TEMPLATE, COPY = "own", "template", "copy"
CHANGED = 0.05
LETTERS = "".join(map(chr, range(0x4E00, 0x4E00 + 2000)))
MEGA = 1 << 20


def paragraph(draw: Random) -> str:
    """60 to 160 characters in words drawn from two thousand, a figure now and then."""
    parts = []
    for _ in range(draw.randint(4, 10)):
        parts.append("".join(draw.choices(LETTERS, k=draw.randint(10, 16))))
        if draw.random() < 0.4:
            parts.append(str(draw.randint(3, 9999)))
    return "，".join(parts) + "。"


def edited(text: str, draw: Random) -> str:
    """The text with a part of its characters changed."""
    letters = list(text)
    for at in draw.sample(range(len(letters)), int(len(letters) * CHANGED)):
        letters[at] = draw.choice(LETTERS)
    return "".join(letters)


def report(number: int, copies: set[int]) -> Report:
    """The report of a number: the same each time. The numbers of reports with a copy are noted."""
    texts = list(own_texts(number))
    draw = Random(-1 - number)
    for at, role in enumerate(roles(number)):
        if role == TEMPLATE:
            texts[at] = paragraph(Random(f"template {draw.randint(0, 9)}"))
        elif role == COPY and number:
            model = draw.randrange(number)
            own = [i for i, other in enumerate(roles(model)) if other == OWN]
            texts[at] = edited(own_texts(model)[draw.choice(own)], draw)
            copies.add(number)
    body = tuple(Paragraph(text, "body", 0, (TextLine(text, 1, (0.0, 0.0, 1.0, 1.0)),)) for text in texts)
    section = Section("一、工作情况", 1, Place(1), body)
    name = f"{LETTERS[number // 1000 % 2000]}{LETTERS[number // 30 % 2000]}{LETTERS[number % 2000]}{number}局"
    return Report(
        f"{number}.pdf", f"{number:064}", 1, Kind.SELF_ASSESSMENT, unit=name, year="2022", sections=(section,)
    )


def roles(number: int) -> list[str]:
    """What each paragraph of a report is: its own, template text or a copy."""
    return Random(f"roles {number}").choices((OWN, TEMPLATE, COPY), weights=(88, 10, 2), k=EACH)


def own_texts(number: int) -> tuple[str, ...]:
    draw = Random(number)
    return tuple(paragraph(draw) for _ in range(EACH))


def reports(count: int, copies: set[int]) -> Iterator[Report]:
    return (report(number, copies) for number in range(count))


def main() -> None:
    """Measure and print."""
    paragraphs = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    count, copies, found = paragraphs // EACH, set[int](), set[str]()
    check, parameters = by_code()["TEXT004"], Parameters()
    begun = time.process_time()
    for _ in reports(count, copies):
        continue
    made = time.process_time() - begun
    library = Library(parameters)
    begun = time.process_time()
    for one in reports(count, copies):
        library.add(one)
    library.close()
    learnt = time.process_time()
    rows = 0
    for one in reports(count, copies):
        result = run_check(library.corpus(one, lambda _: None), check, parameters)
        rows += len(result.findings)
        if result.findings:
            found.add(one.document)
    ended = time.process_time()
    high = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MEGA / 1024
    told = {f"{number}.pdf" for number in copies}
    print(
        f"{count * EACH:,} paragraphs in {count:,} reports: {(ended - begun - 2 * made) / 60:.2f} minutes of one core",
        end=" ",
    )
    print(f"(learning {(learnt - begun - made) / 60:.2f}), {high:.1f} GB at most")
    print(f"reports with a copy {len(told):,}, found {len(told & found):,}, others {len(found - told)}; {rows:,} rows")


if __name__ == "__main__":
    main()
