"""The dialogs that say how payloads are read: for what, by which decoder, with a look at it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from homeassistant.config_entries import (
    SOURCE_RECONFIGURE,
    ConfigEntryState,
    ConfigSubentryFlow,
    SubentryFlowResult,
)
from homeassistant.core import callback
from homeassistant.helpers.selector import SelectOptionDict
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util import dt as dt_util

from ..accord.protocol.errors import InvalidError
from ..accord.protocol.iotsquare import Uplink
from ..accord.protocol.iotsquare.payload_input import from_hex
from .const import DOMAIN
from .coordinator import IoTSquareConfigEntry, IoTSquareCoordinator
from .decoder_forms import (
    CONF_PAYLOAD,
    CONF_PORT,
    FIELDS_SCHEMA,
    MILESIGHT_SCHEMA,
    PREVIEW_SCHEMA,
    TEMPLATE_SCHEMA,
    application_schema,
    device_schema,
    ports_of,
    text_of_ports,
)
from .decoder_rules import (
    CONF_APPLICATION,
    CONF_DEVICES,
    CONF_KIND,
    CONF_PORTS,
    CONF_ROWS,
    UplinkDecoder,
    make_decoder,
)
from .preview import async_preview


class DecoderFlow(ConfigSubentryFlow):
    """Adds and changes decoders."""

    def __init__(self) -> None:
        """Begin with nothing chosen."""
        self._data: dict[str, Any] = {}
        self._looked_at: tuple[bytes, int] | None = None
        """Payload and port of the values that are shown."""

    @property
    def _coordinator(self) -> IoTSquareCoordinator:
        return cast("IoTSquareConfigEntry", self._get_entry()).runtime_data.coordinator

    async def async_step_user(self, user_input: dict[str, Any] | None = None) -> SubentryFlowResult:
        """Ask what the decoder is for."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        return self.async_show_menu(step_id="user", menu_options=["device", "application"])

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Begin with what was chosen before."""
        if self._get_entry().state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        self._data = dict(self._get_reconfigure_subentry().data)
        if self._data.get(CONF_DEVICES):
            return await self.async_step_device()
        return await self.async_step_application()

    async def async_step_device(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Choose devices and the kind of decoder."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = self._take_target(user_input)
            if not errors:
                return await self._async_options()
        options = [
            SelectOptionDict(value=name, label=device.name or name)
            for name, device in self._coordinator.data.devices.items()
        ]
        return self.async_show_form(
            step_id="device",
            data_schema=self.add_suggested_values_to_schema(
                device_schema(options), user_input or self._shown()
            ),
            errors=errors,
        )

    async def async_step_application(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Choose an application and the kind of decoder."""
        errors: dict[str, str] = {}
        if user_input is not None:
            errors = self._take_target(user_input)
            if not errors:
                return await self._async_options()
        options = [
            SelectOptionDict(value=name, label=one.name or name)
            for name, one in self._coordinator.data.applications.items()
        ]
        return self.async_show_form(
            step_id="application",
            data_schema=self.add_suggested_values_to_schema(
                application_schema(options), user_input or self._shown()
            ),
            errors=errors,
        )

    # --- Options of each kind ------------------------------------------------------------------

    async def async_step_fields(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Describe where values lie."""
        errors, problem = self._take_rows(user_input)
        if user_input is not None and not errors:
            return await self.async_step_preview()
        return self.async_show_form(
            step_id="fields",
            data_schema=self.add_suggested_values_to_schema(FIELDS_SCHEMA, self._data),
            description_placeholders={"problem": problem},
            errors=errors,
        )

    async def async_step_milesight(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Add records that the table does not have."""
        errors, problem = self._take_rows(user_input)
        if user_input is not None and not errors:
            return await self.async_step_preview()
        return self.async_show_form(
            step_id="milesight",
            data_schema=self.add_suggested_values_to_schema(MILESIGHT_SCHEMA, self._data),
            description_placeholders={"problem": problem},
            errors=errors,
        )

    async def async_step_template(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Write templates."""
        errors, problem = self._take_rows(user_input)
        if user_input is not None and not errors:
            return await self.async_step_preview()
        return self.async_show_form(
            step_id="template",
            data_schema=self.add_suggested_values_to_schema(TEMPLATE_SCHEMA, self._data),
            description_placeholders={"problem": problem},
            errors=errors,
        )

    # --- A look before saving ------------------------------------------------------------------

    async def async_step_preview(
        self, user_input: dict[str, Any] | None = None
    ) -> SubentryFlowResult:
        """Show what the newest payload says; another one may be tried before saving."""
        newest = self._newest()
        sample = newest or _sample()
        errors: dict[str, str] = {}
        if user_input is not None:
            try:
                data = from_hex(user_input.get(CONF_PAYLOAD) or "")
            except InvalidError:
                errors = {"base": "invalid_payload"}
            else:
                port = int(user_input.get(CONF_PORT) or 0)
                if (data, port) == self._looked_at:
                    return await self._async_finish()
                sample = replace(sample, data=data, f_port=port)
        self._looked_at = sample.data, sample.f_port
        decoded = self._decoder().decode_uplink(sample)
        return self.async_show_form(
            step_id="preview",
            data_schema=self.add_suggested_values_to_schema(
                PREVIEW_SCHEMA, {CONF_PAYLOAD: sample.data.hex(" "), CONF_PORT: sample.f_port}
            ),
            description_placeholders={
                "values": await async_preview(self.hass, decoded) if sample.data else "—",
                "device": "—" if newest is None else self._name_of(newest.dev_eui),
            },
            errors=errors,
        )

    def _decoder(self) -> UplinkDecoder:
        return make_decoder(self.hass, self._data)

    def _newest(self) -> Uplink | None:
        """Return the newest uplink that the decoder would read."""
        found = [uplink for uplink in self._uplinks() if self._takes(uplink.f_port)]
        return max(found, key=lambda uplink: uplink.time, default=None)

    def _uplinks(self) -> Iterator[Uplink]:
        coordinator = self._coordinator
        names = self._data.get(CONF_DEVICES) or [
            name
            for name, application in coordinator.data.application_of.items()
            if application == self._data.get(CONF_APPLICATION)
        ]
        for name in names:
            uplink = coordinator.uplinks.heard(name).payload
            if uplink is not None:
                yield uplink

    def _takes(self, port: int) -> bool:
        ports = self._data.get(CONF_PORTS)
        return not ports or port in ports

    # --- What was chosen -----------------------------------------------------------------------

    def _shown(self) -> dict[str, Any]:
        return {**self._data, CONF_PORTS: text_of_ports(self._data.get(CONF_PORTS))}

    def _take_target(self, given: dict[str, Any]) -> dict[str, str]:
        """Keep what the decoder is for and its kind; returns errors to show."""
        if CONF_DEVICES in given and not given[CONF_DEVICES]:
            return {"base": "no_devices"}
        try:
            ports = ports_of(given.get(CONF_PORTS))
        except InvalidError:
            return {"base": "invalid_ports"}
        rows = self._data.get(CONF_ROWS) if given[CONF_KIND] == self._data.get(CONF_KIND) else None
        self._data = {**given, CONF_PORTS: ports}
        if rows is not None:
            self._data[CONF_ROWS] = rows
        taken = self._unique_id() in self._others()
        return {"base": "already_decoded"} if taken else {}

    def _take_rows(self, given: dict[str, Any] | None) -> tuple[dict[str, str], str]:
        """Keep the rows; returns errors to show and what is wrong with a row."""
        if given is None:
            return {}, ""
        self._data[CONF_ROWS] = given.get(CONF_ROWS) or []
        try:
            self._decoder()
        except InvalidError as err:
            return {"base": "invalid_rows"}, str(err)
        return {}, ""

    async def _async_options(self) -> SubentryFlowResult:
        match self._data[CONF_KIND]:
            case "fields":
                return await self.async_step_fields()
            case "milesight":
                return await self.async_step_milesight()
            case "template":
                return await self.async_step_template()
            case _:
                return await self.async_step_preview()

    @callback
    def _unique_id(self) -> str:
        """Return what a decoder is for: there is one for each."""
        ports = text_of_ports(self._data[CONF_PORTS])
        if devices := self._data.get(CONF_DEVICES):
            return f"{self._subentry_type}/{','.join(sorted(devices))}/{ports}"
        return f"{self._subentry_type}/{self._data[CONF_APPLICATION]}/{ports}"

    def _others(self) -> set[str | None]:
        own = None
        if self.source == SOURCE_RECONFIGURE:
            own = self._get_reconfigure_subentry().subentry_id
        return {
            one.unique_id for one in self._get_entry().subentries.values() if one.subentry_id != own
        }

    async def _async_finish(self) -> SubentryFlowResult:
        title, unique_id = await self._async_title(), self._unique_id()
        if self.source == SOURCE_RECONFIGURE:
            return self.async_update_and_abort(
                self._get_entry(),
                self._get_reconfigure_subentry(),
                unique_id=unique_id,
                title=title,
                data=self._data,
            )
        return self.async_create_entry(title=title, data=self._data, unique_id=unique_id)

    async def _async_title(self) -> str:
        """Return what the decoder is for and its kind, in the user's language."""
        data = self._coordinator.data
        if devices := self._data.get(CONF_DEVICES):
            names = ", ".join(self._name_of(name) for name in devices)
        else:
            one = data.applications.get(self._data[CONF_APPLICATION])
            names = (one and one.name) or self._data[CONF_APPLICATION]
        if self._data[CONF_PORTS]:
            names = f"{names} ({text_of_ports(self._data[CONF_PORTS])})"
        texts = await async_get_translations(
            self.hass, self.hass.config.language, "selector", [DOMAIN]
        )
        kind = self._data[CONF_KIND]
        place = f"component.{DOMAIN}.selector.decoder_kind.options.{kind}"
        return f"{names}: {texts.get(place, kind)}"

    def _name_of(self, name: str) -> str:
        device = self._coordinator.data.devices.get(name)
        return (device and device.name) or name


def _sample() -> Uplink:
    """Return an empty uplink, for a device that was never heard."""
    now: datetime = dt_util.utcnow()
    return Uplink(dev_eui="", f_cnt=0, f_port=1, data=b"", time=now)
