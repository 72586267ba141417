"""The client of one application at one platform: its topics by the document's chapters."""

import asyncio
from collections.abc import Callable
import time

import aiohttp

from ...transport.http import HttpChannel
from .budget import CallBudget
from .session import Credentials, HuaweiSession, Sleep
from .tls import TlsMaterial
from .topics.access import AccessTopic
from .topics.batches import BatchesTopic
from .topics.commands import CommandsTopic
from .topics.data import DataTopic
from .topics.devices import DevicesTopic
from .topics.groups import GroupsTopic
from .topics.subscriptions import SubscriptionsTopic
from .topics.upgrades import UpgradesTopic

PORT = 8743


class HuaweiClient:
    """``await HuaweiClient(http, "https://192.0.2.9:8743", "app", "secret", tls).data.devices()``.

    Nothing is sent before the first request. Every method may raise ConnectionFailedError and
    its kinds, ProtocolError, AuthenticationError, SecondClientError, ThrottledError, or what the
    platform's code stands for; a command without an answer raises with ``outcome_unknown``.
    """

    access: AccessTopic
    devices: DevicesTopic
    data: DataTopic
    subscriptions: SubscriptionsTopic
    commands: CommandsTopic
    batches: BatchesTopic
    groups: GroupsTopic
    upgrades: UpgradesTopic

    def __init__(
        self,
        http: aiohttp.ClientSession,
        endpoint: str,
        app_id: str,
        secret: str,
        tls: TlsMaterial | None = None,
        *,
        budget: CallBudget | None = None,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """Set platform and application; an application has one client, as it has one token.

        ``monotonic`` and ``sleep`` are for tests.
        """
        channel = HttpChannel(http, endpoint, tls=tls or TlsMaterial())
        self.app_id = app_id
        self.session = session = HuaweiSession(
            channel,
            Credentials(app_id, secret),
            budget or CallBudget(),
            monotonic=monotonic,
            sleep=sleep,
        )
        self.access = AccessTopic(session)
        self.batches = BatchesTopic(session)
        self.commands = CommandsTopic(session, self.batches)
        self.devices = DevicesTopic(session, self.commands)
        self.data = DataTopic(session)
        self.subscriptions = SubscriptionsTopic(session)
        self.groups = GroupsTopic(session)
        self.upgrades = UpgradesTopic(session)

    @property
    def budget(self) -> CallBudget:
        """Return how many calls may be made."""
        return self.session.budget


def endpoint_of(host: str, port: int = PORT) -> str:
    """Return the address of a platform."""
    name = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"https://{name}:{port}"
