"""What a form says about its deductions outside the row's own reason cell: a rule beside the row, a remark below."""

import re

from checks._reason_words import is_reason
from checks._reasons import Explanation
from checks._remark_cells import pairs, tables_of
from extractors.model import Form, Indicator, Report

RULE = re.compile(r"扣(?:减)?\d|[×＊*]|每.{1,12}扣|按.{0,8}(?:比例|计分|折算)|不得分|得\d+(?:\.\d+)?分|得满分")
REMARK = re.compile(r"(?:偏差|未完成|未达|扣分|失分|减分|偏离).{0,10}(?:原因|说明|分析|情况|措施)|^(?:偏差|扣分)原因")


def rule_beside(report: Report, form: Form, row: Indicator) -> Explanation | None:
    """The scoring rule printed in a cell of an indicator's own row (评分标准), which tells where its points went."""
    for table in tables_of(report, form):
        anchor = next((c for c in table.cells if (c.place.page, c.place.box) == (row.place.page, row.place.box)), None)
        for cell in table.cells if anchor and row.place.box else ():
            text = re.sub(r"\s", "", cell.text)
            if anchor and cell.row == anchor.row and len(text) > len("得10分") and RULE.search(text):
                return Explanation(text, cell.place)
    return None


def remark_below(report: Report, form: Form) -> Explanation | None:
    """The text beside a label that asks for all reasons of a form together (偏差大或目标未完成原因分析)."""
    for table in tables_of(report, form):
        for label, text in pairs(table):
            if REMARK.search(label.text) and is_reason(text.text, label.text) and text.col_span * 2 >= table.cols:
                return Explanation(re.sub(r"\s", "", text.text), text.place)
    return None
