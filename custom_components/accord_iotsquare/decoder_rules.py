"""Which decoder reads the payloads of which device, as an account's subentries say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from ..accord.protocol.errors import InvalidError
from ..accord.protocol.iotsquare import Uplink
from ..accord.protocol.iotsquare.decoders import Decoded, Decoder, build_decoder, kinds
from .const import LOGGER, SUBENTRY_DECODER
from .template_decoder import TemplateDecoder

CONF_APPLICATION = "application"
"""Id of the application whose devices a decoder is for, as text."""
CONF_DEVICES = "devices"
"""EUIs of the devices that a decoder is for; it is for an application without any."""
CONF_KIND = "kind"
CONF_PORTS = "ports"
"""Ports that a decoder is for; for all of them without any."""
CONF_ROWS = "rows"

TEMPLATE = "template"
KINDS = (*kinds(), TEMPLATE)


class UplinkDecoder(Protocol):
    """Reads the payload of an uplink; never raises."""

    def decode_uplink(self, uplink: Uplink) -> Decoded:
        """Return what it says."""
        ...


@dataclass(frozen=True, slots=True)
class _PayloadDecoder:
    """A decoder that looks at nothing but payload and port."""

    decoder: Decoder

    def decode_uplink(self, uplink: Uplink) -> Decoded:
        return self.decoder.decode(uplink.data, uplink.f_port)


def make_decoder(hass: HomeAssistant, data: Mapping[str, Any]) -> UplinkDecoder:
    """Return the decoder that a subentry describes. Raises InvalidError."""
    if data.get(CONF_KIND) == TEMPLATE:
        return TemplateDecoder.from_options(hass, data)
    return _PayloadDecoder(build_decoder(str(data.get(CONF_KIND)), data))


@dataclass(frozen=True, slots=True)
class Rule:
    """A decoder and what it is for."""

    subentry_id: str
    data: Mapping[str, Any]
    decoder: UplinkDecoder
    devices: frozenset[str]
    application: str | None
    ports: frozenset[int]

    @property
    def rank(self) -> tuple[bool, bool]:
        """Return how exact it is: rules for devices and for ports come first."""
        return not self.devices, not self.ports

    def is_for(self, device: str, application: str | None) -> bool:
        """Tell whether it may read payloads of a device."""
        if self.devices:
            return device in self.devices
        return application is not None and application == self.application

    def takes(self, port: int) -> bool:
        """Tell whether it reads payloads of a port."""
        return not self.ports or port in self.ports


def rules_of(hass: HomeAssistant, entry: ConfigEntry) -> tuple[Rule, ...]:
    """Return the rules of an account, the most exact first."""
    found = []
    for subentry in entry.subentries.values():
        if subentry.subentry_type != SUBENTRY_DECODER:
            continue
        data = subentry.data
        try:
            decoder = make_decoder(hass, data)
        except InvalidError as err:
            LOGGER.warning("The decoder %s is left out: %s", subentry.title, err)
            continue
        found.append(
            Rule(
                subentry.subentry_id,
                data,
                decoder,
                frozenset(data.get(CONF_DEVICES) or ()),
                data.get(CONF_APPLICATION),
                frozenset(data.get(CONF_PORTS) or ()),
            )
        )
    return tuple(sorted(found, key=lambda rule: rule.rank))


def rules_for(rules: Iterable[Rule], device: str, application: str | None) -> tuple[Rule, ...]:
    """Return the rules that may read payloads of a device, the most exact first."""
    return tuple(rule for rule in rules if rule.is_for(device, application))
