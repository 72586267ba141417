"""Where the simulated devices are, and how the dashboard shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """One room: its icon, its devices, and what is worth a tile, in order."""

    name: str
    icon: str
    tiles: tuple[str, ...]
    holders: tuple[str, ...] = ()
    """Strips: they are in the room, but only their outlets are shown."""


TIME_ZONE = "Europe/Amsterdam"

ROOMS = (
    Room(
        "Living Room",
        "mdi:sofa",
        ("Reading lamp", "Mood lamp", "Shelf", "Fan", "Television", "Receiver", "Aquarium"),
        ("Media strip",),
    ),
    Room(
        "Study",
        "mdi:desk",
        (
            "Study lamp",
            "Desk edge",
            "Monitor",
            "Laptop dock",
            "Desk lamp",
            "Speakers",
            "Printer",
            "Phone charger",
        ),
        ("Desk strip",),
    ),
    Room(
        "Kitchen",
        "mdi:countertop",
        ("Freezer", "Kettle", "Coffee machine", "Radio"),
        ("Kitchen strip",),
    ),
    Room("Dining Room", "mdi:silverware-fork-knife", ("Dining room",)),
    Room("Bedroom", "mdi:bed", ("Bedroom", "Bedside lamp", "Wardrobe", "Humidifier")),
    Room("Bathroom", "mdi:shower", ("Towel rail", "Washing machine")),
    Room("Hall", "mdi:door", ("Hall", "Hall switch", "Stairs switch", "Boiler")),
    Room(
        "Workshop",
        "mdi:hammer-screwdriver",
        ("Workbench", "Band saw", "Extractor"),
        ("Workshop strip",),
    ),
    Room(
        "Outside",
        "mdi:tree",
        ("Porch", "Pump", "Fairy lights", "Garage switch", "Cellar switch"),
        ("Garden",),
    ),
)

DOORS = (("Front door", ("relay_a", "relay_b")), ("Garage", ("relay_a",)))
"""What can be opened: units, and the keys of their locks."""

STATION = (
    ("Entrance", "lock_lock"),
    ("Mood light", "light_light"),
    ("Floor lamp", "light_light"),
    ("Bedroom curtain", "cover_cover"),
    ("Bathroom heating", "climate_climate"),
    ("Living room air conditioner", "climate_climate"),
    ("Study climate", "sensor_temperature"),
    ("Hall motion", "binary_sensor_motion"),
)
"""What the station's part of the dashboard shows: devices, and the keys of their entities."""

_STATION_ROOMS = {
    "Bathroom": ("Bathroom heating", "Laundry leak", "Dryer"),
    "Bedroom": ("Bedroom air", "Bedroom curtain", "Bedside button"),
    "Hall": ("Back door", "Cellar door", "Entrance", "Hall motion", "Siren", "Stairs"),
    "Kitchen": ("Pantry window",),
    "Living Room": ("Floor lamp", "Living room air conditioner", "Mood light", "Spot"),
    "Outside": ("Path light", "Shed"),
    "Study": ("Office door", "Study climate"),
}

LORAWAN = (
    ("pantry", "m_temperature"),
    ("pantry", "m_humidity"),
    ("greenhouse", "m_lpp_103_1"),
    ("study", "m_milesight_67_3"),
    ("water", "m_water_total"),
    ("pump", "m_field_running"),
    ("pump", "preset"),
    ("roof", "connectivity"),
)
"""What the LoRaWAN server's part shows: devices, and the keys of their entities."""

_LORAWAN_ROOMS = {
    "Kitchen": ("pantry",),
    "Outside": ("greenhouse", "pump", "fountain", "roof", "barn"),
    "Hall": ("water",),
    "Study": ("study",),
}

PLATFORM = (
    ("Water meter", "sensor:WaterMeter:totalizedFlow"),
    ("Water meter", "switch:WaterMeter:valve"),
    ("Cellar lamp", "switch:Switch:status"),
    ("Guest house", "lock:DoorLock:lockState"),
    ("Garden gate", "lock:Lock:lockState"),
    ("Living room climate", "sensor:Temperature:temperature"),
)
"""What the IoT platform's part shows: devices, and the keys of their entities."""

_PLATFORM_ROOMS = {
    "Hall": ("Water meter", "Smoke detector"),
    "Living Room": ("Living room climate",),
    "Outside": ("Guest house", "Garden gate"),
    "Workshop": ("Cellar gateway", "Cellar lamp"),
}

ROOM_OF = {
    **{name: room.name for room in ROOMS for name in (*room.tiles, *room.holders)},
    **{name: "Outside" for name, _ in DOORS},
    **{name: room for room, names in _STATION_ROOMS.items() for name in names},
    **{name: room for room, names in _LORAWAN_ROOMS.items() for name in names},
    **{name: room for room, names in _PLATFORM_ROOMS.items() for name in names},
}

METERS = ("Freezer", "Boiler", "Monitor", "Laptop dock", "Speakers", "Phone charger")
"""What the graph and the energy dashboard show."""

TOTALS = ("Freezer", "Monitor")
"""Whose energy gets a tile."""
