"""The registry of operations is the only list, and it is whole."""

import inspect
from typing import get_type_hints

import pytest

from custom_components.accord.protocol.operation import OperationRegistry, marked, notification_id
from scripts.coverage_page import (
    OPERATIONS,
    SURFACE,
    SYSTEMS,
    System,
    operations_of,
    read_csv,
    read_surface,
)
from scripts.coverage_surface import Surface, rows_of
from tests.house.tree import COMPONENTS, PROTOCOL_VENDORS, platform_modules

NO_OPERATIONS: dict[str, str] = {
    "akuvox.actionurl.candidates": "a task: reads settings and picks addresses to be called",
    "akuvox.actionurl.provision": "a task: writes addresses to be called and looks at them",
    "akuvox.actionurl.restore": "a task: puts addresses back as they were",
    "akuvox.actionurl.verify": "a task: compares settings with what was written",
    "akuvox.config.change": "a task: set, then read back",
    "akuvox.config.restore": "a task: import, then wait until the unit is back",
    "akuvox.firmware.install": "a task: prepare, upload, upgrade, wait",
    "akuvox.group.delete": "operation of real units that the manual does not have",
    "akuvox.persons.add": "a task over the stores of either generation",
    "akuvox.persons.delete": "a task over the stores of either generation",
    "akuvox.persons.get": "a task over the stores of either generation",
    "akuvox.persons.list": "a task over the stores of either generation",
    "akuvox.persons.modify": "a task over the stores of either generation",
    "akuvox.relay.hold": "a task: trigger as the relay wants it, then read back",
    "akuvox.relay.pulse": "a task: trigger, then read back",
    "akuvox.relay.release": "a task: trigger only if needed, then read back",
    "akuvox.schedule.add": "module of real units that the manual does not have",
    "akuvox.schedule.delete": "module of real units that the manual does not have",
    "akuvox.schedule.get": "module of real units that the manual does not have",
    "akuvox.schedule.set": "module of real units that the manual does not have",
    "akuvox.status.poll": "the poll: several operations",
    "akuvox.status.probe": "asks several operations what there is",
    "iotsquare.device.queue_size": "operation of newer servers, which the vendor's list does not have",
    "iotsquare.gateway.info": "operation of newer servers, which the vendor's list does not have",
    "iotsquare.gateway.network": "operation of newer servers, which the vendor's list does not have",
    "iotsquare.gateway.settings": "a task: reads by whichever operation the server has",
    "iotsquare.gateway.system": "operation of newer servers, which the vendor's list does not have",
    "iotsquare.ladtp.downlink": "operation of newer servers, which the vendor's list does not have",
    "iotsquare.mcgroup.queue_size": "operation of newer servers, which the vendor's list does not have",
    "iotsquare.relay.downlink": "operation of newer servers, which the vendor's list does not have",
    "iotsquare.relay.status": "operation of newer servers, which the vendor's list does not have",
    "iotsquare.relay.uplink": "operation of newer servers, which the vendor's list does not have",
    "kasa.count_down.cancel": "a task: list, then delete what runs",
    "kasa.count_down.start": "a task: list, then add or edit, as the one slot wants",
    "kasa.debug.get_diagnose_status": "module that the vendor's list does not have",
    "kasa.dimmer.calibrate_brightness": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.get_default_behavior": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.get_dimmer_parameters": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.set_brightness": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.set_button_ramp_rate": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.set_dimmer_transition": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.set_double_click_action": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.set_fade_off_time": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.set_fade_on_time": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.set_gentle_off_time": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.set_gentle_on_time": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.set_long_press_action": "module of dimmers that the vendor's list does not have",
    "kasa.dimmer.set_switch_state": "module of dimmers that the vendor's list does not have",
    "kasa.effects.get_lighting_effect": "module of light strips of which the vendor's list has the heading only",
    "kasa.effects.set_lighting_effect": "module of light strips of which the vendor's list has the heading only",
    "kasa.effects.start": "module of light strips of which the vendor's list has the heading only",
    "kasa.effects.stop": "module of light strips of which the vendor's list has the heading only",
    "kasa.las.get_adc_value": "method that the vendor's list does not have",
    "kasa.las.get_dark_status": "method that the vendor's list does not have",
    "kasa.pir.get_adc_value": "method that the vendor's list does not have",
    "kasa.schedule.get_next_action": "method that the vendor's list does not have",
    "kasa.status.probe": "asks several operations which modules there are",
    "kasa.status.read": "the poll: several operations in one request",
    "kasa.status.read_senses": "what the sensors say now: several operations in one request",
    "kasa.time.synchronise": "sets the clock by whichever operation the firmware takes",
    "lifesmart.config.get_version": "operation of the vendor's base document, which the list does not have",
    "lifesmart.config.notify": "operation of the vendor's base document, which the list does not have",
    "lifesmart.config.reboot": "operation of the vendor's base document, which the list does not have",
    "lifesmart.config.rename": "operation of the vendor's base document, which the list does not have",
    "lifesmart.config.reset": "operation of the vendor's base document, which the list does not have",
    "lifesmart.config.search_panels": "operation of the vendor's base document, which the list does not have",
    "lifesmart.config.upgrade": "operation of the vendor's base document, which the list does not have",
    "lifesmart.ep.get": "operation of the vendor's base document, which the list does not have",
    "lifesmart.ep.list": "operation of the vendor's base document, which the list does not have",
    "lifesmart.ep.list_degree": "operation of the vendor's base document, which the list does not have",
    "lifesmart.ep.set": "operation of the vendor's base document, which the list does not have",
    "lifesmart.ep.set_many": "operation of the vendor's base document, which the list does not have",
    "lifesmart.lock_users.add": "a task over the users of any generation of locks",
    "lifesmart.lock_users.delete": "a task over the users of any generation of locks",
    "lifesmart.lock_users.delete_group": "a task: read, delete, read again",
    "lifesmart.lock_users.list": "a task over the users of any generation of locks",
    "lifesmart.lock_users.modify": "a task over the users of any generation of locks",
    "lifesmart.lock_users.swifte_info": "a task: sync, wait, ask",
    "lifesmart.swifte.change_mode": "a task: read all settings, write all",
    "lifesmart.pairing.pair": "operation of the vendor's base document, which the list does not have",
    "lifesmart.pairing.remove": "operation of the vendor's base document, which the list does not have",
    "lifesmart.rssi.get": "operation of the vendor's base document, which the list does not have",
    "lifesmart.scene.list": "operation of the vendor's base document, which the list does not have",
    "lifesmart.scene.run": "operation of the vendor's base document, which the list does not have",
    "lifesmart.scene.set_colour": "operation of the vendor's base document, which the list does not have",
    "lifesmart.scene.switch": "operation of the vendor's base document, which the list does not have",
    "lifesmart.status.probe": "a task: reads devices, firmware and clock",
}
"""Public coroutine methods of topics that are no operation, and why."""

with_client = pytest.mark.parametrize(
    "system", [system for system in SYSTEMS if system.client], ids=lambda system: system.name
)

with_package = pytest.mark.parametrize(
    "system", [system for system in SYSTEMS if system.package], ids=lambda system: system.name
)


def test_the_lists_have_the_same_operations() -> None:
    """One says what there is, the other how each is to be reached."""
    rows = [(row["system"], row["operation"]) for row in read_csv(OPERATIONS)]
    assert len(rows) == len(set(rows)) == 314
    assert [(row["system"], row["operation"]) for row in read_csv(SURFACE)] == rows
    assert {system for system, _ in rows} == {system.name for system in SYSTEMS}


def test_every_vendor_has_a_client_in_the_coverage_page() -> None:
    """A vendor that speaks is counted."""
    known = {system.client.__module__ for system in SYSTEMS if system.client}
    for vendor in PROTOCOL_VENDORS:
        prefix = f"custom_components.accord.protocol.{vendor.name}."
        assert any(name.startswith(prefix) for name in known), f"{vendor.name} is not in SYSTEMS"


@with_client
def test_operations_stand_in_the_list(system: System) -> None:
    """An id with a typing error would count for nothing."""
    assert system.client is not None
    unknown = [
        operation.id
        for operation in OperationRegistry(system.client)
        if operation.id not in operations_of(system.name)
    ]
    assert not unknown, f"not in operations.csv: {unknown}"


def test_notifications_stand_in_the_list() -> None:
    """Each class of notifications is one of them, and a system's list has them all or none."""
    kinds = {(row["system"], row["operation"]): row["kind"] for row in read_csv(OPERATIONS)}
    for system in SYSTEMS:
        marks = [notification_id(kind) for kind in system.notifications]
        listed = [
            one for one in operations_of(system.name) if kinds[system.name, one] == "notification"
        ]
        assert not marks or marks == listed


@with_client
def test_public_methods_of_topics_are_operations(system: System) -> None:
    """What can be done is reachable, or says why not."""
    assert system.client is not None
    found = {
        f"{system.name}.{topic}.{name}"
        for topic, kind in get_type_hints(system.client).items()
        if inspect.isclass(kind)
        for name, function in inspect.getmembers(kind, inspect.iscoroutinefunction)
        if not name.startswith("_") and not marked(function)
    }
    unexplained = found - set(NO_OPERATIONS)
    assert not unexplained, f"neither an operation nor explained here: {sorted(unexplained)}"
    gone = {name for name in NO_OPERATIONS if name.startswith(f"{system.name}.")} - found
    assert not gone, f"explained here, but gone or an operation: {sorted(gone)}"


@with_client
def test_operations_can_be_called_by_their_id(system: System) -> None:
    """Every parameter has a type that JSON-like values can be checked against."""
    assert system.client is not None
    for operation in OperationRegistry(system.client):
        hints = get_type_hints(operation.function)
        untyped = set(inspect.signature(operation.function).parameters) - {"self"} - set(hints)
        assert not untyped, f"{operation.path}: {untyped}"
        assert "return" in hints, f"{operation.path}: type of the answer"


@with_package
def test_tables_name_known_operations(system: System) -> None:
    """Rows of platforms and actions carry ids of the vendor's list."""
    assert system.package is not None
    known = set(operations_of(system.name))
    wrong = [
        f"{platform}: {row.key}: {operation}"
        for platform, module in platform_modules(COMPONENTS / system.package).items()
        for row in rows_of(module)
        for operation in row.operations
        if operation not in known
    ]
    surface = Surface(system.package, ())
    wrong += [
        f"action {name}: {operation}"
        for name, operations in surface.actions.items()
        for operation in operations - known
    ]
    assert not wrong, "\n".join(wrong)


def test_the_surface_is_well_formed() -> None:
    """Items have a known form, and an operation names an item once."""
    for (system, operation), items in read_surface().items():
        assert len(items) == len(set(items)), f"{system} {operation}"
        package = next(one.package for one in SYSTEMS if one.name == system)
        assert not items or package, f"{system} {operation}: no package to look at"
        for item in items:
            Surface(str(package), ()).holds(item, operation)


def test_actions_and_rows_are_in_the_surface() -> None:
    """What a row says it reaches was designed that way: the table of the design follows."""
    surface = read_surface()
    for system in SYSTEMS:
        if system.package is None:
            continue
        for name, operations in Surface(system.package, ()).actions.items():
            for operation in operations:
                items = surface[system.name, operation]
                assert f"action:{name}" in items, (
                    f"{operation}: action:{name} is not in surface.csv"
                )
