"""All manifests have Home Assistant's form and agree with each other and with pyproject.toml."""

import ast
from pathlib import Path
import re
from typing import Any

import pytest

from scripts import stamp
from tests.house.tree import (
    COMPONENTS,
    HUB,
    PACKAGES,
    PLATFORMS,
    VENDORS,
    imports,
    json_of,
    name_of,
    python_files,
)

every_package = pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
every_vendor = pytest.mark.parametrize("package", VENDORS, ids=lambda path: path.name)

REQUIRED = (
    "codeowners",
    "documentation",
    "integration_type",
    "iot_class",
    "issue_tracker",
    "name",
    "requirements",
    "version",
)
IOT_CLASSES = {
    "assumed_state",
    "calculated",
    "cloud_polling",
    "cloud_push",
    "local_polling",
    "local_push",
}
MATCHERS = ("bluetooth", "dhcp", "homekit", "mqtt", "ssdp", "usb", "zeroconf")
ALWAYS_THERE = {
    "application_credentials",
    "diagnostics",
    "frontend",
    "hassio",
    "homeassistant",
    "lovelace",
    "panel_custom",
    "persistent_notification",
    "repairs",
    "system_health",
    "webhook",
    "websocket_api",
}
"""May be imported without being named as a dependency (hassfest)."""


def manifest(package: Path) -> dict[str, Any]:
    """Return the manifest of a package."""
    return json_of(package / "manifest.json")


@every_package
def test_order_of_keys(package: Path) -> None:
    """First domain and name, then the alphabet."""
    keys = list(manifest(package))
    assert keys == ["domain", "name", *sorted(set(keys) - {"domain", "name"})]


@every_package
def test_required_keys(package: Path) -> None:
    """What Home Assistant and HACS demand is there."""
    found = manifest(package)
    assert not [key for key in REQUIRED if key not in found]
    assert found["domain"] == package.name
    assert found["iot_class"] in IOT_CLASSES
    assert found["codeowners"]
    assert "quality_scale" not in found, "without effect here: quality_scale.yaml has it"
    assert found.get("config_flow", False) is (package / "config_flow.py").exists()


@every_package
def test_requirements_are_ranges(package: Path) -> None:
    """An exact pin would fight with Home Assistant's own."""
    wrong = [text for text in manifest(package)["requirements"] if "==" in text or " " in text]
    assert not wrong, f"exact pins or blanks: {wrong}"


def test_one_version() -> None:
    """All packages carry the same, in a form that Home Assistant accepts."""
    versions = {package.name: manifest(package)["version"] for package in PACKAGES}
    assert len(set(versions.values())) == 1, versions
    assert re.fullmatch(r"\d+\.\d+\.\d+((a|b|rc)\d+)?", versions["accord"])


@every_vendor
def test_vendors_depend_on_the_shared_package(package: Path) -> None:
    """Home Assistant then sets the shared package up first."""
    assert "accord" in manifest(package)["dependencies"]


def test_dependencies_lead_to_the_shared_package_only() -> None:
    """Vendors do not need each other, and the shared package needs none of them."""
    for package in PACKAGES:
        named = {*manifest(package).get("dependencies", ()), *after(package)}
        ours = {name for name in named if (COMPONENTS / name).exists()}
        assert ours == (set() if package == HUB else {"accord"}), package.name


def after(package: Path) -> list[str]:
    """Return what has to be set up first if it is there."""
    return manifest(package).get("after_dependencies", [])


@every_package
def test_what_is_imported_is_a_dependency(package: Path) -> None:
    """Home Assistant's hassfest demands it."""
    found = manifest(package)
    known = {*found.get("dependencies", ()), *after(package), *ALWAYS_THERE, *PLATFORMS}
    known |= {key for key in MATCHERS if key in found}
    prefix = "homeassistant.components."
    wrong = {
        f"{name_of(path)}:{node.lineno}: {name.removeprefix(prefix).split('.')[0]}"
        for path in python_files(package)
        for node, name in imports(path)
        if name.startswith(prefix) and name.removeprefix(prefix).split(".")[0] not in known
    }
    assert not wrong, "neither in dependencies nor in after_dependencies:\n" + "\n".join(wrong)


@every_package
def test_loggers_cover_the_package(package: Path) -> None:
    """The user's switch for debug logging reaches package and protocol."""
    loggers = manifest(package)["loggers"]
    assert "custom_components.accord" in loggers
    assert f"custom_components.{package.name}" in loggers


def test_shared_package_has_all_matchers() -> None:
    """Matchers of a package added at run time would be read after the next restart only."""
    hub = manifest(HUB)
    if "config_flow" not in hub:
        pytest.skip("the shared package has no config flow yet that could hand over")
    for package in VENDORS:
        for key in MATCHERS:
            missing = [
                matcher
                for matcher in manifest(package).get(key, [])
                if matcher not in hub.get(key, []) and matcher != {"registered_devices": True}
            ]
            assert not missing, f"{package.name}: {key} matchers that accord lacks: {missing}"


def test_manifests_and_links_are_stamped() -> None:
    """What pyproject.toml says of repository, owner and version stands everywhere."""
    found = stamp.changes(stamp.read_project())
    assert not found, f"run scripts/stamp: {sorted(name_of(path) for path in found)}"


def test_links_of_manifests_exist() -> None:
    """Each documentation link leads to a page of this repository."""
    project = stamp.read_project()
    for package in PACKAGES:
        link = manifest(package)["documentation"]
        assert link == project.documentation(package.name)
        page = link.partition("/blob/main/")[2] or "README.md"
        assert (COMPONENTS.parent / page).exists(), f"{package.name}: {page} is missing"


@every_vendor
def test_schema_for_the_configuration_file(package: Path) -> None:
    """A package with ``async_setup`` says that it takes nothing from configuration.yaml."""
    tree = ast.parse((package / "__init__.py").read_text(encoding="utf-8"))
    names = {
        getattr(target, "id", "")
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
    }
    if any(getattr(node, "name", "") == "async_setup" for node in tree.body):
        assert "CONFIG_SCHEMA" in names
