"""Mutants of a module: its source with one comparison, number, sign, operand or condition broken at a time.

Most operators are cosmic-ray's. Those of ours break what it leaves alone: membership, the filters of comprehensions and
the figures that thresholds are written as, which are texts in Decimal("0.05"). What judges nothing is left as it is.
"""

import ast
from collections.abc import Iterator
from typing import Any, NamedTuple

import parso
from cosmic_ray.ast import ast_nodes
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.number_replacer import NumberReplacer
from cosmic_ray.operators.operator import Example, Operator
from cosmic_ray.plugins import get_operator

OPPOSITES = ("Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is", "Lt_GtE", "GtE_Lt", "Gt_LtE", "LtE_Gt")
BORDERS = ("Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt")
OPERANDS = ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul", "FloorDiv_Mul", "Mod_Mul", "Pow_Mul", "BitAnd_BitOr")
SIGNS = ("ReplaceUnaryOperator_Delete_USub", "ReplaceUnaryOperator_Delete_Not")
CONDITIONS = ("AddNot", "ReplaceAndWithOr", "ReplaceOrWithAnd", "ReplaceTrueWithFalse", "ReplaceFalseWithTrue")
FLOW = ("ReplaceBreakWithContinue", "ReplaceContinueWithBreak", "ZeroIterationForLoop")
NAMES = (
    *(f"ReplaceComparisonOperator_{name}" for name in (*OPPOSITES, *BORDERS)),
    *(f"ReplaceBinaryOperator_{name}" for name in OPERANDS),
    *(*SIGNS, *CONDITIONS, *FLOW),
)
WORDING = frozenset({"Message", "clipped"})
Node = Any
"""A node of parso's tree; parso ships types for its own use only."""


class Mutant(NamedTuple):
    """One broken source: the first line that differs, that line before and after, and the whole text."""

    line: int
    before: str
    after: str
    code: str


class Span(NamedTuple):
    """A stretch of source, (line, column) of its ends, the last one outside."""

    start: tuple[int, int]
    end: tuple[int, int]


class Whole(NumberReplacer):
    """A whole number, one more and one less; the first of a list is not made its last, which it often is."""

    def mutation_positions(self, node: Node) -> Iterator[Span]:
        positions = list(super().mutation_positions(node))
        yield from positions[:1] if positions and is_first(node) else positions


def is_first(node: Node) -> bool:
    """Whether a number is the 0 of found[0]."""
    return node.value == "0" and node.parent.type == "trailer" and node.parent.children[0].value == "["


class Membership(Operator):
    """`in` for `not in` and the reverse."""

    def mutation_positions(self, node: Node) -> Iterator[Span]:
        if node.type == "comparison":
            yield from (Span(sign.start_pos, sign.end_pos) for sign in self.signs(node))

    def mutate(self, node: Node, index: int) -> Node:
        sign = list(self.signs(node))[index]
        text = " in" if sign.type == "comp_op" else " not in"
        node.children[node.children.index(sign)] = parso.parse(text)
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("a in b", "a not in b"), Example("a not in b", "a in b"))

    @staticmethod
    def signs(node: Node) -> Iterator[Node]:
        return (sign for sign in node.children[1::2] if sign.get_code().strip().split()[-1:] == ["in"])


class Filter(Operator):
    """The condition of a comprehension, turned round."""

    def mutation_positions(self, node: Node) -> Iterator[Span]:
        if node.type in {"comp_if", "old_comp_if"}:
            yield Span(node.children[1].start_pos, node.children[1].end_pos)

    def mutate(self, node: Node, index: int) -> Node:
        node.children[1] = parso.parse(f" not ({node.children[1].get_code().strip()})")
        return node

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (Example("[a for a in b if c]", "[a for a in b if not (c)]"),)


class Figure(Operator):
    """The figure in Decimal("0.05"), one more and one less in its last digit."""

    def mutation_positions(self, node: Node) -> Iterator[Span]:
        if node.type == "string" and is_figure(node):
            yield from (Span(node.start_pos, node.end_pos) for _ in (1, -1))

    def mutate(self, node: Node, index: int) -> Node:
        text = node.value.strip("\"'")
        digits = len(text.partition(".")[2])
        changed = round(float(text) + (1, -1)[index] / 10**digits, digits)
        return parso.parse(f'"{changed:.{digits}f}"')

    @classmethod
    def examples(cls) -> tuple[Example, ...]:
        return (
            Example('Decimal("0.05")', 'Decimal("0.06")'),
            Example('Decimal("0.05")', 'Decimal("0.04")', occurrence=1),
        )


def is_figure(node: Node) -> bool:
    """Whether a text is the argument of Decimal(…)."""
    trailer = node.parent
    before = trailer.get_previous_sibling() if trailer.type == "trailer" else None
    return before is not None and before.get_code().strip() == "Decimal"


def operators() -> list[Operator]:
    return [*(get_operator(f"core/{name}")() for name in NAMES), Whole(), Membership(), Filter(), Figure()]


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a source once, without those that no test could tell from it."""
    left_out = tuple(meaningless(ast.parse(source)))
    seen = {source}
    for code in broken(source):
        at = first_difference(source, code)
        if code not in seen and not any(span.start <= at < span.end for span in left_out):
            line = at[0]
            yield Mutant(line, source.splitlines()[line - 1].strip(), code.splitlines()[line - 1].strip(), code)
        seen.add(code)


def broken(source: str) -> Iterator[str]:
    """The source broken at each position of each operator; each definition by itself, as to parse takes long."""
    before, chosen = "", operators()
    for part in (node.get_code() for node in parso.parse(source).children):
        nodes = list(ast_nodes(parso.parse(part)))
        after = source[len(before) + len(part) :]
        for operator in chosen:
            for occurrence in range(sum(1 for node in nodes for _ in operator.mutation_positions(node))):
                yield before + mutate_code(part, operator, occurrence) + after
        before += part


def first_difference(source: str, code: str) -> tuple[int, int]:
    """Line from 1 and column from 0 of the first sign that differs."""
    at = next((i for i, (old, new) in enumerate(zip(source, code, strict=False)) if old != new), len(source))
    return source.count("\n", 0, at) + 1, at - source.rfind("\n", 0, at) - 1


def meaningless(tree: ast.Module) -> Iterator[Span]:
    """What judges nothing: decorators (frozen, slots), the strictness of zip, the wording of messages, their digits."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield from map(span, node.decorator_list)
        elif isinstance(node, ast.keyword):
            yield from [span(node)] if node.arg in {"strict", "doc"} else []
        elif isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Call) and named(node.func) in WORDING):
            yield span(node)
        elif isinstance(node, ast.Call) and named(node.func) == "round":
            yield from map(span, node.args[1:])


def named(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def span(node: ast.expr | ast.keyword) -> Span:
    # ast counts bytes and parso characters; on such lines a stretch that reaches further does no harm.
    return Span((node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or 0))
