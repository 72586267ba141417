"""The room plan: every vendor's package looks like every other, and tests mirror the code.

Each extra room needs a reason in a table below; a reason for a room that is gone is removed.
"""

import ast
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from tests.house.tree import (
    COMPONENTS,
    HUB,
    PLATFORMS,
    PROTOCOL,
    PROTOCOL_VENDORS,
    ROOT,
    VENDORS,
    name_of,
    parsed,
    python_files,
)

DATA_ROOMS = (
    "brand/icon.png",
    "icons.json",
    "manifest.json",
    "py.typed",
    "quality_scale.yaml",
    "translations/en.json",
    "translations/zh-Hans.json",
)
VENDOR_ROOMS = (
    *DATA_ROOMS,
    "__init__.py",
    "actions.py",
    "config_flow.py",
    "const.py",
    "coordinator.py",
    "diagnostics.py",
    "entity.py",
    "services.yaml",
)
BRAND = {f"brand/{dark}{name}{size}.png" for dark in ("", "dark_")
         for name in ("icon", "logo") for size in ("", "@2x")}  # fmt: skip

VENDOR_EXTRA: dict[str, dict[str, str]] = {
    "accord_akuvox": {
        "access.py": "the stream of who came and who called, over restarts",
        "connection.py": "address, certificate and account of an entry",
        "files.py": "files that come from units and go to them",
        "installation.py": "firmware that is being installed, for those who watch",
        "issues.py": "repairs without a dialog of their own, so not in repairs.py",
        "log_actions.py": "actions of logs and captures: one table would be too long",
        "options_flow.py": "options, enrolment of cards: the config flow would be too long",
        "push.py": "action URLs, and what to do when they are called",
        "push_flow.py": "the dialogs for that",
        "readings.py": "what is read seldom, as a table",
        "record_actions.py": "actions of stores: one table would be too long",
        "records.py": "rows of stores as users write them, and back",
        "repairs.py": "what can be put right by a dialog",
        "residents.py": "people at the door, in the words that all locks share",
        "setup_actions.py": "actions of settings, backups and firmware",
        "unit_actions.py": "actions at the door and of calls",
        "unit_clock.py": "when the unit's own clock counts as wrong",
    },
    "accord_huawei": {
        "batch_actions.py": "actions of tasks for many devices: one table would be too long",
        "batches.py": "tasks for many devices, followed until they end",
        "certificates.py": "certificates as text and as file, which no other vendor wants",
        "command_actions.py": "actions of commands: one table would be too long",
        "connection.py": "address, application and certificates of an entry, and their test",
        "data_actions.py": "actions of reports and wishes: one table would be too long",
        "devices.py": "the registry follows what the platform lists",
        "group_actions.py": "actions of groups: one table would be too long",
        "group_flow.py": "the dialog that adds a group",
        "groups.py": "groups of the platform that are shown",
        "history_import.py": "totals of the past as statistics of their own",
        "issues.py": "repairs without a dialog of their own, so not in repairs.py",
        "listeners.py": "of very many devices each entity hears of its own only",
        "model_check.py": "commands that people write, held against the product model",
        "notices.py": "what notifications bring about, without trusting them",
        "options_flow.py": "options: the config flow would be too long",
        "orders.py": "commands by two ways and the shadow, with the rule for locks",
        "outcomes.py": "an action waits for what becomes of its command",
        "override_flow.py": "the dialog for what owners say of product models",
        "overrides.py": "what owners say of product models, which other vendors know by heart",
        "pending.py": "commands wait on the platform for devices that sleep",
        "preset_entities.py": "entities of commands under a name, for all their platforms",
        "preset_flow.py": "the dialogs that put commands under a name",
        "products.py": "product models, asked for once and kept over restarts",
        "proofs.py": "whether every device really pushes, so that scans may be rare",
        "push.py": "our address at the platform, and what an entry keeps of it",
        "push_flow.py": "the dialog for pushes",
        "registration_actions.py": "actions of registrations: one table would be too long",
        "saved_presets.py": "commands under a name, followed while they change",
        "scope.py": "which of very many devices are shown",
        "scope_flow.py": "the steps for that, which config flow and options share",
        "state.py": "how news of devices are taken in: the coordinator would be too long",
        "subscriptions.py": "subscriptions at the platform, without harm to others'",
        "targets.py": "what an action is aimed at, for all tables of actions",
        "trimming.py": "what others wrote, cut to what a state may carry",
        "upgrade_actions.py": "actions of packages and upgrades: one table would be too long",
        "upgrades.py": "packages, and upgrades on their way",
        "vanished.py": "entities that a product model does not have any more",
    },
    "accord_iotsquare": {
        "application_actions.py": "actions of applications: one table would be too long",
        "broker.py": "the way in by MQTT, beside polls and pushes",
        "connection.py": "address and token of an entry, and whose account it is",
        "device_actions.py": "actions of devices as the server keeps them: one table would be too long",
        "device_sensors.py": "sensors of devices: one table would be too long",
        "devices.py": "the registry follows what the server lists",
        "downlink_actions.py": "actions that send: one table would be too long",
        "downlinks.py": "what was sent, and what became of it",
        "gateway_actions.py": "actions of gateways: one table would be too long",
        "gateway_sensors.py": "sensors of gateways: one table would be too long",
        "group_actions.py": "actions of groups and members: one table would be too long",
        "group_sensors.py": "sensors of groups and applications: one table would be too long",
        "issues.py": "repairs without a dialog of their own, so not in repairs.py",
        "links.py": "our links in the server, without harm to others'",
        "mqtt_flow.py": "the dialog for MQTT",
        "options_flow.py": "options: the config flow would be too long",
        "payloads.py": "payloads as users write them, in actions",
        "proofs.py": "whose lists need to be read less often, as pushes really come",
        "push.py": "what becomes of pushes",
        "push_flow.py": "the dialog for our links",
        "readings.py": "what is read seldom, as a table",
        "register_flow.py": "the dialog that registers a device",
        "repairs.py": "what can be put right by a dialog",
        "results.py": "results of messages to groups",
        "sensing.py": "what rows of sensors have in common",
        "state.py": "what is known of an account: the coordinator would be too long",
        "targets.py": "what an action is aimed at, and fields that several have",
        "transfer_actions.py": "actions of file transfers: one table would be too long",
        "telling.py": "who is told of changes, in slices; no other vendor has thousands of devices",
        "transfers.py": "file transfers of groups, which no other vendor has",
        "uplinks.py": "one stream of uplinks from all ways in, over restarts",
        "decoded.py": "what devices measure as sensors, which no other vendor leaves open",
        "decoded_entity.py": "what those entities share: they come live and keep their values",
        "decoded_rows.py": "one row for each quantity that decoders know",
        "decoder_flow.py": "the dialogs of decoders",
        "decoder_forms.py": "their fields",
        "decoder_rules.py": "which decoder reads which device",
        "decoding.py": "each uplink through its decoder, once",
        "preview.py": "what a decoder would make of a payload, before it is saved",
        "template_decoder.py": "the one decoder that needs Home Assistant",
        "preset_entities.py": "one class for each platform of presets",
        "preset_entity.py": "what presets share: they send, and say what is known of the effect",
        "preset_flow.py": "the dialogs of presets",
        "preset_forms.py": "their fields",
        "saved_presets.py": "downlinks under a name, which no other vendor leaves open",
    },
    "accord_kasa": {
        "sensing.py": "motion and Smart Control, which no other vendor has",
        "smart_control_actions.py": "actions of Smart Control: one table would be too long",
        "repairs.py": "what can be put right by a dialog",
        "energy_import.py": "days that the device counted, which no other vendor's does",
        "restarts.py": "restarts without the cloud, which only Kasa firmware does",
        "clock.py": "the device's own clock, which no other vendor has",
        "system_actions.py": "actions of the device as a whole: one table would be too long",
        "connection.py": "address, transport and accounts of an entry",
        "calendar_events.py": "rules as events and back, which only calendars need",
        "effects.py": "effects of light strips, which no other vendor has",
        "light_actions.py": "actions of lights: the table of actions would be too long",
        "readings.py": "what is read seldom, as a table",
        "occurrences.py": "when rules take effect, by the clock and by the sun",
        "rules.py": "rules as users write them, and back",
        "rule_actions.py": "actions of rules: the table of actions would be too long",
        "issues.py": "repairs without a dialog of their own, so not in repairs.py",
        "statistics.py": "days and months that the device counts; no other vendor's does",
        "naming.py": "follows renames in Home Assistant, which no other vendor stores",
    },
    "accord_lifesmart": {
        "connection.py": "address and account of an entry",
        "devices.py": "the registry follows what hangs on a station, which no other vendor has",
        "groups.py": "groups of the app, besides the switches of devices",
        "issues.py": "what is wrong with a station, whoever puts it right",
        "learned.py": "infrared codes that were learned, over restarts",
        "lock_actions.py": "actions and fields of some locks: one table would be too long",
        "lock_buttons.py": "buttons of SWIFTE locks, besides the station's",
        "lock_events.py": "events that Home Assistant itself brings about at locks",
        "lock_firmware.py": "firmware of both halves of SWIFTE locks, with its action",
        "lock_info.py": "what locks are asked, besides what their inputs tell",
        "lock_people.py": "people at locks, in the words that all locks share",
        "lock_rows.py": "entities of locks that are asked, in five platforms",
        "lock_settings.py": "settings of SWIFTE locks: a select, a switch and a number of one thing",
        "names_flow.py": "names of people at locks: the options flow would be too long",
        "network.py": "what a station tells of its network, besides what devices measure",
        "network_actions.py": "actions of the network: one table would be too long",
        "options_flow.py": "options: the config flow would be too long",
        "ota_actions.py": "actions of firmware files: one table would be too long",
        "pairing_flow.py": "a new device: the options flow would be too long",
        "packet_size.py": "a number of each interface of a station",
        "ports.py": "the one socket that all stations share",
        "radio.py": "radio levels, which are measured for those only who look at them",
        "readings.py": "what is read seldom, as a table",
        "remote_actions.py": "actions of remotes: one table would be too long",
        "repairs.py": "repairs that Home Assistant carries out itself",
        "remote_keys.py": "keys of the app's remotes as buttons",
        "station.py": "entities that only some stations have, as the station tells",
        "station_actions.py": "actions of the station as a whole: one table would be too long",
        "station_light.py": "the station's own LED, besides the lights of devices",
        "time_zone.py": "the station's time zone, a number and a switch of one setting",
        "watched_update.py": "firmware on its way, to devices and to halves of locks alike",
    },
}

HUB_ROOMS: dict[str, str] = {
    "__init__.py": "heals packages, starts discovery and push",
    "actions.py": "tables of actions",
    "activation.py": "links, copies and markers: plain work on files",
    "config_flow.py": "the choice of systems",
    "const.py": "names",
    "coordinator.py": "errors, polling tiers",
    "diagnostics.py": "what is installed of the bundle",
    "discovery.py": "broadcasts",
    "door_user_actions.py": "the actions of users at locks: with the vocabulary it would be too long",
    "door_users.py": "one vocabulary for people and codes at locks",
    "entity.py": "base entity",
    "failures.py": "errors of the protocol in the user's language, for entities and actions alike",
    "flows.py": "what config flows share",
    "healing.py": "packages put right, and what the user has to see to: issues without a dialog",
    "migrations.py": "entries that an older version stored",
    "push_view.py": "the one way in for pushes by HTTP",
    "pushes.py": "what a push is, and whether pushes are to be relied on",
    "readings.py": "what is read less often than the state",
    "system_health.py": "the bundle on the page of the system's health",
    "systems.py": "the systems of the bundle, and what gives their devices away",
}
HUB_PLANNED: dict[str, str] = {
    "icons.json": "there are no entities and no actions",
    "repairs.py": "no issue can be put right by a dialog",
}
"""Rooms of the plan that are not there yet; move them up when they are."""

PROTOCOL_ROOMS = ("__init__.py", "client.py", "codec.py", "catalog.py", "errors.py", "session.py")
PROTOCOL_FOLDERS = ("models", "topics")
PROTOCOL_EXTRA: dict[str, dict[str, str]] = {
    "akuvox": {
        "cursor.py": "what is new in a log, over restarts",
        "paging.py": "lists come in pages",
        "people.py": "people as rows of the stores of either generation",
        "detect.py": "how a unit wants to be spoken to, before there is a client",
        "privacy.py": "which settings and members of answers are private",
    },
    "huawei/northbound": {
        "budget.py": "the platform counts calls, so somebody has to share them out",
        "mapping/__init__.py": "features from any product's model, which no other vendor needs",
        "mapping/booleans.py": "what is on or off",
        "mapping/commands.py": "rules K1 to K10",
        "mapping/delivery.py": "how a command is sent: the hard rule of locks",
        "mapping/feature.py": "what a rule results in",
        "mapping/guess.py": "rule P11",
        "mapping/plan.py": "all rules over a device",
        "mapping/properties.py": "rules P1 to P10",
        "mapping/units.py": "the table of units",
        "mapping/values.py": "values there and back",
        "mapping/words.py": "names taken apart",
        "mapping/write_paths.py": "rules W0 to W4",
        "mapping/writing.py": "what is sent when a feature is set",
        "notifications.py": "what the platform tells unasked",
        "paging.py": "lists come in pages",
        "paths.py": "where each of 46 operations lives",
        "privacy.py": "which members of answers are private",
        "recent.py": "notifications come at least once",
        "tls.py": "certificates of both sides, which no other vendor wants",
        "tokens.py": "the one valid token of an application",
        "upgrade_notifications.py": "with the other notifications it would be too long",
    },
    "iotsquare": {
        "decoders/__init__.py": "what payloads mean, which the server leaves open",
        "decoders/cayenne_lpp.py": "records that describe themselves",
        "decoders/fields.py": "layouts that owners describe by rows",
        "decoders/measurement.py": "what decoders return",
        "decoders/milesight.py": "records of one maker",
        "decoders/quantities.py": "what decoders know by themselves",
        "decoders/raw.py": "payloads as they came",
        "decoders/risinghf.py": "devices of the vendor's own",
        "decoders/rows.py": "what owners write into rows",
        "mqtt.py": "uplinks by MQTT, and frames to devices",
        "mqtt_codec.py": "its messages in protobuf and JSON",
        "payload_input.py": "payloads as people write them",
        "payload_size.py": "how long downlinks may be",
        "presets.py": "downlinks under a name",
        "privacy.py": "which members of answers are private",
        "push.py": "what servers push",
        "push_link.py": "where they push it to",
        "stream.py": "one stream of uplinks, whichever ways they come",
    },
    "kasa": {
        "announcement.py": "what devices that speak KLAP tell before a login",
        "credentials.py": "hashes of accounts",
        "klap.py": "the other cipher",
        "klap_http.py": "the little HTTP that carries it",
        "klap_link.py": "its sessions",
        "links.py": "which of both ways a device speaks now",
        "discovery.py": "finding devices is no operation of a client",
        "envelope.py": "requests of several modules in one JSON object",
        "privacy.py": "which members of answers are private",
        "xor.py": "one of two ciphers that carry the same JSON",
    },
    "lifesmart": {
        "classes/__init__.py": "the catalogue's rows: too many for one table",
        "classes/climates.py": "rows of the catalogue",
        "classes/controllers.py": "rows of the catalogue",
        "classes/covers.py": "rows of the catalogue",
        "classes/effects.py": "names of lamps' effects",
        "classes/feature.py": "what a row says",
        "classes/generic.py": "rows for classes that nobody knows",
        "classes/lamps.py": "rows of the catalogue",
        "classes/lights.py": "what rows of lights have in common",
        "classes/locks.py": "rows of the catalogue",
        "classes/sensing.py": "what rows of sensors have in common",
        "classes/sensors.py": "rows of the catalogue",
        "classes/setting.py": "what rows of switches have in common",
        "classes/switches.py": "rows of the catalogue",
        "classes/ventilations.py": "rows of the catalogue",
        "clock.py": "stations refuse requests whose time is not theirs",
        "dialect.py": "what a station wants where the documents leave it open",
        "discovery.py": "finding stations is no operation of a client",
        "events.py": "what stations tell unasked",
        "infrared.py": "durations of infrared codes as the station writes them",
        "port.py": "one socket for all stations",
        "privacy.py": "which members of requests and answers are private",
        "subscription.py": "events end unless they are asked for again",
        "users.py": "people as the users of each generation of locks",
        "values.py": "values of inputs and outputs, whatever the class",
    },
}
PROTOCOL_SHARED: dict[str, str] = {
    "__init__.py": "the package",
    "errors.py": "one family of errors",
    "operation.py": "the registry",
    "parameters.py": "the registry's checking of JSON-like parameters",
    "redact.py": "what is private",
    "transport/__init__.py": "the package",
    "transport/datagram.py": "UDP",
    "transport/digest.py": "who asks, without a password on the way",
    "transport/http.py": "HTTP of one peer",
    "transport/mqtt.py": "MQTT to one broker, again and again",
    "transport/mqtt_connection.py": "one connection of it",
    "transport/tls.py": "whose certificate is trusted",
    "transport/stream.py": "TCP",
    "transport/turns.py": "who may speak now",
}

UNTESTED: dict[str, str] = {}
"""Modules without a test of their own name, and what tests them."""


def rooms(folder: Path, *, below: Iterable[str] = ()) -> set[str]:
    """Return the files of a folder, without those in the folders ``below``."""
    left_out = {folder / name for name in below}
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not left_out & set(path.parents)
    }


def compare(found: set[str], wanted: Iterable[str], extra: Mapping[str, str]) -> None:
    """Fail with the names of missing, unknown and vanished rooms."""
    wanted = set(wanted)
    assert not wanted - found, f"missing rooms: {sorted(wanted - found)}"
    unknown = found - wanted - set(extra)
    assert not unknown, f"rooms that need a reason in this test: {sorted(unknown)}"
    gone = set(extra) - found
    assert not gone, f"reasons for rooms that are gone: {sorted(gone)}"


@pytest.mark.parametrize("vendor", VENDORS, ids=lambda path: path.name)
def test_rooms_of_a_vendor_package(vendor: Path) -> None:
    """The fixed rooms, one per platform, and what has a reason."""
    found = rooms(vendor)
    platforms = {name for name in found if name.split("/")[0].removesuffix(".py") in PLATFORMS}
    assert platforms, "no platform"
    compare(found - platforms - (BRAND - set(VENDOR_ROOMS)), VENDOR_ROOMS,
            VENDOR_EXTRA.get(vendor.name, {}))  # fmt: skip


def test_rooms_of_the_shared_layer() -> None:
    """As the plan says; what is not there yet is named."""
    found = rooms(HUB, below=("protocol", "bundle"))
    late = set(HUB_PLANNED) & found
    assert not late, f"no longer planned but there: {sorted(late)}"
    wanted = {*HUB_ROOMS, *DATA_ROOMS} - set(HUB_PLANNED)
    compare(found - (BRAND - wanted), wanted, {})


@pytest.mark.parametrize("vendor", PROTOCOL_VENDORS, ids=lambda path: path.name)
def test_rooms_of_a_vendor_protocol(vendor: Path) -> None:
    """Doing and saying apart, one file per topic."""
    parts = [vendor] if (vendor / "client.py").exists() else sorted(
        path.parent for path in vendor.rglob("client.py")
    )  # fmt: skip
    for part in parts:
        extra = PROTOCOL_EXTRA.get(part.relative_to(PROTOCOL).as_posix(), {})
        compare(rooms(part, below=PROTOCOL_FOLDERS), PROTOCOL_ROOMS, extra)
        for folder in PROTOCOL_FOLDERS:
            assert rooms(part / folder) > {"__init__.py"}, f"{name_of(part)}/{folder} is empty"


def test_rooms_of_the_shared_protocol() -> None:
    """What all vendors' protocols stand on."""
    vendors = {path.name for path in PROTOCOL_VENDORS}
    vendors |= {name.split("/")[0] for name in PROTOCOL_EXTRA}
    found = rooms(PROTOCOL, below=vendors)
    compare(found, (), PROTOCOL_SHARED)


def test_no_room_for_odds_and_ends() -> None:
    """A module is named after its topic."""
    wrong = [
        name_of(path)
        for path in python_files(COMPONENTS, ROOT / "simulators", ROOT / "scripts", ROOT / "tests")
        if path.stem in {"util", "utils", "helper", "helpers", "misc", "common", "tools"}
    ]
    assert not wrong, wrong


# --- Tests mirror the code -------------------------------------------------------------------


def is_trivial(path: Path) -> bool:
    """Tell whether a module has nothing to test: no function and no method with a body."""
    return not any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not is_empty(node)
        for node in ast.walk(parsed(path))
    )


def is_empty(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Tell whether a function is a docstring and at most ``...`` (as in a protocol class)."""
    return all(
        isinstance(part, ast.Pass)
        or (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))
        for part in node.body
    )


def mirror(path: Path) -> str:
    """Return where the test of a module belongs."""
    inside = path.relative_to(COMPONENTS)
    stem = "init" if inside.stem == "__init__" else inside.stem
    folder = inside.parent
    if folder.parts[:2] == ("accord", "protocol"):
        return Path("tests/protocol", *folder.parts[2:], f"test_{stem}.py").as_posix()
    return Path("tests/integrations", *folder.parts, f"test_{stem}.py").as_posix()


def test_every_module_has_a_test_of_its_name() -> None:
    """Who looks for the test of a module finds it without searching."""
    modules = [path for path in python_files(COMPONENTS) if not is_trivial(path)]
    missing = {
        name_of(path): mirror(path) for path in modules if not (ROOT / mirror(path)).exists()
    }
    unexplained = [f"{name}: {test}" for name, test in missing.items() if name not in UNTESTED]
    assert not unexplained, "modules without a test of their name:\n" + "\n".join(unexplained)
    gone = set(UNTESTED) - set(missing)
    assert not gone, f"reasons that are not needed any more: {sorted(gone)}"


MORE_TESTS: dict[str, str] = {
    "tests/protocol/akuvox/test_wire_operations.py": "every operation of the registry, by its id",
    "tests/protocol/huawei/northbound/test_samples.py": "every example of the vendor's document",
    "tests/protocol/huawei/northbound/test_wire_operations.py": "every operation, by its id",
    "tests/protocol/iotsquare/test_wire_operations.py": "every operation of the registry, by its id",
    "tests/protocol/iotsquare/test_wire_ways.py": "pushes, a real broker and questions together",
    "tests/protocol/kasa/test_wire.py": "the whole client against simulated devices and faults",
    "tests/protocol/kasa/test_wire_operations.py": "every operation of the registry, by its id",
    "tests/integrations/accord_iotsquare/test_load.py": "thousands of devices",
    "tests/integrations/accord_lifesmart/test_hard_times.py": "storms, lost answers, clocks, restarts",
    "tests/integrations/accord_lifesmart/test_secrets.py": "planted secrets show nowhere",
    "tests/protocol/lifesmart/test_wire_operations.py": "every operation of the registry, by its id",
    "tests/protocol/kasa/test_wire_rules.py": "schedule, away mode, countdown, Smart Control",
    "tests/protocol/kasa/test_wire_settings.py": "lights, sensors, clock, cloud, Wi-Fi, meters",
}
"""Tests below the mirrored folders that are named after no module, and what they are about."""


def test_every_mirrored_test_has_its_module() -> None:
    """A test whose module was renamed or removed shows."""
    mirrors = {mirror(path) for path in python_files(COMPONENTS)}
    tests = [
        path
        for path in python_files(ROOT / "tests/protocol", ROOT / "tests/integrations")
        if path.name.startswith("test_")
    ]
    lost = [name_of(path) for path in tests if name_of(path) not in mirrors | set(MORE_TESTS)]
    assert not lost, f"tests without a module of their name: {lost}"
