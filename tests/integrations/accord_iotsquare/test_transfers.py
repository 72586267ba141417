"""File transfers are found and followed to their end."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.iotsquare import (
    FileTransfer,
    TransferDevice,
    TransferDeviceState,
)
from custom_components.accord_iotsquare.transfers import Transfer
from simulators.iotsquare.household import GROUP
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, state_of


@pytest.mark.usefixtures("entity_registry_enabled_by_default")
async def test_from_begin_to_end(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """State, progress and devices; asked for no more when it is done."""
    server = await make()
    entry = await add(server)
    coordinator = entry.runtime_data.coordinator
    transfer = server.fuota.begin(server.groups[GROUP], "blob", bytes(100), 0.5)
    coordinator.look_for_transfer(GROUP)
    await poll()
    assert state_of(hass, entry, "sensor", f"mc_{GROUP}_transfer_state") == "created"
    assert state_of(hass, entry, "sensor", f"mc_{GROUP}_transfer_fragments") == "3"
    assert state_of(hass, entry, "sensor", f"mc_{GROUP}_transfer_devices") == "2"
    while transfer.open:
        server.fuota._step(transfer)
    await poll()
    wanted = {"state": "done", "progress": "100.0", "devices_done": "2", "next_step": "unknown"}
    shown = {key: state_of(hass, entry, "sensor", f"mc_{GROUP}_transfer_{key}") for key in wanted}
    assert shown == wanted
    server.api.requests.clear()
    await poll()
    assert "fuota/status" not in [one.operation for one in server.api.requests]


async def test_gone(hass: HomeAssistant, make: Make, add: Add, poll: Poll) -> None:
    """A transfer that the server forgot fails nothing; neither does one without a group."""
    server = await make()
    coordinator = (await add(server)).runtime_data.coordinator
    server.fuota.begin(server.groups[GROUP], "blob", bytes(100), 0.5)
    coordinator.look_for_transfer(GROUP)
    await poll()
    assert GROUP in coordinator.data.transfers
    server.transfers.clear()
    await poll()
    assert coordinator.last_update_success
    assert GROUP not in coordinator.data.transfers
    await poll()
    assert GROUP not in coordinator.data.transfers
    server.fuota.begin(server.groups[GROUP], "blob", bytes(100), 0.5)
    coordinator.look_for_transfer(GROUP)
    await poll()
    server.groups.clear()
    coordinator.read_lists_soon()
    await poll()
    assert not coordinator.data.transfers


def test_progress() -> None:
    """Unknown without fragments or devices; more than the file does not count."""
    job = FileTransfer(fd_id=1, name="blob", fragments=10)
    assert Transfer(job).progress is None
    devices = (
        TransferDevice(dev_eui="a", received=12, state=TransferDeviceState.DONE),
        TransferDevice(dev_eui="b", received=5),
    )
    transfer = Transfer(job, devices)
    assert (transfer.progress, transfer.finished, transfer.open) == (75.0, 1, True)
    assert transfer.state is None
    assert Transfer(FileTransfer(fd_id=1, name="blob"), devices).progress is None
