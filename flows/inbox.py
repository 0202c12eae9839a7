"""What there is to audit: files found, hashed, told apart and put in order."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from flows.options import INBOX, SAMPLE, Options
from flows.progress import say
from flows.sidecar import Sidecar, read_sidecar
from review.scope import About

ASIDE = re.compile(r"^\.|^~\$|\.(json|part|crdownload|tmp)$|^(Thumbs\.db|desktop\.ini)$", re.IGNORECASE)
BLOCK = 1 << 20
HEAD = 1024
MAGIC = b"%PDF-"
MOST_NAMED = 5

EMPTY = {
    "zh": "收件箱 {inbox} 是空的，先核对随附的样例 {sample}。把 PDF 放进 {inbox} 再运行，就核对您的报告。",
    "en": "The inbox {inbox} is empty: auditing the sample {sample}. Put PDFs into {inbox} and run again for yours.",
}
GREETING = {
    "zh": "核对 {where}：{number} 个 PDF → {out}",
    "en": "Auditing {where}: {number} PDFs -> {out}",
}

OTHERS = {
    "zh": "另有 {number} 个文件不是 PDF，不核对：{names}",
    "en": "{number} files are no PDFs and are left aside: {names}",
}
LOADING = {
    "zh": "正在载入运行引擎，需要几秒钟……（--no-prefect 可不用它）",
    "en": "Loading the engine, which takes some seconds … (--no-prefect does without it)",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One document to audit: its name in the output, its file, its SHA-256, the names of files with the same bytes.

    `problem` says why its bytes could not be had, then `sha256` is "". `is_named`: the user named this very file, and
    it is none of the inbox. origin: what its sidecar says.
    """

    document: str
    path: Path
    sha256: str
    copies: tuple[str, ...] = ()
    problem: str = ""
    is_named: bool = False
    origin: Sidecar = Sidecar()

    @property
    def key(self) -> str:
        """What the document is known by in the record: its SHA-256, or one made of its name where it has none."""
        return self.sha256 or hashlib.sha256(b"unreadable\0" + os.fsencode(self.document)).hexdigest()

    @property
    def about(self) -> About:
        """What sections of the configuration know it by."""
        return About(self.document, self.origin.page, self.sha256)


@dataclass(frozen=True, slots=True)
class Inbox:
    """The documents of a run, by name. `folder` is where they were found, "" where files were named.

    `aside`: names of files in the folders that are no PDF, neither by name nor by content.
    """

    sources: tuple[Source, ...]
    folder: str = ""
    is_sample: bool = False
    aside: tuple[str, ...] = ()


def open_inbox(options: Options) -> Inbox:
    """Find the documents that the options ask for; the sample stands in for an empty inbox."""
    if options.paths:
        folder = str(options.paths[0]) if len(options.paths) == 1 and options.paths[0].is_dir() else ""
        return Inbox(tuple(sources(options.paths)), folder, aside=aside(options.paths))
    waiting = tuple(sources([INBOX])) if INBOX.exists() else ()
    if waiting:
        return Inbox(waiting, str(INBOX), aside=aside([INBOX]))
    return Inbox(tuple(sources([SAMPLE])), str(SAMPLE), is_sample=True)


def greet(options: Options, stream: TextIO) -> None:
    """Say at once what will be done; the hashing comes later. The sample stands in for an empty inbox."""
    number = sum(1 for _ in listed(options.paths or [INBOX]))
    where = "、".join(map(str, options.paths or [INBOX]))
    if not number and not options.paths:
        number, where = sum(1 for _ in listed([SAMPLE])), str(SAMPLE)
        say(EMPTY[options.lang].format(inbox=INBOX, sample=SAMPLE), stream)
    say(GREETING[options.lang].format(where=where, number=number, out=options.out), stream)
    if others := aside(options.paths or [INBOX]):
        named = "、".join(others[:MOST_NAMED]) + ("…" if len(others) > MOST_NAMED else "")
        say(OTHERS[options.lang].format(number=len(others), names=named), stream)
    if options.use_prefect:
        say(LOADING[options.lang], stream)


def sources(paths: Iterable[Path]) -> Iterator[Source]:
    """Documents below the paths in the order of their names; files with the same bytes are one."""
    by_bytes: dict[str, list[Source]] = {}
    for source in sorted(named(paths), key=lambda source: source.document):
        by_bytes.setdefault(source.sha256 or str(source.path), []).append(source)
    for first, *others in by_bytes.values():
        names = tuple(dict.fromkeys(o.document for o in others if o.document != first.document))
        is_named = any(source.is_named for source in (first, *others))
        origin = next((one.origin for one in (first, *others) if one.origin.page), first.origin)
        yield Source(first.document, first.path, first.sha256, names, first.problem, is_named, origin)


def named(paths: Iterable[Path]) -> Iterator[Source]:
    """A source for every file; where two files would bear one name, their paths are their names."""
    found = list(dict.fromkeys(listed(paths)))
    names = [name for name, _, _ in found]
    for name, path, is_named in found:
        unique = name if names.count(name) == 1 else path.as_posix()
        sha256, problem = digest(path)
        yield Source(unique, path, sha256, (), problem, is_named, read_sidecar(path))


def listed(paths: Iterable[Path]) -> Iterator[tuple[str, Path, bool]]:
    """Name, path and whether the user named the file itself; of folders only what is a PDF by name or content.

    What lies in the inbox goes by its path there, however it is reached: it is one document.
    """
    for path in paths:
        if path.is_dir():
            inner = path.relative_to(INBOX).as_posix() if path.is_relative_to(INBOX) and path != INBOX else ""
            at = f"{inner}/" if inner else ""
            yield from ((f"{at}{name}", file, False) for name, file in inside(path) if is_pdf(file))
        elif path.is_relative_to(INBOX):
            yield path.relative_to(INBOX).as_posix(), path, False
        else:
            yield path.name, path, True


def aside(paths: Iterable[Path]) -> tuple[str, ...]:
    """Names of files in folders that are no PDF: they are told, not audited."""
    return tuple(name for path in paths if path.is_dir() for name, file in inside(path) if not is_pdf(file))


def inside(folder: Path) -> Iterator[tuple[str, Path]]:
    """Name and path of every file below a folder; what is hidden, half loaded or a note of a program is left out."""
    for file in sorted(folder.rglob("*")):
        inner = file.relative_to(folder)
        if not any(ASIDE.search(part) for part in inner.parts) and not file.is_dir():
            yield inner.as_posix(), file


def is_pdf(path: Path) -> bool:
    """Whether a file calls itself a PDF, or is one under another name."""
    if path.suffix.lower() == ".pdf":
        return True
    try:
        with path.open("rb") as file:
            return MAGIC in file.read(HEAD) if path.is_file() else False
    except OSError:
        return False


def digest(path: Path) -> tuple[str, str]:
    """SHA-256 of a file's bytes, or "" and why they could not be read."""
    seal = hashlib.sha256()
    try:
        if not path.is_file():
            return "", "没有这个文件" if not path.exists() else "不是普通文件"
        with path.open("rb") as file:
            while block := file.read(BLOCK):
                seal.update(block)
    except OSError as error:
        return "", f"打不开：{error.strerror}"
    return seal.hexdigest(), ""
