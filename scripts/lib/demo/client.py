"""Home Assistant's HTTP and websocket interfaces, as its front end uses them."""

import asyncio
import itertools
import time
from typing import Any

import aiohttp

from .errors import DemoError

type Json = dict[str, Any]

_PATIENCE = aiohttp.ClientTimeout(total=60)


class Client:
    """One owner, logged in."""

    def __init__(self, url: str) -> None:
        """Prepare; `log_in` comes first."""
        self.url = url
        self._session = aiohttp.ClientSession(base_url=url, timeout=_PATIENCE)
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._ids = itertools.count(1)
        self._turn = asyncio.Lock()
        self.tokens: Json = {}

    @property
    def client_id(self) -> str:
        """What the front end calls itself."""
        return f"{self.url}/"

    async def close(self) -> None:
        """Close the connections."""
        if self._socket is not None:
            await self._socket.close()
        await self._session.close()

    # --- logging in ----------------------------------------------------------

    async def log_in(self, user: str, password: str) -> None:
        """Log in; the first time, create the owner."""
        code = await self._create_owner(user, password) or await self._prove(user, password)
        form = {"client_id": self.client_id, "grant_type": "authorization_code", "code": code}
        async with self._session.post("/auth/token", data=form) as response:
            tokens = await _json(response)
        self.tokens = {
            **tokens,
            "hassUrl": self.url,
            "clientId": self.client_id,
            "expires": int((time.time() + tokens["expires_in"]) * 1000),
        }
        await self._connect(tokens["access_token"])

    async def _create_owner(self, user: str, password: str) -> str | None:
        async with self._session.get("/api/onboarding") as response:
            if response.status != 200:
                return None
            steps = await response.json()
        if any(step["step"] == "user" and step["done"] for step in steps):
            return None
        owner = {"name": user.capitalize(), "username": user, "password": password}
        rest = {"client_id": self.client_id, "language": "en"}
        async with self._session.post("/api/onboarding/users", json=owner | rest) as response:
            return str((await _json(response))["auth_code"])

    async def _prove(self, user: str, password: str) -> str:
        start = {
            "client_id": self.client_id,
            "handler": ["homeassistant", None],
            "redirect_uri": self.client_id,
        }
        async with self._session.post("/auth/login_flow", json=start) as response:
            flow = await _json(response)
        proof = {"client_id": self.client_id, "username": user, "password": password}
        async with self._session.post(f"/auth/login_flow/{flow['flow_id']}", json=proof) as answer:
            result = await _json(answer)
        if "result" not in result:
            raise DemoError("Home Assistant does not know the password. Start over with --reset.")
        return str(result["result"])

    async def _connect(self, token: str) -> None:
        self._session.headers["Authorization"] = f"Bearer {token}"
        self._socket = await self._session.ws_connect("/api/websocket", max_msg_size=0)
        await self._socket.receive_json()
        await self._socket.send_json({"type": "auth", "access_token": token})
        answer = await self._socket.receive_json()
        if answer["type"] != "auth_ok":
            raise DemoError(f"Home Assistant refuses the token: {answer.get('message')}")

    # --- asking --------------------------------------------------------------

    async def command(self, command: str, **params: object) -> Any:
        """Send a websocket command and return its result."""
        assert self._socket is not None
        async with self._turn:
            number = next(self._ids)
            await self._socket.send_json({"id": number, "type": command, **params})
            while (answer := await self._socket.receive_json(timeout=60)).get("id") != number:
                continue
        if not answer["success"]:
            raise DemoError(f"{command}: {answer['error']['message']}")
        return answer["result"]

    async def runs(self) -> bool:
        """Tell whether Home Assistant has set everything up."""
        return bool((await self.command("get_config"))["state"] == "RUNNING")

    async def get(self, path: str) -> Any:
        """Read from the HTTP interface."""
        async with self._session.get(path) as response:
            return await _json(response)

    async def post(self, path: str, data: Json | None = None) -> Any:
        """Send to the HTTP interface."""
        async with self._session.post(path, json=data or {}) as response:
            return await _json(response)

    async def delete(self, path: str) -> Any:
        """Delete through the HTTP interface."""
        async with self._session.delete(path) as response:
            return await _json(response)

    async def state(self, entity_id: str) -> str:
        """Return the state of an entity."""
        return str((await self.get(f"/api/states/{entity_id}"))["state"])

    async def attributes(self, entity_id: str) -> Json:
        """Return the attributes of an entity."""
        found: Json = (await self.get(f"/api/states/{entity_id}"))["attributes"]
        return found

    async def call(self, action: str, entity_id: str, **data: object) -> None:
        """Perform an action on an entity."""
        domain, name = action.split(".")
        await self.post(f"/api/services/{domain}/{name}", {"entity_id": entity_id, **data})


async def _json(response: aiohttp.ClientResponse) -> Any:
    if response.status >= 400:
        text = await response.text()
        raise DemoError(f"{response.method} {response.url.path}: {response.status} {text[:300]}")
    return await response.json()
