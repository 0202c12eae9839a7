"""What a report says before its form: four sections in one voice, a story's paragraphs and tables in them."""

from bench.corpus.document import Box, Grid, Heading, Para, Part, Title
from bench.corpus.layouts import RATE_ROW, SCORELESS, Layout
from bench.corpus.projects import Project, Sheet, plain
from bench.corpus.voices import CLOSINGS, VOICES

WHOLE_DEPARTMENT = "部门整体支出"


def facts(story: Project, layout: Layout) -> dict[str, str]:
    """What stands for the names in braces; `story.prose` tells some of them its way."""
    whole = story.funds[0]
    satisfied = next(row for row in story.rows if row.level3.endswith("满意度"))
    is_department = layout.kind == "department"
    known = {
        "unit": story.unit,
        "name": story.name,
        "year": story.year,
        "last": str(int(story.year) - 1),
        "next": str(int(story.year) + 1),
        "subject": WHOLE_DEPARTMENT if is_department else story.name,
        "annual": plain(whole.annual),
        "executed": plain(whole.executed),
        "rate": f"{whole.rate}%",
        "satisfied": satisfied.level3,
        "actual": f"{plain(satisfied.actual or 0)}%",
        "total": plain(story.total),
        "grade": story.grade,
        "firsts": str(len({row.level1 for row in story.rows})),
        "seconds": str(len({(row.level1, row.level2) for row in story.rows})),
        "count": str(len(story.rows)),
    }
    return known | story.prose


def narrative(story: Project, layout: Layout) -> list[Part]:
    """Title and four sections; parts that the story leaves out are not printed."""
    said, voice = facts(story, layout), VOICES[story.voice]
    told = said | {"name": said.get("told name", said["name"])}
    first, second, third, fourth = voice.headings

    def para(text: str) -> Para:
        return Para(text.format(**told))

    basics = voice.department if layout.kind == "department" else voice.project
    counted = voice.flat if "levels" in layout.lacks else voice.counted
    late = layout.lacks >= RATE_ROW and story.score < story.fund_weight
    sections: dict[str, list[Part]] = {
        "basics": [Heading(first), para(basics + counted), *map(para, story.basics)],
        "money": [Heading(second), para(voice.money), *map(para, story.spending), *sheets(story.sheets, told)],
        "outcome": [
            Heading(third),
            para(voice.satisfied + ("" if layout.lacks >= SCORELESS or "score" in story.left_out else voice.scored)),
            *map(para, story.extra),
            *([para(voice.late)] if late and "reason" not in story.left_out else []),
        ],
        "problems": [Heading(fourth), *problems(story, voice.problems)],
    }
    title = Title(said.get("title", voice.title).format(**said))
    return [title, *(part for name, parts in sections.items() if name not in story.left_out for part in parts)]


def problems(story: Project, usual: str) -> list[Part]:
    if story.problems is None:
        return [Para(usual)]
    return [Para(story.problems)] if story.problems else []


def closing(story: Project, layout: Layout) -> list[Part]:
    """What stands under the last heading before the form."""
    heading, text = CLOSINGS[story.voice % len(CLOSINGS)]
    said = facts(story, layout)
    found: list[Part] = [Heading(heading), Para(text.format(**said))]
    if story.others:
        found += [Heading(story.others), Para("无。")]
    return [*found, *(Para(one.format(**said)) for one in story.closing)]


def sheets(tables: tuple[Sheet, ...], said: dict[str, str]) -> list[Part]:
    """Tables of the narrative, each under its caption."""
    found: list[Part] = []
    for table in tables:
        rows = tuple(tuple(Box(text.format(**said)) for text in row) for row in table.rows)
        found += [Para(table.caption.format(**said), is_indented=False), Grid((1,) * len(rows[0]), rows)]
    return found
