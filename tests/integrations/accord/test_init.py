"""The bundle sets itself up before any vendor."""

from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component

from custom_components.accord.const import DOMAIN


async def test_set_up_starts_the_search(hass: HomeAssistant) -> None:
    with patch("custom_components.accord.async_start_discovery") as started:
        assert await async_setup_component(hass, DOMAIN, {})
    started.assert_called_once_with(hass)


async def test_set_up_opens_the_way_for_pushes(hass: HomeAssistant) -> None:
    with (
        patch("custom_components.accord.async_start_discovery"),
        patch("custom_components.accord.async_set_up_push") as opened,
    ):
        assert await async_setup_component(hass, DOMAIN, {})
    assert "http" in hass.config.components
    opened.assert_called_once_with(hass)


async def test_vendor_brings_the_bundle(hass: HomeAssistant) -> None:
    with patch("custom_components.accord.async_start_discovery"):
        assert await async_setup_component(hass, "accord_kasa", {})
    assert DOMAIN in hass.config.components
    assert hass.services.has_service("accord_kasa", "set_outlets")
