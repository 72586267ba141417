"""What config flows share."""

from homeassistant.config_entries import ConfigEntryDisabler, ConfigEntryState
from homeassistant.core import HomeAssistant
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.flows import (
    InvalidHostError,
    InvalidUrlError,
    base_url,
    entry_works,
    flow_error,
    join_address,
    other_entry_for,
    split_address,
)
from custom_components.accord.protocol.errors import AccordError, DeadlineError, UnsupportedError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("192.168.1.20", ("192.168.1.20", 9999)),
        (" plug.local ", ("plug.local", 9999)),
        ("plug", ("plug", 9999)),
        ("192.168.1.20:1234", ("192.168.1.20", 1234)),
        ("plug.local:1", ("plug.local", 1)),
        ("fe80::1", ("fe80::1", 9999)),
        ("[fe80::1]:1234", ("fe80::1", 1234)),
    ],
)
def test_split_address(text: str, expected: tuple[str, int]) -> None:
    assert split_address(text, 9999) == expected
    assert split_address(join_address(*expected, 9999), 9999) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ":",
        "plug:",
        ":80",
        "plug:port",
        "plug:0",
        "plug:65536",
        "plug:²",
        "a b",
        "http://x",
    ],
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(InvalidHostError):
        split_address(text, 9999)


@pytest.mark.parametrize(
    ("err", "own", "expected"),
    [
        (DeadlineError(), (), "timeout"),
        (UnsupportedError(), (), "device_error"),
        (UnsupportedError(), ("unsupported",), "unsupported"),
        (InvalidHostError(), ("invalid_host",), "invalid_host"),
    ],
)
def test_flow_error(err: AccordError, own: tuple[str, ...], expected: str) -> None:
    assert flow_error(err, *own) == expected


async def test_entry_works_only_when_loaded(hass: HomeAssistant) -> None:
    entry = MockConfigEntry(domain="accord_kasa", state=ConfigEntryState.SETUP_RETRY)
    assert not entry_works(entry)


async def test_other_entry_ignores_disabled_ones(hass: HomeAssistant) -> None:
    MockConfigEntry(
        domain="tplink", unique_id="a", disabled_by=ConfigEntryDisabler.USER
    ).add_to_hass(hass)
    assert other_entry_for(hass, "tplink", "a") is None
    entry = MockConfigEntry(domain="tplink", unique_id="b")
    entry.add_to_hass(hass)
    assert other_entry_for(hass, "tplink", "b") is entry
    assert other_entry_for(hass, "tplink", "c") is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (" http://192.0.2.5:8123/ ", "http://192.0.2.5:8123"),
        ("https://ha.example.com", "https://ha.example.com"),
        ("https://example.com:8443/home/", "https://example.com:8443/home"),
    ],
)
def test_base_url(text: str, url: str) -> None:
    assert base_url(text) == url


@pytest.mark.parametrize(
    "text",
    [
        "",
        "192.0.2.5:8123",
        "ftp://192.0.2.5",
        "http://",
        "http://[::1",
        "http://ann:4711@192.0.2.5",
        "http://192.0.2.5/?a=1",
        "http://192.0.2.5/#a",
    ],
)
def test_no_base_url(text: str) -> None:
    with pytest.raises(InvalidUrlError):
        base_url(text)
