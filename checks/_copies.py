"""Texts of a report that are printed twice: word for word, or whole inside a longer one."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from checks._model import Parameters
from checks._text import NUMBERING, Passage, han, passages
from extractors.model import Report

STOP = re.compile(r"[。；！？]")
SEED = 20
TITLED = re.compile(r"^[^，。；：“”\d]{2,12}。(?=.)")
TERMS = re.compile(r"名词解释|专业名词|名词说明")


class Copies(NamedTuple):
    """Passages with the same words, in reading order; how many texts were compared, from which length on."""

    passages: tuple[Passage, ...]
    compared: int
    least: int


def copies(report: Report, parameters: Parameters) -> Iterator[Copies]:
    projects = [form.project or str(i) for i, form in enumerate(report.forms)]
    known = [one for one in passages(report) if is_compared(one, parameters.min_paragraph)]
    groups: defaultdict[str, list[Passage]] = defaultdict(list)
    for passage in known:
        groups[words(passage)].append(passage)
    found = [tuple(one for one in alike if not is_again(one, alike, projects)) for alike in groups.values()]
    found += contained([passage for passage in known if passage.form < 0])
    yield from (Copies(alike, len(known), parameters.min_paragraph) for alike in found if len(alike) > 1)
    if len(known) > 1 and all(len(alike) < 2 for alike in found):
        yield Copies((), len(known), parameters.min_paragraph)


def words(passage: Passage) -> str:
    """What a passage says, without its number and the short title in its line (五、改进措施。)."""
    return TITLED.sub("", body(passage)).strip("。；，")


def body(passage: Passage) -> str:
    return NUMBERING.sub("", passage.body)


def is_compared(passage: Passage, length: int) -> bool:
    """Whether a text is long enough and no explanation of a term."""
    text = words(passage)
    return len(text) >= length and han(text) >= length * 2 // 3 and not TERMS.search(passage.section)


def contained(prose: list[Passage]) -> list[tuple[Passage, ...]]:
    """The paragraphs that stand once more, from the start of a sentence on, inside a longer one."""
    starts: defaultdict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in prose:
        whole = body(passage)
        for at in (0, *(found.end() for found in STOP.finditer(whole))):
            starts[whole[at : at + SEED]].append((passage, at))
    pairs: list[tuple[Passage, ...]] = []
    for passage in prose:
        text = words(passage)
        for other, at in starts[text[:SEED]]:
            longer = body(other)
            if len(longer) > len(text) + 1 and longer.startswith(text, at) and words(other) != text:
                pairs.append((other, passage) if is_first(other, passage, prose) else (passage, other))
                break
    return pairs


def is_first(one: Passage, other: Passage, prose: list[Passage]) -> bool:
    return prose.index(one) < prose.index(other)


def is_again(passage: Passage, alike: list[Passage], projects: list[str]) -> bool:
    """Whether it is the cell of another form about the same project, read before."""
    if passage.form < 0:
        return False
    before = alike[: alike.index(passage)]
    return any(
        one.form >= 0
        and one.form != passage.form
        and projects[one.form] == projects[passage.form]
        and one.path.rsplit("/", 1)[-1] == passage.path.rsplit("/", 1)[-1]
        for one in before
    )
