"""docs/checks.md: every check in its own words, made of the checks themselves so that it cannot go stale unseen."""

import re
import sys
from collections.abc import Iterator
from dataclasses import fields

from checks._catalog import CATALOG
from checks._model import Check, Parameters
from flows.explain import LEVEL, particulars
from flows.thresholds import THRESHOLDS, default

FAMILIES = {
    "SUM": "合计勾稽 Totals",
    "RATE": "比率 Rates",
    "SCORE": "评分 Scores and weights",
    "GOAL": "目标与完成 Targets and results",
    "XREF": "前后一致 One fact in two places",
    "TEXT": "文本 Wording",
    "FORM": "规范性 Completeness",
}
HEADINGS = {"Why": "理由", "Flags": "列出", "Leaves alone": "放过", "Limits": "局限"}
HEADING = re.compile(rf"^({'|'.join(HEADINGS)}): ", re.MULTILINE)
INTRODUCTION = """# 检查一览 The checks

由检查自身的说明生成，请勿手改：改检查的说明，再运行 `make docs`。
*Made of the checks' own words: do not edit, change the check and run `make docs`.*

- 级别是一项检查的最高级别，具体发现可以更低：错误，报告自己的数字互相矛盾；警告，需要说明而没有说明；提示，值得一看。
  *The severity is a check's highest, a finding may carry a lower one. Error: the report's own figures contradict each
  other. Warning: an explanation is missing. Info: worth a look.*
- 印出的数字代表其位数所允许的区间，只有不可能相交的区间才是矛盾；缺少的数字一律“未能核对”，从不当作零。
  *A printed figure stands for the interval that its digits allow; only intervals that cannot meet contradict each
  other. A missing figure is "not evaluated", never zero.*
- 近似数（约、近、余、左右）按 `approximate_slack` 放宽，适用于全部检查。
  *Approximate figures are widened by `approximate_slack`, in every check.*
- 同一事实只列一条：让位的检查记为“未能核对：已由某项说明”。
  *One fact, one row: the check that yields is "not evaluated" and names the one that speaks.*
- 选用与豁免见 [review.md](review.md)。*How to choose and to suppress: review.md.*
"""


def print_handbook() -> int:
    """Print the page; the exit status."""
    sys.stdout.write(handbook())
    return 0


def handbook() -> str:
    """The page as Markdown."""
    lines = [INTRODUCTION]
    for family, title in FAMILIES.items():
        lines.append(f"## {family} {title}\n")
        for check in CATALOG:
            if check.code.rstrip("0123456789") == family:
                lines += chapter(check)
    return "\n".join((*lines, *parameters())) + "\n"


def chapter(check: Check) -> Iterator[str]:
    """One check: title, rationale under its four headings, and what holds beside it."""
    statement, _, rest = check.doc.strip().partition("\n\n")
    _, *parts = HEADING.split(rest)
    yield f"### {check.code} {check.name}\n"
    yield f"**{check.title.zh}**（{LEVEL[check.severity.value]}）  "
    yield f"*{check.title.en}* ({check.severity.value})\n"
    yield f"{flowing(statement)}\n"
    for heading, text in zip(parts[::2], parts[1::2], strict=True):
        yield f"- **{HEADINGS[heading]} {heading}** {flowing(text)}"
    for zh, en in zip(particulars(check, "zh"), particulars(check, "en"), strict=True):
        yield f"- {zh} *{en}*"
    if check.thresholds:
        yield f"- 阈值 *parameters*: {', '.join(f'`{name}` = {default(name)}' for name in check.thresholds)}"
    yield ""


def flowing(text: str) -> str:
    """A paragraph on one line, its marks taken as they are."""
    return re.sub(r"([*_<>|`])", r"\\\1", " ".join(text.split()))


def parameters() -> Iterator[str]:
    """The table of thresholds."""
    yield "## 阈值 Parameters\n"
    yield "写在 `gouji.toml` 的 `[parameters]`，或只为某些文件写在 `[[for]]` 里。"
    yield "*In `[parameters]` of `gouji.toml`, or for some documents in a section `[[for]]`.*\n"
    yield "| 名称 name | 默认 default | 含义 meaning | 用于 used by |"
    yield "|---|---|---|---|"
    for name in (field.name for field in fields(Parameters)):
        users = " ".join(check.code for check in CATALOG if name in check.thresholds) or "全部 all"
        yield f"| `{name}` | {default(name)} | {THRESHOLDS[name].zh} *{THRESHOLDS[name].en}* | {users} |"
