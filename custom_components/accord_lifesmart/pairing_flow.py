"""A device is added to a station: which one, what it is to be like, and the search itself."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any, cast, override

from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload
from homeassistant.core import callback
from homeassistant.helpers.selector import (
    BooleanSelector,
    NumberSelector,
    NumberSelectorConfig,
    NumberSelectorMode,
    SelectSelector,
    SelectSelectorConfig,
)
import voluptuous as vol

from ..accord.flows import flow_error
from ..accord.protocol.errors import AccordError
from ..accord.protocol.lifesmart import LifeSmartClient, PairOption, Radio
from .const import CONF_KIND, CONF_RADIO, CONF_SECONDS
from .coordinator import LifeSmartConfigEntry

PAIR_SECONDS = 30
YALE_SECONDS = 60


class NewKind(StrEnum):
    """What is added, as far as the station has to know before."""

    ANY = "any"
    ENVIRONMENT = "environment"
    MOTION = "motion"
    SWITCH = "switch"
    ACCESSORY = "accessory"
    SPOT_MINI = "spot_mini"
    SERIES = "series"
    SWIFTE = "swifte"
    YALE = "yale"


_PLAIN = {NewKind.SPOT_MINI: "SL_P_IR", NewKind.SERIES: "PSM"}
"""Classes that have to be named and have no options."""
_POWER = {"quick": 0, "saving": 0x22, "no_remote": 0xFF}
"""What a SWIFTE lock is told about its radio."""

PAIR_SCHEMA = vol.Schema(
    {
        vol.Required(CONF_KIND, default=NewKind.ANY.value): SelectSelector(
            SelectSelectorConfig(
                options=[
                    *("any", "environment", "motion", "switch", "accessory"),
                    *("spot_mini", "series", "swifte", "yale"),
                ],
                translation_key="new_kind",
            )
        ),
        vol.Required(CONF_RADIO, default=Radio.BOTH.value): SelectSelector(
            SelectSelectorConfig(options=["default", "fixed", "both"], translation_key="radio")
        ),
        vol.Required(CONF_SECONDS, default=PAIR_SECONDS): NumberSelector(
            NumberSelectorConfig(min=10, max=600, step=10, unit_of_measurement="s")
        ),
    }
)
ENVIRONMENT_SCHEMA = vol.Schema(
    {
        vol.Required("humidity_display", default="3"): SelectSelector(
            SelectSelectorConfig(options=["1", "2", "3"], translation_key="humidity_display")
        ),
        vol.Required("temperature_display", default="1"): SelectSelector(
            SelectSelectorConfig(options=["1", "2", "3"], translation_key="temperature_display")
        ),
    }
)
MOTION_SCHEMA = vol.Schema(
    {
        vol.Required("warning_duration", default=30): NumberSelector(
            NumberSelectorConfig(
                min=6, max=814, step=4, mode=NumberSelectorMode.BOX, unit_of_measurement="s"
            )
        )
    }
)
SWITCH_SCHEMA = vol.Schema(
    {
        vol.Required("ways", default="1"): SelectSelector(
            SelectSelectorConfig(options=["1", "2", "3"], translation_key="ways")
        ),
        vol.Required("series", default="v1"): SelectSelector(
            SelectSelectorConfig(options=["v1", "v2"], translation_key="switch_series")
        ),
        vol.Required("mode_selection", default="speed"): SelectSelector(
            SelectSelectorConfig(options=["speed", "power"], translation_key="mode_selection")
        ),
    }
)
SWIFTE_SCHEMA = vol.Schema(
    {
        vol.Required("power", default="quick"): SelectSelector(
            SelectSelectorConfig(
                options=["quick", "saving", "no_remote"], translation_key="swifte_power"
            )
        )
    }
)
YALE_SCHEMA = vol.Schema({vol.Required("remote_unlock", default=True): BooleanSelector()})


class LifeSmartPairingFlow(OptionsFlowWithReload):
    """The part of the options that adds a device."""

    def __init__(self) -> None:
        """Start without a search."""
        self._search: asyncio.Task[str] | None = None
        self._asked: dict[str, Any] = {}
        self._kind = NewKind.ANY
        self._send: Callable[[], Awaitable[None]] = self._async_pair
        self._found = ""
        self._errors: dict[str, str] = {}

    @property
    def _client(self) -> LifeSmartClient:
        entry = cast("LifeSmartConfigEntry", self.config_entry)
        return entry.runtime_data.coordinator.client

    async def async_step_pair(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask what is added before the station looks for it."""
        if user_input is not None:
            self._errors, self._asked = {}, user_input
            self._kind = NewKind(user_input[CONF_KIND])
            return await self._async_ask()
        return self.async_show_form(
            step_id="pair",
            data_schema=self.add_suggested_values_to_schema(PAIR_SCHEMA, self._asked),
            errors=self._errors,
        )

    async def _async_ask(self) -> ConfigFlowResult:
        """Go on with what the kind of device lets one choose."""
        match self._kind:
            case NewKind.ENVIRONMENT:
                return await self.async_step_environment()
            case NewKind.MOTION:
                return await self.async_step_motion()
            case NewKind.SWITCH | NewKind.ACCESSORY:
                return await self.async_step_switch()
            case NewKind.SWIFTE:
                return await self.async_step_swifte()
            case NewKind.YALE:
                return await self.async_step_yale()
            case NewKind.ANY:
                return await self._async_look(self._async_pair)
            case _:
                return await self._async_look_for(PairOption(cls=_PLAIN[self._kind]))

    async def async_step_environment(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask what a CUBE environment sensor shows."""
        if user_input is not None:
            shown = {name: int(value) for name, value in user_input.items()}
            return await self._async_look_for(PairOption(cls="SL_SC_BE", exarg=shown))
        return self.async_show_form(step_id="environment", data_schema=ENVIRONMENT_SCHEMA)

    async def async_step_motion(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask how long a CUBE motion sensor tells of motion."""
        if user_input is not None:
            # The document has 6, 10, 14 and so on: the step of a box is a hint only.
            seconds = 6 + 4 * round((user_input["warning_duration"] - 6) / 4)
            option = PairOption(cls="SL_SC_BM", exarg={"warning_duration": seconds})
            return await self._async_look_for(option)
        return self.async_show_form(step_id="motion", data_schema=MOTION_SCHEMA)

    async def async_step_switch(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask which switch it is, and whether it answers fast or saves power."""
        if user_input is not None:
            head = "SL_SW_ND" if self._kind is NewKind.SWITCH else "SL_MC_ND"
            cls = f"{head}{user_input['ways']}_{user_input['series'].upper()}"
            mode = {"mode_selection": user_input["mode_selection"]}
            return await self._async_look_for(PairOption(cls=cls, exarg=mode))
        return self.async_show_form(step_id="switch", data_schema=SWITCH_SCHEMA)

    async def async_step_swifte(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask how a SWIFTE lock uses its radio."""
        if user_input is not None:
            value = _POWER[user_input["power"]]
            return await self._async_look(lambda: self._async_pair(value))
        return self.async_show_form(step_id="swifte", data_schema=SWIFTE_SCHEMA)

    async def async_step_yale(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Ask whether a Yale module opens from afar."""
        if user_input is not None:
            remote = bool(user_input["remote_unlock"])
            return await self._async_look(
                lambda: self._client.pairing.yale(remote, max(YALE_SECONDS, self._seconds))
            )
        return self.async_show_form(step_id="yale", data_schema=YALE_SCHEMA)

    # --- The search ----------------------------------------------------------------------------

    @property
    def _seconds(self) -> int:
        return int(self._asked[CONF_SECONDS])

    @property
    def _radio(self) -> Radio:
        return Radio(self._asked[CONF_RADIO])

    async def _async_pair(self, value: int | None = None) -> None:
        await self._client.pairing.pair(self._seconds, self._radio, value)

    async def _async_look_for(self, option: PairOption) -> ConfigFlowResult:
        return await self._async_look(
            lambda: self._client.pairing.optarg(option, self._seconds, self._radio)
        )

    async def _async_look(self, send: Callable[[], Awaitable[None]]) -> ConfigFlowResult:
        self._send = send
        return await self.async_step_search()

    async def async_step_search(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Wait until the station found something, or stops looking."""
        if self._search is None:
            self._search = self.hass.async_create_task(self._async_search())
        if not self._search.done():
            return self.async_show_progress(
                step_id="search", progress_action="search", progress_task=self._search
            )
        try:
            self._found = self._search.result()
        except AccordError as err:
            self._errors = {"base": flow_error(err, "signature_refused", "station_silent")}
        else:
            if not self._found:
                self._errors = {"base": "nothing_found"}
        self._search = None
        return self.async_show_progress_done(next_step_id="pair" if self._errors else "paired")

    async def async_step_paired(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Say what was found."""
        return self.async_abort(
            reason="device_paired", description_placeholders={"devices": self._found}
        )

    async def _async_search(self) -> str:
        """Return the names of new devices. Raises AccordError; nothing is tried twice."""
        entry = cast("LifeSmartConfigEntry", self.config_entry)
        coordinator = entry.runtime_data.coordinator
        before = set(coordinator.data.devices)
        await self._send()
        await coordinator.async_refresh()
        new = [one for me, one in coordinator.data.devices.items() if me not in before]
        return ", ".join(device.name or device.devtype for device in new)

    @callback
    @override
    def async_remove(self) -> None:
        """Stop waiting when the dialog is closed."""
        if self._search is not None:
            self._search.cancel()
        super().async_remove()
