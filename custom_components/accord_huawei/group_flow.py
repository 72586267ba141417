"""The dialog that adds a group of the platform."""

from typing import Any, cast

from homeassistant.config_entries import ConfigEntryState, ConfigSubentryFlow, SubentryFlowResult
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..accord.flows import flow_error
from ..accord.protocol.errors import AccordError
from .coordinator import HuaweiConfigEntry
from .groups import CONF_GROUP, group_ids
from .scope import read_groups


class GroupFlow(ConfigSubentryFlow):
    """Adds one group."""

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Choose a group that was not added yet."""
        entry = cast("HuaweiConfigEntry", self._get_entry())
        if entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        try:
            groups = await read_groups(entry.runtime_data.coordinator.client)
        except AccordError as err:
            return self.async_abort(reason=flow_error(err, "throttled", "permission_denied"))
        known = group_ids(entry)
        names = {one.group_id: one.name for one in groups if one.group_id not in known}
        if not names:
            return self.async_abort(reason="no_groups")
        if user_input is not None:
            group_id = user_input[CONF_GROUP]
            return self.async_create_entry(
                title=names.get(group_id, group_id),
                data={CONF_GROUP: group_id},
                unique_id=f"group/{group_id}",
            )
        options = [
            SelectOptionDict(value=one.group_id, label=f"{one.name} ({one.size})")
            for one in groups
            if one.group_id in names
        ]
        selector = SelectSelector(
            SelectSelectorConfig(options=options, mode=SelectSelectorMode.DROPDOWN)
        )
        return self.async_show_form(
            step_id="user", data_schema=vol.Schema({vol.Required(CONF_GROUP): selector})
        )
