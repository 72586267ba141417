"""What notifications bring about: values are shown, readings asked for, events fired.

Nobody can prove to have sent one. So none of them deletes anything, sends a command or adds an
entity by itself: a reading has to confirm it.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from homeassistant.core import HomeAssistant, callback
from homeassistant.util import dt as dt_util

from ..accord.protocol.errors import AccordError, ProtocolError
from ..accord.protocol.huawei.northbound import (
    CommandConfirmed,
    CommandResponse,
    CommandStatus,
    CommandStatusChanged,
    DataReport,
    DesiredStatusChanged,
    DeviceAdded,
    DeviceBound,
    DeviceDeleted,
    DeviceEvent,
    DeviceInfoChanged,
    ModelNotification,
    Notification,
    Priority,
    RecentNotifications,
    RuleFired,
    ServiceInfoChanged,
    UnknownNotification,
    UpgradeResult,
    UpgradeStep,
    calls_as,
    read_notification,
)
from ..accord.pushes import Push
from .const import LOGGER
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .outcomes import EXECUTED, RESPONSE
from .products import name_of_model
from .proofs import PushProofs
from .trimming import trimmed

PROBE = "accordProbe"
"""What Home Assistant sends to its own address to see whether it leads here."""
MOST_READINGS = 20
"""Devices that are read at a time because of notifications; beyond that everything is scanned."""
MODEL_REST = timedelta(hours=1)
"""So long an unknown service does not have its model asked for again."""


class Notices:
    """Takes the notifications of one application."""

    def __init__(
        self,
        hass: HomeAssistant,
        entry: HuaweiConfigEntry,
        coordinator: HuaweiCoordinator,
        proofs: PushProofs,
    ) -> None:
        """Tell ``coordinator``."""
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._proofs = proofs
        self._recent = RecentNotifications()
        self._reading: set[str] = set()
        self._asked: dict[tuple[str, str], datetime] = {}
        self.counts: Counter[str] = Counter()
        """What came, by type."""
        self.delay: float | None = None
        """Seconds from the last report until it came; clocks of devices are not always right."""

    @property
    def waiting(self) -> bool:
        """Tell whether the platform is being asked because of a notification."""
        return bool(self._reading)

    async def async_handle(self, push: Push) -> None:
        """Take one push; what nobody understands is left out."""
        try:
            note = await read_notification(push.body)
        except ProtocolError as err:
            LOGGER.debug("A push for %s was left out: %s", self._entry.title, err)
            return
        if isinstance(note, UnknownNotification) and note.notify_type == PROBE:
            return
        self.counts[type(note).__name__] += 1
        self._coordinator.note_push()
        if self._recent.is_new(note):
            self._take(note)

    @callback
    def _take(self, note: Notification) -> None:
        """Pass a notification on to what it is about."""
        match note:
            case DataReport():
                self._take_report(note)
            case DeviceInfoChanged():
                self._take_info(note)
            case DeviceAdded() | DeviceBound() | DeviceDeleted():
                self._take_registration(note)
            case ModelNotification():
                self._coordinator.learn_again(self._models(note))
            case ServiceInfoChanged():
                self._take_service_info(note)
            case CommandConfirmed() | CommandResponse() | CommandStatusChanged():
                self._take_command(note)
            case DesiredStatusChanged():
                self._take_desired(note)
            case DeviceEvent():
                self._take_event(note)
            case RuleFired():
                self._take_rule(note)
            case UpgradeStep() | UpgradeResult():
                self._entry.runtime_data.upgrades.take(note)
            case _:
                LOGGER.debug("A push for %s is about nothing known", self._entry.title)

    # --- Devices -------------------------------------------------------------------------------

    def _take_report(self, note: DataReport) -> None:
        device = self._coordinator.devices.get(note.device_id)
        if device is None:
            LOGGER.debug("A device reported that is not shown")
            return
        moment = max((one.event_time for one in note.services if one.event_time), default=None)
        self._proofs.told(note.device_id, moment)
        if moment is not None:
            self.delay = max(0.0, (dt_util.utcnow() - moment).total_seconds())
        self._coordinator.async_take_report(note.device_id, note.services)
        model = name_of_model(device)
        known = self._coordinator.products.services(model)
        names = {one.service_id for one in known or ()}
        for service in note.services:
            if known is not None and service.service_id not in names:
                self._ask_for_model(model, service.service_id)

    def _ask_for_model(self, model: str, service_id: str) -> None:
        """Ask for a model again that seems to have another service by now, but not always."""
        now, key = dt_util.utcnow(), (model, service_id)
        if key not in self._asked or now - self._asked[key] > MODEL_REST:
            self._asked[key] = now
            self._coordinator.learn_again([model])

    def _take_info(self, note: DeviceInfoChanged) -> None:
        if self._coordinator.async_take_info(note.device_id, note.info):
            self._proofs.told(note.device_id)

    def _take_registration(self, note: DeviceAdded | DeviceBound | DeviceDeleted) -> None:
        match note:
            case DeviceAdded():
                event = "registered"
            case DeviceDeleted():
                event = "deleted"
            case _:
                event = "bound" if note.succeeded else "bind_expired"
        known = note.device_id in self._coordinator.devices
        if known or event == "registered":
            self._read(note.device_id, event)

    def _read(self, device_id: str, event: str) -> None:
        """Read a device because of an event; of very many all are scanned instead."""
        if device_id in self._reading:
            return
        if len(self._reading) >= MOST_READINGS:
            self._entry.async_create_background_task(
                self._hass,
                self._coordinator.async_request_refresh(),
                f"{self._entry.title}: scan after pushes",
            )
            return
        self._reading.add(device_id)
        self._entry.async_create_background_task(
            self._hass, self._async_confirm(device_id, event), f"{self._entry.title}: {event}"
        )

    async def _async_confirm(self, device_id: str, event: str) -> None:
        """Tell of an event after the platform was asked whether it is so."""
        coordinator = self._coordinator
        attributes = {"device_id": device_id, "name": coordinator.name_of(device_id)}
        try:
            with calls_as(Priority.POLLING):
                device = await coordinator.async_read_device(device_id)
        except AccordError as err:
            LOGGER.debug("%s was not read after a push: %s", device_id, type(err).__name__)
            return
        finally:
            self._reading.discard(device_id)
        if device is not None and event != "deleted":
            attributes["name"] = coordinator.name_of(device_id)
            coordinator.events.fire(device_id, "registration", event, attributes)
            coordinator.events.fire(None, "devices", event, attributes)
        elif device is None and event == "deleted":
            coordinator.events.fire(None, "devices", event, attributes)
        elif device is None and event == "registered":
            coordinator.events.fire(None, "devices", "not_shown", attributes)

    def _models(self, note: ModelNotification) -> list[str]:
        """Return the names of the models that a notification is about."""
        told = (note.manufacturer_id, note.device_type, note.model, note.protocol_type)
        return [
            name
            for name in self._coordinator.products.names
            if all(
                not wanted or wanted == part
                for wanted, part in zip(told, name.split("/"), strict=False)
            )
        ]

    def _take_service_info(self, note: ServiceInfoChanged) -> None:
        device = self._coordinator.devices.get(note.device_id)
        if device is not None:
            self._coordinator.learn_again([name_of_model(device)])
            self._coordinator.read_soon(note.device_id)

    # --- Commands and wishes -------------------------------------------------------------------

    def _take_command(
        self, note: CommandConfirmed | CommandResponse | CommandStatusChanged
    ) -> None:
        coordinator = self._coordinator
        if note.device_id not in coordinator.devices:
            return
        match note:
            case CommandStatusChanged():
                self._take_status(note)
                return
            case CommandResponse():
                event, result, service = RESPONSE, note.body, note.service_type
            case _:
                done = note.status is CommandStatus.SUCCESSFUL
                event = EXECUTED if done else note.status.value
                result, service = note.body, note.service_id
        attributes = {"request_id": note.request_id, "service": service}
        self._fire(note.device_id, "command", event, {**attributes, "result": result})
        if event in (EXECUTED, RESPONSE):
            coordinator.read_soon(note.device_id)

    def _take_status(self, note: CommandStatusChanged) -> None:
        coordinator = self._coordinator
        if note.detail:
            attributes = {"command_id": note.command_id, "result": note.detail}
            self._fire(note.device_id, "command", RESPONSE, attributes)
        if not coordinator.pending.changed(note.command_id, note.status):
            coordinator.pending.read_soon()
        if note.status.final:
            coordinator.read_soon(note.device_id)

    def _take_desired(self, note: DesiredStatusChanged) -> None:
        event = "delivered" if note.delivered else "failed"
        attributes = {"service": note.service_id, "values": note.properties}
        self._fire(note.device_id, "desired", event, attributes)
        if note.device_id in self._coordinator.devices:
            self._coordinator.read_soon(note.device_id)

    # --- Events and rules ----------------------------------------------------------------------

    def _take_event(self, note: DeviceEvent) -> None:
        self._proofs.told(note.device_id)
        self._fire(
            note.device_id,
            "device_event",
            "event",
            {"type": note.event_type, "service": note.service_type, "values": note.body},
        )

    def _take_rule(self, note: RuleFired) -> None:
        self._fire(
            None,
            "rule",
            "fired",
            {
                "rule": note.rule_name,
                "rule_id": note.rule_id,
                "reasons": [{"type": one.kind, **one.info} for one in note.reasons],
                "results": [
                    {"type": one.kind, "ok": not one.failure, **one.info} for one in note.results
                ],
            },
        )

    def _fire(
        self, device_id: str | None, kind: str, event: str, attributes: Mapping[str, Any]
    ) -> None:
        """Fire an event whose attributes somebody else wrote: long ones are cut."""
        self._coordinator.events.fire(device_id, kind, event, trimmed(attributes))
