"""What was used by day and month, and who is asked when."""

from datetime import date
from unittest.mock import patch

from freezegun.api import FrozenDateTimeFactory
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.util import dt as dt_util
import pytest

from custom_components.accord.protocol.errors import UnsupportedError
from custom_components.accord.protocol.kasa import KasaClient
from custom_components.accord.protocol.kasa.topics.schedule import ScheduleTopic
from custom_components.accord.readings import PER_POLL
from custom_components.accord_kasa.statistics import Used, async_read_used
from simulators.clock import Clock
from simulators.kasa import OutletSetup

from .conftest import Add, Make, Poll


def shown(hass: HomeAssistant, name: str) -> float:
    return float(hass.states.get(f"sensor.{name}").state)


async def test_energy_and_hours(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A plug's days and months, in kWh and hours."""
    today = dt_util.now().date()
    device = await make("KP115", "Freezer")
    relay = device.outlets[0]
    relay.energy.put_day(today, 1250.0)
    relay.usage.put_day(today, 90.0)
    await add(device)
    assert shown(hass, "freezer_energy_today") == pytest.approx(1.25)
    assert shown(hass, "freezer_energy_this_month") == pytest.approx(1.25)
    assert shown(hass, "freezer_on_time_today") == pytest.approx(1.5)


async def test_yesterday_may_be_in_another_month(
    make: Make, freezer: FrozenDateTimeFactory
) -> None:
    """The first of a month looks back into the month before."""
    device = await make("KP115")
    device.outlets[0].energy.put_day(date(2026, 10, 31), 400.0)
    device.outlets[0].energy.put_day(date(2026, 11, 1), 100.0)
    client = KasaClient(device.address)
    await client.system.get_sysinfo()
    freezer.move_to("2026-11-01 12:00")
    used = await async_read_used(client, None)
    assert (used.energy_today, used.energy_yesterday) == (0.1, 0.4)
    assert used.energy_this_month == 0.1
    freezer.move_to("2026-11-02 12:00")
    used = await async_read_used(client, None)
    assert (used.energy_today, used.energy_yesterday) == (0, 0.1)
    await client.close()


async def test_what_a_device_does_not_count_is_unknown(make: Make) -> None:
    device = await make("HS103")
    client = KasaClient(device.address)
    with patch.object(ScheduleTopic, "get_daystat", side_effect=UnsupportedError):
        used = await async_read_used(client, None)
    assert used == Used(minutes_this_month=0)
    await client.close()


async def test_a_few_rows_with_each_poll(
    hass: HomeAssistant, make: Make, add: Add, poll: Poll
) -> None:
    """A strip is not asked for everything at once, and then left in peace."""
    device = await make("KP303", "Bench", outlets=[OutletSetup(alias=name) for name in "abc"])
    served: list[str] = []
    device.observe(lambda _system, operation, _outcome: served.append(operation))
    await add(device)
    assert served.count("schedule.get_daystat") == 3
    await poll()
    served.clear()
    await poll()
    assert served == ["system.get_sysinfo"]
    await poll(300)
    asked = ("count_down.get_rules", "schedule.get_daystat")
    assert sum(served.count(one) for one in asked) == PER_POLL
    await poll(1)
    assert [served.count(one) for one in asked] == [3, 3]


async def test_history(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The action answers with days or months."""
    device = await make("KP115", "Freezer", clock=Clock(frozen=True))
    device.outlets[0].energy.put_day(date(2026, 3, 4), 400.0)
    await add(device)
    (found,) = dr.async_get(hass).async_get_devices(
        identifiers={("accord_kasa", device.mac.lower())}
    )

    async def ask(**data: int) -> object:
        return await hass.services.async_call(
            "accord_kasa",
            "get_energy_history",
            {"device_id": found.id, "year": 2026, **data},
            blocking=True,
            return_response=True,
        )

    assert await ask(month=3) == {"days": [{"day": "2026-03-04", "energy": 0.4}]}
    assert await ask() == {"months": [{"year": 2026, "month": 3, "energy": 0.4}]}
    assert await ask(month=4) == {"days": []}
