"""The file, or a page of it, could not be read.

Why: what was not read was not checked; silence about it would look like a pass.
Flags: a document or a page that the reader gave up: a password, damage, no PDF, a scan with no text, a garbled font.
Leaves alone: single cells and tables that could not be mapped: coverage lists those.
Limits: says what the reader saw; the file itself may still open in another program.
"""

from collections.abc import Iterator

from checks._model import EVERY, Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._phrases import quoted
from extractors.model import Report, Unread

SCOPES = {"document": ("文件", "the file"), "page": ("页面", "the page")}


def gaps(report: Report, _: Parameters) -> Iterator[Unread | Report]:
    found = [gap for gap in report.unread if gap.scope in SCOPES]
    yield from found
    if report.pages and not found:
        yield report


def examine(gap: Unread | Report) -> Iterator[Outcome]:
    if isinstance(gap, Report):
        yield Passed("文件", f"{gap.pages} 页均已读取")
        return
    what, what_en = SCOPES[gap.scope]
    where = f"第{gap.place.page}页" if gap.scope == "page" else ""
    remedy = f"。处理办法：{gap.remedy}" if gap.remedy else ""
    yield Finding(
        subject=what,
        severity=Severity.ERROR,
        message=Message(
            f"{what}{where}无法读取：{gap.why}{remedy}",
            f"{what_en}{f' {gap.place.page}' if where else ''} could not be read: {gap.why}{remedy}",
        ),
        operands=(quoted(gap.scope, gap.why, gap.place),),
        reported=gap.why,
        group="无法读取",
    )


CHECK = Check(
    code="FORM004",
    name="unreadable",
    title=Message("文件或页面无法读取", "The file or a page could not be read"),
    severity=Severity.ERROR,
    subjects=gaps,
    examine=examine,
    kinds=EVERY,
    doc=__doc__ or "",
)
