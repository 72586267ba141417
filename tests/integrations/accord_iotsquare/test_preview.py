"""What a decoder would make of a payload, as people see it."""

from datetime import UTC, datetime

from homeassistant.core import HomeAssistant

from custom_components.accord.protocol.iotsquare.decoders import (
    Decoded,
    Kind,
    Measurement,
    Position,
    Problem,
    Quantity,
    build_decoder,
)
from custom_components.accord_iotsquare.preview import async_preview


async def test_table(hass: HomeAssistant) -> None:
    payload = bytes.fromhex("016700D7 036601 0588 07FD87 00BEF5 00086A FFFF00")
    decoded = build_decoder("cayenne_lpp").decode(payload, 2)
    assert (await async_preview(hass, decoded)).split("\n") == [
        "| | |",
        "|---|---|",
        "| Temperature 1 | 21.5 °C |",
        "| Presence 3 | 1 |",
        "| Position 5 | 52.3655, 4.8885 |",
        "| Altitude 5 | 21.54 m |",
        "",
        "**Decoding problem: A record is unknown: the decoder may not fit**",
    ]


async def test_nothing(hass: HomeAssistant) -> None:
    assert await async_preview(hass, Decoded()) == "—"
    assert "**" in await async_preview(hass, Decoded(problem=Problem.EMPTY))


async def test_names_and_values_stay_what_they_are(hass: HomeAssistant) -> None:
    """Nothing that a device sends or an owner writes changes the page."""
    quantity = Quantity(key="own")
    rows = (
        Measurement(key="a", value="<b>|[x](y)", quantity=quantity, name="*A*"),
        Measurement(key="b", value=datetime(2026, 11, 25, tzinfo=UTC), quantity=quantity, name="B"),
        Measurement(
            key="c", value=False, quantity=Quantity(key="own", kind=Kind.BINARY_SENSOR), name="C"
        ),
        Measurement(key="d", value=Position(1, 2), quantity=quantity),
    )
    shown = await async_preview(hass, Decoded(rows))
    assert r"| \*A\* | \<b\>\|\[x\](y) |" in shown
    assert "| B | 2026-11-25 00:00:00+00:00 |" in shown
    assert "| C | 0 |" in shown
