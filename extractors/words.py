"""The seam to jieba: words of a clause, by a small dictionary of the field and the report's own names.

jieba's own dictionary is not loaded (it costs more than reading a report does and knows none of these words); its
hidden Markov model groups what our words leave over. Nothing is written to disk.
"""

import importlib
import logging
import re
import sys
from functools import cache, lru_cache
from typing import Any

from extractors.lexicon import spellings

_NOUNS = [
    "预算",
    "决算",
    "资金",
    "经费",
    "收入",
    "支出",
    "基本支出",
    "项目支出",
    "人员经费",
    "公用经费",
    "三公经费",
    "财政拨款",
    "一般公共预算",
    "政府性基金",
    "国有资本经营",
    "上年结转",
    "专项资金",
    "预算执行率",
    "执行率",
    "完成率",
    "覆盖率",
    "合格率",
    "满意度",
    "及时率",
    "达标率",
    "控制率",
    "利用率",
    "变动率",
    "调整率",
    "细化率",
    "整改率",
    "群众",
    "单位",
    "党组织",
    "部门",
    "项目",
    "任务",
    "指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "问题",
    "制度",
    "机制",
    "措施",
    "方面",
    "督察组",
    "条",
    "会议",
    "培训",
    "检查",
    "车辆",
    "面积",
    "设备",
    "人员",
    "企业",
    "学校",
    "学生",
    "农户",
    "村民",
    "居民",
    "道路",
    "工程",
    "平方米",
    "公务用车",
    "公务接待费",
    "购置费",
    "运行费",
    "因公出国",
    "政府采购",
    "货物",
    "服务",
    "房屋",
    "资产",
    "固定资产",
    "中小企业",
    "决算数",
    "预算数",
    "执行数",
]
_VERBS = [
    "完成",
    "开展",
    "组织",
    "制定",
    "制订",
    "修订",
    "新增",
    "增加",
    "减少",
    "完善",
    "设立",
    "设置",
    "建设",
    "改造",
    "达到",
    "达",
    "实现",
    "安排",
    "下达",
    "批复",
    "拨付",
    "支付",
    "使用",
    "用于",
    "涉及",
    "发现",
    "反馈",
    "分解",
    "成",
    "细化",
    "围绕",
    "利用",
    "通过",
    "对",
    "把",
    "将",
    "被",
    "于",
    "在",
    "为",
    "是",
    "由",
    "从",
    "至",
    "到",
    "了",
    "的",
    "共",
    "共计",
    "合计",
    "总计",
    "累计",
    "其中",
    "约",
    "已",
    "均",
    "每",
    "等",
    "和",
    "与",
    "及",
    "以及",
    "截至",
    "截止",
    "预计",
    "实际",
    "督促",
    "举办",
    "召开",
    "印发",
    "出台",
    "培养",
    "发放",
    "补助",
    "资助",
    "服务",
    "受理",
    "办理",
    "处理",
    "调解",
    "救助",
    "新建",
    "购置",
    "采购",
    "维修",
    "养护",
    "治理",
    "整治",
    "清理",
    "推进",
    "落实",
    "需要",
    "包括",
    "占",
    "较",
    "比",
    "同比",
    "超过",
    "不低于",
    "不少于",
    "不超过",
    "提高",
    "提升",
    "下降",
    "上升",
    "增长",
    "降低",
    "扣",
    "得",
    "得分",
    "评为",
    "先后",
    "全年",
    "全区",
    "全县",
    "全市",
    "年初",
    "本年",
    "上年",
    "去年",
    "今年",
    "组织开展",
    "形成",
    "收到",
    "接到",
]
_STOP = frozenset(_VERBS)
_NO_WORD = re.compile(r"[^\w（）()“”\"·-]|_")
_SPELLING = re.compile(r"[\u4e00-\u9fff]{3,12}")
_WEIGHT = 1000


def segment(text: str, names: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The words of a clause in order; `names` (the report's own indicators, funds, units) are never cut."""
    return tuple(_tokenizer(names).cut(text, HMM=True)) if text else ()


def subject(before: str, names: tuple[str, ...] = ()) -> str:
    """What a figure at the end of `before` is said of: the last run of words without a verb; "" if none."""
    words = list(segment(re.sub(r"\s", "", before), names))
    while words and (words[-1] in _STOP or _NO_WORD.fullmatch(words[-1])):
        words.pop()
    taken: list[str] = []
    while words and words[-1] not in _STOP and not _NO_WORD.search(words[-1]) and len("".join(taken)) < 24:
        taken.insert(0, words.pop())
    return "".join(taken).strip('“”"（）()-·')


def counted(after: str, names: tuple[str, ...] = ()) -> str:
    """What a number of pieces counts: the words behind it up to the next verb or mark."""
    taken: list[str] = []
    for word in segment(re.sub(r"\s", "", after[:24]), names):
        if word in _STOP or _NO_WORD.search(word) or word[0].isdigit() or len("".join(taken)) >= 12:
            break
        taken.append(word)
    return "".join(taken).strip('“”"（）()-·')


@lru_cache(maxsize=8)
def _tokenizer(names: tuple[str, ...]) -> Any:
    """A tokenizer that is ready without a dictionary file: every prefix of every word must be known to jieba."""
    tokenizer = _jieba().Tokenizer()
    frequencies: dict[str, int] = {}
    for word in (*_NOUNS, *_VERBS, *_lexicon(), *names):
        _add(frequencies, word)
    tokenizer.FREQ = frequencies
    tokenizer.total = sum(frequencies.values()) * 10
    tokenizer.initialized = True
    return tokenizer


@cache
def _lexicon() -> tuple[str, ...]:
    """The spellings of the forms' labels that are one word of Chinese."""
    words = (word for fields in spellings().values() for listed in fields.values() for word in listed)
    return tuple(word for word in words if _SPELLING.fullmatch(word))


def _add(frequencies: dict[str, int], word: str) -> None:
    frequencies[word] = _WEIGHT * len(word) ** 3
    for end in range(1, len(word)):
        frequencies.setdefault(word[:end], 0)


@cache
def _jieba() -> Any:
    """jieba, imported without pkg_resources: it asks for that module, warns about it and can do without."""
    missing = object()
    before: Any = sys.modules.get("pkg_resources", missing)
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]  # None makes the import fail at once
    try:
        jieba = importlib.import_module("jieba")
    finally:
        if before is missing:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = before
    jieba.setLogLevel(logging.ERROR)
    return jieba
