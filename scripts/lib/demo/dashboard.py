"""A dashboard of the household, and what the energy dashboard is to show."""

from collections.abc import Iterable
import re
from typing import Any

from . import iot_platform, lorawan
from .client import Client
from .devices import DOMAINS, registered
from .errors import DemoError
from .rooms import DOORS, LORAWAN, METERS, PLATFORM, ROOMS, STATION, TOTALS, Room

type Json = dict[str, Any]

PATH = "accord-house"
TITLE = "House"

_MAIN = ("light", "dimmer", "relay", "wall_switch", "outlet")
"""Keys of the entities that stand for a device."""

_PART = re.compile(r"^[^/]*/[^_]*_((app|gw|mc)_)?[0-9a-f]+_")
"""An account, and a part of it."""

_GRAPH_HOURS = 0.25
"""Short: a demo should show something moving after a minute."""


class Entities:
    """Ids of entities by the name of their device and their key."""

    def __init__(self, devices: Iterable[Json], entities: Iterable[Json]) -> None:
        """Take what the registries list."""
        names = {device["id"]: device["name"] for device in devices}
        self._ids: dict[tuple[str, str], str] = {}
        for entity in entities:
            if entity["platform"] in DOMAINS and entity["device_id"] in names:
                self._ids[names[entity["device_id"]], _key(entity)] = entity["entity_id"]

    def get(self, device: str, key: str) -> str | None:
        """Return an entity, or None if the device has no such one."""
        return self._ids.get((device, key))

    def main(self, device: str) -> str:
        """Return the entity that stands for the device."""
        for key in _MAIN:
            if found := self.get(device, key):
                return found
        raise DemoError(f"{device} has no switch and no light in Home Assistant.")


def _key(entity: Json) -> str:
    """Return the end of a unique id, behind what tells its device."""
    text = str(entity["unique_id"])
    if entity["platform"] == lorawan.DOMAIN:
        return "preset" if "_preset_" in text else _PART.sub("", text)
    if entity["platform"] == iot_platform.DOMAIN:
        return text.split("_", 2)[-1]
    return text.partition("_")[2].lstrip("0123456789").lstrip("_")


async def read_entities(client: Client) -> Entities:
    """Return the integration's entities."""
    entities = await client.command("config/entity_registry/list")
    return Entities(await registered(client), entities)


async def exists(client: Client) -> bool:
    """Tell whether the dashboard was created before."""
    dashboards = await client.command("lovelace/dashboards/list")
    return any(one["url_path"] == PATH for one in dashboards)


async def create(client: Client) -> None:
    """Create the dashboard and make it the first one; fill the energy preferences."""
    entities = await read_entities(client)
    await client.command(
        "lovelace/dashboards/create", url_path=PATH, title=TITLE, icon="mdi:home-lightning-bolt"
    )
    await client.command("lovelace/config/save", url_path=PATH, config=_config(entities))
    await client.command("frontend/set_system_data", key="core", value={"default_panel": PATH})
    await client.command("energy/save_prefs", **_energy(entities))


def _config(entities: Entities) -> Json:
    rooms = [_room(room, entities) for room in ROOMS]
    view = {
        "title": TITLE,
        "path": "rooms",
        "type": "sections",
        "max_columns": 3,
        "sections": [
            *(_doors(entities), _station(entities), _lorawan(entities), _platform(entities)),
            *(rooms[0], _power(entities), *rooms[1:]),
        ],
    }
    return {"views": [view]}


def _heading(title: str, icon: str) -> Json:
    return {"type": "heading", "heading": title, "icon": icon, "heading_style": "title"}


def _room(room: Room, entities: Entities) -> Json:
    tiles = (_tile(entities.main(device), device) for device in room.tiles)
    return {"type": "grid", "cards": [_heading(room.name, room.icon), *tiles]}


def _tile(entity: str, name: str) -> Json:
    tile: Json = {"type": "tile", "entity": entity, "name": name}
    if entity.startswith("light."):
        tile |= {
            "features": [{"type": "light-brightness"}],
            "features_position": "inline",
            "grid_options": {"columns": "full"},
        }
    return tile


def _doors(entities: Entities) -> Json:
    """Return who came in, and the doors to open."""
    cards: list[Json] = []
    for device, keys in DOORS:
        cards += [_lock(found) for key in keys if (found := entities.get(device, key)) is not None]
        if access := entities.get(device, "access"):
            cards.append(
                {
                    "type": "tile",
                    "entity": access,
                    "name": f"{device}: last access",
                    "state_content": ["event_type", "name", "state"],
                    "grid_options": {"columns": "full"},
                }
            )
    return {"type": "grid", "cards": [_heading("Doors", "mdi:door-closed-lock"), *cards]}


def _station(entities: Entities) -> Json:
    """Return what hangs on the station."""
    shown = [(device, entities.get(device, key)) for device, key in STATION]
    cards = [
        _lock(found) if "lock." in found else _tile(found, name) for name, found in shown if found
    ]
    return {"type": "grid", "cards": [_heading("Station", "mdi:router-wireless"), *cards]}


def _lorawan(entities: Entities) -> Json:
    """Return what sensors at the LoRaWAN server measure, and its gateway."""
    shown = [(device, entities.get(device, key)) for device, key in LORAWAN]
    graph = {
        "type": "history-graph",
        "hours_to_show": _GRAPH_HOURS,
        "entities": [
            {"entity": found, "name": device}
            for device, found in shown
            if found and "temperature" in found
        ],
    }
    tiles = [_tile(found, name) for name, found in shown if found]
    return {"type": "grid", "cards": [_heading("LoRaWAN", "mdi:radio-tower"), graph, *tiles]}


def _platform(entities: Entities) -> Json:
    """Return what hangs on the IoT platform."""
    shown = [(device, entities.get(device, key)) for device, key in PLATFORM]
    cards = [
        _lock(found) if "lock." in found else _tile(found, name) for name, found in shown if found
    ]
    return {"type": "grid", "cards": [_heading("IoT platform", "mdi:cloud-outline"), *cards]}


def _lock(entity: str) -> Json:
    return {
        "type": "tile",
        "entity": entity,
        "features": [{"type": "lock-commands"}],
        "features_position": "inline",
        "grid_options": {"columns": "full"},
    }


def _power(entities: Entities) -> Json:
    power = [(device, entities.get(device, "power")) for device in METERS]
    graph = {
        "type": "history-graph",
        "hours_to_show": _GRAPH_HOURS,
        "entities": [{"entity": sensor, "name": device} for device, sensor in power if sensor],
    }
    totals = [
        _tile(total, f"{device} total")
        for device in TOTALS
        if (total := entities.get(device, "energy_total"))
    ]
    return {"type": "grid", "cards": [_heading("Power", "mdi:flash"), graph, *totals]}


def _energy(entities: Entities) -> Json:
    return {
        "device_consumption": [
            {"stat_consumption": total, "name": device}
            | ({"stat_rate": power} if (power := entities.get(device, "power")) else {})
            for device in METERS
            if (total := entities.get(device, "energy_total"))
        ]
    }
