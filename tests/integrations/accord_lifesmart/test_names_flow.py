"""People at locks get names in the options."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType

from custom_components.accord.protocol.errors import DeadlineError
from custom_components.accord.protocol.lifesmart import LockGeneration
from simulators.lifesmart import SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make

ENTRANCE, GARAGE = ("2711", "SL_LK_LS", "Entrance"), ("2712", "SL_LK_LS", "Garage")


async def step(hass: HomeAssistant, result: Any, **data: Any) -> Any:
    """Go on with a dialog."""
    return await hass.config_entries.options.async_configure(result["flow_id"], data)


async def opened(hass: HomeAssistant, entry_id: str) -> Any:
    """Open the dialog for the entrance."""
    result = await hass.config_entries.options.async_init(entry_id)
    result = await step(hass, result, next_step_id="names")
    assert result["step_id"] == "names"
    return await step(hass, result, lock="2711")


def shown(result: Any) -> list[dict[str, str]]:
    """Return the people that a dialog shows."""
    (marker,) = result["data_schema"].schema
    people: list[dict[str, str]] = marker.description["suggested_value"]
    return people


async def test_names(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Those that the lock lists are shown; what is entered is kept, for this lock only."""
    station = await make(SubDevice(*ENTRANCE), SubDevice(*GARAGE))
    entry = await add(station, names={"2711:7": "Mira", "2712:7": "Noor"}, poll=120)
    people = entry.runtime_data.coordinator.client.lock_users
    listed = {
        one.id.rpartition("_")[2]: one.name
        for one in await people.list("2711", LockGeneration.ORDINARY)
    }
    result = await opened(hass, entry.entry_id)
    assert (result["step_id"], result["description_placeholders"]) == (
        "people",
        {"lock": "Entrance"},
    )
    names = {one["user_id"]: one["user_name"] for one in shown(result)}
    assert names == {**listed, "7": "Mira"}
    result = await step(
        hass,
        result,
        people=[
            {"user_id": " 8", "user_name": "Ada "},
            {"user_id": "9", "user_name": ""},
            {"user_id": "10"},
        ],
    )
    await hass.async_block_till_done()
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert entry.options == {"names": {"2712:7": "Noor", "2711:8": "Ada"}, "poll": 120}
    assert entry.runtime_data.coordinator.name_of_person("2711", 8) == "Ada"


async def test_a_lock_that_does_not_answer(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Names can be given all the same; what is no number is refused."""
    entry = await add(await make(SubDevice(*ENTRANCE)), names={"2711:7": "Mira"})

    async def silent(*_: Any) -> Any:
        raise DeadlineError("no answer in time")

    entry.runtime_data.coordinator.client.lock_users.list = silent
    result = await opened(hass, entry.entry_id)
    assert shown(result) == [{"user_id": "7", "user_name": "Mira"}]
    wrong = [{"user_id": "seven", "user_name": "Mira"}]
    result = await step(hass, result, people=wrong)
    assert (result["errors"], shown(result)) == ({"base": "invalid_number"}, wrong)


async def test_a_lock_that_went(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It shows what is known."""
    device = SubDevice(*ENTRANCE)
    station = await make(device, SubDevice(*GARAGE))
    entry = await add(station, names={"2711:7": "Mira"})
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await step(hass, result, next_step_id="names")
    station.detach(device)
    await entry.runtime_data.coordinator.async_refresh()
    result = await step(hass, result, lock="2711")
    assert shown(result) == [{"user_id": "7", "user_name": "Mira"}]


async def test_no_locks(hass: HomeAssistant, make: Make, add: Add) -> None:
    """There is nobody to name."""
    entry = await add(await make())
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await step(hass, result, next_step_id="names")
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "no_locks")
