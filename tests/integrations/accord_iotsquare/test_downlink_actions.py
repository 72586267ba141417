"""Actions that send."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
import pytest

from simulators.faults import Cut
from simulators.iotsquare.household import GROUP, RELAY, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make, device_id, state_of
from tests.integrations.accord_iotsquare.test_application_actions import call


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"hex": "01 0a:FF"}, "010aff"),
        ({"base64": "AQr/"}, "010aff"),
        ({"text": "Grüß"}, "4772c3bcc39f"),
        ({"bytes": [1, 10, 255]}, "010aff"),
    ],
)
async def test_send(
    hass: HomeAssistant, make: Make, add: Add, given: dict[str, Any], sent: str
) -> None:
    """A payload, however it is written, is queued once; the answer tells counter and limit."""
    server = await make()
    entry = await add(server)
    answer = await call(
        hass,
        device_id(hass, entry, THERMOMETER),
        "send_downlink",
        answers=True,
        port=7,
        confirmed=True,
        **given,
    )
    (frame,) = server.devices[THERMOMETER].queue
    assert (frame.data.hex(), frame.port, frame.confirmed) == (sent, 7, True)
    assert (answer["frame_counter"], answer["size"]) == (frame.f_cnt, len(frame.data))
    assert (answer["limit"], answer["device_class"]) == (51, "A")
    event = state_of(hass, entry, "event", f"{THERMOMETER}_downlink")
    assert event != "unknown"


async def test_what_cannot_be_sent(hass: HomeAssistant, make: Make, add: Add) -> None:
    """None of it reaches the queue."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, THERMOMETER)
    for given, key in (
        ({}, "one_payload"),
        ({"hex": "01", "text": "a"}, "one_payload"),
        ({"hex": "0"}, "invalid"),
        ({"bytes": [256]}, "invalid"),
        ({"hex": ""}, "invalid"),
        ({"hex": "01", "port": 200}, "invalid"),
    ):
        with pytest.raises(ServiceValidationError) as caught:
            await call(hass, device, "send_downlink", **{"port": 7, **given})
        assert caught.value.translation_key == key, given
    assert not server.devices[THERMOMETER].queue


async def test_too_long(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A payload that does not fit is refused, unless the caller knows better."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, RELAY)
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, device, "send_downlink", port=7, hex="00" * 52)
    assert caught.value.translation_key == "payload_too_long"
    placeholders = caught.value.translation_placeholders
    assert placeholders is not None
    assert (placeholders["limit"], placeholders["region"]) == ("51", "eu868")
    assert not server.devices[RELAY].queue
    await call(hass, device, "send_downlink", port=7, hex="00" * 52, ignore_size_limit=True)
    assert len(server.devices[RELAY].queue) == 1
    with pytest.raises(HomeAssistantError):
        await call(hass, device, "send_downlink", port=7, hex="00" * 243, ignore_size_limit=True)


async def test_group(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A message to a group."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, f"mc_{GROUP}")
    answer = await call(hass, device, "send_multicast_downlink", answers=True, port=8, hex="0102")
    assert (answer["size"], answer["limit"]) == (2, 51)
    assert answer["frame_counter"] is not None
    with pytest.raises(HomeAssistantError):
        await call(hass, device, "send_multicast_downlink", port=8, hex="00" * 52)


async def test_relay_and_forwarder(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Devices of other products have operations of their own."""
    server = await make()
    entry = await add(server)
    device, node = device_id(hass, entry, THERMOMETER), server.devices[THERMOMETER]
    node.product = "rhf3mr01"
    await call(hass, device, "send_relay_downlink", port=8, hex="01", wake=False)
    node.product = "rhf3m485"
    answer = await call(hass, device, "send_ladtp_downlink", answers=True, port=8, hex="02")
    assert [frame.data.hex() for frame in node.queue] == ["01", "02"]
    assert answer["frame_counter"] == 1


async def test_queue_length(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Of one device, of a group, and of all."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, THERMOMETER)
    await call(hass, device, "send_downlink", port=7, hex="01")
    for part, length in ((THERMOMETER, 1), (f"mc_{GROUP}", 0), ("", 1)):
        answer = await call(hass, device_id(hass, entry, part), "get_queue_length", answers=True)
        assert answer == {"length": length}


async def test_unknown_outcome(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A lost answer is told as such; the message is sent once."""
    server = await make()
    entry = await add(server)
    device = device_id(hass, entry, THERMOMETER)
    server.faults.add(Cut(after=0), operations={"device/downlink/create"})
    with pytest.raises(HomeAssistantError) as caught:
        await call(hass, device, "send_downlink", port=7, hex="01")
    assert caught.value.translation_key == "outcome_unknown"
    assert len(server.devices[THERMOMETER].queue) == 1
    server.faults.clear()
