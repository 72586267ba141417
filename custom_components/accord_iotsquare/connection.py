"""How an entry reaches its server, and whose account it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from homeassistant.const import CONF_TOKEN, CONF_URL, CONF_VERIFY_SSL
from homeassistant.core import HomeAssistant
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from yarl import URL

from ..accord.flows import base_url
from ..accord.protocol.errors import PermissionDeniedError
from ..accord.protocol.iotsquare import TOKEN_HEADER, Application, IoTSquareClient
from .const import CONF_HEADER


def make_client(hass: HomeAssistant, data: Mapping[str, Any]) -> IoTSquareClient:
    """Return a client of an entry's server; nothing is sent yet. Raises InvalidUrlError."""
    verify = data.get(CONF_VERIFY_SSL, True)
    return IoTSquareClient(
        async_get_clientsession(hass, verify_ssl=verify),
        base_url(data[CONF_URL]),
        data[CONF_TOKEN],
        header=data.get(CONF_HEADER) or TOKEN_HEADER,
        verify_ssl=verify,
    )


@dataclass(frozen=True, slots=True)
class Account:
    """What a token reaches; the server has no operation that names its owner."""

    host: str
    """With the port."""
    applications: tuple[Application, ...]
    username: str | None

    @property
    def unique_id(self) -> str | None:
        """Return what tells this account from others; the token may be renewed.

        None for an account without anything in it on a server that names no users.
        """
        if self.username:
            return f"{self.host}/{self.username}"
        if self.applications:
            return f"{self.host}/{min(one.app_id for one in self.applications)}"
        return None

    @property
    def title(self) -> str:
        """Return what the account is called at first."""
        host = self.host.rpartition(":")[0]
        return f"{self.username} ({host})" if self.username else host

    def knows(self, names: Iterable[str]) -> bool:
        """Tell whether one of these applications is among those that the token reaches."""
        return not {str(one.app_id) for one in self.applications}.isdisjoint(names)


async def look_at(client: IoTSquareClient, url: str) -> Account:
    """Return what the token reaches. Raises AccordError."""
    applications = tuple(await client.app.list())
    try:
        gateways = tuple(await client.gateway.list())
    except PermissionDeniedError:
        gateways = ()
    names = [one.username for one in gateways]
    if applications and not any(names):
        first = min(one.app_id for one in applications)
        names = [one.username for one in await client.device.list(first)]
    return Account(
        host=URL(url).authority.lower(),
        applications=applications,
        username=next((name for name in names if name), None),
    )
