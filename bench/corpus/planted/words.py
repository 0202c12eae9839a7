"""TEXT: what is said twice, copied, broken, left blank, or belied by the figures beside it."""

from dataclasses import replace
from random import Random

from bench.corpus.planted.rates import overrun
from bench.corpus.planting import AIMED, WEIGHED, Plant, added, drawn_row, needs, scored, texts
from bench.corpus.projects import Project, rounded

PARAGRAPHS = (
    "项目实施中，各责任单位按照年初确定的工作计划逐项推进，建立了点位台账和巡查记录，做到问题早发现、早处置、早销号。",
    "为确保资金安全，单位制定专项资金管理细则，明确审批权限和支付流程，定期与业务台账核对，未发现截留挪用情况。",
    "通过集中整治，辖区内长期积压的设施破损问题得到解决，居民出行和用水更加便利，来电来访的投诉明显减少。",
    "在人员保障上，选派业务骨干到一线驻点指导，组织新进人员跟班学习，形成了老带新、传帮带的良好氛围。",
)
GOALS = (
    (
        "加强设施日常管护，健全巡查、维修、保养和考核制度，提升基层管护队伍业务能力，消除各类安全隐患，"
        "保障设施安全稳定运行，改善群众生产生活条件，推动公共服务均等化。"
    ),
    (
        "围绕民生实事，统筹推进老旧设施改造和日常维护，完善责任体系和监督机制，强化资金监管和绩效管理，"
        "切实解决群众反映的突出问题，不断提高公共服务供给质量和效率。"
    ),
    (
        "按照年度工作计划，组织开展业务培训和现场检查，规范作业流程和档案管理，落实安全生产责任，"
        "确保各项任务按时保质完成，使受益群众的获得感幸福感安全感持续增强。"
    ),
)


def told_again(story: Project, draw: Random) -> Project:
    text = draw.choice(PARAGRAPHS)
    return added(
        added(story, draw.choice(("spending", "extra")), text), "extra", draw.choice(("", "实施情况：")) + text
    )


def goal_copied(story: Project, draw: Random) -> Project:
    """An outcome that is its goal in the past tense."""
    goal = draw.choice(GOALS)
    outcome = draw.choice(("{}", "{}各项工作基本完成。", "全年，{}"))
    return replace(story, goal=(goal, outcome.format(goal.replace("确保", "").replace("切实", ""))))


def goal_told_again(story: Project, draw: Random) -> Project:
    """The same in the narrative, goal and outcome under labels of their own."""
    goal = draw.choice(GOALS)
    labels = draw.choice((("年度绩效目标：", "年度绩效目标完成情况："), ("年度主要任务：", "主要任务完成情况：")))
    told = added(story, "basics", labels[0] + goal)
    return added(told, "extra", labels[1] + goal.replace("确保", "").replace("切实", ""))


def said_by_overrun(story: Project, draw: Random) -> Project:
    said = (
        "我单位严格执行年初预算，支出控制在预算范围内。",
        "单位严格按照年初预算执行，无超预算支出情况。",
        "全年厉行节约，压减支出，一般性支出得到有效控制。",
    )
    return added(overrun(story, draw), "spending", draw.choice(said))


def said_by_missed(story: Project, draw: Random) -> Project:
    i, row = drawn_row(story, draw, "数量指标", "质量指标", "社会效益指标")
    target = row.target or rounded(row.weight)
    actual = rounded(target * rounded(row.weight * 8 / 10) / row.weight, 0)
    why = "受连续降雨影响，部分任务推迟到次年完成。"
    told = scored(story, i, rounded(actual / target * row.weight), actual=actual, reason=why)
    said = ("各项绩效指标均达到指标值。", "年初设定的绩效指标全部完成，均达到目标值。", "所有绩效指标均完成年初目标。")
    return added(told, "extra", draw.choice(said))


def late_and_in_time(story: Project, draw: Random) -> Project:
    told = added(
        story,
        "spending",
        draw.choice(("严格资金拨付程序，保证资金及时足额用到项目中。", "项目资金拨付及时足额，保障了工作开展。")),
    )
    return replace(told, problems=draw.choice(("部分项目资金支付进度滞后。", "个别标段资金拨付不及时，支付进度滞后。")))


PLANTED = (
    Plant("TEXT001", told_again),
    Plant("TEXT002", goal_copied, needs("goals.goal", "goals.result")),
    Plant("TEXT002", goal_told_again, also=frozenset({"TEXT001"})),
    texts(
        "TEXT003",
        "extra",
        "完善管护制度，全年先后修订完善管护制度办法；加强培训，全年先后修订完善管护制度办法；严格考核。",
        "一是强化宣传引导，累计发放宣传资料和张贴海报，营造良好氛围；二是累计发放宣传资料和张贴海报，动员群众参与。",
        "组织业务骨干赴先进地区学习考察，提升管理水平，组织业务骨干赴先进地区学习考察，取得较好效果。",
        "强化日常监督，先后开展专项检查12次并通报结果；落实整改责任，先后开展专项检查12次并通报结果。",
    ),
    texts(
        "TEXT006",
        "extra",
        "维护物资储备率保持在》90%，全年按计划开展维护。",
        "全年按计划开展维护，，设施运行平稳。",
        "设施完好率≥≥98%，运行平稳。",
        "人均公用经费变动率《10%，控制较好。",
        "各项工作推进有序。。群众反映良好。",
        "管护责任落实到人、，做到日日有巡查。",
    ),
    texts(
        "TEXT007",
        "extra",
        "全年完成XX次巡查，发现问题及时处置。",
        "项目覆盖××个乡镇，惠及群众较多。",
        "本项目由**部门负责实施，按期完成。",
        "全年培训管护人员____人次，提高了业务能力。",
        "项目实施的经济效益分析（请填写）。",
        "项目主要成效（200字以内）：设施运行平稳，群众满意。",
    ),
    Plant("TEXT008", said_by_overrun, frozenset(), frozenset({"RATE002"})),
    Plant("TEXT008", said_by_missed, needs(WEIGHED, AIMED, "indicators.reason")),
    Plant("TEXT008", late_and_in_time),
)
