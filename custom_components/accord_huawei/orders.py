"""Orders to devices: in the manner that their rules allow, each sent once.

Whatever lets somebody in is sent at once, acknowledged, or not at all: it is never kept for a
device that sleeps, and never repeated.
"""

from collections.abc import Awaitable
from dataclasses import replace
import secrets
from typing import Any

from ..accord.failures import as_home_assistant_error
from ..accord.protocol.errors import AccordError, AuthenticationError, NotFoundError
from ..accord.protocol.huawei.northbound import (
    BatchTarget,
    Command,
    Device,
    DeviceChange,
    IssuedCommand,
    Mode,
    ReadOnlyError,
    RevocationTask,
    ServiceCall,
    TargetKind,
    takes_cached_commands,
)
from ..accord.protocol.huawei.northbound.mapping import (
    Delivery,
    Feature,
    check_delivery,
    delivery_of,
    message_for,
)
from ..accord.protocol.huawei.northbound.models.shadow import Desired
from .const import CONF_WAIT
from .coordinator import HuaweiCoordinator
from .saved_presets import GROUP, SavedPreset

PROPERTY_UNKNOWN = 107003
"""Besides ``ReadOnlyError`` what the platform says of properties that the shadow cannot set."""

type Sent = IssuedCommand | ServiceCall | None
"""What the platform answered; None for wishes in the shadow."""


class Orders:
    """Sends what the entities and actions of one application want."""

    def __init__(self, coordinator: HuaweiCoordinator) -> None:
        """Send through the coordinator's client."""
        self._coordinator = coordinator
        self._client = coordinator.client
        wait = coordinator.config_entry.options.get(CONF_WAIT)
        self._wait = None if wait is None else int(wait)

    async def async_set(self, device_id: str, feature: Feature, value: Any = None) -> Sent:
        """Set a feature of a device, or press it. Raises a translated HomeAssistantError."""
        return await self.async_order(self._set(device_id, feature, value), device_id)

    async def async_send(self, device_id: str, command: Command, delivery: Delivery) -> Sent:
        """Send a command. Raises a translated HomeAssistantError, also where a rule forbids it."""
        return await self.async_order(self._send_to(device_id, command, delivery), device_id)

    async def async_cancel_all(self, device_id: str) -> RevocationTask:
        """Take back all commands that wait for a device. Raises a translated HomeAssistantError."""
        self._coordinator.pending.read_soon()
        return await self.async_order(self._client.commands.create_revocation(device_id), device_id)

    async def async_send_preset(self, preset: SavedPreset, command: Command) -> None:
        """Send a command of a preset to its device or group. Raises as ``async_send``."""
        if preset.scope != GROUP:
            device = self._coordinator.devices.get(preset.target_id)
            created = device is not None and takes_cached_commands(device.info.protocol_type)
            delivery = Delivery(created, preset.expire_time if created else 0)
            await self.async_send(preset.target_id, command, delivery)
            return
        coordinator = self._coordinator
        task = self._client.commands.create_batch(
            f"HomeAssistant-{secrets.token_hex(6)}",
            BatchTarget(kind=TargetKind.GROUP_IDS, groups=[preset.target_id]),
            command,
            callback_url=coordinator.callback_url(),
        )
        task_id = await self._change(task)
        coordinator.config_entry.runtime_data.batches.follow(task_id)

    async def _change[T](self, change: Awaitable[T]) -> T:
        """Change something of the application. Raises a translated HomeAssistantError."""
        coordinator = self._coordinator
        try:
            return await change
        except AccordError as err:
            raise as_home_assistant_error(
                err, vendor=coordinator.config_entry.domain, name=coordinator.name
            ) from err

    async def async_renew(self) -> None:
        """Look after the subscriptions now. Raises a translated HomeAssistantError."""
        await self._change(self._coordinator.config_entry.runtime_data.subscriptions.async_check())

    async def async_freeze(self, device_id: str, frozen: bool) -> None:
        """Have the platform manage a device, or leave it alone. Raises as ``async_set``."""
        change = DeviceChange(frozen=frozen)
        await self.async_order(self._client.devices.modify(device_id, change), device_id)

    async def async_order[T](self, order: Awaitable[T], device_id: str) -> T:
        """Carry out an order to a device and read the device soon.

        Raises a translated HomeAssistantError; a refused application starts the
        re-authentication flow.
        """
        coordinator = self._coordinator
        entry = coordinator.config_entry
        try:
            answer = await order
        except AccordError as err:
            if isinstance(err, AuthenticationError):
                entry.async_start_reauth(coordinator.hass)
            if err.outcome_unknown:
                coordinator.read_soon(device_id)
                coordinator.pending.read_soon()
            raise as_home_assistant_error(
                err, vendor=entry.domain, name=coordinator.name_of(device_id)
            ) from err
        coordinator.read_soon(device_id)
        return answer

    def _device(self, device_id: str) -> Device:
        device = self._coordinator.devices.get(device_id)
        if device is None:
            raise NotFoundError("the platform does not list the device")
        return device

    async def _set(self, device_id: str, feature: Feature, value: Any) -> Sent:
        device = self._device(device_id)
        message = message_for(feature, value)
        if isinstance(message, Desired):
            await self._wish(device, feature, message)
            return None
        delivery = delivery_of(feature, device.info.protocol_type, self._wait)
        return await self._send(device, message, delivery, feature, value)

    async def _send_to(self, device_id: str, command: Command, delivery: Delivery) -> Sent:
        return await self._send(self._device(device_id), command, delivery)

    async def _wish(self, device: Device, feature: Feature, message: Desired) -> None:
        try:
            await self._client.devices.set_shadow(device.device_id, [message])
        except AccordError as err:
            if isinstance(err, ReadOnlyError) or err.code == PROPERTY_UNKNOWN:
                self._coordinator.products.note_read_only(device, feature)
                self._coordinator.listeners.tell(self._coordinator.devices)
            raise

    async def _send(
        self,
        device: Device,
        command: Command,
        delivery: Delivery,
        feature: Feature | None = None,
        value: Any = None,
    ) -> Sent:
        check_delivery(
            command.service_id,
            command.method,
            delivery.expire_time,
            acknowledged=delivery.acknowledged,
            device_type=device.info.device_type,
            parameters=tuple(command.parameters),
        )
        if not delivery.created:
            return await self._client.commands.call_service(
                device.device_id,
                command.service_id,
                command.method,
                command.parameters,
                Mode.ACKNOWLEDGED if delivery.acknowledged else Mode.UNACKNOWLEDGED,
            )
        issued = await self._client.commands.create(
            device.device_id,
            command,
            delivery.expire_time,
            self._coordinator.callback_url(),
            most_repeats=0 if delivery.expire_time == 0 else None,
        )
        if issued.expire_time is None:
            issued = replace(issued, expire_time=delivery.expire_time)
        self._coordinator.pending.sent(
            issued, device.device_id, feature.id if feature else "", value
        )
        return issued
