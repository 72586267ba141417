"""Devices and what is sent to them. Source: OpenAPI document, 3.2 and 4.2."""

from collections.abc import Sequence
from typing import Any

from ...errors import InvalidError
from ...operation import Effect, operation
from ..catalog import AUTO_SUBNET, AuthType, DeviceClass, MacVersion, check_name, check_port
from ..codec import ADDRESS_DIGITS, KEY_DIGITS, encode_data, hexadecimal, normalize_eui
from ..errors import EMPTY_PARAM, PARAM_ERROR
from ..models.device import Device, DeviceStatus, Queued, queue_size
from ..models.uplink import Uplink, Way
from ..session import IoTSquareSession

DOWNLINK_PATHS = ("device/downlink/create", "devicedl/create")
"""Of servers since 3.4.21, and of those before."""


class DeviceTopic:
    """Devices of applications."""

    def __init__(self, session: IoTSquareSession) -> None:
        """Speak through ``session``."""
        self._session = session
        self._eui_member = "devEui"

    @operation("device/list", effect=Effect.READ)
    async def list(self, app_id: int, limit: int | None = None) -> tuple[Device, ...]:
        """Return an application's devices, or the first ``limit``."""
        rows = await self._session.rows("device/list", "devEUI", {"appID": app_id}, limit=limit)
        return tuple(Device.from_wire(row) for row in rows)

    @operation("device/create", effect=Effect.WRITE)
    async def create(
        self,
        app_id: int,
        name: str,
        dev_eui: str,
        region: str,
        *,
        app_eui: str = "0000000000000000",
        subnet: str = AUTO_SUBNET,
        device_class: DeviceClass = DeviceClass.A,
        auth_type: AuthType = AuthType.OTAA,
        app_key: str | None = None,
        dev_addr: str | None = None,
        app_s_key: str | None = None,
        nwk_s_key: str | None = None,
        mac_version: MacVersion | None = None,
        remarks: str | None = None,
        product_type: str = "lorawan",
        device_profile_id: int | None = None,
    ) -> None:
        """Register a device.

        OTAA needs ``app_key`` (32 hexadecimal digits), ABP ``dev_addr`` (8), ``app_s_key`` and
        ``nwk_s_key`` (32 each).
        """
        body: dict[str, Any] = {
            "appID": app_id,
            "devName": check_name("name", name),
            "devEUI": normalize_eui(dev_eui, "dev_eui"),
            "appEUI": normalize_eui(app_eui, "app_eui"),
            "region": region.lower(),
            "subnet": subnet,
            "autoSubnet": subnet == AUTO_SUBNET,
            "supportClassB": device_class is DeviceClass.B,
            "supportClassC": device_class is DeviceClass.C,
            "authType": str(auth_type),
            "productType": product_type,
        }
        if auth_type is AuthType.OTAA:
            body["appKey"] = _key("app_key", app_key, KEY_DIGITS)
        else:
            body |= _session_keys(dev_addr, app_s_key, nwk_s_key)
        optional = {
            "macVersion": None if mac_version is None else str(mac_version),
            "remarks": remarks,
            "deviceProfileId": device_profile_id,
        }
        body |= {member: value for member, value in optional.items() if value is not None}
        await self._session.post("device/create", body)

    @operation("device/delete", effect=Effect.DESTRUCTIVE)
    async def delete(self, dev_euis: Sequence[str]) -> None:
        """Delete devices with their histories, queues and places in groups.

        Raises ItemsRefusedError where only some could be deleted.
        """
        euis = check_euis("dev_euis", dev_euis)
        await self._session.post("device/delete", {"devEUIs": euis}, items=len(euis))

    @operation("device/update", effect=Effect.WRITE)
    async def update(
        self,
        dev_eui: str,
        name: str | None = None,
        remarks: str | None = None,
        product_type: str | None = None,
        device_profile_id: int | None = None,
    ) -> None:
        """Change what is not None; nothing else of a device can be changed.

        The rest is read first and sent back as it was.
        """
        now = await self.status(dev_eui)
        values = {
            "devName": now.name if name is None else check_name("name", name),
            "remarks": now.remarks if remarks is None else remarks,
            "productType": product_type or now.product_type,
            "deviceProfileId": device_profile_id or now.device_profile_id,
        }
        body = {member: value for member, value in values.items() if value is not None}
        await self._session.post("device/update", {"devEUI": now.dev_eui, **body})

    @operation("device/status", effect=Effect.SECRET)
    async def status(self, dev_eui: str) -> DeviceStatus:
        """Return all about one device, its keys among it."""
        eui = normalize_eui(dev_eui, "dev_eui")
        reply = await self._session.get("device/status", {"devEUI": eui})
        return DeviceStatus.from_wire(reply.data)

    @operation("device/latestDeviceUplink", effect=Effect.READ)
    async def latest_uplink(self, dev_eui: str) -> Uplink | None:
        """Return the newest uplink; None where there was none. Servers since 3.4.23."""
        eui = normalize_eui(dev_eui, "dev_eui")
        try:
            return await self._latest(self._eui_member, eui)
        except InvalidError as err:
            if err.code not in (EMPTY_PARAM, PARAM_ERROR):
                raise
        # The document's table spells the parameter otherwise than all others.
        other = "devEUI" if self._eui_member == "devEui" else "devEui"
        found = await self._latest(other, eui)
        self._eui_member = other
        return found

    async def _latest(self, member: str, eui: str) -> Uplink | None:
        reply = await self._session.get("device/latestDeviceUplink", {member: eui})
        return Uplink.from_wire(reply.data, way=Way.POLL, dev_eui=eui)

    @operation("device/downlink/create", effect=Effect.PHYSICAL)
    async def downlink(
        self, dev_eui: str, f_port: int, data: bytes, confirmed: bool = False
    ) -> Queued:
        """Put a frame into a device's queue. The size is not checked here.

        Never sent twice: with ``outcome_unknown`` in an error it may stand in the queue.
        """
        body = downlink_body(dev_eui, f_port, data) | {"confirmed": confirmed}
        reply = await self._session.post_first(DOWNLINK_PATHS, body)
        return Queued.from_wire(reply.members)

    async def queue_size(self, dev_eui: str | None = None) -> int:
        """Return how many frames wait for one device, or for all. Newer servers."""
        query = {} if dev_eui is None else {"devEUI": normalize_eui(dev_eui, "dev_eui")}
        return queue_size((await self._session.get("device/downlink/queueSize", query)).members)


def downlink_body(dev_eui: str, f_port: int, data: bytes) -> dict[str, Any]:
    """Return what all downlinks to one device have. Raises InvalidError."""
    return {
        "devEUI": normalize_eui(dev_eui, "dev_eui"),
        "fPort": check_port(f_port),
        "data": encode_data(check_payload(data)),
    }


def check_payload(data: bytes) -> bytes:
    """Return a payload. Raises InvalidError for an empty one."""
    if not data:
        raise InvalidError("parameter data must not be empty")
    return data


def check_euis(name: str, euis: Sequence[str]) -> list[str]:
    """Return EUIs as servers write them, each once. Raises InvalidError for none at all."""
    found = list(dict.fromkeys(normalize_eui(eui, name) for eui in euis))
    if not found:
        raise InvalidError(f"parameter {name} must not be empty")
    return found


def _session_keys(
    dev_addr: str | None, app_s_key: str | None, nwk_s_key: str | None
) -> dict[str, str]:
    return {
        "devAddr": _key("dev_addr", dev_addr, ADDRESS_DIGITS),
        "appSKey": _key("app_s_key", app_s_key, KEY_DIGITS),
        "nwkSKey": _key("nwk_s_key", nwk_s_key, KEY_DIGITS),
    }


def _key(name: str, value: str | None, digits: int) -> str:
    if value is None:
        raise InvalidError(f"parameter {name} is missing")
    return hexadecimal(name, value, digits)
