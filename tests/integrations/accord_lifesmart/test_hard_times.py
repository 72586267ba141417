"""What a house may go through: storms of events, wrong clocks, lost answers, restarts."""

import asyncio
from collections.abc import Mapping
import socket
import threading
import time
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.accord.protocol.lifesmart import Device
from custom_components.accord_lifesmart.const import DOMAIN
from custom_components.accord_lifesmart.coordinator import LifeSmartCoordinator
from simulators.faults import Drop
from simulators.lifesmart import LifeSmartStation, SubDevice
from simulators.lifesmart.frame import Frame, Packet
from tests.integrations.accord_lifesmart.conftest import (
    Add,
    Make,
    act,
    entity_id,
    subscribed,
    until,
    until_true,
)
from tests.loop_time import longest_callback

SECONDS, RATE = 10, 1000
COPY_EACH = 10
"""Each so-manieth packet comes twice."""
AHEAD = 100
"""Packets that wait in the socket at most: what a busy machine cannot take would get lost."""
LONGEST_BLOCK = 0.05

# --- A storm -------------------------------------------------------------------------------------


class Storm(threading.Thread):
    """Sends events from a thread of its own, so that the loop's work is the house's alone."""

    def __init__(self, station: LifeSmartStation, port: int, heard: list[float | None]) -> None:
        """Have a sensor run through numbers; ``heard`` grows with what has arrived."""
        super().__init__(daemon=True)
        self._lsid, self._source = station.lsid, station.address
        self._target = ("127.0.0.1", port)
        self._heard = heard
        self._ended = threading.Event()

    def _packet(self, number: int) -> bytes:
        value = {"type": 0x7E, "val": number, "v": number, "valts": number}
        change = {"me": "1", "devtype": "SL_SC_THL", "Z": value}
        body = {"id": number % 65535 + 1, "agtid": self._lsid, "chg": [change]}
        return Frame(Packet.NOTIFY, body).encode()

    def run(self) -> None:
        """Send at the rate, but no further ahead than the socket bears."""
        began = time.monotonic()
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            line.bind((self._source, 0))
            for number in range(1, SECONDS * RATE + 1):
                due = began + number / RATE
                while time.monotonic() < due or number - len(self._heard) > AHEAD:
                    if self._ended.wait(0.001):
                        return
                packet = self._packet(number)
                for _ in range(2 if number % COPY_EACH == 0 else 1):
                    line.sendto(packet, self._target)

    def end(self) -> None:
        """Stop, wherever it is."""
        self._ended.set()
        self.join()


async def test_storm(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A thousand events a second for ten seconds: all in order, once each, nothing is held up."""
    others = (SubDevice(f"x{number}", "SL_SC_THL") for number in range(50))
    station = await make(SubDevice("1", "SL_SC_THL"), *others)
    entry = await add(station)
    await subscribed(entry)
    coordinator: LifeSmartCoordinator = entry.runtime_data.coordinator
    heard: list[float | None] = []

    def note(device: Device, _: Mapping[str, Any]) -> None:
        heard.append(device.ios["Z"].val)

    stop_listening = coordinator.listen("1", note)
    states = len(hass.states.async_all())
    storm = Storm(station, coordinator.client.session.port.number, heard)
    count = SECONDS * RATE
    with longest_callback() as longest:
        storm.start()
        try:
            async with asyncio.timeout(120):
                while len(heard) < count:  # noqa: ASYNC110 - nobody announces it
                    await asyncio.sleep(0.05)
        finally:
            storm.end()
        blocked = longest()
    stop_listening()
    assert heard == list(range(1, count + 1))
    await until(hass, entity_id(hass, entry, "sensor", "1_sensor_illuminance"), str(count))
    assert len(hass.states.async_all()) == states
    assert blocked < LONGEST_BLOCK


async def test_copies_of_an_event(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A button that was pressed once is told once, however often the network says so."""
    button = SubDevice("1", "SL_SC_BB")
    station = await make(button)
    entry = await add(station)
    await subscribed(entry)
    coordinator: LifeSmartCoordinator = entry.runtime_data.coordinator
    heard: list[float | None] = []
    stop = coordinator.listen("1", lambda device, _: heard.append(device.ios["B"].val))
    port = ("127.0.0.1", coordinator.client.session.port.number)
    for number, value in ((1, 1), (1, 1), (2, 0), (1, 1), (2, 0), (3, 1), (3, 1)):
        change = {"me": "1", "B": {"type": 0x7E, "val": value}}
        body = {"id": number, "agtid": station.lsid, "chg": [change]}
        station.socket.send(Frame(Packet.NOTIFY, body).encode(), port)
    await until_true(lambda: len(heard) == 3)
    await hass.async_block_till_done()
    stop()
    assert heard == [1, 0, 1]


# --- Lost answers --------------------------------------------------------------------------------


def served(station: LifeSmartStation) -> list[str]:
    """Return the growing list of operations that a station carries out."""
    rows: list[str] = []
    station.observe(lambda _system, operation, _outcome: rows.append(operation))
    return rows


@pytest.mark.parametrize(
    ("cls", "unique", "action", "operation"),
    [
        ("SL_LK_SWIFTE", "lock_lock", "lock", "doorlock.ctldoorlockswifte.Oper"),
        ("SL_LK_SWIFTE", "lock_lock", "unlock", "doorlock.ctldoorlockswifte.Oper"),
        ("SL_SW_WIN", "cover_cover", "open_cover", "ep.set"),
    ],
)
async def test_motors(
    hass: HomeAssistant,
    make: Make,
    add: Add,
    short: None,
    cls: str,
    unique: str,
    action: str,
    operation: str,
) -> None:
    """What moves something is sent once; that nobody knows what came of it is said."""
    station = await make(SubDevice("1", cls, "Door"))
    entry = await add(station)
    rows = served(station)
    with (
        station.faulty(Drop(), operations=[operation]),
        pytest.raises(HomeAssistantError) as caught,
    ):
        await act(
            hass, entity_id(hass, entry, unique.split("_", maxsplit=1)[0], f"1_{unique}"), action
        )
    assert caught.value.translation_key == "outcome_unknown"
    assert rows.count(operation) == 1


# --- Clocks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [200, -200])
async def test_wrong_clock(hass: HomeAssistant, make: Make, add: Add, seconds: int) -> None:
    """Locks want the time to the second: the station's own is used, from the first command on."""
    station = await make(SubDevice("2712", "SL_LK_LS_V3", "Back door"))
    station.control("clock", {"seconds": seconds})
    entry = await add(station)
    lock = entity_id(hass, entry, "lock", "2712_lock_lock")
    rows = served(station)
    await act(hass, lock, "unlock")
    assert station.state()["locks"]["2712"]["opened"] == 1
    user = {"entity_id": lock, "user_name": "Guest", "code": "482913"}
    await hass.services.async_call(DOMAIN, "add_user", user, blocking=True, return_response=False)
    assert rows.count("doorlock.openlock") == 1
    assert rows.count("doorlock.ctldoorlockv3.AddUser") == 1


async def test_clock_that_jumps(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A station that was corrected refuses the first attempt, which opened nothing."""
    station = await make(SubDevice("2712", "SL_LK_LS_V3", "Back door"))
    entry = await add(station)
    await subscribed(entry)
    lock = entity_id(hass, entry, "lock", "2712_lock_lock")
    for opened, seconds in ((1, 200), (2, -200)):
        station.control("clock", {"seconds": seconds})
        await act(hass, lock, "unlock")
        assert station.state()["locks"]["2712"]["opened"] == opened


# --- Restarts ------------------------------------------------------------------------------------


async def test_restart(hass: HomeAssistant, make: Make, add: Add, short: None) -> None:
    """The station has forgotten whom to tell; it is asked again with the first good reading."""
    sensor = SubDevice("1", "SL_SC_THL", "Cellar")
    station = await make(sensor)
    entry = await add(station)
    await subscribed(entry)
    coordinator: LifeSmartCoordinator = entry.runtime_data.coordinator
    temperature = entity_id(hass, entry, "sensor", "1_sensor_temperature")
    station.restart(down_for=30)
    await coordinator.async_refresh()
    await hass.async_block_till_done()
    assert hass.states.is_state(temperature, "unavailable")
    station.clock.advance(31)
    await until_true(lambda: station.online)
    assert not station.notices.receivers
    await coordinator.async_refresh()
    await until_true(lambda: station.notices.receivers)
    station.measure(sensor, "T", 12.5)
    await until(hass, temperature, "12.5")


# --- Neighbours ----------------------------------------------------------------------------------


async def test_equal_ids(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Events and commands of two stations keep apart, though their devices have the same ids."""
    outlets = [SubDevice("1", "SL_OL", name) for name in ("Lamp", "Pump")]
    stations = [await make(outlet) for outlet in outlets]
    entries = [await add(station) for station in stations]
    switches = [entity_id(hass, entry, "switch", "1_switch_outlet") for entry in entries]
    assert len(set(switches)) == 2
    for entry in entries:
        await subscribed(entry)
    stations[1].change(outlets[1], "O", 0x81, 1)
    await until(hass, switches[1], "on")
    assert hass.states.is_state(switches[0], "off")
    await act(hass, switches[0], "turn_on")
    await act(hass, switches[1], "turn_off")
    assert [outlet.ios["O"].type & 1 for outlet in outlets] == [1, 0]
