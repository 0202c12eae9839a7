"""The names that prose can use for the rows of the forms, and which row a name means where it is used."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.model import Form, FundRow

_LEFT_OUT = re.compile(r"[\s“”\"‘’'《》〈〉（）()*★☆【】\[\]]")
_NUMBERING = re.compile(
    r"^(?:(?:指标|任务|目标)\d*[:：]|[（(]?\d+[)）.．、:：]|其中[:：]?|[①-⑳]|[一二三四五六七八九十]+、)+"
)
# 城镇新增就业人数 is told as 城镇新增就业4236人: what is counted is said by the unit.
_COUNT_TAIL = re.compile(
    r"(?:完成)?(?:总?数量|总量|个数|[人户次家套台件册篇场座所处辆]数|人次数?|场次数?|[户家]次|条数|总?数|面积|长度|里程)$"
)
_SHORTEST_TOLD = 4
_PROJECT_TOLD = re.compile(r"[一-龥“”]{2,28}?(?:项目|专项|工程)(?!支出|资金)")
_SHORTEST_PROJECT = 6
# The one row of carried-over money is called so whatever the form calls it.
_CARRIED = re.compile(r"结转|结余")
_CARRIED_TOLD = ("上年结转资金", "上年结余资金", "上年结转结余资金", "上年结转结余", "上年结转", "上年结余")
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

    def __init__(self, forms: tuple[Form, ...], title: str = "") -> None:
        self.forms = forms
        self._title = re.sub(r"\s", "", title)
        self._by_text: dict[str, list[Name]] = {}
        for index, form in enumerate(forms):
            for name in _names(index, form):
                if len(name.text) > 1 and name.text not in _TOO_COMMON:
                    self._by_text.setdefault(name.text, []).append(name)
        words = sorted(self._by_text, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, words))) if words else None
        self.texts = tuple(sorted(words))

    def without_titled(self, words: str) -> str:
        """The words without the project that the title names, where the one form there is does not print it."""
        if len(self.forms) != 1 or self.forms[0].project or not self._title:
            return words
        for match in _PROJECT_TOLD.finditer(words):
            tails = (match.group()[at:] for at in range(len(match.group()) - _SHORTEST_PROJECT + 1))
            told = next((tail for tail in tails if tail in self._title), "")
            words = words.replace(told, "") if told else words
        return words

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
        yield from (Name(text, "fund", index, f"forms/{index}/budget/{k}") for text in _fund_texts(row, form))
    for k, task in enumerate(form.tasks):
        if len(bare(task.name)) >= 4:
            yield Name(bare(task.name), "task", index, f"forms/{index}/tasks/{k}")


def _indicator_names(index: int, form: Form) -> Iterator[Name]:
    for k, row in enumerate(form.indicators):
        label = bare(row.level3 or row.level2 or row.level1)
        level = 3 if row.level3 else 2 if row.level2 else 1
        if not row.is_filler and label:
            path = f"forms/{index}/indicators/{k}"
            told = _COUNT_TAIL.sub("", label)
            is_told = told != label and len(told) >= _SHORTEST_TOLD
            for text in (label, told) if is_told else (label,):
                yield Name(text, "indicator", index, path, level, bare(row.level1), bare(row.level2))


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
    """产出 is called 产出指标 or 产出类指标 in prose; 产出指标 is never called 产出 alone."""
    stem = label.removesuffix("指标")
    called = (label, f"{stem}指标", f"{stem}类指标")
    return called if stem.endswith("类") else tuple(dict.fromkeys((*called, f"{stem}类")))


def _fund_texts(row: FundRow, form: Form) -> tuple[str, ...]:
    label = bare(row.label)
    is_only = bool(_CARRIED.search(label)) and sum(bool(_CARRIED.search(one.label)) for one in form.budget) == 1
    told = _CARRIED_TOLD if is_only and row.parent and not re.search(r"年末|下年|结转下", label) else ()
    return tuple(dict.fromkeys(text for text in (label, label.removesuffix("总额"), *told) if len(text) > 3))


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
