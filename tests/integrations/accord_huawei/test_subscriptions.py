"""Subscriptions at the platform: ours are kept, those of others are left alone."""

from collections.abc import AsyncGenerator
from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.helpers import issue_registry as ir
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import async_fire_time_changed
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord.protocol.errors import AccordError
from custom_components.accord_huawei.const import CONF_PUSH, DOMAIN
from custom_components.accord_huawei.push import PushSettings
from custom_components.accord_huawei.subscriptions import CHECK_EVERY, WANTED
from simulators.huawei.quirks import Quirks
from simulators.huawei.server import Script
from simulators.huawei.subscriptions import Subscription
from tests.integrations.accord_huawei.conftest import Add, Make, asked, entity_id, until_true
from tests.integrations.accord_huawei.pushing import Pushed, open_push

OTHER = "https://other.example:443/in?key=secret"


@pytest.fixture
async def pushed(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> AsyncGenerator[Pushed]:
    """Return an application that can be pushed to."""
    async with open_push(hass, hass_client_no_auth, await make(), add) as found:
        yield found


def subscribe_other(pushed: Pushed, notify_type: str) -> None:
    """Have somebody else subscribe."""
    app_id = pushed.platform.app_id
    pushed.platform.subscriptions.add(
        Subscription(f"other-{notify_type}", app_id, app_id, notify_type, OTHER)
    )


def standing(pushed: Pushed) -> str | None:
    """Return what the sensor of subscriptions shows."""
    sensor = entity_id(pushed.hass, pushed.entry, "binary_sensor", None, "subscriptions")
    state = pushed.hass.states.get(sensor)
    return None if state is None else state.state


async def test_on_and_off(pushed: Pushed) -> None:
    """Everything that there is to be told, at one address with its port; then nothing any more."""
    assert standing(pushed) == "unknown"
    done = await pushed.switch_on()
    assert done.complete
    assert set(pushed.subscribed()) == set(WANTED)
    assert set(pushed.subscribed().values()) == {pushed.url}
    assert standing(pushed) == "on"
    assert pushed.coordinator.callback_url() == pushed.url
    await pushed.keeper.async_switch_off()
    assert pushed.subscribed() == {}
    assert CONF_PUSH not in pushed.entry.data
    assert standing(pushed) == "unknown"
    assert pushed.coordinator.callback_url() is None


async def test_again(pushed: Pushed) -> None:
    """What is ours already is left alone; with another address it is made anew."""
    await pushed.switch_on()
    secret = pushed.settings.secret
    before = len(asked(pushed.platform, "1.6.1", "1.6.2", "1.6.5"))
    await pushed.switch_on()
    assert len(asked(pushed.platform, "1.6.1", "1.6.2", "1.6.5")) == before
    await pushed.keeper.async_switch_on("https://home.example:8443")
    assert pushed.settings.secret == secret
    assert set(pushed.subscribed()) == set(WANTED)
    assert all(url.startswith("https://home.example:8443/") for url in pushed.subscribed().values())


async def test_others_stay(pushed: Pushed) -> None:
    """A type that somebody else gets is not touched, and the user is told."""
    subscribe_other(pushed, "deviceDataChanged")
    done = await pushed.switch_on()
    assert [one.notify_type for one in done.foreign] == ["deviceDataChanged"]
    assert pushed.subscribed()["deviceDataChanged"] == OTHER
    assert standing(pushed) == "off"
    issue = ir.async_get(pushed.hass).async_get_issue(
        DOMAIN, f"push_foreign_{pushed.entry.entry_id}"
    )
    assert issue is not None
    assert "secret" not in str(issue.translation_placeholders)
    await pushed.keeper.async_switch_off()
    assert pushed.subscribed() == {"deviceDataChanged": OTHER}
    assert not ir.async_get(pushed.hass).issues


async def test_others_are_replaced_when_asked_and_put_back(pushed: Pushed) -> None:
    """Their address is kept until pushes end."""
    subscribe_other(pushed, "deviceDataChanged")
    subscribe_other(pushed, "fwUpgradeResultNotify")
    done = await pushed.switch_on(replace_foreign=True)
    assert done.complete
    assert set(pushed.subscribed().values()) == {pushed.url}
    await pushed.keeper.async_switch_off()
    assert pushed.subscribed() == {"deviceDataChanged": OTHER, "fwUpgradeResultNotify": OTHER}


async def test_old_platform(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> None:
    """It takes the names of the SDK chapters where it does not know the newer ones."""
    platform = await make(quirks=Quirks(sdk_names=True))
    async with open_push(hass, hass_client_no_auth, platform, add) as pushed:
        done = await pushed.switch_on()
        assert "deviceEvent" in done.active
        assert "serviceInfoChanged" in pushed.subscribed()
        assert "ruleEvent" in done.refused


async def test_platform_refuses(pushed: Pushed) -> None:
    """Nothing is left of an attempt that failed."""
    pushed.platform.api.scripts.append(
        Script(code=100222, status=400, operations=frozenset({"1.6.1", "1.6.2"}), times=100)
    )
    with pytest.raises(AccordError):
        await pushed.switch_on()
    assert PushSettings.of(pushed.entry) is None
    assert pushed.subscribed() == {}


async def test_switch_off_fails(pushed: Pushed) -> None:
    """What is needed to try again is kept, unless it is to be forgotten."""
    await pushed.switch_on()
    refuse = Script(code=1010009, operations=frozenset({"1.6.5"}), times=1)
    pushed.platform.api.scripts.append(refuse)
    with pytest.raises(AccordError):
        await pushed.keeper.async_switch_off()
    assert pushed.settings.secret
    pushed.platform.api.scripts[:] = [
        Script(code=1010009, operations=frozenset({"1.6.5"}), times=1)
    ]
    await pushed.keeper.async_switch_off(forget=True)
    assert PushSettings.of(pushed.entry) is None


async def test_renewal(pushed: Pushed) -> None:
    """What got lost is made again: after a restart, and every few hours."""
    await pushed.switch_on()
    for one in list(pushed.platform.subscriptions.of(pushed.platform.app_id))[:5]:
        pushed.platform.subscriptions.remove(one)
    await pushed.hass.config_entries.async_reload(pushed.entry.entry_id)
    await until_true(lambda: set(pushed.subscribed()) == set(WANTED))
    pushed.platform.subscriptions.remove(
        pushed.platform.subscriptions.of(pushed.platform.app_id)[0]
    )
    async_fire_time_changed(pushed.hass, dt_util.utcnow() + CHECK_EVERY + timedelta(seconds=1))
    await until_true(lambda: set(pushed.subscribed()) == set(WANTED))


async def test_button(pushed: Pushed) -> None:
    """Somebody who does not want to wait presses it."""
    await pushed.switch_on()
    pushed.platform.subscriptions.remove(
        pushed.platform.subscriptions.of(pushed.platform.app_id)[0]
    )
    button = entity_id(pushed.hass, pushed.entry, "button", None, "renew_subscriptions")
    await pushed.hass.services.async_call("button", "press", {"entity_id": button}, blocking=True)
    assert set(pushed.subscribed()) == set(WANTED)


async def test_removed_entry(pushed: Pushed) -> None:
    """Nothing of ours stays on the platform; unloading alone ends nothing."""
    subscribe_other(pushed, "deviceDataChanged")
    await pushed.switch_on()
    await pushed.hass.config_entries.async_unload(pushed.entry.entry_id)
    assert len(pushed.subscribed()) == len(WANTED)
    await pushed.hass.config_entries.async_remove(pushed.entry.entry_id)
    assert pushed.subscribed() == {"deviceDataChanged": OTHER}
