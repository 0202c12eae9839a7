"""Which findings are one matter: those that one change closes, joined with the groups that checks give themselves."""

from collections.abc import Iterable, Iterator

from checks._model import Finding

Token = tuple[str, str | int]


def groups(findings: Iterable[Finding], matters: Iterable[tuple[str, tuple[Finding, ...]]]) -> dict[int, str]:
    """The group of each finding that a matter touches, by `id`; a matter of one finding joins nothing.

    A group that a check gave keeps its name; where two are joined, the first in order lends it.
    """
    parents: dict[Token, Token] = {}
    found = tuple(findings)
    for finding in found:
        if finding.group:
            join(parents, ("finding", id(finding)), ("given", finding.group))
    touched: list[Finding] = []
    for name, members in matters:
        if len(members) > 1:
            touched.extend(members)
            for member in members:
                join(parents, ("finding", id(member)), ("matter", name))
    names: dict[Token, str] = {}
    for kind in ("given", "matter"):
        for token in sorted((token for token in parents if token[0] == kind), key=str):
            names.setdefault(root(parents, token), str(token[1]))
    roots = {root(parents, ("finding", id(finding))) for finding in touched}
    return {id(one): names[top] for one, top in rooted(parents, found) if top in roots}


def rooted(parents: dict[Token, Token], findings: Iterable[Finding]) -> Iterator[tuple[Finding, Token]]:
    return ((finding, root(parents, ("finding", id(finding)))) for finding in findings)


def root(parents: dict[Token, Token], token: Token) -> Token:
    while token in parents and parents[token] != token:
        token = parents[token]
    return token


def join(parents: dict[Token, Token], left: Token, right: Token) -> None:
    for token in (left, right):
        parents.setdefault(token, token)
    parents[root(parents, left)] = root(parents, right)
