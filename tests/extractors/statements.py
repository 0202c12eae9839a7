"""A form and sentences about it, and the claims that are read of them."""

from extractors.claims import read_claims
from extractors.model import (
    Claim,
    Entry,
    Form,
    FundRow,
    Group,
    Indicator,
    Paragraph,
    Place,
    Section,
    TextLine,
)
from extractors.numbers import read_number

PLACE = Place(5, (0.0, 0.0, 9.0, 9.0))


def entry(text: str, unit: str = "") -> Entry:
    return Entry(text, PLACE, read_number(text, PLACE, unit))


def fund(label: str, parent: str, *figures: str) -> FundRow:
    initial, annual, executed = (entry(figure, "万元") for figure in figures[:3])
    weight, score = [entry(figure) for figure in figures[4:]] or (None, None)
    return FundRow(label, parent, PLACE, "", initial, annual, executed, entry(figures[3]), weight, score)


def row(path: str, target: str, actual: str, weight: str, score: str) -> Indicator:
    level1, level2, level3 = path.split("/")
    return Indicator(
        level1, level2, level3, PLACE, None, entry(target), None, entry(actual), entry(weight), entry(score)
    )


def form(kind: str = "department", project: str = "", **more: object) -> Form:
    values: dict[str, object] = {
        "unit": "青溪县水务局",
        "year": "2022",
        "total": entry("96"),
        "grade": entry("优"),
        "budget": (
            fund("部门预算总额", "", "100", "120", "126", "105%", "10", "9"),
            fund("（1）基本支出", "部门预算总额", "60", "70", "80", "114.29%"),
            fund("（2）项目支出", "部门预算总额", "40", "50", "46", "92%"),
        ),
        "indicators": (
            row("管理指标/预算管理/预算执行率", "≥95%", "105%", "2", "2"),
            row("管理指标/预算管理/“三公经费”控制率", "≤100%", "96%", "8", "8"),
            row("产出指标/数量指标/新建泵站数量", "≥12座", "13座", "30", "30"),
            row("产出指标/质量指标/工程验收合格率", "=100%", "100%", "20", "20"),
            row("效益指标/社会效益/受益群众满意度", "≥90%", "88%", "30", "27"),
        ),
        "groups": (Group(1, "产出指标", PLACE, entry("50"), entry("50")),),
    }
    return Form(kind, "部门整体绩效自评表", PLACE, project, **(values | more))  # type: ignore[arg-type]  # by name


def section(*texts: str, title: str = "三、综合评价结论") -> Section:
    lines = [TextLine(text, 1, (0.0, 20.0 * at, 10.0 * len(text), 20.0 * at + 10)) for at, text in enumerate(texts)]
    paragraphs = tuple(Paragraph(line.text, "body", 0, (line,)) for line in lines)
    return Section(title, 1, Place(1, (0.0, 0.0, 50.0, 10.0), title), paragraphs)


def read(*texts: str, forms: tuple[Form, ...] | None = None, title: str = "三、综合评价结论") -> tuple[Claim, ...]:
    return read_claims((section(*texts, title=title),), (), (form(),) if forms is None else forms)


def told(claims: tuple[Claim, ...]) -> list[tuple[str, str, str, str]]:
    """kind, subject, figure or word, path; a leading ? where the claim is not sure."""
    return [
        (
            claim.kind if claim.is_sure else f"?{claim.kind}",
            claim.subject,
            claim.number.text if claim.number else claim.text,
            claim.about,
        )
        for claim in claims
    ]
