"""The claims of a report: each figure of the prose, and of long cells, with what it is about.

Recognisers are asked in order; the first that knows a figure makes its claim. Changes and divisions come on top, they
use figures that have claims of their own.
"""

from collections.abc import Iterator

from extractors.claims_changes import change_claims, is_of_change
from extractors.claims_funds import amount_claim, rate_claim
from extractors.claims_lists import spelled_out
from extractors.claims_names import Names
from extractors.claims_parts import part_claims
from extractors.claims_passages import passages
from extractors.claims_points import point_claims
from extractors.claims_rows import count_claim, indicator_claim, target_beside
from extractors.claims_scene import Scene, meant_form, scopes_of
from extractors.claims_scores import grade_claims, score_claim
from extractors.claims_sums import sum_claims
from extractors.claims_text import Figure, Passage, sentences
from extractors.model import Claim, Form, Section, Table, figure_key
from extractors.words import counted

_RECOGNISERS = (count_claim, score_claim, indicator_claim, amount_claim, rate_claim)


def read_claims(
    sections: tuple[Section, ...], tables: tuple[Table, ...], forms: tuple[Form, ...], title: str = ""
) -> tuple[Claim, ...]:
    """Every figure in prose, goals, results, notes and long cells as a claim, in reading order; grades too.

    `title`: the report's, which names the project where its form does not.
    """
    names = Names(forms, title)
    spelled = map(spelled_out, passages(sections, tables, forms))
    return tuple(claim for passage in spelled for claim in _passage_claims(passage, names))


def _passage_claims(passage: Passage, names: Names) -> Iterator[Claim]:
    form, is_sure = meant_form(passage, names.forms)
    scopes, mentions = scopes_of(passage, names), names.mentions(passage.text)
    for sentence in sentences(passage):
        scene = Scene(sentence, names, mentions, form, is_sure, scopes)
        if passage.source == "cell" and passage.heads:
            yield from _conclusion_claims(scene)
        elif passage.source in ("note", "cell"):
            yield from (_figure_claim(scene, figure) for figure in sentence.figures)
        else:
            yield from _sentence_claims(scene)


def _sentence_claims(scene: Scene) -> Iterator[Claim]:
    """The figures one by one, except those that only say how much something changed; then what joins them."""
    changes = tuple(change_claims(scene))
    moved = {figure_key(part.number) for claim in changes for part in claim.parts}
    for figure in scene.sentence.figures:
        if figure_key(figure.number) not in moved or not is_of_change(scene.sentence, figure):
            yield _claim(scene, figure)
    if scene.sentence.passage.source == "prose":
        yield from grade_claims(scene)
    yield from changes
    yield from part_claims(scene)
    yield from sum_claims(scene)
    yield from point_claims(scene)


def _conclusion_claims(scene: Scene) -> Iterator[Claim]:
    """What the last row of a form surely tells of the form's fields, its grade too; the rest is about nothing known."""
    for figure in scene.sentence.figures:
        claim = _claim(scene, figure)
        is_total = claim.kind == "score" and claim.subject == "总分"
        is_told = claim.is_sure and (is_total or bool(claim.about))
        yield claim if is_told else _figure_claim(scene, figure)
    yield from grade_claims(scene)


def _claim(scene: Scene, figure: Figure) -> Claim:
    if figure.start in scene.sentence.passage.unclear:
        return scene.claim("figure", figure, "", is_sure=False)
    if held := target_beside(scene, figure):
        return held
    if is_of_change(scene.sentence, figure) and scene.mention_of(figure) is None:
        return _figure_claim(scene, figure)
    for recognise in _RECOGNISERS:
        claim = recognise(scene, figure)
        if claim is not None:
            return claim
    return _figure_claim(scene, figure)


def _figure_claim(scene: Scene, figure: Figure) -> Claim:
    """A figure about nothing we know: its subject is the noun before it, for pieces the noun behind it."""
    is_pieces = not figure.is_money and not figure.is_percent
    behind = counted(scene.text[figure.end : scene.sentence.end], scene.names.texts) if is_pieces else ""
    return scene.claim("figure", figure, behind or scene.subject(figure))
