"""The corpus: every layout by every producer, two to six forms in a document, all drawn from a seed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

from bench.corpus.canvas import PRODUCERS
from bench.corpus.document import Break, Document, Heading, Para, Part
from bench.corpus.layouts import HELD, LAYOUTS, Layout, fitted, form, narrative
from bench.corpus.look import Look
from bench.corpus.printing import print_document
from bench.corpus.projects import Project, Row, project, retotal, rounded
from bench.corpus.truth import truth

REASONS = (
    "部分点位因连续降雨推迟施工，已于次年一月补齐，今后将提前安排工期。",
    "受场地移交较晚影响，任务未能全部完成；下一步加强与属地的衔接，按月调度。",
    "培训名额调整",
)
QUALITIES = (
    ("健全", "健全"),
    ("有所提升", "有所提升"),
    ("长期", "达成预期指标"),
    ("优", "优"),
    ("持续改善，建立长效管护机制并落实到人", "已建立长效管护机制，管护责任落实到村、到人"),
    ("完善", "基本达成预期目标"),
)
# Other names for the indicators of a project, some of them long, numbered or with brackets.
THEMES: tuple[dict[str, str], ...] = (
    {},
    {
        "完成维护点位数量": "指标1：完成农村饮水管网及附属设施维护的点位数量",
        "组织现场检查次数": "指标2：组织现场检查（含夜间抽查）次数",
        "工程验收合格率": "指标1：单位工程验收合格率",
        "任务按期完成率": "指标1：当年11月底前任务完成率",
        "受益群众人数": "指标1：直接受益的农村人口数",
    },
    {
        "完成维护点位数量": "改造校舍（栋）",
        "培训管护人员人数": "“双减”政策及安全管理培训人数",
        "设备完好率": "实验室、食堂等重点场所设备完好率",
        "单位维护成本": "每平方米改造成本",
        "投诉办结率": "12345热线投诉办结率",
        "长效管护机制健全性": "对教育事业发展的持续影响程度",
    },
    {
        "完成维护点位数量": "1.服务站点数",
        "组织现场检查次数": "2.开展巡诊次数",
        "培训管护人员人数": "3.培训基层医务人员",
        "受益群众人数": "基本公共卫生服务项目覆盖65岁及以上老年人人数",
        "长效管护机制健全性": "基层卫生服务体系",
    },
)


@dataclass(frozen=True, slots=True)
class Book:
    """A document of the corpus with what is true of it."""

    layout: str
    producer: str
    document: Document
    label: str = ""

    @property
    def is_held_out(self) -> bool:
        return self.layout in HELD

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.label or f"{self.layout}-{self.producer}"

    @property
    def truth(self) -> dict[str, Any]:
        return truth(self.document)


@cache
def corpus() -> tuple[Book, ...]:
    """Every layout by every producer; the same documents each time."""
    return tuple(
        Book(name, producer, book(name, layout, crc32(f"{name} {producer}".encode()) % 1000))
        for name, layout in {**LAYOUTS, **HELD}.items()
        for producer in PRODUCERS
    )


@cache
def sheets() -> tuple[Book, ...]:
    """One form of every layout without a narrative, every second layout by another producer too: about 50 pages."""
    found = []
    for i, (name, layout) in enumerate({**LAYOUTS, **HELD}.items()):
        for producer in (PRODUCERS[i % 4], PRODUCERS[(i + 2) % 4])[: 1 + i % 2]:
            seed = crc32(f"sheet {name} {producer}".encode()) % 1000
            parts = tuple(form(fitted(varied(seed), layout), layout, Look(seed)))
            found.append(Book(name, producer, Document(f"{name}-{seed}", parts)))
    return tuple(found)


def letters(books: tuple[Book, ...]) -> str:
    """Every letter of a corpus, so that one font serves all of it."""
    return "".join(sorted({letter for book in books for letter in str(book.document.parts)}))


def write_corpus(folder: Path, books: tuple[Book, ...]) -> Iterator[tuple[Book, Path]]:
    """Print books as NAME.pdf, each with its truth as NAME.json beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = letters(books)
    for one in books:
        path = folder / f"{one.name}.pdf"
        print_document(one.document, one.producer, path, wanted)
        path.with_suffix(".json").write_text(json.dumps(one.truth, ensure_ascii=False, indent=1), encoding="utf-8")
        yield one, path


def book(name: str, layout: Layout, seed: int) -> Document:
    """A report with a narrative before and after its forms, which share a page or not, upright or lying."""
    look = Look(seed)
    stories = [fitted(varied(seed + 17 * i), layout) for i in range(look.pick("forms", (2, 3, 3, 4, 5, 6)))]
    is_alone, is_landscape = look.chance("page each", 0.6), look.chance("landscape", 0.25)
    parts: list[Part] = [*narrative(stories[0], layout), Break(is_landscape)]
    for i, story in enumerate(stories):
        if i and (i % layout.a_page == 0 if layout.a_page else is_alone):
            parts.append(Break(is_landscape))
        parts += form(story, layout, look)
    parts += [Break(), *closing()] if is_landscape else closing()
    return Document(f"{name}-{seed}", tuple(parts))


def closing() -> list[Part]:
    return [
        Heading("五、自评结果应用和公开情况"),
        Para("自评结果作为安排下一年度预算的参考，随部门决算同步公开，接受社会监督。"),
        Heading("六、其他需要说明的问题"),
        Para("无。"),
    ]


def varied(seed: int) -> Project:
    """A story of its own length and theme, in which some indicators fall short and say why."""
    draw = Random(seed)
    story = project(seed)
    rows = [row for row in story.rows if row.level2 != "成本指标" or draw.random() < 0.6]
    rows = shortened(rows, draw.randint(0, 3), draw)
    names = draw.choice(THEMES)
    rows = [replace(row, level3=names.get(row.level3, row.level3)) for row in rows]
    words = draw.choice(QUALITIES)
    rows = [replace(row, words=words) if row.target is None else row for row in rows]
    rows = [short(row, draw) if row.target and draw.random() < 0.2 else row for row in rows]
    return retotal(replace(story, rows=tuple(rows)))


def shortened(rows: list[Row], count: int, draw: Random) -> list[Row]:
    """Fewer rows; the first takes over the weights of those left out, so that they still sum up."""
    lost = {draw.randrange(1, len(rows) - 1) for _ in range(count)}
    kept = [row for i, row in enumerate(rows) if i not in lost]
    weight = Decimal(90) - sum((row.weight for row in kept[1:]), Decimal(0))
    return [replace(kept[0], weight=weight, score=weight), *kept[1:]]


def short(row: Row, draw: Random) -> Row:
    """An indicator that missed its target: proportional score, a reason."""
    target = row.target or Decimal(1)
    actual = rounded(target * Decimal(draw.choice(("0.8", "0.9", "0.95"))), 0)
    if row.operator == "≤":
        return row
    return replace(row, actual=actual, score=rounded(actual / target * row.weight), reason=draw.choice(REASONS))
