"""What the end of a command says beside its results: checks that broke, suppressions that are of no use any more."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from checks._model import State
from review.arrange import Suppression
from review.evidence import one_line
from review.record import Judged

MOST_CRASHES = 10


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that was not checked or read: where, why, what to do next, how often."""

    where: str
    why: str
    remedy: str = ""
    times: int = 1


def crash_gaps(judged: Judged) -> list[Gap]:
    """Checks that broke on a document: a defect of ours, never of the report."""
    return [
        Gap(f"{result.code} {one_line(judged.report.document)}", one_line(result.reason))
        for result in judged.results
        if result.state is State.CRASHED
    ]


def crash_words(crashes: Sequence[Gap], lang: str) -> str:
    """What to say of checks that broke; the documents were kept, with the results of all other checks."""
    named = "；".join(f"{gap.where}：{gap.why}" for gap in crashes[:MOST_CRASHES])
    more = len(crashes) - MOST_CRASHES
    if lang == "en":
        tail = f"; {more} more" if more > 0 else ""
        return f"{len(crashes)} checks crashed; the documents and all other results are kept: {named}{tail}"
    tail = f"；另有 {more} 项" if more > 0 else ""
    return f"检查程序出错 {len(crashes)} 项，文件与其余检查的结果均已保留，请告知开发者：{named}{tail}"


def named(rule: Suppression) -> str:
    """A suppression by its code, its reason and what it is for."""
    parts = (rule.reason, rule.document and f"文件 {rule.document}", rule.source and f"来源 {rule.source}")
    return f"豁免 {rule.code}（{'；'.join(filter(None, parts))}）"


def idle(rule: Suppression) -> str:
    """A suppression that nothing matches any more."""
    return f"{named(rule)}没有对应的发现，可以删去"


def expired(rule: Suppression) -> str:
    """A suppression whose day is past."""
    return f"{named(rule)}已于 {rule.expires} 到期，相关发现重新列出"


def idle_rules(unused: Iterable[Suppression], ran: Iterable[str]) -> Iterator[Suppression]:
    """Of the suppressions that met nothing, those whose check was looked for at all."""
    codes = tuple(ran)
    return (rule for rule in unused if any(code.startswith(rule.code) for code in codes))
