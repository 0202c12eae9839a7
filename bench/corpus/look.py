"""How one printing of a layout differs from the next: spellings, marks, sizes, widths, all drawn from a seed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from random import Random
from typing import TypeVar

from bench.corpus.projects import plain

T = TypeVar("T")

WORDS: dict[str, tuple[str, ...]] = {
    "project": ("项目名称", "专项名称", "项目（专项）名称"),
    "owner": ("主管部门", "项目主管单位", "预算主管部门", "县级主管部门", "主管部门及代码"),
    "unit": ("实施单位", "项目实施单位", "实施单位（盖章）", "项目执行单位", "承担单位", "资金使用单位"),
    "department": ("部门（单位）名称", "单位名称", "部门名称", "评价部门名称"),
    "total": ("自评得分", "自评总分（分）", "项目总得分", "自评总分"),
    "grade": ("自评结果", "绩效等级", "自评等级"),
    "initial": ("年初预算数", "年初预算", "年初批复预算"),
    "annual": ("全年预算数", "全年预算数（A）", "调整后预算数", "全年（调整）预算数", "调整预算数（A）", "预算数（A）"),
    "executed": ("全年执行数", "全年执行数（B）", "预算执行数", "执行数（B）", "执行数", "实际支出"),
    "rate": ("执行率", "执行率（B/A）", "预算执行率", "预算执行率（%）", "预算执行进度"),
    "funds": ("项目资金", "资金情况", "预算执行情况", "年度预算情况", "项目资金情况"),
    "goal": ("预期目标", "年初设定目标", "项目年度目标", "年初绩效目标"),
    "result": ("实际完成情况", "目标实际完成情况", "全年实际完成情况", "年度总体目标完成情况"),
    "goals": ("年度总体目标", "年度绩效目标", "总体目标"),
    "level1": ("一级指标",),
    "level2": ("二级指标",),
    "level3": ("三级指标",),
    "flat": ("指标名称",),
    "operator": ("指标性质", "计算符号", "符号"),
    "target": ("年度指标值", "指标值", "年初目标值", "指标值（A）", "年初指标值", "目标值", "预期指标值"),
    "target_unit": ("度量单位", "计量单位"),
    "actual": ("实际完成值", "全年完成值", "全年实际值（B）", "完成值", "年终完成值", "实际完成值（B）"),
    "weight": ("分值", "权重", "指标分值", "参考分值", "指标权重（分）"),
    "score": ("得分", "自评得分", "指标得分（分）", "自评分"),
    "reason": ("偏差原因分析及改进措施", "未完成原因分析", "未完成原因及拟采取的改进措施", "未完成原因和改进措施"),
    "sum": ("总分", "合计", "总计"),
    "whole": ("年度资金总额", "年度资金总额：", "资金总额", "总额"),
    "fiscal": ("财政拨款", "当年财政拨款", "本年财政拨款", "财政资金", "一般公共预算"),
    "carried": ("上年结转资金",),
    "other": ("其他资金",),
}


@lru_cache(maxsize=4096)
def drawn_index(seed: int, name: str, count: int) -> int:
    return Random(f"{seed} {name}").choice(range(count))


@lru_cache(maxsize=4096)
def drawn_share(seed: int, name: str) -> float:
    return Random(f"{seed} {name}").random()


@dataclass(frozen=True, slots=True)
class Look:
    """Draws every choice of a printing by its name: the same seed and name always give the same choice.

    fixed: what is not left to chance, by name.
    """

    seed: int
    fixed: tuple[tuple[str, bool], ...] = ()

    def pick(self, name: str, options: Sequence[T]) -> T:
        return options[drawn_index(self.seed, name, len(options))]

    def chance(self, name: str, share: float) -> bool:
        return dict(self.fixed).get(name, drawn_share(self.seed, name) < share)

    def word(self, field: str) -> str:
        """How the head of a field is spelt."""
        return self.pick(f"word {field}", WORDS[field])

    def stretched(self, name: str, width: float) -> float:
        """A column's width, up to 15 % narrower or wider."""
        return width * Random(f"{self.seed} width {name}").uniform(0.85, 1.15)

    @property
    def size(self) -> float:
        return self.pick("size", (7.0, 7.5, 8.0, 8.5))

    @property
    def dash(self) -> str:
        """What stands in a cell that has nothing to say."""
        return self.pick("dash", ("-", "—", "/", ""))

    @property
    def is_stacked(self) -> bool:
        """Whether level-1 labels are written one character a line."""
        return self.chance("stacked", 0.25)

    @property
    def is_repeated(self) -> bool:
        """Whether level labels are repeated on each row, not merged."""
        return self.chance("repeated", 0.2)

    @property
    def money_at(self) -> str:
        """Where the unit of money is named: side (the fund block's label), head (its columns) or caption."""
        return self.pick("money at", ("side", "side", "head", "caption"))

    def spread(self, word: str) -> str:
        """A short label, now and then with blanks between its characters."""
        return ("　" if self.chance("wide blank", 0.5) else " ").join(word) if self.chance("spread", 0.25) else word

    def points(self, value: Decimal) -> str:
        return f"{value:.2f}" if self.chance("two places", 0.25) else plain(value)

    def rate(self, value: Decimal, head: str) -> str:
        """A rate in percent; under a head that says %, the figures may go without."""
        return f"{value}" if "%" in head and self.chance("bare rate", 0.7) else f"{value}%"

    def amount(self, value: Decimal, unit: str) -> str:
        """A sum of money, given in 万元, as this printing writes it in `unit`."""
        if unit == "元":
            return f"{value * 10000:,.2f}" if self.chance("commas", 0.5) else f"{value * 10000:.2f}"
        return {"plain": plain(value), "two": f"{value:.2f}", "commas": f"{value:,.2f}"}[
            self.pick("money", ("plain", "plain", "two", "commas"))
        ]
