"""Tables of entities and actions agree with icons.json and services.yaml."""

from collections import Counter
import importlib
from pathlib import Path
import re
from typing import Any

import homeassistant.components
from homeassistant.const import ATTR_DEVICE_ID
import pytest

from custom_components.accord.protocol.lifesmart.catalog import all_rows
from custom_components.accord.protocol.lifesmart.classes.feature import Kind
from custom_components.accord_lifesmart.entity import key_of
from scripts.coverage_surface import rows_of
from tests.house.texts import actions_of, flat, services_of
from tests.house.tree import PACKAGES, VENDORS, json_of, platform_modules

every_package = pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
every_vendor = pytest.mark.parametrize("package", VENDORS, ids=lambda path: path.name)


def icons(package: Path) -> dict[str, Any]:
    """Return the content of icons.json."""
    path = package / "icons.json"
    return json_of(path) if path.exists() else {}


# --- Entities --------------------------------------------------------------------------------


@every_vendor
def test_keys_are_unique(package: Path) -> None:
    """Unique ids are made of them."""
    wrong = []
    for platform, module in platform_modules(package).items():
        rows = {id(row): row for row in rows_of(module)}.values()
        assert rows, f"{platform} has no table of AccordEntityDescription"
        counted = Counter(row.key for row in rows)
        wrong += [f"{platform}: {key} twice" for key, count in counted.items() if count > 1]
        wrong += [f"{platform}: {key}" for key in counted if not re.fullmatch("[a-z0-9_]+", key)]
    assert not wrong, "\n".join(wrong)


BEYOND: dict[str, dict[str, str]] = {
    "accord_huawei": {
        "sensor: calls_per_minute": "counted here, nothing is asked for it",
        "sensor: certificate_end": "our own certificate tells it",
        "sensor: last_push": "counted here, nothing is asked for it",
        "sensor: throttled_calls": "counted here, nothing is asked for it",
    },
    "accord_iotsquare": {
        f"sensor: {key}": "an operation of newer servers, which the vendor's list does not have"
        for key in (
            *("downlink_queue", "network_delay", "lte_rssi", "lte_rsrp", "lte_rsrq", "lte_snr"),
            *("uptime", "load", "memory_used", "disk_used", "log_used", "temperature"),
            *("supply_voltage", "battery_level", "battery_voltage"),
            *("solar_battery_level", "solar_battery_voltage"),
        )
    },
    "accord_kasa": {
        f"number: {key}": "a dimmer's own setting, which the vendor's list does not have"
        for key in (
            *("fade_on_time", "fade_off_time", "gentle_on_time", "gentle_off_time"),
            *("ramp_rate", "minimum_level"),
        )
    }
    | {
        f"select: {key}": "a dimmer's button, which the vendor's list does not have"
        for key in ("double_click", "long_press")
    },
    "accord_lifesmart": {
        f"{row.kind}: {key_of(row)}": "the base protocol's ep, which the vendor's list leaves out"
        for row in all_rows()
        if row.kind not in (Kind.LOCK, Kind.REMOTE)
    }
    | {
        "button: restart": "the base protocol's restart, which the vendor's list leaves out",
        "scene: scene": "the base protocol's scenes, which the vendor's list leaves out",
        "sensor: clock_offset": "answers tell it, nothing is asked for it",
        "sensor: rssi_received": "the base protocol's rssi, which the vendor's list leaves out",
        "sensor: rssi_sent": "the base protocol's rssi, which the vendor's list leaves out",
        "switch: group": "the base protocol's groups, which the vendor's list leaves out",
        "update: station_firmware": "the base protocol's getver, which the vendor's list leaves out",
    },
}
"""Rows that reach no operation of the vendor's list, and why."""


@every_vendor
def test_rows_name_operations(package: Path) -> None:
    """Each row says what it puts into the user's hands."""
    silent = {
        f"{platform}: {row.key}"
        for platform, module in platform_modules(package).items()
        for row in rows_of(module)
        if not row.operations
    }
    assert silent == set(BEYOND.get(package.name, {}))


@every_vendor
def test_platforms_are_set_up(package: Path) -> None:
    """``PLATFORMS`` names the files that are there."""
    module = importlib.import_module(f"custom_components.{package.name}")
    assert sorted(module.PLATFORMS) == sorted(platform_modules(package))


@every_vendor
def test_one_key_one_translation(package: Path) -> None:
    """The key of a row and of its texts and icons are the same word."""
    wrong = [
        f"{platform}: {row.key}: {row.translation_key}"
        for platform, module in platform_modules(package).items()
        for row in rows_of(module)
        if row.translation_key not in (None, row.key)
    ]
    assert not wrong, wrong


# --- Icons -----------------------------------------------------------------------------------


@every_package
def test_icons_belong_to_something(package: Path) -> None:
    """To a row with that translation key, or to an action."""
    found = icons(package)
    assert set(found) <= {"entity", "services"}, f"unknown groups: {set(found)}"
    known = {
        (platform, row.translation_key)
        for platform, module in platform_modules(package).items()
        for row in rows_of(module)
    }
    lost = [
        f"{platform}.{key}"
        for platform, keys in found.get("entity", {}).items()
        for key in keys
        if (platform, key) not in known
    ]
    lost += [name for name in found.get("services", {}) if name not in actions_of(package)]
    assert not lost, f"icons of things that are not there: {lost}"


@every_package
def test_every_action_has_an_icon(package: Path) -> None:
    """The action picker shows it."""
    found = icons(package).get("services", {})
    missing = [name for name in actions_of(package) if "service" not in found.get(name, {})]
    assert not missing, missing


@every_package
def test_names_of_icons(package: Path) -> None:
    """Material Design only."""
    wrong = [icon for icon in texts(icons(package)) if not re.fullmatch(r"mdi:[a-z0-9-]+", icon)]
    assert not wrong, wrong


def texts(node: Any) -> list[str]:
    """Return all texts in a tree."""
    if isinstance(node, dict):
        return [text for value in node.values() for text in texts(value)]
    return [node]


@every_package
def test_icons_say_something_new(package: Path) -> None:
    """A state's icon differs from the default; an entity's icon from its device class's."""
    wrong = []
    for platform, keys in icons(package).get("entity", {}).items():
        for key, icon in keys.items():
            states = {**icon.get("state", {}), **icon.get("range", {})}
            wrong += [
                f"{platform}.{key}: state {state} has the default's icon"
                for state, name in states.items()
                if name == icon.get("default")
            ]
            ranges = [float(bound) for bound in icon.get("range", {})]
            if ranges != sorted(ranges):
                wrong.append(f"{platform}.{key}: ranges do not ascend")
            if icon in of_device_class(package, platform, key):
                wrong.append(f"{platform}.{key}: its device class has the same icon")
    assert not wrong, "\n".join(wrong)


def of_device_class(package: Path, platform: str, key: str) -> list[Any]:
    """Return the icons that Home Assistant has for the rows with a translation key."""
    root = Path(homeassistant.components.__path__[0])
    known = json_of(root / platform / "icons.json").get("entity_component", {})
    return [
        known.get(str(row.device_class))
        for row in rows_of(platform_modules(package)[platform])
        if row.translation_key == key and row.device_class is not None
    ]


# --- Actions ---------------------------------------------------------------------------------


@every_package
def test_services_file_has_all_actions(package: Path) -> None:
    """Home Assistant shows what stands there."""
    assert set(services_of(package)) == set(actions_of(package))


@every_package
def test_services_file_has_all_fields(package: Path) -> None:
    """With a selector each, and required where the schema demands it."""
    wrong = []
    services = services_of(package)
    for name, fields in actions_of(package).items():
        described = flat((services.get(name) or {}).get("fields", {}))
        if set(described) != set(fields):
            wrong.append(f"{name}: {sorted(set(described) ^ set(fields))} only in one of both")
            continue
        for field, required in fields.items():
            content = described[field]
            if "selector" not in content:
                wrong.append(f"{name}.{field} has no selector")
            if bool(content.get("required", False)) is not required:
                wrong.append(f"{name}.{field}: required in one of both only")
    assert not wrong, "\n".join(wrong)


@every_package
def test_device_selectors_show_own_devices(package: Path) -> None:
    """A device of another integration would be refused."""
    wrong = []
    for name, service in services_of(package).items():
        for field, content in flat((service or {}).get("fields", {})).items():
            if (content.get("selector") or {}).keys() & {"device"}:
                filters = (content["selector"]["device"] or {}).get("filter", [])
                if any(one.get("integration") != package.name for one in filters) or not filters:
                    wrong.append(f"{name}.{field}")
    assert not wrong, wrong


@every_package
def test_targets_show_own_entities(package: Path) -> None:
    """An action has a device among its fields or a target, and that is one of ours."""
    wrong = []
    for name, fields in actions_of(package).items():
        service = services_of(package)[name] or {}
        if (ATTR_DEVICE_ID in fields) is ("target" in service):
            wrong.append(f"{name}: needs either a field {ATTR_DEVICE_ID} or a target")
        elif "target" in service:
            entity = service["target"].get("entity") or {}
            filters = entity if isinstance(entity, list) else [entity]
            if any(one.get("integration") != package.name for one in filters):
                wrong.append(f"{name}: target is not limited to {package.name}")
    assert not wrong, "\n".join(wrong)


@every_vendor
def test_documentation_names_all_actions(package: Path) -> None:
    """And their fields."""
    page = package.parents[1] / f"docs/{package.name.removeprefix('accord_')}.md"
    text = page.read_text(encoding="utf-8")
    missing = [
        f"{name}: {word}"
        for name, fields in actions_of(package).items()
        for word in (f"{package.name}.{name}", *fields)
        if f"`{word}`" not in text
    ]
    assert not missing, f"{page.name} does not mention:\n" + "\n".join(missing)
