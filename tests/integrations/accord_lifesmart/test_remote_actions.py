"""Keys, and codes that come from elsewhere or go there."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.accord.protocol.lifesmart.infrared import decode
from custom_components.accord_lifesmart.const import DOMAIN
from simulators.lifesmart import LifeSmartStation, Remote, SubDevice
from tests.integrations.accord_lifesmart.conftest import Add, Make, entity_id, until_true

CODE = "9F8B014F6F41040051550100545500"
PRONTO = "0000 006D 0002 0000 0157 00AC 0015 0689"
TV = "AI_IR_5bd1_1590665106"
SPOT = "5bd1_remote_infrared"


@pytest.fixture
async def station(make: Make) -> LifeSmartStation:
    """Start a station with a SPOT and a remote of the app."""
    found = await make(SubDevice("5bd1", "SL_SPOT", "Spot"))
    found.remotes.add(Remote(TV, "TV", "TV_A", "changhong", {"POWER": "", "MUTE": ""}))
    return found


async def call(
    hass: HomeAssistant, remote: str, action: str, *, answers: bool = False, **data: Any
) -> Any:
    """Call an action and return what one remote answers."""
    found = await hass.services.async_call(
        DOMAIN, action, {"entity_id": remote, **data}, blocking=True, return_response=answers
    )
    return found[remote] if answers else None


async def test_keys(hass: HomeAssistant, station: LifeSmartStation, add: Add) -> None:
    """A remote of the app has keys, a SPOT has none."""
    entry = await add(station)
    remote = entity_id(hass, entry, "remote", f"remote_{TV}")
    found = await call(hass, remote, "remote_get_keys", answers=True)
    assert found == {"keys": ["MUTE", "POWER"]}
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, entity_id(hass, entry, "remote", SPOT), "remote_get_keys", answers=True)
    assert caught.value.translation_key == "no_app_remote"
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, remote, "send_ir", code=CODE)
    assert caught.value.translation_key == "no_spot"


@pytest.mark.parametrize(
    ("data", "durations", "frequency"),
    [
        ({"code": CODE}, None, 38_000),
        ({"code": PRONTO}, [9020, 4523, 552, 43_995], 38_029),
        ({"code": PRONTO, "frequency": 40_000}, None, 40_000),
        ({"timings": [9000, -4500, 560]}, [9000, 4500, 560], 38_000),
        ({"timings": [9000, -4500, 560], "frequency": 36_000}, None, 36_000),
    ],
)
async def test_codes(
    hass: HomeAssistant,
    station: LifeSmartStation,
    add: Add,
    data: dict[str, Any],
    durations: list[int] | None,
    frequency: int,
) -> None:
    """Each is sent once, in the station's own form."""
    entry = await add(station)
    await call(hass, entity_id(hass, entry, "remote", SPOT), "send_ir", **data)
    [sent] = station.remotes.sent
    assert sent["freq"] == frequency
    if durations is not None:
        pairs = zip(decode(sent["data"]), durations, strict=True)
        assert all(abs(found - wanted) / wanted < 0.03 for found, wanted in pairs)


@pytest.mark.parametrize(
    "data",
    [{}, {"code": CODE, "timings": [1, 2]}, {"code": "0000 006D 0002 0000 0157"}, {"timings": []}],
)
async def test_nonsense(
    hass: HomeAssistant, station: LifeSmartStation, add: Add, data: dict[str, Any]
) -> None:
    """Nothing is sent."""
    entry = await add(station)
    with pytest.raises(HomeAssistantError):
        await call(hass, entity_id(hass, entry, "remote", SPOT), "send_ir", **data)
    assert station.remotes.sent == []


async def test_learning(hass: HomeAssistant, station: LifeSmartStation, add: Add) -> None:
    """The code is the answer, with its durations."""
    entry = await add(station)
    spot = entity_id(hass, entry, "remote", SPOT)
    learning = hass.async_create_task(call(hass, spot, "learn_ir", answers=True))
    await until_true(lambda: "5bd1" in station.remotes.learning)
    station.remotes.press("5bd1", CODE)
    found = await learning
    assert found["code"] == CODE
    assert [abs(one) for one in found["timings"]] == decode(CODE)
    assert found["timings"][0] > 0 > found["timings"][1]


async def test_pronto_by_the_usual_action(
    hass: HomeAssistant, station: LifeSmartStation, add: Add
) -> None:
    """As ``remote.send_command`` takes it, beside durations."""
    entry = await add(station)
    spot = entity_id(hass, entry, "remote", SPOT)
    await hass.services.async_call(
        "remote",
        "send_command",
        {"entity_id": spot, "command": [PRONTO, "9000,-4500,560"], "delay_secs": 0},
        blocking=True,
    )
    assert len(station.remotes.sent) == 2
