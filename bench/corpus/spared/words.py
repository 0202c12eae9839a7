"""TEXT: what may be said twice, marks that are well formed, claims that the figures bear out."""

from dataclasses import replace
from random import Random

from bench.corpus.planted.words import GOALS
from bench.corpus.planting import Plant, added, needs, texts
from bench.corpus.projects import Project


def goal_restated(story: Project, draw: Random) -> Project:
    """The narrative's goal is the form's."""
    goal = draw.choice(GOALS)
    told = replace(story, goal=(goal, "年内开展业务培训和现场抽查，隐患整治到位，来电投诉逐月减少，群众反映良好。"))
    return added(told, "basics", "年度绩效目标：" + goal)


def outcome_of_its_own(story: Project, draw: Random) -> Project:
    """An outcome that takes up its goal's clauses and adds a figure of its own to each."""
    goal = "加强设施日常管护，组织业务培训，开展现场检查，更换老旧设备，提升管护队伍业务能力。"
    outcome = draw.choice(
        (
            "加强设施日常管护，出动巡查368人次；组织业务培训6期，参训412人；开展现场检查24次，整改问题57个；更换老旧设备83台。",
            "全年巡查设施1260处次，排除隐患41处；培训一线人员5批320人；检查覆盖全部18个乡镇；新增更换设备96台。",
        )
    )
    return replace(story, goal=(goal, outcome))


SPARED = (
    Plant("TEXT001", goal_restated, needs("goals.goal", "goals.result")),
    texts("TEXT001", "extra", "项目组织有力。", "各项工作按计划推进，成效较好。"),
    Plant("TEXT002", outcome_of_its_own, needs("goals.goal", "goals.result")),
    texts(
        "TEXT003",
        "extra",
        "绩效监控完成率指标值为100%，实际完成值为100%，绩效自评完成率指标值为100%，实际完成值为100%，评价结果应用率指标值为100%，实际完成值为100%。",
        "组织管理规范，根据评价标准该项得分为3分；财务管理规范，根据评价标准该项得分为3分。",
        "建立健全巡查制度，落实管护责任；建立健全考核制度，强化结果运用。",
    ),
    texts(
        "TEXT006",
        "extra",
        "按照《农村供水条例》和《10万吨以下水厂运行规程》开展工作。",
        "设施完好率≥98%，变动率≤10%。",
        "工作措施得力……群众反映良好。",
        "“回头看、大排查、大整治”行动取得实效（详见附表）。",
    ),
    texts(
        "TEXT007",
        "extra",
        "受助对象李**反映服务及时。",
        "群众可拨打138****5678咨询。",
        "完成管网维护3×2千米，设备规格为12*8。",
    ),
    texts(
        "TEXT008",
        "spending",
        "我单位严格执行预算管理制度，专款专用。",
        "资金拨付及时足额，未发生截留挪用。",
        "单位严格执行年初预算，支出控制在预算范围内。",
    ),
    texts("TEXT008", "extra", "各项绩效指标总体完成较好。", "年度任务圆满完成。"),
)
