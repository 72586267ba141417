"""Print what Home Assistant would install by itself when it starts with our integrations.

Home Assistant installs the requirements of an integration when it sets it up. Installing them
beforehand makes starts fast and possible without network. The versions come from the installed
Home Assistant, so they agree with it whichever release that is.
"""

import json
from pathlib import Path
import sys
from typing import Any

import homeassistant
from homeassistant.auth.mfa_modules import totp
from homeassistant.bootstrap import CORE_INTEGRATIONS, DEFAULT_INTEGRATIONS
from homeassistant.requirements import DISCOVERY_INTEGRATIONS

type Manifests = dict[str, dict[str, Any]]

# What the demo and the browser tests configure beyond what Home Assistant always starts.
CONFIGURED = (
    "api",
    "config",
    "dhcp",
    "energy",
    "history",
    "logbook",
    "network",
    "ssdp",
    "zeroconf",
)


def read_manifests(folder: Path) -> Manifests:
    """Return the manifests of the integrations in a folder by their domain."""
    return {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))
        for path in folder.glob("*/manifest.json")
    }


def close_over(start: set[str], manifests: Manifests) -> set[str]:
    """Return the domains and all that Home Assistant would look at because of them."""
    found: set[str] = set()
    pending = start & manifests.keys()
    while pending:
        domain = pending.pop()
        found.add(domain)
        manifest = manifests[domain]
        wanted = {*manifest.get("dependencies", ()), *manifest.get("after_dependencies", ())}
        for finder, keys in DISCOVERY_INTEGRATIONS.items():
            if any(key in manifest for key in keys):
                wanted.add(finder)
        pending |= (wanted & manifests.keys()) - found
    return found


def main(project: Path) -> None:
    """Print the requirements, one per line."""
    ours = read_manifests(project / "custom_components")
    theirs = read_manifests(Path(homeassistant.__path__[0]) / "components")
    manifests = theirs | ours
    start = {*CORE_INTEGRATIONS, *DEFAULT_INTEGRATIONS, *CONFIGURED, *ours}
    requirements = set(totp.REQUIREMENTS)
    for domain in close_over(start, manifests):
        requirements.update(manifests[domain].get("requirements", ()))
    print("\n".join(sorted(requirements)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
