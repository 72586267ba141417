"""Steps and checks that the config flows of all vendors share."""

import ipaddress
import re

from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from yarl import URL

from .protocol.errors import AccordError, InvalidError

_HOST_NAME = re.compile(r"^(?=.{1,253}$)[\w](?:[\w.-]*[\w])?\.?$")
PORTS = range(1, 65536)


SCAN_SECONDS = 3.0
SCAN_AT = (0.0, 1.0, 2.0)
"""How long a dialog looks around, and when it asks: people do not wait longer."""

SHOWN_ERRORS = frozenset(
    {"cannot_connect", "connection_refused", "device_error", "protocol_error", "timeout"}
)
"""Keys of errors that every vendor's dialogs have a text for."""


def flow_error(err: AccordError, *own: str) -> str:
    """Return the key of the text that a dialog shows for ``err``.

    ``own`` names further keys that the vendor's dialogs have a text for; anything else is
    shown as a failure of the device.
    """
    return err.key if err.key in SHOWN_ERRORS or err.key in own else "device_error"


class InvalidHostError(InvalidError):
    """What was typed is no host name, no address and no address with a port."""

    key = "invalid_host"


def split_address(text: str, default_port: int) -> tuple[str, int]:
    """Split "name", "address", "address:port" or "[v6]:port". Raises InvalidHostError."""
    text = text.strip()
    if _is_ip(text):
        return text, default_port
    host, separator, port = text.rpartition(":")
    if not separator:
        host, port = text, str(default_port)
    host = host.removeprefix("[").removesuffix("]")
    if not port.isascii() or not port.isdigit() or int(port) not in PORTS:
        raise InvalidHostError(text)
    if not _is_ip(host) and not _HOST_NAME.match(host):
        raise InvalidHostError(text)
    return host, int(port)


def join_address(host: str, port: int, default_port: int) -> str:
    """Return how a person would write the address: the usual port stays out."""
    if port == default_port:
        return host
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class InvalidUrlError(InvalidError):
    """What was typed is no address that a device could push to."""

    key = "invalid_url"


def base_url(text: str) -> str:
    """Return the start of an address, such as ``http://192.0.2.1:8123``. Raises InvalidUrlError.

    A path stays, for a proxy that puts Home Assistant below one; what is private may not be in it.
    """
    try:
        url = URL(text.strip())
    except ValueError:
        raise InvalidUrlError("no address") from None
    if url.scheme not in ("http", "https") or not url.host:
        raise InvalidUrlError("no address")
    if url.user or url.password or url.raw_query_string or url.raw_fragment:
        raise InvalidUrlError("no address")
    return str(url).rstrip("/")


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


@callback
def entry_works(entry: ConfigEntry) -> bool:
    """Tell whether an entry is loaded and its device answers where it is."""
    if entry.state is not ConfigEntryState.LOADED:
        return False
    coordinator = getattr(entry.runtime_data, "coordinator", None)
    return coordinator is None or coordinator.last_update_success


@callback
def other_entry_for(hass: HomeAssistant, domain: str, unique_id: str) -> ConfigEntry | None:
    """Return the entry of another integration that polls the same device, if there is one."""
    for entry in hass.config_entries.async_entries(
        domain, include_ignore=False, include_disabled=False
    ):
        if entry.unique_id == unique_id:
            return entry
    return None
