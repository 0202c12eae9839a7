"""Project forms as different provinces print them: one story, many grids."""

from bench.corpus.document import Box, Grid
from bench.corpus.look import Look
from bench.corpus.pieces import (
    Style,
    funds,
    goal_lines,
    goals,
    grid,
    head_line,
    indicators,
    line,
    project_head,
    total,
)
from bench.corpus.projects import Project, plain

USUAL = "level1 level2 level3 target actual weight score reason"


def ministry(story: Project, look: Look) -> Grid:
    """L1: weight and score beside the rate on the total row, target with operator and unit, a band at the side."""
    spec = look.pick("band", (USUAL, "band " + USUAL))
    wide = spec.startswith("band")
    lines = [
        *project_head(story, look, 8 + wide),
        *funds(story, look, f"label:{1 + wide} initial annual executed weight rate score", "万元"),
        *goals(story, look, 4 + wide, 3),
        *indicators(story, look, spec),
        *total(story, look, spec),
    ]
    return grid(look, spec, lines, money_unit="万元")


def anhui(story: Project, look: Look) -> Grid:
    """L2: codes before names, weights in the level-1 labels, 百分比 as a unit."""
    name, owner, unit = (f"340825T{look.seed:08d}-{story.name}", f"129-{story.owner}", f"129001-{story.unit}")
    lines = [
        head_line((look.word("project"), "project", name, 2, 6)),
        head_line(("主管部门", "", owner, 2, 2), ("实施单位", "unit", unit, 1, 3)),
        *funds(story, look, "label initial annual executed weight rate score", "万元"),
        *goals(story, look, 4, 3),
        *indicators(story, look, USUAL, Style(percent="百分比"), has_points=True),
        *total(story, look, USUAL),
    ]
    return grid(look, USUAL, lines, money_unit="万元")


def shanghai(story: Project, look: Look) -> Grid:
    """L3: amounts in 元, operators as typed."""
    lines = [
        *project_head(story, look, 8),
        *funds(story, look, "label initial annual executed weight rate score", "元"),
        *goals(story, look, 4, 3),
        *indicators(story, look, USUAL, Style(signs=(("≥", ">="), ("≤", "<=")))),
        *total(story, look, USUAL),
    ]
    return grid(look, USUAL, lines, money_unit="元")


def yunnan(story: Project, look: Look) -> Grid:
    """L4: operator, value and unit in columns of their own under one head, grade beside the total."""
    spec = "level1 level2 level3 operator=指标性质 target=指标值 target_unit=度量单位 actual weight score reason"
    heads, *rows = indicators(story, look, spec, Style(signs=(("≥", "≧"), ("≤", "≦"), ("=", "═")), quality="═"))
    above = [Box(box.text, rows=2) for box in (*heads[:3], *heads[6:])]
    above.insert(3, Box("年度指标值", 3))
    lines = [
        *project_head(story, look, 10),
        *funds(story, look, "label:2 initial annual:2 executed weight rate score", "元"),
        *goals(story, look, 5, 4),
        tuple(above),
        heads[3:6],
        *rows,
        *total(story, look, spec, has_grade=True),
    ]
    return grid(look, spec, lines, money_unit="元")


def sichuan(story: Project, look: Look) -> Grid:
    """L5: weights in the block labels, operator and unit columns, weight and reason in the fund block, texts below."""
    spec = "level1 level2 level3 operator target target_unit actual weight score reason=未完成原因分析"
    money = (
        "label=年度预算数（万元） initial=年初预算 annual=调整后预算数 executed=预算执行数 "
        "rate weight=权重 score reason:2=原因"
    )
    lines = [
        *project_head(story, look, 10),
        *goal_lines(story, look, 10),
        *funds(story, look, money, "万元", side=f"预算执行情况（{plain(story.fund_weight)}分）"),
        *indicators(story, look, spec),
        *total(story, look, spec),
        line(Box("评价结论", 2), Box("项目资金使用规范，各项任务按计划完成，总体情况较好。", 8, is_left=True)),
        line(Box("存在问题", 2), Box("部分点位台账更新不够及时。", 8, is_left=True)),
        line(Box("改进措施", 2), Box("统一台账格式，按季度抽查。", 8, is_left=True)),
    ]
    return grid(look, spec, lines, money_unit="万元")


def yinchuan(story: Project, look: Look) -> Grid:
    """L6: total in the head, weight before the values; the rate is an indicator, the fund block has no points."""
    spec = "level1 level2 level3 weight=参考分值 target actual score reason"
    lines = [
        head_line(
            (look.word("project"), "project", story.name, 2, 3), (look.word("total"), "total", plain(story.total), 1, 2)
        ),
        head_line((look.word("owner"), "", story.owner, 2, 2), (look.word("unit"), "unit", story.unit, 1, 3)),
        *funds(
            story,
            look,
            "label initial annual=调整预算数（A） executed=全年执行数（B） rate=执行率（B/A） other:2=备注",
            "万元",
        ),
        *goals(story, look, 4, 3),
        *indicators(story, look, spec),
    ]
    return grid(look, spec, lines, money_unit="万元")


def poverty(story: Project, look: Look) -> Grid:
    """L7: no initial budget, weight before the values, a star before each indicator."""
    spec = "level1 level2 level3 weight target actual score"
    lines = [
        *project_head(story, look, 7),
        *funds(
            story, look, "label annual=全年预算数（A） executed=全年执行数（B） weight rate=执行率（B/A） score", "万元"
        ),
        *goals(story, look, 3, 3),
        *indicators(story, look, spec, Style(mark=look.pick("mark", ("★", "★★★", "")))),
        *total(story, look, spec),
    ]
    return grid(look, spec, lines, money_unit="万元")


def hunan(story: Project, look: Look) -> Grid:
    """L9: neither weights nor scores, a row for remarks below."""
    spec = "level1 level2 level3 target actual reason"
    lines = [
        head_line((look.pick("name", ("专项名称", "专项资金名称")), "project", story.name, 2, 4)),
        head_line((look.word("owner"), "", story.owner, 2, 1), (look.word("unit"), "unit", story.unit, 1, 2)),
        *funds(story, look, "label annual executed rate:2", "万元"),
        *goals(story, look, 3, 2),
        *indicators(story, look, spec),
        line("说明", Box(look.pick("remark", ("无", "请在此处简要说明各级检查发现的问题：无。")), 5, is_left=True)),
    ]
    return grid(look, spec, lines, money_unit="万元")
