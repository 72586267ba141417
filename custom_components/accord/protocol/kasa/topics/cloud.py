"""The vendor's cloud. Source: API.md, ``cnCloud``."""

from collections.abc import Mapping
from typing import Any

from ...errors import InvalidError
from ...operation import Effect, operation
from ..envelope import Call
from ..errors import UnprotectedError
from ..models.cloud import CloudInfo, Firmware
from ..session import KasaSession

_CLOUD_TIMEOUT = 20.0
"""Seconds: the device asks the cloud itself before it answers."""


class CloudTopic:
    """Whose the device is in the cloud, and what firmware the cloud has for it."""

    def __init__(self, session: KasaSession) -> None:
        """Speak through ``session``."""
        self._session = session

    @operation("cnCloud.get_info", effect=Effect.READ)
    async def get_info(self) -> CloudInfo:
        """Return the state of the binding; the account's name in it is private."""
        return CloudInfo.from_wire(await self._session.read(await self._call("get_info")))

    @operation("cnCloud.get_intl_fw_list", effect=Effect.READ)
    async def get_intl_fw_list(self) -> tuple[Firmware, ...]:
        """Return newer firmware, nothing when the device is up to date.

        Slow; raises DeviceError when the device does not reach the cloud.
        """
        call = await self._call("get_intl_fw_list")
        return Firmware.list_from_wire(await self._session.read(call, timeout=_CLOUD_TIMEOUT))

    @operation("cnCloud.bind", effect=Effect.DESTRUCTIVE)
    async def bind(self, username: str, password: str, force: bool = False) -> None:
        """Bind the device to an account.

        Over a link that hides nothing the password could be read by others on the network:
        that raises UnprotectedError unless ``force``.
        """
        if not force and not self._session.encrypted:
            raise UnprotectedError("the password would travel readable: parameter force allows it")
        await self._write("bind", {"username": username, "password": password})

    @operation("cnCloud.unbind", effect=Effect.DESTRUCTIVE)
    async def unbind(self) -> None:
        """Take the device out of its account. Raises ConflictError when it is in none."""
        await self._write("unbind", {})

    @operation("cnCloud.set_server_url", effect=Effect.DESTRUCTIVE)
    async def set_server_url(self, server: str) -> None:
        """Set the cloud's host name, without scheme and path. Raises InvalidError."""
        if not server or "/" in server or any(sign.isspace() for sign in server):
            raise InvalidError("parameter server must be a host name")
        await self._session.write(await self._call("set_server_url", {"server": server}))

    async def _write(self, method: str, parameters: Mapping[str, Any]) -> None:
        await self._session.write(await self._call(method, parameters), repeatable=False)

    async def _call(self, method: str, parameters: Mapping[str, Any] | None = None) -> Call:
        return Call((await self._session.traits()).cloud, method, parameters or {})
