"""Learned codes are kept by device and name."""

from homeassistant.core import HomeAssistant

from custom_components.accord_lifesmart.learned import LearnedCodes


async def test_kept_replaced_deleted(hass: HomeAssistant) -> None:
    """And read back by whoever comes next."""
    codes = LearnedCodes(hass, "entry")
    await codes.async_load()
    assert codes.find("Radio", "on") is None
    await codes.async_add("Radio", {"on": "AA", "off": "BB"})
    await codes.async_add("Radio", {"on": "CC"})
    again = LearnedCodes(hass, "entry")
    await again.async_load()
    assert (again.find("Radio", "on"), again.find("Radio", "off")) == ("CC", "BB")
    await again.async_delete("Radio", ["on"])
    assert (again.find("Radio", "on"), again.find("Radio", "off")) == (None, "BB")
    await again.async_remove()
    await codes.async_load()
    assert codes.find("Radio", "off") is None
