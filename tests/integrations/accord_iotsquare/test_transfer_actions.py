"""Actions of file transfers."""

from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from simulators.iotsquare.device import IoTSquareServer
from simulators.iotsquare.group import Group
from simulators.iotsquare.household import GROUP
from tests.integrations.accord_iotsquare.conftest import Add, Make, device_id
from tests.integrations.accord_iotsquare.test_application_actions import call

AUTOMATIC = "0102030405060708"


def enter_group(server: IoTSquareServer) -> None:
    """Enter a group that the server sets up."""
    server.add_group(
        Group(AUTOMATIC, "lamps", "eu868", "ch_00-07", remote=True, group_id=0,
              gen_app_key="00" * 16)
    )  # fmt: skip


async def test_transfer(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A file is sent once, followed, and stopped."""
    server = await make()
    enter_group(server)
    entry = await add(server)
    device = device_id(hass, entry, f"mc_{AUTOMATIC}")
    answer = await call(
        hass, device, "start_file_transfer", answers=True, file_name="lamp_2", base64="AQID" * 100,
        redundancy=50,
    )  # fmt: skip
    (transfer,) = server.transfers.values()
    assert (transfer.name, len(transfer.payload)) == ("lamp_2", 300)
    assert answer == {
        "transfer_id": transfer.fd_id,
        "size": 300,
        "fragments": 7,
        "spare_fragments": 3,
    }
    answer = await call(hass, device, "list_file_transfers", answers=True)
    assert [one["name"] for one in answer["transfers"]] == ["lamp_2"]
    answer = await call(hass, device, "get_file_transfer", answers=True, transfer_id=transfer.fd_id)
    assert (answer["transfer"]["size"], answer["devices"]) == (300, [])
    await call(hass, device, "abort_file_transfer", transfer_id=transfer.fd_id)
    assert not transfer.open


async def test_files(
    hass: HomeAssistant, make: Make, add: Add, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file comes from an allowed folder, and has a size that fits."""
    server = await make()
    enter_group(server)
    entry = await add(server)
    device = device_id(hass, entry, f"mc_{AUTOMATIC}")
    good, empty, large = tmp_path / "good.bin", tmp_path / "empty.bin", tmp_path / "large.bin"
    good.write_bytes(b"firmware")
    empty.write_bytes(b"")
    large.write_bytes(b"0" * 65537)

    async def start(**given: str) -> str | None:
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, device, "start_file_transfer", file_name="x", **given)
        return caught.value.translation_key

    assert await start() == "one_file"
    assert await start(path=str(good), base64="AQ==") == "one_file"
    assert await start(path=str(good)) == "path_not_allowed"
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    assert await start(path=str(tmp_path / "none.bin")) == "file_unreadable"
    assert await start(path=str(empty)) == "file_size"
    assert await start(path=str(large)) == "file_size"
    assert await start(base64="?") == "invalid"
    await call(hass, device, "start_file_transfer", file_name="x", path=str(good))
    (transfer,) = server.transfers.values()
    assert transfer.payload == b"firmware"


async def test_manual_group(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A group that is set up by hand takes no files."""
    entry = await add(await make())
    device = device_id(hass, entry, f"mc_{GROUP}")
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, device, "start_file_transfer", file_name="x", base64="AQ==")
    assert caught.value.translation_key == "conflict"
