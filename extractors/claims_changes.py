"""Stated changes: 比上年增加A，增长P%; 从A调整为B; 2022年执行A，2023年安排B，比2022年增加P%."""

import re
from collections.abc import Iterator

from extractors.claims_scene import Scene
from extractors.claims_text import Figure, Sentence
from extractors.model import Claim, Part

_UP, _DOWN, _SAME = (
    "增加|增长|上升|提高|上涨|增幅|增收|调增|追加|增",
    "减少|下降|降低|压减|缩减|降幅|下滑|调减|核减|减",
    "持平|无变化|没有变化|一致",
)
# The comma inside a figure ends no clause.
_COMMA = r"(?<=\d),(?=\d)"
_BASE = re.compile(
    rf"(?P<mark>比|较|同比|环比|相比|与)(?P<base>(?:[^。；;，,]|{_COMMA}){{0,40}}?)(?:相比)?(?:[，,][^，,。；;]{{0,24}}?)?(?:均|各|共|略|有所|也|又)?"
    rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<same>{_SAME}))"
)
_TO = re.compile(
    rf"(?P<mark>从|由)(?P<base>(?:[^。；;，,从由]|{_COMMA}){{0,24}})(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<same>调整|变为|变更|变动))(?:到|至|为|成)"
)
_WORD = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|率|额|数|幅度)?(?:为|达到|达|：|:|\s)*$")
_LINK = re.compile(r"(?:为|是|均|各|共|达到?|[：:])+$")
_NAME = 4
# 公用经费A，上年为B，下降P%: an amount of the year before, or of this one, told of the same thing by its year alone.
_OF_YEAR = re.compile(
    r"[\s，,；;（(]*(?:(?P<last>上年|去年|上一年)|(?P<this>本年|今年|当年)|(?P<year>(?:19|20)\d\d)年)度?"
    r"(?:同期|支出|决算|实际|执行|发生|预算|完成|数|额|金额|总额|为|是|则|仅|[：:])*"
)
_SPOKEN_OF = re.compile(r"(?:(?P<last>上年|去年|上一年)|(?P<this>本年|今年|当年)|(?P<year>(?:19|20)\d\d)年)")
_THEN = re.compile(
    rf"[\s，,）)]*(?:同比|较上年|比上年|与上年相比|相比|[，,])*(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|率|幅度|比例|为|达到?|[：:])*"
)
_OPEN = re.compile(r"[（(](?:增加|减少|增长|下降|持平)[）)]")


def change_claims(scene: Scene) -> Iterator[Claim]:
    """The changes that a sentence states, each with what it gives of from, to, by and percent."""
    yearly = tuple(_yearly(scene))
    taken = [figure.start for figure, _ in yearly]
    yield from (claim for _, claim in yearly)
    # What is told year by year needs no base of its own: 上年为B，同比下降P%.
    seen = {
        at for match in _found(scene, _BASE) for at in [match.start()] if any(0 <= p - match.end() <= 10 for p in taken)
    }
    for match in sorted((*_found(scene, _BASE), *_found(scene, _TO)), key=lambda m: m.start()):
        if match.start() in seen:
            continue
        seen.add(match.start())
        claim = _moved(scene, match) if match["mark"] in "从由" else _compared(scene, match)
        if claim is not None:
            yield claim


def _yearly(scene: Scene) -> Iterator[tuple[Figure, Claim]]:
    """The percentages of change behind the amounts of two years, each with its claim."""
    figures = scene.sentence.figures
    for one, two, share in zip(figures, figures[1:], figures[2:], strict=False):
        then = _THEN.fullmatch(scene.lead(share))
        told, before = _OF_YEAR.fullmatch(scene.lead(two)), list(_SPOKEN_OF.finditer(scene.lead(one)))
        if not (then and told and share.is_percent and one.unit == two.unit) or one.is_percent:
            continue
        is_first_last = bool(before) and (bool(before[-1]["last"]) or _is_earlier(before[-1], told))
        is_second_last = bool(told["last"]) or bool(before and _is_earlier(told, before[-1]))
        if is_first_last == is_second_last:
            continue
        old, new = (one, two) if is_first_last else (two, one)
        parts = (Part("from", old.number), Part("to", new.number), Part("percent", share.number))
        yield share, scene.claim("change", new, scene.subject(one), parts=parts, direction=direction(then))


def _is_earlier(year: re.Match[str], other: re.Match[str]) -> bool:
    return bool(year["year"] and other["year"] and int(year["year"]) + 1 == int(other["year"]))


def _found(scene: Scene, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return pattern.finditer(scene.text, scene.sentence.start, scene.sentence.end)


def direction(match: re.Match[str]) -> str:
    return "increase" if match["up"] else "decrease" if match["down"] else "same"


def _compared(scene: Scene, match: re.Match[str]) -> Claim | None:
    sentence = scene.sentence
    inside = [
        f for f in sentence.figures if match.start("base") <= f.start and f.end <= match.end() and not f.is_percent
    ]
    after = _amounts_after(scene, match.end())
    level = _level_before(sentence, match.start(), after) or _level_kept(sentence, match.start(), after)
    if not after and not (match["same"] and inside):
        return None
    unit = (level or (inside or after)[0]).unit
    parts = []
    base = inside[-1] if inside else _base_level(sentence, match, level)
    if base is not None and base.unit == unit:
        parts.append(Part("from", base.number))
    if level is not None and not (after and not after[0].is_percent and after[0].unit != level.unit):
        parts.append(Part("to", level.number))
    told = _told_before(sentence, _own_subject(scene, match)) if level is None and after and not parts else None
    if told is not None and not (after[0].is_percent or after[0].unit != told.unit):
        parts.append(Part("to", told.number))
    parts += [Part("percent" if f.is_percent else "by", f.number) for f in after]
    stated = level or after[0] if after else level or inside[0]
    subject = scene.subject(level) if level else _own_subject(scene, match)
    is_open = bool(_OPEN.search(scene.text[match.start() : (after[-1].start if after else match.end())]))
    way = "" if is_open else direction(match)
    return scene.claim("change", stated, subject, parts=tuple(parts), direction=way, is_sure=not is_open)


def _amounts_after(scene: Scene, at: int) -> list[Figure]:
    """At most an amount and a percentage, each right behind a word of change or behind one another."""
    found: list[Figure] = []
    for figure in scene.sentence.figures:
        if figure.start < at:
            continue
        gap = scene.text[at : figure.start]
        if (
            len(gap) > 10
            or re.search(r"[。；;]", gap)
            or not re.fullmatch(
                rf"(?:[\s，,、为了达到额率数幅度：:]|(?:{_UP}|{_DOWN})|[（(](?:增长|下降|增加|减少)[）)])*", gap
            )
        ):
            break
        if any(f.is_percent == figure.is_percent for f in found) or "点" in figure.number.unit:
            break
        found.append(figure)
        at = figure.end
    return found


def _level_before(sentence: Sentence, at: int, after: list[Figure]) -> Figure | None:
    """The new level: the last amount before, in the clause right before the comparison or in its own.

    A change counted in another unit (培训12期，培训1260人次，较上年增加2期) is of the last amount in that unit.
    """
    earlier = [f for f in sentence.figures if f.end <= at]
    if not earlier or earlier[-1].is_percent:
        return None
    gap = sentence.passage.text[earlier[-1].end : at]
    if not re.fullmatch(r"[\s，,、（(]*(?:元)?", gap):
        return None
    units = {figure.unit for figure in after if not figure.is_percent} or {earlier[-1].unit}
    same = [figure for figure in earlier if figure.unit in units and not is_of_change(sentence, figure)]
    return same[-1] if same else earlier[-1]


def _level_kept(sentence: Sentence, at: int, after: list[Figure]) -> Figure | None:
    """The level that was compared already: 支出A，较预算减少B，下降P%；较上年减少C，下降Q%."""
    text = sentence.passage.text
    if not after or after[0].is_percent or not text[sentence.start : at].rstrip().endswith(("；", ";")):
        return None
    earlier = [f for f in sentence.figures if f.end <= at and f.unit == after[0].unit]
    levels = [f for f in earlier if not is_of_change(sentence, f)]
    return levels[0] if len(levels) == 1 and earlier[0] is levels[0] else None


def _told_before(sentence: Sentence, subject: str) -> Figure | None:
    """The new level in the sentence before, under the same name: 支出总计A。与上年相比，支出总计增加B."""
    name = re.sub(r"\s", "", subject)
    if sentence.before is None or len(name) < _NAME:
        return None
    before = sentence.before
    told = [f for f in before.figures if not f.is_percent and not is_of_change(before, f)]
    named = [f for f in told if _LINK.sub("", re.sub(r"\s", "", before.lead(f))).endswith(name)]
    return named[0] if len(named) == 1 else None


def _base_level(sentence: Sentence, match: re.Match[str], level: Figure | None) -> Figure | None:
    """An amount before the new level that the sentence names as the base names it: 2022年…预算执行数."""
    year = re.search(r"(?:19|20)\d{2}", match["base"])
    if level is None or year is None:
        return None
    tail = re.sub(r"\s|[（(][^）)]*[）)]|年度?|\d", "", match["base"])
    earlier = [f for f in sentence.figures if f.end <= level.start and f.unit == level.unit]
    for figure in reversed([f for f in earlier if not is_of_change(sentence, f)]):
        lead = re.sub(r"\s", "", sentence.lead(figure))
        if year[0] in lead and (not tail or tail[-3:] in lead):
            return figure
    return None


def _own_subject(scene: Scene, match: re.Match[str]) -> str:
    """收入支出总计 in 与2023年度相比，收入支出总计增加…; else what stands before 比."""
    words = re.split("[，,]", match.group())
    if len(words) > 1:
        return re.sub(rf"(?:{_UP}|{_DOWN}|{_SAME}|各|均)+$", "", words[-1]).strip()
    before = scene.text[scene.sentence.start : match.start()]
    return re.split("[，,：:；;。]", before.rstrip("，, "))[-1].strip()[-24:]


def _moved(scene: Scene, match: re.Match[str]) -> Claim | None:
    figures = scene.sentence.figures
    inside = [f for f in figures if match.start("base") <= f.start and f.end <= match.end()]
    after = [f for f in figures if f.start >= match.end() and f.start - match.end() <= 2]
    if not inside or not after or inside[0].unit != after[0].unit:
        return None
    parts = [Part("from", inside[0].number), Part("to", after[0].number)]
    alike = [f for f in _amounts_after(scene, after[0].end) if f.is_percent or f.unit == after[0].unit]
    parts += [Part("percent" if f.is_percent else "by", f.number) for f in alike]
    if points := _points_after(scene, after[0]):
        parts.append(Part("by", points.number))
    way = direction(match) if not match["same"] else ""
    before = re.split("[，,：:；;。]", scene.text[scene.sentence.start : match.start()])[-1].strip()
    return scene.claim("change", after[0], before[-24:], parts=tuple(parts), direction=way)


def _points_after(scene: Scene, level: Figure) -> Figure | None:
    """By how many points a rate moved: 由81.2%提高到92.5%，提高11.3个百分点."""
    behind = next((f for f in scene.sentence.figures if f.start >= level.end), None)
    if behind is None or not level.is_percent or "点" not in behind.number.unit:
        return None
    return (
        behind
        if re.fullmatch(rf"[，,](?:共|累计)?(?:{_UP}|{_DOWN})了?", scene.text[level.end : behind.start])
        else None
    )


def is_of_change(sentence: Sentence, figure: Figure) -> bool:
    """Whether a figure says by how much something changed, or what it was before, not how much there is."""
    begin, _ = sentence.clause(figure)
    before = sentence.passage.text[begin : figure.start]
    return bool(_WORD.search(before) or re.search(r"(?:比(?!例|重|率)|较|与)[^，,。；;]*$", before))
