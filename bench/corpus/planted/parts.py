"""FORM: parts and cells that are not there, and what should not be."""

from dataclasses import replace
from random import Random

from bench.corpus.planting import AIMED, WEIGHED, Plant, added, drawn_row, needs
from bench.corpus.projects import Project

COUNTED = ("数量指标", "质量指标", "社会效益指标", "时效指标")


def no_problems(story: Project, draw: Random) -> Project:
    return replace(story, problems=draw.choice(("无。", "无", "")))


def no_form(story: Project, draw: Random) -> Project:
    """The form that the report announces is not in the file."""
    said = draw.choice(("附件：绩效自评表", "附：{subject}绩效自评表", "附件1：绩效自评表"))
    told = replace(story, left_out=story.left_out | {"form"})
    return added(told, "closing", said)


def no_score(story: Project, draw: Random) -> Project:
    return replace(story, prose={"total": draw.choice(("", "    ", "  "))})


def no_total(story: Project, _: Random) -> Project:
    return replace(story, cells=(("head.total", "", ""),), left_out=story.left_out | {"score"})


def blank(story: Project, draw: Random, field: str) -> Project:
    _, row = drawn_row(story, draw, *COUNTED)
    return replace(story, cells=((f"indicators.{field}", row.level3, ""),))


def no_actual(story: Project, draw: Random) -> Project:
    return blank(story, draw, "actual")


def no_points(story: Project, draw: Random) -> Project:
    return blank(story, draw, "score")


def no_weight(story: Project, draw: Random) -> Project:
    return blank(story, draw, "weight")


def no_target(story: Project, draw: Random) -> Project:
    return blank(story, draw, "target")


def identity(draw: Random) -> str:
    """An identity number of nobody: a county that no code names, with the check digit of GB 11643."""
    head = f"990199{draw.randint(1962, 1998)}0{draw.randint(1, 9)}{draw.randint(10, 28)}{draw.randint(100, 999)}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(int(a) * b for a, b in zip(head, weights, strict=True)) % 11]


def mobile(story: Project, draw: Random) -> Project:
    number = f"1{draw.choice((38, 59, 77, 90))}{draw.randint(10_000_000, 99_999_999)}"
    said = draw.choice(
        (f"联系人：王科长，电话：{number}。", f"填表人联系方式：{number}", f"如有疑问请联系经办人，手机{number}。")
    )
    return added(story, "extra", said)


def identified(story: Project, draw: Random) -> Project:
    said = draw.choice(("补助对象身份证号{}，已足额发放。", "受助人（身份证号：{}）满意度回访已完成。"))
    return added(story, "extra", said.format(identity(draw)))


PLANTED = (
    Plant("FORM001", no_problems),
    Plant("FORM001", no_form),
    Plant("FORM001", no_score, needs("indicators.score")),
    Plant("FORM001", no_total, needs("head.total", "indicators.score")),
    Plant("FORM002", no_actual, needs(AIMED)),
    Plant("FORM002", no_points, needs(WEIGHED)),
    Plant("FORM002", no_weight, needs(WEIGHED)),
    Plant("FORM002", no_target, needs(AIMED, "!indicators.operator")),
    Plant("FORM003", mobile),
    Plant("FORM003", identified),
)
