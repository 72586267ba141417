"""The unit's own log and its capture of traffic."""

import pytest

from simulators.clock import Clock
from tests.simulators.conftest import StartUnit
from tests.simulators.raw_akuvox import ask, get, post


@pytest.mark.parametrize(("kind", "name"), [("log", "log.txt"), ("kmsg", "kmsg.txt")])
async def test_logs(start_unit: StartUnit, kind: str, name: str) -> None:
    unit = await start_unit()
    answer = await ask(unit, "GET", f"/api/log/export?type={kind}")
    assert answer.headers["content-disposition"] == f"attachment;filename={name}"
    assert answer.body.startswith(b"2026-11-02 09:00:00 ")
    await get(unit, "log/clear", type=kind)
    assert (await get(unit, "log/export", type=kind))["message"] == "Export Failed."


async def test_default_log(start_unit: StartUnit) -> None:
    unit = await start_unit()
    await post(unit, "relay/trig", {"mode": 0, "num": 1, "level": 0, "delay": 4})
    assert b"relay A on" in (await ask(unit, "GET", "/api/log/export")).body
    assert (await get(unit, "log/export", type="all"))["retcode"] == -100


async def test_log_of_android(start_unit: StartUnit) -> None:
    answer = await ask(await start_unit("X912"), "GET", "/api/log/export?type=log_debug")
    assert answer.headers["content-disposition"] == "attachment;filename=log_debug.tar.gz"
    assert answer.body.startswith(b"\x1f\x8b")
    unit = await start_unit("A05")
    assert (await get(unit, "log/export", type="log_debug"))["message"] == "Export Failed."
    assert (await get(unit, "log/clear", type="log_debug"))["message"] == "Failed"


async def test_capture_ends_by_itself(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    assert (await get(unit, "pcap/export"))["message"] == "Export Failed."
    await get(unit, "pcap/start", time=10)
    clock.advance(4)
    assert (await get(unit, "pcap/status"))["data"] == {"FileSize": 4024, "Status": "start"}
    assert (await get(unit, "pcap/start"))["message"] == "Failed"
    assert (await get(unit, "pcap/export"))["message"] == "Export Failed."
    clock.advance(100)
    assert (await get(unit, "pcap/status"))["data"] == {"FileSize": 10024, "Status": "stop"}
    answer = await ask(unit, "GET", "/api/pcap/export")
    assert answer.headers["content-disposition"] == "attachment;filename=phone.pcap"
    assert answer.body.startswith(b"\xd4\xc3\xb2\xa1")


async def test_capture_by_hand(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    await post(unit, "pcap/start", {"type": "manual", "time": "1"})
    clock.advance(9)
    found = (await get(unit, "pcap/stop"))["data"]
    assert found == {"FileSize": "9024", "Time": "9"}


async def test_capture_ends_when_full(start_unit: StartUnit, clock: Clock) -> None:
    unit = await start_unit()
    await get(unit, "pcap/start", type="manual", size=2024)
    clock.advance(60)
    assert (await get(unit, "pcap/status"))["data"] == {"FileSize": 2024, "Status": "stop"}


@pytest.mark.parametrize(
    "wrong", [{"time": "0"}, {"time": "181"}, {"size": "0"}, {"type": "always"}, {"time": "x"}]
)
async def test_wrong_captures(start_unit: StartUnit, wrong: dict[str, str]) -> None:
    unit = await start_unit()
    assert (await get(unit, "pcap/start", **wrong))["retcode"] == -100
    assert (await get(unit, "pcap/status"))["data"]["Status"] == "stop"
