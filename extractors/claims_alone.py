"""Scores of a report without forms: what it calls by name is its own where it names nothing else."""

import re
from dataclasses import replace

from extractors.claims_scene import generic_left
from extractors.model import Claim

_PROJECT = re.compile(r"项目|专项|工程|经费|补助")
_CLAUSE = re.compile(r"[，,。；;：:！？]")
_TOTAL = "总分"


def sure_of_one(claims: tuple[Claim, ...], names: str, year: str) -> tuple[Claim, ...]:
    """The claims with the totals of a report on one project taken for sure; `names`: its title and its unit."""
    told = {i: _name(claim) for i, claim in enumerate(claims) if _is_open(claim, year)}
    own = {i for i, (name, _) in told.items() if name and set(name) <= set(names)}
    projects = {name for i, (name, is_project) in told.items() if i not in own and is_project}
    if len(projects) > 1 or (projects and own):
        return claims
    sure = {i for i, (name, is_project) in told.items() if i in own or (name in projects and is_project)}
    return tuple(replace(claim, is_sure=True) if i in sure else claim for i, claim in enumerate(claims))


def _is_open(claim: Claim, year: str) -> bool:
    """Whether a claim is a total of this year that only the name before it leaves unsure."""
    is_total = claim.kind == "score" and claim.subject == _TOTAL and claim.source == "prose" and not claim.is_sure
    return is_total and claim.period in ("", "本年", year)


def _name(claim: Claim) -> tuple[str, bool]:
    """What the words before a score name, and whether they call it a project."""
    assert claim.number
    before = claim.sentence.partition(claim.number.text)[0]
    lead = _CLAUSE.split(before)[-1]
    return generic_left(lead), bool(_PROJECT.search(re.sub(r"\s", "", lead)))
