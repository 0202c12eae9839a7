"""The shipped sample, second report: a project in which everything holds. No unit in it exists."""

from bench.corpus.document import Break, Document, Heading, Para, Part, Title
from bench.corpus.forms import Fund, Indicator, ProjectForm, ministry_project


def library_form() -> ProjectForm:
    output, benefit = "产出指标", "效益指标"
    return ProjectForm(
        project="县图书馆分馆图书更新",
        owner="白鹭县文化和旅游局",
        unit="白鹭县图书馆",
        goal="为6个乡镇分馆更新图书不少于12000册，开展阅读推广活动24场，改善基层阅读条件。",
        result="为6个乡镇分馆更新图书12360册，开展阅读推广活动26场，到馆读者明显增加，基层阅读条件得到改善。",
        funds=(
            Fund("年度资金总额", "80", "85.5", "83.22", "97.33%", "10", "9.73"),
            Fund("其中：当年财政拨款", "80", "80", "77.72", "97.15%", "—", "—"),
            Fund("上年结转资金", "0", "5.5", "5.5", "100%", "—", "—"),
            Fund("其他资金", "0", "0", "0", "", "—", "—"),
        ),
        indicators=(
            Indicator(output, "数量指标", "更新图书册数", "≥12000册", "", "12360册", "15", "15"),
            Indicator(output, "数量指标", "阅读推广活动场次", "≥24场", "", "26场", "10", "10"),
            Indicator(output, "质量指标", "图书验收合格率", "≥98%", "", "99.2%", "10", "10"),
            Indicator(
                output,
                "时效指标",
                "图书上架及时率",
                "=100%",
                "",
                "95%",
                "10",
                "9.5",
                "两个分馆库房改造，部分图书延后一周上架，已于12月补齐。",
            ),
            Indicator(output, "成本指标", "每册平均成本", "≤60元", "", "57.8元", "5", "5"),
            Indicator(benefit, "社会效益", "分馆全年到馆人次增长率", "≥5%", "", "6.4%", "20", "20"),
            Indicator(benefit, "可持续影响", "分馆管理制度健全性", "健全", "", "健全", "10", "10"),
            Indicator("满意度指标", "服务对象满意度", "读者满意度", "≥90%", "", "93.5%", "10", "10"),
        ),
        total_weight="100",
        total="99.23",
    )


def library_project() -> Document:
    """A project's report in which everything holds: nothing in it may be flagged as an error."""
    prose: tuple[Part, ...] = (
        Title("白鹭县图书馆2023年度分馆图书更新项目"),
        Title("绩效自评报告"),
        Heading("一、基本情况"),
        Para("县图书馆分馆图书更新项目由白鹭县图书馆组织实施，面向6个乡镇分馆补充和更换图书，配套开展阅读推广活动。"),
        Heading("二、资金使用情况"),
        Para(
            "项目年初预算80万元，全年预算数85.5万元，全年执行数83.22万元，预算执行率97.33%。"
            "其中：当年财政拨款执行77.72万元，上年结转资金执行5.5万元。"
        ),
        Heading("三、绩效目标完成情况"),
        Para(
            "全年更新图书12360册，超过年初确定的数量；读者满意度93.5%，图书验收合格率99.2%。项目自评得分99.23分，自评等级为优。"
        ),
        Heading("四、存在的问题和改进措施"),
        Para(
            "图书上架及时率为95%，未达到100%的目标，原因是两个分馆库房改造，部分图书延后上架。下一年度将提前确认分馆的接收条件，分批配送。"
        ),
        Break(),
        Title("项目支出绩效自评表"),
        Para("（2023年度）", is_indented=False),
    )
    return Document("白鹭县图书馆2023年度分馆图书更新项目绩效自评报告", (*prose, *ministry_project(library_form())))
