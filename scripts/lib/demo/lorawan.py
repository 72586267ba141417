"""Adds the simulated LoRaWAN server: account, what its devices' payloads mean, a switch."""

from typing import Any

from simulators.iotsquare.device import TOKEN
from simulators.iotsquare.household import (
    AMBIENCE,
    BOARD,
    RELAY,
    SECOND_RELAY,
    THERMOMETER,
    WATER_METER,
)

from .client import Client
from .errors import DemoError

type Json = dict[str, Any]

DOMAIN = "accord_iotsquare"
FLOWS = "/api/config/config_entries/flow"
SUBENTRIES = "/api/config/config_entries/subentries/flow"

_STATE = {
    "name": "Running",
    "offset": 1,
    "type": "u8",
    "entity": "binary_sensor",
    "device_class": "running",
}
"""Of the relays, whose reports are AA, state, button count."""
DECODERS: tuple[Json, ...] = (
    {"devices": [THERMOMETER], "kind": "risinghf_rhf1s001"},
    {"devices": [BOARD], "kind": "cayenne_lpp"},
    {"devices": [AMBIENCE], "kind": "milesight"},
    {"devices": [WATER_METER], "kind": "risinghf_rhf1s213"},
    {"devices": [RELAY, SECOND_RELAY], "kind": "fields", "rows": [_STATE]},
)

PUMP: Json = {
    "name": "Water",
    "targets": [f"device/{RELAY}"],
    "port": 10,
    "on": "01",
    "off": "00",
    "state_key": "field_running",
}
"""A switch that sends a byte, and shows what the relay reports."""


async def add_missing(client: Client, url: str) -> int:
    """Add the account with its decoders unless it is there; returns how many that were."""
    if await client.command("config_entries/get", domain=DOMAIN):
        return 0
    result = await client.post(FLOWS, {"handler": DOMAIN})
    given = {"url": url, "token": TOKEN, "advanced": {}}
    result = await client.post(f"{FLOWS}/{result['flow_id']}", given)
    if result.get("step_id") == "applications":
        result = await client.post(f"{FLOWS}/{result['flow_id']}", {})
    if result["type"] != "create_entry":
        raise DemoError(f"The LoRaWAN server was not added: {_explain(result)}")
    entry = result["result"]["entry_id"]
    for decoder in DECODERS:
        await _decode(client, entry, decoder)
    await _put_switch(client, entry, PUMP)
    return 1


async def _decode(client: Client, entry: str, decoder: Json) -> None:
    """Choose a decoder, look at its values and keep it."""
    result = await client.post(SUBENTRIES, {"handler": [entry, "decoder"]})
    address = f"{SUBENTRIES}/{result['flow_id']}"
    await client.post(address, {"next_step_id": "device"})
    chosen = {key: decoder[key] for key in ("devices", "kind")}
    result = await client.post(address, chosen)
    if result.get("step_id") == decoder["kind"]:
        result = await client.post(address, {"rows": decoder.get("rows", [])})
    if result.get("step_id") != "preview":
        raise DemoError(f"A decoder was not taken: {_explain(result)}")
    shown = {
        field["name"]: field["description"]["suggested_value"]
        for field in result["data_schema"]
        if "suggested_value" in (field.get("description") or {})
    }
    result = await client.post(address, shown)
    if result["type"] != "create_entry":
        raise DemoError(f"A decoder was not kept: {_explain(result)}")


async def _put_switch(client: Client, entry: str, preset: Json) -> None:
    """Put two downlinks under a name."""
    result = await client.post(SUBENTRIES, {"handler": [entry, "downlink_preset"]})
    address = f"{SUBENTRIES}/{result['flow_id']}"
    await client.post(address, {"next_step_id": "switch"})
    result = await client.post(address, preset)
    if result["type"] != "create_entry":
        raise DemoError(f"A preset was not kept: {_explain(result)}")


def _explain(result: Json) -> str:
    return str(result.get("reason") or result.get("errors") or result.get("step_id"))
