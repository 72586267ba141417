"""Groups of devices that are shown: how many devices they hold, read now and then."""

from collections.abc import Callable
from datetime import datetime, timedelta

from homeassistant.config_entries import SIGNAL_CONFIG_ENTRY_CHANGED, ConfigEntry, ConfigEntryChange
from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.event import async_track_time_interval

from ..accord.protocol.errors import AccordError, NotFoundError
from ..accord.protocol.huawei.northbound import Group, Priority, calls_as
from .const import LOGGER
from .coordinator import HuaweiCoordinator
from .scope import read_members

SUBENTRY_GROUP = "device_group"
CONF_GROUP = "group_id"
READ_EVERY = timedelta(minutes=15)
MARK = "members_of_"
"""Before the group's id, in unique ids."""


class GroupWatch:
    """The groups of one application that the user added."""

    def __init__(self, hass: HomeAssistant, coordinator: HuaweiCoordinator) -> None:
        """Know nothing of them yet."""
        self._hass = hass
        self._coordinator = coordinator
        self._entry: ConfigEntry = coordinator.config_entry
        self._groups: dict[str, Group | None] = dict.fromkeys(group_ids(self._entry))
        self._members: dict[str, frozenset[str]] = {}
        self._listeners: list[Callable[[], None]] = []

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the groups that were added."""
        return tuple(self._groups)

    def get(self, group_id: str) -> Group | None:
        """Return a group as it was read last, None where it was not or is gone."""
        return self._groups.get(group_id)

    def members(self, group_id: str) -> frozenset[str]:
        """Return the devices of a group."""
        return self._members.get(group_id, frozenset())

    def title(self, group_id: str) -> str:
        """Return what a group was called when it was added."""
        titles = {
            one.data[CONF_GROUP]: one.title
            for one in self._entry.subentries.values()
            if one.subentry_type == SUBENTRY_GROUP
        }
        return titles.get(group_id, group_id)

    @callback
    def start(self) -> None:
        """Read the groups in the background, now and then."""
        self._clean()

        async def read(_: datetime | None = None) -> None:
            await self.async_read()

        entry = self._coordinator.config_entry
        entry.async_on_unload(async_track_time_interval(self._hass, read, READ_EVERY))
        entry.async_on_unload(
            async_dispatcher_connect(self._hass, SIGNAL_CONFIG_ENTRY_CHANGED, self._on_changed)
        )
        entry.async_create_background_task(self._hass, read(), f"{entry.title}: groups")

    async def async_read(self) -> None:
        """Read all groups; what fails is left for the next time."""
        topic = self._coordinator.client.groups
        for group_id in self.ids:
            try:
                with calls_as(Priority.POLLING):
                    group = await topic.get(group_id)
                    self._members[group_id] = await read_members(
                        self._coordinator.client, [group_id]
                    )
            except NotFoundError:
                self._groups[group_id] = None
            except AccordError as err:
                LOGGER.debug("Group %s was not read: %s", group_id, err)
            else:
                self._groups[group_id] = group
        self._coordinator.async_tell_application()

    @callback
    def listen(self, listener: Callable[[], None]) -> CALLBACK_TYPE:
        """Call ``listener`` when groups were added or removed."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @callback
    def _on_changed(self, change: ConfigEntryChange, entry: ConfigEntry) -> None:
        wanted = group_ids(entry)
        if (
            entry is not self._entry
            or change is not ConfigEntryChange.UPDATED
            or set(wanted) == set(self._groups)
        ):
            return
        self._groups = {one: self._groups.get(one) for one in wanted}
        self._clean()
        for listener in tuple(self._listeners):
            listener()
        self._coordinator.config_entry.async_create_background_task(
            self._hass, self.async_read(), f"{entry.title}: groups"
        )

    @callback
    def _clean(self) -> None:
        """Remove the entities of groups that are not shown any more."""
        begin = f"{self._entry.unique_id}_{MARK}"
        wanted = {f"{begin}{one}" for one in self._groups}
        registry = er.async_get(self._hass)
        for found in er.async_entries_for_config_entry(registry, self._entry.entry_id):
            if found.unique_id.startswith(begin) and found.unique_id not in wanted:
                registry.async_remove(found.entity_id)


def group_ids(entry: ConfigEntry) -> list[str]:
    """Return the groups that were added to an application."""
    return [
        one.data[CONF_GROUP]
        for one in entry.subentries.values()
        if one.subentry_type == SUBENTRY_GROUP
    ]
