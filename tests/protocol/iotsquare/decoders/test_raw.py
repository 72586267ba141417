"""Payloads as they came."""

from hypothesis import given, strategies as st

from custom_components.accord.protocol.iotsquare.decoders.raw import Raw


def test_payload() -> None:
    found = Raw().decode(bytes.fromhex("0011223344"), 8)
    assert found.problem is None
    assert found["payload"] == "0011223344"
    assert found["payload_length"] == 5
    assert found["payload_port"] == "8"
    assert all(not item.quantity.enabled for item in found.measurements)


@given(st.binary(max_size=2000), st.integers(0, 255))
def test_any_payload(payload: bytes, port: int) -> None:
    found = Raw().decode(payload, port)
    assert found["payload_length"] == len(payload)
    shown = str(found["payload"])
    assert len(shown) <= 255
    assert payload.hex().startswith(shown.removesuffix("…"))
