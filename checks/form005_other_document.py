"""The document is of no kind that is checked here.

Why: a notice or a blank template in the mailbag must be seen as such, not as a report with nothing wrong.
Flags: a readable PDF that is neither a self-assessment, an evaluation report, final accounts nor a budget.
Leaves alone: final accounts and budgets, where the checks that hold there run; files that could not be read (FORM004).
Limits: the kind is found from title, forms and vocabulary; the message gives the reasons.
"""

from collections.abc import Iterator

from checks._model import EVERY, Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._phrases import quoted
from extractors.model import Kind, Place, Report

KINDS = {
    Kind.OTHER: (
        Message("不属于绩效自评、评价、决算或预算文件", "of another kind"),
        Message("请核实是否放错文件；如确为自评报告，请人工核对", "is it the right file? check a report by hand"),
    ),
    Kind.TEMPLATE: (
        Message("是空白模板", "a blank template"),
        Message("请取得填写完整的报告", "get the report that was filled in"),
    ),
}


def documents(report: Report, _: Parameters) -> Iterator[Report]:
    if not any(gap.scope == "document" for gap in report.unread):
        yield report


def examine(report: Report) -> Iterator[Outcome]:
    if report.kind not in KINDS:
        yield Passed("文件类型", f"{report.title or report.document}：{report.kind}")
        return
    what, remedy = KINDS[report.kind]
    reasons = "；".join(report.kind_reasons)
    title = report.title or report.document
    yield Finding(
        subject="文件类型",
        severity=Severity.INFO,
        message=Message(
            f"“{title}”{what.zh}，未作核对{f'：{reasons}' if reasons else ''}。处理办法：{remedy.zh}",
            f"“{title}” is {what.en} and was not checked{f': {reasons}' if reasons else ''}. What to do: {remedy.en}",
        ),
        operands=(quoted("title", title, Place(1, None, "标题")),),
        reported=report.kind,
    )


CHECK = Check(
    code="FORM005",
    name="other-document",
    title=Message("不是可核对的文件类型", "The document is of no kind that is checked"),
    severity=Severity.INFO,
    subjects=documents,
    examine=examine,
    kinds=EVERY,
    doc=__doc__ or "",
)
