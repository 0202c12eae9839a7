"""Final accounts with a form in them: their prose is about the accounts, not about the form."""

from extractors.claims import read_claims
from extractors.claims_accounts import apart_from_accounts
from extractors.model import Entry, Form, FundRow, Paragraph, Place, Section, TextLine
from extractors.numbers import read_number

PLACE = Place(9, (0.0, 0.0, 9.0, 9.0))


def amount(text: str) -> Entry:
    return Entry(text, PLACE, read_number(text, PLACE, "万元"))


FORM = Form(
    "project",
    "项目支出绩效自评表",
    PLACE,
    project="泵站改造",
    money_unit="万元",
    budget=(FundRow("年度资金总额", "", PLACE, initial=amount("50"), annual=amount("50"), executed=amount("49")),),
)


def section(title: str, level: int, *texts: str) -> Section:
    lines = [TextLine(text, 1, (0.0, at * 20.0, 400.0, at * 20.0 + 10)) for at, text in enumerate(texts)]
    return Section(title, level, Place(1), tuple(Paragraph(line.text, "body", 0, (line,)) for line in lines))


def test_only_what_speaks_of_performance_or_names_the_project_restates_the_form() -> None:
    sections = (
        section("七、支出决算情况说明", 1, "年初预算数为812.4万元。", "泵站改造项目年初预算数50万元。"),
        section("十、预算绩效管理情况", 1, "项目自评情况如下。"),
        section("（一）自评结果", 2, "项目年初预算数为51万元。"),
    )
    claims = read_claims(sections, (), (FORM,))
    bound = {claim.number.text: claim.about for claim in claims if claim.number}
    assert bound == dict.fromkeys(("812.4万元", "50万元", "51万元"), "forms/0/budget/0/initial")
    apart = apart_from_accounts(claims, sections, (FORM,))
    told = {claim.number.text: (claim.about, claim.is_sure) for claim in apart if claim.number}
    assert told["812.4万元"] == ("", False)
    assert told["50万元"][0] == told["51万元"][0] == "forms/0/budget/0/initial"
