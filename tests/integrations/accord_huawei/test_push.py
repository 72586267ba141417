"""Our address at the platform, and what the entry keeps of it."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
import pytest

from custom_components.accord_huawei.push import PushSettings, store_settings, url_of
from tests.integrations.accord_huawei.conftest import Add, Make


async def test_settings(hass: HomeAssistant, make: Make, add: Add) -> None:
    """They come back as they were stored; the secret stays out of texts."""
    entry = await add(await make())
    assert PushSettings.of(entry) is None
    settings = PushSettings.new()
    assert settings.secret not in repr(settings)
    store_settings(hass, entry, settings)
    assert PushSettings.of(entry) == settings
    store_settings(hass, entry, None)
    assert PushSettings.of(entry) is None


async def test_address(hass: HomeAssistant) -> None:
    """The port is written out, as the platform wants it."""
    settings = PushSettings(secret="s" * 43, base="https://home.example")
    url = url_of(hass, settings)
    assert url == f"https://home.example:443/api/accord/push/huawei/{'s' * 43}"
    assert settings.is_ours(url)
    assert settings.is_ours(url.replace("home.example:443", "old.example:8123"))
    assert not PushSettings(secret="t" * 43).is_ours(url)
    with pytest.raises(HomeAssistantError):
        url_of(hass, PushSettings(secret="s" * 43))
