"""What happens: a device was heard, a device of a group took another step of a file transfer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.event import EventEntity, EventEntityDescription
from homeassistant.const import EntityCategory
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from ..accord.protocol.iotsquare import Received
from ..accord.protocol.iotsquare.push import MulticastPush
from .coordinator import IoTSquareConfigEntry, IoTSquareCoordinator
from .downlinks import Downlink, Outcome
from .entity import IoTSquareEntity, IoTSquareEntityDescription, async_add_rows
from .state import GroupView, Kind, Part
from .transfers import DEVICE_STATES

PARALLEL_UPDATES = 0

UPLINK = "uplink"
DOWNLINK = "downlink"
RESULT = "multicast_result"
TRANSFER = "transfer_device"


@dataclass(frozen=True, kw_only=True)
class IoTSquareEventDescription(IoTSquareEntityDescription, EventEntityDescription):
    """Row of the table of events."""


EVENTS = (
    IoTSquareEventDescription(
        key=UPLINK,
        translation_key=UPLINK,
        kind=Kind.DEVICE,
        operations=("device/latestDeviceUplink",),
        event_types=[UPLINK],
    ),
    IoTSquareEventDescription(
        key=DOWNLINK,
        translation_key=DOWNLINK,
        kind=Kind.DEVICE,
        operations=("device/downlink/create",),
        event_types=list(Outcome),
    ),
    IoTSquareEventDescription(
        key=RESULT,
        translation_key=RESULT,
        kind=Kind.GROUP,
        operations=("mcdownlink/create",),
        event_types=[RESULT],
    ),
    IoTSquareEventDescription(
        key=TRANSFER,
        translation_key=TRANSFER,
        kind=Kind.GROUP,
        operations=("fuota/device/list",),
        event_types=list(DEVICE_STATES.values()),
        entity_category=EntityCategory.DIAGNOSTIC,
        exists_fn=lambda view: view.transfer is not None,
    ),
)


async def async_setup_entry(
    hass: HomeAssistant,
    entry: IoTSquareConfigEntry,
    async_add_entities: AddConfigEntryEntitiesCallback,
) -> None:
    """Add the events of all parts."""
    await async_add_rows(entry, async_add_entities, EVENTS, _make)


def _make(
    coordinator: IoTSquareCoordinator, row: IoTSquareEventDescription, part: Part
) -> IoTSquareEvent:
    return _CLASSES[row.key](coordinator, row, part)


class IoTSquareEvent(IoTSquareEntity, EventEntity):
    """Something that happens at a part."""

    entity_description: IoTSquareEventDescription

    @override
    def _show(self, view: Any) -> object:
        return None


class UplinkEvent(IoTSquareEvent):
    """A device sent something; polling shows the newest only, pushes show all."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to every uplink of the device."""
        await super().async_added_to_hass()
        self.async_on_remove(self.coordinator.uplinks.listen(self.part.id, self._on_uplink))

    @callback
    def _on_uplink(self, received: Received) -> None:
        uplink = received.uplink
        self._trigger_event(
            UPLINK,
            {
                "port": uplink.f_port,
                "payload": uplink.data.hex(),
                "frame_counter": uplink.f_cnt,
                "confirmed": uplink.confirmed,
                "late": received.late,
                "received": uplink.time.isoformat(),
                "rssi": uplink.rssi,
                "snr": uplink.snr,
                "gateways": [gateway.gw_id for gateway in uplink.gateways],
            },
        )
        self.async_write_ha_state()


class DownlinkEvent(IoTSquareEvent):
    """A message to a device was queued, acknowledged, or lost."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to what becomes of messages."""
        await super().async_added_to_hass()
        downlinks = self.coordinator.config_entry.runtime_data.downlinks
        self.async_on_remove(downlinks.listen(self.part.id, self._on_outcome))

    @callback
    def _on_outcome(self, outcome: Outcome, downlink: Downlink) -> None:
        self._trigger_event(
            outcome,
            {
                "frame_counter": downlink.f_cnt,
                "port": downlink.port,
                "size": downlink.size,
                "confirmed": downlink.confirmed,
            },
        )
        self.async_write_ha_state()


class ResultEvent(IoTSquareEvent):
    """The server has counted the answers to a message to a group."""

    @override
    async def async_added_to_hass(self) -> None:
        """Listen to results."""
        await super().async_added_to_hass()
        results = self.coordinator.config_entry.runtime_data.results
        self.async_on_remove(results.listen(self.part.id, self._on_result))

    @callback
    def _on_result(self, result: MulticastPush) -> None:
        self._trigger_event(RESULT, {"frame_counter": result.f_cnt, **result.counts})
        self.async_write_ha_state()


class TransferEvent(IoTSquareEvent):
    """A device of a group took another step of a file transfer."""

    def __init__(
        self,
        coordinator: IoTSquareCoordinator,
        description: IoTSquareEventDescription,
        part: Part,
    ) -> None:
        """Tell only of steps from now on."""
        super().__init__(coordinator, description, part)
        self._steps: dict[str, str] | None = None

    @callback
    @override
    def _handle_coordinator_update(self) -> None:
        """Tell of each device that went on."""
        super()._handle_coordinator_update()
        view = self.view
        if isinstance(view, GroupView):
            self._tell(view)

    @override
    def _show(self, view: Any) -> object:
        if self._steps is None:
            self._steps = _steps(view)
        return None

    def _tell(self, view: GroupView) -> None:
        before, self._steps = self._steps or {}, _steps(view)
        for name, state in self._steps.items():
            if before.get(name) != state:
                self._trigger_event(state, {"device": name})
                self.async_write_ha_state()


def _steps(view: GroupView) -> dict[str, str]:
    if view.transfer is None:
        return {}
    return {
        one.dev_eui: DEVICE_STATES[one.state]
        for one in view.transfer.devices
        if one.state in DEVICE_STATES
    }


_CLASSES: Mapping[str, type[IoTSquareEvent]] = {
    UPLINK: UplinkEvent,
    DOWNLINK: DownlinkEvent,
    RESULT: ResultEvent,
    TRANSFER: TransferEvent,
}
