"""Units of measure: their spellings and their sizes, as data."""

import re
from decimal import Decimal

_TEN = Decimal(10)
MONEY = {
    "元": Decimal(1),
    "百元": _TEN**2,
    "千元": _TEN**3,
    "万元": _TEN**4,
    "十万元": _TEN**5,
    "百万元": _TEN**6,
    "千万元": _TEN**7,
    "亿元": _TEN**8,
    "万亿元": _TEN**12,
}
SHARES = {
    "%": Decimal("0.01"),
    "‰": Decimal("0.001"),
    "个百分点": Decimal("0.01"),
    "百分点": Decimal("0.01"),
    "倍": Decimal(1),
}
MULTIPLES = {"百": _TEN**2, "千": _TEN**3, "万": _TEN**4, "百万": _TEN**6, "千万": _TEN**7, "亿": _TEN**8}
_RARER = """
页 帧 针 剂 剂次 人份 床位 学位 万字 延米 立方 平方 副 把 扇 樘 窝 丛 校 社 团 家次 日历天 工作日 自然日 个日历天
吨标准煤 吨标煤 千伏安 分贝 GB TB MB Mbps hm² hm2
"""
COUNTS = [
    "个工作日",
    "个自然日",
    "个小时",
    "个月",
    "个人",
    "人次",
    "人天",
    "人日",
    "人月",
    "户次",
    "车次",
    "台次",
    "件次",
    "批次",
    "场次",
    "班次",
    "台套",
    "件套",
    "台班",
    "个次",
    "架次",
    "艘次",
    "头次",
    "例次",
    "小时",
    "分钟",
    "秒钟",
    "季度",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "平方米",
    "平方公里",
    "平方千米",
    "立方米",
    "平米",
    "公顷",
    "公斤",
    "千克",
    "毫克",
    "公升",
    "毫升",
    "千瓦时",
    "千瓦",
    "兆瓦",
    "标段",
    "小区",
    "课时",
    "学时",
    "人年",
    "工日",
    "㎡",
    "m2",
    "m²",
    "m³",
    "m3",
    "km",
    "kg",
    "kWh",
    "KW",
    "kW",
    "cm",
    "mm",
    "℃",
    "个",
    "项",
    "次",
    "人",
    "户",
    "家",
    "名",
    "份",
    "篇",
    "期",
    "场",
    "台",
    "套",
    "辆",
    "处",
    "座",
    "条",
    "张",
    "本",
    "册",
    "批",
    "件",
    "起",
    "宗",
    "例",
    "轮",
    "头",
    "只",
    "株",
    "棵",
    "粒",
    "所",
    "间",
    "栋",
    "幢",
    "村",
    "镇",
    "乡",
    "种",
    "类",
    "款",
    "吨",
    "克",
    "斤",
    "米",
    "里",
    "亩",
    "升",
    "度",
    "天",
    "年",
    "周",
    "岁",
    "步",
    "盏",
    "块",
    "根",
    "支",
    "枚",
    "艘",
    "架",
    "部",
    "门",
    "位",
    "员",
    "桌",
    "餐",
    "袋",
    "瓶",
    "盒",
    "箱",
    "包",
    "卷",
    "幅",
    "面",
    "片",
    "段",
    "道",
    "眼",
    "口",
    "孔",
    "节",
    "堂",
    "班",
    "届",
    "站",
    "点",
    "笔",
    "单",
    "票",
    "宿",
    "床",
    "桶",
    "对",
    "组",
    "队",
    "层",
    "楼",
    "秒",
    "时",
    "遍",
    "趟",
    "顿",
    "封",
    "尾",
    "羽",
    "匹",
    "分",
    "天次",
    *_RARER.split(),
    "人·次",
]
_SPELLINGS = {
    "百分比": "%",
    "百分率": "%",
    "百分号": "%",
    "％": "%",
    "%o": "‰",
    "人民币元": "元",
    "平米": "平方米",
    "块钱": "元",
}
# Units of a column only: behind a figure these make a date or nothing.
PERIODS = frozenset("月日季号")
_NO_UNIT = re.compile(r"^(?:无|文字描述|定性|定性指标|定性描述|[-—/]*)$")


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word).replace("元", " ?元") for word in sorted(words, key=len, reverse=True))


_SCALES = "百万|千万|万|亿|千"
_SINGLE = _alternatives([*MONEY, *SHARES, *_SPELLINGS, *COUNTS])
_PER = r"(?:/|每) ?(?:" + _alternatives([*COUNTS, "人", "生", "年", "月", "日", "天", "季", "学年", "学期"]) + r")"
# One unit as printed: 万元, 元/人·月, 万人次, (平方米), %(百分比). A scale may stand before any counting unit.
UNIT = rf"(?:(?:{_SCALES})? ?(?:{_SINGLE})(?:{_PER}(?:[·、/](?:人|年|月|日|天|次))?)?|(?:{_SCALES}))(?:\(百分比\))?"
# 台（套）, 人（次）: a second word for what is counted, in brackets behind the unit.
BRACKETED = r"(?<=[台套件个人次辆份本册项户家])\([套件台个次只张把组人户家本册项]\)"
_WHOLE = re.compile(rf"\(?({UNIT})\)?")
_LABELLED = re.compile(r"^(?:金额)?单位[::]?")


def clean_unit(text: str) -> str:
    """The unit's canonical spelling: %(百分比) -> %, （万元） -> 万元; "" for no unit or words that are none."""
    plain = re.sub(r"\s", "", text).translate(str.maketrans("（）％：", "()%:"))
    plain = _LABELLED.sub("", plain)
    if _NO_UNIT.match(plain):
        return ""
    plain = re.sub(r"(?<=.)\((?:百分比)?\)$", "", plain.replace("%(百分比)", "%"))
    # 个（套）, 人（次）: the unit is the one before the bracket.
    plain = re.sub(r"^([^()]{1,3})\([^()]{1,3}\)$", r"\1", plain).strip("()")
    return _SPELLINGS.get(plain, plain)


def unit_factor(unit: str) -> Decimal | None:
    """The size of a unit in base units (元, a share of one, pieces), or None for words that are no unit we know."""
    plain = clean_unit(unit)
    for sizes in (MONEY, SHARES, MULTIPLES):
        if plain in sizes:
            return sizes[plain]
    if plain in PERIODS:
        return Decimal(1)
    if not plain or not _WHOLE.fullmatch(plain):
        return None
    head = plain.split("/")[0].split("每")[0]
    if head in MONEY:
        return MONEY[head]
    return next((size for scale, size in reversed(MULTIPLES.items()) if head.startswith(scale)), Decimal(1))


def is_money(unit: str) -> bool:
    """Whether the unit counts money (元 of any scale, not a price such as 元/亩)."""
    return clean_unit(unit) in MONEY


def base_unit(unit: str) -> str:
    """The unit without its scale: 万元 -> 元, 万人次 -> 人次, ‰ -> %."""
    plain = clean_unit(unit)
    if plain in SHARES:
        return plain if plain == "倍" else "%"
    return re.sub(rf"^(?:{_SCALES}|百|十万)(?=.)", "", plain)
