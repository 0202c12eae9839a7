"""The policy thresholds in words: what each one sets, for `gouji explain` and docs/checks.md."""

from decimal import Decimal

from checks._model import Message, Parameters
from checks._numbers import shown

THRESHOLDS = {
    "full_score": Message("表中未印满分时的满分", "the full score where the form prints none"),
    "low_rate": Message("执行率低于此数（%）须有说明", "an execution rate below this (%) needs a reason"),
    "small_share": Message(
        "金额占总额不足此份额的行，低执行率不列", "a row with less than this share of the total may have a low rate"
    ),
    "approximate_slack": Message(
        "近似数（约、近、余、左右）的上下幅度", "by this share an approximate figure (约, 近, 余) is widened"
    ),
    "large_gap": Message(
        "表注未规定按比例计分时，偏离超过分值的此份额才提示",
        "where no note asks for proportional points, a gap above this share of the weight is told",
    ),
    "far_over_target": Message(
        "实际值超出目标值的此份额而无说明，即为远超目标",
        "an actual value beyond the target by more than this share is far over",
    ),
    "small_target": Message(
        "目标值小于此数的计数，不看超额", "counts with a target below this are not held to far_over_target"
    ),
    "idle_rate": Message(
        "执行率低于此数（%）而产出均得满分，即提示",
        "an execution rate below this (%) beside full marks for all outputs is told",
    ),
    "copied_share": Message(
        "完成情况的文字有此份额与目标相同，即为照抄", "an outcome of which this share stands in its goal is a copy"
    ),
    "copied_run": Message("连续相同至少此字数才计入相同", "characters in a row that count as copied"),
    "min_paragraph": Message("段落至少此字数才比对", "the least length of a paragraph that is compared"),
    "min_clause": Message("句子至少此字数才算重复", "the least length of a clause that is repeated"),
    "min_short_text": Message(
        "与其他报告比对的短文字至少此字数", "the least length of a short text that is held against other reports"
    ),
    "short_texts": Message(
        "同一节中至少此数的短文字同时相同才列出", "so many short texts of one section must agree with another report"
    ),
    "shared_likeness": Message("两段文字相同的份额达到此数即为雷同", "texts of which this share is the same are alike"),
    "boilerplate_units": Message(
        "此数以上单位都有的文字视为模板用语", "what so many units print is the wording of a template"
    ),
    "grade_bands": Message("表中未印等级标准时的等级标准", "the bands of the grades where the report prints none"),
}


def default(name: str) -> str:
    """The value of a threshold that nobody has set."""
    return shown_value(getattr(Parameters(), name))


def shown_value(value: Decimal | int | tuple[tuple[str, int, int], ...]) -> str:
    """A threshold as people write it."""
    if isinstance(value, tuple):
        return " ".join(f"{word} {low}–{high}" for word, low, high in value)
    return shown(Decimal(value))
