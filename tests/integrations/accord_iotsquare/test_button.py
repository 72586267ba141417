"""What is pressed."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.accord_iotsquare.button import BUTTONS
from simulators.iotsquare.household import GROUP, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import (
    Add,
    Make,
    Poll,
    act,
    entity_id,
    report,
    state_of,
)


async def test_refresh(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Reads the newest uplink at once."""
    server = await make()
    entry = await add(server)
    report(server, THERMOMETER)
    await act(hass, entity_id(hass, entry, "button", f"{THERMOMETER}_refresh"), "press")
    uplink = entry.runtime_data.coordinator.uplinks.heard(THERMOMETER).uplink
    assert uplink is not None
    assert uplink.f_cnt == 1


async def test_abort(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """Ends a file transfer, once."""
    server = await make()
    entry = await add(server)
    coordinator = entry.runtime_data.coordinator
    transfer = server.fuota.begin(server.groups[GROUP], "blob", bytes(100), 0.5)
    coordinator.look_for_transfer(GROUP)
    await poll()
    button = entity_id(hass, entry, "button", f"mc_{GROUP}_abort_transfer")
    await act(hass, button, "press")
    assert not transfer.open
    await poll()
    assert state_of(hass, entry, "button", f"mc_{GROUP}_abort_transfer") == "unavailable"
    row = next(row for row in BUTTONS if row.key == "abort_transfer")
    view = coordinator.view(next(p for p in coordinator.data.parts() if p.id == GROUP))
    with pytest.raises(ServiceValidationError) as error:
        await row.press_fn(coordinator, view)
    assert error.value.translation_key == "no_transfer"
