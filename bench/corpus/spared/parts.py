"""FORM: parts that may be empty, cells that need nothing, numbers that are nobody's."""

from dataclasses import replace
from random import Random

from bench.corpus.planting import Plant, added, texts
from bench.corpus.projects import Project


def nothing_else(story: Project, draw: Random) -> Project:
    """The last matter is none."""
    return replace(
        story, others=draw.choice(("六、其他需要说明的问题", "六、其他需说明的事项", "六、绩效自评工作的经验和建议"))
    )


def problems_told(story: Project, draw: Random) -> Project:
    said = ("无较大问题，个别点位标识标牌不够清晰，已安排更新。", "部分片区巡查频次不足，将增配人员。")
    return replace(story, problems=draw.choice(said))


def announced(story: Project, draw: Random) -> Project:
    """The form is announced, and it follows."""
    return added(story, "closing", draw.choice(("附件：绩效自评表", "附：{subject}绩效自评表")))


SPARED = (
    Plant("FORM001", nothing_else),
    Plant("FORM001", problems_told),
    Plant("FORM001", announced),
    texts(
        "FORM003",
        "extra",
        "监督举报电话：12345。",
        "项目编码为410225211T000000138，按规定入库管理。",
        "填表人联系方式：（略）",
        "合同编号20231105678，履约保证金已退还。",
    ),
)
