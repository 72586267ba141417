"""Where the platform's notifications come to: our address at the platform, and what is kept of it.

Nothing proves where a notification comes from but the secrecy of the address, so it is a hint:
see ``notices.py``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from homeassistant.core import HomeAssistant, callback

from ..accord.protocol.huawei.northbound import with_port
from ..accord.push_view import PATH, Rate, new_secret, push_url
from .const import CONF_PUSH
from .coordinator import HuaweiConfigEntry

VENDOR = "huawei"
RATE = Rate(per_second=500.0, burst=5000)
"""Ten thousand devices may report at once when their power comes back."""
WAITING = 5000
LARGEST = 4 * 1024 * 1024
"""Bytes: a report may have two million."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushSettings:
    """What an entry keeps of its pushes."""

    secret: str = field(repr=False)
    base: str = ""
    """Where the platform reaches Home Assistant, if the user said so."""
    replaced: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Type -> address of somebody else that the user let us replace."""

    @classmethod
    def of(cls, entry: HuaweiConfigEntry) -> Self | None:
        """Return those of an entry, None while pushes are off."""
        stored = entry.data.get(CONF_PUSH)
        if not isinstance(stored, Mapping) or not stored.get("secret"):
            return None
        return cls(
            secret=stored["secret"],
            base=stored.get("base", ""),
            replaced=dict(stored.get("replaced", {})),
        )

    @classmethod
    def new(cls) -> Self:
        """Return those of an entry that has none."""
        return cls(secret=new_secret())

    def to_dict(self) -> dict[str, Any]:
        """Return what is stored."""
        return {"secret": self.secret, "base": self.base, "replaced": dict(self.replaced)}

    def is_ours(self, url: str) -> bool:
        """Tell whether an address is ours, whatever Home Assistant was called then."""
        return f"{PATH}/{VENDOR}/{self.secret}" in url


@callback
def store_settings(
    hass: HomeAssistant, entry: HuaweiConfigEntry, settings: PushSettings | None
) -> None:
    """Keep the settings of an entry."""
    data = {key: value for key, value in entry.data.items() if key != CONF_PUSH}
    if settings is not None:
        data[CONF_PUSH] = settings.to_dict()
    hass.config_entries.async_update_entry(entry, data=data)


def url_of(hass: HomeAssistant, settings: PushSettings) -> str:
    """Return our address, its port written out.

    Raises a translated HomeAssistantError where Home Assistant does not know its own.
    """
    url = push_url(hass, VENDOR, settings.secret, settings.base or None, external=True)
    return with_port(url)
