"""Choosing systems, changing the choice, and handing over what DHCP finds."""

from pathlib import Path
from typing import Any
from unittest.mock import patch

from homeassistant.config_entries import SOURCE_DHCP, SOURCE_USER, FlowType
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers.service_info.dhcp import DhcpServiceInfo
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord import config_flow
from custom_components.accord.activation import Activation, Standing
from custom_components.accord.const import CONF_DECLINED, CONF_SYSTEMS, DOMAIN

KASA, AKUVOX = "accord_kasa", "accord_akuvox"


async def choose(hass: HomeAssistant, *keys: str) -> dict[str, Any]:
    """Open the dialog and choose."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert (result["type"], result["step_id"]) == (FlowResultType.FORM, "user")
    return await hass.config_entries.flow.async_configure(
        result["flow_id"], {CONF_SYSTEMS: list(keys)}
    )


def flows_of(hass: HomeAssistant, domain: str) -> list[dict[str, Any]]:
    return hass.config_entries.flow.async_progress_by_handler(domain)


async def added(hass: HomeAssistant, *keys: str, declined: tuple[str, ...] = ()) -> MockConfigEntry:
    """Add the bundle with these systems."""
    entry = MockConfigEntry(
        domain=DOMAIN, options={CONF_SYSTEMS: list(keys), CONF_DECLINED: list(declined)}
    )
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    return entry


async def test_chosen_system_goes_on(hass: HomeAssistant, bundle: Activation) -> None:
    """The package is put in place, and its own dialog follows without a restart."""
    result = await choose(hass, "akuvox")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["options"] == {CONF_SYSTEMS: ["akuvox"], CONF_DECLINED: []}
    assert bundle.standing(AKUVOX) is Standing.LINK
    assert bundle.standing(KASA) is Standing.ABSENT
    (flow,) = flows_of(hass, AKUVOX)
    assert result["next_flow"] == (FlowType.CONFIG_FLOW, flow["flow_id"])


async def test_what_is_set_up_is_not_opened_again(hass: HomeAssistant, bundle: Activation) -> None:
    MockConfigEntry(domain=AKUVOX).add_to_hass(hass)
    result = await choose(hass, "akuvox")
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert "next_flow" not in result


async def test_found_devices_are_counted_and_chosen(
    hass: HomeAssistant, bundle: Activation
) -> None:
    with patch.object(config_flow, "async_count", return_value={"kasa": 3, "lifesmart": 0}):
        result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert result["description_placeholders"] == {"kasa": "3", "lifesmart": "0"}
    assert result["data_schema"]({}) == {CONF_SYSTEMS: ["kasa"]}


async def test_nothing_chosen(hass: HomeAssistant, bundle: Activation) -> None:
    result = await choose(hass)
    assert result["errors"] == {"base": "none_chosen"}
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], {CONF_SYSTEMS: ["akuvox"]}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_folder_that_cannot_be_written(hass: HomeAssistant, bundle: Activation) -> None:
    with (
        patch.object(Path, "symlink_to", side_effect=OSError("read-only")),
        patch.object(Path, "mkdir", side_effect=OSError("read-only")),
        patch("shutil.copytree", side_effect=OSError("read-only")),
    ):
        result = await choose(hass, "akuvox")
    assert result["errors"] == {"base": "cannot_activate"}
    assert bundle.standing(AKUVOX) is Standing.ABSENT


async def test_second_time(hass: HomeAssistant, bundle: Activation) -> None:
    await added(hass, "kasa")
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert (result["type"], result["reason"]) == (FlowResultType.ABORT, "already_set_up")


async def test_options_add_and_take_away(hass: HomeAssistant, bundle: Activation) -> None:
    entry = await added(hass, "kasa")
    assert bundle.standing(KASA) is Standing.LINK
    result = await hass.config_entries.options.async_init(entry.entry_id)
    assert result["data_schema"]({}) == {CONF_SYSTEMS: ["kasa"]}
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {CONF_SYSTEMS: ["akuvox"]}
    )
    await hass.async_block_till_done()
    assert entry.options == {CONF_SYSTEMS: ["akuvox"], CONF_DECLINED: ["kasa"]}
    assert bundle.standing(KASA) is Standing.ABSENT
    assert bundle.standing(AKUVOX) is Standing.LINK


async def test_options_refuse_to_take_away_what_is_set_up(
    hass: HomeAssistant, bundle: Activation
) -> None:
    entry = await added(hass, "kasa")
    MockConfigEntry(domain=KASA, title="Fan").add_to_hass(hass)
    result = await hass.config_entries.options.async_init(entry.entry_id)
    result = await hass.config_entries.options.async_configure(
        result["flow_id"], {CONF_SYSTEMS: []}
    )
    assert result["errors"] == {"base": "in_use"}
    assert result["description_placeholders"] == {"entries": "Fan"}
    assert bundle.standing(KASA) is Standing.LINK


async def test_options_when_files_cannot_be_removed(
    hass: HomeAssistant, bundle: Activation
) -> None:
    entry = await added(hass, "kasa")
    result = await hass.config_entries.options.async_init(entry.entry_id)
    with patch.object(Path, "rename", side_effect=OSError("read-only")):
        result = await hass.config_entries.options.async_configure(
            result["flow_id"], {CONF_SYSTEMS: []}
        )
    assert result["errors"] == {"base": "cannot_remove"}
    assert entry.options[CONF_SYSTEMS] == ["kasa"]


async def by_dhcp(hass: HomeAssistant, macaddress: str) -> str:
    """Let a device ask for an address; return how the bundle's dialog ends."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_DHCP},
        data=DhcpServiceInfo(ip="127.0.0.9", hostname="unit", macaddress=macaddress),
    )
    assert result["type"] is FlowResultType.ABORT
    return str(result["reason"])


async def test_dhcp_puts_the_package_in_place_first(
    hass: HomeAssistant, bundle: Activation
) -> None:
    with patch("homeassistant.helpers.discovery_flow.async_create_flow") as handed:
        assert await by_dhcp(hass, "0c1105aabbcc") == "handed_over"
    assert bundle.standing(AKUVOX) is Standing.LINK
    assert handed.call_args.args[1] == AKUVOX
    assert handed.call_args.kwargs["context"] == {"source": SOURCE_DHCP}


@pytest.mark.parametrize(
    ("macaddress", "declined"), [("50c7bf000001", ()), ("0c1105aabbcc", ("akuvox",))]
)
async def test_dhcp_of_what_is_not_wanted(
    hass: HomeAssistant, bundle: Activation, macaddress: str, declined: tuple[str, ...]
) -> None:
    await added(hass, declined=declined)
    assert await by_dhcp(hass, macaddress) == "not_ours"
    assert bundle.standing(AKUVOX) is Standing.ABSENT


async def test_dhcp_when_nothing_can_be_written(hass: HomeAssistant, bundle: Activation) -> None:
    with (
        patch.object(Path, "symlink_to", side_effect=OSError("read-only")),
        patch("shutil.copytree", side_effect=OSError("read-only")),
    ):
        assert await by_dhcp(hass, "0c1105aabbcc") == "cannot_activate"
