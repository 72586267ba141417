"""Text messages by the SIM card of a DEFED station, to the number in the options."""

from dataclasses import dataclass
from typing import override

from homeassistant.components.notify import NotifyEntity, NotifyEntityDescription
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.lifesmart import InterfaceName, SmsInterface
from .const import CONF_SMS
from .coordinator import LifeSmartConfigEntry
from .entity import LifeSmartEntity
from .readings import NETWORK
from .station import LifeSmartStationDescription, async_add_station_rows, is_defed

PARALLEL_UPDATES = 1


@dataclass(frozen=True, kw_only=True)
class LifeSmartNotifyDescription(LifeSmartStationDescription, NotifyEntityDescription):
    """Row of the table of ways to notify."""


NOTIFIERS = (
    LifeSmartNotifyDescription(
        key="sms",
        translation_key="sms",
        operations=("config.net.netcmd.SMS",),
        exists_fn=is_defed,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: LifeSmartConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add text messages where the options say to whom."""
    if entry.options.get(CONF_SMS):
        async_add_station_rows(entry, async_add_entities, NOTIFIERS, LifeSmartNotify)


class LifeSmartNotify(LifeSmartEntity, NotifyEntity):
    """Sends text messages to one number."""

    entity_description: LifeSmartNotifyDescription

    @override
    def _refresh(self) -> object:
        return None

    @override
    async def async_send_message(self, message: str, title: str | None = None) -> None:
        """Send a message, once, by the modem that is up."""
        text = message if title is None else f"{title}: {message}"
        number = str(self.coordinator.config_entry.options[CONF_SMS])
        command = self.coordinator.client.net.send_sms(number, text, self._modem())
        await self.coordinator.async_command(command)

    def _modem(self) -> SmsInterface:
        small = (self.coordinator.data.get(NETWORK) or {}).get(InterfaceName.CAT1)
        return SmsInterface.CAT1 if small is not None and small.up else SmsInterface.CAT4
