"""Applications. Source: OpenAPI document, 2.2."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from ...errors import InvalidError
from ...operation import Effect, operation
from ..catalog import check_name
from ..models.application import Application
from ..push_link import check_headers, check_urls
from ..session import IoTSquareSession


class AppTopic:
    """Applications of the account."""

    def __init__(self, session: IoTSquareSession) -> None:
        """Speak through ``session``."""
        self._session = session
        self._updating = asyncio.Lock()

    @operation("app/list", effect=Effect.READ)
    async def list(self, limit: int | None = None) -> tuple[Application, ...]:
        """Return all applications, or the first ``limit``. They do not tell their headers."""
        rows = await self._session.rows("app/list", "appID", limit=limit)
        return tuple(Application.from_wire(row) for row in rows)

    @operation("app/create", effect=Effect.WRITE)
    async def create(
        self,
        name: str,
        push_url: str | None = None,
        mqtt: bool = False,
        headers: Mapping[str, str] | None = None,
    ) -> int:
        """Make an application and return its number."""
        body: dict[str, Any] = {
            "appName": check_name("name", name),
            "enableMQTT": mqtt,
            "headers": check_headers(headers or {}),
        }
        if push_url:
            body["pushURL"] = check_urls((push_url,))[0]
        reply = await self._session.post("app/create", body)
        return reply.members.integer("appID") or reply.data.integer("appID") or 0

    @operation("app/delete", effect=Effect.DESTRUCTIVE)
    async def delete(self, app_ids: Sequence[int]) -> None:
        """Delete applications with all their devices, histories, queues and places in groups.

        Raises ItemsRefusedError where only some could be deleted.
        """
        ids = list(app_ids)
        if not ids:
            raise InvalidError("parameter app_ids must not be empty")
        await self._session.post("app/delete", {"appIDs": ids}, items=len(ids))

    @operation("app/update", effect=Effect.WRITE)
    async def update(
        self,
        app_id: int,
        name: str | None = None,
        push_urls: Sequence[str] | None = None,
        mqtt: bool | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Change what is not None. The rest is read first and sent back as it was.

        Servers before 3.4.18 know one link only; where more are asked for, they take the first.
        """
        async with self._updating:
            await self._update(app_id, name, push_urls, mqtt, headers)

    async def _update(
        self,
        app_id: int,
        name: str | None,
        push_urls: Sequence[str] | None,
        mqtt: bool | None,
        headers: Mapping[str, str] | None,
    ) -> None:
        now = await self.status(app_id)
        urls = now.push_urls if push_urls is None else check_urls(push_urls)
        body: dict[str, Any] = {
            "appID": app_id,
            "appName": now.name if name is None else check_name("name", name),
            "enableMQTT": now.mqtt if mqtt is None else mqtt,
            "pushURL": urls[0] if urls else "",
            "headers": now.headers or {} if headers is None else check_headers(headers),
        }
        if len(urls) > 1 or any(key.casefold() == "pushurls" for key in now.wire):
            body["pushUrls"] = list(urls)
        await self._session.post("app/update", body)

    @operation("app/status", effect=Effect.SECRET)
    async def status(self, app_id: int) -> Application:
        """Return one application with its headers."""
        reply = await self._session.get("app/status", {"appID": app_id})
        return Application.from_wire(reply.data)
