"""How an entry reaches its device: address, transport and accounts, and the forms for them."""

from collections.abc import Mapping
from typing import Any

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_HOST, CONF_PASSWORD, CONF_PORT, CONF_USERNAME
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.selector import TextSelector, TextSelectorConfig, TextSelectorType
import voluptuous as vol

from ..accord.protocol.kasa import KLAP_PORT, Credentials, KasaClient, Transport
from .const import CONF_CREDENTIALS, CONF_KLAP_PORT, CONF_TRANSPORT, DOMAIN

ADDRESS_SCHEMA = vol.Schema({vol.Required(CONF_HOST): TextSelector()})
ACCOUNT_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_USERNAME): TextSelector(
            TextSelectorConfig(type=TextSelectorType.EMAIL, autocomplete="username")
        ),
        vol.Required(CONF_PASSWORD): TextSelector(
            TextSelectorConfig(type=TextSelectorType.PASSWORD, autocomplete="current-password")
        ),
    }
)


@callback
def known_credentials(
    hass: HomeAssistant, entry: ConfigEntry[Any] | None = None
) -> list[Credentials]:
    """Return the accounts to try: the entry's own, then those of other entries."""
    others = hass.config_entries.async_entries(DOMAIN, include_ignore=False)
    found: dict[Credentials, None] = {}
    for one in (entry, *others):
        stored = None if one is None else one.data.get(CONF_CREDENTIALS)
        if (credentials := Credentials.from_dict(stored)) is not None:
            found[credentials] = None
    return list(found)


@callback
def async_make_client(hass: HomeAssistant, entry: ConfigEntry[Any]) -> KasaClient:
    """Return a client of an entry's device; nothing is opened yet."""
    data = entry.data
    return KasaClient(
        data[CONF_HOST],
        data[CONF_PORT],
        klap_port=data.get(CONF_KLAP_PORT, KLAP_PORT),
        transport=transport_of(data),
        credentials=known_credentials(hass, entry),
        expected_mac=entry.unique_id,
    )


def transport_of(data: Mapping[str, Any]) -> Transport:
    """Return how an entry's device spoke last."""
    return Transport.KLAP if data.get(CONF_TRANSPORT) == Transport.KLAP else Transport.XOR


@callback
def async_note_transport(hass: HomeAssistant, entry: ConfigEntry[Any], client: KasaClient) -> None:
    """Remember how the device speaks now, so that it is found at once after a restart."""
    if transport_of(entry.data) is client.transport:
        return
    data = {**entry.data, CONF_TRANSPORT: client.transport.value, CONF_KLAP_PORT: client.klap_port}
    hass.config_entries.async_update_entry(entry, data=data)
