"""Actions of the unit as a whole, with what the simulated unit does."""

import asyncio
from collections.abc import Generator
from hashlib import md5
from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from custom_components.accord.protocol.akuvox import InstallStage
from simulators.akuvox import AkuvoxDevice, make_image

from .conftest import ACCOUNT, Add, Make
from .test_actions import LOCATION, call, registered, requests_of

PASSWORD = "Config.DoorSetting.APIFCGI.Password"


@pytest.fixture(autouse=True)
def looks_often() -> Generator[None]:
    """Simulated units are back at once."""
    with patch("custom_components.accord.protocol.akuvox.topics.restart.LOOK_EVERY", 0.02):
        yield


@pytest.fixture
async def unit(hass: HomeAssistant, make: Make, tmp_path: Path) -> AkuvoxDevice:
    """A unit that restarts at once, and a folder from which files may come."""
    hass.config.config_dir = str(tmp_path)
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    device = await make(config={LOCATION: "Gate"})
    device.reboot_lasts = 0
    return device


async def test_get_config(hass: HomeAssistant, unit: AkuvoxDevice, add: Add) -> None:
    """By key, by prefix or all; what is private is hidden unless asked for."""
    device_id = registered(hass, await add(unit))

    async def values(**data: Any) -> Any:
        answer = await call(hass, "get_config", response=True, device_id=device_id, **data)
        return answer["values"]

    assert await values(keys=[LOCATION]) == {LOCATION: "Gate"}
    found = await values(prefixes=["Config.DoorSetting.APIFCGI"])
    assert PASSWORD in found
    assert found[PASSWORD] != ACCOUNT[1]
    assert (await values(keys=[PASSWORD], include_secrets=True)) == {PASSWORD: ACCOUNT[1]}
    everything = await values()
    assert everything.keys() >= {LOCATION, PASSWORD}
    assert ACCOUNT[1] not in everything.values()


async def test_set_config(hass: HomeAssistant, unit: AkuvoxDevice, add: Add) -> None:
    """The answer is what the unit has afterwards."""
    device_id = registered(hass, await add(unit))
    given = {"device_id": device_id, "values": {LOCATION: "Yard"}}
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "set_config", **given)
    assert refused.value.translation_key == "confirm_required"
    assert unit.config[LOCATION] == "Gate"
    answer = await call(hass, "set_config", response=True, **given, confirm=True)
    assert answer == {"values": {LOCATION: "Yard"}}
    assert unit.config[LOCATION] == "Yard"


async def test_set_config_that_is_not_taken(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add
) -> None:
    """The unit says yes to a key that it does not know; the user is told."""
    device_id = registered(hass, await add(unit))
    with pytest.raises(HomeAssistantError) as refused:
        await call(
            hass,
            "set_config",
            device_id=device_id,
            values={"Config.No.Such.Key": 1},
            confirm=True,
        )
    assert refused.value.translation_key == "not_taken"
    assert (refused.value.translation_placeholders or {})["keys"] == "Config.No.Such.Key"


async def test_backup_and_restore(hass: HomeAssistant, unit: AkuvoxDevice, add: Add) -> None:
    """What was saved comes back, and the unit is waited for."""
    device_id = registered(hass, await add(unit, dangerous=True))
    saved = await call(hass, "backup", response=True, device_id=device_id)
    unit.config.force({LOCATION: "Yard"})
    unit.clock.advance(100)
    before = unit.booted_at
    unit.requests.clear()
    answer = await call(
        hass, "restore", response=True, device_id=device_id, path=saved["path"], confirm=True
    )
    assert answer == {"firmware": unit.firmware.version}
    assert unit.config[LOCATION] == "Gate"
    assert unit.booted_at > before
    assert len(requests_of(unit, "config/import")) == 1


async def test_restore_of_another_models_backup(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add, tmp_path: Path
) -> None:
    """The unit refuses it; it is sent once."""
    device_id = registered(hass, await add(unit, dangerous=True))
    (tmp_path / "Config.tgz").write_bytes(b"something else")
    unit.requests.clear()
    with pytest.raises(HomeAssistantError) as refused:
        await call(hass, "restore", device_id=device_id, path="Config.tgz", confirm=True)
    assert refused.value.translation_key == "device_error"
    assert len(requests_of(unit, "config/import")) == 1


async def test_factory_reset(hass: HomeAssistant, unit: AkuvoxDevice, add: Add) -> None:
    """Only the unit whose address was typed in, in any spelling."""
    device_id = registered(hass, await add(unit, dangerous=True))
    with pytest.raises(ServiceValidationError) as refused:
        await call(
            hass, "factory_reset", device_id=device_id, mac="0C:11:05:00:00:FF", confirm=True
        )
    assert refused.value.translation_key == "mac_wrong"
    assert unit.config[LOCATION] == "Gate"
    mac = unit.mac.replace(":", "").lower()
    await call(hass, "factory_reset", device_id=device_id, mac=mac, confirm=True)
    assert unit.config[LOCATION] != "Gate"
    assert len(requests_of(unit, "config/reset_factory")) == 1


async def test_install_firmware(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add, tmp_path: Path
) -> None:
    """Each step once, in order; whoever watches sees how far it is."""
    entry = await add(unit, dangerous=True)
    image = make_image("105.30.1.99")
    (tmp_path / "image.rom").write_bytes(image)
    installation = entry.runtime_data.coordinator.installation
    stages: list[InstallStage | None] = []
    installation.listen(
        lambda: stages.append(installation.progress and installation.progress.stage)
    )
    unit.clock.advance(100)
    unit.requests.clear()
    before = unit.firmware.version
    answer = await call(
        hass,
        "install_firmware",
        response=True,
        device_id=registered(hass, entry),
        path="image.rom",
        md5=md5(image, usedforsecurity=False).hexdigest().upper(),
        confirm=True,
    )
    assert answer == {"before": before, "after": "105.30.1.99"}
    steps = ("firmware/prepare", "firmware/upload", "firmware/upgrade")
    assert [path for _, _, path in requests_of(unit, *steps)] == [f"/api/{one}" for one in steps]
    assert list(dict.fromkeys(stages)) == [*InstallStage, None]
    assert installation.progress is None


async def test_install_wrong_firmware(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add, tmp_path: Path
) -> None:
    """Where the sum is another one, nothing is sent."""
    entry = await add(unit, dangerous=True)
    (tmp_path / "image.rom").write_bytes(b"image")
    unit.requests.clear()
    with pytest.raises(ServiceValidationError, match="MD5"):
        await call(
            hass,
            "install_firmware",
            device_id=registered(hass, entry),
            path="image.rom",
            md5="0" * 32,
            confirm=True,
        )
    assert requests_of(unit, "firmware/prepare", "firmware/upload") == []
    assert entry.runtime_data.coordinator.installation.progress is None


async def test_install_twice_at_once(
    hass: HomeAssistant, unit: AkuvoxDevice, add: Add, tmp_path: Path
) -> None:
    """The second is refused."""
    entry = await add(unit, dangerous=True)
    (tmp_path / "image.rom").write_bytes(make_image("105.30.1.99"))
    unit.clock.advance(100)
    data = {"device_id": registered(hass, entry), "path": "image.rom", "confirm": True}
    first, second = await asyncio.gather(
        call(hass, "install_firmware", **data),
        call(hass, "install_firmware", **data),
        return_exceptions=True,
    )
    assert first is None
    assert isinstance(second, HomeAssistantError)
    assert second.translation_key == "busy"
    assert len(requests_of(unit, "firmware/upgrade")) == 1
