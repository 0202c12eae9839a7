"""The rules of the house that a tool can see: budgets, imports, names, nothing of this or that machine."""

import ast
import importlib.metadata
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("checks", "extractors", "flows", "review")
MODULE, FUNCTION, CHECK, ARGUMENTS = 300, 40, 120, 5
CLI = re.compile(r"cli\w*\.py")
BANNED = frozenset({"utils", "helpers", "common", "base", "manager", "handler"})
TEXTS = frozenset({".py", ".toml", ".txt", ".md", ".cfg", ".yml", ".yaml", ".j2", ".sh", ""})
# Assembled, so that this file does not hold what it looks for.
MACHINE = re.compile("|".join(("/" + "work/", "/" + "root/", "/" + r"home/\w", r"/Users" + r"/\w", "/opt" + "/wheels")))
REGISTRY = re.compile("|".join((r"pypi\.(?!org/project)", "files" + r"\.pythonhosted", r"/simple/?\b", "npm" + "js")))

Functions = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> list[Path]:
    """Every module of the four packages; migrations are history and follow alembic's form."""
    return [
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.relative_to(ROOT).parts
    ]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(params=modules(), ids=named)
def module(request: pytest.FixtureRequest) -> Path:
    assert isinstance(request.param, Path)
    return request.param


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[Functions]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Functions))


def is_check(path: Path) -> bool:
    return path.parent.name == "checks" and not path.name.startswith("_")


def test_a_module_can_be_read_in_one_sitting(module: Path) -> None:
    most = CHECK if is_check(module) else MODULE
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= most, f"{named(module)} has {lines} lines, at most {most}: split it by what it does"


def test_a_function_fits_on_a_screen(module: Path) -> None:
    long = {f.name: n for f in functions(module) if (n := (f.end_lineno or f.lineno) - f.lineno + 1) > FUNCTION}
    assert long == {}


def test_a_function_takes_few_arguments(module: Path) -> None:
    wide = {
        f.name: count
        for f in functions(module)
        if (count := len([a for a in (*f.args.posonlyargs, *f.args.args, *f.args.kwonlyargs) if a.arg != "self"]))
        > ARGUMENTS
    }
    assert wide == {}


def test_a_package_holds_a_docstring_and_nothing_else() -> None:
    for package in PACKAGES:
        body = tree(ROOT / package / "__init__.py").body
        assert len(body) == 1, package
        assert isinstance(body[0], ast.Expr), package


def test_a_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(tree(module))


def test_imports_are_absolute_and_at_the_top(module: Path) -> None:
    relative = [node.lineno for node in ast.walk(tree(module)) if isinstance(node, ast.ImportFrom) and node.level]
    inner = [
        node.lineno
        for function in functions(module)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert relative == []
    assert inner == [] or (module.parent.name == "flows" and CLI.fullmatch(module.name))


def test_names_of_modules_say_something(module: Path) -> None:
    assert module.stem.strip("_") not in BANNED


@pytest.mark.parametrize("path", sorted((ROOT / "checks").glob("*.py")), ids=named)
def test_a_check_sees_facts_and_machinery_only(path: Path) -> None:
    """The catalogue and the engine's own list of checks may name checks; a check never names another."""
    ours = {
        node.module or ""
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in PACKAGES
    }
    plain = {
        alias.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import)
        for alias in node.names
        if alias.name.split(".")[0] in PACKAGES
    }
    allowed = re.compile(r"extractors\.model|checks\._\w+")
    if path.name == "_catalog.py":
        return
    assert {name for name in ours | plain if not allowed.fullmatch(name)} == set()


@pytest.mark.parametrize("path", [p for p in modules() if is_check(p)], ids=named)
def test_a_check_does_no_input_or_output(path: Path) -> None:
    used = {node.id for node in ast.walk(tree(path)) if isinstance(node, ast.Name)}
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert used & {"open", "print", "input", "exec", "eval"} == set()
    assert imported & {"os", "sys", "pathlib", "io", "socket", "time", "random", "logging", "subprocess"} == set()


def test_no_other_distribution_claims_our_package_names() -> None:
    """The names are generic: we ship an application, never a library into a shared environment."""
    owners = importlib.metadata.packages_distributions()
    ours = {"gouji"}
    assert {name: set(owners.get(name, [])) - ours for name in PACKAGES} == {name: set() for name in PACKAGES}


def test_every_exemption_names_its_code_and_reason(module: Path) -> None:
    """A bare noqa or type: ignore hides more than was meant."""
    lines = module.read_text(encoding="utf-8").splitlines()
    bare = [
        f"{number}: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if re.search(r"#\s*noqa(?!: [A-Z]+\d+.* - \S)", line)
        or re.search(r"#\s*type: ignore(?!\[[a-z-]+\].*# \S)", line)
    ]
    assert bare == []


def kept_files() -> list[Path]:
    """Every text file that git knows or would take, so that what is ignored stays out of it."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("not a git working tree")
    paths = (ROOT / name for name in done.stdout.decode().split("\0") if name)
    return [path for path in paths if path.suffix in TEXTS and path.is_file()]


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = [
        f"{named(path)}:{number}: {line.strip()[:80]}"
        for path in kept_files()
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if MACHINE.search(line) or REGISTRY.search(line)
    ]
    assert found == []


def test_constraints_hold_pins_and_no_address() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    odd = [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+(\[[\w,-]+\])?==[\w.+!]+( ; .+)?", line)]
    assert lines
    assert odd == []
