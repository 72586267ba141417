"""Steps of the options flow: have the platform push to Home Assistant, try it out, and undo it."""

import asyncio
from http import HTTPStatus
from typing import Any, cast, override
from urllib.parse import urlsplit

import aiohttp
from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.aiohttp_client import async_get_clientsession
from homeassistant.helpers.network import NoURLAvailableError, get_url
from homeassistant.helpers.selector import (
    BooleanSelector,
    SelectSelector,
    SelectSelectorConfig,
    SelectSelectorMode,
)
import voluptuous as vol

from ..accord.flows import InvalidUrlError, base_url, flow_error
from ..accord.protocol.errors import AccordError
from ..accord.protocol.huawei.northbound import Subscription, SubscriptionPlan, with_port
from ..accord.push_view import PATH
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .notices import PROBE
from .push import VENDOR, PushSettings
from .subscriptions import SubscriptionKeeper

CONF_BASE = "base"
CONF_FORGET = "forget"
CONF_REPLACE = "replace_foreign"

TEST_SECONDS = 120.0
"""So long a device may take to report."""
PROBE_SECONDS = 10.0


class PushSteps(OptionsFlowWithReload):
    """Part of the options flow; begins with the step ``push``."""

    def __init__(self) -> None:
        """Have asked nothing yet."""
        super().__init__()
        self._base = ""
        self._plan = SubscriptionPlan()
        self._written = {"active": "", "refused": "", "probe": ""}
        self._waiting: asyncio.Task[bool] | None = None

    @property
    def _push_entry(self) -> HuaweiConfigEntry:
        return cast("HuaweiConfigEntry", self.config_entry)

    @property
    def _keeper(self) -> SubscriptionKeeper:
        return self._push_entry.runtime_data.subscriptions

    async def async_step_push(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Begin, or offer what can be done with pushes that are on."""
        if PushSettings.of(self._push_entry) is None:
            return await self.async_step_push_address()
        return self.async_show_menu(
            step_id="push", menu_options=["push_test", "push_address", "push_off"]
        )

    async def async_step_push_address(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Take the address at which the platform reaches Home Assistant."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_look(user_input[CONF_BASE])
            if not errors:
                return await self.async_step_push_preview()
        settings = PushSettings.of(self._push_entry)
        known = known_bases(self.hass)
        chosen = settings.base if settings is not None else next(iter(known), "")
        selector = SelectSelector(
            SelectSelectorConfig(
                options=list(known), custom_value=True, mode=SelectSelectorMode.DROPDOWN
            )
        )
        return self.async_show_form(
            step_id="push_address",
            data_schema=self.add_suggested_values_to_schema(
                vol.Schema({vol.Required(CONF_BASE): selector}),
                user_input or {CONF_BASE: chosen},
            ),
            errors=errors,
        )

    async def _async_look(self, base: str) -> dict[str, str]:
        """See what would change; returns the errors to show."""
        try:
            self._base = with_port(base_url(base))
            self._plan = await self._keeper.async_look(self._base)
        except InvalidUrlError:
            return {CONF_BASE: "invalid_url"}
        except AccordError as err:
            return {"base": flow_error(err, "invalid_auth", "throttled", "permission_denied")}
        return {}

    async def async_step_push_preview(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Show where pushes will go, and what others get now."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = await self._async_subscribe(
                replace_foreign=user_input.get(CONF_REPLACE, False)
            )
            if not errors:
                return await self.async_step_push_written()
        foreign = self._plan.foreign
        ask = {vol.Required(CONF_REPLACE, default=False): BooleanSelector()}
        return self.async_show_form(
            step_id="push_preview",
            data_schema=vol.Schema(ask if foreign else {}),
            description_placeholders={
                "address": f"{self._base}{PATH}/{VENDOR}/…",
                "foreign": "\n".join(_foreign(one) for one in foreign) or "-",
            },
            errors=errors,
        )

    async def _async_subscribe(self, *, replace_foreign: bool) -> dict[str, str]:
        """Subscribe to everything; returns the errors to show."""
        try:
            standing = await self._keeper.async_switch_on(
                self._base, replace_foreign=replace_foreign
            )
        except AccordError as err:
            key = flow_error(err, "invalid_auth", "throttled", "permission_denied", "invalid")
            return {"base": key}
        if not standing.active:
            return {"base": "nothing_taken"}
        self._written = {
            "active": ", ".join(standing.active),
            "refused": ", ".join(standing.refused) or "-",
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
        """See whether the address leads here, then wait until the platform pushes something."""
        if self._waiting is None:
            coordinator = self._push_entry.runtime_data.coordinator
            self._waiting = self.hass.async_create_task(async_heard(coordinator), eager_start=True)
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
        """Nothing came, though the address leads here: offer what may help."""
        url = self._keeper.callback_url()
        if url is None or not await async_probe(self.hass, url):
            return await self.async_step_push_unreached()
        return self.async_show_menu(
            step_id="push_silent",
            menu_options=["push_test", "push_address", "push_off", "push_done"],
            description_placeholders={"address": _place(url)},
        )

    async def async_step_push_unreached(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Say that the address does not lead here, and offer what may help."""
        return self.async_show_menu(
            step_id="push_unreached",
            menu_options=["push_test", "push_address", "push_off", "push_done"],
            description_placeholders={"address": _place(self._keeper.callback_url())},
        )

    async def async_step_push_off(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """End our subscriptions and give back what was taken over."""
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                await self._keeper.async_switch_off(forget=user_input.get(CONF_FORGET, False))
            except AccordError as err:
                key = flow_error(err, "invalid_auth", "throttled", "permission_denied")
                errors = {"base": key}
            else:
                return await self.async_step_push_done()
        ask = {vol.Required(CONF_FORGET, default=False): BooleanSelector()}
        return self.async_show_form(
            step_id="push_off", data_schema=vol.Schema(ask if errors else {}), errors=errors
        )

    async def async_step_push_done(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Leave the options as they are: the settings of pushes stand in the entry already."""
        return self.async_create_entry(data=dict(self._push_entry.options))

    @callback
    @override
    def async_remove(self) -> None:
        """Wait no more when the dialog was closed."""
        if self._waiting is not None:
            self._waiting.cancel()
        super().async_remove()


async def async_heard(coordinator: HuaweiCoordinator, seconds: float | None = None) -> bool:
    """Wait for any push of the platform; tell whether one came."""
    heard = asyncio.Event()
    before = coordinator.last_push

    @callback
    def look() -> None:
        if coordinator.last_push != before:
            heard.set()

    end = coordinator.async_add_listener(look)
    try:
        async with asyncio.timeout(TEST_SECONDS if seconds is None else seconds):
            await heard.wait()
    except TimeoutError:
        return False
    finally:
        end()
    return True


async def async_probe(hass: HomeAssistant, url: str) -> bool:
    """Tell whether an address leads to this Home Assistant, seen from here."""
    try:
        async with (
            asyncio.timeout(PROBE_SECONDS),
            async_get_clientsession(hass).post(
                url, json={"notifyType": PROBE}, allow_redirects=False
            ) as answer,
        ):
            return answer.status == HTTPStatus.OK
    except aiohttp.ClientError, TimeoutError:
        return False


@callback
def known_bases(hass: HomeAssistant) -> dict[str, None]:
    """Return where Home Assistant may be reached, the likeliest for a platform first."""
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
        found[with_port(url)] = None
    return found


def _foreign(one: Subscription) -> str:
    """Return who gets notifications of a type, without what may be private about it."""
    return f"- {one.notify_type}: {_place(one.callback_url)}"


def _place(url: str | None) -> str:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return "?"
    host = parts.hostname or "?"
    return f"{host}:{parts.port}" if parts.port else host
