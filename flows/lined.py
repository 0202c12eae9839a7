"""A TOML file read table by table, so that whatever is wrong in it is told with its line, all of it at once."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Reader:
    """One table of the file: `at` the lines that it stands on (from 0), `wrong` what was found wrong in the file."""

    file: Path
    lines: list[str]
    at: range
    where: str
    wrong: list[str]

    def refuse(self, key: str, what: str) -> None:
        self.wrong.append(f"{self.file}：第 {self.line(key)} 行：{self.where}{key}：{what}")

    def line(self, key: str) -> int:
        """The line (from 1) on which a key of this table stands; the table's own where it is missing."""
        wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*(=|\.)")
        header = re.compile(rf"\s*\[+[^\]]*\b{re.escape(key)}\]")
        found = (n for n in self.at if wanted.match(self.lines[n]) or header.match(self.lines[n]))
        return next(found, self.at.start) + 1

    def inner(self, key: str) -> "Reader":
        """The reader of a table in this one; dotted keys lead deeper."""
        header = re.compile(rf"\s*\[[^\]]*\b{re.escape(key)}\s*\]")
        first = next((n for n in self.at if header.match(self.lines[n])), None)
        at = self.at
        if first is not None:
            rest = range(first + 1, self.at.stop)
            at = range(first, next((n for n in rest if self.lines[n].startswith("[")), self.at.stop))
        return replace(self, at=at, where=f"{self.where}{key}.")

    def known(self, found: Mapping[str, Any], names: Iterable[str]) -> None:
        for key in found:
            if key not in names:
                self.refuse(key, f"没有这个设置；可用的有 {'、'.join(names)}")

    def text(self, found: Mapping[str, Any], key: str, default: str = "") -> str:
        value = found.get(key, default)
        if not isinstance(value, str):
            self.refuse(key, "应为加引号的文字")
            return default
        return value

    def texts(self, found: Mapping[str, Any], key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        value = found.get(key, list(default))
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            self.refuse(key, '应为文字列表，如 ["a", "b"]')
            return default
        return tuple(value)

    def patterns(self, found: Mapping[str, Any], key: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        given = self.texts(found, key, default)
        for one in given:
            try:
                re.compile(one)
            except re.error as error:
                self.refuse(key, f"“{one}”不是正则表达式（{error}）")
        return given

    def whole(self, found: Mapping[str, Any], key: str, default: int, within: tuple[int, int]) -> int:
        value = found.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not within[0] <= value <= within[1]:
            self.refuse(key, f"应为 {within[0]} 至 {within[1]} 的整数，写的是“{value}”")
            return default
        return value

    def wholes(self, found: Mapping[str, Any], key: str, within: tuple[int, int]) -> tuple[int, ...]:
        value = found.get(key, [])
        is_list = isinstance(value, list)
        if not is_list or not all(type(one) is int and within[0] <= one <= within[1] for one in value):
            self.refuse(key, f"应为 {within[0]} 至 {within[1]} 的整数列表")
            return ()
        return tuple(value)

    def table(self, found: Mapping[str, Any], key: str) -> dict[str, Any]:
        value = found.get(key, {})
        if not isinstance(value, dict):
            self.refuse(key, f"应写成 [{self.where}{key}] 一节")
            return {}
        return value


def filled(reader: Reader, found: Mapping[str, Any], kind: type[Any]) -> dict[str, Any]:
    """The settings that a table gives for a dataclass of texts, whole numbers and switches."""
    defaults = {one.name: one.default for one in fields(kind) if one.default is not MISSING}
    given: dict[str, Any] = {}
    for key in found.keys() & defaults.keys():
        default = defaults[key]
        if isinstance(default, bool):
            given[key] = switch(reader, found, key, default=default)
        elif isinstance(default, int):
            given[key] = reader.whole(found, key, default, (0, 1 << 50))
        else:
            given[key] = reader.text(found, key)
    return given


def switch(reader: Reader, found: Mapping[str, Any], key: str, *, default: bool) -> bool:
    value = found.get(key, default)
    if not isinstance(value, bool):
        reader.refuse(key, "应为 true 或 false")
        return default
    return value
