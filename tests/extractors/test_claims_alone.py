"""Reports without forms: whose score a name before it makes it."""

from extractors.claims import read_claims
from extractors.claims_alone import sure_of_one
from extractors.model import Paragraph, Place, Section, TextLine


def totals(title: str, *texts: str) -> list[tuple[str, bool]]:
    """The total scores told in a report without forms, and whether each is sure."""
    lines = [TextLine(text, 1, (0.0, at * 20.0, 400.0, at * 20.0 + 10)) for at, text in enumerate(texts)]
    paragraphs = tuple(Paragraph(line.text, "body", 0, (line,)) for line in lines)
    claims = read_claims((Section("三、评价结论", 1, Place(1), paragraphs),), (), ())
    told = sure_of_one(claims, title, "2023")
    return [(claim.number.text, claim.is_sure) for claim in told if claim.number and claim.subject == "总分"]


def test_the_score_of_the_project_in_the_title_is_the_reports() -> None:
    title = "清溪县住建局2023年度老旧小区管网改造项目绩效自评报告"
    assert totals(title, "老旧小区管网改造项目绩效自评得分为85分。") == [("85分", True)]


def test_one_project_named_alone_is_what_the_report_is_about() -> None:
    found = totals("项目绩效自评报告", "幸福里管网改造项目自评得分95分。", "综上，幸福里管网改造项目自评得分92分。")
    assert found == [("95分", True), ("92分", True)]


def test_scores_of_several_projects_stay_unsure() -> None:
    found = totals("项目绩效自评报告", "幸福里管网改造项目自评得分95分。", "学前教育资助项目自评得分82分。")
    assert found == [("95分", False), ("82分", False)]


def test_a_project_beside_the_one_of_the_title_leaves_both_unsure() -> None:
    found = totals("幸福里管网改造项目绩效自评报告", "幸福里管网改造项目自评得分95分。", "学前资助项目自评得分82分。")
    assert found == [("95分", False), ("82分", False)]


def test_last_years_score_is_none_of_this_report() -> None:
    found = totals("项目绩效自评报告", "幸福里管网改造项目自评得分95分。2022年幸福里管网改造项目自评得分90分。")
    assert found == [("95分", True), ("90分", False)]
