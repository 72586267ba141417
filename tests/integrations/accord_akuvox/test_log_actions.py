"""Actions of logs and captures, with what the simulated unit has."""

from pathlib import Path
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from simulators.akuvox import AkuvoxDevice, Quirks

from .conftest import Add, Make
from .test_actions import call, registered, saved


def visit(device: AkuvoxDevice) -> None:
    """Let some people come: two who may, and one who may not, many times."""
    device.people.users.add({"UserID": "1", "Name": "Mira", "PrivatePIN": "4711"})
    device.people.users.add({"UserID": "2", "Name": "Noor", "CardCode": "00C0FFEE"})
    device.door.enter_code("4711")
    device.door.show_card("00C0FFEE")
    for _ in range(23):
        device.door.enter_code("999999")


@pytest.mark.parametrize("words", [False, True])
async def test_access_log(hass: HomeAssistant, make: Make, add: Add, words: bool) -> None:
    """Who came, the newest first, and never with which code."""
    device = await make(quirks=Quirks(door_log_words=words))
    visit(device)
    device_id = registered(hass, await add(device))
    answer = await call(hass, "list_access_log", response=True, device_id=device_id)
    assert len(answer["records"]) == 25
    assert answer["next_page"] is None
    assert answer["records"][-1]["name"] == "Mira"
    assert answer["records"][-1]["method"] == "pin"
    assert answer["records"][0]["granted"] is False
    for code in ("4711", "00C0FFEE", "999999"):
        assert code not in str(answer)


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"granted": True}, ["Noor", "Mira"]),
        ({"method": "card"}, ["Noor"]),
        ({"name": "MIR"}, ["Mira"]),
        ({"granted": True, "limit": 1, "page": 1}, ["Noor", "Mira"]),
        ({"granted": True, "page": 4}, []),
    ],
)
async def test_access_log_filters(
    hass: HomeAssistant, make: Make, add: Add, filters: dict[str, Any], names: list[str]
) -> None:
    """Through as many pages as it takes."""
    device = await make()
    visit(device)
    device_id = registered(hass, await add(device))
    answer = await call(hass, "list_access_log", response=True, device_id=device_id, **filters)
    assert [one["name"] for one in answer["records"]] == names


async def test_access_log_in_parts(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The answer says where to go on."""
    device = await make()
    visit(device)
    device_id = registered(hass, await add(device))
    seen: list[str] = []
    page: int | None = 1
    while page is not None:
        answer = await call(
            hass, "list_access_log", response=True, device_id=device_id, page=page, limit=10
        )
        seen += [one["record_id"] for one in answer["records"]]
        page = answer["next_page"]
    assert seen == [str(number) for number in range(25, 0, -1)]


async def test_access_log_of_a_unit_without_pages(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """It answers with everything each time: taken once."""
    device = await make(quirks=Quirks(ignores_page=True))
    visit(device)
    device_id = registered(hass, await add(device))
    answer = await call(hass, "list_access_log", response=True, device_id=device_id, limit=1000)
    assert len(answer["records"]) == 25


@pytest.mark.parametrize("numbers", [False, True])
async def test_calls(hass: HomeAssistant, make: Make, add: Add, numbers: bool) -> None:
    """All, or those of one kind, also where the unit does not filter."""
    device = await make(quirks=Quirks(call_log_numbers=numbers))
    device.line.dial("2001", "Desk")
    device.line.hang_up()
    device.line.ring("2002")
    device.line.hang_up()
    device_id = registered(hass, await add(device))
    answer = await call(hass, "list_calls", response=True, device_id=device_id)
    assert [one["kind"] for one in answer["records"]] == ["missed", "dialed"]
    answer = await call(hass, "list_calls", response=True, device_id=device_id, kind="dialed")
    assert [(one["name"], one["number"]) for one in answer["records"]] == [("Desk", "2001")]


@pytest.mark.parametrize("kind", ["log", "kernel"])
async def test_log(hass: HomeAssistant, make: Make, add: Add, tmp_path: Path, kind: str) -> None:
    """Saved where nobody else reads it, then erased."""
    hass.config.config_dir = str(tmp_path)
    device = await make()
    word = {"log": "log", "kernel": "kmsg"}[kind]
    device_id = registered(hass, await add(device, dangerous=True))
    answer = await call(hass, "download_log", response=True, device_id=device_id, kind=kind)
    assert saved(answer) == device.syslog.text(word)
    await call(hass, "clear_log", device_id=device_id, kind=kind, confirm=True)
    assert device.syslog.text(word) == b""


async def test_capture(hass: HomeAssistant, make: Make, add: Add, tmp_path: Path) -> None:
    """Started for a time, then saved."""
    hass.config.config_dir = str(tmp_path)
    device = await make()
    device_id = registered(hass, await add(device))
    await call(hass, "start_capture", device_id=device_id, filter="port 5060", seconds=5, size=64)
    assert device.capture.running
    with pytest.raises(HomeAssistantError):
        await call(hass, "download_capture", response=True, device_id=device_id)
    device.clock.advance(6)
    answer = await call(hass, "download_capture", response=True, device_id=device_id)
    assert answer["path"].endswith("-phone.pcap")
    assert saved(answer) == device.capture.content()


async def test_capture_until_stopped(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Runs on after its time."""
    device = await make()
    device_id = registered(hass, await add(device))
    await call(hass, "start_capture", device_id=device_id, seconds=5, until_stopped=True)
    device.clock.advance(60)
    assert device.capture.running
