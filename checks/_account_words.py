"""What the prose of a budget or of final accounts says a figure is: of which money, which subject, on which basis.

Only words that are known to the last character name a subject; whatever is left over makes the figure nobody's.
"""

import re
from typing import NamedTuple

from checks._account_facts import INCOME, OUTLAY, PARTS, TRIPS, fund_of, plain, short, trip_item

FRONT = re.compile(
    r"^(?:[，、。；：“”\"（]|其中[：，]?|（?[一二三四五六七八九十]{1,3}[）、]|（?\d{1,2}[）、]|\d{1,2}[.．](?!\d)"
    r"|[一二三四五六七八九十]是(?=[\u4e00-\u9fff]{3})|(?:主要)?(?:用于|包括)[：，]?|本年度|(?:本年|当年)(?!收入|支出|拨款)|全年|总体"
    r"|[我本](?:部门|单位|局|委|办|院|校|中心|街道|镇|乡|区|县|市|处|所|馆|队|站|会)|(?:部门|单位)(?=收|支|一般|财政|政府性|基本|项目|预算|决算))+"
)
BEFORE_YEAR = re.compile(r"^[\u4e00-\u9fff（）]{3,30}?(?=20\d\d年)")
YEAR = re.compile(r"^(?P<year>20\d\d)年度?")
BACK = re.compile(r"(?:为|是|均|各|共计?|达到?|总额|金额|数额|数|安排|情况|：|“|”|科目)+$")
BASES = (
    ("initial", re.compile(r"年初预算(?:安排|批复)?")),
    ("executed", re.compile(r"决算|实际(?=支出)|(?:预计|预算)?执行")),
    ("annual", re.compile(r"(?:全年|调整后?)?预算|当年(?=拨款)")),
)
LEVEL = re.compile(r"（\d*(?:类|款|项)\d*）")
CODES = re.compile(r"^[\d\-—–、/]+")
DASHED = re.compile(r"^“?([^“”，]+?)(?:”|(?=科目))(.*)$")
SOURCES = frozenset(
    {"事业收入", "经营收入", "事业单位经营收入", "其他收入", "上级补助收入", "附属单位上缴收入", "单位资金收入"}
)
BOTH = re.compile(r"^(?:本年)?(?:收入支出|收、?支|收入、支出)(?P<sum>总计|总额|合计|总|)$")
SIDE = re.compile(
    r"^(?P<year>本年|当年)?(?P<side>收入|支出|拨款支出|拨款收入|拨款|)(?P<sum>总计|合计|总额|总|)$|^总(?P<total>收入|支出)$"
)
PLAIN_OUTLAY = frozenset({"", "支出", "拨款", "拨款支出"})
TRIP = re.compile(
    r"^(?:公务接待费|因公出国（境）(?:费用?|经费)|公务用?车用?(?:购置[及和](?:运行|运行维护)费|购置费?|运行费?|运行维护费?)|机关运行经费)(?:支出|经费)?$"
)


class Meaning(NamedTuple):
    """What a figure is; "" and () where the words leave it open. `year` as told, `is_grand` None for either total."""

    fund: str = ""
    axis: str = ""
    row: tuple[str, ...] = ()
    part: str = ""
    basis: str = ""
    is_grand: bool | None = None
    year: str = ""


def meaning(words: str, names: frozenset[str], unit: str) -> Meaning | None:
    """The meaning of the words before a figure; `names`: the short names of the classes that the tables print."""
    year, words = split_year(words, unit)
    path = path_of(words)
    if path:
        return outlay_of(path[0], path[1], year)
    fund, rest = fund_of(words)
    basis, core = basis_of(rest)
    core = re.sub(r"[“”\"]", "", core)
    found = trips(core) or money(core, fund) or (None if fund else subject(core, names))
    # 共接待5批次，支出3万元 is no statement on all outlay: a total of no named money needs a word that makes it one.
    if found is None or (is_bare(core) and not (fund or basis or year)):
        return None
    return found._replace(fund=found.fund or fund, basis=basis, year=year)


def is_bare(core: str) -> bool:
    return core in {"支出", "收入"}


def outlay_of(row: tuple[str, ...], words: str, year: str = "") -> Meaning | None:
    """The outlay on a subject where the words name nothing but a year, a budget or a spending: 支出决算为."""
    told, words = split_year(words, "")
    fund, rest = fund_of(words)
    basis, left = basis_of(rest)
    return Meaning(fund, OUTLAY, row, "", basis, None, told or year) if left in PLAIN_OUTLAY else None


def split_year(words: str, unit: str) -> tuple[str, str]:
    """The year that the words begin with, and the words without it, without the unit's name and without connectives."""
    year = ""
    while True:
        before, words = words, FRONT.sub("", words)
        if len(unit) > 3:
            words = words.removeprefix(unit)
        named = BEFORE_YEAR.match(words)
        if named and is_own(named.group(), unit):
            words = words[named.end() :]
        if told := YEAR.match(words):
            year, words = told["year"], words[told.end() :]
        if words == before:
            return year, words


def is_own(name: str, unit: str) -> bool:
    """Whether a name is the report's own unit, whole or shortened; that of another unit makes the figure another's."""
    return bool(unit) and (name in unit or unit in name or (name[-2:] == unit[-2:] and set(name) <= set(unit)))


def basis_of(words: str) -> tuple[str, str]:
    """The basis that the words name and the words without it."""
    words = BACK.sub("", words)
    for name, pattern in BASES:
        if found := pattern.search(words):
            return name, BACK.sub("", words[: found.start()] + words[found.end() :])
    return "", words


def path_of(words: str) -> tuple[tuple[str, ...], str] | None:
    """A path of functional classes, 类（类）款（款）项（项） or “类-款-项”, and what stands behind it."""
    if LEVEL.search(words):
        *pieces, rest = LEVEL.split(words)
        row = tuple(plain(CODES.sub("", piece.lstrip('“"'))) for piece in pieces)
        return (row, rest.lstrip('”"')) if all(row) and len(row) < 4 else None
    if quoted := DASHED.match(words):
        row = tuple(plain(CODES.sub("", piece)) for piece in re.split(r"[-—–]+", quoted[1]))
        return (row, quoted[2]) if len(row) in {2, 3} and all(row) else None
    return None


def trips(core: str) -> Meaning | None:
    """Travel, cars and receptions, and the running costs of offices."""
    if re.fullmatch(r"三公经费(?:合计|总计|总|支出)*", core):
        return Meaning(TRIPS, "", (), "“三公”经费")
    item = trip_item(core.removesuffix("支出").removesuffix("用")) if TRIP.match(core) else ""
    return Meaning(TRIPS, "", (), item) if item else None


def money(core: str, fund: str) -> Meaning | None:
    """A total of income or outlay, or one of the parts of outlay."""
    for name, words in PARTS:
        if core and words.sub("", core, count=1) == "":
            return Meaning(fund, OUTLAY, (), name)
    if core in SOURCES and not fund:
        return Meaning("", INCOME, (), core)
    if both := BOTH.match(core):
        return Meaning(fund, "", (), "", "", True if both["sum"] else None)
    side = SIDE.match(core)
    if side is None or (not fund and not re.search(r"收入|支出", core)):
        return None
    is_grand = True if side["sum"] == "总计" else False if side["year"] else None
    return Meaning(fund, INCOME if "收入" in core else OUTLAY, (), "", "", is_grand)


def subject(core: str, names: frozenset[str]) -> Meaning | None:
    """A class of outlay that the tables print under this very name; 住房公积金 alone may be an economic class."""
    name = plain(core)
    return Meaning("", OUTLAY, (name,)) if name.endswith("支出") and short(name) in names else None
