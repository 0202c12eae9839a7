"""What `gouji check` prints: the findings of a document, then what was checked and what was not.

Text of a report is printed without control characters: a PDF must not steer the terminal.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator

import orjson

from checks._model import NotEvaluated, Result, State
from extractors.codec import without_surrogates
from extractors.model import Kind, Report
from review.arrange import Arranged
from review.coverage import PROSE, TABLE, Coverage, coverage, percent, share
from review.csvio import guard
from review.evidence import one_line
from review.record import Judged
from review.rows import COLUMNS, Row

WORDS = {
    "zh": {
        "error": "错误", "warning": "警告", "info": "提示", "formula": "公式", "reported": "报告为", "expected": "应为",
        "difference": "相差", "evidence": "依据", "cause": "可能原因", "confidence": "可信度", "none": "没有发现矛盾",
        "pages": "{} 页", "forms": "{} 张自评表", "tables": "{} 个表格",
        "figures": "数字 {total} 个：核对一致 {consistent}，有矛盾 {contradictory}，未核对 {not_checked}"
        "（已核对 {share}；表内 {table}，正文 {prose}）",
        "checks": "检查 {total} 项：通过 {passed}，有发现 {found}，未能核对 {not_evaluated}，不适用 {not_applicable}，"
        "出错 {crashed}",
        "not_evaluated": "未能核对", "crashed": "检查程序出错", "unread": "未读出", "suppressed": "按配置豁免 {} 条",
        "capped": "另有 {} 条未列出（--no-cap 全部列出）", "remedy": "下一步", "times": "{}（{} 处）",
        "run": "全部文件：", "silence": "未核对的数字不等于正确",
        "recognised": "由文字识别（OCR）读出、可信度较低的页：{}",
        Kind.SELF_ASSESSMENT: "绩效自评", Kind.EVALUATION: "绩效评价",
        Kind.FINAL_ACCOUNTS: "决算公开", Kind.BUDGET: "预算公开", Kind.TEMPLATE: "空白模板", Kind.OTHER: "其他文件",
    },
    "en": {
        "error": "error", "warning": "warning", "info": "info", "formula": "formula", "reported": "reported",
        "expected": "expected", "difference": "difference", "evidence": "evidence", "cause": "likely cause",
        "confidence": "confidence", "none": "no contradiction found", "pages": "{} pages", "forms": "{} forms",
        "tables": "{} tables",
        "figures": "{total} figures: {consistent} consistent, {contradictory} contradictory, {not_checked} not checked"
        " ({share} checked; {table} of tables, {prose} of prose)",
        "checks": "{total} checks: {passed} passed, {found} found, {not_evaluated} not evaluated,"
        " {not_applicable} not applicable, {crashed} crashed",
        "not_evaluated": "not evaluated", "crashed": "crashed", "unread": "unread", "suppressed": "{} suppressed",
        "capped": "{} more not listed (--no-cap lists all)", "remedy": "next", "times": "{} ({} places)",
        "run": "all files: ", "silence": "a figure that was not checked is not thereby right",
        "recognised": "pages read by character recognition, less surely: {}",
    },
}  # fmt: skip
MOST_REASONS = 12
UNREAD_CODE = "FORM004"


def shown_document(judged: Judged, arranged: Arranged, lang: str) -> str:
    """One document for the terminal."""
    words = WORDS[lang]
    report = judged.report
    lines = [heading(report, words), ""]
    for row in arranged.rows:
        lines += [*finding_lines(row, words), ""]
    if not arranged.rows:
        lines += [words["none"], ""]
    lines += [*left_out(arranged, words), *looked_at(judged, words)]
    if not any(row.check == UNREAD_CODE for row in arranged.rows):
        lines += unread_lines(report, words)
    return "\n".join(lines) + "\n"


def heading(report: Report, words: dict[str, str]) -> str:
    """The file, and what kind of document was seen in it."""
    seen = [report.year, report.unit, words.get(report.kind, report.kind)]
    seen += [words["pages"].format(report.pages)] if report.pages else []
    seen += [words["forms"].format(len(report.forms))] if report.forms else []
    seen += [words["tables"].format(len(report.tables))] if report.tables else []
    return f"── {one_line(report.document)} ──\n" + " · ".join(one_line(part) for part in seen if part)


def finding_lines(row: Row, words: dict[str, str]) -> Iterator[str]:
    """A finding: what, where, the figures, the formula, what it rests on."""
    yield f"[{words[row.severity]}] {row.check}  {row.where}"
    yield f"  {row.message}"
    if row.formula:
        yield f"  {words['formula']}：{row.formula}"
    figures = [f"{words[name]} {getattr(row, name)}" for name in ("reported", "expected", "difference")
               if getattr(row, name)]  # fmt: skip
    if figures:
        yield "  " + "，".join(figures)
    yield f"  {words['evidence']}：" + "\n        ".join(row.evidence.split("; "))
    if row.cause:
        yield f"  {words['cause']}：{row.cause}"
    yield f"  {words['confidence']} {row.confidence}  {row.finding_id}"


def left_out(arranged: Arranged, words: dict[str, str]) -> Iterator[str]:
    """Findings that there are but that are not shown."""
    for name in ("suppressed", "capped"):
        if count := getattr(arranged, name):
            yield words[name].format(count)


def looked_at(judged: Judged, words: dict[str, str]) -> Iterator[str]:
    """What was checked, and what was not, and why."""
    states = Counter(result.state.value for result in judged.results)
    counts = {state.value: states[state.value] for state in State}
    yield words["checks"].format(total=len(judged.results), **counts)
    figures = totals(judged)
    if figures["total"]:
        yield words["figures"].format(**figures) + "；" + words["silence"]
    yield from reasons(judged.results, words)
    if judged.report.ocr_pages:
        yield words["recognised"].format(spans(judged.report.ocr_pages))


def shown_run(judged: Iterable[Judged], lang: str) -> str:
    """The figures of several documents together."""
    covered = tuple(one for document in judged for one in coverage(document))
    return WORDS[lang]["run"] + WORDS[lang]["figures"].format(**counts_of(covered))


def spans(pages: Iterable[int]) -> str:
    """1, 2, 3, 7 -> 1-3, 7; the pages ascend."""
    found: list[list[int]] = []
    for page in pages:
        if found and found[-1][-1] == page - 1:
            found[-1][1:] = [page]
        else:
            found.append([page])
    return ", ".join("-".join(map(str, span)) for span in found)


def unread_lines(report: Report, words: dict[str, str]) -> Iterator[str]:
    """What was not read; without these lines it would look as if it had been."""
    for unread in report.unread:
        if unread.scope in {"document", "page"}:
            page = f"p.{unread.place.page} " if unread.place.page else ""
            yield one_line(f"{words['unread']}：{page}{unread.why}。{words['remedy']}：{unread.remedy}")


def totals(judged: Judged) -> dict[str, object]:
    """How many figures there are, by verdict, and the shares that were checked: of all, of tables, of prose."""
    return counts_of(coverage(judged))


def counts_of(covered: tuple[Coverage, ...]) -> dict[str, object]:
    verdicts = Counter(one.verdict for one in covered)
    counts = {name: verdicts[name] for name in ("consistent", "contradictory", "not_checked")}
    shares = {name: percent(share(covered, kind)) for name, kind in (("share", ""), (TABLE, TABLE), (PROSE, PROSE))}
    return {"total": len(covered), **shares, **counts}


def reasons(results: Iterable[Result], words: dict[str, str]) -> Iterator[str]:
    """Why comparisons could not be made, each reason once."""
    met: Counter[tuple[str, str]] = Counter()
    for result in results:
        if result.state is State.CRASHED:
            yield one_line(f"{words['crashed']}：{result.code} {result.reason}")
        for outcome in result.outcomes:
            if isinstance(outcome, NotEvaluated):
                met[result.code, outcome.reason] += 1
    for (code, reason), count in list(met.items())[:MOST_REASONS]:
        yield one_line(f"{words['not_evaluated']}：{code} {words['times'].format(reason, count)}")


def shown_json(documents: Iterable[tuple[Judged, Arranged]]) -> str:
    """The findings of documents as one JSON value; the names of a finding are the queue's columns."""
    found = {"schema": 1, "documents": [document_json(judged, arranged) for judged, arranged in documents]}
    return orjson.dumps(without_surrogates(found), option=orjson.OPT_INDENT_2).decode()


def document_json(judged: Judged, arranged: Arranged) -> dict[str, object]:
    report = judged.report
    return {
        "document": report.document,
        "sha256": report.sha256,
        "pages": report.pages,
        "kind": report.kind,
        "unit": report.unit,
        "year": report.year,
        "findings": [{name: getattr(row, name) for name in COLUMNS} for row in arranged.rows],
        "suppressed": arranged.suppressed,
        "capped": arranged.capped,
        "checks": [
            {"check": result.code, "state": result.state.value, "reason": result.reason} for result in judged.results
        ],
        "figures": totals(judged),
        "ocr_pages": report.ocr_pages,
        "unread": [
            {"page": unread.place.page, "scope": unread.scope, "why": unread.why, "remedy": unread.remedy}
            for unread in report.unread
        ],
    }


def shown_csv(rows: Iterable[Row]) -> str:
    """Findings as CSV with the queue's columns, safe for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([guard(getattr(row, name)) for name in COLUMNS])
    return "\ufeff" + text.getvalue()
