"""Packages and upgrade tasks by actions."""

from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
from homeassistant.util import dt as dt_util
import pytest

from tests.integrations.accord_huawei.conftest import METER, Add, Make, asked, call, device_id


async def test_packages(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Listed by what they are for, shown, deleted for good."""
    platform = await make()
    entry = await add(platform)
    hub = device_id(hass, entry)
    every = (await call(hass, hub, "get_packages"))["packages"]
    assert len(every) == 4
    some = (await call(hass, hub, "get_packages", kind="firmware", device_type="WaterMeter"))[
        "packages"
    ]
    assert [(one["file_type"], one["device_type"]) for one in some] == [
        ("firmwarePackage", "WaterMeter")
    ]
    file_id = some[0]["file_id"]
    assert (await call(hass, hub, "get_packages", file_id=file_id))["packages"] == some
    with pytest.raises(ServiceValidationError):
        await call(hass, hub, "delete_package", answers=False, file_id=file_id)
    await call(hass, hub, "delete_package", answers=False, file_id=file_id, confirm=True)
    assert len((await call(hass, hub, "get_packages"))["packages"]) == 3


async def test_tasks(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Now for one device, later for a group; what became of it is asked for."""
    platform = await make()
    entry = await add(platform)
    hub = device_id(hass, entry)
    packages = (await call(hass, hub, "get_packages", device_type="WaterMeter"))["packages"]
    file_ids = {one["file_type"]: one["file_id"] for one in packages}
    with pytest.raises(ServiceValidationError):
        await call(hass, hub, "create_upgrade", kind="software", file_id="x", devices=[METER])
    made = await call(
        hass,
        hub,
        "create_upgrade",
        kind="software",
        file_id=file_ids["softwarePackage"],
        devices=[device_id(hass, entry, METER)],
        confirm=True,
    )
    (found,) = (await call(hass, hub, "get_upgrades", task_id=made["task_id"]))["upgrades"]
    assert [one["device_id"] for one in found["devices"]] == [METER]
    listed = (await call(hass, hub, "get_upgrades", kind="software", device=METER))["upgrades"]
    assert [one["task_id"] for one in listed] == [made["task_id"]]
    await call(hass, hub, "create_group", name="Meters", members=[device_id(hass, entry, METER)])
    start = dt_util.utcnow() + timedelta(hours=1)
    await call(
        hass,
        hub,
        "create_upgrade",
        kind="firmware",
        file_id=file_ids["firmwarePackage"],
        groups=["Meters"],
        device_type="WaterMeter",
        model="WM-NB15",
        manufacturer_name="Raindrop Works",
        execution="at_a_time",
        start=start.isoformat(),
        end=(start + timedelta(hours=2)).isoformat(),
        repeats=2,
        confirm=True,
    )
    (request,) = asked(platform, "1.10.5")
    assert request.body["policy"]["executeType"] == "custom"
    assert request.body["policy"]["retryTimes"] == 2
    assert request.body["targets"]["deviceGroups"] == ["Meters"]
