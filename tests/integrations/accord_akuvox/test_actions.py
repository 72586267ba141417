"""Actions of the integration: all operations by their id, and who may call what."""

import asyncio
from base64 import b64encode
from pathlib import Path
import stat
from typing import Any

from homeassistant.core import Context, HomeAssistant, SupportsResponse
from homeassistant.exceptions import ServiceValidationError, Unauthorized
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser

from custom_components.accord.protocol.operation import Effect
from custom_components.accord_akuvox.actions import ACTIONS, OPERATIONS
from custom_components.accord_akuvox.const import DOMAIN
from simulators.akuvox import AkuvoxDevice, make_image

from .conftest import Add, Make


def registered(hass: HomeAssistant, entry: MockConfigEntry) -> str:
    """Return the registry's id of a unit."""
    device = dr.async_get(hass).async_get_device_by_identifier(
        (DOMAIN, str(entry.unique_id)), entry.entry_id
    )
    assert device is not None
    return device.id


async def call(hass: HomeAssistant, action: str, /, *, response: bool = False, **data: Any) -> Any:
    """Call an action, as a script does."""
    return await hass.services.async_call(
        DOMAIN, action, data, blocking=True, return_response=response
    )


def requests_of(device: AkuvoxDevice, *operations: str) -> list[tuple[str, str | None, str]]:
    """Return method, target and path of the requests for some operations, in their order."""
    return [
        (one.method, one.target, one.path)
        for one in device.requests
        if f"{one.target}/{one.action}" in operations
    ]


def saved(answer: dict[str, Any]) -> bytes:
    """Return the content of a file that an answer names, which nobody else may read."""
    assert answer.keys() == {"path", "size"}
    path = Path(answer["path"])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = path.read_bytes()
    assert len(content) == answer["size"]
    return content


CARD = {"name": "Ann", "code": "0A1B2C3D"}
PIN = {"name": "Ann", "code": "4711"}
CONTACT = {"name": "Desk", "phone": "2001"}
RULE = {"prefix": "1", "replacements": ["2001"]}
USER = {"user_id": "9", "name": "Ann", "pin": "4711", "access": [{"schedule": "1001"}]}
ROWS: dict[str, dict[str, Any]] = {
    "privatekey": PIN,
    "rfkey": CARD,
    "contact": CONTACT,
    "dialreplace": RULE,
    "group": {"name": "Ground"},
    "user": USER,
}
LOCATION = "Config.DoorSetting.DEVICENODE.Location"
PARAMETERS: dict[str, dict[str, Any]] = {
    "firmware/upload": {"filename": "a.rom"},
    "config/get": {"item": [LOCATION]},
    "config/set": {"values": {LOCATION: "Gate"}},
    "relay/set": {"change": {"relay": "A", "hold_delay": 7}},
    "relay/trig": {"relay": "A", "mode": 0, "level": 0, "delay": 3},
    "input/set": {"change": {"input": "A", "enabled": True}},
    "publiccode/set": {"codes": {"1": "33333333"}},
    "call/dial": {"phone": "2001"},
    "sip/set": {"values": {"Config.Account1.SIP.Server": "192.0.2.5"}},
    "log/set": {"level": 5},
    "pcap/start": {"kind": "manual"},
}
SPELT_BY_UNITS = {"callog": "calllog"}


def row_store(device: AkuvoxDevice, target: str) -> Any:
    """Return where a unit keeps the rows of a target."""
    return {
        "privatekey": device.people.pins,
        "rfkey": device.people.cards,
        "user": device.people.users,
        "contact": device.directory.contacts,
        "group": device.directory.groups,
        "dialreplace": device.directory.rules,
    }[target]


def prepare(device: AkuvoxDevice) -> None:
    """Let there be something of everything."""
    for target, row in (
        ("privatekey", {"Name": "Bob", "Code": "1234"}),
        ("rfkey", {"Name": "Bob", "Code": "00C0FFEE"}),
        ("user", {"UserID": "1", "Name": "Bob", "PrivatePIN": "1234"}),
        ("contact", {"Name": "Bob", "Phone": "2002"}),
        ("group", {"Name": "First"}),
        ("dialreplace", {"Prefix": "9", "Replace1": "2002"}),
    ):
        row_store(device, target).add(row)
    device.door.enter_code("0000")
    device.line.dial("2002")
    device.line.hang_up()
    device.firmware.prepare()
    device.firmware.image = make_image("105.30.1.21")
    device.capture.start("ip", None, 100_000)
    device.clock.advance(3)


def parameters_of(device: AkuvoxDevice, operation: str, exported: str) -> dict[str, Any]:
    """Return what an operation is called with."""
    target, _, action = operation.partition("/")
    if operation in PARAMETERS:
        given = PARAMETERS[operation]
        file = {"content": b64encode(b"image").decode()} if operation == "firmware/upload" else {}
        return {**given, **file}
    if action in ("add", "set") and target in ROWS:
        first = next(iter(row_store(device, target)))
        return {"rows": [{**ROWS[target], **({"id": first["ID"]} if action == "set" else {})}]}
    if action == "del":
        return {"record_id": "1"} if target in ("callog", "doorlog") else {"ids": ["1"]}
    return {"content": exported} if action == "import" else {}


@pytest.mark.parametrize("operation_id", [one.id for one in OPERATIONS])
async def test_call_operation_reaches_all(
    hass: HomeAssistant, make: Make, add: Add, operation_id: str
) -> None:
    """Every operation of the client by its id; answers are plain, files come in Base64."""
    device = await make("A05", generation="both")
    prepare(device)
    device.reboot_lasts = 0
    entry = await add(device)
    served: list[str] = []
    device.observe(
        lambda _system, operation, outcome: served.append(operation) if outcome.ok else None
    )

    async def call_operation(operation: str, given: dict[str, Any]) -> Any:
        return await call(
            hass,
            "call_operation",
            response=True,
            device_id=registered(hass, entry),
            operation=operation,
            parameters=given,
            confirm=OPERATIONS[operation].effect is Effect.DESTRUCTIVE,
        )

    if operation_id == "user/edit":
        with pytest.raises(ServiceValidationError):
            await call_operation(operation_id, {})
        assert requests_of(device, operation_id) == []
        return
    target, _, action = operation_id.partition("/")
    exported = ""
    if action == "import":
        exported = (await call_operation(f"{target}/export", {}))["result"]["content"]
    if operation_id in ("pcap/start", "pcap/export"):
        device.capture.stop()
    if operation_id == "user/scan":
        async with asyncio.TaskGroup() as group:
            scan = group.create_task(call_operation(operation_id, {}))
            await device.clock.wait_for_sleepers(2)  # the line's, and the reader's
            device.door.show_card("5EC0DE01")
        assert scan.result() == {"result": "5EC0DE01"}
        return
    served.clear()
    answer = await call_operation(operation_id, parameters_of(device, operation_id, exported))
    assert operation_id in served
    assert "result" in answer


async def test_call_operation_with_wrong_parameters(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """Unknown ids and ill-typed parameters never reach the unit."""
    device = await make()
    device_id = registered(hass, await add(device))
    for operation, parameters, text in (
        ("relay/explode", {}, "unknown operation"),
        ("relay/trig", {}, "parameter relay is missing"),
        ("firmware/upload", {"content": "§", "filename": "a"}, "must be a file in Base64"),
    ):
        device.requests.clear()
        with pytest.raises(ServiceValidationError, match=text):
            await call(
                hass,
                "call_operation",
                device_id=device_id,
                operation=operation,
                parameters=parameters,
            )
        assert requests_of(device, operation) == []


FOR_ALL = {
    *("open_door", "dial", "get_sip", "list_records", "list_calls", "list_access_log"),
    *("start_capture", "get_config", "list_users"),
}
FOR_ADMINISTRATORS: dict[str, dict[str, Any]] = {
    "set_public_code": {"code": "12345678"},
    "set_sip": {"account": 1, "enabled": False},
    "scan_card": {},
    "add_user": {"user_name": "Ann", "code": "4711"},
    "modify_user": {"user_id": "1", "code": "4711"},
    "delete_user": {"user_id": "1"},
    "add_record": {"store": "group", "name": "Ground"},
    "update_record": {"store": "group", "record_id": "1", "name": "Ground"},
    "delete_record": {"store": "group", "record_id": "1"},
    "clear_store": {"store": "group"},
    "export_store": {"store": "contact"},
    "import_store": {"store": "contact", "path": "x"},
    "download_log": {},
    "clear_log": {},
    "download_capture": {},
    "set_config": {"values": {LOCATION: "Gate"}},
    "backup": {},
    "restore": {"path": "x"},
    "factory_reset": {"mac": "0C:11:05:00:00:0A"},
    "install_firmware": {"path": "x"},
    "call_operation": {"operation": "relay/status"},
}


def test_every_action_is_for_somebody() -> None:
    """None is forgotten in the two lists."""
    assert {spec.name for spec in ACTIONS} == FOR_ALL | FOR_ADMINISTRATORS.keys()


@pytest.mark.parametrize("action", list(FOR_ADMINISTRATORS))
async def test_for_administrators(
    hass: HomeAssistant, make: Make, add: Add, hass_read_only_user: MockUser, action: str
) -> None:
    """What changes, exports or shows who may come in is nobody else's."""
    device = await make()
    entry = await add(device)
    aim = {"device_id": registered(hass, entry)}
    if action.endswith("_user"):
        aim = {"entity_id": next(iter(hass.states.async_entity_ids("lock")))}
    device.requests.clear()
    answers = hass.services.supports_response(DOMAIN, action) is not SupportsResponse.NONE
    with pytest.raises(Unauthorized):
        await hass.services.async_call(
            DOMAIN,
            action,
            {**aim, **FOR_ADMINISTRATORS[action]},
            blocking=True,
            context=Context(user_id=hass_read_only_user.id),
            return_response=answers,
        )
    assert device.requests == []


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("list_records", {"store": "contact", "include_codes": True}),
        ("get_config", {"include_secrets": True}),
    ],
)
async def test_secrets_are_for_administrators(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    hass_read_only_user: MockUser,
    action: str,
    data: dict[str, Any],
) -> None:
    """Others may read the rest."""
    device_id = registered(hass, await add(await make()))
    context = Context(user_id=hass_read_only_user.id)

    async def read(**given: Any) -> Any:
        return await hass.services.async_call(
            DOMAIN,
            action,
            {"device_id": device_id, **given},
            blocking=True,
            context=context,
            return_response=True,
        )

    with pytest.raises(Unauthorized):
        await read(**data)
    assert await read(**{name: value for name, value in data.items() if value is not True})


GUARDED = {
    "clear_store": {"store": "pin"},
    "import_store": {"store": "pin", "path": "x"},
    "restore": {"path": "x"},
    "factory_reset": {"mac": "0C:11:05:00:00:0A"},
    "install_firmware": {"path": "x"},
    "clear_log": {},
}


@pytest.mark.parametrize("action", list(GUARDED))
async def test_guarded(hass: HomeAssistant, make: Make, add: Add, action: str) -> None:
    """What loses data or access wants an option and a confirmation; nothing is sent before."""
    device = await make()
    entry = await add(device)
    data = {"device_id": registered(hass, entry), **GUARDED[action]}
    device.requests.clear()
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, action, **data, confirm=True)
    assert refused.value.translation_key == "option_required"
    hass.config_entries.async_update_entry(entry, options={"dangerous": True})
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, action, **data)
    assert refused.value.translation_key == "confirm_required"
    assert not [one for one in device.requests if one.method == "POST"]
