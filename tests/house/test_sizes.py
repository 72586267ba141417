"""Files and functions stay short, and everything public says what it is for."""

import ast
from pathlib import Path

import pytest

from tests.house.tree import (
    COMPONENTS,
    PROTOCOL,
    ROOT,
    function_nodes,
    name_of,
    parsed,
    project_files,
    python_files,
)

LONGEST_CODE = 400
LONGEST_TEST = 800
LONGEST_FUNCTION = 50
LONGEST_CLIENT = 150

SOURCES = [ROOT / name for name in ("custom_components", "simulators", "scripts", "benchmarks")]


def lines(path: Path) -> int:
    """Return how long a file is."""
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("folders", "longest"),
    [(SOURCES, LONGEST_CODE), ([ROOT / "tests"], LONGEST_TEST)],
    ids=["code", "tests"],
)
def test_files(folders: list[Path], longest: int) -> None:
    """A file that is too long has more than one topic."""
    scripts = [
        path
        for path in project_files()
        if path.suffix in {"", ".sh"} and ROOT / "scripts" in path.parents
    ]
    files = {*python_files(*folders), *(scripts if ROOT / "scripts" in folders else ())}
    long = {name_of(path): lines(path) for path in sorted(files) if lines(path) > longest}
    assert not long, f"longer than {longest} lines: {long}"


def test_functions() -> None:
    """A function that is too long does more than one thing."""
    long = [
        f"{name_of(path)}:{node.lineno}: {node.name} has {size} lines"
        for path in python_files(*SOURCES, ROOT / "tests")
        for node in function_nodes(path)
        if (size := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


def test_clients_only_compose() -> None:
    """A client has no logic of its own, whatever the number of operations."""
    long = {
        name_of(path): lines(path)
        for path in PROTOCOL.rglob("client.py")
        if lines(path) >= LONGEST_CLIENT
    }
    assert not long, f"{LONGEST_CLIENT} lines or more: {long}"


def test_docstrings() -> None:
    """Modules, public classes and public functions of the code say what they are for."""
    wrong = []
    for path in python_files(*SOURCES):
        tree = parsed(path)
        if not ast.get_docstring(tree):
            wrong.append(f"{name_of(path)}: module")
        wrong += [
            f"{name_of(path)}:{node.lineno}: {node.name}"
            for node in public(tree)
            if not ast.get_docstring(node) and not is_override(node)
        ]
    assert not wrong, "without docstring:\n" + "\n".join(wrong)


def public(
    tree: ast.Module | ast.ClassDef,
) -> list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return the public classes, functions and methods below a node."""
    found: list[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef] = []
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if not node.name.startswith("_"):
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += public(node)
    return found


def is_override(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether the docstring stands at what is overridden."""
    return any(getattr(mark, "id", "") == "override" for mark in node.decorator_list)


def test_entry_points_fit_on_a_screen() -> None:
    """The set-up of a package is read at one glance."""
    long = {
        name_of(path): lines(path) for path in COMPONENTS.glob("*/__init__.py") if lines(path) > 100
    }
    assert not long, long
