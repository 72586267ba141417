"""What the user has to see to."""

from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest

from custom_components.accord.protocol.errors import AccordError
from custom_components.accord.protocol.huawei.northbound import SecondClientError
from custom_components.accord.protocol.transport.tls import TlsFault, TlsRefusedError
from custom_components.accord_huawei.const import DOMAIN
from custom_components.accord_huawei.issues import async_forget
from tests.integrations.accord_huawei.conftest import Add, Make


def shown(hass: HomeAssistant) -> set[str]:
    """Return the kinds of issues that are shown."""
    return {
        str(one.translation_key)
        for one in ir.async_get(hass).issues.values()
        if one.domain == DOMAIN and one.active
    }


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (SecondClientError(), "second_client"),
        (TlsRefusedError(TlsFault.OURS), "certificate_refused"),
    ],
)
async def test_failures(
    hass: HomeAssistant, make: Make, add: Add, failure: AccordError, kind: str
) -> None:
    """They show as long as they last."""
    entry = await add(await make())
    coordinator = entry.runtime_data.coordinator
    coordinator.failure = failure
    coordinator.on_scan()
    assert shown(hass) == {kind}
    await coordinator.async_refresh()
    assert shown(hass) == set()


async def test_another_program(hass: HomeAssistant, make: Make, add: Add) -> None:
    """One that logs in again and again is found out."""
    platform = await make()
    coordinator = (await add(platform)).runtime_data.coordinator
    for _ in range(4):
        platform.control("login", {})
        await coordinator.async_refresh()
    assert shown(hass) == {"second_client"}


async def test_very_many(
    hass: HomeAssistant, make: Make, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So many devices cost much."""
    monkeypatch.setattr("custom_components.accord_huawei.issues.MANY_DEVICES", 5)
    entry = await add(await make())
    entry.runtime_data.coordinator.on_scan()
    assert shown(hass) == {"many_devices"}
    async_forget(hass, entry)
    assert shown(hass) == set()


async def test_certificate_ends(hass: HomeAssistant, make: Make, add: Add) -> None:
    """It is mentioned a month before."""
    entry = await add(await make())
    coordinator = entry.runtime_data.coordinator
    assert coordinator.certificate_end is not None
    coordinator.certificate_end = dt_util.utcnow() + timedelta(days=29)
    coordinator.on_scan()
    assert shown(hass) == {"certificate_ends"}
    coordinator.certificate_end = dt_util.utcnow() + timedelta(days=31)
    coordinator.on_scan()
    assert shown(hass) == set()
