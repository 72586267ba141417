"""One application at one platform: token, budget, and what an answer means.

Source: chapter 1, "API Usage Statement" and 1.3; manners in sections 2 to 4 of the specification.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
import logging
import time
from typing import Any
from urllib.parse import urlencode

from ...errors import AccordError, DeviceError, ProtocolError
from ...transport.http import HttpAnswer, HttpChannel
from .budget import CallBudget, Priority
from .codec import dumps, read_json
from .errors import SecondClientError, ThrottledError, TokenRefusedError, error_in
from .models.access import Token
from .models.fields import NOTHING, obj
from .paths import PATHS, Endpoint
from .tokens import Held, TokenKeeper

MOST_REPEATS = 3
"""So often a question is asked again that the platform had no time for."""
SERVER_PAUSE = 2.0
"""Seconds before a question is asked again that the platform failed to answer."""

_LOGGER = logging.getLogger(__name__)
_JSON = {"Content-Type": "application/json"}
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}

type Sleep = Callable[[float], Awaitable[object]]
type Query = Mapping[str, str | int | bool | None]


@dataclass(frozen=True, slots=True)
class Credentials:
    """What the platform issued for an application."""

    app_id: str
    secret: str

    def __repr__(self) -> str:
        """Keep the secret out of logs."""
        return "Credentials(...)"


class HuaweiSession:
    """Sends the calls of all topics; several may be on their way at once."""

    def __init__(
        self,
        channel: HttpChannel,
        credentials: Credentials,
        budget: CallBudget,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Take the channel over; ``monotonic`` and ``sleep`` are for tests."""
        self._channel = channel
        self._credentials = credentials
        self._sleep = sleep
        self.budget = budget
        self.tokens = TokenKeeper(self.login, self.refresh, monotonic=monotonic)

    @property
    def app_id(self) -> str:
        """Return the application's id."""
        return self._credentials.app_id

    async def call(
        self,
        operation: str,
        *,
        path: Mapping[str, str] | None = None,
        query: Query | None = None,
        body: Mapping[str, Any] | None = None,
        delegated: bool = False,
    ) -> Mapping[str, Any]:
        """Carry out one operation by its number; return the answer's object, empty without one.

        Questions are repeated where the platform had no time (up to 3 times) or failed (once);
        nothing else is ever sent twice. Members of ``query`` that are None are left out;
        ``delegated`` tells that another application is named. Raises ConnectionFailedError and
        its kinds, ProtocolError, SecondClientError, or what the platform's code stands for.
        """
        endpoint = PATHS[operation]
        call = _Call(operation, endpoint, endpoint.path(path or {}), _plain(query), body, delegated)
        if not endpoint.repeatable:
            return await self._authorized(call)
        try:
            return await self._repeat(call)
        except AccordError as err:
            err.outcome_unknown = False
            raise

    async def login(self) -> Token:
        """Log in: all earlier tokens of the application become invalid. Use ``tokens`` instead."""
        form = {"appId": self._credentials.app_id, "secret": self._credentials.secret}
        return await self._ask_for_token("1.3.1", urlencode(form).encode(), _FORM)

    async def refresh(self, refresh_token: str) -> Token:
        """Ask for the next token. Use ``tokens`` instead."""
        body = {
            "appId": self._credentials.app_id,
            "secret": self._credentials.secret,
            "refreshToken": refresh_token,
        }
        return await self._ask_for_token("1.3.2", dumps(body), _JSON)

    async def _ask_for_token(
        self, operation: str, body: bytes, headers: Mapping[str, str]
    ) -> Token:
        endpoint = PATHS[operation]
        await self.budget.take(Priority.COMMAND)
        answer = await self._channel.request(
            endpoint.method,
            endpoint.template,
            body=body,
            headers=headers,
            timeout=endpoint.timeout,
        )
        try:
            return Token.from_wire(await self._meaning(operation, answer, delegated=False))
        except AccordError as err:
            err.outcome_unknown = False
            raise

    async def _repeat(self, call: _Call) -> Mapping[str, Any]:
        repeats, failed = 0, False
        while True:
            try:
                return await self._authorized(call)
            except ThrottledError:
                repeats += 1
                if repeats > MOST_REPEATS:
                    raise
            except DeviceError:
                if failed:
                    raise
                failed = True
                await self._sleep(SERVER_PAUSE)

    async def _authorized(self, call: _Call) -> Mapping[str, Any]:
        """Send with the current token, and once more where that was refused."""
        held = await self.tokens.current()
        try:
            return await self._send(call, held)
        except TokenRefusedError:
            _LOGGER.debug("%s: token %d was refused", call.operation, held.number)
        newer = await self.tokens.replaced(held)
        try:
            return await self._send(call, newer)
        except TokenRefusedError as err:
            raise SecondClientError("a token that has just come is refused") from err

    async def _send(self, call: _Call, held: Held) -> Mapping[str, Any]:
        endpoint = call.endpoint
        await self.budget.take(Priority.QUERY if endpoint.repeatable else Priority.COMMAND)
        answer = await self._channel.request(
            endpoint.method,
            call.path,
            query=call.query,
            body=None if call.body is None else dumps(call.body),
            headers={
                **_JSON,
                "app_key": self._credentials.app_id,
                "Authorization": f"Bearer {held.token.access_token}",
            },
            timeout=endpoint.timeout,
            repeatable=endpoint.repeatable,
        )
        try:
            return await self._meaning(call.operation, answer, delegated=call.delegated)
        except (ProtocolError, DeviceError) as err:
            err.outcome_unknown = True
            raise

    async def _meaning(
        self, operation: str, answer: HttpAnswer, *, delegated: bool
    ) -> Mapping[str, Any]:
        """Return the answer's object. Raises what it means otherwise."""
        try:
            content = await read_json(answer.body)
        except ProtocolError:
            content = None
            if answer.status < 300 and not _is_page(answer):
                raise
        error = error_in(operation, answer.status, content, delegated=delegated)
        if error is None and answer.status >= 300:
            raise ProtocolError(f"{operation} leads elsewhere", code=answer.status)
        if isinstance(error, ThrottledError):
            error.retry_after = self.budget.throttle()
        if error is not None:
            raise error
        self.budget.succeeded()
        return obj(content) or NOTHING


@dataclass(frozen=True, slots=True)
class _Call:
    operation: str
    endpoint: Endpoint
    path: str
    query: Mapping[str, str | int]
    body: Mapping[str, Any] | None
    delegated: bool


def _is_page(answer: HttpAnswer) -> bool:
    """Tell whether success came as a page of text, as it does for 201 without content."""
    return answer.headers.get("content-type", "").startswith("text/html")


def _plain(query: Query | None) -> dict[str, str | int]:
    """Return parameters as they are sent: without absent ones, truth values as words."""
    return {
        name: str(value).lower() if isinstance(value, bool) else value
        for name, value in (query or {}).items()
        if value is not None
    }
