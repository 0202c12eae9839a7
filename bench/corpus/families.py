"""Sets of reports that are checked together: what another unit, or the same unit a year before, prints too."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from bench.corpus.planting import added
from bench.corpus.projects import Project, plain
from bench.corpus.stories import COUNTIES, KINDS, story

# Goal and outcome of each voice, so that only what is planted is shared.
GOALS = (
    ("完成年度设施巡检，及时排除隐患，保障居民正常使用。", "巡检覆盖各片区，隐患随查随改，居民使用未受影响。"),
    ("推动服务站点提档升级，让群众就近享受便利。", "站点面貌改善，就近办理事项逐步增多。"),
    ("提高一线人员技能，减少人为差错。", "岗位练兵常态化，作业差错较往年减少。"),
    ("解决老旧设备带病运行问题。", "老旧设备完成替换，停运情况基本消除。"),
    ("健全长效机制，形成齐抓共管格局。", "责任清单已经建立，部门协同更加顺畅。"),
    ("增强公众参与，拓宽意见反馈渠道。", "热线和信箱同步开通，意见均有回音。"),
    ("夯实基础数据，支撑科学决策。", "底数台账建成并投入使用。"),
    ("规范资金使用，提升投入产出水平。", "支付流程精简，资金效益有所提高。"),
)
SHARED = (
    "在推进过程中，我们坚持问题导向，聘请三家专业机构驻场服务，采取分片包干、错峰施工的办法，将对居民生活的影响降到最低。",
    "针对汛期集中抢修的特点，组建应急小分队并配备发电车和抽水泵，实行二十四小时轮班值守，受到沿线村民的一致好评。",
    "为摸清底数，工作专班逐户走访登记，绘制了点位分布图，据此把有限的资金优先投向最急需的三个偏远村落。",
)
REUSED = (
    "全年累计出动巡查车辆1286台次，排查隐患437处，当场整改389处，其余48处限期整改完毕，群众来电投诉同比减少。",
    "先后召开现场推进会9次，印发通报14期，约谈进度滞后的施工单位6家，督促其补充施工力量并调整作业计划。",
    "联合属地派出所开展夜间巡护57次，劝离违规取水车辆212台，更换被盗井盖83个，守住了安全运行的底线。",
)
TEMPLATE = "本次绩效自评按照财政部门统一部署开展，成立自评工作组，对照绩效目标逐项核查，形成自评结论并对真实性负责。"
SIZE = 6


@dataclass(frozen=True, slots=True)
class Member:
    """A report of a set: code "" = nothing is to be said of it; `partner`: the member that may carry the row too."""

    story: Project
    code: str = ""
    partner: int | None = None


def members(number: int, *, is_planted: bool) -> Iterator[Member]:
    """Six reports: two years of one unit, two units, two years of another unit, in six voices."""
    draw = Random(f"family {number} {is_planted}")
    counties, voices = draw.sample(COUNTIES, 4), draw.sample(range(8), SIZE)
    kinds = draw.sample(range(len(KINDS)), 4)
    base = number * 31 + is_planted * 7

    def told(seat: int, unit: int, year: int) -> Project:
        bureau, work, _ = KINDS[kinds[unit]]
        known = story(base * 10 + seat)
        name = counties[unit] + bureau
        return replace(
            known, name=work, unit=name, owner=name, year=str(year), voice=voices[seat], goal=GOALS[voices[seat]]
        )

    year = 2021 + number % 3
    first, second = told(0, 0, year), told(1, 0, year + 1)
    third, fourth = told(2, 1, year), told(3, 2, year + number % 2)
    fifth, sixth = told(4, 3, year), told(5, 3, year + 1)
    pair = (reused if is_planted else renewed)(first, second, draw)
    yield Member(pair[0])
    yield Member(pair[1], "TEXT005")
    pair = (shared if is_planted else templated)(third, fourth, draw)
    yield Member(pair[0], "", 3)
    yield Member(pair[1], "TEXT004", 2)
    if not is_planted:
        fifth = added(fifth, "closing", TEMPLATE)
        sixth = added(sixth, "closing", TEMPLATE)
    yield Member(fifth)
    yield Member((misquoted if is_planted else quoted)(fifth, sixth, draw), "XREF009")


def shared(one: Project, other: Project, draw: Random) -> tuple[Project, Project]:
    text = draw.choice(SHARED)
    return added(one, "extra", text), added(other, "extra", text)


def templated(one: Project, other: Project, _: Random) -> tuple[Project, Project]:
    """What every report prints."""
    return added(one, "closing", TEMPLATE), added(other, "closing", TEMPLATE)


def reused(before: Project, now: Project, draw: Random) -> tuple[Project, Project]:
    text = draw.choice(REUSED)
    return added(before, "extra", text), added(now, "extra", text)


def renewed(before: Project, now: Project, draw: Random) -> tuple[Project, Project]:
    """The same words with the new year's figures."""
    said = "全年累计出动巡查车辆{}台次，排查隐患{}处，均已整改完毕，群众来电投诉同比减少。"
    texts = [said.format(draw.randint(900, 1500), draw.randint(200, 700)) for _ in range(2)]
    return added(added(before, "extra", texts[0]), "closing", TEMPLATE), added(
        added(now, "extra", texts[1]), "closing", TEMPLATE
    )


def misquoted(before: Project, now: Project, draw: Random) -> Project:
    whole = before.funds[0]
    off = Decimal(draw.choice(("12.5", "-8.3", "20")))
    said = draw.choice(
        (
            f"{{last}}年全年执行数{plain(whole.executed + off)}万元。",
            f"上年全年执行数{plain(whole.executed + off)}万元，上年全年预算数{plain(whole.annual)}万元。",
            f"{{last}}年项目全年预算数{plain(whole.annual + off)}万元。",
        )
    )
    return added(now, "spending", said)


def quoted(before: Project, now: Project, draw: Random) -> Project:
    whole = before.funds[0]
    said = draw.choice(
        (
            f"{{last}}年全年执行数{plain(whole.executed)}万元。",
            f"按调整后的口径，上年全年执行数为{plain(whole.executed - 5)}万元。",
        )
    )
    return added(now, "spending", said)
