"""The steps in which devices are chosen, for a new application and for its options alike."""

from collections.abc import Iterable
from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.data_entry_flow import FlowHandler
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..accord.flows import flow_error
from ..accord.protocol.errors import AccordError
from ..accord.protocol.huawei.northbound import Device, HuaweiClient
from .const import CONF_SCOPE, CONF_SCOPE_IDS
from .scope import MOST_SHOWN, SHOWN_FREELY, Scope, ScopeKind, read_groups, read_members

CONF_AGREED = "agreed"
MOST_LISTED = 2000
"""Devices that are looked at to offer choices; other ids can be typed."""

SCOPE_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_SCOPE, default=ScopeKind.ALL.value): SelectSelector(
            SelectSelectorConfig(
                options=[one.value for one in ScopeKind],
                mode=SelectSelectorMode.LIST,
                translation_key="scope",
            )
        )
    }
)
MANY_SCHEMA = vol.Schema({vol.Required(CONF_AGREED, default=False): BooleanSelector()})


class ScopeSteps(FlowHandler[Any, ConfigFlowResult]):
    """Asks which devices are wanted, and again where they are many."""

    def __init__(self) -> None:
        """Want everything."""
        self.scope = Scope()
        self._listed: tuple[Device, ...] = ()
        self._count = 0

    @property
    def client(self) -> HuaweiClient:
        """Return whom to ask."""
        raise NotImplementedError

    @property
    def total(self) -> int:
        """Return how many devices the application has."""
        raise NotImplementedError

    async def _async_chosen(self) -> ConfigFlowResult:
        """Go on with ``scope``."""
        raise NotImplementedError

    async def async_step_scope(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user choose by what devices are chosen."""
        if user_input is not None:
            self.scope = Scope(kind=ScopeKind(user_input[CONF_SCOPE]))
            if self.scope.kind is ScopeKind.ALL:
                return await self._async_counted(self.total)
            return await self.async_step_pick()
        return self.async_show_form(
            step_id="scope",
            data_schema=self.add_suggested_values_to_schema(
                SCOPE_SCHEMA, {CONF_SCOPE: self.scope.kind.value}
            ),
            description_placeholders={"count": str(self.total)},
        )

    async def async_step_pick(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user choose gateways, types, groups or devices."""
        errors: dict[str, str] = {}
        options: list[SelectOptionDict] = []
        try:
            if user_input is not None:
                ids = tuple(user_input.get(CONF_SCOPE_IDS) or ())
                if ids:
                    self.scope = Scope(kind=self.scope.kind, ids=ids)
                    return await self._async_counted(await self._async_count())
                errors = {"base": "nothing_chosen"}
            options = await self._async_offered()
        except AccordError as err:
            errors = {"base": flow_error(err, "throttled", "permission_denied", "not_found")}
        schema = vol.Schema(
            {
                vol.Optional(CONF_SCOPE_IDS, default=list(self.scope.ids)): SelectSelector(
                    SelectSelectorConfig(options=options, multiple=True, custom_value=True)
                )
            }
        )
        return self.async_show_form(
            step_id="pick",
            data_schema=schema,
            description_placeholders={"count": str(len(options))},
            errors=errors,
        )

    async def _async_counted(self, count: int) -> ConfigFlowResult:
        self._count = count
        if count > MOST_SHOWN:
            return await self.async_step_very_many()
        if count > SHOWN_FREELY:
            return await self.async_step_many()
        return await self._async_chosen()

    async def async_step_many(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say how many devices would be added."""
        if user_input is not None:
            return await self._async_chosen()
        return self.async_show_form(
            step_id="many", description_placeholders={"count": str(self._count)}
        )

    async def async_step_very_many(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Add so many only for somebody who says that this is meant."""
        errors: dict[str, str] = {}
        if user_input is not None:
            if user_input[CONF_AGREED]:
                return await self._async_chosen()
            errors = {"base": "not_agreed"}
        return self.async_show_form(
            step_id="very_many",
            data_schema=MANY_SCHEMA,
            description_placeholders={"count": str(self._count)},
            errors=errors,
        )

    # --- Choices -------------------------------------------------------------------------------

    async def _async_list(self) -> tuple[Device, ...]:
        """Return the devices to choose among. Raises AccordError."""
        if not self._listed:
            found: list[Device] = []
            async for page in self.client.data.scan():
                found += page
                if len(found) >= MOST_LISTED:
                    break
            self._listed = tuple(found)
        return self._listed

    async def _async_offered(self) -> list[SelectOptionDict]:
        if self.scope.kind is ScopeKind.GROUPS:
            return [
                SelectOptionDict(value=one.group_id, label=f"{one.name} ({one.size})")
                for one in await read_groups(self.client)
            ]
        devices = await self._async_list()
        match self.scope.kind:
            case ScopeKind.TYPES:
                return _counted(one.info.device_type for one in devices)
            case ScopeKind.GATEWAYS:
                names = {one.device_id: one.info.name for one in devices}
                gateways = (one.gateway_id for one in devices if one.is_child)
                return [
                    SelectOptionDict(
                        value=one["value"],
                        label=f"{names.get(one['value']) or ''} {one['label']}".strip(),
                    )
                    for one in _counted(gateways)
                ]
            case _:
                return [
                    SelectOptionDict(
                        value=one.device_id,
                        label=f"{one.info.name or one.info.node_id} ({one.info.model})",
                    )
                    for one in devices
                ]

    async def _async_count(self) -> int:
        """Return how many devices the choice has, by what the platform says. Raises AccordError."""
        if self.scope.kind is ScopeKind.DEVICES:
            return len(self.scope.ids)
        if self.scope.kind is ScopeKind.GROUPS:
            return len(await read_members(self.client, self.scope.ids))
        count = 0
        for wanted in self.scope.filters:
            page = await self.client.data.devices(
                page_size=1, gateway_id=wanted.gateway_id, device_type=wanted.device_type
            )
            count += len(page.items) if page.total is None else page.total
        return count


def _counted(names: Iterable[str]) -> list[SelectOptionDict]:
    """Return names with how often each occurs."""
    found: dict[str, int] = {}
    for name in names:
        if name:
            found[name] = found.get(name, 0) + 1
    return [
        SelectOptionDict(value=name, label=f"{name} ({count})")
        for name, count in sorted(found.items())
    ]
