"""Steps of the options flow: have the server push to Home Assistant, and undo it."""

from typing import Any, cast
from urllib.parse import urlsplit

from homeassistant.config_entries import ConfigFlowResult, OptionsFlow
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.network import NoURLAvailableError, get_url
from homeassistant.helpers.selector import (
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..accord.flows import InvalidUrlError, base_url, flow_error
from ..accord.protocol.errors import AccordError
from ..accord.protocol.iotsquare.push_link import LinkMode, Links
from ..accord.push_view import PATH
from .coordinator import IoTSquareConfigEntry
from .links import (
    async_forget_link,
    async_links,
    async_remove_link,
    async_set_link,
    key_of,
    linkable_parts,
    name_of_part,
    part_of_key,
)
from .push import VENDOR, PushSettings
from .state import ACCOUNT, Kind, Part

CONF_PART = "part"
CONF_BASE = "base"
CONF_CHOICE = "choice"
LEAVE, REMOVE, FORGET = "leave", "remove", "forget"
_SIGNS = {Kind.APPLICATION: "▤", Kind.GATEWAY: "⌂", Kind.GROUP: "⁂"}


class PushSteps(OptionsFlow):
    """Part of the options flow; begins with the step ``push``."""

    def __init__(self) -> None:
        """Have asked nothing yet."""
        self._part: Part = ACCOUNT
        self._links = Links()
        self._foreign: tuple[str, ...] = ()
        self._stuck = False
        """Our link could not be taken back."""

    @property
    def _push_entry(self) -> IoTSquareConfigEntry:
        return cast("IoTSquareConfigEntry", self.config_entry)

    async def async_step_push(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user choose whose pushes it is about."""
        entry, errors = self._push_entry, {}
        if user_input is not None:
            self._part = part_of_key(user_input[CONF_PART])
            try:
                self._links, self._foreign = await async_links(entry, self._part)
            except AccordError as err:
                errors["base"] = flow_error(err, "invalid_auth", "permission_denied")
            else:
                return await self.async_step_push_link()
        coordinator, settings = entry.runtime_data.coordinator, PushSettings.of(entry)
        own = {} if settings is None else settings.links
        parts = [
            SelectOptionDict(
                value=key_of(part),
                label=f"{_SIGNS[part.kind]} {name_of_part(coordinator, part)}"
                f"{' ✓' if key_of(part) in own else ''}",
            )
            for part in linkable_parts(coordinator)
        ]
        if not parts:
            return self.async_abort(reason="nothing_to_push")
        selector = SelectSelector(
            SelectSelectorConfig(options=parts, mode=SelectSelectorMode.DROPDOWN)
        )
        return self.async_show_form(
            step_id="push",
            data_schema=vol.Schema({vol.Required(CONF_PART): selector}),
            errors=errors,
        )

    async def async_step_push_link(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show where pushes go now, and let the user decide what becomes of that."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_decide(user_input)
            if not errors:
                return await self.async_step_push_next()
        settings = PushSettings.of(self._push_entry)
        known = known_bases(self.hass)
        base = settings.base if settings is not None else next(iter(known), "")
        choice = SelectSelector(
            SelectSelectorConfig(options=self._choices(), translation_key="push_choice")
        )
        address = SelectSelector(
            SelectSelectorConfig(
                options=list(known), custom_value=True, mode=SelectSelectorMode.DROPDOWN
            )
        )
        schema = vol.Schema({vol.Required(CONF_CHOICE): choice, vol.Optional(CONF_BASE): address})
        return self.async_show_form(
            step_id="push_link",
            data_schema=self.add_suggested_values_to_schema(
                schema, user_input or {CONF_BASE: base, CONF_CHOICE: self._choices()[0]}
            ),
            description_placeholders={
                "name": name_of_part(self._push_entry.runtime_data.coordinator, self._part),
                "address": f"…{PATH}/{VENDOR}/…",
                "foreign": "\n".join(f"- {_host(url)}" for url in self._foreign) or "-",
                "headers": ", ".join(sorted(self._links.headers)) or "-",
            },
            errors=errors,
        )

    def _choices(self) -> list[str]:
        """Return what can become of the links, the most careful that brings ours first."""
        settings = PushSettings.of(self._push_entry)
        choices = [LinkMode.ADD.value, LinkMode.REPLACE.value] if self._foreign else ["set"]
        choices.append(LEAVE)
        if settings is not None and key_of(self._part) in settings.links:
            choices.append(REMOVE)
            if self._stuck:
                choices.append(FORGET)
        return choices

    async def _async_decide(self, given: dict[str, Any]) -> dict[str, str]:
        """Do what the user chose; returns the errors to show."""
        choice, entry = given[CONF_CHOICE], self._push_entry
        if choice == LEAVE:
            return {}
        if choice == FORGET:
            async_forget_link(self.hass, entry, self._part)
            return {}
        try:
            if choice == REMOVE:
                self._stuck = True
                await async_remove_link(self.hass, entry, self._part)
                self._stuck = False
                return {}
            return await self._async_set(choice, given.get(CONF_BASE, ""))
        except InvalidUrlError:
            return {CONF_BASE: "invalid_url"}
        except AccordError as err:
            return {
                "base": flow_error(
                    err, "invalid_auth", "permission_denied", "conflict", "link_not_taken"
                )
            }
        except HomeAssistantError:
            return {CONF_BASE: "no_push_address"}

    async def _async_set(self, choice: str, base: str) -> dict[str, str]:
        """Set our link. Raises what ``async_set_link`` does, InvalidUrlError too."""
        if self._links.mqtt:
            return {"base": "delivers_by_mqtt"}
        mode = LinkMode.ADD if choice == LinkMode.ADD else LinkMode.REPLACE
        address = base_url(base) if base else ""
        await async_set_link(self.hass, self._push_entry, self._part, mode, address)
        return {}

    async def async_step_push_next(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Offer to go on with another part."""
        return self.async_show_menu(step_id="push_next", menu_options=["push", "push_done"])

    async def async_step_push_done(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Leave the options as they are: links stand in the entry already."""
        return self.async_create_entry(data=dict(self._push_entry.options))


@callback
def known_bases(hass: HomeAssistant) -> dict[str, None]:
    """Return where Home Assistant may be reached, the likeliest for a server first."""
    found: dict[str, None] = {}
    for external in (True, False):
        try:
            url = get_url(
                hass,
                allow_internal=not external,
                allow_external=external,
                allow_cloud=external,
                allow_ip=True,
                prefer_external=external,
            )
        except NoURLAvailableError:
            continue
        found[url] = None
    return found


def _host(url: str) -> str:
    """Return whom the server pushes to without what may be secret about it."""
    try:
        return urlsplit(url).hostname or "?"
    except ValueError:
        return "?"
