"""Changes are told to those whom they concern, and to all of them."""

from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord_iotsquare import telling
from custom_components.accord_iotsquare.state import Kind, Part
from custom_components.accord_iotsquare.telling import Telling

PARTS = [Part(Kind.DEVICE, str(number)) for number in range(5)]


@pytest.fixture
def told(hass: HomeAssistant) -> Telling:
    """Return what tells for an entry."""
    entry = MockConfigEntry(domain="accord_iotsquare", title="House")
    entry.add_to_hass(hass)
    return Telling(hass, entry)


async def test_those_concerned(told: Telling) -> None:
    """Listeners of other parts hear nothing, nor does who has stopped."""
    heard: list[str] = []
    stop = told.listen(PARTS[0], lambda: heard.append("first"))
    again = told.listen(PARTS[0], lambda: heard.append("again"))
    told.listen(PARTS[1], lambda: heard.append("second"))
    stop_all = told.listen_to_all(lambda part: heard.append(part.id))
    told.tell(PARTS[:1])
    assert heard == ["0", "first", "again"]
    stop()
    stop()
    again()
    stop_all()
    heard.clear()
    told.tell_all()
    assert heard == ["second"]


async def test_slices(hass: HomeAssistant, told: Telling, monkeypatch: pytest.MonkeyPatch) -> None:
    """Much is told in slices; what comes meanwhile is told once, too."""
    monkeypatch.setattr(telling, "SLICE", 0.0)
    heard: list[Part] = []
    told.listen_to_all(heard.append)
    told.tell(PARTS[:3])
    assert heard == PARTS[:1]
    told.tell(PARTS[2:])
    assert heard == PARTS[:1]
    await hass.async_block_till_done()
    assert heard == PARTS
    told.tell(PARTS[:1])
    assert heard == [*PARTS, PARTS[0]]
