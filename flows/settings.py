"""The parsed command line as Options: configuration read, codes known, nothing left to guess."""

import argparse
import datetime
from collections.abc import Iterable

from flows.config import ConfigError, configured
from flows.judge import unknown_codes
from flows.options import OUT, Options


def options_of(parsed: argparse.Namespace) -> Options:
    """The options of a command; raises ConfigError where the command line or the configuration makes no sense."""
    options = configured(
        Options(
            paths=tuple(getattr(parsed, "paths", ())),
            out=parsed.out or OUT,
            jobs=getattr(parsed, "jobs", 0),
            as_of=moment(getattr(parsed, "as_of", "")),
            select=codes(getattr(parsed, "select", ())),
            ignore=codes(getattr(parsed, "ignore", ())),
            lang=parsed.lang,
            config=parsed.config,
            reader=parsed.reader,
            ocr=getattr(parsed, "ocr", None) or "",
            witness=getattr(parsed, "witness", "auto"),
            fail_on=getattr(parsed, "fail_on", "error"),
            has_cap=not getattr(parsed, "no_cap", False),
            use_prefect=not getattr(parsed, "no_prefect", False),
        )
    )
    chosen = (code for one in options.sections for code in (*(one.select or ()), *(one.ignore or ())))
    refuse_unknown((*options.select, *options.ignore, *chosen, *(rule.code for rule in options.suppressions)))
    return options


def codes(given: Iterable[str]) -> tuple[str, ...]:
    """SUM,RATE001 --select TEXT -> each code once, in capitals."""
    named = (code.strip().upper() for text in given for code in text.replace("，", ",").split(","))
    return tuple(dict.fromkeys(code for code in named if code))


def refuse_unknown(named: tuple[str, ...]) -> None:
    """A code that there is not selects nothing, and that must not pass for a clean report."""
    if unknown := unknown_codes(named):
        message = f"没有这样的检查代码：{'、'.join(unknown)}。用 gouji checks 查看全部代码（可写开头，如 SUM）"
        raise ConfigError(message)


def moment(text: str) -> str:
    """A time as the output writes it: UTC, whole seconds, Z; "" stays "". A time without a zone is UTC."""
    if not text:
        return ""
    try:
        given = datetime.datetime.fromisoformat(text)
    except ValueError:
        message = f"--as-of 应为 ISO 8601 时间，如 2026-01-31T08:00:00Z，写的是“{text}”"
        raise ConfigError(message) from None
    aware = given if given.tzinfo else given.replace(tzinfo=datetime.UTC)
    return aware.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
