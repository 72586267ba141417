"""Multicast groups and their members. Source: OpenAPI document, 6.2 and 7.2."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from ..catalog import MANUAL_GROUP
from ..codec import Wire
from .application import read_headers


@dataclass(frozen=True, slots=True, kw_only=True)
class MulticastGroup:
    """Devices that hear the same frame. Lists do not tell everything."""

    mc_eui: str
    name: str
    region: str = ""
    subnet: str | None = None
    group_id: int | None = None
    """0 to 3, or 256 where people put the keys into the devices themselves."""
    devices: int | None = None
    devices_set_up: int | None = None
    """How many have taken the group's settings."""
    push_urls: tuple[str, ...] = ()
    mqtt: bool = False
    device_class: str | None = None
    ping_slot_period: int | None = None
    """Seconds, of class B."""
    automatic: bool | None = None
    """The server puts the keys into the devices."""
    extended: bool | None = None
    """The server repeats frames, counts answers and pushes the result."""
    time_slot_length: int | None = None
    mc_addr: str | None = None
    gen_app_key: str | None = field(default=None, repr=False)
    mc_app_s_key: str | None = field(default=None, repr=False)
    mc_nwk_s_key: str | None = field(default=None, repr=False)
    headers: Mapping[str, str] | None = field(default=None, repr=False)
    created: datetime | None = None
    updated: datetime | None = None
    wire: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def ready(self) -> bool | None:
        """Tell whether all members have taken the group's settings; None where nobody knows."""
        if self.devices is None or self.devices_set_up is None:
            return None
        return self.devices_set_up >= self.devices

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read a row of the list or the status."""
        group_id = row.integer("groupID")
        automatic = row.flag("enableMCRemote")
        if automatic is None and group_id is not None:
            automatic = group_id != MANUAL_GROUP
        return cls(
            mc_eui=row.identifier("mcEUI") or "",
            name=row.text("mcName") or "",
            region=(row.text("region") or "").lower(),
            subnet=row.text("subnet"),
            group_id=group_id,
            devices=row.integer("deviceNums"),
            devices_set_up=row.integer("deviceSetup"),
            push_urls=row.texts("pushUrls", "pushURL"),
            mqtt=row.flag("enableMQTT") or False,
            device_class=(row.text("class") or "").upper() or None,
            ping_slot_period=row.integer("pingSlotPeriod") or None,
            automatic=automatic,
            extended=row.flag("enableMCExt"),
            time_slot_length=row.integer("timeSlotLength"),
            mc_addr=row.identifier("mcAddr"),
            gen_app_key=row.text("genAppKey"),
            mc_app_s_key=row.text("mcAppSKey"),
            mc_nwk_s_key=row.text("mcNwkSKey"),
            headers=read_headers(row),
            created=row.time("createtime"),
            updated=row.time("updatetime"),
            wire=row.raw,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMember:
    """A device in a group."""

    dev_eui: str
    name: str
    joined: bool = False
    """It has the group's keys; in groups whose keys people put in, always."""
    added: datetime | None = None

    @classmethod
    def from_wire(cls, row: Wire) -> Self:
        """Read a row."""
        return cls(
            dev_eui=row.identifier("devEUI") or "",
            name=row.text("devName") or "",
            joined=row.flag("joined") or False,
            added=row.time("createtime"),
        )
