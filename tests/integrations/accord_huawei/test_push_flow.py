"""The dialog that has the platform push."""

from collections.abc import AsyncGenerator
from typing import Any
from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_huawei.push import PushSettings
from custom_components.accord_huawei.push_flow import async_probe, known_bases
from custom_components.accord_huawei.subscriptions import WANTED
from simulators.huawei.server import Script
from tests.integrations.accord_huawei.conftest import CLIMATE, Add, Make, until_true
from tests.integrations.accord_huawei.pushing import Pushed, open_push
from tests.integrations.accord_huawei.test_subscriptions import OTHER, subscribe_other


@pytest.fixture
async def pushed(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> AsyncGenerator[Pushed]:
    """Return an application that can be pushed to."""
    async with open_push(hass, hass_client_no_auth, await make(), add) as found:
        yield found


class Dialog:
    """The options flow, seen by somebody who fills it in."""

    def __init__(self, pushed: Pushed) -> None:
        """Belong to an application."""
        self._flows = pushed.hass.config_entries.options
        self._entry = pushed.entry
        self.shown: Any = None

    async def open(self) -> None:
        """Choose pushes."""
        self.shown = await self._flows.async_init(self._entry.entry_id)
        await self.choose("push")

    async def choose(self, step: str) -> None:
        """Choose from a menu."""
        await self.fill(next_step_id=step)

    async def fill(self, **given: Any) -> None:
        """Fill in a form."""
        self.shown = await self._flows.async_configure(self.shown["flow_id"], given)

    async def go_on(self) -> None:
        """Look again at a step that takes a while, as soon as it is over."""
        number = self.shown["flow_id"]
        await until_true(lambda: self._flows.async_get(number)["step_id"] != "push_test")
        self.shown = await self._flows.async_configure(self.shown["flow_id"])

    def close(self) -> None:
        """Close it unfinished."""
        self._flows.async_abort(self.shown["flow_id"])

    @property
    def step(self) -> str:
        """Return what is shown."""
        return str(self.shown["step_id"])


async def test_on_tried_and_off(pushed: Pushed) -> None:
    """From the address to a push that came, and back."""
    dialog = Dialog(pushed)
    await dialog.open()
    assert dialog.step == "push_address"
    await dialog.fill(base="nonsense")
    assert dialog.shown["errors"] == {"base": "invalid_url"}
    await dialog.fill(base=pushed.base)
    assert dialog.step == "push_preview"
    placeholders = dialog.shown["description_placeholders"]
    assert placeholders == {
        "address": f"{pushed.base}/api/accord/push/huawei/…",
        "foreign": "-",
    }
    await dialog.fill()
    assert dialog.step == "push_written"
    assert set(pushed.subscribed()) == set(WANTED)
    await dialog.choose("push_test")
    assert dialog.shown["type"] is FlowResultType.SHOW_PROGRESS
    pushed.platform.network.report(pushed.platform.fleet[CLIMATE], {"Humidity": {"humidity": 33}})
    await until_true(lambda: pushed.coordinator.last_push)
    await pushed.hass.async_block_till_done()
    await dialog.go_on()
    assert dialog.step == "push_heard"
    await dialog.fill()
    assert dialog.shown["type"] is FlowResultType.CREATE_ENTRY
    assert PushSettings.of(pushed.entry) is not None
    await dialog.open()
    assert dialog.step == "push"
    await dialog.choose("push_off")
    await dialog.fill()
    assert dialog.shown["type"] is FlowResultType.CREATE_ENTRY
    assert pushed.subscribed() == {}


async def test_others(pushed: Pushed) -> None:
    """Who receives notifications is shown by the host only, and asked for."""
    subscribe_other(pushed, "deviceDataChanged")
    dialog = Dialog(pushed)
    await dialog.open()
    await dialog.fill(base=pushed.base)
    foreign = dialog.shown["description_placeholders"]["foreign"]
    assert foreign == "- deviceDataChanged: other.example:443"
    await dialog.fill(replace_foreign=False)
    assert pushed.subscribed()["deviceDataChanged"] == OTHER
    await dialog.choose("push_done")
    await dialog.open()
    await dialog.choose("push_address")
    await dialog.fill(base=pushed.base)
    await dialog.fill(replace_foreign=True)
    assert pushed.subscribed()["deviceDataChanged"] == pushed.url
    dialog.close()


@pytest.mark.parametrize(("reached", "step"), [(True, "push_silent"), (False, "push_unreached")])
async def test_silence(pushed: Pushed, reached: bool, step: str) -> None:
    """Whether the address leads here is told from the platform's silence."""
    await pushed.switch_on()
    if not reached:
        await pushed.keeper.async_switch_on("http://127.0.0.1:9")
    dialog = Dialog(pushed)
    await dialog.open()
    with patch("custom_components.accord_huawei.push_flow.TEST_SECONDS", 0.0):
        await dialog.choose("push_test")
        await pushed.hass.async_block_till_done()
        await dialog.go_on()
    assert dialog.step == step
    assert pushed.coordinator.last_push is None, "our own call is no push"
    dialog.close()


async def test_platform_refuses(pushed: Pushed) -> None:
    """What the platform says is shown, and the dialog goes on when it is put right."""
    dialog = Dialog(pushed)
    await dialog.open()
    scripts = pushed.platform.api.scripts
    scripts.append(Script(code=100222, status=400, operations=frozenset({"1.6.4"})))
    await dialog.fill(base=pushed.base)
    assert dialog.shown["errors"] == {"base": "device_error"}
    await dialog.fill(base=pushed.base)
    scripts.append(
        Script(code=100222, status=400, operations=frozenset({"1.6.1", "1.6.2"}), times=17)
    )
    await dialog.fill()
    assert dialog.shown["errors"] == {"base": "invalid"}
    scripts.clear()
    await dialog.fill()
    assert dialog.step == "push_written"
    dialog.close()


async def test_forget(pushed: Pushed) -> None:
    """Subscriptions that the platform does not give back can be forgotten."""
    await pushed.switch_on()
    dialog = Dialog(pushed)
    await dialog.open()
    await dialog.choose("push_off")
    refuse = Script(code=100217, status=403, operations=frozenset({"1.6.5"}), times=99)
    pushed.platform.api.scripts.append(refuse)
    await dialog.fill()
    assert dialog.step == "push_off"
    assert dialog.shown["errors"]
    await dialog.fill(forget=True)
    assert dialog.shown["type"] is FlowResultType.CREATE_ENTRY
    assert PushSettings.of(pushed.entry) is None


async def test_known_bases(hass: HomeAssistant) -> None:
    """The address on the Internet comes first; the port is written out."""
    hass.config.internal_url = "http://192.168.1.2:8123"
    hass.config.external_url = "https://home.example"
    assert list(known_bases(hass)) == ["https://home.example:443", "http://192.168.1.2:8123"]


async def test_probe(pushed: Pushed) -> None:
    """Another secret leads to nobody."""
    await pushed.switch_on()
    assert await async_probe(pushed.hass, pushed.url)
    assert not await async_probe(pushed.hass, f"{pushed.url[:-1]}_")
