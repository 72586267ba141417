"""How an entry reaches its station."""

from collections.abc import Mapping
from typing import Any

from homeassistant.const import CONF_HOST, CONF_MODEL, CONF_TOKEN

from ..accord.protocol.lifesmart import (
    STATION_PORT,
    Credentials,
    Dialect,
    LifeSmartClient,
    StationPort,
)
from .const import CONF_DIALECT, CONF_OWN_HOST, CONF_OWN_PORT, CONF_STATION_PORT


def make_client(
    port: StationPort, data: Mapping[str, Any], options: Mapping[str, Any]
) -> LifeSmartClient:
    """Return a client of an entry's station; nothing is sent yet."""
    return LifeSmartClient(
        port,
        data[CONF_HOST],
        Credentials(data[CONF_MODEL], data[CONF_TOKEN]),
        station_port=data.get(CONF_STATION_PORT, STATION_PORT),
        own_host=options.get(CONF_OWN_HOST) or None,
        own_port=int(options.get(CONF_OWN_PORT) or 0) or None,
        dialect=Dialect.from_dict(data.get(CONF_DIALECT, {})),
    )
