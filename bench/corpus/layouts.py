"""Project forms as different provinces print them: one story, many grids."""

from collections.abc import Callable

from bench.corpus.document import Box, Break, Document, Grid, Heading, Para, Part, Title
from bench.corpus.pieces import glued, head, levels, line, percent, with_weight, yuan
from bench.corpus.projects import Project, plain


def ministry(story: Project) -> Grid:
    """L1: score and weight beside the rate on the total row, target with operator and unit."""
    rows = head(story, 8)
    rows.append(
        line(Box("项目资金（万元）", rows=5), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    )
    for i, f in enumerate(story.funds):
        label = "其中：当年财政拨款" if i == 1 else f.label
        scored = ("10", percent(f), plain(story.score)) if i == 0 else ("-", percent(f), "-")
        rows.append(line(Box(label, is_left=True), plain(f.initial), plain(f.annual), plain(f.executed), *scored))
    rows.append(
        line("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    )
    for cells, r in zip(levels(story.rows), story.rows, strict=True):
        rows.append(line(*cells, r.level3, *glued(r), plain(r.weight), plain(r.score), r.reason))
    rows.append(line(Box("总分", 5), "100", plain(story.total), ""))
    return Grid((0.1, 0.13, 0.19, 0.12, 0.12, 0.08, 0.1, 0.16), tuple(rows))


def anhui(story: Project) -> Grid:
    """L2: codes before names, weights in the level-1 labels, 百分比 as a unit."""
    coded = [line(Box("项目名称", 2), Box("340825T00000012-" + story.name, 6))]
    coded.append(line(Box("主管部门", 2), Box("129-" + story.owner, 2), "实施单位", Box("129001-" + story.unit, 3)))
    coded.append(
        line(
            Box("项目资金\n（万元）".replace("\n", ""), rows=5),
            "",
            "年初预算数",
            "全年预算数",
            "全年执行数",
            "分值",
            "执行率",
            "得分",
        )
    )
    for i, f in enumerate(story.funds):
        label = "其中:本年财政拨款" if i == 1 else f.label
        scored = ("10", percent(f), plain(story.score)) if i == 0 else ("-", percent(f) or "-", "-")
        coded.append(line(label, plain(f.initial), plain(f.annual), plain(f.executed), *scored))
    coded.append(
        line("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    )
    for cells, r in zip(levels(story.rows, with_weight), story.rows, strict=True):
        target, actual = glued(r, "百分比")
        coded.append(line(*cells, r.level3, target, actual, plain(r.weight), plain(r.score), r.reason))
    coded.append(line(Box("总分", 5), "100", plain(story.total), ""))
    return Grid((0.1, 0.13, 0.19, 0.12, 0.12, 0.08, 0.1, 0.16), tuple(coded))


def shanghai(story: Project) -> Grid:
    """L3: amounts in 元 with commas, operators as typed."""
    rows = head(story, 8)
    rows.append(
        line(Box("项目资金（元）", rows=5), "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    )
    for i, f in enumerate(story.funds):
        scored = ("10", percent(f), f"{story.score:.2f}") if i == 0 else ("—", percent(f), "—")
        rows.append(line(f.label, yuan(f.initial), yuan(f.annual), yuan(f.executed), *scored))
    rows.append(
        line("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    )
    for cells, r in zip(levels(story.rows), story.rows, strict=True):
        target, actual = glued(r, "%", {"≥": ">=", "≤": "<="})
        rows.append(line(*cells, r.level3, target, actual, plain(r.weight), f"{r.score:.2f}", r.reason))
    rows.append(line(Box("总分", 5), "100", f"{story.total:.2f}", ""))
    return Grid((0.1, 0.13, 0.17, 0.14, 0.14, 0.08, 0.1, 0.14), tuple(rows), 7.5)


def yunnan(story: Project) -> Grid:
    """L4: operator, value and unit in columns of their own under one head, grade beside the total."""
    rows = [
        line(Box("项目名称", 2), Box(story.name, 8)),
        line(Box("主管部门", 2), Box(story.owner, 3), Box("实施单位", 2), Box(story.unit, 3)),
    ]
    rows.append(
        line(
            Box("项目资金（元）", rows=5),
            Box("", 2),
            Box("年初预算数", 1),
            Box("全年预算数", 2),
            "全年执行数",
            "分值",
            "执行率",
            "得分",
        )
    )
    for i, f in enumerate(story.funds):
        scored = ("10", percent(f), plain(story.score)) if i == 0 else ("—", percent(f) or "—", "—")
        amounts = (f"{f.initial * 10000:.2f}", Box(f"{f.annual * 10000:.2f}", 2), f"{f.executed * 10000:.2f}")
        rows.append(line(Box(f.label, 2), *amounts, *scored))
    tall = [Box(name, rows=2) for name in ("实际完成值", "分值", "得分", "偏差原因分析及改进措施")]
    rows.append(
        line(Box("一级指标", rows=2), Box("二级指标", rows=2), Box("三级指标", rows=2), Box("年度指标值", 3), *tall)
    )
    rows.append(line("指标性质", "指标值", "度量单位"))
    for cells, r in zip(levels(story.rows), story.rows, strict=True):
        sign = {"≥": "≧", "≤": "≦"}.get(r.operator, "═")
        values = (
            (sign, plain(r.target), r.unit, f"{plain(r.actual or 0)}{r.unit}")
            if r.target is not None
            else ("═", "健全", "", "健全")
        )
        rows.append(line(*cells, r.level3, *values, plain(r.weight), plain(r.score), r.reason))
    rows.append(line(Box("总分", 7), "100", plain(story.total), story.grade))
    return Grid((0.09, 0.12, 0.17, 0.07, 0.1, 0.07, 0.11, 0.06, 0.08, 0.13), tuple(rows), 7)


def sichuan(story: Project) -> Grid:
    """L5: numbered bands, slashes in unused cells, operator and unit columns, weight and reason in the fund block."""
    rows = [
        line(Box("项目名称", 2), Box(story.name, 8)),
        line(Box("主管部门", 2), Box(story.owner, 3), Box("实施单位（盖章）", 2), Box(story.unit, 3)),
    ]
    rows.append(
        line(
            Box("预算执行情况（10分）", rows=5),
            Box("年度预算数（万元）", 2),
            "年初预算",
            "调整后预算数",
            "预算执行数",
            "预算执行率",
            "权重",
            "得分",
            "原因",
        )
    )
    for i, f in enumerate(story.funds):
        label = ("总额", "其中：财政资金", "上年结转资金", "其他资金")[i]
        scored = ("10", plain(story.score), story.reason) if i == 0 else ("/", "/", "/")
        rows.append(
            line(Box(label, 2), plain(f.initial), plain(f.annual), plain(f.executed), percent(f) or "/", *scored)
        )
    rows.append(
        line(
            "一级指标",
            "二级指标",
            "三级指标",
            "指标性质",
            "指标值",
            "度量单位",
            "完成值",
            "权重",
            "得分",
            "未完成原因分析",
        )
    )
    for cells, r in zip(levels(story.rows), story.rows, strict=True):
        values = (
            (r.operator, plain(r.target), r.unit, plain(r.actual or 0))
            if r.target is not None
            else ("定性", "健全", "", "健全")
        )
        rows.append(line(*cells, r.level3, *values, plain(r.weight), plain(r.score), r.reason))
    rows.append(line(Box("合计", 7), "100", plain(story.total), ""))
    return Grid((0.1, 0.12, 0.16, 0.08, 0.1, 0.08, 0.1, 0.07, 0.08, 0.11), tuple(rows), 7)


def yinchuan(story: Project) -> Grid:
    """L6-like: total in the head, denominators marked A and B, weight before the values."""
    rows = [
        line(Box("项目名称", 2), Box(story.name, 3), Box("自评得分", 1), Box(plain(story.total), 2)),
        line(Box("主管部门", 2), Box(story.owner, 2), "实施单位", Box(story.unit, 3)),
        line(
            Box("项目资金（万元）", rows=5),
            Box("", 1),
            "年初预算数",
            "调整预算数（A）",
            "全年执行数（B）",
            "执行率（B/A）",
            "分值",
            "得分",
        ),
    ]
    for i, f in enumerate(story.funds):
        rows.append(
            line(
                f.label,
                plain(f.initial),
                plain(f.annual),
                plain(f.executed),
                percent(f),
                *(("10", plain(story.score)) if i == 0 else ("", "")),
            )
        )
    rows.append(
        line(
            "一级指标",
            "二级指标",
            "三级指标",
            "参考分值",
            "指标值（A）",
            "全年实际值（B）",
            "得分",
            "未完成原因分析及改进措施",
        )
    )
    for cells, r in zip(levels(story.rows), story.rows, strict=True):
        rows.append(line(*cells, r.level3, plain(r.weight), *glued(r), plain(r.score), r.reason))
    return Grid((0.1, 0.13, 0.19, 0.1, 0.14, 0.12, 0.08, 0.14), tuple(rows))


def poverty(story: Project) -> Grid:
    """L7: no initial budget, weight before the values."""
    rows = [
        line(Box("项目名称", 2), Box(story.name, 5)),
        line(Box("主管部门", 2), Box(story.owner, 2), "实施单位", Box(story.unit, 2)),
    ]
    rows.append(
        line(Box("项目资金（万元）", rows=5), "", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分")
    )
    for i, f in enumerate(story.funds):
        label = ("年度资金总额：", "其中：中央补助", "地方资金", "其他资金")[i]
        rows.append(
            line(
                label,
                plain(f.annual),
                plain(f.executed),
                "10" if i == 0 else "-",
                percent(f) or "-",
                plain(story.score) if i == 0 else "-",
            )
        )
    rows.append(line("一级指标", "二级指标", "三级指标", "分值", "年度指标值", "全年实际值", "得分"))
    for cells, r in zip(levels(story.rows), story.rows, strict=True):
        rows.append(line(*cells, "★" + r.level3, plain(r.weight), *glued(r), plain(r.score)))
    rows.append(line(Box("总分", 3), "100", "", "", plain(story.total)))
    return Grid((0.12, 0.16, 0.24, 0.1, 0.13, 0.13, 0.12), tuple(rows))


def hunan(story: Project) -> Grid:
    """L9: neither weights nor scores."""
    rows = [
        line(Box("专项名称", 2), Box(story.name, 4)),
        line(Box("主管部门", 2), Box(story.owner, 2), "实施单位", story.unit),
    ]
    rows.append(
        line(Box("资金情况（万元）", rows=5), "", "全年预算数（A）", "全年执行数（B）", Box("执行率（B/A）", 2))
    )
    rows += [line(f.label, plain(f.annual), plain(f.executed), Box(percent(f), 2)) for f in story.funds]
    rows.append(line("一级指标", "二级指标", "三级指标", "年度指标值", "全年完成值", "未完成原因和改进措施"))
    for cells, r in zip(levels(story.rows), story.rows, strict=True):
        rows.append(line(*cells, r.level3, *glued(r), r.reason))
    return Grid((0.13, 0.17, 0.25, 0.15, 0.15, 0.15), tuple(rows))


LAYOUTS: dict[str, tuple[str, Callable[[Project], Grid]]] = {
    "ministry": ("项目支出绩效自评表", ministry),
    "anhui": ("项目支出绩效自评表", anhui),
    "shanghai": ("财政项目支出绩效自评表", shanghai),
    "yunnan": ("项目支出绩效自评表", yunnan),
    "sichuan": ("部门预算项目支出绩效自评表", sichuan),
    "yinchuan": ("财政预算支出项目绩效目标自评表", yinchuan),
    "poverty": ("财政衔接资金绩效目标自评表", poverty),
    "hunan": ("县级专项资金绩效目标自评表", hunan),
}
SCORELESS = {"hunan"}


def report(story: Project, layout: str) -> Document:
    """A whole report: narrative first, the form as its annex."""
    said, whole = story.prose, story.funds[0]
    counts = [len({r.level1 for r in story.rows}), len({(r.level1, r.level2) for r in story.rows}), len(story.rows)]
    rate = said.get("rate", f"{whole.rate}%")
    scored = f"项目自评得分为{said.get('total', plain(story.total))}分，自评等级为{said.get('grade', story.grade)}。"
    parts: list[Part] = [
        Title(f"{story.unit}{story.year}年度{story.name}绩效自评报告"),
        Heading("一、基本情况"),
        Para(
            f"{story.name}由{story.unit}组织实施，主要用于辖区设施的日常维护和管理。"
            f"共设置一级指标{counts[0]}个、二级指标{counts[1]}个、三级指标{said.get('count', counts[2])}个。"
        ),
        Heading("二、资金使用情况"),
        Para(
            f"{story.year}年项目全年预算数{plain(whole.annual)}万元，"
            f"全年执行数{said.get('executed', plain(whole.executed))}万元，预算执行率{rate}。"
        ),
        Heading("三、绩效目标完成情况"),
        Para(
            f"受益群众满意度为{said.get('actual', plain(story.rows[10].actual or 0) + '%')}，达到年初目标。"
            + ("" if layout in SCORELESS else scored)
        ),
        *(Para(text) for text in story.extra),
        Heading("四、存在的问题和改进措施"),
        Para("个别点位的巡查记录不够完整，下一步将统一台账格式，按季度开展抽查。"),
        Break(),
        Title(LAYOUTS[layout][0]),
        Para(f"（{story.year}年度）", is_indented=False),
        LAYOUTS[layout][1](story),
    ]
    return Document(f"{layout}-{story.unit}-{story.year}", tuple(parts))
