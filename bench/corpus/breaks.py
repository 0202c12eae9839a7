"""Tables that run over pages, with their truth: rows cut by the break, rows left whole, and tables that stay apart.

A set is made twice, out of two books of words, with other sizes, paddings, margins and page formats.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, cycle
from pathlib import Path

from bench.corpus.cut_draw import Cut, Drawing, Style, place, tallest
from bench.corpus.cut_engines import Setting, cut_by, engines
from bench.corpus.cut_pens import PENS, Pen
from bench.corpus.cut_texts import (
    ALPHABET,
    FIRST,
    SECOND,
    Plan,
    Words,
    Writer,
    duties,
    flat,
    funds,
    goals,
    indicators,
    lists,
    remedies,
    tasks,
)
from bench.corpus.document import Box

Make = Callable[[Writer, int, int, int], Plan]
Key = tuple[int, int, int, int]
LETTERS = "".join(sorted(set(ALPHABET + Path(__file__).read_text(encoding="utf-8"))))
BODIES: tuple[Make, ...] = (tasks, funds, indicators, flat, remedies, duties, goals, lists)


@dataclass(frozen=True, slots=True)
class Case:
    """A printed document and the tables in it. kind: cut | whole | apart (tables that must not be joined)."""

    name: str
    kind: str
    producer: str
    data: bytes
    truth: tuple[dict[Key, str], ...]


@dataclass(frozen=True, slots=True)
class Book:
    """What tells two sets apart: words, seed, and the geometry that every style starts from."""

    words: Words
    seed: int
    style: Style
    setting: Setting


TUNED = Book(FIRST, 1, Style(), Setting())
HELD_OUT = Book(
    SECOND,
    900,
    Style(size=10.5, pitch=1.5, pad=5.5, page=(612.0, 792.0), left=72.0, wide=468.0, top=84.0, foot=90.0),
    Setting(size=10.0, pad=3.0),
)


def truth(plan: Plan) -> dict[Key, str]:
    """The cells of a plan by row, column and spans; line feeds are blanks."""
    taken: set[tuple[int, int]] = set()
    cells: dict[Key, str] = {}
    for r, row in enumerate((*plan.head, *plan.body)):
        col = 0
        for box in row:
            while (r, col) in taken:
                col += 1
            taken |= {(r + i, col + j) for i in range(box.rows) for j in range(box.cols)}
            cells[r, col, box.rows, box.cols] = "".join(box.text.split())
            col += box.cols
    return cells


def drawn(name: str, plan: Plan, style: Style, cuts: tuple[Cut, ...], pen: Pen) -> Case:
    Drawing(pen, plan.widths, style).draw(plan.head, plan.body, cuts)
    kind = "cut" if any(cut.lines for cut in cuts) else "whole"
    return Case(name, kind, pen.name, pen.data(), (truth(plan),))


HABITS: dict[str, dict[str, object]] = {
    "closed": {"border": "closed"},
    "open": {"border": "open"},
    "parts": {"border": "parts"},
    "tight": {"is_tight": True, "border": "open"},
    "part-middle": {"align": "part"},
    "whole-middle": {"align": "whole"},
    "no-head": {"repeats_head": False},
    "repeat-label": {"label": "repeat"},
    "split-label": {"label": "split", "repeats_head": False},
    "captions": {
        "caption": "项目支出绩效自评情况表",
        "between": ("项目支出绩效自评情况表（续）",),
        "running": "白鹭县自评",
    },
    "shifted": {"shift": 2.5, "repeats_head": False, "border": "open"},
    "scaled": {"scale": 0.94},
}
"""What producers do at a break, by name."""


def cut_drawn(book: Book) -> Iterator[Case]:
    """Rows cut through by hand, every habit with three bodies of text, the producers in turn."""
    pens, bodies = cycle(PENS.items()), cycle(BODIES)
    for i, (habit, changes) in enumerate(HABITS.items()):
        for k in range(3):
            (producer, make_pen), body = next(pens), next(bodies)
            plan = body(Writer(book.words, book.seed + 10 * i + k), 7, 3, (70, 110, 150)[k])
            style = replace(book.style, **changes)  # type: ignore[arg-type]  # fields by name
            cut = Cut(plan.cut, 1 + (i + k) % 3)
            yield drawn(f"{habit}-{body.__name__}-{producer}", plan, style, (cut,), make_pen(LETTERS))


def cut_thrice(book: Book) -> Iterator[Case]:
    """A row that fills a page of its own and ends on a third."""
    for (producer, make_pen), body in zip(PENS.items(), (tasks, indicators, flat), strict=False):
        border = "closed" if producer == "fpdf2" else "open"
        style = replace(book.style, page=(595.28, 420.0), foot=60.0, border=border)
        full = int((style.limit - style.top - 50) // style.line)
        plan = next(plan for plan in growing(book, body) if height(plan, style) > full + 4)
        yield drawn(f"thrice-{body.__name__}-{producer}", plan, style, (Cut(2, 2), Cut(2, 2 + full)), make_pen(LETTERS))


def growing(book: Book, body: Make) -> Iterator[Plan]:
    """The same table with an ever longer text in its third row."""
    for length in range(100, 2000, 20):
        yield body(Writer(book.words, book.seed + 77), 5, 2, length)


def height(plan: Plan, style: Style) -> int:
    """How many lines the row that is to be cut takes."""
    xs = [0.0, *accumulate(w * style.wide / sum(plan.widths) for w in plan.widths)]
    return tallest(place(plan.body, xs, style), len(plan.body))[plan.cut]


def cut_engines(book: Book) -> Iterator[Case]:
    """Rows that an engine cuts by itself."""
    for name, engine in engines().items():
        for k, body in enumerate((tasks, indicators, goals, remedies, flat)):
            plan = body(Writer(book.words, book.seed + 31 * k), 7, 4 if body is not goals else 2, 90 + 30 * k)
            # With merged cells platypus prints a repeated head in the middle of a page too.
            has_head = bool((k + len(name)) % 2) and name != "platypus"
            setting = replace(book.setting, repeats_head=has_head, is_middle=k % 3 == 1)
            yield Case(f"engine-{body.__name__}", "cut", name, cut_by(engine, plan, setting), (truth(plan),))


def whole_rows(book: Book) -> Iterator[Case]:
    """Breaks between two rows, in every habit; the row before is long as often as not."""
    pens, bodies = cycle(PENS.items()), cycle(BODIES)
    for i, (habit, changes) in enumerate(HABITS.items()):
        for k in range(2):
            (producer, make_pen), body = next(pens), next(bodies)
            plan = body(Writer(book.words, book.seed + 500 + 10 * i + k), 9, 3 + k, 60)
            style = replace(book.style, **changes)  # type: ignore[arg-type]  # fields by name
            row = 4 if body is not goals else 6
            yield drawn(f"{habit}-{body.__name__}-{producer}", plan, style, (Cut(row),), make_pen(LETTERS))


def gaps(writer: Writer) -> list[tuple[str, Plan, int]]:
    """Tables whose first row after the break is a row of its own although cells of it are blank."""
    office, thing = writer.office, writer.thing
    part = [(Box(str(i + 1)), Box(thing()), Box(writer.text(20), is_left=True), Box(writer.money())) for i in range(6)]
    part[3] = (Box(""), Box(""), Box(f"其中：{thing()}验收", is_left=True), Box("0.80"))
    note = list(part)
    note[3] = (Box(""), Box("小计"), Box(""), Box("36.20"))
    bare = list(part)
    bare[3] = (Box(""), Box(""), Box(f"{thing()}列入下年计划", is_left=True), Box(""))
    blank = list(part)
    blank[3] = (Box("4"), Box(thing()), Box(""), Box(""))
    filler = [(Box("产出指标" if not i else ""), Box(f"指标{i + 1}"), *[Box("")] * 3) for i in range(6)]
    labels = [
        (Box("数量指标" if i in (0, 5) else ""), Box(f"{thing()}次数"), Box("≥3次"), Box("3次"), Box("5"))
        for i in range(8)
    ]
    money = [
        (Box(name), *(Box(writer.money() if i < 2 else "") for _ in range(3)))
        for i, name in enumerate(("年度资金总额", "其中：财政拨款", "上年结转资金", "其他资金", "单位资金"))
    ]
    four = (8.0, 18.0, 56.0, 18.0)
    head = tuple(Box(t) for t in ("序号", "项目", "内容", "金额"))
    five = tuple(Box(t) for t in ("二级指标", "三级指标", "目标值", "完成值", "分值"))
    names = tuple(Box(t) for t in ("资金", "年初预算", "全年预算", "执行数"))
    staff = [(Box(office()), Box(f"{thing()}{i}组"), Box("")) for i in range(6)]
    trio = tuple(Box(t) for t in ("科室", "小组", "备注"))
    return [
        ("part-row", Plan(four, (head,), tuple(part), 0), 3),
        ("subtotal", Plan(four, (head,), tuple(note), 0), 3),
        ("bare-row", Plan(four, (head,), tuple(bare), 0), 3),
        ("blank-row", Plan(four, (head,), tuple(blank), 0), 3),
        ("filler", Plan((20, 20, 20, 20, 20), (five,), tuple(filler), 0), 3),
        ("label-once", Plan((20, 30, 18, 18, 14), (five,), tuple(labels), 0), 3),
        ("fund-blank", Plan((31, 23, 23, 23), (names,), tuple(money), 0), 3),
        ("staff", Plan((30, 40, 30), (trio,), tuple(staff), 0), 2),
    ]


def whole_gaps(book: Book) -> Iterator[Case]:
    """Breaks before a row with blank cells, with the head again and without."""
    pens = cycle(PENS.items())
    for i, (name, plan, row) in enumerate(gaps(Writer(book.words, book.seed + 60))):
        producer, make_pen = next(pens)
        style = replace(book.style, repeats_head=bool(i % 2), border=("closed", "open", "parts")[i % 3])
        yield drawn(f"gap-{name}-{producer}", plan, style, (Cut(row),), make_pen(LETTERS))


def apart(book: Book) -> Iterator[Case]:
    """Two tables one after the other that are two."""
    pens = cycle(PENS.items())
    same = "项目支出绩效自评表"
    settings: tuple[tuple[str, Make, tuple[str, str], dict[str, object]], ...] = (
        ("same-caption", goals, (same, same), {}),
        ("no-caption", goals, ("", ""), {}),
        ("other-caption", tasks, ("附表一：年度项目一览表", "附表二：自评情况明细表"), {}),
        ("other-title", flat, ("年度项目支出明细表", "白鹭县自评情况一览表"), {"running": "白鹭县自评"}),
        ("landscape", funds, ("年度项目支出明细", ""), {"page": (841.89, 595.28)}),
    )
    for i, (name, body, captions, changes) in enumerate(settings):
        producer, make_pen = next(pens)
        plans = [body(Writer(book.words, book.seed + 70 + 10 * i + k), 5, 0, 30) for k in range(2)]
        pen = make_pen(LETTERS)
        for k, plan in enumerate(plans):
            style = replace(book.style, caption=captions[k], **(changes if k or name != "landscape" else {}))  # type: ignore[arg-type]  # fields by name
            Drawing(pen, plan.widths, style).draw(plan.head, plan.body, ())
        yield Case(f"{name}-{producer}", "apart", producer, pen.data(), tuple(truth(plan) for plan in plans))


def cases(book: Book) -> Iterator[Case]:
    """The whole set of one book."""
    for part in (cut_drawn, cut_thrice, cut_engines, whole_rows, whole_gaps, apart):
        yield from part(book)
