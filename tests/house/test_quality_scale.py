"""Each package says how it stands to every rule of Home Assistant's quality scale."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.house.tree import PACKAGES, function_nodes, parsed, platform_modules

RULES = [
    "action-setup",
    "appropriate-polling",
    "brands",
    "common-modules",
    "config-flow",
    "config-flow-test-coverage",
    "dependency-transparency",
    "docs-actions",
    "docs-triggers",
    "docs-conditions",
    "docs-high-level-description",
    "docs-installation-instructions",
    "docs-removal-instructions",
    "entity-event-setup",
    "entity-unique-id",
    "has-entity-name",
    "runtime-data",
    "test-before-configure",
    "test-before-setup",
    "unique-config-entry",
    "action-exceptions",
    "config-entry-unloading",
    "docs-configuration-parameters",
    "docs-installation-parameters",
    "entity-unavailable",
    "integration-owner",
    "log-when-unavailable",
    "parallel-updates",
    "reauthentication-flow",
    "test-coverage",
    "devices",
    "diagnostics",
    "discovery",
    "discovery-update-info",
    "docs-data-update",
    "docs-examples",
    "docs-known-limitations",
    "docs-supported-functions",
    "docs-troubleshooting",
    "docs-use-cases",
    "docs-supported-devices",
    "dynamic-devices",
    "entity-category",
    "entity-device-class",
    "entity-disabled-by-default",
    "entity-translations",
    "exception-translations",
    "icon-translations",
    "reconfiguration-flow",
    "repair-issues",
    "stale-devices",
    "async-dependency",
    "inject-websession",
    "strict-typing",
]

every_package = pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)


def rules_of(package: Path) -> dict[str, Any]:
    """Return what a package says of itself."""
    return yaml.safe_load((package / "quality_scale.yaml").read_text(encoding="utf-8"))["rules"]


def status(package: Path, rule: str) -> str:
    """Return done, todo or exempt."""
    value = rules_of(package)[rule]
    return value if isinstance(value, str) else value["status"]


def test_the_list_of_rules_is_whole() -> None:
    """Home Assistant has 54 of them."""
    assert len(RULES) == len(set(RULES)) == 54


@every_package
def test_every_rule_is_answered(package: Path) -> None:
    """No rule is missing and none is invented."""
    rules = rules_of(package)
    assert set(RULES) - set(rules) == set(), "rules without an answer"
    assert set(rules) - set(RULES) == set(), "rules that do not exist"


@every_package
def test_exemptions_and_plans_say_why(package: Path) -> None:
    """Only done, todo and exempt exist; the last two need a comment."""
    wrong = []
    for rule, value in rules_of(package).items():
        given = {"status": value} if isinstance(value, str) else value
        if given.get("status") not in ("done", "todo", "exempt") or set(given) - {
            "status",
            "comment",
        }:
            wrong.append(f"{rule}: {value!r} is no answer")
        elif given["status"] != "done" and not str(given.get("comment", "")).strip():
            wrong.append(f"{rule}: {given['status']} without a comment")
    assert not wrong, "\n".join(wrong)


def steps(package: Path) -> set[str]:
    """Return the names of the methods in a package's config flow."""
    path = package / "config_flow.py"
    return {node.name for node in function_nodes(path)} if path.exists() else set()


@every_package
def test_done_is_not_said_of_what_is_not_there(package: Path) -> None:
    """What can be seen in the tree agrees with the file."""
    platforms = platform_modules(package)
    flow = steps(package)
    there = {
        "brands": (package / "brand/icon.png").exists(),
        "config-flow": bool(flow),
        "reauthentication-flow": "async_step_reauth" in flow,
        "reconfiguration-flow": "async_step_reconfigure" in flow,
        "diagnostics": (package / "diagnostics.py").exists(),
        "strict-typing": (package / "py.typed").exists(),
        "common-modules": (package / "coordinator.py").exists()
        and (package / "entity.py").exists(),
        "parallel-updates": bool(platforms)
        and all(hasattr(module, "PARALLEL_UPDATES") for module in platforms.values()),
    }
    wrong = [rule for rule, found in there.items() if status(package, rule) == "done" and not found]
    assert not wrong, f"said to be done, but not there: {', '.join(wrong)}"
    late = [rule for rule, found in there.items() if status(package, rule) == "todo" and found]
    assert not late, f"said to be missing, but there: {', '.join(late)}"


@every_package
def test_exemption_from_actions_means_no_actions(package: Path) -> None:
    """A package with actions has to meet the rules for them."""
    has_actions = "ACTIONS" in {
        target.id
        for path in package.glob("actions.py")
        for node in parsed(path).body
        for target in ([node.target] if hasattr(node, "target") else getattr(node, "targets", []))
        if hasattr(target, "id")
    }
    for rule in ("action-setup", "docs-actions", "action-exceptions"):
        assert (status(package, rule) == "exempt") is not has_actions, rule
