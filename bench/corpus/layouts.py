"""The layouts by name, and the reports that are made with them: narrative first, forms as the annex."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from bench.corpus import campuses, counties, departments, held, held_more, held_offices, provinces, regions
from bench.corpus.document import Box, Break, Document, Grid, Heading, Para, Part, Title
from bench.corpus.look import Look
from bench.corpus.projects import Project, Row, plain, rounded


class Layout(NamedTuple):
    """A form's title, its kind, how it is drawn, what it lacks, how it names a story's rows, how many share a page.

    lacks: score, weight, target, parts (of the money), levels, fund points, or the full score of fund or form.
    a_page: 0 = one or as many as there is room for, as the look draws it.
    """

    title: str
    kind: str
    draw: Callable[[Project, Look], Grid | tuple[Part, ...]]
    lacks: frozenset[str] = frozenset()
    retell: Callable[[Project], Project] | None = None
    a_page: int = 0


LATE = "预算执行率未达到目标，原因是部分结转资金按合同约定在下一年度支付。"
RATE_ROW = frozenset({"fund points"})
SCORELESS = frozenset({"score", "weight"})
LAYOUTS: dict[str, Layout] = {
    "ministry": Layout("项目支出绩效自评表", "project", provinces.ministry),
    "anhui": Layout("项目支出绩效自评表", "project", provinces.anhui),
    "shanghai": Layout("财政项目支出绩效自评表", "project", provinces.shanghai),
    "yunnan": Layout("项目支出绩效自评表", "project", provinces.yunnan),
    "sichuan": Layout("部门预算项目支出绩效自评表", "project", provinces.sichuan),
    "yinchuan": Layout("财政预算支出项目绩效目标自评表", "project", provinces.yinchuan, RATE_ROW),
    "poverty": Layout("财政衔接资金绩效目标自评表", "project", provinces.poverty),
    "hunan": Layout("县级专项资金绩效目标自评表", "project", provinces.hunan, SCORELESS),
    "hebei": Layout("项目支出绩效自评表", "project", counties.hebei, RATE_ROW),
    "transfer": Layout("中央对地方转移支付区域绩效目标自评表", "transfer", counties.transfer, SCORELESS),
    "xiangyang": Layout("湖北省项目支出绩效自评表", "project", counties.xiangyang, frozenset({"weight", "parts"})),
    "ningxia": Layout("财政专项资金绩效自评表", "project", counties.ningxia, RATE_ROW),
    "guangshui": Layout("项目支出绩效自评表", "project", counties.guangshui, RATE_ROW | {"parts"}),
    "foodsafety": Layout(
        "食品安全专项资金绩效自评表", "project", counties.foodsafety, frozenset({"weight", "parts", "full score"})
    ),
    "wuhan": Layout("区级项目绩效目标自评表", "project", counties.wuhan, SCORELESS),
    "henan": Layout("部门整体绩效自评表", "department", departments.henan),
    "chongqing": Layout("部门整体支出绩效自评表", "department", departments.chongqing, frozenset({"levels"})),
    "jiangxi": Layout("整体支出绩效自评表", "department", departments.jiangxi),
    "scoresheet": Layout(
        "部门整体支出绩效评价得分表", "department", departments.scoresheet, frozenset({"target", "full score"})
    ),
    "capital": Layout("市级部门项目支出绩效自评表", "project", regions.capital),
    "coast": Layout("部门整体支出绩效自评表", "department", regions.coast, RATE_ROW | {"levels"}),
    "loess": Layout("财政支出项目绩效自评表", "project", regions.loess, RATE_ROW),
    "frontier": Layout("项目支出绩效自评表", "project", regions.frontier),
    "lychee": Layout("专项资金使用绩效自评表", "project", campuses.lychee),
    "campus": Layout("高等学校建设项目绩效自评表", "project", campuses.campus, frozenset(), campuses.at_college),
    "snow": Layout("项目支出绩效评价自评表", "project", campuses.snow, frozenset(), campuses.costs_first),
}
# Layouts held out: nobody mends a reader on them, and the bench reports them apart.
HELD: dict[str, Layout] = {
    "held-harbour": Layout("预算项目绩效自评表", "project", held.harbour),
    "held-canal": Layout("部门整体绩效自我评价表", "department", held.canal, RATE_ROW, held.as_duties),
    "held-peninsula": Layout("市级预算项目支出绩效自评表", "project", held.peninsula),
    "held-corridor": Layout("财政专项资金绩效自评表", "project", held_more.corridor, RATE_ROW),
    "held-island": Layout("项目支出绩效目标自评表", "project", held_more.island, frozenset(), held_more.briefly, 2),
    "held-granary": Layout("中央部门项目支出绩效自评表", "project", held_offices.granary),
    "held-gulf": Layout("财政项目绩效运行与自评情况表", "project", held_offices.gulf),
    "held-ward": Layout(
        "公立医院整体支出绩效自评表", "department", held_offices.ward, RATE_ROW, held_offices.in_hospital
    ),
    "held-village": Layout(
        "乡镇整体支出绩效自评表", "department", held_offices.village, RATE_ROW, held_offices.in_township
    ),
}


def fitted(story: Project, layout: Layout) -> Project:
    """The story as a layout tells it: without points in the fund block the rate becomes an indicator."""
    if layout.lacks >= RATE_ROW:
        story = with_rate_row(story)
    return layout.retell(story) if layout.retell else story


def with_rate_row(story: Project) -> Project:
    whole = story.funds[0]
    rate = rounded(whole.executed / whole.annual * 100)
    why = LATE if rate < 100 else ""
    row = Row(
        "项目管理指标", "资金管理", "预算执行率", "=", "%", Decimal(100), rate, story.fund_weight, story.score, why
    )
    return replace(story, rows=(*story.rows, row))


def form(story: Project, layout: Layout, look: Look) -> Iterator[Part]:
    """One form under its title or with the title as its first row, with the year and where due the unit of money."""
    parts = layout.draw(story, look)
    drawn, *rest = parts if isinstance(parts, tuple) else (parts,)
    assert isinstance(drawn, Grid)
    unit = dict(drawn.says)["head.money_unit"]
    about = {"name": layout.title, "year": story.year, "kind": layout.kind}
    drawn = replace(drawn, says=(*drawn.says, *((f"head.{field}", text) for field, text in about.items())))
    year = f"（{story.year}年度）"
    marks = ["填表日期：（略）"] if look.chance("filled in", 0.3) else []
    if look.money_at == "caption":
        marks.append(look.pick("caption", ("金额单位：", "单位：")) + unit)
    if look.chance("title inside", 0.2):
        above = [(Box(text, len(drawn.widths)),) for text in (layout.title, year, "　　".join(marks)) if text]
        yield replace(drawn, rows=(*above, *drawn.rows))
    else:
        yield Title(layout.title)
        yield Para(year, is_indented=False)
        if marks:
            yield Para("　　　　　　".join(marks), is_indented=False)
        yield drawn
    yield from rest


def narrative(story: Project, layout: Layout) -> list[Part]:
    """What the report says before its form; figures that `story.prose` names are told its way."""
    said, whole = story.prose, story.funds[0]
    subject = "部门整体支出" if layout.kind == "department" else "项目"
    rate = said.get("rate", f"{whole.rate}%")
    scored = (
        f"{subject}自评得分为{said.get('total', plain(story.total))}分，自评等级为{said.get('grade', story.grade)}。"
    )
    satisfied = next(r for r in story.rows if r.level3.endswith("满意度"))
    return [
        Title(f"{story.unit}{story.year}年度{'部门整体' if layout.kind == 'department' else story.name}绩效自评报告"),
        Heading("一、基本情况"),
        Para(f"{story.name}由{story.unit}组织实施，主要用于辖区设施的日常维护和管理。{counted(story, layout)}"),
        Heading("二、资金使用情况"),
        Para(
            f"{story.year}年{subject}全年预算数{plain(whole.annual)}万元，"
            f"全年执行数{said.get('executed', plain(whole.executed))}万元，预算执行率{rate}。"
        ),
        Heading("三、绩效目标完成情况"),
        Para(
            f"受益群众满意度为{said.get('actual', plain(satisfied.actual or 0) + '%')}，达到年初目标。"
            + ("" if layout.lacks >= SCORELESS else scored)
        ),
        *(Para(text) for text in story.extra),
        *([Para(LATE)] if layout.lacks >= RATE_ROW and story.score < 10 else []),
        Heading("四、存在的问题和改进措施"),
        Para("个别点位的巡查记录不够完整，下一步将统一台账格式，按季度开展抽查。"),
    ]


def counted(story: Project, layout: Layout) -> str:
    """How many indicators the report says there are."""
    firsts, seconds = ({r.level1 for r in story.rows}, {(r.level1, r.level2) for r in story.rows})
    count = story.prose.get("count", len(story.rows))
    if "levels" in layout.lacks:
        return f"共设置绩效指标{count}个。"
    return f"共设置一级指标{len(firsts)}个、二级指标{len(seconds)}个、三级指标{count}个。"


def report(story: Project, name: str, look: Look) -> Document:
    """A whole report: the narrative, then one form as its annex."""
    layout = {**LAYOUTS, **HELD}[name]
    story = fitted(story, layout)
    parts = (*narrative(story, layout), Break(), *form(story, layout, look))
    return Document(f"{name}-{story.unit}-{story.year}", parts)
