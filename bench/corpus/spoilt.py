"""Files that cannot be read, and papers that are no reports: notices and blank forms."""

import re
from dataclasses import replace
from pathlib import Path

from fpdf import FPDF

from bench.corpus.canvas import FIXED_DATE
from bench.corpus.document import Box, Document, Grid, Heading, Para, Part, Title
from bench.corpus.layouts import HELD, LAYOUTS, fitted, form
from bench.corpus.look import Look
from bench.corpus.stories import story

# What a form has printed in it already; and what was filled in where no fact of it is stated.
LABELS = frozenset({"indicators.level1", "indicators.level2", "budget.label", "budget.parent"})
FILLED = re.compile(r"\d[\d.,—年月至]*\D{0,2}")
SPOILS = ("locked", "cut", "page", "empty")
NOTICES: tuple[tuple[Part, ...], ...] = (
    (
        Title("关于开展2024年度县级预算项目绩效自评工作的通知"),
        Para("各乡镇人民政府、县直各单位：", is_indented=False),
        Para("为加强预算绩效管理，提高财政资金使用效益，现就开展绩效自评工作的有关事项通知如下。"),
        Heading("一、自评范围"),
        Para("纳入当年部门预算管理的全部项目支出。"),
        Heading("二、工作要求"),
        Para("请各单位于次年3月31日前将自评材料报送县财政局，逾期不报的将予以通报。"),
        Para("云溪县财政局　　2024年12月20日", is_indented=False),
    ),
    (
        Title("青岚县农村公路养护管理办法"),
        Heading("第一章　总则"),
        Para("第一条　为规范农村公路养护管理，保障公路完好畅通，根据有关法律法规，结合本县实际，制定本办法。"),
        Para("第二条　本办法适用于本县行政区域内县道、乡道、村道的养护管理活动。"),
        Heading("第二章　养护职责"),
        Para("第三条　县交通运输主管部门负责全县农村公路养护的监督检查。"),
    ),
    (
        Title("白鹭县2024年公开招聘护林员公告"),
        Para("因工作需要，经研究，决定面向社会公开招聘护林员若干名，现将有关事项公告如下。"),
        Heading("一、招聘条件"),
        Para("年龄在50周岁以下，身体健康，能够胜任山区巡护工作。"),
        Heading("二、报名方式"),
        Para("携带本人有效证件到县林业局办公室现场报名，报名截止时间为6月15日。"),
    ),
)


def spoil(path: Path, manner: str) -> None:
    """Make a printed file unreadable: locked by a password, cut off, a page of the web by its name, or empty."""
    match manner:
        case "locked":
            pdf = FPDF()
            pdf.set_creation_date(FIXED_DATE)
            pdf.add_page()
            pdf.set_font("helvetica", size=12)
            pdf.cell(text="2024")
            pdf.set_encryption(owner_password="owner", user_password="reader")
            pdf.output(str(path))
        case "cut":
            path.write_bytes(path.read_bytes()[:700])
        case "page":
            path.write_text("<!DOCTYPE html><html><body>404 Not Found</body></html>", encoding="utf-8")
        case "empty":
            path.write_bytes(b"")


def notice(number: int) -> Document:
    return Document("notice", NOTICES[number % len(NOTICES)])


def blank_form(layout: str, seed: int) -> Document:
    """The form as it is handed out: labels, and nothing filled in."""
    known = {**LAYOUTS, **HELD}[layout]
    told = fitted(story(seed), known)
    parts = form(told, known, Look(seed))
    return Document("blank", tuple(emptied(part, (told.unit, told.owner, told.name)) for part in parts))


def emptied(part: Part, names: tuple[str, ...]) -> Part:
    """A part of the form without what was filled in; `names` are those of the unit and its project."""
    match part:
        case Grid():
            rows = tuple(tuple(blank(box, names) for box in line) for line in part.rows)
            return replace(part, rows=rows)
        case Para():
            return replace(part, text="（      年度）")
        case _:
            return part


def blank(box: Box, names: tuple[str, ...]) -> Box:
    facts = {key for key, _ in box.says}
    is_filled = FILLED.fullmatch(box.text) or any(name in box.text for name in names)
    return replace(box, text="") if is_filled or (facts and not facts & LABELS) else box
