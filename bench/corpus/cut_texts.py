"""Invented rows for tables that a page break cuts: indicators, tasks, funds, rectifications, duties.

Two books of words, so that a second set shares none of its contents with the first.
"""

from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.corpus.document import Box

Line = tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a set is written in: names of things, clauses that follow one another, offices, causes."""

    things: tuple[str, ...]
    clauses: tuple[str, ...]
    ends: tuple[str, ...]
    offices: tuple[str, ...]


FIRST = Words(
    things=("河道清淤", "苗圃管护", "社区书屋", "农机检修", "桥梁巡查", "水质监测", "防汛物资", "村道硬化", "路灯改造"),
    clauses=(
        "按照年初制定的实施方案逐月推进",
        "受汛期降雨偏多影响部分标段推迟开工",
        "联合三个街道开展现场核查并建立台账",
        "完成设备采购合同签订（合同金额12.6万元）",
        "对照清单逐项销号且结果在公示栏公开",
        "组织专业技术人员培训4期共计216人次",
        "经第三方机构抽检合格率达到98.5%",
        "资金支付严格执行国库集中支付制度",
        "沿线群众反映的积水和照明问题得到解决",
        "与上年同期相比巡查频次增加了30次",
    ),
    ends=("下一步将加强进度管理。", "总体达到预期。", "剩余工作转入次年完成。", "成效较为明显。"),
    offices=("水务科", "园林科", "综合办", "农业站", "市政所"),
)
SECOND = Words(
    things=(
        "食堂改建",
        "图书流转",
        "疫苗冷链",
        "档案数字化",
        "校车运营",
        "消防演练",
        "慢病随访",
        "古树复壮",
        "矿井排查",
    ),
    clauses=(
        "年内共受理申请1,284件并在承诺时限内办结",
        "因供货方延期交付而调整了安装顺序",
        "由专班统筹、分片包干、每周通报一次",
        "新购置移动终端46台（套）投入基层使用",
        "邀请受益对象代表参加验收并签字确认",
        "项目结余资金已按规定上缴财政",
        "问卷回收率为91.2%其中满意和基本满意占多数",
        "重点环节留存影像资料以备查验",
        "较原计划提前18天实现联网运行",
        "对发现的隐患下达整改通知书并限期复查",
    ),
    ends=("各项要求基本落实。", "后续按季度跟踪。", "相关制度已印发执行。", "未发生责任事故。"),
    offices=("后勤处", "信息中心", "疾控股", "档案馆", "安监队"),
)


ALPHABET = "".join(sorted(set(Path(__file__).read_text(encoding="utf-8"))))
"""Every character that a plan may hold, for one font that serves all: they all stand in this file."""


class Writer:
    """Writes texts of a wanted length out of a book of words, the same for the same seed."""

    def __init__(self, words: Words, seed: int) -> None:
        self.words = words
        self.dice = Random(seed)

    def text(self, length: int) -> str:
        """A sentence or more of about that many characters, closed by a full stop."""
        text = ""
        while len(text) < length:
            for clause in self.dice.sample(self.words.clauses, len(self.words.clauses)):
                text += clause + self.dice.choice("，，，；") if len(text) < length else ""
        return text[:-1] + "，" + self.dice.choice(self.words.ends)

    def list(self, items: int, length: int) -> str:
        """A numbered list, each item a paragraph."""
        return "\n".join(f"{i + 1}.{self.text(length)}" for i in range(items))

    def thing(self) -> str:
        return self.dice.choice(self.words.things)

    def office(self) -> str:
        return self.dice.choice(self.words.offices)

    def money(self) -> str:
        return f"{self.dice.randint(120, 99999) / 100:.2f}"

    def percent(self) -> str:
        return f"{self.dice.randint(8000, 10000) / 100:.2f}%"


@dataclass(frozen=True, slots=True)
class Plan:
    """A table to be printed: shares of its columns, head rows, body rows, and the row that is to be cut."""

    widths: tuple[float, ...]
    head: tuple[Line, ...]
    body: tuple[Line, ...]
    cut: int


def heads(*texts: str) -> tuple[Line, ...]:
    return (tuple(Box(text) for text in texts),)


def tasks(writer: Writer, rows: int, cut: int, length: int) -> Plan:
    """Serial numbers, names, a long content, an amount and a short result."""
    body = []
    for i in range(rows):
        long = writer.text(length if i == cut else 24)
        body.append(
            (Box(str(i + 1)), Box(writer.thing()), Box(long, is_left=True), Box(writer.money()), Box(writer.text(6)))
        )
    return Plan(
        (6, 14, 44, 14, 22), heads("序号", "任务名称", "主要内容", "预算（万元）", "完成情况"), tuple(body), cut
    )


def funds(writer: Writer, rows: int, cut: int, length: int) -> Plan:
    """Amounts with a note that most rows leave blank."""
    body = []
    for i in range(rows):
        note = writer.text(length) if i == cut else ("" if i % 3 else "按进度支付")
        figures = [Box(writer.money()) for _ in range(3)]
        body.append((Box(str(i + 1)), Box(f"{writer.thing()}经费"), *figures, Box(writer.percent()), Box(note)))
    texts = ("序号", "项目", "年初预算", "全年预算", "执行数", "执行率", "备注")
    return Plan((6, 16, 13, 13, 13, 11, 28), heads(*texts), tuple(body), cut)


def indicators(writer: Writer, rows: int, cut: int, length: int) -> Plan:
    """Level labels merged over their rows; every row has a target, an actual, a weight and a score."""
    body: list[Line] = []
    half = rows // 2
    for i in range(rows):
        labels = (
            [Box("产出指标" if i == 0 else "效益指标", rows=half if i == 0 else rows - half)] if i in (0, half) else []
        )
        if i in (0, half):
            labels.append(Box("数量指标" if i == 0 else "社会效益", rows=half if i == 0 else rows - half))
        reason = writer.text(length) if i == cut else ("" if i % 2 else writer.text(8))
        values = [
            Box(f"≥{writer.dice.randint(80, 99)}%"),
            Box(writer.percent()),
            Box("10"),
            Box(writer.dice.choice(("9", "9.5", "10"))),
        ]
        body.append((*labels, Box(f"{writer.thing()}完成率"), *values, Box(reason)))
    texts = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    return Plan((9, 10, 16, 11, 11, 7, 7, 29), heads(*texts), tuple(body), cut)


def flat(writer: Writer, rows: int, cut: int, length: int) -> Plan:
    """Indicators whose labels stand in every row."""
    body = []
    for i in range(rows):
        reason = writer.text(length) if i == cut else "无"
        figures = (Box(f"≥{writer.dice.randint(2, 99)}个"), Box(f"{writer.dice.randint(2, 99)}个"), Box("5"), Box("5"))
        body.append((Box("产出指标"), Box(f"{writer.thing()}数量"), *figures, Box(reason, is_left=True)))
    texts = ("指标类别", "指标名称", "指标值", "完成值", "权重", "得分", "说明")
    return Plan((12, 18, 10, 10, 8, 8, 34), heads(*texts), tuple(body), cut)


def remedies(writer: Writer, rows: int, cut: int, length: int) -> Plan:
    """Two long columns that both go on, under a serial number."""
    body = []
    for i in range(rows):
        far = length if i == cut else 20
        body.append(
            (
                Box(str(i + 1)),
                Box(writer.text(far), is_left=True),
                Box(writer.text(far), is_left=True),
                Box(writer.office()),
            )
        )
    return Plan((6, 40, 40, 14), heads("序号", "存在问题", "整改措施", "责任单位"), tuple(body), cut)


def duties(writer: Writer, rows: int, cut: int, length: int) -> Plan:
    """No figures at all: an office, what it has to do and what it did, all of them long."""
    body = []
    for i in range(rows):
        far = length if i == cut else 22
        body.append(
            (Box(writer.office()), Box(writer.text(far), is_left=True), Box(writer.text(far - 4), is_left=True))
        )
    return Plan((14, 43, 43), heads("科室", "主要职责", "履职情况"), tuple(body), cut)


def goals(writer: Writer, rows: int, cut: int, length: int) -> Plan:
    """A form: its head, then the goal and its result side by side, the cut falling into them, then indicators."""
    texts = ("三级指标", "年度指标值", "实际完成值", "分值", "得分")
    body: list[Line] = [
        (Box("预算单位"), Box(f"{writer.thing()}中心", 2), Box("填报人"), Box(writer.office(), 2)),
        (Box("年度总体目标", rows=2), Box("预期目标", 2), Box("实际完成情况", 3)),
        (Box(writer.text(length), 2, is_left=True), Box(writer.text(length), 3, is_left=True)),
        (Box("绩效指标", rows=rows + 1), *(Box(text) for text in texts)),
    ]
    for _ in range(rows):
        figures = (Box(f"≥{writer.dice.randint(80, 99)}%"), Box(writer.percent()), Box("10"), Box("10"))
        body.append((Box(f"{writer.thing()}覆盖率"), *figures))
    head = ((Box("项目名称"), Box(f"{writer.thing()}项目", 5)),)
    return Plan((14, 26, 18, 18, 12, 12), head, tuple(body), 2)


def lists(writer: Writer, rows: int, cut: int, length: int) -> Plan:
    """A numbered list of paragraphs inside one cell."""
    body = []
    for i in range(rows):
        long = writer.list(max(2, length // 30), 18) if i == cut else writer.text(16)
        body.append((Box(str(i + 1)), Box(writer.thing()), Box(long, is_left=True), Box(writer.money())))
    return Plan((8, 18, 56, 18), heads("序号", "项目", "实施内容", "金额（万元）"), tuple(body), cut)
