"""The stories that the accuracy is measured on: more units and kinds of work, indicators by other names, a voice."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from bench.corpus.projects import Project, Row, project, retotal, rounded
from bench.corpus.voices import VOICES

COUNTIES = (
    *("云溪县", "安平区", "长汀市", "石泉县", "东陵区", "宁川县", "青岚县", "白鹭县", "临江市", "松原县", "梅岭县"),
    *("桐湖区", "平峦县", "北棠市", "柳河县", "望川区", "金坪县", "南浦县", "沙洲市", "凤栖县"),
)
KINDS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "水利局",
        "农村饮水管网维护项目",
        {"完成维护点位数量": "管网维护点位数量", "工程验收合格率": "管网维护验收合格率"},
    ),
    (
        "教育局",
        "校舍安全改造项目",
        {"完成维护点位数量": "改造校舍栋数", "设备完好率": "实验设备完好率", "单位维护成本": "每平方米改造成本"},
    ),
    (
        "民政局",
        "社区养老服务项目",
        {
            "完成维护点位数量": "运营服务站点数量",
            "培训管护人员人数": "培训护理人员人数",
            "受益群众人数": "服务老年人人数",
        },
    ),
    ("农业农村局", "高标准农田管护项目", {"完成维护点位数量": "管护农田片区数量", "受益群众人数": "受益农户人数"}),
    (
        "卫生健康局",
        "基层卫生设备更新项目",
        {"完成维护点位数量": "更新设备台数", "培训管护人员人数": "培训基层医务人员人数"},
    ),
    ("交通运输局", "乡村道路养护项目", {"完成维护点位数量": "养护路段数量", "工程验收合格率": "养护工程验收合格率"}),
    (
        "文化和旅游局",
        "公共文化服务提升项目",
        {"完成维护点位数量": "更新文化站点数量", "组织现场检查次数": "组织文艺活动次数"},
    ),
    (
        "林业局",
        "森林防火物资储备项目",
        {"完成维护点位数量": "储备物资点位数量", "培训管护人员人数": "培训护林人员人数"},
    ),
)
REASONS = (
    "受场地移交较晚影响，部分任务推迟到次年一季度完成，今后将提前衔接。",
    "因连续降雨影响施工进度，未能全部完成；下一步按月调度，确保完成。",
    "部分人员调离，岗位未及时补充，已于年底招录到位。",
    "设备到货延迟，个别点位未安装，已与供应商约定赔付并重新排期。",
)


def story(seed: int, share: Decimal | None = None) -> Project:
    """A story in which everything holds and every target is met; `share` of the budget is executed."""
    draw = Random(f"story {seed}")
    bureau, work, names = KINDS[draw.randrange(len(KINDS))]
    known = project(draw.randrange(10_000), share)
    unit = COUNTIES[draw.randrange(len(COUNTIES))] + bureau
    rows = tuple(replace(row, level3=names.get(row.level3, row.level3)) for row in known.rows)
    return replace(known, name=work, unit=unit, owner=unit, rows=rows, voice=draw.randrange(len(VOICES)))


# Indicators that are not the first of their type: nothing is planted in them.
SPARE = (1, 2, 4, 8)


def with_shortfalls(told: Project, seed: int) -> Project:
    """The story with one or two missed targets: points in proportion, and a reason that the form prints."""
    draw = Random(f"short {seed}")
    chosen = draw.sample(SPARE, draw.choice((1, 2)))
    rows = [fallen_short(row, draw) if i in chosen else row for i, row in enumerate(told.rows)]
    return retotal(replace(told, rows=tuple(rows)))


def fallen_short(row: Row, draw: Random) -> Row:
    target = row.target or Decimal(1)
    actual = rounded(target * Decimal(draw.choice(("0.8", "0.85", "0.9"))), 0)
    return replace(row, actual=actual, score=rounded(actual / target * row.weight), reason=draw.choice(REASONS))
