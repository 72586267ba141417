"""Adds the simulated devices to Home Assistant, through the dialogs a person would use."""

import asyncio
from collections.abc import Mapping
from typing import Any

from simulators.akuvox.household import ACCOUNT as DOOR_ACCOUNT
from simulators.kasa.household import ACCOUNT
from simulators.lifesmart.household import MODEL, TOKEN

from . import iot_platform, lorawan
from .client import Client
from .errors import DemoError
from .simulation import Simulation

type Json = dict[str, Any]

DOMAIN = "accord_kasa"
DOORS = "accord_akuvox"
STATIONS = "accord_lifesmart"
DOMAINS = (DOMAIN, DOORS, STATIONS, lorawan.DOMAIN, iot_platform.DOMAIN)
FLOWS = "/api/config/config_entries/flow"

_PATIENCE = 30.0


async def use_loopback(client: Client) -> None:
    """Let Home Assistant look for devices on the loopback network, where the simulated ones are."""
    adapters = await client.command("network")
    names = [
        adapter["name"]
        for adapter in adapters["adapters"]
        if any(address["address"] == "127.0.0.1" for address in adapter["ipv4"])
    ]
    if adapters["configured_adapters"] != names:
        await client.command("network/configure", config={"configured_adapters": names})


async def entries(client: Client) -> list[Json]:
    """Return the entries of our integrations."""
    found: list[Json] = []
    for domain in DOMAINS:
        found += await client.command("config_entries/get", domain=domain)
    return found


async def registered(client: Client) -> list[Json]:
    """Return the devices of our integrations, outlets included."""
    found: list[Json] = await client.command("config/device_registry/list")
    return [
        device
        for device in found
        if device["identifiers"] and all(domain in DOMAINS for domain, *_ in device["identifiers"])
    ]


async def add_missing(client: Client, simulation: Simulation) -> int:
    """Add every simulated device that is not set up yet; returns how many those were."""
    known = {name for device in await registered(client) for _, name in device["identifiers"]}
    missing = {
        str(device["mac"]): name
        for name, device in (await simulation.devices("kasa")).items()
        if device["mac"] not in known
    }
    count = len(missing)
    if missing:
        await _add_from_list(client, missing)
    if missing:
        await _confirm_discovered(client, missing)
    count += await _add_doors(client, simulation, known)
    count += await _add_stations(client, simulation)
    for server in (await simulation.devices("iotsquare")).values():
        count += await lorawan.add_missing(client, server["url"])
    for platform in (await simulation.devices("huawei")).values():
        count += await iot_platform.add_missing(client, platform)
    return count


async def _add_doors(client: Client, simulation: Simulation, known: set[str]) -> int:
    """Add the doors by their addresses: nobody broadcasts for them."""
    count = 0
    for name, door in (await simulation.devices("akuvox")).items():
        if door["mac"].lower() not in known:
            await _add_door(client, name, f"{door['address']}:{door['port']}")
            count += 1
    return count


async def _add_door(client: Client, name: str, host: str) -> None:
    result = await client.post(FLOWS, {"handler": DOORS})
    result = await client.post(f"{FLOWS}/{result['flow_id']}", {"host": host})
    if result.get("step_id") == "certificate":
        result = await client.post(f"{FLOWS}/{result['flow_id']}", {})
    if result.get("step_id") == "credentials":
        username, password = DOOR_ACCOUNT
        result = await client.post(
            f"{FLOWS}/{result['flow_id']}", {"username": username, "password": password}
        )
    if result["type"] != "create_entry":
        raise DemoError(f"{name} was not added: {_explain(result)}")


async def _add_stations(client: Client, simulation: Simulation) -> int:
    """Add the stations that Home Assistant shows as discovered."""
    known = {
        entry["title"] for entry in await client.command("config_entries/get", domain=STATIONS)
    }
    missing = set(await simulation.devices("lifesmart")) - known
    count = len(missing)
    try:
        async with asyncio.timeout(_PATIENCE):
            while missing:
                for flow in await client.command("config_entries/flow/progress"):
                    if flow["handler"] == STATIONS and flow.get("step_id") == "credentials":
                        missing.discard(await _add_station(client, flow["flow_id"]))
                await asyncio.sleep(0.2)
    except TimeoutError:
        names = ", ".join(missing)
        raise DemoError(f"Home Assistant did not discover: {names}") from None
    return count


async def _add_station(client: Client, flow_id: str) -> str:
    result = await client.post(f"{FLOWS}/{flow_id}", {"model": MODEL, "token": TOKEN})
    if result["type"] != "create_entry":
        raise DemoError(f"A station was not added: {_explain(result)}")
    return str(result["title"])


async def _add_from_list(client: Client, missing: dict[str, str]) -> None:
    """Add one device as a person would, which also makes Home Assistant look for the others."""
    result = await client.post(FLOWS, {"handler": DOMAIN})
    async with asyncio.timeout(_PATIENCE):
        while result["type"] in {"progress", "progress_done"}:
            await asyncio.sleep(0.2)
            result = await client.get(f"{FLOWS}/{result['flow_id']}")
    if result.get("step_id") != "pick":
        raise DemoError(f"No simulated device was found: {_explain(result)}")
    choices = _choices(result)
    mac = next((mac for mac in missing if mac in choices), None)
    if mac is None:
        raise DemoError(f"Only these devices were found: {', '.join(choices.values())}")
    result = await client.post(f"{FLOWS}/{result['flow_id']}", {"device": mac})
    await _finish(client, result, missing.pop(mac))


def _choices(form: Json) -> dict[str, str]:
    field = form["data_schema"][0]
    return {one["value"]: one["label"] for one in field["selector"]["select"]["options"]}


async def _confirm_discovered(client: Client, missing: dict[str, str]) -> None:
    """Add the devices that Home Assistant shows as discovered."""
    try:
        async with asyncio.timeout(_PATIENCE):
            while missing:
                for flow in await client.command("config_entries/flow/progress"):
                    await _confirm(client, flow, missing)
                await asyncio.sleep(0.2)
    except TimeoutError:
        names = ", ".join(missing.values())
        raise DemoError(f"Home Assistant did not discover: {names}") from None


async def _confirm(client: Client, flow: Json, missing: dict[str, str]) -> None:
    mac = flow["context"].get("unique_id")
    if flow["handler"] == DOMAIN and mac in missing:
        result = await client.post(f"{FLOWS}/{flow['flow_id']}")
        await _finish(client, result, missing.pop(mac))


async def _finish(client: Client, result: Json, name: str) -> None:
    """Log in where the device wants it: the first one does, the others share the account."""
    if result.get("step_id") == "credentials":
        username, password = ACCOUNT
        result = await client.post(
            f"{FLOWS}/{result['flow_id']}", {"username": username, "password": password}
        )
    if result["type"] != "create_entry":
        raise DemoError(f"{name} was not added: {_explain(result)}")


def _explain(result: Json) -> str:
    return str(result.get("reason") or result.get("errors") or result.get("step_id"))


async def wait_until_loaded(client: Client) -> None:
    """Wait until all entries have set up their entities."""
    late: list[str] = ["all"]
    try:
        async with asyncio.timeout(_PATIENCE):
            while late:
                await asyncio.sleep(0.2)
                found = await entries(client)
                late = [_state(entry) for entry in found if entry["state"] != "loaded"]
                late = late if found else ["all"]
    except TimeoutError:
        raise DemoError(f"Not all devices are ready: {'; '.join(late)}") from None


def _state(entry: Json) -> str:
    return f"{entry['title']} ({entry['state']}: {entry.get('reason')})"


async def give_areas(client: Client, rooms: Mapping[str, str]) -> None:
    """Put devices into rooms by their names; what has one already stays there."""
    known = await client.command("config/area_registry/list")
    areas = {area["name"].casefold(): area["area_id"] for area in known}
    for device in await registered(client):
        room = rooms.get(device["name"])
        if room is None or device["area_id"] is not None:
            continue
        key = room.casefold()
        if key not in areas:
            area = await client.command("config/area_registry/create", name=room)
            areas[key] = area["area_id"]
        await client.command(
            "config/device_registry/update", device_id=device["id"], area_id=areas[key]
        )
