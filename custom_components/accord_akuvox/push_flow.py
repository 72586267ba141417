"""Steps of the options flow: have the unit report to Home Assistant, try it out, and undo it."""

import asyncio
from typing import Any, cast, override
from urllib.parse import urlsplit

from homeassistant.config_entries import ConfigEntryState, ConfigFlowResult, OptionsFlow
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.network import NoURLAvailableError, get_url
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..accord.flows import InvalidUrlError, base_url, flow_error
from ..accord.protocol.akuvox import Candidate
from ..accord.protocol.errors import AccordError, InvalidError
from ..accord.push_view import PATH
from .access import AccessFeed, Sign
from .coordinator import AkuvoxConfigEntry
from .push import (
    VENDOR,
    PushSettings,
    async_candidates,
    async_forget,
    async_provision,
    async_switch_off,
    event_names,
)

CONF_BASE = "base"
CONF_FORGET = "forget"
CONF_REPLACE = "replace_foreign"

TEST_SECONDS = 120.0
"""So long somebody may take to the door."""


class PushSteps(OptionsFlow):
    """Part of the options flow; begins with the step ``push``."""

    def __init__(self) -> None:
        """Have asked nothing yet."""
        self._candidates: tuple[Candidate, ...] = ()
        self._base = ""
        self._written = {"events": "", "unsupported": ""}
        self._waiting: asyncio.Task[bool] | None = None
        self._changed = False

    @property
    def _unit_entry(self) -> AkuvoxConfigEntry:
        return cast("AkuvoxConfigEntry", self.config_entry)

    async def async_step_push(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """See what the unit can report."""
        if self._unit_entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        on = PushSettings.of(self._unit_entry) is not None
        try:
            self._candidates = await async_candidates(self._unit_entry)
        except AccordError as err:
            if not on:
                return self.async_abort(reason=flow_error(err))
            return await self.async_step_push_off()
        if on:
            return self.async_show_menu(step_id="push", menu_options=["push_address", "push_off"])
        if not self._candidates:
            return self.async_abort(reason="nothing_to_report")
        return await self.async_step_push_address()

    async def async_step_push_address(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take the address at which the unit reaches Home Assistant."""
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                self._base = base_url(user_input[CONF_BASE])
            except InvalidUrlError:
                errors[CONF_BASE] = "invalid_url"
            else:
                return await self.async_step_push_preview()
        settings = PushSettings.of(self._unit_entry)
        known = known_bases(self.hass)
        chosen = settings.base if settings is not None else next(iter(known), "")
        schema = vol.Schema(
            {
                vol.Required(CONF_BASE): SelectSelector(
                    SelectSelectorConfig(
                        options=list(known), custom_value=True, mode=SelectSelectorMode.DROPDOWN
                    )
                )
            }
        )
        return self.async_show_form(
            step_id="push_address",
            data_schema=self.add_suggested_values_to_schema(
                schema, user_input or {CONF_BASE: chosen}
            ),
            errors=errors,
        )

    async def async_step_push_preview(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show what will be written, and what others have written there before."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_write(replace_foreign=user_input.get(CONF_REPLACE, False))
            if not errors:
                return await self.async_step_push_written()
        foreign = [one for one in self._candidates if one.url]
        ask = {vol.Required(CONF_REPLACE, default=False): BooleanSelector()}
        return self.async_show_form(
            step_id="push_preview",
            data_schema=vol.Schema(ask if foreign else {}),
            description_placeholders={
                "address": f"{self._base}{PATH}/{VENDOR}/…",
                "events": event_names(one.action for one in self._candidates),
                "foreign": "\n".join(_foreign(one) for one in foreign) or "-",
            },
            errors=errors,
        )

    async def _async_write(self, *, replace_foreign: bool) -> dict[str, str]:
        """Write and read back; returns the errors to show."""
        try:
            done = await async_provision(
                self.hass, self._unit_entry, replace_foreign=replace_foreign, base=self._base
            )
        except InvalidError:
            return {"base": "address_too_long"}
        except AccordError as err:
            return {"base": flow_error(err, "invalid_auth", "api_closed")}
        if not done.active:
            return {"base": "nothing_taken"}
        self._changed = True
        self._written = {
            "events": event_names(done.active),
            "unsupported": event_names(done.unsupported) or "-",
        }
        return {}

    async def async_step_push_written(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Offer to try it out."""
        return self.async_show_menu(
            step_id="push_written",
            menu_options=["push_test", "push_done"],
            description_placeholders=self._written,
        )

    async def async_step_push_test(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Wait until the unit reports something."""
        if self._waiting is None:
            feed = self._unit_entry.runtime_data.coordinator.feed
            self._waiting = self.hass.async_create_task(async_heard(feed), eager_start=True)
        if not self._waiting.done():
            return self.async_show_progress(
                step_id="push_test", progress_action="push_test", progress_task=self._waiting
            )
        heard, self._waiting = self._waiting.result(), None
        return self.async_show_progress_done(next_step_id="push_heard" if heard else "push_silent")

    async def async_step_push_heard(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say that it works."""
        if user_input is not None:
            return await self.async_step_push_done()
        return self.async_show_form(step_id="push_heard", data_schema=vol.Schema({}))

    async def async_step_push_silent(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Nothing came: offer what may help."""
        return self.async_show_menu(
            step_id="push_silent",
            menu_options=["push_test", "push_address", "push_off", "push_done"],
            description_placeholders={"address": self._base},
        )

    async def async_step_push_off(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Put everything back as it was."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_switch_off(forget=user_input.get(CONF_FORGET, False))
            if not errors:
                return await self.async_step_push_done()
        ask = {vol.Required(CONF_FORGET, default=False): BooleanSelector()}
        return self.async_show_form(
            step_id="push_off", data_schema=vol.Schema(ask if errors else {}), errors=errors
        )

    async def _async_switch_off(self, *, forget: bool) -> dict[str, str]:
        """Restore what was there; returns the errors to show."""
        try:
            await async_switch_off(self.hass, self._unit_entry)
        except AccordError as err:
            if not forget:
                return {"base": flow_error(err, "invalid_auth", "api_closed")}
            async_forget(self.hass, self._unit_entry)
        self._changed = True
        return {}

    async def async_step_push_done(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Leave the options as they are: what was written stands in the entry already."""
        return self.async_create_entry(data=dict(self._unit_entry.options))

    @callback
    @override
    def async_remove(self) -> None:
        """Add or take away the entities that pushes bring, also when the dialog was closed."""
        if self._waiting is not None:
            self._waiting.cancel()
        if self._changed:
            self.hass.config_entries.async_schedule_reload(self._unit_entry.entry_id)
        super().async_remove()


async def async_heard(feed: AccessFeed, seconds: float | None = None) -> bool:
    """Wait for a push of the unit; tell whether one came."""
    heard = asyncio.Event()

    @callback
    def hear(_: Sign) -> None:
        heard.set()

    end = feed.signs.listen_from_now(hear)
    try:
        async with asyncio.timeout(TEST_SECONDS if seconds is None else seconds):
            await heard.wait()
    except TimeoutError:
        return False
    finally:
        end()
    return True


@callback
def known_bases(hass: HomeAssistant) -> dict[str, None]:
    """Return where Home Assistant may be reached, the likeliest for a unit first."""
    found: dict[str, None] = {}
    for external in (False, True):
        try:
            found[
                get_url(
                    hass,
                    allow_internal=not external,
                    allow_external=external,
                    allow_cloud=False,
                    allow_ip=True,
                )
            ] = None
        except NoURLAvailableError:
            continue
    return found


def _foreign(one: Candidate) -> str:
    """Return whom a unit calls without what may be private about it."""
    try:
        host = urlsplit(one.url).hostname
    except ValueError:
        host = None
    return f"{event_names([one.action])}: {host or '?'}"
