"""Claims of final accounts that hold forms: what their prose says of the accounts is not said of a form."""

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.lexicon import packed
from extractors.model import Claim, Form, Section

_ASSESSED = re.compile(r"绩效|自评")


def apart_from_accounts(
    claims: tuple[Claim, ...], sections: tuple[Section, ...], forms: tuple[Form, ...]
) -> tuple[Claim, ...]:
    """The claims with those cut loose that speak of the accounts: 支出决算为… outside the chapter on performance.

    A claim that stands under a heading on performance, in a cell, or beside the name of the form's project stays.
    """
    assessed = "\n".join(_assessed_texts(sections))
    return tuple(claim if _is_of_form(claim, assessed, forms) else _loose(claim) for claim in claims)


def _assessed_texts(sections: tuple[Section, ...]) -> Iterator[str]:
    """The paragraphs under a heading on performance, at any depth, and those that name it."""
    chain: list[tuple[int, str]] = []
    for section in sections:
        chain = [(level, title) for level, title in chain if level < section.level]
        chain.append((section.level, section.title))
        is_under = any(_ASSESSED.search(title) for _, title in chain)
        for paragraph in section.paragraphs:
            if is_under or _ASSESSED.search(packed(paragraph.text)):
                yield packed(paragraph.text)


def _is_of_form(claim: Claim, assessed: str, forms: tuple[Form, ...]) -> bool:
    if not claim.about.startswith("forms/") or claim.source != "prose":
        return True
    project = forms[int(claim.about.split("/")[1])].project
    sentence = packed(claim.sentence)
    return sentence in assessed or (len(project) > 2 and packed(project) in sentence)


def _loose(claim: Claim) -> Claim:
    return replace(claim, about="", is_sure=False)
