"""Claims: what a sentence says of the form, of its own figures, and where each figure stands."""

from decimal import Decimal

from extractors.claims import read_claims
from extractors.model import (
    Cell,
    Entry,
    Fragment,
    Goal,
    Paragraph,
    Place,
    Section,
    Table,
    TextLine,
    figure_key,
)
from extractors.numbers import read_number
from tests.extractors.statements import form, fund, read, row, section, told


def test_total_and_grade() -> None:
    assert told(read("经综合评价，我单位2022年度部门整体绩效自评得分为96分，自评结果为优。")) == [
        ("score", "总分", "96分", "forms/0/total"),
        ("grade", "等级", "优", "forms/0/grade"),
    ]


def test_a_score_alone_under_its_heading_is_the_total() -> None:
    assert told(read("96分。", title="（一）自评得分")) == [("score", "总分", "96分", "forms/0/total")]
    assert told(read("（一）自评得分 96分。", title="一、自评结论")) == [("score", "总分", "96分", "forms/0/total")]


def test_scores_of_others_are_not_surely_the_total() -> None:
    assert told(read("其中下属泵闸所自评得分92分。", "2021年自评得分90分。", "社会公众问卷得分9分。")) == [
        ("?score", "总分", "92分", "forms/0/total"),
        ("?score", "总分", "90分", ""),
        ("?score", "社会公众问卷得分", "9分", ""),
    ]


def test_grades_of_projects_and_lists_of_grades_are_none() -> None:
    claims = read("绩效评级为“优”的项目38个；评价等级分为优、良、中、差四档。")
    assert [claim.kind for claim in claims if claim.kind == "grade"] == []


def test_the_whole_under_the_units_short_name() -> None:
    assert (
        told(read("2022年，县水务局全年预算120万元，年中由于调增，实际支出126万元。"))[0][3]
        == "forms/0/budget/0/annual"
    )
    assert told(read("2022年，镇水务站全年预算120万元。")) == [("amount", "镇水务站全年预算", "120万元", "")]


def test_a_budget_behind_its_own_change_is_the_whole() -> None:
    claims = read("年初预算100万元，年中追加20万元，全年预算120万元，实际支出126万元。")
    assert [(claim.kind, claim.number.text, claim.about) for claim in claims if claim.number] == [
        ("amount", "100万元", "forms/0/budget/0/initial"),
        ("figure", "20万元", ""),
        ("amount", "120万元", "forms/0/budget/0/annual"),
        ("amount", "126万元", "forms/0/budget/0/executed"),
        ("parts", "120万元", ""),
    ]


def test_money_that_one_giver_gave_is_the_whole_where_it_is_all() -> None:
    all_of_it = read("县财政安排120万元，实际支出126万元。")
    a_part = read("县财政安排50万元，实际支出48万元。")
    assert [told(claims)[1][3] for claims in (all_of_it, a_part)] == ["forms/0/budget/0/executed", ""]


def test_money_under_a_title_of_something_else_is_not_the_whole() -> None:
    assert told(read("（二）泵站维修。预算45万元，实际支出42万元。"))[1][3] == ""
    assert told(read("（二）资金使用情况。预算120万元，实际支出126万元。"))[1][3] == "forms/0/budget/0/executed"


def test_saved_money_is_no_approximation() -> None:
    (saved,) = read("全年节约6万元。")
    (about,) = read("全年约6万元。")
    assert [claim.number.is_approximate for claim in (saved, about) if claim.number] == [False, True]


def test_groups() -> None:
    assert told(read("一级指标产出指标：总分值50分，总得分50分。一级指标效益指标：总分值30分，总得分27分。")) == [
        ("weight", "产出指标", "50分", "forms/0/groups/0/weight"),
        ("score", "产出指标", "50分", "forms/0/groups/0/score"),
        ("weight", "效益指标", "30分", ""),
        ("score", "效益指标", "27分", ""),
    ]


def test_the_heading_says_whose_score_it_is() -> None:
    claims = read("各泵站运行正常。根据评价标准，该项得分为50分。", title="1．产出指标情况分析")
    assert told(claims) == [("score", "产出指标", "50分", "forms/0/groups/0/score")]
    assert claims[0].scope == "一级指标"


def test_funds_with_their_parts() -> None:
    claims = read(
        "2022年部门预算批复资金120万元，实际到位和支出金额为126万元，预算执行率105%。"
        "其中：基本支出80万元，预算执行率为114.29%；项目支出46万元，预算执行率为92%。"
    )
    assert told(claims) == [
        ("amount", "部门预算", "120万元", "forms/0/budget/0/annual"),
        ("amount", "部门预算", "126万元", "forms/0/budget/0/executed"),
        ("rate", "部门预算", "105%", "forms/0/budget/0/rate"),
        ("amount", "基本支出", "80万元", "forms/0/budget/1/executed"),
        ("rate", "基本支出", "114.29%", "forms/0/budget/1/rate"),
        ("amount", "项目支出", "46万元", "forms/0/budget/2/executed"),
        ("rate", "项目支出", "92%", "forms/0/budget/2/rate"),
        ("parts", "实际到位和支出金额", "126万元", ""),
    ]
    assert [part.label for part in claims[-1].parts] == ["基本支出", "项目支出"]
    assert claims[-1].is_complete


def test_another_year_or_another_thing_is_not_bound() -> None:
    assert told(read("2021年部门预算批复资金110万元。", "培训费支出5万元，预算执行率80%。")) == [
        ("amount", "部门预算", "110万元", ""),
        ("amount", "培训费支出", "5万元", ""),
        ("rate", "预算执行率", "80%", ""),
    ]


def test_indicators_in_prose() -> None:
    claims = read(
        "新建泵站数量指标值≥12座，实际完成13座；“三公经费”控制率≤100%，实际完成值96%；受益群众满意度达到88%。",
        "工程验收合格率年初目标为100%，实际完成值为100%，得分为20分。",
        title="四、绩效目标实现情况分析",
    )
    assert told(claims) == [
        ("target", "新建泵站数量", "≥12座", "forms/0/indicators/2/target"),
        ("actual", "新建泵站数量", "13座", "forms/0/indicators/2/actual"),
        ("target", "三公经费控制率", "≤100%", "forms/0/indicators/1/target"),
        ("actual", "三公经费控制率", "96%", "forms/0/indicators/1/actual"),
        ("actual", "受益群众满意度", "88%", "forms/0/indicators/4/actual"),
        ("target", "工程验收合格率", "100%", "forms/0/indicators/3/target"),
        ("actual", "工程验收合格率", "100%", "forms/0/indicators/3/actual"),
        ("score", "工程验收合格率", "20分", "forms/0/indicators/3/score"),
    ]


def test_a_name_at_two_levels_is_bound_only_where_the_sentence_says_which() -> None:
    first = told(read("一级指标预算执行率：年初目标为100%，实际完成值为105%，得分为9分。"))
    assert first == [
        ("target", "预算执行率", "100%", ""),
        ("rate", "预算执行率", "105%", "forms/0/budget/0/rate"),
        ("score", "预算执行率", "9分", "forms/0/budget/0/score"),
    ]
    assert told(read("预算管理情况：预算执行率指标值为≥95%，实际完成值为105%。")) == [
        ("target", "预算执行率", "≥95%", "forms/0/indicators/0/target"),
        ("actual", "预算执行率", "105%", "forms/0/indicators/0/actual"),
    ]
    assert told(read("自评中预算执行率得分9分。"))[0][0] == "?score"


def test_the_tail_of_a_longer_name_is_another_name() -> None:
    forms = (form(indicators=(row("效益指标/满意度/满意度", "≥90%", "95%", "10", "10"),)),)
    assert told(read("外来游客满意度80%。", "满意度95%。", forms=forms))[1:] == [
        ("actual", "满意度", "95%", "forms/0/indicators/0/actual")
    ]


def test_what_an_indicator_counts_is_told_with_its_unit() -> None:
    rows = (
        row("产出指标/数量指标/城镇新增就业人数", "≥4100人", "4236人", "10", "10"),
        row("产出指标/数量指标/高血压患者管理人数", "1500人", "1547人", "10", "10"),
    )
    jobs = form(indicators=rows)
    title = "二、绩效目标完成情况"
    assert told(read("城镇新增就业4,236人，城镇新增就业率93%。", forms=(jobs,), title=title)) == [
        ("actual", "城镇新增就业", "4,236人", "forms/0/indicators/0/actual"),
        ("rate", "城镇新增就业率", "93%", ""),
    ]
    assert told(read("高血压患者管理人数目标值1500人，实际管理1547人。", forms=(jobs,), title=title)) == [
        ("target", "高血压患者管理人数", "1500人", "forms/0/indicators/1/target"),
        ("actual", "高血压患者管理人数", "1547人", "forms/0/indicators/1/actual"),
    ]


def test_one_half_of_the_spending_is_not_the_whole() -> None:
    whole = form(budget=(fund("年度资金总额", "", "100", "120", "126", "105%", "10", "9"),))
    text = "2022年支出决算总额126万元，其中：基本支出80万元，占63.49%；项目支出46万元，占36.51%。"
    assert [(c.subject, c.about) for c in read(text, forms=(whole,)) if c.kind == "amount"] == [
        ("支出决算总额", "forms/0/budget/0/executed"),
        ("基本支出", ""),
        ("项目支出", ""),
    ]


def test_counts_with_their_category() -> None:
    claims = read(
        "一级指标分为3个；管理指标细分为预算管理等1项二级指标，预算执行率等2项三级指标；产出指标设置数量、质量两个二级指标，设立多个三级指标等。"
    )
    assert [(c.kind, c.subject, c.scope, c.number and c.number.value, c.is_complete) for c in claims] == [
        ("count", "一级指标", "", Decimal(3), True),
        ("count", "二级指标", "管理指标", Decimal(1), True),
        ("count", "三级指标", "管理指标", Decimal(2), True),
        ("count", "二级指标", "产出指标", Decimal(2), True),
    ]


def change(text: str) -> list[tuple[str, list[tuple[str, str]], str]]:
    return [
        (claim.subject, [(part.label, part.number.text) for part in claim.parts], claim.direction)
        for claim in read(text, forms=())
        if claim.kind == "change"
    ]


def test_changes() -> None:
    assert change("事业收入120万元，比上年增加20万元，增长20%。") == [
        ("事业收入", [("to", "120万元"), ("by", "20万元"), ("percent", "20%")], "increase")
    ]
    assert change("2021年预算执行数为50万元，2022年预算安排40万元，比2021年预算执行数减少20%。") == [
        ("2022年预算安排", [("from", "50万元"), ("to", "40万元"), ("percent", "20%")], "decrease")
    ]
    assert change("与2021年度相比，收入总计增加3.5万元，增长7%。") == [
        ("收入总计", [("by", "3.5万元"), ("percent", "7%")], "increase")
    ]
    assert change("项目预算由100万元调整为120万元。") == [("项目预算", [("from", "100万元"), ("to", "120万元")], "")]
    assert change("绩效分值提高5个百分点，与上一年度持平。") == []


def test_a_figure_of_change_has_no_claim_of_its_own() -> None:
    assert told(read("事业收入120万元，比上年增加20万元，增长20%。", forms=()))[0][2] == "120万元"
    assert len(read("事业收入120万元，比上年增加20万元，增长20%。", forms=())) == 2


def parts(text: str) -> list[tuple[str, str, list[str], bool]]:
    return [
        (claim.subject, claim.number.text, [part.number.text for part in claim.parts], claim.is_complete)
        for claim in read(text, forms=())
        if claim.kind == "parts" and claim.number
    ]


def test_lists_told_in_one_breath_are_spelled_out() -> None:
    claims = read("基本支出和项目支出分别执行80万元和46万元，执行率分别为114.29%和92%。")
    assert told(claims) == [
        ("amount", "基本支出", "80万元", "forms/0/budget/1/executed"),
        ("amount", "项目支出", "46万元", "forms/0/budget/2/executed"),
        ("rate", "基本支出", "114.29%", "forms/0/budget/1/rate"),
        ("rate", "项目支出", "92%", "forms/0/budget/2/rate"),
    ]
    assert {claim.sentence for claim in claims} == {
        "基本支出和项目支出分别执行80万元和46万元，执行率分别为114.29%和92%。"
    }
    # 17 of the line's 34 ems stand before 46万元, which is 3 ems wide.
    assert claims[1].place.box == (205.0, 0.0, 241.18, 10.0)


def test_figures_that_no_list_of_names_fits_are_about_nothing() -> None:
    assert told(read("各项支出分别为80万元、46万元。")) == [
        ("?figure", "", "80万元", ""),
        ("?figure", "", "46万元", ""),
    ]


def test_parts_in_brackets_are_not_the_whole_before_them() -> None:
    claims = read("项目支出实际支出46万元（含水利建设30万元、防汛物资16万元）。")
    assert told(claims) == [
        ("amount", "项目支出", "46万元", "forms/0/budget/2/executed"),
        ("amount", "水利建设", "30万元", ""),
        ("amount", "防汛物资", "16万元", ""),
        ("parts", "项目支出实际支出", "46万元", ""),
    ]


def test_this_projects_score_is_the_total() -> None:
    assert told(read("本项目自评得分为84.47分。")) == [("score", "总分", "84.47分", "forms/0/total")]


def test_a_change_is_of_the_amount_counted_alike() -> None:
    (change,) = [c for c in read("开展培训12期，培训人员1,260人次，较上年增加2期。") if c.kind == "change"]
    assert [(part.label, part.number.text) for part in change.parts] == [("to", "12期"), ("by", "2期")]


def test_a_move_from_one_amount_to_another() -> None:
    (change,) = [c for c in read("拨款由年初的1,200万元调增至1,260万元，增加60万元，增长5%。") if c.kind == "change"]
    assert [(part.label, part.number.text) for part in change.parts] == [
        ("from", "1,200万元"),
        ("to", "1,260万元"),
        ("by", "60万元"),
        ("percent", "5%"),
    ]


def test_parts() -> None:
    assert parts("采购金额合计60万元，其中：货物10万元、工程20万元、服务30万元。") == [
        ("采购金额合计", "60万元", ["10万元", "20万元", "30万元"], True)
    ]
    assert parts("支出60万元，其中主要用于培训10万元、宣传5万元。") == [("支出", "60万元", ["10万元", "5万元"], False)]
    assert parts("收入90万元，其中：财政拨款80万元，比上年增加3万元；事业收入10万元（其中：门票4万元）。") == [
        ("收入", "90万元", ["80万元", "10万元"], True),
        ("事业收入", "10万元", ["4万元"], False),
    ]
    assert parts("下达中央资金80万元，县级资金40万元，共计下达120万元。") == [
        ("共计下达", "120万元", ["80万元", "40万元"], True)
    ]
    assert parts("培训120人次，其中：技术骨干30人次。") == [("培训", "120人次", ["30人次"], False)]


def test_a_total_score_and_its_parts() -> None:
    assert parts("自评总分100分，自评得分96.5分，其中：决策40分得38.5分，产出30分得28分，效益30分得30分。") == [
        ("总分", "96.5分", ["38.5分", "28分", "30分"], True)
    ]
    assert parts("投入得分19分（满分20分），产出得分48分（满分50分），效果得分28分（满分30分），综合得分95分。") == [
        ("总分", "95分", ["19分", "48分", "28分"], True)
    ]
    assert parts("自评得分96分（执行9分、产出50分、效益28分、满意度9分）。") == [
        ("总分", "96分", ["9分", "50分", "28分", "9分"], True)
    ]
    assert parts("自评得分96分，其中：产出得分50分，效益得分28分。") == [("总分", "96分", ["50分", "28分"], False)]
    assert parts("自评得分96分，其中数量指标扣2分，质量指标扣2分。") == []


def test_of_several_forms_the_named_one_is_meant() -> None:
    forms = (form("project", "北河护岸工程"), form("project", "南塘清淤工程"))
    assert told(read("南塘清淤工程自评得分96分，等级为优。", forms=forms)) == [
        ("score", "总分", "96分", "forms/1/total"),
        ("grade", "等级", "优", "forms/1/grade"),
    ]
    assert told(read("自评得分96分，等级为优。", forms=forms)) == [
        ("?score", "总分", "96分", ""),
        ("?grade", "等级", "优", ""),
    ]


def test_a_figure_stands_where_it_is_printed() -> None:
    lines = (
        TextLine("共走访5户，又走访5户，走", 1, (100.0, 50.0, 220.0, 60.0)),
        TextLine("访12户。", 2, (100.0, 70.0, 140.0, 80.0)),
    )
    paragraph = Paragraph("".join(line.text for line in lines), "body", 0, lines)
    claims = read_claims((Section("", 0, Place(1), (paragraph,)),), (), ())
    keys = [figure_key(claim.number) for claim in claims if claim.number]
    # Eleven wide letters and two half ones share the 120 points of the first line, three and two the 40 of the second.
    assert [(page, box and (round(box[0]), round(box[2])), text) for page, box, text in keys] == [
        (1, (130, 145), "5户"),
        (1, (185, 200), "5户"),
        (2, (110, 130), "12户"),
    ]
    assert [claim.context for claim in claims] == ["共走访#", "又走访#", "走访#"]


def cell(at: int, text: str) -> Cell:
    place = Place(3, (0.0, 20.0 * at, 90.0, 20.0 * at + 20))
    return Cell(at, 0, 1, 1, text, place, read_number(text, place))


def test_cells_that_hold_goals_results_and_notes() -> None:
    texts = (
        "新建12座泵站，改造3处水闸。",
        "完成13座泵站和3处水闸。",
        "定量指标完成的，计满分100分。",
        "产出指标（50分）",
        "13座",
    )
    cells = tuple(cell(at, text) for at, text in enumerate(texts))
    table = Table("", 5, 1, cells, (Fragment(3, (0.0, 0.0, 90.0, 100.0), 0, 5),))
    goal = Goal(Entry(texts[0], cells[0].place), Entry(texts[1], cells[1].place))
    own = form(goals=(goal,), notes=texts[2], notes_place=cells[2].place)
    claims = read_claims((), (table,), (own,))
    assert [(claim.source, claim.kind, claim.number and claim.number.text) for claim in claims] == [
        ("goal", "figure", "12座"),
        ("goal", "figure", "3处"),
        ("result", "figure", "13座"),
        ("result", "figure", "3处"),
        ("note", "figure", "100分"),
    ]
    assert claims[0].place == cells[0].place


def test_every_figure_of_prose_has_a_claim() -> None:
    text = "本站有职工45人、泵站13座，全年用电1.2亿元，合格率98%，历时3个月。"
    assert [claim.number.text for claim in read(text, forms=()) if claim.number] == [
        "45人",
        "13座",
        "1.2亿元",
        "98%",
        "3个月",
    ]


def test_the_next_sentence_divides_what_was_spent_not_what_is_left() -> None:
    text = "实际支出90万元，结余10万元，预算执行率90%。其中：工资支出60万元，培训支出30万元。"
    parts = [claim for claim in read(text, forms=()) if claim.kind == "parts"]
    assert [(c.number and c.number.text, [p.number.text for p in c.parts]) for c in parts] == [
        ("90万元", ["60万元", "30万元"])
    ]


def test_the_total_of_the_project_that_is_named_and_of_our_school() -> None:
    own = form(kind="project", project="社区矫正经费")
    assert told(read("3个项目均为“优”，其中社区矫正经费项目自评得分95.8分。", forms=(own,)))[-1] == (
        "score",
        "总分",
        "95.8分",
        "forms/0/total",
    )
    assert told(read("我校2022年度部门整体支出绩效自评得分98分。")) == [("score", "总分", "98分", "forms/0/total")]


def test_the_whole_is_told_up_to_the_years_last_day_and_not_before() -> None:
    own = form("project", "农村饮水项目")
    text = "截至2022年12月31日全年执行数为120万元。截至2022年9月30日，实际支出90万元。年内完成支出110万元。"
    assert told(read(text, forms=(own,))) == [
        ("amount", "截至2022年12月31日全年执行数", "120万元", "forms/0/budget/0/executed"),
        ("amount", "实际支出", "90万元", ""),
        ("amount", "年内完成支出", "110万元", "forms/0/budget/0/executed"),
    ]


def test_money_that_was_allotted_is_the_budget_where_the_rate_follows() -> None:
    own = form("project", "农村饮水项目")
    assert told(read("安排资金110万元，实际支出100万元，执行率90.91%。", "安排资金110万元。", forms=(own,))) == [
        ("amount", "安排资金", "110万元", "forms/0/budget/0/annual"),
        ("amount", "实际支出", "100万元", "forms/0/budget/0/executed"),
        ("rate", "执行率", "90.91%", "forms/0/budget/0/rate"),
        ("?amount", "安排资金", "110万元", "forms/0/budget/0/annual"),
    ]


def test_carried_over_money_is_told_by_itself_or_behind_the_words_for_its_column() -> None:
    own = form(
        "project",
        "农村饮水项目",
        budget=(
            fund("年度资金总额", "", "100", "120", "126", "105%"),
            fund("财政拨款", "年度资金总额", "80", "96", "102", "106.25%"),
            fund("结转结余资金", "年度资金总额", "20", "24", "24", "100%"),
        ),
    )
    texts = (
        "其中上年结转资金22万元。",
        "实际支出中，上年结转资金21万元。",
        "预算资金来源：财政拨款95万元，上年结转资金25万元。",
        "其中上年结转资金5万元用于设备更新。",
    )
    assert told(read(*texts, forms=(own,))) == [
        ("amount", "上年结转资金", "22万元", "forms/0/budget/2/annual"),
        ("amount", "上年结转资金", "21万元", "forms/0/budget/2/executed"),
        ("amount", "财政拨款", "95万元", "forms/0/budget/1/annual"),
        ("amount", "上年结转资金", "25万元", "forms/0/budget/2/annual"),
        ("amount", "上年结转资金", "5万元", ""),
    ]


def test_a_project_that_only_the_title_names_is_the_forms() -> None:
    sections = (section("2022年农村饮水管网项目全年预算数110万元，东湖清淤项目全年预算数90万元。"),)
    title = "青溪县水务局2022年度农村饮水管网项目绩效自评报告"
    assert told(read_claims(sections, (), (form("project"),), title)) == [
        ("amount", "农村饮水管网项目全年预算数", "110万元", "forms/0/budget/0/annual"),
        ("amount", "东湖清淤项目全年预算数", "90万元", ""),
    ]


def test_the_total_by_the_name_of_the_project() -> None:
    own = form("project", "农村饮水项目")
    assert told(read("经自评，农村饮水项目得分95分。", "综合评定农村饮水项目自评分值为94分。", forms=(own,))) == [
        ("score", "总分", "95分", "forms/0/total"),
        ("score", "总分", "94分", "forms/0/total"),
    ]


def test_the_amounts_of_two_years_make_a_change() -> None:
    claims = read("公用经费51万元，上年为60万元，同比下降15%。会议费上年支出6万元，本年支出9万元，增长50%。")
    changes = [claim for claim in claims if claim.kind == "change"]
    assert [(c.subject, c.direction, [(p.label, p.number.text) for p in c.parts]) for c in changes] == [
        ("公用经费", "decrease", [("from", "60万元"), ("to", "51万元"), ("percent", "15%")]),
        ("会议费上年支出", "increase", [("from", "6万元"), ("to", "9万元"), ("percent", "50%")]),
    ]
