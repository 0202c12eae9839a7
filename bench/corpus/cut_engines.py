"""Engines that break tables by their own rules: typst, WeasyPrint and reportlab's platypus.

A spacer above the table is lengthened until the row that is to be cut stands on two pages.
"""

import html
import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from itertools import pairwise

import pypdfium2 as pdfium
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

from bench.corpus.cut_pens import font_folder
from bench.corpus.cut_texts import ALPHABET, Plan
from bench.corpus.document import Box

POINTS = 475.0
LEAD = 40.0
LIMIT = 782.0


@dataclass(frozen=True, slots=True)
class Setting:
    """Type size and padding in points, whether the head comes again, whether short cells stand in the middle."""

    size: float = 9.0
    pad: float = 4.0
    repeats_head: bool = True
    is_middle: bool = False


Engine = Callable[[Plan, Setting, float], bytes]


def engines() -> dict[str, Engine]:
    """The engines that are installed."""
    found: dict[str, Engine] = {"platypus": platypus}
    if find_spec("typst"):
        found["typst"] = typst
    if find_spec("weasyprint"):
        found["weasyprint"] = weasyprint
    return found


def cut_by(engine: Engine, plan: Plan, setting: Setting) -> bytes:
    """A print in which the wanted row stands on two pages. Raises ValueError where none is found."""
    text = re.sub(r"\s", "", max((box.text for box in plan.body[plan.cut]), key=len))
    top, bottom = span_of(engine(plan, setting, LEAD), text)
    lead = LEAD + LIMIT - (top + bottom) / 2
    for nudge in (0, -14, 14, -28, 28, -42, 42):
        data = engine(plan, setting, lead + nudge)
        if any(is_parted(text, a, b) for a, b in pairwise(page_texts(data))):
            return data
    raise ValueError("no print cuts the row")


def is_parted(text: str, above: str, below: str) -> bool:
    """Whether a text begins on one page and ends on the next."""
    return any(text[:k] in above and text[k:] in below for k in range(4, len(text) - 3))


def span_of(data: bytes, text: str) -> tuple[float, float]:
    """Where a text begins and ends on the first page: points from the top of an A4 page."""
    document = pdfium.PdfDocument(data)
    page = document[0].get_textpage()
    marks = [(mark, i) for i, mark in enumerate(page.get_text_range()) if not mark.isspace()]
    start = "".join(mark for mark, _ in marks).find(text)
    found = [marks[start][1], marks[start + len(text) - 1][1]] if start >= 0 else []
    tops = [A4[1] - page.get_charbox(i)[1] for i in found] or [LIMIT, LIMIT]
    document.close()
    return tops[0], tops[1]


def page_texts(data: bytes) -> list[str]:
    """The text of every page, blanks taken out."""
    document = pdfium.PdfDocument(data)
    texts = [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]
    document.close()
    return texts


def typst(plan: Plan, setting: Setting, lead: float) -> bytes:
    compiler = import_module("typst")
    cells = [[typst_cell(box, setting) for box in row] for row in (*plan.head, *plan.body)]
    head = "".join(cell for row in cells[: len(plan.head)] for cell in row)
    body = "\n".join("".join(row) for row in cells[len(plan.head) :])
    columns = ", ".join(f"{w}fr" for w in plan.widths)
    upright = "horizon" if setting.is_middle else "top"
    source = (
        f'#set page(width: 595pt, height: 842pt, margin: 60pt)\n#set text(font: "Noto Sans CJK SC", lang: "zh",'
        f" size: {setting.size}pt)\n#v({lead}pt)\n"
        f"#table(columns: ({columns}), inset: {setting.pad}pt, align: center + {upright},\n"
        f"table.header(repeat: {str(setting.repeats_head).lower()}, {head}),\n{body})\n"
    )
    folder = font_folder(ALPHABET)
    (folder / "table.typ").write_text(source, encoding="utf-8")
    return bytes(compiler.compile(str(folder / "table.typ"), font_paths=[str(folder)], ignore_system_fonts=True))


def typst_cell(box: Box, setting: Setting) -> str:
    text = re.sub(r"([#*_`$@<>~\\\[\]=+\-/])", r"\\\1", box.text).replace("\n", " \\ ")
    align = f", align: left + {'horizon' if setting.is_middle else 'top'}" if box.is_left else ""
    return f"table.cell(rowspan: {box.rows}, colspan: {box.cols}{align})[{text}], "


def weasyprint(plan: Plan, setting: Setting, lead: float) -> bytes:
    engine = import_module("weasyprint")
    folder = font_folder(ALPHABET)
    columns = "".join(f"<col style='width:{100 * w / sum(plan.widths):.3f}%'>" for w in plan.widths)
    head = "".join(f"<tr>{''.join(map(html_cell, row))}</tr>" for row in plan.head)
    body = "".join(f"<tr>{''.join(map(html_cell, row))}</tr>" for row in plan.body)
    group = "table-header-group" if setting.repeats_head else "table-row-group"
    style = (
        f"@font-face{{font-family:cjk;src:url('{(folder / 'cjk.ttf').as_uri()}')}}@page{{size:A4;margin:60pt}}"
        f"body{{font:{setting.size}pt/1.4 cjk;margin:0}}thead{{display:{group}}}"
        f"table{{border-collapse:collapse;width:{POINTS}pt;table-layout:fixed;margin-top:{lead}pt}}"
        f"td{{border:.5pt solid;padding:{setting.pad}pt;text-align:center;vertical-align:"
        f"{'middle' if setting.is_middle else 'top'};white-space:pre-line;orphans:1;widows:1}}"
        "td.left{text-align:left}"
    )
    page = (
        f"<style>{style}</style><table><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>"
    )
    return bytes(engine.HTML(string=page).write_pdf())


def html_cell(box: Box) -> str:
    left = " class=left" if box.is_left else ""
    return f"<td rowspan={box.rows} colspan={box.cols}{left}>{html.escape(box.text)}</td>"


def platypus(plan: Plan, setting: Setting, lead: float) -> bytes:
    registerFont(UnicodeCIDFont("STSong-Light"))
    rows = [*plan.head, *plan.body]
    values: list[list[object]] = [[""] * len(plan.widths) for _ in rows]
    look: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, black),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if setting.is_middle else "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), setting.pad),
        ("RIGHTPADDING", (0, 0), (-1, -1), setting.pad),
        ("TOPPADDING", (0, 0), (-1, -1), setting.pad),
        ("BOTTOMPADDING", (0, 0), (-1, -1), setting.pad),
    ]
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        col = 0
        for box in row:
            while (r, col) in taken:
                col += 1
            taken |= {(r + i, col + j) for i in range(box.rows) for j in range(box.cols)}
            values[r][col] = flowing(box, setting)
            if box.rows > 1 or box.cols > 1:
                look.append(("SPAN", (col, r), (col + box.cols - 1, r + box.rows - 1)))
            col += box.cols
    sink = io.BytesIO()
    widths = [w * POINTS / sum(plan.widths) for w in plan.widths]
    repeat = len(plan.head) if setting.repeats_head else 0
    table = Table(values, widths, style=look, repeatRows=repeat, splitByRow=1, splitInRow=1)
    SimpleDocTemplate(sink, pagesize=A4, invariant=1, topMargin=60, bottomMargin=60).build([Spacer(1, lead), table])
    return sink.getvalue()


def flowing(box: Box, setting: Setting) -> Paragraph:
    style = ParagraphStyle(
        "cell",
        fontName="STSong-Light",
        fontSize=setting.size,
        leading=setting.size * 1.4,
        wordWrap="CJK",
        alignment=0 if box.is_left else 1,
    )
    return Paragraph(html.escape(box.text).replace("\n", "<br/>"), style)
