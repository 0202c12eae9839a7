"""Who reports, on what, for which year: found in the title, the forms and the first paragraphs."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.model import Form, Section
from extractors.numerals import half_width

_UNIT_END = (
    r"(?:委员会|联合会|管委会|人民政府|办公室|办事处|中心|事务所|研究院|研究所|学校|学院|大学|中学|小学|幼儿园|医院|法院"
    r"|检察院|福利院|总队|支队|大队|公司|协会|商会|学会|委|局|厅|部|办|院|会|站|所|队|馆|府|署|台|社|街道|镇|乡|场|库)"
)
_NAMED = re.compile(rf"[\u4e00-\u9fff（）()·]{{2,38}}?{_UNIT_END}")
# An office that the name of its project follows without a break: 白河县残疾人联合会残疾人康复项目.
_WITH_PROJECT = re.compile(
    r"(?P<unit>[\u4e00-\u9fff]{2,12}?[县市区旗州镇乡][\u4e00-\u9fff]{2,14}?(?:委员会|联合会|人民政府|办事处|办公室|管委会|(?<![布格结])局))"
    r"(?=[\u4e00-\u9fff“”]{2,30}(?:项目|资金|经费|工程|补助)$)"
)
_TITLE = re.compile(r"[^，。；：:]{4,50}(?:报告|总结|说明|决算|预算)(?:[(（].{1,8}[)）])?")
_DATE = re.compile(r"20\d\d年\d{1,2}月(?:\d{1,2}日)?")
_LAST = 8
# Where a title stops naming the unit and starts naming the subject.
_SUBJECT = re.compile(
    r"(?<=.)(?:20\d\d|关于|部门整体|整体支出|整体绩效|整体自评|项目支出|项目绩效|项目自评|部门决算|部门预算|单位决算|单位预算|本级决算|预算绩效"
    r"|绩效|财政支出|财政项目|区级部门|区级单位|决算|预算|专项资金|转移支付|自评)"
)
_LEAD = re.compile(r"^(?:关于|附件\d*[:：]?|20\d\d年度?|[(（]?20\d\d年度?[)）]?)+")
_TAIL = re.compile(r"(?:部门|单位|[(（](?:部门|本级|机关|汇总)[)）]|本级)+$")
_LABELLED = re.compile(
    r"(?:预算主管部门|预算单位|编制部门|编制单位|填报单位|填报部门|单位名称|部门名称|公开部门|公开单位|编报单位|报告单位|自评单位"
    r"|部门[(（]单位[)）]名称|单位)[(（]?(?:盖章|公章)?[)）]?[:：](?P<unit>[\u4e00-\u9fff（）()]{4,40})"
)
_REGION = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|特别行政区))?(?:[\u4e00-\u9fff]{2,8}?(?:自治州|地区|市|盟))?"
    r"(?:[\u4e00-\u9fff]{1,8}?(?:自治县|新区|区|县|旗|市))?"
)
# Who a local office belongs to stands before its place.
_ABOVE = re.compile(r"^(?:中国共产党|中共|国家税务总局|国家统计局|国家金融监督管理总局|中国人民银行)")
_NO_REGION = re.compile(r"(?:社|小|园|景|地|辖|学|库|灌|林|市|城|校|工业园|开发|高新)区|(?:城|都)市")
_CODE = re.compile(r"^[\[［【(（]?[0-9A-Z]{3,}[\]］】)）]?[-－—_]?")
_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_BUSINESS_YEAR = re.compile(r"(?<!\d)(20\d\d)年度")
_CHINESE_YEAR = re.compile(r"二[〇零O0]([〇零一二三四五六七八九])([〇零一二三四五六七八九])年")
_CHINESE_DIGITS = {letter: str(value) for value, letter in enumerate("〇一二三四五六七八九")} | {"零": "0"}
_MONEY_MARK = re.compile(r"单位[:：](?:人民币)?(万元|千元|亿元|元)")
_MONEY = re.compile(r"\d(万元|亿元|元)(?!/)")
_FIRST = 12
# When a report was signed says nothing of the year it is about.
_SIGNED_ON = re.compile(r"20\d\d年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?")
# Nobody in particular; an authority above the reporting office.
_NOBODY = re.compile(r"各|有关|相关|所属")
_CENTRAL = re.compile(r"国家(?!税务总局|统计局|金融监督)|中央|[一-龥]{1,6}部$")


@dataclass(frozen=True, slots=True)
class Head:
    """Head facts of a document; "" where none was found. `year`: four digits as text."""

    title: str
    unit: str
    region: str
    year: str
    money_unit: str


def read_head(title: str, sections: Sequence[Section], forms: Sequence[Form]) -> Head:
    """Gather the head; for the unit the forms come first, for the year the title does, the text comes last."""
    texts = [_dense(text) for text in _texts(sections)]
    heading = title or _first(form.name for form in forms) or _opening(sections)
    dense = _dense(heading)
    unit = _forms_unit(forms, dense) or title_unit(dense) or _first(map(_labelled, texts[:_FIRST])) or _signed(texts)
    return Head(
        title=heading,
        unit=unit,
        region=_region(unit) or _region(_LEAD.sub("", dense)),
        year=_first(_years(dense)) or _first(form.year for form in forms) or _text_year(texts),
        money_unit=_first(form.money_unit for form in forms) or _money_unit(texts),
    )


def _opening(sections: Sequence[Section]) -> str:
    """The first line that reads like a report's title, where the layout has found none; "" without one."""
    return _first(text for text in list(_texts(sections))[:_FIRST] if _TITLE.fullmatch(_dense(text)))


def _signed(texts: Sequence[str]) -> str:
    """Who signed: the short line above the date at the end; "" without one."""
    last = [text for text in texts if text][-_LAST:]
    named = (_TAIL.sub("", above) for above, date in pairwise(last) if _DATE.fullmatch(date))
    return _first(name for name in named if _NAMED.fullmatch(name))


def title_unit(title: str) -> str:
    """The unit that a title without blanks names, "" where none is plain."""
    named = _LEAD.sub("", title)
    subject = _SUBJECT.search(named)
    unit = _TAIL.sub("", named[: subject.start()]) if subject else ""
    if _NAMED.fullmatch(unit):
        return unit
    owned = _WITH_PROJECT.match(named[: subject.start()]) if subject and _REGION.match(unit) else None
    return owned["unit"] if owned else ""


def _forms_unit(forms: Sequence[Form], title: str) -> str:
    """The forms' one unit; where they name several, the title's, their one owner's, the first."""
    units = [unit for unit in _distinct(form.unit for form in forms) if not _NOBODY.match(unit)]
    if title_unit(title):
        units = [unit for unit in units if not _CENTRAL.match(unit)]
    if len(units) < 2:
        return units[0] if units else ""
    owners = _distinct(form.owner for form in forms)
    return title_unit(title) or (owners[0] if len(owners) == 1 else units[0])


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, (_CODE.sub("", name) for name in names))))


def _labelled(text: str) -> str:
    match = _LABELLED.search(text)
    unit = match["unit"] if match else ""
    return "" if re.match(r"(?:人民币)?[万亿千]?元", unit) else unit


def _region(unit: str) -> str:
    match = _REGION.match(_ABOVE.sub("", unit))
    region = match.group() if match else ""
    return "" if _NO_REGION.fullmatch(region) or len(region) < 2 else region


def _years(text: str) -> Iterator[str]:
    yield from (match[1] for pattern in (_BUSINESS_YEAR, _YEAR) for match in pattern.finditer(text))


def _text_year(texts: Sequence[str]) -> str:
    """The business year that the first paragraphs name most often, the earlier one named first on a tie."""
    named = Counter(match[1] for text in texts[:_FIRST] for match in _BUSINESS_YEAR.finditer(text))
    return named.most_common(1)[0][0] if named else _first(map(_unsigned_year, texts[:_FIRST]))


def _unsigned_year(text: str) -> str:
    return "" if _SIGNED_ON.fullmatch(text) else _first(_years(text))


def _money_unit(texts: Sequence[str]) -> str:
    """The unit that a mark names, else the one most amounts of the text are in."""
    marked = _first(match[1] for text in texts for match in _MONEY_MARK.finditer(text))
    used = Counter(match[1] for text in texts for match in _MONEY.finditer(text))
    return marked or (used.most_common(1)[0][0] if used else "")


def _texts(sections: Sequence[Section]) -> Iterator[str]:
    for section in sections:
        yield section.title
        yield from (paragraph.text for paragraph in section.paragraphs)


def _dense(text: str) -> str:
    """The text without blanks, with half-width digits and years in digits."""
    return _CHINESE_YEAR.sub(_year_in_digits, re.sub(r"\s", "", half_width(text)))


def _year_in_digits(match: re.Match[str]) -> str:
    return f"20{_CHINESE_DIGITS[match[1]]}{_CHINESE_DIGITS[match[2]]}年"


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
