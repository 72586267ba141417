"""The repository as the checks see it: packages, files, parsed code."""

import ast
from collections.abc import Iterator
from functools import cache
import importlib
import json
from pathlib import Path
import subprocess
from types import ModuleType
from typing import Any

from homeassistant.const import Platform

ROOT = Path(__file__).resolve().parents[2]
COMPONENTS = ROOT / "custom_components"
HUB = COMPONENTS / "accord"
PROTOCOL = HUB / "protocol"

VENDORS = sorted(path for path in COMPONENTS.glob("accord_*") if path.is_dir())
PACKAGES = [HUB, *VENDORS]
VENDOR_NAMES = [path.name.removeprefix("accord_") for path in VENDORS]

PROTOCOL_VENDORS = sorted(
    path for path in PROTOCOL.glob("*") if path.is_dir() and any(path.rglob("client.py"))
)
"""Every vendor's part of the protocol module."""

PLATFORMS = frozenset(platform.value for platform in Platform)


def name_of(path: Path) -> str:
    """Return a path as messages show it."""
    return path.relative_to(ROOT).as_posix()


def python_files(*folders: Path) -> list[Path]:
    """Return all modules below folders."""
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*.py")
        if "__pycache__" not in path.parts and HUB / "bundle" not in path.parents
    )


MADE = (
    ".git",
    ".venv",
    ".python",
    ".demo",
    ".hypothesis",
    "_cache",
    "__pycache__",
    "build",
    "dist",
)
"""Beginnings and ends of the names of folders that tools make, for a tree without git."""


def project_files() -> list[Path]:
    """Return all files that belong to the repository, committed or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    return sorted(path for path in files or _walk(ROOT) if path.is_file())


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files of a downloaded source archive, which is no git repository."""
    for path in folder.iterdir():
        if not path.is_dir():
            yield path
        elif path.name == ".github" or not (path.name.startswith(MADE) or path.name.endswith(MADE)):
            yield from _walk(path)


@cache
def parsed(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def json_of(path: Path) -> Any:
    """Return the content of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def module_of(path: Path) -> ModuleType:
    """Import the module that a file is."""
    return importlib.import_module(module_name(path))


def module_name(path: Path) -> str:
    """Return how a file below ``custom_components`` is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each import statement with the full name of what it imports, resolved."""
    package = module_name(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *((node.module or "").split(".") if node.module else [])])
            yield node, module
            yield from ((node, f"{module}.{alias.name}") for alias in node.names)


def function_nodes(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield all functions and methods of a module."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def platform_modules(package: Path) -> dict[str, ModuleType]:
    """Return a package's platforms; a platform may be a module or a folder of modules."""
    found = {}
    for platform in sorted(PLATFORMS):
        if (package / f"{platform}.py").exists() or (package / platform / "__init__.py").exists():
            found[platform] = importlib.import_module(
                f"custom_components.{package.name}.{platform}"
            )
    return found
