"""The operator points the wrong way: ≤ on something to be reached, ≥ on a cost.

Why: a target 建设数量 ≤4 is met by building nothing.
Flags: ≤ or < on quantities, completion, quality and satisfaction; ≥ or > on costs and on what is to be
prevented (投诉率, 事故数).
Leaves alone: ≤ on negative indicators (投诉, 事故), limits, saving of costs, amounts to be raised or paid out.
Limits: told from the names of the indicator and its levels; for information.
"""

import re
from collections.abc import Iterator

from checks._model import Check, Finding, Message, Outcome, Parameters, Passed, Severity
from checks._targets import COST, NEGATIVE, Aim, aims
from extractors.model import Report

REACHED = re.compile(
    r"(?:建设|新建|完成|培训|开展|组织|受益|服务|覆盖|发放|购置|维护|维修|养护|检查|改造|新增|引进|加装|安装|推广|整治|治理|扶持|巡查|演出|接待|印发|签约|处理|办理|更新|储备|管护|修缮|修复|种植|资助|救助|采购|配备|举办|宣传|运营)"
    r".{0,8}(?:数|数量|人次|次数|场次|面积|里程|户数)$"
    r"|使用(?:年限|寿命)$"
    r"|(?:合格|完成|覆盖|达标|及时|完好|满意|办结|利用|公开)(?:率|度)$"
)
# Of these the fewer the better, whatever else their names say.
FEARED = re.compile(
    r"(?:受害|发生|事故|投诉|死亡|失业|差错|犯罪|返贫|故障|超标|逾期|漏损|辍学|违规|损坏|流失|复发)率$|(?:事故|投诉|差错)(?:数|次数|件数|起数|数量)$"
)
# Money and time that are kept low have the verbs of what they pay for in their names: 养护费用控制数.
LIMITED = re.compile(r"费用|经费|控制|金额|支出|资金|用时|时间")
SPENT = re.compile(r"成本(?!节约|降低|效益)|单价|造价|费用(?!节约|降低)")
RAISED = re.compile(r"节约|降低|投入力度|补助标准|补贴标准|发放标准|标准|收入|效益")


def directed(report: Report, _: Parameters) -> Iterator[Aim]:
    yield from (aim for aim in aims(report) if aim.sign in {"≥", "≤", ">", "<"} and aim.target.number)


def is_wrong(aim: Aim) -> bool:
    name = aim.row.level3 or aim.row.level2
    if aim.sign in {"≥", ">"} and FEARED.search(name):
        return True
    if NEGATIVE.search(name) or RAISED.search(name):
        return False
    if aim.sign in {"≤", "<"}:
        return bool(REACHED.search(name)) and not (COST.search(name) or LIMITED.search(name))
    return bool(SPENT.search(name)) or ("成本" in aim.row.level2 and bool(COST.search(name)))


def examine(aim: Aim) -> Iterator[Outcome]:
    if not is_wrong(aim):
        yield Passed(f"{aim.subject}/方向", f"{aim.name} {aim.target.text}", aim.facts[:1])
        return
    page = aim.target.place.page
    yield Finding(
        subject=f"{aim.subject}/方向",
        severity=Severity.INFO,
        message=Message(
            f"“{aim.name}”的目标值{aim.target.text}方向可疑（第{page}页）",
            f"{aim.name}: the operator of target {aim.target.text} seems to point the wrong way (p. {page})",
        ),
        operands=aim.facts[:1],
        reported=aim.target.text,
        expected="≥" if aim.sign in {"≤", "<"} else "≤",
    )


CHECK = Check(
    code="GOAL005",
    name="operator-direction",
    title=Message("目标值的比较符号方向可疑", "The operator of a target points the wrong way"),
    severity=Severity.INFO,
    subjects=directed,
    examine=examine,
    doc=__doc__ or "",
)
