"""Our links in the server, and what becomes of others'."""

from collections.abc import AsyncGenerator

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
import pytest
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator

from custom_components.accord.protocol.errors import AccordError
from custom_components.accord.protocol.iotsquare.push_link import SECRET_HEADER, LinkMode
from custom_components.accord_iotsquare.const import DOMAIN
from custom_components.accord_iotsquare.links import (
    async_forget_link,
    async_links,
    async_remove_link,
    async_set_link,
    linkable_parts,
    name_of_part,
)
from custom_components.accord_iotsquare.push import PushSettings
from custom_components.accord_iotsquare.state import Kind, Part
from simulators.faults import Cut
from simulators.iotsquare.household import BARN, GROUP, HOUSE_APP, METERS_APP, ROOF
from tests.integrations.accord_iotsquare.conftest import Add, Make, Poll, device_id
from tests.integrations.accord_iotsquare.pushing import HOUSE, Pushed, open_push
from tests.integrations.accord_iotsquare.test_application_actions import call

OTHER = "https://other.example/in?key=1"


@pytest.fixture
async def pushed(
    hass: HomeAssistant, hass_client_no_auth: ClientSessionGenerator, make: Make, add: Add
) -> AsyncGenerator[Pushed]:
    """Return an account that the house's server can push to."""
    async with open_push(hass, hass_client_no_auth, await make(), add) as found:
        yield found


async def test_parts(pushed: Pushed) -> None:
    """Applications, gateways and groups have links."""
    coordinator = pushed.entry.runtime_data.coordinator
    names = [(part.kind, name_of_part(coordinator, part)) for part in linkable_parts(coordinator)]
    assert names == [
        (Kind.APPLICATION, "house"),
        (Kind.APPLICATION, "meters"),
        (Kind.GATEWAY, "roof"),
        (Kind.GATEWAY, "barn"),
        (Kind.GROUP, "garden"),
    ]


@pytest.mark.parametrize("part", [HOUSE, Part(Kind.GATEWAY, ROOF), Part(Kind.GROUP, GROUP)])
async def test_alone(pushed: Pushed, part: Part) -> None:
    """Where nobody is pushed to, ours comes with a header, and goes without a trace."""
    link = await pushed.link(part)
    assert pushed.links(part) == [link]
    links, foreign = await async_links(pushed.entry, part)
    assert (list(links.headers), foreign) == ([SECRET_HEADER], ())
    await async_remove_link(pushed.hass, pushed.entry, part)
    assert pushed.links(part) == []
    links, _ = await async_links(pushed.entry, part)
    assert links.headers == {}
    assert PushSettings.of(pushed.entry) is None
    await async_remove_link(pushed.hass, pushed.entry, part)


async def test_beside_others(pushed: Pushed) -> None:
    """Others' links and headers stay."""
    app = pushed.server.applications[HOUSE_APP]
    app.push_urls, app.headers = [OTHER], {"x-access-token": "theirs"}
    _, foreign = await async_links(pushed.entry, HOUSE)
    assert foreign == (OTHER,)
    link = await pushed.link(mode=LinkMode.ADD)
    assert app.push_urls == [OTHER, link]
    assert app.headers == {"x-access-token": "theirs"}
    _, foreign = await async_links(pushed.entry, HOUSE)
    assert foreign == (OTHER,)
    await async_remove_link(pushed.hass, pushed.entry, HOUSE)
    assert (app.push_urls, app.headers) == ([OTHER], {"x-access-token": "theirs"})


async def test_in_place_of_others(pushed: Pushed) -> None:
    """What ours replaced comes back with ours gone, also after ours moved."""
    app = pushed.server.applications[HOUSE_APP]
    app.push_urls = [OTHER]
    link = await pushed.link()
    assert app.push_urls == [link]
    await async_set_link(pushed.hass, pushed.entry, HOUSE, LinkMode.REPLACE, "https://home.example")
    assert [url.partition("/api")[0] for url in app.push_urls] == ["https://home.example"]
    await async_remove_link(pushed.hass, pushed.entry, HOUSE)
    assert app.push_urls == [OTHER]


async def test_what_was_not_taken_is_undone(pushed: Pushed) -> None:
    """A server that does not take a second link has what it had; so has the entry."""
    app = pushed.server.applications[HOUSE_APP]
    app.push_urls = [OTHER]
    pushed.server.quirks = type(pushed.server.quirks)(push_urls_writable=False)
    with pytest.raises(AccordError):
        await pushed.link(mode=LinkMode.ADD)
    assert app.push_urls == [OTHER]
    assert PushSettings.of(pushed.entry) is None


async def test_failure(pushed: Pushed) -> None:
    """An answer that got lost leaves no half link behind."""
    pushed.server.faults.add(Cut(after=0), times=1, operations={"app/update"})
    with pytest.raises(AccordError):
        await pushed.link()
    assert pushed.links() == []
    assert PushSettings.of(pushed.entry) is None
    await pushed.link()


async def test_no_address(pushed: Pushed) -> None:
    """Without an address on the Internet there is nothing to write."""
    with pytest.raises(HomeAssistantError):
        await async_set_link(pushed.hass, pushed.entry, HOUSE, LinkMode.REPLACE, "")
    assert PushSettings.of(pushed.entry) is None


async def test_vanished(hass: HomeAssistant, pushed: Pushed, poll: Poll) -> None:
    """Somebody took our link out: a repair says so until it is back, or not expected."""
    link = await pushed.link()
    issue = f"push_lost_{pushed.entry.entry_id}"
    registry = ir.async_get(hass)
    await poll()
    assert registry.async_get_issue(DOMAIN, issue) is None
    app = pushed.server.applications[HOUSE_APP]
    app.push_urls = []
    await poll()
    found = registry.async_get_issue(DOMAIN, issue)
    assert found is not None
    assert found.translation_placeholders == {"name": "House", "parts": "house"}
    app.push_urls = [link]
    app.enable_mqtt = True
    await poll()
    assert registry.async_get_issue(DOMAIN, issue) is not None
    app.enable_mqtt = False
    await poll()
    assert registry.async_get_issue(DOMAIN, issue) is None
    app.push_urls = []
    await poll()
    async_forget_link(hass, pushed.entry, HOUSE)
    await poll()
    assert registry.async_get_issue(DOMAIN, issue) is None


async def test_deleted_part(hass: HomeAssistant, pushed: Pushed) -> None:
    """An application that is deleted from here has no link any more."""
    await pushed.link(Part(Kind.APPLICATION, str(METERS_APP)))
    device = device_id(hass, pushed.entry, f"app_{METERS_APP}")
    await call(hass, device, "delete_application", typed_name="meters")
    assert PushSettings.of(pushed.entry) is None


async def test_removal(hass: HomeAssistant, pushed: Pushed) -> None:
    """The last act of an entry is to take its links back; what is gone does not matter."""
    app = pushed.server.applications[HOUSE_APP]
    app.push_urls = [OTHER]
    await pushed.link()
    await pushed.link(Part(Kind.APPLICATION, str(METERS_APP)))
    await pushed.link(Part(Kind.GATEWAY, BARN))
    pushed.server.remove_application(METERS_APP)
    await hass.config_entries.async_remove(pushed.entry.entry_id)
    assert app.push_urls == [OTHER]
    assert SECRET_HEADER not in app.headers
    assert pushed.links(Part(Kind.GATEWAY, BARN)) == []


async def test_removal_without_server(
    hass: HomeAssistant, pushed: Pushed, caplog: pytest.LogCaptureFixture
) -> None:
    """A server that does not answer keeps them, which is said once."""
    await pushed.link()
    await pushed.server.stop()
    await hass.config_entries.async_remove(pushed.entry.entry_id)
    assert "still pushes to Home Assistant" in caplog.text
