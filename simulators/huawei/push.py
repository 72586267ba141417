"""Pushes: one at a time to each callback URL, repeated when nobody answers, then black-listed.

The rules are those of the vendor's help, for the current platform and for that of 2022.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
import json
from typing import TYPE_CHECKING, Any

from simulators.base import Outcome
from simulators.huawei.accounts import Account
from simulators.huawei.push_faults import PushFaults
from simulators.huawei.push_wire import Wire

if TYPE_CHECKING:
    from simulators.huawei.platform import HuaweiPlatform

type Json = dict[str, Any]

PATIENCE = 15.0
RETRY_AFTER = 30.0
KEPT = 600.0
MOST_FAILURES = 10
LEGACY_PAUSE = 180.0
PROBE_AFTER = 60.0
MOST_WAITING = 20_000

_FAILED = frozenset({501, 502, 503, 504})
_REMEMBERED = 20_000


@dataclass(eq=False)
class Push:
    """One push: where to, which notification, and what became of it."""

    url: str
    operation: str
    body: Json
    made: float
    due: float = 0.0
    attempts: int = 0
    status: int | None = None
    error: str = ""
    lost: bool = False


@dataclass(eq=False)
class Callback:
    """One callback URL: what waits for it and how it answered of late."""

    wire: Wire
    fresh: deque[Push] = field(default_factory=deque)
    again: deque[Push] = field(default_factory=deque)
    failures: int = 0
    blocked_until: float | None = None
    busy: bool = False
    held: Push | None = None


class PushEngine:
    """Sends pushes; counts are there for tests."""

    def __init__(self, platform: HuaweiPlatform) -> None:
        """Send what a platform tells."""
        self._platform = platform
        self.faults = PushFaults()
        self.pushes: deque[Push] = deque(maxlen=_REMEMBERED)
        self.callbacks: dict[str, Callback] = {}
        self.sent = self.failed = self.lost = 0
        self._tried = asyncio.Event()

    async def wait_for(self, *, sent: int = 0, failed: int = 0) -> None:
        """Wait until so many pushes arrived, and so many attempts failed, since the start."""
        while self.sent < sent or self.failed < failed:
            self._tried.clear()
            await self._tried.wait()

    def send(self, account: Account, url: str, operation: str, body: Json) -> None:
        """Send a notification to a URL of an application."""
        agenda = self._platform.agenda
        callback = self.callbacks.get(url)
        if callback is None:
            callback = self.callbacks[url] = Callback(Wire(url, account.push_authority))
        for _ in range(2 if self.faults.duplicate else 1):
            push = Push(url, operation, self.faults.shaped(body), agenda.now())
            self.pushes.append(push)
            if self.faults.delay:
                agenda.after(self.faults.delay, self._entering(callback, push))
            else:
                self._enter(callback, push)

    def _entering(self, callback: Callback, push: Push) -> Callable[[], None]:
        return lambda: self._enter(callback, push)

    def _enter(self, callback: Callback, push: Push) -> None:
        if self.faults.reorder and callback.held is None:
            callback.held = push
            return
        callback.fresh.append(push)
        if len(callback.fresh) > MOST_WAITING:
            self._lose(callback.fresh.popleft())
        if callback.held is not None:
            callback.fresh.append(callback.held)
            callback.held = None
        self._wake(callback)

    def _wake(self, callback: Callback) -> None:
        if not callback.busy and self._platform.online:
            callback.busy = True
            self._platform.spawn(self._work(callback))

    async def _work(self, callback: Callback) -> None:
        try:
            while (push := self._next(callback)) is not None:
                await self._try(callback, push)
                self._tried.set()
        finally:
            callback.busy = False

    def _next(self, callback: Callback) -> Push | None:
        """Return the push whose turn it is; if none is yet, come back later."""
        now = self._platform.clock.now()
        self._drop_old(callback, now)
        if not callback.fresh and not callback.again:
            return None
        if callback.blocked_until is not None and now < callback.blocked_until:
            self._come_back(callback, callback.blocked_until - now)
            return None
        if callback.blocked_until is not None and callback.again:
            return callback.again.popleft()
        if callback.fresh:
            return callback.fresh.popleft()
        if callback.again[0].due <= now:
            return callback.again.popleft()
        self._come_back(callback, callback.again[0].due - now)
        return None

    def _come_back(self, callback: Callback, seconds: float) -> None:
        self._platform.agenda.after(seconds, lambda: self._wake(callback))

    def _drop_old(self, callback: Callback, now: float) -> None:
        if self._platform.quirks.legacy_retry:
            return
        for queue in (callback.fresh, callback.again):
            while queue and self._is_late(callback, queue[0]) and now - queue[0].made > KEPT:
                self._lose(queue.popleft())

    def _is_late(self, callback: Callback, push: Push) -> bool:
        return push.attempts > 0 or callback.blocked_until is not None

    def _lose(self, push: Push) -> None:
        push.lost = True
        self.lost += 1

    async def _try(self, callback: Callback, push: Push) -> None:
        push.attempts += 1
        data = json.dumps(push.body, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            push.status = await self._patiently(callback.wire.post(self.faults.cut(data)))
        except (OSError, ValueError, EOFError, asyncio.LimitOverrunError) as error:
            push.status, push.error = None, type(error).__name__
        if push.status is None or push.status in _FAILED:
            self._missed(callback, push)
            return
        callback.failures, callback.blocked_until = 0, None
        if push.status == 200:
            self.sent += 1
        else:
            self._lose(push)
        if push.operation:
            outcome = Outcome(push.status, ok=push.status == 200)
            self._platform.report(push.operation, outcome)

    async def _patiently(self, post: Coroutine[Any, Any, int]) -> int:
        """Wait for an answer on the platform's clock; TimeoutError is an OSError."""
        loop = asyncio.get_running_loop()
        sending = loop.create_task(post)
        waiting = loop.create_task(self._platform.clock.sleep(PATIENCE))
        try:
            await asyncio.wait({sending, waiting}, return_when=asyncio.FIRST_COMPLETED)
            if not sending.done():
                raise TimeoutError
            return await sending
        finally:
            waiting.cancel()
            sending.cancel()
            await asyncio.wait({sending, waiting})

    def _missed(self, callback: Callback, push: Push) -> None:
        now = self._platform.clock.now()
        self.failed += 1
        callback.failures += 1
        push.due = now + RETRY_AFTER
        callback.again.append(push)
        if callback.failures >= MOST_FAILURES:
            legacy = self._platform.quirks.legacy_retry
            callback.blocked_until = now + (LEGACY_PAUSE if legacy else PROBE_AFTER)

    def forget(self) -> None:
        """Drop everything that waits, and all counts."""
        for callback in self.callbacks.values():
            callback.wire.close()
            callback.fresh.clear()
            callback.again.clear()
        self.callbacks.clear()
        self.pushes.clear()
        self.faults = PushFaults()
        self.sent = self.failed = self.lost = 0

    def close(self) -> None:
        """Hang up; what waits is sent when the platform runs again."""
        for callback in self.callbacks.values():
            callback.wire.close()

    def resume(self) -> None:
        """Go on with what waits."""
        for callback in self.callbacks.values():
            self._wake(callback)

    def state(self) -> Json:
        """Return what can be counted."""
        return {
            "sent": self.sent,
            "failed": self.failed,
            "lost": self.lost,
            "waiting": sum(len(one.fresh) + len(one.again) for one in self.callbacks.values()),
            "blocked": sum(one.blocked_until is not None for one in self.callbacks.values()),
        }
