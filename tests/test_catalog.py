"""The hand-written list of checks is the folder's, in the order of the families, with no code twice."""

import importlib
from collections import Counter
from pathlib import Path

import pytest

from checks._catalog import CATALOG, by_code
from checks._engine import run_checks
from checks._model import ACCOUNTS, EVERY, FORMS, REPORT, Parameters, Severity, State
from extractors.model import Form, Kind, Place, Report
from flows.explain import explain
from flows.handbook import handbook

FAMILIES = ("SUM", "RATE", "SCORE", "GOAL", "XREF", "TEXT", "FORM")
FOLDER = Path(__file__).parents[1] / "checks"
STEMS = sorted(path.stem for path in FOLDER.glob("[a-z]*.py"))


# What holds wherever money is told: parts, totals, shares, changes, wording. Scores only where scores are.
ACCOUNTED = {
    "SUM005", "SUM006", "SUM007", "SUM008", "RATE001", "RATE005", "XREF002", "XREF003", "XREF006", "XREF008", "XREF009",
    *(f"TEXT00{number}" for number in range(1, 9)), "FORM003",
}  # fmt: skip
ANY_FILE = {"FORM004", "FORM005"}
"""These speak of the file, not of what it tells: that it could not be read, that it is none of ours."""
PAGE = Path(__file__).parents[1] / "docs" / "checks.md"


def family(code: str) -> tuple[int, str]:
    return FAMILIES.index(code.rstrip("0123456789")), code


def test_catalog_lists_the_folder() -> None:
    listed = [(check.code, check.name) for check in CATALOG]
    found = [importlib.import_module(f"checks.{stem}").CHECK for stem in STEMS]
    assert sorted(listed) == sorted((check.code, check.name) for check in found)


def test_files_are_named_after_their_checks() -> None:
    expected = sorted(f"{check.code.lower()}_{check.name.replace('-', '_')}" for check in CATALOG)
    assert expected == STEMS


def test_codes_are_in_order_and_unique() -> None:
    codes = [check.code for check in CATALOG]
    assert codes == sorted(codes, key=family)
    assert [code for code, times in Counter(codes).items() if times > 1] == []


def test_by_code_finds_every_check() -> None:
    assert list(by_code().items()) == [(check.code, check) for check in CATALOG]


def test_kinds_and_precedence_name_what_exists() -> None:
    for check in CATALOG:
        assert check.kinds <= EVERY
        assert check.severity in set(Severity)
        assert set(check.yields_to) <= set(by_code()) - {check.code}, check.code


def test_the_kinds_of_document_that_each_check_is_for() -> None:
    expected = {
        check.code: EVERY if check.code in ANY_FILE else ACCOUNTS if check.code in ACCOUNTED else FORMS
        for check in CATALOG
    }
    assert {check.code: check.kinds for check in CATALOG} == expected


@pytest.mark.parametrize(
    ("kind", "ran"),
    [
        (Kind.SELF_ASSESSMENT, {check.code for check in CATALOG}),
        (Kind.EVALUATION, {check.code for check in CATALOG}),
        (Kind.FINAL_ACCOUNTS, ACCOUNTED | ANY_FILE),
        (Kind.BUDGET, ACCOUNTED | ANY_FILE),
        (Kind.TEMPLATE, ANY_FILE),
        (Kind.OTHER, ANY_FILE),
    ],
)
def test_a_document_is_judged_by_the_checks_of_its_kind(kind: str, ran: set[str]) -> None:
    """A form of targets makes no self-assessment of a budget; what is of another kind says so, and nothing else."""
    report = Report("a.pdf", "0" * 64, 1, kind, forms=(Form("target", "目标表", Place(1)),))
    results = run_checks(report, CATALOG, Parameters())
    why = f"不适用于此类文件（{kind}）"
    reports = {check.code for check in CATALOG if check.scope == REPORT}
    assert {result.code for result in results if result.reason != why} == ran & reports
    found = {result.code for result in results if result.state is State.FOUND}
    assert found == ({"FORM005"} if ran == ANY_FILE else set())


def test_the_page_of_the_checks_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == handbook(), "run: make docs"


def test_the_page_holds_every_check_and_its_four_headings() -> None:
    chapters = handbook().split("\n### ")[1:]
    assert [chapter.split()[0] for chapter in chapters] == [check.code for check in CATALOG]
    headings = ["**理由 Why**", "**列出 Flags**", "**放过 Leaves alone**", "**局限 Limits**"]
    assert {chapter.split()[0] for chapter in chapters if any(chapter.count(one) != 1 for one in headings)} == set()


def test_explain_tells_all_that_holds_for_a_check(capsys: pytest.CaptureFixture[str]) -> None:
    assert [explain("rate003", "zh"), explain("XREF001", "en")] == [0, 0]
    told = capsys.readouterr().out
    wanted = [
        "RATE003 low-rate-unexplained（警告）\n执行率偏低而未说明原因\n\nA low execution rate has no reason.\n\nWhy: ",
        "\n适用文件：绩效自评、绩效评价\n阈值（gouji.toml 的 [parameters]）及默认值：\n  low_rate = 90  执行率低于此数",
        "\n  small_share = 0.05  金额占总额不足此份额的行，低执行率不列\n",
        "\nkinds of document: self-assessments, evaluation reports\nyields to (one fact, one row): SUM001\n",
    ]
    assert [part for part in wanted if part not in told] == []
