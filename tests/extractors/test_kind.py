"""Which kind a document is, and the facts of its head."""

from dataclasses import replace

import pytest

from extractors.head import Head, read_head
from extractors.kind import classify
from extractors.model import (
    Cell,
    Entry,
    Form,
    Fragment,
    FundRow,
    Indicator,
    Kind,
    Paragraph,
    Place,
    Section,
    Table,
    TextLine,
)
from extractors.numbers import read_number

PLACE = Place(1, (0.0, 0.0, 9.0, 9.0))


def entry(text: str) -> Entry:
    return Entry(text, PLACE, read_number(text, PLACE))


FILLED = Form(
    "project",
    "项目支出绩效自评表",
    PLACE,
    indicators=(Indicator("产出指标", "数量指标", "泵站数量", PLACE, None, entry("≥2座"), None, entry("2座")),),
)
BLANK = replace(
    FILLED,
    indicators=(Indicator("产出指标", "数量指标", "指标1", PLACE, None, entry(""), None, entry(""), None, entry("")),),
    budget=(FundRow("年度资金总额", "", PLACE, annual=entry(""), executed=entry("XX")),),
)
TARGETS = replace(BLANK, kind="target", name="项目绩效目标表")


def sections(*texts: str) -> tuple[Section, ...]:
    lines = [TextLine(text, 1, (0.0, 0.0, 9.0, 9.0)) for text in texts]
    return (Section("", 0, PLACE, tuple(Paragraph(line.text, "body", 0, (line,)) for line in lines)),)


def table(*texts: str) -> Table:
    cells = tuple(Cell(at, 0, 1, 1, text, PLACE, read_number(text)) for at, text in enumerate(texts))
    return Table("", len(texts), 1, cells, (Fragment(1, (0.0, 0.0, 9.0, 9.0), 0, len(texts)),))


@pytest.mark.parametrize(
    ("title", "forms", "kind"),
    [
        ("2022年度青溪县水务局部门整体绩效自评报告", (), Kind.SELF_ASSESSMENT),
        ("项目支出绩效自评表", (FILLED,), Kind.SELF_ASSESSMENT),
        ("", (FILLED,), Kind.SELF_ASSESSMENT),
        ("青溪县2022年泵站改造项目绩效评价报告", (), Kind.EVALUATION),
        ("青溪县水务局2022年度部门决算", (), Kind.FINAL_ACCOUNTS),
        ("青溪县水务局2023年部门预算", (TARGETS,), Kind.BUDGET),
        ("", (TARGETS,), Kind.OTHER),
        ("关于开展2022年度绩效自评工作的通知", (), Kind.OTHER),
        ("青溪县2022年政府信息公开工作年度报告", (), Kind.OTHER),
        ("项目支出绩效自评表", (BLANK,), Kind.TEMPLATE),
        ("水泵选型手册", (), Kind.OTHER),
        ("项目绩效评价操作指南（试行）", (), Kind.OTHER),
        ("青溪县水务局2022年度部门决算", (FILLED,), Kind.FINAL_ACCOUNTS),
    ],
)
def test_kinds(title: str, forms: tuple[Form, ...], kind: str) -> None:
    found, reasons = classify(title, sections("全县有泵站12座。"), (), forms)
    assert found == kind
    assert reasons
    assert all(reasons)


def test_placeholders_all_over_make_a_template() -> None:
    texts = [f"XX局2024年度收入XXX万元，比上年增加（减少）XX%，第{at}项。" for at in range(20)]
    assert classify("XX局2024年度部门决算", sections(*texts), (table("科目", "", ""),), ())[0] == Kind.TEMPLATE
    filled = table(*(f"{at}.50" for at in range(40)))
    assert classify("某局2024年度部门决算", sections(*texts), (filled,), ())[0] == Kind.FINAL_ACCOUNTS


def test_prose_without_a_title_tells_its_kind() -> None:
    text = "本次绩效自评由财务室组织，自评得分96分，自评结果为优，绩效自评按方案进行。"
    assert classify("", sections(text), (), ()) == (Kind.SELF_ASSESSMENT, ("正文为绩效自评",))


def test_a_guide_that_only_speaks_of_scores_is_no_report() -> None:
    text = "自评得分按指标计算，绩效自评由单位组织，自评等级分四档，自评结果要公开。"
    assert classify("绩效自评工作手册", sections(text), (), ())[0] == Kind.OTHER


@pytest.mark.parametrize(
    ("title", "unit", "region", "year"),
    [
        ("白河县残疾人联合会残疾人康复项目2022年绩效自评报告", "白河县残疾人联合会", "白河县", "2022"),
        ("白河县布局优化项目2022年绩效自评报告", "", "白河县", "2022"),
        ("国家税务总局白河县税务局2022年度部门决算", "国家税务总局白河县税务局", "白河县", "2022"),
        ("2022年度青溪县水务局部门整体绩效自评报告", "青溪县水务局", "青溪县", "2022"),
        ("江源市北塘区财政局 2021 年度整体支出绩效自评报告", "江源市北塘区财政局", "江源市北塘区", "2021"),
        ("中共北塘区委政法委２０２３年度部门决算", "中共北塘区委政法委", "北塘区", "2023"),
        ("关于二〇二二年度青溪县第一中学项目支出绩效自评的报告", "青溪县第一中学", "青溪县", "2022"),
        ("2022年度省级乡村道路补助资金绩效自评报告", "", "", "2022"),
        ("项目支出绩效自评表", "", "", ""),
    ],
)
def test_heads_from_the_title(title: str, unit: str, region: str, year: str) -> None:
    assert read_head(title, (), ()) == Head(title, unit, region, year, "")


def test_the_form_comes_before_the_title_and_the_text_last() -> None:
    form = replace(FILLED, unit="[101]青溪县水务局", year="2022", money_unit="元")
    assert read_head("", (), (form,)) == Head("项目支出绩效自评表", "青溪县水务局", "青溪县", "2022", "元")
    text = sections("预算主管部门：青溪县水务局", "单位：万元", "2024年度收入12.5万元。")
    assert read_head("青溪县2024年县级部门预算", text, ()) == Head(
        "青溪县2024年县级部门预算", "青溪县水务局", "青溪县", "2024", "万元"
    )


def test_a_report_without_a_title_opens_with_one_and_is_signed_at_its_end() -> None:
    text = sections("2022年度青溪县水务局项目支出绩效自评报告", "一、基本情况", "改造泵站2座。")
    assert read_head("", text, ()) == Head(
        "2022年度青溪县水务局项目支出绩效自评报告", "青溪县水务局", "青溪县", "2022", ""
    )
    signed = sections("项目为2022年度下达。", "改造泵站2座。", "青溪县水务局", "2023年3月10日")
    assert read_head("泵站改造项目绩效自评报告", signed, ()).unit == "青溪县水务局"
    unsigned = sections("项目为2022年度下达。", "青溪县水务局改造泵站2座。", "2023年3月10日")
    assert read_head("泵站改造项目绩效自评报告", unsigned, ()).unit == ""
