"""Multicast groups and what is sent to them. Source: OpenAPI document, 6.2 and 8.2."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from ...errors import InvalidError
from ...operation import Effect, operation
from ..catalog import AUTO_SUBNET, DeviceClass, check_name, check_port
from ..codec import ADDRESS_DIGITS, KEY_DIGITS, encode_data, hexadecimal, normalize_eui
from ..errors import PARAM_ERROR
from ..models.device import Queued, queue_size
from ..models.multicast import MulticastGroup
from ..push_link import check_headers, check_urls
from ..session import IoTSquareSession
from .device import check_euis, check_payload

MOST_AUTOMATIC = 3
LONGEST_SLOT = 15


class McGroupTopic:
    """Multicast groups of the account."""

    def __init__(self, session: IoTSquareSession) -> None:
        """Speak through ``session``."""
        self._session = session
        self._updating = asyncio.Lock()
        self._url_is_text = False

    @operation("mcgroup/list", effect=Effect.READ)
    async def list(self, limit: int | None = None) -> tuple[MulticastGroup, ...]:
        """Return all groups, or the first ``limit``. They do not tell everything."""
        rows = await self._session.rows("mcgroup/list", "mcEUI", limit=limit)
        return tuple(MulticastGroup.from_wire(row) for row in rows)

    @operation("mcgroup/create", effect=Effect.WRITE)
    async def create(
        self,
        mc_eui: str,
        name: str,
        region: str,
        subnet: str = AUTO_SUBNET,
        *,
        device_class: DeviceClass = DeviceClass.C,
        ping_slot_period: int | None = None,
        group_id: int | None = None,
        gen_app_key: str | None = None,
        time_slot_length: int | None = None,
        mc_addr: str | None = None,
        mc_app_s_key: str | None = None,
        mc_nwk_s_key: str | None = None,
        mqtt: bool = False,
        push_urls: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Make a group.

        With ``group_id`` (0 to 3) and ``gen_app_key`` the server puts the keys into the devices;
        then it wants a link for pushes, and with ``time_slot_length`` (0 to 15) it repeats frames
        and counts answers. Without them ``mc_addr``, ``mc_app_s_key`` and ``mc_nwk_s_key`` are
        what people put into the devices.
        """
        automatic = group_id is not None or gen_app_key is not None
        body: dict[str, Any] = {
            "mcEUI": normalize_eui(mc_eui, "mc_eui"),
            "mcName": check_name("name", name),
            "region": region.lower(),
            "subnet": subnet,
            "autoSubnet": subnet == AUTO_SUBNET,
            "class": str(device_class),
            "enableMCRemote": automatic,
            "enableMQTT": mqtt,
            "headers": check_headers(headers or {}),
        }
        if device_class is DeviceClass.B:
            body["pingSlotPeriod"] = check_period(ping_slot_period)
        urls = check_urls(push_urls)
        if automatic:
            body |= _automatic(group_id, gen_app_key, time_slot_length, mqtt or bool(urls))
        else:
            body |= _manual(mc_addr, mc_app_s_key, mc_nwk_s_key)
        await self._send("mcgroup/create", body, urls)

    @operation("mcgroup/delete", effect=Effect.DESTRUCTIVE)
    async def delete(self, mc_euis: Sequence[str]) -> None:
        """Delete groups; their devices leave them.

        Raises ItemsRefusedError where only some could be deleted.
        """
        euis = check_euis("mc_euis", mc_euis)
        await self._session.post("mcgroup/delete", {"mcEUIs": euis}, items=len(euis))

    @operation("mcgroup/update", effect=Effect.WRITE)
    async def update(
        self,
        mc_eui: str,
        *,
        name: str | None = None,
        mc_addr: str | None = None,
        mc_app_s_key: str | None = None,
        mc_nwk_s_key: str | None = None,
        time_slot_length: int | None = None,
        ping_slot_period: int | None = None,
        mqtt: bool | None = None,
        push_urls: Sequence[str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Change what is not None. The rest is read first and sent back as it was.

        Addresses and keys are of groups whose keys people put in, ``time_slot_length`` of the
        others with the extension. Servers since 3.4.22 change ``ping_slot_period`` (s).
        """
        changes = {
            "mcName": None if name is None else check_name("name", name),
            "enableMQTT": mqtt,
            "headers": None if headers is None else check_headers(headers),
            "mcAddr": _optional("mc_addr", mc_addr, ADDRESS_DIGITS),
            "mcAppSKey": _optional("mc_app_s_key", mc_app_s_key, KEY_DIGITS),
            "mcNwkSKey": _optional("mc_nwk_s_key", mc_nwk_s_key, KEY_DIGITS),
            "timeSlotLength": None if time_slot_length is None else check_slot(time_slot_length),
            "pingSlotPeriod": None if ping_slot_period is None else check_period(ping_slot_period),
        }
        async with self._updating:
            now = await self.status(mc_eui)
            body = _settings_of(now)
            body |= {member: value for member, value in changes.items() if value is not None}
            urls = now.push_urls if push_urls is None else check_urls(push_urls)
            await self._send("mcgroup/update", body, urls)

    @operation("mcgroup/status", effect=Effect.SECRET)
    async def status(self, mc_eui: str) -> MulticastGroup:
        """Return all about one group, its keys among it."""
        reply = await self._session.get("mcgroup/status", {"mcEUI": normalize_eui(mc_eui)})
        return MulticastGroup.from_wire(reply.data)

    @operation("mcdownlink/create", effect=Effect.PHYSICAL)
    async def downlink(self, mc_eui: str, f_port: int, data: bytes) -> Queued:
        """Put a frame into a group's queue. The size is not checked here.

        Never sent twice: with ``outcome_unknown`` in an error it may stand in the queue.
        """
        body = {
            "mcEUI": normalize_eui(mc_eui, "mc_eui"),
            "fPort": check_port(f_port),
            "data": encode_data(check_payload(data)),
        }
        reply = await self._session.post("mcdownlink/create", body)
        return Queued.from_wire(reply.members)

    async def queue_size(self, mc_eui: str) -> int:
        """Return how many frames wait for a group. Newer servers."""
        query = {"mcEUI": normalize_eui(mc_eui, "mc_eui")}
        return queue_size((await self._session.get("mcdownlink/queueSize", query)).members)

    async def _send(self, path: str, body: dict[str, Any], urls: tuple[str, ...]) -> None:
        """Send with the links as a list; servers before 3.3.65 want one text."""
        as_text: dict[str, Any] = {**body, "pushURL": urls[0] if urls else ""}
        if self._url_is_text and len(urls) < 2:
            await self._session.post(path, as_text)
            return
        try:
            await self._session.post(path, {**body, "pushURL": list(urls)})
        except InvalidError as err:
            if err.code != PARAM_ERROR or len(urls) > 1:
                raise
            await self._session.post(path, as_text)
            self._url_is_text = True


def check_slot(value: int) -> int:
    """Return the length of a time slot. Raises InvalidError."""
    if not 0 <= value <= LONGEST_SLOT:
        raise InvalidError(f"parameter time_slot_length must be from 0 to {LONGEST_SLOT}")
    return value


def check_period(value: int | None) -> int:
    """Return the seconds between ping slots: a power of two up to 128. Raises InvalidError."""
    if value is None or value not in {1 << power for power in range(8)}:
        raise InvalidError("parameter ping_slot_period must be a power of two from 1 to 128")
    return value


def _automatic(
    group_id: int | None, gen_app_key: str | None, time_slot_length: int | None, linked: bool
) -> dict[str, Any]:
    if group_id is None or gen_app_key is None:
        raise InvalidError("parameters group_id and gen_app_key belong together")
    if not 0 <= group_id <= MOST_AUTOMATIC:
        raise InvalidError(f"parameter group_id must be from 0 to {MOST_AUTOMATIC}")
    if not linked:
        raise InvalidError("parameter push_urls must not be empty for such a group")
    body = {
        "groupID": group_id,
        "genAppKey": hexadecimal("gen_app_key", gen_app_key, KEY_DIGITS),
        "enableMCExt": time_slot_length is not None,
    }
    if time_slot_length is not None:
        body["timeSlotLength"] = check_slot(time_slot_length)
    return body


def _manual(addr: str | None, app_s_key: str | None, nwk_s_key: str | None) -> dict[str, Any]:
    if addr is None or app_s_key is None or nwk_s_key is None:
        raise InvalidError("parameters mc_addr, mc_app_s_key and mc_nwk_s_key are missing")
    return {
        "mcAddr": hexadecimal("mc_addr", addr, ADDRESS_DIGITS),
        "mcAppSKey": hexadecimal("mc_app_s_key", app_s_key, KEY_DIGITS),
        "mcNwkSKey": hexadecimal("mc_nwk_s_key", nwk_s_key, KEY_DIGITS),
    }


def _optional(name: str, value: str | None, digits: int) -> str | None:
    return None if value is None else hexadecimal(name, value, digits)


def _settings_of(now: MulticastGroup) -> dict[str, Any]:
    """Return all that an update of this kind of group may send, as it is."""
    values: dict[str, Any] = {
        "mcEUI": now.mc_eui,
        "mcName": now.name,
        "enableMQTT": now.mqtt,
        "headers": now.headers or {},
    }
    if not now.automatic:
        values |= {
            "mcAddr": now.mc_addr,
            "mcAppSKey": now.mc_app_s_key,
            "mcNwkSKey": now.mc_nwk_s_key,
        }
    elif now.extended:
        values["timeSlotLength"] = now.time_slot_length
    if now.device_class == DeviceClass.B:
        values["pingSlotPeriod"] = now.ping_slot_period
    return {member: value for member, value in values.items() if value is not None}
