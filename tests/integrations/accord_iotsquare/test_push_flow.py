"""The dialog that sets the server's links."""

from collections.abc import AsyncGenerator
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord_iotsquare.push import PushSettings
from custom_components.accord_iotsquare.push_flow import known_bases
from simulators.iotsquare.accounts import Standing
from simulators.iotsquare.household import HOUSE_APP
from tests.integrations.accord_iotsquare.conftest import Add, Make
from tests.integrations.accord_iotsquare.pushing import Pushed, open_push

OTHER = "https://other.example/in?key=secret"
PART = f"app:{HOUSE_APP}"


@pytest.fixture
async def pushed(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> AsyncGenerator[Pushed]:
    """Return an account that the house's server can push to."""
    async with open_push(hass, hass_client_no_auth, await make(), add) as found:
        yield found


class Dialog:
    """The options flow, seen by somebody who fills it in."""

    def __init__(self, pushed: Pushed) -> None:
        """Belong to an account."""
        self._flows = pushed.hass.config_entries.options
        self._entry = pushed.entry
        self.shown: Any = None

    async def open(self, step: str = "push") -> None:
        """Choose what it is about."""
        self.shown = await self._flows.async_init(self._entry.entry_id)
        await self.choose(step)

    async def choose(self, step: str) -> None:
        """Choose from a menu."""
        await self.fill(next_step_id=step)

    async def fill(self, **given: Any) -> None:
        """Fill in a form."""
        self.shown = await self._flows.async_configure(self.shown["flow_id"], given)

    def close(self) -> None:
        """Close it unfinished."""
        self._flows.async_abort(self.shown["flow_id"])

    @property
    def step(self) -> str:
        """Return what is shown."""
        return str(self.shown["step_id"])

    @property
    def choices(self) -> list[str]:
        """Return what can become of the links."""
        selector = self.shown["data_schema"].schema["choice"]
        return list(selector.config["options"])


async def test_set_and_remove(pushed: Pushed) -> None:
    """A link where there is none, then none again."""
    dialog = Dialog(pushed)
    await dialog.open()
    await dialog.fill(part=PART)
    assert (dialog.step, dialog.choices) == ("push_link", ["set", "leave"])
    await dialog.fill(choice="set", base="nonsense")
    assert dialog.shown["errors"] == {"base": "invalid_url"}
    await dialog.fill(choice="set")
    assert dialog.shown["errors"] == {"base": "no_push_address"}
    await dialog.fill(choice="set", base=pushed.base)
    assert dialog.step == "push_next"
    assert pushed.links()[0].startswith(pushed.base)
    await dialog.choose("push")
    await dialog.fill(part=PART)
    assert dialog.choices == ["set", "leave", "remove"]
    await dialog.fill(choice="remove")
    await dialog.choose("push_done")
    assert dialog.shown["type"] is FlowResultType.CREATE_ENTRY
    assert pushed.links() == []


async def test_others(pushed: Pushed) -> None:
    """Who is pushed to is shown by the host only; to leave it is a choice."""
    app = pushed.server.applications[HOUSE_APP]
    app.push_urls, app.headers = [OTHER], {"x-theirs": "secret"}
    dialog = Dialog(pushed)
    await dialog.open()
    await dialog.fill(part=PART)
    assert dialog.choices == ["add", "replace", "leave"]
    placeholders = dialog.shown["description_placeholders"]
    assert (placeholders["foreign"], placeholders["headers"]) == ("- other.example", "x-theirs")
    assert "secret" not in str(placeholders)
    await dialog.fill(choice="leave")
    assert (dialog.step, app.push_urls) == ("push_next", [OTHER])
    await dialog.choose("push")
    await dialog.fill(part=PART)
    await dialog.fill(choice="add", base=pushed.base)
    assert app.push_urls[0] == OTHER
    assert len(app.push_urls) == 2
    dialog.close()


async def test_mqtt_delivery(pushed: Pushed) -> None:
    """A link would not be used while the server delivers by MQTT."""
    pushed.server.applications[HOUSE_APP].enable_mqtt = True
    dialog = Dialog(pushed)
    await dialog.open()
    await dialog.fill(part=PART)
    await dialog.fill(choice="set", base=pushed.base)
    assert dialog.shown["errors"] == {"base": "delivers_by_mqtt"}
    pushed.server.applications[HOUSE_APP].enable_mqtt = False
    await dialog.fill(choice="leave")
    await dialog.choose("push")
    await dialog.fill(part=PART)
    await dialog.fill(choice="set", base=pushed.base)
    assert dialog.step == "push_next"
    dialog.close()


async def test_server_refuses(pushed: Pushed) -> None:
    """What the server says is shown, and the dialog goes on when it is put right."""
    dialog, tokens = Dialog(pushed), pushed.server.accounts.tokens
    await dialog.open()
    tokens[pushed.server.token] = Standing.INVALID
    await dialog.fill(part=PART)
    assert (dialog.step, dialog.shown["errors"]) == ("push", {"base": "invalid_auth"})
    tokens[pushed.server.token] = Standing.READ_ONLY
    await dialog.fill(part=PART)
    await dialog.fill(choice="set", base=pushed.base)
    assert dialog.shown["errors"] == {"base": "permission_denied"}
    tokens[pushed.server.token] = Standing.GOOD
    await dialog.fill(choice="set", base=pushed.base)
    assert dialog.step == "push_next"
    dialog.close()


async def test_forget(pushed: Pushed) -> None:
    """A link that the server does not give back can be forgotten."""
    await pushed.link()
    dialog, tokens = Dialog(pushed), pushed.server.accounts.tokens
    await dialog.open()
    await dialog.fill(part=PART)
    tokens[pushed.server.token] = Standing.READ_ONLY
    await dialog.fill(choice="remove")
    assert dialog.shown["errors"] == {"base": "permission_denied"}
    assert dialog.choices[-1] == "forget"
    await dialog.fill(choice="forget")
    assert PushSettings.of(pushed.entry) is None
    assert len(pushed.links()) == 1
    tokens[pushed.server.token] = Standing.GOOD
    dialog.close()


async def test_nothing_to_push(hass: HomeAssistant, make: Make, add: Add) -> None:
    """An account without anything in it has no links."""
    server = await make(bare=True)
    entry = await add(server)
    dialog = Dialog(Pushed(hass, server, entry, ""))
    await dialog.open()
    assert dialog.shown["reason"] == "nothing_to_push"


async def test_known_bases(hass: HomeAssistant) -> None:
    """The address on the Internet comes first."""
    hass.config.internal_url = "http://192.168.1.2:8123"
    hass.config.external_url = "https://home.example"
    assert list(known_bases(hass)) == ["https://home.example", "http://192.168.1.2:8123"]
