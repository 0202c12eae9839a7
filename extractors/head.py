"""Who reports, on what, for which year: found in the title, the forms and the first paragraphs."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.model import Form, Section

YEAR = re.compile(r"(20\d\d)年")
UNIT_END = (
    r"(?:委员会|人民政府|办公室|办事处|管理局|服务中心|中心|事务所|研究院|研究所|学校|医院|法院|检察院|"
    r"图书馆|文化馆|博物馆|福利院|委|局|厅|部|办|院|会|站|所|队|馆|政府)"
)
TITLE_UNIT = re.compile(
    rf"^(?:关于)?(?:20\d\d年度?)?(?P<unit>[\u4e00-\u9fff（）()]{{2,30}}?{UNIT_END})(?:部门|本级|机关)*(?=20\d\d|的?\S*绩效|关于|整体|项目|年度|部门|单位|决算|预算)"
)
REGION = re.compile(
    r"^(?P<region>(?:[\u4e00-\u9fff]{2,8}?(?:省|自治区|特别行政区))?(?:[\u4e00-\u9fff]{2,8}?(?:自治州|地区|市|盟))?"
    r"(?:[\u4e00-\u9fff]{1,8}?(?:自治县|新区|区|县|旗|市))?)"
)
CODE = re.compile(r"^[\[［]?[0-9A-Z]{3,}[\]］]?[-－—_]?")
FIRST_PARAGRAPHS = 12


@dataclass(frozen=True, slots=True)
class Head:
    """Head facts of a document; "" where none was found. `year`: four digits as text."""

    title: str
    unit: str
    region: str
    year: str
    money_unit: str


def read_head(title: str, sections: Sequence[Section], forms: Sequence[Form]) -> Head:
    """Gather the head; the form's own fields come before the title, the title before the text."""
    opening = [p.text for section in sections[:3] for p in section.paragraphs][:FIRST_PARAGRAPHS]
    heading = title or next((form.name for form in forms if form.name), "")
    unit = first(CODE.sub("", form.unit) for form in forms) or title_unit(heading)
    year = first(match.group(1) for match in YEAR.finditer(heading)) or first(form.year for form in forms)
    year = year or first(match.group(1) for text in opening for match in YEAR.finditer(text))
    region = REGION.match(unit) or REGION.match(re.sub(r"^20\d\d年度?", "", heading))
    return Head(
        title=heading,
        unit=unit,
        region=region["region"] if region else "",
        year=year,
        money_unit=first(form.money_unit for form in forms),
    )


def title_unit(title: str) -> str:
    """The unit that a title names, "" where none is plain."""
    match = TITLE_UNIT.match(title)
    return match["unit"] if match else ""


def first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
