"""Gateways. Source: OpenAPI document, 5.2; vendor's page of newer servers."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from ...errors import InvalidError, UnsupportedError
from ...operation import Effect, operation
from ..catalog import MOST_GATEWAY_HEADERS, check_name
from ..codec import normalize_eui
from ..errors import EMPTY_PARAM, PARAM_ERROR
from ..models.gateway import Gateway, GatewayOnline, GatewayStatus
from ..models.gateway_health import GatewayNetwork, GatewaySystem
from ..push_link import check_headers, check_urls
from ..session import IoTSquareSession
from .device import check_euis

HIGHEST_POWER = 27


class GatewayTopic:
    """Gateways of the account."""

    def __init__(self, session: IoTSquareSession) -> None:
        """Speak through ``session``."""
        self._session = session
        self._updating = asyncio.Lock()
        self._online_member = "gatewayId"
        self._has_info = True

    @operation("gateway/list", effect=Effect.READ)
    async def list(self, limit: int | None = None) -> tuple[Gateway, ...]:
        """Return all gateways, or the first ``limit``."""
        rows = await self._session.rows("gateway/list", "gwID", limit=limit)
        return tuple(Gateway.from_wire(row) for row in rows)

    @operation("gateway/create", effect=Effect.WRITE)
    async def create(
        self,
        gw_id: str,
        name: str,
        gw_type: str,
        region: str,
        subnet: str,
        *,
        class_b: bool = False,
        class_c: bool = False,
        packet_forwarder: bool = True,
        push_urls: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
        tx_power: int | None = None,
        remarks: str | None = None,
        stat_interval: int | None = None,
    ) -> None:
        """Register a gateway. ``tx_power`` in dBm, ``stat_interval`` in seconds."""
        urls = list(check_urls(push_urls))
        body: dict[str, Any] = {
            "gwID": normalize_eui(gw_id, "gw_id"),
            "gwName": check_name("name", name),
            "gwType": gw_type,
            "region": region.lower(),
            "subnet": subnet,
            "enableClassB": class_b,
            "enableClassC": class_c,
            "enablePFW": packet_forwarder,
            # Older and newer servers know either name.
            "pushURL": urls,
            "pushUrls": urls,
            "headers": check_headers(headers or {}, MOST_GATEWAY_HEADERS),
        }
        optional = {
            "txPower": None if tx_power is None else check_power(tx_power),
            "remarks": remarks,
            "statInterval": stat_interval,
        }
        body |= {member: value for member, value in optional.items() if value is not None}
        await self._session.post("gateway/create", body)

    @operation("gateway/delete", effect=Effect.DESTRUCTIVE)
    async def delete(self, gw_ids: Sequence[str]) -> None:
        """Delete gateways; each stops forwarding.

        Raises ItemsRefusedError where only some could be deleted.
        """
        ids = check_euis("gw_ids", gw_ids)
        await self._session.post("gateway/delete", {"gwIDs": ids}, items=len(ids))

    @operation("gateway/update", effect=Effect.WRITE)
    async def update(
        self,
        gw_id: str,
        *,
        name: str | None = None,
        gw_type: str | None = None,
        class_b: bool | None = None,
        class_c: bool | None = None,
        push_urls: Sequence[str] | None = None,
        headers: Mapping[str, str] | None = None,
        tx_power: int | None = None,
        remarks: str | None = None,
        region: str | None = None,
        subnet: str | None = None,
    ) -> None:
        """Change what is not None. The rest is read first and sent back as it was.

        Only servers since 4.3.2 change ``region`` and ``subnet``.
        """
        changes = {
            "gwName": None if name is None else check_name("name", name),
            "gwType": gw_type,
            "enableClassB": class_b,
            "enableClassC": class_c,
            "txPower": None if tx_power is None else check_power(tx_power),
            "remarks": remarks,
            "region": None if region is None else region.lower(),
            "subnet": subnet,
            "headers": None if headers is None else check_headers(headers, MOST_GATEWAY_HEADERS),
        }
        async with self._updating:
            now = await self.settings(gw_id)
            body = _settings_of(now)
            if push_urls is not None:
                body["pushURL"] = body["pushUrls"] = list(check_urls(push_urls))
            body |= {member: value for member, value in changes.items() if value is not None}
            await self._session.post("gateway/update", body)

    @operation("gateway/status", effect=Effect.SECRET)
    async def status(self, gw_id: str) -> GatewayStatus:
        """Return how a gateway is set, with its headers; servers before 3.4.15 tell more."""
        return await self._read_status("gateway/status", gw_id)

    @operation("gateway/status/online", effect=Effect.READ)
    async def status_online(self, gw_id: str) -> GatewayOnline:
        """Return what a gateway tells of itself now. Servers since 3.4.15."""
        eui = normalize_eui(gw_id, "gw_id")
        try:
            return await self._online(self._online_member, eui)
        except InvalidError as err:
            if err.code not in (EMPTY_PARAM, PARAM_ERROR):
                raise
        other = "gwID" if self._online_member == "gatewayId" else "gatewayId"
        found = await self._online(other, eui)
        self._online_member = other
        return found

    async def info(self, gw_id: str) -> GatewayStatus:
        """Return how a gateway is set, without what it tells now. Newer servers."""
        return await self._read_status("gateway/info", gw_id)

    async def network(self, gw_id: str) -> GatewayNetwork:
        """Return how a gateway is connected. Servers since 4.2.3."""
        query = {"gwID": normalize_eui(gw_id, "gw_id")}
        reply = await self._session.get("gateway/status/network", query)
        return GatewayNetwork.from_wire(reply.data)

    async def system(self, gw_id: str) -> GatewaySystem:
        """Return how a gateway's computer fares. Servers since 4.2.3."""
        query = {"gwID": normalize_eui(gw_id, "gw_id")}
        reply = await self._session.get("gateway/status/system", query)
        return GatewaySystem.from_wire(reply.data)

    async def _online(self, member: str, eui: str) -> GatewayOnline:
        reply = await self._session.get("gateway/status/online", {member: eui})
        return GatewayOnline.from_wire(reply.data, eui)

    async def settings(self, gw_id: str) -> GatewayStatus:
        """Return how a gateway is set, by whichever operation the server has."""
        if self._has_info:
            try:
                return await self.info(gw_id)
            except UnsupportedError:
                self._has_info = False
        return await self.status(gw_id)

    async def _read_status(self, path: str, gw_id: str) -> GatewayStatus:
        reply = await self._session.get(path, {"gwID": normalize_eui(gw_id, "gw_id")})
        return GatewayStatus.from_wire(reply.data)


def check_power(value: int) -> int:
    """Return a transmission power in dBm. Raises InvalidError."""
    if not 0 <= value <= HIGHEST_POWER:
        raise InvalidError(f"parameter tx_power must be from 0 to {HIGHEST_POWER}")
    return value


def _settings_of(now: GatewayStatus) -> dict[str, Any]:
    """Return all that an update may send, as it is."""
    values = {
        "gwID": now.gw_id,
        "gwName": now.name,
        "gwType": now.gw_type,
        "enableClassB": now.class_b,
        "enableClassC": now.class_c,
        "enablePFW": now.packet_forwarder,
        "pushURL": list(now.push_urls),
        "pushUrls": list(now.push_urls),
        "headers": now.headers or {},
        "txPower": now.tx_power,
        "remarks": now.remarks,
        "statInterval": now.stat_interval,
    }
    return {member: value for member, value in values.items() if value is not None}
