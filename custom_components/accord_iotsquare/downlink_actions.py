"""Actions that send something to devices and groups, and tell how much waits."""

from collections.abc import Awaitable
from typing import Any

from homeassistant.core import ServiceResponse, SupportsResponse
from homeassistant.helpers import config_validation as cv
import voluptuous as vol

from ..accord.actions import ActionSpec
from ..accord.protocol.iotsquare import IoTSquareClient
from ..accord.protocol.iotsquare.models.device import Queued
from .coordinator import IoTSquareConfigEntry
from .downlinks import Send, Sent
from .payloads import (
    ATTR_CONFIRMED,
    ATTR_IGNORE_LIMIT,
    ATTR_PORT,
    CONFIRMED_FIELD,
    PAYLOAD_FIELDS,
    payload_in,
)
from .state import Kind
from .targets import Call, coordinator_of, id_of_call, part_of_call

ATTR_WAKE = "wake"


async def _send(call: Call) -> ServiceResponse:
    return await _send_by(call, None)


async def _send_by(call: Call, send: Send | None) -> ServiceResponse:
    sent = await call.entry.runtime_data.downlinks.async_send(
        id_of_call(call, Kind.DEVICE),
        payload_in(call.data),
        call.data[ATTR_PORT],
        confirmed=call.data[ATTR_CONFIRMED],
        ignore_limit=call.data[ATTR_IGNORE_LIMIT],
        send=send,
    )
    return _answer(sent)


def _answer(sent: Sent) -> ServiceResponse:
    rate = sent.limit.data_rate
    return {
        "frame_counter": sent.downlink.f_cnt,
        "size": sent.downlink.size,
        "limit": sent.limit.size,
        "device_class": sent.limit.device_class,
        "data_rate": None if rate is None else f"DR{rate}",
    }


async def _send_to_relay(call: Call) -> ServiceResponse:
    dev_eui, data = id_of_call(call, Kind.DEVICE), call.data

    async def send(client: IoTSquareClient) -> Queued:
        await client.relay.downlink(
            dev_eui,
            data[ATTR_PORT],
            payload_in(data),
            confirmed=data[ATTR_CONFIRMED],
            wake=data[ATTR_WAKE],
        )
        # The server tells no frame counter.
        return Queued(None)

    return await _send_by(call, send)


async def _send_to_forwarder(call: Call) -> ServiceResponse:
    dev_eui, data = id_of_call(call, Kind.DEVICE), call.data

    def send(client: IoTSquareClient) -> Awaitable[Queued]:
        return client.ladtp.downlink(
            dev_eui, data[ATTR_PORT], payload_in(data), confirmed=data[ATTR_CONFIRMED]
        )

    return await _send_by(call, send)


async def _send_to_group(call: Call) -> ServiceResponse:
    sent = await call.entry.runtime_data.downlinks.async_send_to_group(
        id_of_call(call, Kind.GROUP),
        payload_in(call.data),
        call.data[ATTR_PORT],
        ignore_limit=call.data[ATTR_IGNORE_LIMIT],
    )
    return _answer(sent)


async def _queue(call: Call) -> ServiceResponse:
    part = part_of_call(call, Kind.ACCOUNT, Kind.DEVICE, Kind.GROUP)
    client = coordinator_of(call).client
    if part.kind is Kind.GROUP:
        return {"length": await client.mcgroup.queue_size(part.id)}
    return {"length": await client.device.queue_size(part.id or None)}


_TO_DEVICES: dict[vol.Marker, Any] = {**PAYLOAD_FIELDS, **CONFIRMED_FIELD}

DOWNLINK_ACTIONS: tuple[ActionSpec[IoTSquareConfigEntry], ...] = (
    ActionSpec(
        name="send_downlink",
        handler=_send,
        operations=("device/downlink/create",),
        fields=_TO_DEVICES,
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="send_relay_downlink",
        handler=_send_to_relay,
        fields={**_TO_DEVICES, vol.Optional(ATTR_WAKE, default=False): cv.boolean},
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="send_ladtp_downlink",
        handler=_send_to_forwarder,
        fields=_TO_DEVICES,
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(
        name="send_multicast_downlink",
        handler=_send_to_group,
        operations=("mcdownlink/create",),
        fields=PAYLOAD_FIELDS,
        response=SupportsResponse.OPTIONAL,
        admin=True,
    ),
    ActionSpec(name="get_queue_length", handler=_queue, response=SupportsResponse.ONLY),
)
