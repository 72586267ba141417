"""Two thousand devices that report five times each, ten times faster than one would see it."""

import asyncio
from collections import Counter
from collections.abc import Generator
import http.client
import json
import threading
import time
from unittest.mock import patch
from urllib.parse import urlsplit

from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.registry import BaseRegistry
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord.protocol.iotsquare.push_link import SECRET_HEADER
from custom_components.accord.protocol.iotsquare.stream import Received
from custom_components.accord_iotsquare.const import DOMAIN
from custom_components.accord_iotsquare.push import PushSettings
from simulators.iotsquare.end_device import EndDevice
from simulators.iotsquare.household import HOUSE_APP
from tests.integrations.accord_iotsquare.conftest import Add, Make, until_true
from tests.integrations.accord_iotsquare.decoders import choose
from tests.integrations.accord_iotsquare.pushing import open_push
from tests.loop_time import longest_callback

DEVICES, ROUNDS, RATE = 2000, 5, 333
DECODED = 200
LONGEST_BLOCK = 0.05
TEMPERATURE = "AWcA1w=="
"""Cayenne LPP: 21.5 °C in channel 1."""


class Sender(threading.Thread):
    """Pushes from a thread of its own, so that the loop's work is Home Assistant's alone."""

    def __init__(self, url: str, secret: str, names: list[str], counts: range) -> None:
        """Push to a link, with the header that proves where it comes from."""
        super().__init__(daemon=True)
        self._url = urlsplit(f"{url}/uplink")
        self._reports = [(name, count) for count in counts for name in names]
        self._headers = {"Content-Type": "application/json", SECRET_HEADER: secret}
        self.answers: Counter[int] = Counter()

    def run(self) -> None:
        """Let all devices report at the rate, in rounds."""
        line = http.client.HTTPConnection(str(self._url.hostname), self._url.port or 80)
        began = time.monotonic()
        for number, (name, count) in enumerate(self._reports):
            time_left = began + number / RATE - time.monotonic()
            if time_left > 0:
                threading.Event().wait(time_left)
            line.request("POST", self._url.path, self._body(name, count), self._headers)
            answer = line.getresponse()
            answer.read()
            self.answers[answer.status] += 1
        line.close()

    def _body(self, name: str, count: int) -> str:
        data = {
            "gwid": "8cf957fffe8002d1", "rssi": -71, "snr": 9.5, "freq": 868.1, "dr": 5,
            "adr": True, "class": "A", "fCnt": count, "fPort": 2, "confirmed": False,
            "data": TEMPERATURE, "gws": [],
        }  # fmt: skip
        moment = int(time.time() * 1000)
        body = {"devEUI": name, "appID": HOUSE_APP, "type": "uplink", "time": moment, "data": data}
        return json.dumps(body)


@pytest.fixture(autouse=True)
def registries_stay_in_memory() -> Generator[None]:
    """Leave out how Home Assistant writes down thousands of entities, which it does in the loop."""
    with patch.object(BaseRegistry, "async_schedule_save"):
        yield


def states_of(hass: HomeAssistant, entry: MockConfigEntry, names: list[str]) -> list[str]:
    """Return the temperatures that are shown."""
    registry = er.async_get(hass)
    found = [
        registry.async_get_entity_id("sensor", DOMAIN, f"{entry.unique_id}_{name}_m_lpp_103_1")
        for name in names
    ]
    states = [hass.states.get(one) for one in found if one is not None]
    return [state.state for state in states if state is not None]


async def test_two_thousand_devices(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> None:
    """None is lost or doubled, and nothing else is held up."""
    server = await make()
    names = [f"{number:016x}" for number in range(DEVICES)]
    for name in names:
        server.add_device(EndDevice(HOUSE_APP, name, f"m-{name[-4:]}", "eu868", "ch_00-07"))
    async with open_push(hass, hass_client_no_auth, server, add) as pushed:
        entry = pushed.entry
        decoded = names[:DECODED]
        choose(hass, entry, "cayenne_lpp", *decoded)
        url = await pushed.link()
        settings = PushSettings.of(entry)
        assert settings is not None
        uplinks = entry.runtime_data.coordinator.uplinks
        heard: Counter[str] = Counter()

        def note(new: Received) -> None:
            heard[new.uplink.dev_eui] += 1

        first = Sender(url, settings.header, decoded, range(1))
        first.start()
        await asyncio.to_thread(first.join, 60)
        await until_true(lambda: len(states_of(hass, entry, decoded)) == DECODED)
        stop = uplinks.listen_to_all(note)
        sender = Sender(url, settings.header, names, range(1, 1 + ROUNDS))
        with longest_callback() as longest:
            sender.start()
            await asyncio.to_thread(sender.join, 90)
            await until_true(lambda: sum(heard.values()) >= DEVICES * ROUNDS)
            block = longest()
        stop()
        assert sender.answers == {200: DEVICES * ROUNDS}
        assert heard == dict.fromkeys(names, ROUNDS)
        assert {uplinks.heard(name).lost for name in names} == {0}
        assert set(states_of(hass, entry, decoded)) == {"21.5"}
        assert block < LONGEST_BLOCK
