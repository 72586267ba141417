"""Which decoder reads which payload."""

from homeassistant.core import HomeAssistant

from simulators.iotsquare.household import AMBIENCE, BOARD, HOUSE_APP, RELAY, WATER_METER
from tests.integrations.accord_iotsquare.conftest import Add, Make
from tests.integrations.accord_iotsquare.decoders import decoder, there


async def test_the_most_exact_decoder_counts(hass: HomeAssistant, make: Make, add: Add) -> None:
    """For a device before its application, for a port before all ports."""
    server = await make()
    row = {"name": "First", "offset": 0}
    entry = await add(
        server,
        subentries=[
            decoder("fields", application=str(HOUSE_APP), rows=[{**row, "name": "All"}]),
            decoder("fields", RELAY, rows=[row]),
            decoder("fields", RELAY, rows=[{**row, "name": "Ten"}], ports=[10]),
            decoder("fields", application=str(HOUSE_APP), ports=[2], rows=[{**row, "name": "Two"}]),
        ],
    )
    assert there(hass, entry, RELAY) == {"field_ten"}
    assert there(hass, entry, BOARD) == {"field_two"}
    assert there(hass, entry, AMBIENCE) == {"field_all"}
    assert there(hass, entry, WATER_METER) == set()


async def test_a_decoder_that_cannot_be_is_left_out(
    hass: HomeAssistant, make: Make, add: Add
) -> None:
    """The others work."""
    server = await make()
    entry = await add(
        server,
        subentries=[
            decoder("fields", RELAY, rows=[{"name": ""}]),
            decoder("milesight", AMBIENCE),
        ],
    )
    assert there(hass, entry, RELAY) == set()
    assert "milesight_battery" in there(hass, entry, AMBIENCE)
