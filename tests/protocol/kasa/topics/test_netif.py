"""Wi-Fi: which module is asked, and what a lost answer means."""

import pytest

from custom_components.accord.protocol.errors import (
    ConnectionFailedError,
    InvalidError,
    UnsupportedError,
)
from custom_components.accord.protocol.kasa.topics.netif import NetifTopic
from tests.protocol.kasa.fakes import FakeLink, device, sample, session

OTHER = "smartlife.iot.common.softaponboarding"
HOME = {"ssid": "Home", "key_type": 3, "rssi": -40, "err_code": 0}


async def test_some_lights_call_it_otherwise() -> None:
    fake = device("bulb_off", {f"{OTHER}.get_stainfo": HOME, f"{OTHER}.set_stainfo": HOME})
    netif = NetifTopic(session(fake))
    assert (await netif.get_stainfo()).ssid == "Home"
    await netif.set_stainfo("Cellar", "secret")
    wanted = {"ssid": "Cellar", "password": "secret", "key_type": 3}
    assert fake.sent[-1] == {OTHER: {"set_stainfo": wanted}}


async def test_a_plug_that_cannot_tell() -> None:
    netif = NetifTopic(session(device("plug")))
    with pytest.raises(UnsupportedError):
        await netif.get_stainfo()


async def test_a_scan_takes_its_time() -> None:
    fake = device("plug", {"netif.get_scaninfo": {"ap_list": [], "err_code": 0}})
    assert await NetifTopic(session(fake)).get_scaninfo() == ()
    assert fake.sent == [{"netif": {"get_scaninfo": {"refresh": 1}}}]
    assert fake.timeouts[-1] == 25.0


async def test_joining_is_never_repeated_and_its_password_is_not_told() -> None:
    lost = ConnectionFailedError("gone", outcome_unknown=True)
    link = FakeLink(sample("plug"), lost)
    netif = NetifTopic(session(link))
    with pytest.raises(ConnectionFailedError) as failed:
        await netif.set_stainfo("Cellar", "marker-password")
    assert failed.value.outcome_unknown
    assert link.repeatable[-1] is False
    assert "marker" not in f"{failed.value!r} {failed.value.placeholders}"
    with pytest.raises(InvalidError):
        await netif.set_stainfo("")
