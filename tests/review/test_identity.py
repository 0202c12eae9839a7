"""Identity: what changes an id and what does not."""

import re
from dataclasses import replace

import pytest

from extractors.model import Form, Place
from review.identity import evidence_hash, finding_id, numbered, operand_roles, plain_name, report_key
from tests.review.invented import finding, operand, report


def test_the_id_is_g_and_twelve_letters_and_stays_what_it_is() -> None:
    made = finding_id("SUM005", "云山县档案馆|2023|self-assessment|", "部门/资金/合计", "row,total", 0)
    assert made == "GWWUWJKCTCSKQ"
    assert re.fullmatch(r"G[A-Z]{12}", made)


@pytest.mark.parametrize(
    "other",
    [
        ("SUM004", "key", "subject", "roles", 0),
        ("SUM005", "else", "subject", "roles", 0),
        ("SUM005", "key", "other", "roles", 0),
        ("SUM005", "key", "subject", "role", 0),
        ("SUM005", "key", "subject", "roles", 1),
    ],
)
def test_each_part_of_the_identity_counts(other: tuple[str, str, str, str, int]) -> None:
    assert finding_id(*other) != finding_id("SUM005", "key", "subject", "roles", 0)


def test_pages_and_rows_read_are_no_part_of_identity_or_evidence() -> None:
    moved = finding(page=9)
    assert operand_roles(moved) == operand_roles(finding()) == "row,total"
    assert evidence_hash(moved) == evidence_hash(finding())
    more = replace(moved, operands=(*moved.operands, operand("row", "1.00")))
    assert operand_roles(more) == "row,total"
    assert evidence_hash(more) != evidence_hash(finding())


def test_values_are_evidence() -> None:
    assert evidence_hash(finding(reported="468.00")) != evidence_hash(finding())


def test_findings_that_share_everything_are_counted() -> None:
    found = [("SUM005", finding()), ("SUM005", finding(reported="1.00")), ("SUM001", finding())]
    assert [(code, ordinal) for code, _, ordinal in numbered(found)] == [("SUM005", 0), ("SUM005", 1), ("SUM001", 0)]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (" 云山县 档案馆\n", "云山县档案馆"),
        ("[103001]云山县档案馆", "云山县档案馆"),
        ("103001-云山县档案馆", "云山县档案馆"),
        ("云山县档案馆（103）", "云山县档案馆"),
        ("云山县档案馆（本级）", "云山县档案馆本级"),
        ("“云山”工程", "云山工程"),
        ("12345热线中心", "12345热线中心"),
    ],
)
def test_names_are_compared_without_blanks_brackets_and_codes(text: str, plain: str) -> None:
    assert plain_name(text) == plain


def test_the_key_is_unit_year_kind_project() -> None:
    form = Form("project", "自评表", Place(1), project="库房 修缮")
    assert report_key(report(forms=(form,))) == "云山县档案馆|2023|self-assessment|库房修缮"
    assert report_key(report(forms=(form, replace(form, project="扫描")))) == "云山县档案馆|2023|self-assessment|"


def test_without_unit_or_year_the_bytes_are_the_key() -> None:
    assert report_key(report(sha256="ab" * 32, unit="")) == "sha256:" + "ab" * 32
    assert report_key(report(sha256="ab" * 32, year="")) == "sha256:" + "ab" * 32
