"""The names that prose can use for the rows of the forms, and which row a name means where it is used."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.model import Form, FundRow

_LEFT_OUT = re.compile(r"[\s“”\"‘’'《》〈〉（）()*★☆【】\[\]]")
_NUMBERING = re.compile(
    r"^(?:(?:指标|任务|目标)\d*[:：]|[（(]?\d+[)）.．、:：]|其中[:：]?|[①-⑳]|[一二三四五六七八九十]+、)+"
)
_FUND_LEAD = re.compile(r"^(?:\d+[.．、])?资金(?:来源|结构)[:：]?")
_LEVELS = {"一级": 1, "二级": 2, "三级": 3}
_TOO_COMMON = frozenset(
    {"其他", "合计", "总额", "成本", "时效", "质量", "数量", "其他资金", "指标", "情况", "管理", "资金"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """What a name can stand for. kind: indicator|group|fund|task; `path` its row in the report ("" = not printed)."""

    text: str
    kind: str
    form: int
    path: str
    level: int = 0
    level1: str = ""
    level2: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as used: text[start:end] of the passage and everything that it can stand for."""

    start: int
    end: int
    text: str
    names: tuple[Name, ...]

    def of(self, *kinds: str) -> tuple[Name, ...]:
        return tuple(name for name in self.names if name.kind in kinds)


def plain(text: str) -> str:
    """A name without blanks, quotes, brackets and marks of importance."""
    return _LEFT_OUT.sub("", text)


def bare(label: str) -> str:
    """A row's label without numbering and without 其中."""
    return plain(_NUMBERING.sub("", _FUND_LEAD.sub("", re.sub(r"\s", "", label))))


class Names:
    """All names of a report's forms, found in text by longest match."""

    def __init__(self, forms: tuple[Form, ...]) -> None:
        self.forms = forms
        self._by_text: dict[str, list[Name]] = {}
        for index, form in enumerate(forms):
            for name in _names(index, form):
                if len(name.text) > 1 and name.text not in _TOO_COMMON:
                    self._by_text.setdefault(name.text, []).append(name)
        words = sorted(self._by_text, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, words))) if words else None
        self.texts = tuple(sorted(words))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """The names used in a text, in order, never overlapping, with positions in the text as printed."""
        if self._pattern is None:
            return ()
        kept = [at for at, letter in enumerate(text) if not _LEFT_OUT.match(letter)]
        dense = "".join(text[at] for at in kept)
        found = []
        for match in self._pattern.finditer(dense):
            start, end = kept[match.start()], kept[match.end() - 1] + 1
            found.append(Mention(start, end, match.group(), tuple(self._by_text[match.group()])))
        return tuple(found)


def _names(index: int, form: Form) -> Iterator[Name]:
    yield from _indicator_names(index, form)
    yield from _group_names(index, form)
    for k, row in enumerate(form.budget):
        yield from (Name(text, "fund", index, f"forms/{index}/budget/{k}") for text in _fund_texts(row))
    for k, task in enumerate(form.tasks):
        if len(bare(task.name)) >= 4:
            yield Name(bare(task.name), "task", index, f"forms/{index}/tasks/{k}")


def _indicator_names(index: int, form: Form) -> Iterator[Name]:
    for k, row in enumerate(form.indicators):
        label = bare(row.level3 or row.level2 or row.level1)
        level = 3 if row.level3 else 2 if row.level2 else 1
        if not row.is_filler and label:
            path = f"forms/{index}/indicators/{k}"
            yield Name(label, "indicator", index, path, level, bare(row.level1), bare(row.level2))


def _group_names(index: int, form: Form) -> Iterator[Name]:
    printed = {(group.level, bare(group.name)): k for k, group in enumerate(form.groups)}
    known = dict.fromkeys(printed)
    for row in form.indicators:
        if row.level1 and (row.level2 or row.level3):
            known[1, bare(row.level1)] = None
        if row.level2 and row.level3:
            known[2, bare(row.level2)] = None
    parents = {bare(row.level2): bare(row.level1) for row in form.indicators}
    for level, label in known:
        path = f"forms/{index}/groups/{printed[level, label]}" if (level, label) in printed else ""
        yield from (
            Name(
                text,
                "group",
                index,
                path,
                level,
                label if level == 1 else parents.get(label, ""),
                label if level == 2 else "",
            )
            for text in _with_suffix(label)
        )


def _with_suffix(label: str) -> tuple[str, ...]:
    """产出 is called 产出指标 in prose; 产出指标 is never called 产出 alone."""
    return (label,) if label.endswith("指标") else (label, f"{label}指标")


def _fund_texts(row: FundRow) -> tuple[str, ...]:
    label = bare(row.label)
    return tuple(dict.fromkeys(text for text in (label, label.removesuffix("总额")) if len(text) > 3))


def level_word(text: str, start: int) -> int:
    """The level that the words right before a name give it: 一级指标投入管理指标 -> 1; 0 if they give none."""
    match = re.search(r"(一级|二级|三级)(?:指标)?[:：“”\s]*$", text[max(0, start - 8) : start])
    return _LEVELS[match[1]] if match else 0


def whole_fund(form: Form) -> int | None:
    """Which fund row is the whole, or None."""
    return next((k for k, row in enumerate(form.budget) if not row.parent), None)


def narrowed(names: tuple[Name, ...], level: int, scopes: frozenset[str], form: int | None) -> tuple[Name, ...]:
    """The meanings that fit the level word, the categories spoken of and the form; all where none fits."""
    for test in (
        lambda name: form is None or name.form == form,
        lambda name: not level or name.level == level,
        lambda name: bool(scopes & {name.level1, name.level2}),
    ):
        fitting = tuple(name for name in names if test(name))
        names = fitting or names
    return names
