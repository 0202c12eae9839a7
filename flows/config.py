"""gouji.toml: the office's own choices, read once and checked key by key.

Top: select = ["SUM", "RATE001"], ignore = ["TEXT006"], materiality = 1000 (元), ocr = "never" (auto|never|always),
lexicon = "words.toml" (docs/lexicon.md; the path starts at this file), store = "postgresql://…" (the record in a
database; GOUJI_STORE in the environment comes first). [parameters]: low_rate = 85.
[passwords]: "file name.pdf" = "…" or "<sha256>" = "…". [[suppress]]: code = "SUM005", reason = "…" and, if wanted,
document = "2021*.pdf", source = "https://*", expires = 2027-12-31. cap = 50, least_precision = 0.5 and least_verdicts =
20 say how the queue is shown. [[for]]: document or source, as in [[suppress]], then select, ignore, materiality, ocr,
parameters = {…} for what these mean alone; of several that mean a document the later one wins.
"""

import datetime
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from checks._model import Parameters
from extractors.lexicon import LexiconError, Spellings, check_lexicon, parse_lexicon
from extractors.sandbox import digest
from flows.options import Options, Section, options_for
from review.arrange import CAP, LEAST_PRECISION, LEAST_VERDICTS, Suppression
from review.scope import About

DEFAULT = Path("gouji.toml")
STORE = "GOUJI_STORE"
OCR = ("auto", "never", "always")
KEYS = ("select", "ignore", "materiality", "ocr", "lexicon", "cap", "least_precision", "least_verdicts", "parameters",
        "passwords", "suppress", "for", "store")  # fmt: skip
SECTION_KEYS = tuple(item.name for item in fields(Section))
WHOLE = ("shared_likeness", "boilerplate_units", "min_short_text")
"""Parameters by which reports are held against each other: they cannot differ from one to the next."""
SUPPRESS_KEYS = tuple(item.name for item in fields(Suppression))


class ConfigError(Exception):
    """The configuration or the command line asks for something that there is not; says where and what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands, for messages."""

    file: Path

    def refuse(self, where: str, what: str) -> ConfigError:
        return ConfigError(f"{self.file}：{where}：{what}")

    def known(self, where: str, found: Mapping[str, Any], names: tuple[str, ...]) -> None:
        """Refuse a key that has no meaning here: a typing error must not pass in silence."""
        for name in found:
            if name not in names:
                raise self.refuse(where, f"没有“{name}”这个设置；可用的有 {'、'.join(names)}")

    def texts(self, where: str, found: Any) -> tuple[str, ...]:
        if not isinstance(found, list) or not all(isinstance(item, str) and item for item in found):
            raise self.refuse(where, '应为文字列表，如 ["SUM", "RATE001"]')
        return tuple(found)

    def text(self, where: str, found: Any) -> str:
        if not isinstance(found, str) or not found:
            raise self.refuse(where, "应为非空文字（加引号）")
        return found

    def decimal(self, where: str, found: Any) -> Decimal:
        try:
            value = Decimal(str(found))
        except InvalidOperation:
            raise self.refuse(where, f"应为数字，写的是“{found}”") from None
        if isinstance(found, bool) or not value.is_finite() or value < 0:
            raise self.refuse(where, f"应为不小于零的数字，写的是“{found}”")
        return value

    def count(self, where: str, found: Any) -> int:
        if not isinstance(found, int) or isinstance(found, bool) or found < 1:
            raise self.refuse(where, f"应为不小于 1 的整数，写的是“{found}”")
        return found

    def share(self, where: str, found: Any) -> Decimal:
        value = self.decimal(where, found)
        if value > 1:
            raise self.refuse(where, f"应为 0 至 1 之间的数，写的是“{found}”")
        return value

    def table(self, where: str, found: Any) -> Mapping[str, Any]:
        if not isinstance(found, dict):
            raise self.refuse(where, f"应写成 [{where}] 一节")
        return found


def configured(options: Options) -> Options:
    """The options with what the configuration file sets; the command line's own choices win.

    The file is the one named, else gouji.toml here, if there is one. The record's database is named by the environment
    before the file. Raises ConfigError.
    """
    file = options.config or DEFAULT
    if options.config is None and not file.exists():
        return replace(options, ocr=options.ocr or OCR[0], store=database({}))
    found = load(file)
    source = Source(file)
    source.known("顶层", found, KEYS)
    return replace(
        options,
        config=file,
        select=options.select or source.texts("select", found.get("select", [])),
        ignore=(*options.ignore, *source.texts("ignore", found.get("ignore", []))),
        materiality=options.materiality or materiality(source, found),
        ocr=options.ocr or recognition(source, found),
        parameters=replace(Parameters(), **thresholds(source, "parameters", found.get("parameters", {}))),
        passwords=passwords(source, source.table("passwords", found.get("passwords", {}))),
        suppressions=suppressions(source, found.get("suppress", [])),
        sections=tuple(sections(source, found.get("for", []), options)),
        cap=source.count("cap", found.get("cap", CAP)),
        least_precision=source.share("least_precision", found.get("least_precision", LEAST_PRECISION)),
        least_verdicts=source.count("least_verdicts", found.get("least_verdicts", LEAST_VERDICTS)),
        lexicon=lexicon(source, found["lexicon"]) if "lexicon" in found else {},
        store=database(found, source),
    )


def load(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        message = f"{file}：读不到配置文件（{error.strerror}）。核对 --config 的路径"
        raise ConfigError(message) from error
    except UnicodeDecodeError as error:
        message = f"{file}：不是 UTF-8 文字。另存为 UTF-8 后再试"
        raise ConfigError(message) from error
    except tomllib.TOMLDecodeError as error:
        message = f"{file}：不合 TOML 语法：{error}。文字要加引号，一行一个设置"
        raise ConfigError(message) from error


def materiality(source: Source, found: Mapping[str, Any]) -> str:
    return str(source.decimal("materiality", found["materiality"])) if "materiality" in found else ""


def recognition(source: Source, found: Mapping[str, Any], where: str = "ocr") -> str:
    chosen = source.text(where, found.get("ocr", OCR[0]))
    if chosen not in OCR:
        raise source.refuse(where, f"应为 {'、'.join(OCR)} 之一，写的是“{chosen}”")
    return chosen


def lexicon(source: Source, found: Any) -> Spellings:
    """The user's spellings, from a file named relative to the configuration file."""
    file = source.file.parent / source.text("lexicon", found)
    try:
        spellings = parse_lexicon(file.read_text(encoding="utf-8-sig"))
        check_lexicon(spellings)
    except OSError as error:
        raise source.refuse("lexicon", f"读不到词表 {file}（{error.strerror}）") from None
    except UnicodeDecodeError:
        raise source.refuse("lexicon", f"词表 {file} 不是 UTF-8 文字。另存为 UTF-8 后再试") from None
    except LexiconError as error:
        raise source.refuse("lexicon", f"词表 {file}：{error}") from None
    return spellings


def database(found: Mapping[str, Any], source: Source = Source(DEFAULT)) -> str:
    """The URL of the record's database, "" for a file. What is wrong is not shown: it may hold a password."""
    named = os.environ.get(STORE, "")
    url = named or (source.text("store", found["store"]) if "store" in found else "")
    if url and "://" not in url:
        what = "应为数据库地址，如 postgresql://用户:密码@主机:5432/库名"
        raise ConfigError(f"环境变量 {STORE}：{what}") if named else source.refuse("store", what)
    return url


def thresholds(source: Source, within: str, found: Any) -> dict[str, Any]:
    """Those that are set: numbers by name, and grade_bands = [["优", 90, 100], …]."""
    known = source.table(within, found)
    source.known(within, known, tuple(item.name for item in fields(Parameters)))
    given: dict[str, Any] = {}
    for name, value in known.items():
        where = f"{within}.{name}"
        if name == "grade_bands":
            given[name] = grade_bands(source, where, value)
        elif isinstance(getattr(Parameters(), name), int):
            given[name] = source.count(where, value)
        else:
            given[name] = source.decimal(where, value)
    return given


def grade_bands(source: Source, where: str, found: Any) -> tuple[tuple[str, int, int], ...]:
    bands = []
    for band in found if isinstance(found, list) else [None]:
        match band:
            case [str(word), int(low), int(high)] if low <= high:
                bands.append((word, low, high))
            case _:
                raise source.refuse(where, '应为 [["优", 90, 100], ["良", 80, 89], …]')
    return tuple(bands)


def passwords(source: Source, found: Mapping[str, Any]) -> dict[str, str]:
    return {name: source.text(f"passwords.{name}", value) for name, value in found.items()}


def suppressions(source: Source, found: Any) -> tuple[Suppression, ...]:
    if not isinstance(found, list):
        raise source.refuse("suppress", "应写成 [[suppress]]（两层方括号），每条豁免一节")
    entries = ((f"第 {i} 条 suppress", one) for i, one in enumerate(found, 1))
    return tuple(suppression(source, where, source.table("suppress", one)) for where, one in entries)


def suppression(source: Source, where: str, found: Mapping[str, Any]) -> Suppression:
    """One entry; a reason is demanded, because nobody will remember it."""
    source.known(where, found, SUPPRESS_KEYS)
    for name in ("code", "reason"):
        if name not in found:
            raise source.refuse(where, f"缺少 {name}")
    return Suppression(
        code=source.text(f"{where} code", found["code"]),
        reason=source.text(f"{where} reason", found["reason"]),
        document=str(found.get("document", "")),
        source=str(found.get("source", "")),
        expires=day(source, f"{where} expires", found.get("expires", "")),
    )


def sections(source: Source, found: Any, options: Options) -> Iterator[Section]:
    """What is set for some documents; what the command line chooses wins over it."""
    if not isinstance(found, list):
        raise source.refuse("for", "应写成 [[for]]（两层方括号），每组文件一节")
    for i, one in enumerate(found, 1):
        made = section(source, f"第 {i} 节 for", source.table("for", one))
        yield replace(
            made,
            select=None if options.select else made.select,
            ignore=None if made.ignore is None else (*options.ignore, *made.ignore),
            ocr=None if options.ocr else made.ocr,
            materiality=None if options.materiality else made.materiality,
        )


def section(source: Source, where: str, found: Mapping[str, Any]) -> Section:
    """One entry; it must say which documents it is for."""
    source.known(where, found, SECTION_KEYS)
    if "document" not in found and "source" not in found:
        raise source.refuse(where, '缺少 document 或 source：写明是哪些文件，如 document = "2021*.pdf"')
    given = thresholds(source, f"{where} parameters", found.get("parameters", {}))
    if whole := [name for name in WHOLE if name in given]:
        raise source.refuse(f"{where} parameters.{whole[0]}", "报告之间互相比对的尺度须全局一致，请写在 [parameters]")
    amount = found.get("materiality")
    return Section(
        document=source.text(f"{where} document", found["document"]) if "document" in found else "",
        source=source.text(f"{where} source", found["source"]) if "source" in found else "",
        select=source.texts(f"{where} select", found["select"]) if "select" in found else None,
        ignore=source.texts(f"{where} ignore", found["ignore"]) if "ignore" in found else None,
        materiality=None if amount is None else str(source.decimal(f"{where} materiality", amount)),
        ocr=recognition(source, found, f"{where} ocr") if "ocr" in found else None,
        parameters=tuple(given.items()),
    )


def day(source: Source, where: str, found: Any) -> str:
    try:
        return datetime.date.fromisoformat(str(found)).isoformat() if found else ""
    except ValueError:
        raise source.refuse(where, "应为日期，如 2027-12-31") from None


def about(options: Options, file: Path) -> About:
    """What is known of a file that a user names; its bytes are looked at only where a section may name them."""
    return About(str(file), "", digest(file) if options.sections else "")


def ocr_of(options: Options, file: Path) -> str:
    """How character recognition is wanted for a file that a user names."""
    return options_for(options, about(options, file)).ocr


def password_of(options: Options, file: Path) -> str | None:
    """The password that is configured for a file, by its name, its path as given, or its SHA-256."""
    known = options.passwords
    if not known:
        return None
    named = known.get(str(file)) or known.get(file.name)
    return named or known.get(digest(file))
