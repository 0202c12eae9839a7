"""What a report lists and can be counted: indicators by level, tasks, names set out in a sentence."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checks._forms import is_bonus, is_execution, is_partly_unread, members, named_forms, rows_of
from checks._graded_forms import Spoken, grade_counts, grade_of
from checks._model import Operand, Parameters, Severity
from checks._phrases import counted, joined, quoted
from checks._text import Passage, passages, prose
from extractors.model import Claim, Form, Indicator, Number, Place, Report

LEVELS = {"一级指标": 1, "二级指标": 2, "三级指标": 3}
LEVEL = re.compile(r"[一二三]级(?:绩效)?(?:评价)?指标")
DIGITS = {word: value for value, word in enumerate("零一二三四五六七八九十")} | {"两": 2}
COUNTED = re.compile(
    r"(?P<count>\d{1,2}|[一二两三四五六七八九十])(?:个|项|类|大类|大|条|方面|部分)+(?P<what>[^，。；：（）、\d]{0,10})"
    r"(?:[（(](?:还?有|即|分别[是为]|包括|包含)?(?P<bracket>[^（）()]{3,200})[）)]"
    r"|(?:：|，?(?:分别[是为]|即)：?)(?P<colon>[^。；：]{3,200})(?=[。；]|$))"
)
# 内设办公室、规划股、医政股3个股室: the names of a unit's own offices stand before their count.
OFFICES = re.compile(
    r"(?:内设|下设|设有?|设立)(?:了|有)?(?P<names>[一-龥（）]{2,16}(?:、[一-龥（）]{2,16}){1,30})(?P<count>\d{1,2}|[二两三四五六七八九十])个"
    r"(?:职能|内设|业务)*(?:科室|股室|处室|机构|科|股|处|部门|办公室)(?=[，。；、和及]|$)"
)
# 县采茶剧团、县文化馆两家单位; 《甲》《乙》2项制度: names before the count of the kind that they are of.
KINDS = re.compile(
    r"(?P<names>[一-龥]{2,16}(?:、[一-龥]{2,16})+|《[^《》]{2,40}》(?:、?《[^《》]{2,40}》)+)(?P<count>\d{1,2}|[二两三四五六七八九十])"
    r"(?:[个项家类种所部篇册首份](?=[一-龥]?(?:单位|事业单位|机构|部门|企业|公司|乡镇|街道|社区|学校|科室|股室|处室|方面|类别|环节|领域|行业|专业|制度|办法|艺术|剧目|工种|一级|级))|(?<=\d)[个项部篇册](?=[，。；、]))"
)
# How many indicators in all: the words say that the count leaves none out, and nothing is told of only some.
IN_ALL = re.compile(
    r"(?<!其中)(?:(?:共|共计|总计|全部|设置|设定|设立|选取|合计)(?:了|有)?(?P<all>\d{1,2})(?:项|个|条)"
    r"(?:绩效|评价|具体|考核|自评)*指标(?!未|没|存在|扣|超|偏|[一-龥]{0,6}不)"
    r"|(?P<of>\d{1,2})(?:项|个|条)(?:绩效|评价|具体|考核)*指标(?:的)?(?:总)?(?:权重|分值)(?:合计|共计|之和|总和))"
)
UNCOUNTED = re.compile(r"等|，|\d|其中|含")
# The year's tasks as they were set, whatever title the form gives to their list.
ALL_TASKS = re.compile(
    r"(?:年初|年度|全年|本年度?)[^，。；]{0,6}(?:确定|设置|设定|安排|明确|分解)[^，。；]{0,3}\d+[个项条](?:年度|主要|工作|重点)*任务|年度(?:主要)?任务(?:共|有|为)"
)
# What each name of a list is given: 农机购置补贴1,120万元、耕地轮作450万元.
AMOUNT = re.compile(
    r"(?<=[一-龥）)”])\d[\d,，.]*(?:[万亿]?元|万?亩|人次?|公里|户|个|台|套|次|场)(?:[、，；]|和(?=[一-龥])|$)"
)
LONGEST = 16


class Listing(NamedTuple):
    """What a form or a sentence lists under a name: the numbers that a claim may give, and how they were counted."""

    counts: tuple[int, ...]
    names: tuple[str, ...]
    place: Place


class Enumeration(NamedTuple):
    """A count in a sentence and the names set out right behind it."""

    passage: Passage
    number: int
    printed: str
    names: tuple[str, ...]


def level_listing(form: Form, claim: Claim) -> Listing | None:
    """How many indicators of the claim's level the form lists, in the claim's scope; None if it has none there."""
    level = next((n for word, n in LEVELS.items() if word in claim.subject), 0)
    rows = scoped(form, claim.scope)
    if not level or not rows:
        return None
    plain = tuple(row for row in rows if not is_bonus(row))
    names = distinct(rows, level)
    if not names:
        return None
    counts = {len(names), len(distinct(plain, level)), len(distinct([r for r in rows if not is_execution(r)], level))}
    if not claim.scope and any(row.weight or row.score for row in form.budget):
        counts |= {count + 1 for count in counts}
    return Listing(tuple(sorted(counts)), names, rows[0].place)


def scoped(form: Form, scope: str) -> tuple[Indicator, ...]:
    """The indicators under a scope, all of them without one."""
    if not scope:
        return rows_of(form)
    return members(form, 1, scope) or members(form, 2, scope)


def distinct(rows: tuple[Indicator, ...] | list[Indicator], level: int) -> tuple[str, ...]:
    """The names of a level: every row counts at level 3, each name under its parent above."""
    if level == 3:
        return tuple(row.level3 for row in rows if row.level3)
    if level == 2:
        return tuple(dict.fromkeys(f"{row.level1}/{row.level2}" for row in rows if row.level2))
    return tuple(dict.fromkeys(row.level1 for row in rows if row.level1))


def enumerations(report: Report) -> Iterator[Enumeration]:
    """Every count with a plain list of short names in brackets or behind a colon; one with 等 claims no count."""
    for passage in passages(report):
        for found in COUNTED.finditer(passage.text):
            told = found["bracket"] or found["colon"] or ""
            told = AMOUNT.sub("、", told) if len(AMOUNT.findall(told)) > 1 else told
            names = tuple(filter(None, told.split("、")))
            if not UNCOUNTED.search(told) and len(names) > 1 and max(map(len, names)) <= LONGEST:
                yield Enumeration(passage, value(found["count"]), re.split(r"[（(：，]", found.group())[0], names)
        yield from kinds_told(passage)
        for found in OFFICES.finditer(passage.text):
            names = tuple(found["names"].split("、"))
            # A name with 和 in it may be two; one that ends in 等 stands for more.
            if not re.search(r"[和与及等]", found["names"]):
                printed = found.group()[found.start("count") - found.start() :]
                yield Enumeration(passage, value(found["count"]), printed, names)


def kinds_told(passage: Passage) -> Iterator[Enumeration]:
    """Lists of names before the count of their kind; offices have a reading of their own."""
    taken = {found.start("count") for found in OFFICES.finditer(passage.text)}
    for found in KINDS.finditer(passage.text):
        names = tuple(re.findall("《[^《》]+》", found["names"]) or found["names"].split("、"))
        is_open = names[-1].endswith("等") or (not names[0].startswith("《") and re.search(r"[和与及]", found["names"]))
        if found.start("count") not in taken and not is_open:
            printed = found.group()[found.start("count") - found.start() :]
            yield Enumeration(passage, value(found["count"]), printed, names)


def value(text: str) -> int:
    return int(text) if text.isdigit() else DIGITS[text]


def count_of(number: Number) -> int | None:
    """A count as a whole number, None where it is none."""
    return int(number.value) if number.value == number.value.to_integral_value() and not number.is_approximate else None


def forms_with_indicators(report: Report) -> list[tuple[str, Form]]:
    return [(name, form) for name, form in named_forms(report) if rows_of(form)]


class Claimed(NamedTuple):
    """A claimed count, what may be right, the names counted, and why it cannot be judged ("" if it can)."""

    subject: str
    what: str
    number: int
    fact: Operand
    listed: Operand
    counts: tuple[int, ...]
    names: tuple[str, ...]
    doubt: str
    severity: Severity = Severity.ERROR


def counts(report: Report, _: Parameters) -> Iterator[Claimed]:
    forms = forms_with_indicators(report)
    for claim in report.claims:
        if claim.kind == "count" and claim.number and "级" in claim.subject and "指标" in claim.subject:
            yield from level_count(report, claim, forms)
        elif claim.kind == "count" and claim.number and claim.subject in {"任务", "主要任务", "年度主要任务", "项任务"}:
            yield from task_count(report, claim)
    yield from map(listed_count, enumerations(report))
    yield from map(graded_count, grade_counts(report))
    yield from whole_counts(report, forms)


def level_count(report: Report, claim: Claim, forms: list[tuple[str, Form]]) -> Iterator[Claimed]:
    claimed = count_of(claim.number) if claim.number else None
    found = [(name, form, listing) for name, form in forms if (listing := level_listing(form, claim))]
    if claimed is None or not found or not claim.is_complete:
        return
    name, form, listing = next((one for one in found if claimed in one[2].counts), found[0])
    subject = "/".join(filter(None, (name, claim.scope, claim.subject, "数量")))
    yield Claimed(
        subject=subject,
        what=f"{claim.scope}{claim.subject}",
        number=claimed,
        fact=counted("claimed", claim.number) if claim.number else quoted("claimed", claim.sentence, claim.place),
        listed=quoted("listed", joined(one.rsplit("/", 1)[-1] for one in listing.names), listing.place),
        counts=listing.counts,
        names=listing.names,
        doubt=doubt(report, form, claim, len(found)) or scope_doubt(report, form, claim),
        # 共14个指标 names no level; the lowest is meant as a rule.
        severity=Severity.ERROR if re.search("[一二三]级", claim.sentence) else Severity.WARNING,
    )


def scope_doubt(report: Report, form: Form, claim: Claim) -> str:
    """Why a count may be of one category only, or the form's levels may have been read in part."""
    if any(not row.level1 for row in rows_of(form)) and any(row.level1 for row in rows_of(form)):
        return "表中有指标的上级名称未能读出"
    alike = {c.number.value for c in report.claims if c.number and (c.kind, c.subject) == (claim.kind, claim.subject)}
    is_split = not claim.scope and "一级" not in claim.subject and len(alike) > 1
    return "正文分类列举数量，所指分类不能确定" if is_split else ""


def doubt(report: Report, form: Form, claim: Claim, forms: int) -> str:
    if is_partly_unread(report, form):
        return "表格有一部分未能读出"
    if not claim.is_sure:
        return "正文所指不能确定"
    return "报告有多张绩效表，所指不能确定" if forms > 1 else ""


def task_count(report: Report, claim: Claim) -> Iterator[Claimed]:
    found = [(name, form) for name, form in named_forms(report) if form.tasks]
    claimed = count_of(claim.number) if claim.number else None
    if len(found) == 1 and claimed is not None and claim.number:
        name, form = found[0]
        names = tuple(task.name for task in form.tasks)
        fact, listed = counted("claimed", claim.number), quoted("listed", joined(names), form.tasks[0].place)
        is_titled = form.task_title in claim.sentence
        is_told = is_titled or bool(ALL_TASKS.search(claim.sentence))
        unsure = doubt(report, form, claim, 1) or ("" if is_told else "正文所指不能确定")
        severity = Severity.ERROR if is_titled else Severity.WARNING
        yield Claimed(f"{name}/任务/数量", "任务", claimed, fact, listed, (len(names),), names, unsure, severity)


def graded_count(given: Spoken) -> Claimed:
    """How many forms of the report got a grade; by the usual bands, where a form prints none, it is for information."""
    alike = [form for form in given.forms if grade_of(form) == given.grade]
    is_printed = all(form.grade and form.grade.text for form in given.forms)
    shown = joined(f"{form.project or form.name}{form.total.text}分" for form in given.forms if form.total)
    listed = quoted("listed", shown, given.forms[0].place)
    fact = quoted("claimed", given.printed, given.passage.place)
    names = tuple(form.project or form.name for form in alike)
    severity = Severity.ERROR if is_printed else Severity.WARNING
    subject = f"{given.passage.path}/{given.grade}的项目数"
    what = f"评为{given.grade}的项目"
    return Claimed(subject, what, int(given.said), fact, listed, (len(alike),), names, "", severity)


def whole_counts(report: Report, forms: list[tuple[str, Form]]) -> Iterator[Claimed]:
    """How many indicators there are in all, told without their level; the execution counts or not."""
    for passage in prose(report) if len(forms) == 1 else ():
        name, form = forms[0]
        rows, names = rows_of(form), distinct(rows_of(form), 3)
        for found in IN_ALL.finditer(passage.text):
            said = value(found["of"] or found["all"])
            right = {len(distinct(some, level)) for some in (rows, plain_rows(rows)) for level in (1, 2, 3)} - {0}
            if found["all"] and any(row.weight or row.score for row in form.budget):
                right.add(len(names) + 1)
            unsure = "表格有一部分未能读出" if is_partly_unread(report, form) else ""
            unsure = unsure or ("" if len(names) == len(rows) else "表中有指标的名称未能读出")
            fact, listed = (
                quoted("claimed", found.group(), passage.place),
                quoted("listed", joined(names), rows[0].place),
            )
            if said > max(right, default=0) // 2:
                counts, subject = tuple(sorted(right)), f"{name}/指标/数量"
                yield Claimed(subject, "绩效指标", said, fact, listed, counts, names, unsure, Severity.WARNING)


def plain_rows(rows: tuple[Indicator, ...]) -> tuple[Indicator, ...]:
    return tuple(row for row in rows if not is_execution(row) and not is_bonus(row))


def listed_count(given: Enumeration) -> Claimed:
    """A list of a sentence: 和 may join two names or stand inside one, so each adds one to what may be right."""
    fact = quoted("claimed", given.printed, given.passage.place)
    listed = quoted("listed", joined(given.names), given.passage.place)
    n = len(given.names)
    extra = sum("和" in name or "及" in name or "与" in name for name in given.names)
    right = tuple(range(n, n + extra + 1))
    subject = f"{given.passage.path}/列举"
    return Claimed(subject, given.printed, given.number, fact, listed, right, given.names, "", Severity.WARNING)
