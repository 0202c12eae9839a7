"""Held-out layouts of a ministry, a port, a hospital, a township: heads over heads, bands, weights at each level."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from bench.corpus.blocks import Purse, goals_beside, goals_under, in_order, purse
from bench.corpus.document import Box, Grid
from bench.corpus.look import Look
from bench.corpus.pieces import Line, Style, grid, head_line, indicators, line
from bench.corpus.projects import Money, Project, Row, plain, rounded

HOSPITALS = ("白鹭市第二人民医院", "青岚市中医医院", "临江市妇幼保健院", "东陵市传染病医院")
TOWNSHIPS = ("青石镇人民政府", "白杨乡人民政府", "柳河镇人民政府", "桥头镇人民政府", "松林乡人民政府")
WARDS = {
    "资金管理": ("运营管理", "预算管理"),
    "时效指标": ("运营管理", "工作时效"),
    "成本指标": ("运营管理", "成本管控"),
    "数量指标": ("履职效能", "工作数量"),
    "质量指标": ("履职效能", "工作质量"),
    "社会效益指标": ("社会效应", "公益性"),
    "可持续影响指标": ("可持续发展", "长效机制"),
    "服务对象满意度指标": ("各方评价", "满意度"),
}
VILLAGES = {
    "资金管理": ("投入", "预算执行"),
    "成本指标": ("投入", "成本节约"),
    "数量指标": ("履职", "重点工作"),
    "质量指标": ("履职", "工作成效"),
    "时效指标": ("履职", "工作效率"),
    "社会效益指标": ("成效", "民生改善"),
    "可持续影响指标": ("成效", "长效治理"),
    "服务对象满意度指标": ("成效", "群众评价"),
}


def granary(story: Project, look: Look) -> Grid:
    """A ministry: sign, figure and unit of a target under one head, the money's points in one cell for all of it."""
    spec = (
        "band level1=一级指标 level2=二级指标 level3=三级指标 operator=符号 target=数值 target_unit=单位 "
        "actual=实际完成值 weight=分值 score=得分 reason=偏差原因分析及改进措施"
    )
    money = "label:2 initial=年初预算数 annual:3=全年预算数 executed=全年执行数 rate=执行率 weight=分值 score=得分"
    names = ("年度资金总额", "当年财政拨款", "上年结转资金", "其他资金")
    top, first, *parts = purse(story, look, money, Purse("项目资金（万元）", names))
    (band, *heads), *rows = indicators(story, look, spec)
    over = [*(Box(box.text, rows=2) for box in heads[:3]), Box("年度指标值", 3)]
    whole = look.points(story.total)
    lines = [
        head_line(("项目名称", "project", story.name, 2, 9)),
        head_line(("主管部门及代码", "", f"[{look.pick('code', (107, 126, 213))}]{story.owner}", 2, 4),
                  ("实施单位", "unit", story.unit, 2, 3)),
        top,
        (*first[:-2], *(replace(box, rows=len(names)) for box in first[-2:])),
        *(cells[:-2] for cells in parts),
        *goals_under(story, ("年度总体目标", "预期目标", "实际完成情况"), 5, 5),
        (replace(band, rows=band.rows + 1), *over, *(Box(box.text, rows=2) for box in heads[6:])),
        tuple(heads[3:6]),
        *rows,
        line(Box("总分", 8), "100", Box(whole, says=(("head.total", whole),)), ""),
        line(Box("注：其他资金包括和财政资金共同投入到同一项目的自有资金、社会资金。", 11, is_left=True)),
    ]  # fmt: skip
    return grid(look, spec, lines, money_unit="万元")


def gulf(story: Project, look: Look) -> Grid:
    """Bands between the parts, the money behind the indicators, what stood at midyear beside what came of the year."""
    spec = (
        "level1=指标类别 level2=指标类型 level3=指标内容 target=目标值 half=1—6月完成值 actual=全年完成值 "
        "weight=分值 score=自评分 reason=差异原因"
    )
    money = (
        "label=资金类别 annual=全年预算 half=1—6月支出 executed=全年支出 left=年末结余 "
        "rate=支出率 weight=分值 score=自评分"
    )
    names = ("合计", "市级财政资金", "上年结转资金", "其他资金")

    def others(fund: Money) -> dict[str, str]:
        half, left = share(story, fund, Decimal("0.46")), fund.annual - fund.executed
        return {"half": look.amount(half, "万元"), "left": look.amount(left, "万元")}

    problem = "个别点位的巡查记录不够完整，下一步统一台账格式。"
    lines = [
        band("一、项目基本信息", look, 9),
        head_line(("项目名称", "project", story.name, 1, 3), ("项目编码", "", f"{story.year}0{look.seed:04}", 1, 4)),
        head_line(("主管部门", "", story.owner, 1, 3), ("用款单位", "unit", story.unit, 1, 4)),
        *goals_beside(story, ("年度目标", "完成情况"), 9, 1),
        band("二、绩效指标完成情况", look, 9),
        *indicators(story, look, spec, Style(others=lambda row: {"half": at_midyear(row)})),
        band("三、预算执行情况", look, 9),
        *purse(story, look, money, Purse("预算资金（万元）", names, others=others)),
        band("四、自评结论", look, 9),
        head_line(("自评总分", "total", look.points(story.total), 2, 2), ("自评结果等级", "grade", story.grade, 2, 3)),
        line(Box("存在问题及改进措施", 2), Box(problem, 7, is_left=True)),
    ]
    return grid(look, spec, lines, money_unit="万元")


def share(story: Project, fund: Money, part: Decimal) -> Decimal:
    """A part of what was spent, such that the kinds of money still add up to the whole."""
    whole, *kinds = story.funds
    return sum((rounded(f.executed * part) for f in (kinds if fund is whole else [fund])), Decimal(0))


def band(text: str, look: Look, width: int) -> Line:
    return (Box(text, width, is_left=look.chance("left bands", 0.5)),)


def at_midyear(row: Row) -> str:
    """What had come of an indicator by the end of June."""
    if row.actual is None:
        return "按计划推进"
    value = row.actual if row.operator == "≤" or row.unit == "%" else rounded(row.actual * Decimal("0.45"), 0)
    return plain(value) + row.unit


def renamed(story: Project, names: dict[str, tuple[str, str]], unit: str) -> Project:
    """The story as one of `unit`, its indicators under other levels: the new pair of names by the old second level."""
    rows = [replace(row, level1=names[row.level2][0], level2=names[row.level2][1]) for row in story.rows]
    story = replace(story, unit=unit, owner=unit)
    return in_order(story, rows, tuple(dict.fromkeys(first for first, _ in names.values())))


def in_hospital(story: Project) -> Project:
    return renamed(story, WARDS, HOSPITALS[sum(map(ord, story.unit)) % len(HOSPITALS)])


def in_township(story: Project) -> Project:
    return renamed(story, VILLAGES, TOWNSHIPS[sum(map(ord, story.unit)) % len(TOWNSHIPS)])


def ward(story: Project, look: Look) -> Grid:
    """A hospital: a weight beside the name at each of three levels, points taken off before those that are left."""
    spec = (
        "level1=一级指标 level2=二级指标 level3=三级指标 weight=分值 target=目标值 actual=完成情况 "
        "minus=扣分 score=得分 reason=扣分原因"
    )
    whole_spec = spec.replace("level2", "weight level2").replace("level3", "weight level3")
    money = "label:3=经费来源 initial:2=年初预算 annual:2=调整预算 executed:2=决算数 rate=执行率"
    names = ("支出总额", "财政补助支出", "结转资金支出", "医疗及其他支出")
    heads, *rows = indicators(
        story, look, spec, Style(others=lambda row: {"minus": look.points(row.weight - row.score)})
    )
    whole, lost = look.points(story.total), look.points(100 - story.total)
    lines = [
        head_line(("单位名称", "unit", story.unit, 2, 5), ("单位性质", "", "公益二类事业单位", 2, 2)),
        head_line(("编制床位（张）", "", "600", 2, 5), ("在岗职工（人）", "", "812", 2, 2)),
        *purse(story, look, money, Purse("年度收支（万元）", names)),
        *goals_beside(story, ("年度发展目标", "目标完成概述"), 11, 2),
        (heads[0], Box("分值"), heads[1], Box("分值"), *heads[2:]),
        *with_weights(story, look, rows),
        line(Box("合计", 5), "100", "", "", lost, Box(whole, says=(("head.total", whole),)), ""),
        head_line(("评价结果", "grade", story.grade, 2, 9)),
    ]
    return grid(look, whole_spec, lines, money_unit="万元")


def with_weights(story: Project, look: Look, lines: list[Line]) -> Iterator[Line]:
    """The rows with what a level weighs behind its name, merged over its rows even where the names are not."""
    first, second = (starts(story, look, key) for key in (lambda r: r.level1, lambda r: (r.level1, r.level2)))
    for at, cells in enumerate(lines):
        levels = {box.says[0][0]: box for box in cells if box.says[0][0] in ("indicators.level1", "indicators.level2")}
        found = [levels.get("indicators.level1"), first.get(at), levels.get("indicators.level2"), second.get(at)]
        yield (*(box for box in found if box), *cells[len(levels) :])


def starts(story: Project, look: Look, key: Callable[[Row], object]) -> dict[int, Box]:
    """The weight of each run of rows that share a key, by the row in which the run begins."""
    found, at = {}, 0
    for _, block in groupby(story.rows, key=key):
        weights = [row.weight for row in block]
        found[at] = Box(look.points(sum(weights, Decimal(0))), rows=len(weights))
        at += len(weights)
    return found


def village(story: Project, look: Look) -> Grid:
    """A township: numbered indicators, last year's money beside this year's, in 元; what the county grants is blank."""
    spec = (
        "level1=评价类别 level2=评价内容 level3=绩效指标 weight=满分 target=年初目标 actual=年末完成 "
        "score=自评得分 review=县级核定 reason=未完成说明"
    )
    money = "label:2=支出项目 last=上年决算 initial:2=年初预算 annual=调整后预算 executed:2=本年支出 rate=完成率"
    names = ("支出合计", "基本支出", "项目支出", "其他支出")

    def amount(value: Decimal) -> str:
        return look.amount(value, "元")

    def others(fund: Money) -> dict[str, str]:
        return {"last": amount(share(story, fund, Decimal("0.94")))}

    heads, *rows = indicators(story, look, spec, Style(others=lambda _: {"review": ""}))
    whole = look.points(story.total)
    lines = [
        head_line(("乡镇名称", "unit", story.unit, 2, 3), ("行政村（社区）数", "", "18个", 2, 3)),
        head_line(("编制人数", "", "56人", 2, 3), ("年末实有人数", "", "53人", 2, 3)),
        *purse(story, look, money, Purse("支出情况（元）", names, amount, others)),
        *goals_beside(story, ("全年总目标", "总目标完成情况"), 10, 2),
        *works(),
        (Box("序号"), *heads),
        *((Box(str(number)), *cells) for number, cells in enumerate(rows, 1)),
        line(Box("自评合计", 4), "100", "", "", Box(whole, says=(("head.total", whole),)), "", ""),
        head_line(("自评等次", "grade", story.grade, 4, 6)),
        line(Box("填报人：（略）　　　审核人：（略）　　　联系电话：（略）", 10, is_left=True)),
    ]
    return grid(look, f"band {spec}", lines, money_unit="元")


def works() -> list[Line]:
    """The year's main work: what it was, what was planned and what came of it, without any money."""
    rows = (
        (("name", "人居环境整治"), ("content", "清理沟渠、整治村内道路"), ("result", "全部行政村已完成整治")),
        (("name", "便民服务"), ("content", "办理政务服务事项"), ("result", "事项全部按时办结")),
    )
    cols = (2, 3, 4)
    heads = (Box(text, wide) for text, wide in zip(("重点工作", "工作内容", "完成情况"), cols, strict=True))
    lines = [line(Box("重点工作完成情况", rows=len(rows) + 1), *heads)]
    for row in rows:
        cells = zip(row, cols, strict=True)
        lines.append(tuple(Box(text, wide, says=((f"tasks.{field}", text),)) for (field, text), wide in cells))
    return lines
