"""Texts of a row: evidence, places, masked personal data."""

import pytest

from checks._model import Operand
from extractors.model import Place
from review.evidence import evidence, masked, operand_text, printed_values, where, witness_word
from tests.review.invented import finding, judged, operand, result


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("联系人电话13812345678。", "联系人电话138****5678。"),
        ("138 1234 5678,13912345678", "138****5678,139****5678"),
        ("0398-68117102", "0398-****"),
        ("（0398）68117102", "（0398）****"),
        ("联系电话：68117102", "联系电话：****"),
        ("身份证410102198001011234", "身份证410102********4"),
        ("41010219800101123X", "410102********X"),
        ("支出13812345678元", "支出13812345678元"),
        ("13812345678.50", "13812345678.50"),
        ("467.99 = 417.99 + 50", "467.99 = 417.99 + 50"),
        ("91410100005252525X", "91410100005252525X"),
    ],
)
def test_telephone_and_identity_numbers_are_masked_and_amounts_are_not(text: str, safe: str) -> None:
    assert masked(text) == safe


def test_evidence_names_operands_copies_and_witness() -> None:
    text = evidence(finding(), "differs", ("b.pdf", "a;.pdf"))
    assert text == (
        "total=467.99@p.3 资金表 › 万元; row=397.10@p.3 资金表 › 万元; row=67.60@p.3 资金表 › 万元; "
        "copies:a；.pdf, b.pdf; witness:differs"
    )
    assert printed_values(text) == ("total=467.99", "row=397.10", "row=67.60")
    assert printed_values(text.replace("p.3", "p.4").replace("differs", "agrees")) == printed_values(text)


def test_long_wording_is_cut_and_stays_on_one_line() -> None:
    text = operand_text(Operand("goal", "一" * 90 + "\n二; 三", Place(2, None, "目标\n表")))
    assert text == "goal=" + "一" * 79 + "…@p.2 目标 表"


def test_evidence_fits_into_a_cell_of_a_spreadsheet() -> None:
    flood = finding(operands=(operand("row", "1.00"),) * 2000)
    text = evidence(flood, "agrees", ())
    item = "row=1.00@p.3 资金表 › 万元"
    kept = 30_000 // (len(item) + 2)
    assert text == "; ".join([*[item] * kept, f"…(+{2000 - kept})", "witness:agrees"])


def test_what_gbk_does_not_have_does_not_count() -> None:
    assert printed_values("goal=《㛃》@p.1 ›; witness:agrees") == printed_values("goal=《?》@p.1 ?")


def test_a_figure_is_no_telephone_number() -> None:
    assert operand_text(operand("total", "13812345678")) == "total=13812345678@p.3 资金表 › 万元"


def test_a_place_without_a_page_is_its_label() -> None:
    assert where(Place(0, None, "整个文件")) == "整个文件"
    assert where(Place(2)) == "p.2"


def test_a_witness_nobody_heard_is_not_read() -> None:
    one = judged([result("SUM005", finding())])
    assert witness_word(one, "SUM005", finding()) == "agrees"
    assert witness_word(one, "SUM004", finding()) == "not read"
