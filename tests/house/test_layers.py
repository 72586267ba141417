"""Arrows point down only: vendor package, shared layer, protocol."""

import ast
from pathlib import Path
import subprocess
import sys
from textwrap import dedent

import pytest

from tests.house.tree import (
    HUB,
    PROTOCOL,
    PROTOCOL_VENDORS,
    ROOT,
    VENDORS,
    imports,
    module_name,
    name_of,
    parsed,
    project_files,
    python_files,
)

HUB_NAME = module_name(HUB / "__init__.py")
PROTOCOL_NAME = module_name(PROTOCOL / "__init__.py")

PROTOCOL_NEEDS = {"aiohttp", "cryptography", "mashumaro", "orjson", "paho", "yarl"}
"""What the protocol module may import besides the standard library and itself."""

KNOWS_VENDORS = {"discovery.py": "its static table leads from an answer to the vendor's package"}
"""Modules of the shared layer that may import a vendor's protocol, and why."""


def within(name: str, package: str) -> bool:
    """Tell whether a module is a package or inside it."""
    return name == package or name.startswith(f"{package}.")


def shared_layer() -> list[Path]:
    """Return the modules of the shared Home Assistant layer."""
    return [path for path in python_files(HUB) if PROTOCOL not in path.parents]


def test_protocol_imports_little() -> None:
    """Nothing of Home Assistant, and only what Home Assistant brings anyway."""
    allowed = {*sys.stdlib_module_names, *PROTOCOL_NEEDS}
    wrong = [
        f"{name_of(path)}:{node.lineno}: {name}"
        for path in python_files(PROTOCOL)
        for node, name in imports(path)
        if name.split(".")[0] not in allowed and not within(name, PROTOCOL_NAME)
    ]
    assert not wrong, "\n".join(wrong)


def test_protocol_runs_without_home_assistant() -> None:
    """Every module of it can be imported where Home Assistant cannot."""
    script = dedent(f"""
        import importlib, sys, types

        class Refuse:
            def find_spec(self, name, path=None, target=None):
                if name.split(".")[0] in ("homeassistant", "voluptuous", "probatio"):
                    raise ImportError(name + " is not there")

        sys.meta_path.insert(0, Refuse())
        sys.path.insert(0, {str(ROOT)!r})
        for name, path in (
            ("custom_components", {str(HUB.parent)!r}), ({HUB_NAME!r}, {str(HUB)!r})
        ):
            package = types.ModuleType(name)
            package.__path__ = [path]
            sys.modules[name] = package
        for name in {[module_name(path) for path in python_files(PROTOCOL)]!r}:
            importlib.import_module(name)
        assert "homeassistant" not in sys.modules
    """)
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize("vendor", PROTOCOL_VENDORS, ids=lambda path: path.name)
def test_protocols_of_vendors_know_nothing_of_each_other(vendor: Path) -> None:
    """What two need is shared, one level up."""
    others = [module_name(path / "__init__.py") for path in PROTOCOL_VENDORS if path != vendor]
    wrong = [
        f"{name_of(path)}:{node.lineno}: {name}"
        for path in python_files(vendor)
        for node, name in imports(path)
        if any(within(name, other) for other in others)
    ]
    assert not wrong, "\n".join(wrong)


def test_shared_protocol_knows_no_vendor() -> None:
    """The base could be used for a vendor that is not there yet."""
    vendors = [module_name(path / "__init__.py") for path in PROTOCOL_VENDORS]
    wrong = [
        f"{name_of(path)}:{node.lineno}: {name}"
        for path in python_files(PROTOCOL)
        if not any(vendor in path.parents for vendor in PROTOCOL_VENDORS)
        for node, name in imports(path)
        if any(within(name, vendor) for vendor in vendors)
    ]
    assert not wrong, "\n".join(wrong)


def test_shared_layer_imports_no_vendor_package() -> None:
    """A vendor's package may not be there; its protocol is, but few need to know it."""
    packages = [module_name(path / "__init__.py") for path in VENDORS]
    protocols = [module_name(path / "__init__.py") for path in PROTOCOL_VENDORS]
    wrong = []
    for path in shared_layer():
        forbidden = packages if path.name in KNOWS_VENDORS else [*packages, *protocols]
        wrong += [
            f"{name_of(path)}:{node.lineno}: {name}"
            for node, name in imports(path)
            if any(within(name, package) for package in forbidden)
        ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda path: path.name)
def test_vendor_packages_know_themselves_and_the_shared_package(vendor: Path) -> None:
    """No vendor imports another's package or protocol."""
    own = module_name(vendor / "__init__.py")
    own_protocol = f"{PROTOCOL_NAME}.{vendor.name.removeprefix('accord_')}"
    foreign = [
        module_name(path / "__init__.py")
        for path in PROTOCOL_VENDORS
        if not within(module_name(path / "__init__.py"), own_protocol)
    ]
    wrong = [
        f"{name_of(path)}:{node.lineno}: {name}"
        for path in python_files(vendor)
        for node, name in imports(path)
        if (
            name.startswith("custom_components")
            and not (within(name, own) or within(name, HUB_NAME))
        )
        or any(within(name, other) for other in foreign)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda path: path.name)
def test_vendors_reach_shared_code_by_one_prefix(vendor: Path) -> None:
    """``..accord.<module>`` at the top of a module: a builder could rewrite that."""
    wrong = []
    for path in python_files(vendor):
        depth = len(path.relative_to(vendor).parts) + 1
        top = set(parsed(path).body)
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import) and any(
                within(alias.name, "custom_components") for alias in node.names
            ):
                wrong.append(f"{name_of(path)}:{node.lineno}: absolute import")
            if not isinstance(node, ast.ImportFrom):
                continue
            module = node.module or ""
            if within(module, "custom_components") and not node.level:
                wrong.append(f"{name_of(path)}:{node.lineno}: absolute import")
            if node.level >= depth and (node.level > depth or not module.startswith("accord.")):
                wrong.append(f"{name_of(path)}:{node.lineno}: not ..accord.<module>")
            if node.level >= depth and node not in top:
                wrong.append(f"{name_of(path)}:{node.lineno}: not at the top of the module")
    assert not wrong, "\n".join(wrong)


def test_nothing_is_imported_from_the_folder_of_the_release() -> None:
    """It would be a second copy of the same classes under another name."""
    assert not (HUB / "bundle/__init__.py").exists()
    wrong = [
        f"{name_of(path)}:{node.lineno}: {name}"
        for path in python_files(HUB, *VENDORS)
        for node, name in imports(path)
        if within(name, f"{HUB_NAME}.bundle")
    ]
    name = f"{HUB_NAME}.bundle"
    wrong += [
        name_of(path)
        for path in project_files()
        if path.suffix == ".py" and name in path.read_text(encoding="utf-8")
    ]
    assert not wrong, "\n".join(wrong)
