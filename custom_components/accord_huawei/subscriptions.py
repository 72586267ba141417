"""Has the platform tell us what happens: subscribed once, looked at now and then, taken back.

Only subscriptions with our own address are ever changed. What somebody else has subscribed to
stays with him, unless the user says otherwise; then it is given back when pushes end.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant, callback
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import issue_registry as ir
from homeassistant.helpers.event import async_track_time_interval
from homeassistant.util import dt as dt_util

from ..accord.protocol.errors import AccordError, AlreadyExistsError, InvalidError, NotFoundError
from ..accord.protocol.huawei.northbound import (
    DATA_NOTIFICATIONS,
    MANAGEMENT_NOTIFICATIONS,
    OLD_DATA_NOTIFICATIONS,
    HuaweiClient,
    Priority,
    Subscription,
    SubscriptionPlan,
    calls_as,
    plan_subscriptions,
)
from ..accord.push_view import async_register_push
from .connection import make_client
from .const import DOMAIN, LOGGER
from .coordinator import HuaweiConfigEntry, HuaweiCoordinator
from .notices import Notices
from .proofs import PushProofs
from .push import LARGEST, RATE, VENDOR, WAITING, PushSettings, store_settings, url_of

WANTED = (*DATA_NOTIFICATIONS, *MANAGEMENT_NOTIFICATIONS)
RENEWED_NAMES = frozenset(name for name in DATA_NOTIFICATIONS if "Capabilities" in name)
"""Types that older platforms know by ``OLD_DATA_NOTIFICATIONS``."""
CHECK_EVERY = timedelta(hours=6)
MOST_MISSED = 3
"""Reports that were not pushed before the subscriptions are looked at."""
BETWEEN_CHECKS = timedelta(minutes=30)
REMOVAL_TIME = 30.0
"""Seconds that the removal of an entry waits for the platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Which notifications come to us."""

    active: tuple[str, ...] = ()
    foreign: tuple[Subscription, ...] = ()
    """Somebody else gets those."""
    refused: tuple[str, ...] = ()
    """The platform does not know those, or takes no subscription to them."""

    @property
    def complete(self) -> bool:
        """Tell whether everything comes that the platform knows."""
        return bool(self.active) and not self.foreign


class SubscriptionKeeper:
    """Keeps the subscriptions of one loaded entry."""

    def __init__(
        self, hass: HomeAssistant, entry: HuaweiConfigEntry, coordinator: HuaweiCoordinator
    ) -> None:
        """Know nothing of the platform's subscriptions yet."""
        self._hass = hass
        self._entry = entry
        self._coordinator = coordinator
        self._lock = asyncio.Lock()
        self._end: Callable[[], None] | None = None
        self._checked_at: datetime | None = None
        self.proofs = PushProofs(coordinator)
        self.notices = Notices(hass, entry, coordinator, self.proofs)
        self.standing: Standing | None = None

    @callback
    def start(self) -> None:
        """Take pushes if they are on, and look at the subscriptions now and then."""
        entry, coordinator = self._entry, self._coordinator
        coordinator.push_proven = lambda: self._end is not None and self.proofs.proven
        coordinator.callback_url = self.callback_url
        entry.async_on_unload(coordinator.listeners.add_for_all(self._look))
        entry.async_on_unload(self._unregister)
        if PushSettings.of(entry) is None:
            return
        self._register()

        async def check(_: datetime | None = None) -> None:
            await self.async_check_quietly()

        entry.async_on_unload(async_track_time_interval(self._hass, check, CHECK_EVERY))
        entry.async_create_background_task(
            self._hass, check(), f"{entry.title}: check subscriptions"
        )

    def callback_url(self) -> str | None:
        """Return where the states of a command are to be pushed; None while pushes are off."""
        settings = PushSettings.of(self._entry)
        if settings is None or self._end is None:
            return None
        try:
            return url_of(self._hass, settings)
        except HomeAssistantError, AccordError:
            return None

    @callback
    def _look(self, device_id: str) -> None:
        """Look at the subscriptions when reports come that were not pushed."""
        if self._end is None:
            return
        self.proofs.look(device_id)
        if self.proofs.missed < MOST_MISSED or self._lock.locked():
            return
        now = dt_util.utcnow()
        if self._checked_at is None or now - self._checked_at > BETWEEN_CHECKS:
            self._checked_at = now
            self._entry.async_create_background_task(
                self._hass, self.async_check_quietly(), f"{self._entry.title}: pushes are missing"
            )

    @callback
    def _register(self) -> None:
        settings = PushSettings.of(self._entry)
        if self._end is None and settings is not None:
            self._end = async_register_push(
                self._hass,
                self._entry,
                VENDOR,
                settings.secret,
                self.notices.async_handle,
                methods=("POST",),
                limit=LARGEST,
                rate=RATE,
                waiting=WAITING,
            )

    @callback
    def _unregister(self) -> None:
        if self._end is not None:
            self._end()
            self._end = None

    # --- At the platform -----------------------------------------------------------------------

    async def async_look(self, base: str) -> SubscriptionPlan:
        """Return what would have to be done for pushes to ``base``; nothing is changed.

        Raises AccordError, and a translated HomeAssistantError where no address is known.
        """
        settings = replace(PushSettings.of(self._entry) or PushSettings.new(), base=base)
        return await self._plan(settings, url_of(self._hass, settings))

    async def async_switch_on(self, base: str, *, replace_foreign: bool = False) -> Standing:
        """Subscribe to everything, with the address below ``base``; raises as ``async_look``.

        What was pushed elsewhere comes to us with ``replace_foreign`` only.
        """
        known = PushSettings.of(self._entry)
        settings = replace(known or PushSettings.new(), base=base)
        url_of(self._hass, settings)
        store_settings(self._hass, self._entry, settings)
        self._register()
        try:
            standing = await self.async_check(replace_foreign=replace_foreign)
        except AccordError:
            if known is None:
                self._forget()
            raise
        if not standing.active and known is None:
            self._forget()
        return standing

    @callback
    def _forget(self) -> None:
        self._unregister()
        self.proofs.forget()
        self.standing = None
        store_settings(self._hass, self._entry, None)
        ir.async_delete_issue(self._hass, DOMAIN, f"push_foreign_{self._entry.entry_id}")
        self._coordinator.async_tell_application()

    async def async_check_quietly(self) -> None:
        """Check, and leave it for the next time where that fails."""
        try:
            with calls_as(Priority.POLLING):
                await self.async_check()
        except (AccordError, HomeAssistantError) as err:
            LOGGER.debug("Subscriptions of %s: %s", self._entry.title, type(err).__name__)

    async def async_check(self, *, replace_foreign: bool = False) -> Standing:
        """Subscribe to what is missing, end what is outdated; raises as ``async_look``."""
        async with self._lock:
            settings = PushSettings.of(self._entry)
            if settings is None:
                return Standing()
            url = url_of(self._hass, settings)
            plan = await self._plan(settings, url)
            if replace_foreign and plan.foreign:
                await self._take_over(settings, plan.foreign)
                plan = await self._plan(settings, url)
            for one in (*plan.outdated, *plan.unwanted):
                await _end(self._client, one)
            refused = await self._subscribe(plan.missing, url)
            after = await self._plan(settings, url)
            standing = Standing(
                active=tuple(one.notify_type for one in after.kept),
                foreign=after.foreign,
                refused=refused,
            )
            self._checked_at = dt_util.utcnow()
            self._note(standing)
        return standing

    @property
    def _client(self) -> HuaweiClient:
        return self._coordinator.client

    async def _plan(self, settings: PushSettings, url: str) -> SubscriptionPlan:
        existing = [one async for rows in self._client.subscriptions.every() for one in rows]
        wanted = (*WANTED, *OLD_DATA_NOTIFICATIONS)
        return plan_subscriptions(wanted, url, existing, settings.is_ours)

    async def _take_over(self, settings: PushSettings, foreign: tuple[Subscription, ...]) -> None:
        """Keep whose they are before they are ended."""
        theirs = {one.notify_type: one.callback_url for one in foreign}
        kept = replace(settings, replaced={**theirs, **settings.replaced})
        store_settings(self._hass, self._entry, kept)
        for one in foreign:
            await _end(self._client, one)

    async def _subscribe(self, missing: tuple[str, ...], url: str) -> tuple[str, ...]:
        """Subscribe to types; returns those that the platform does not take."""
        refused: list[str] = []
        failure: InvalidError | None = None
        first = [one for one in missing if one not in OLD_DATA_NOTIFICATIONS]
        for name in first:
            try:
                await subscribe(self._client, name, url)
            except InvalidError as err:
                refused.append(name)
                failure = err
            except AlreadyExistsError:
                LOGGER.debug("%s was subscribed to meanwhile", name)
        if failure is not None and len(refused) == len(first) == len(WANTED):
            raise failure
        if RENEWED_NAMES & set(refused):
            for name in OLD_DATA_NOTIFICATIONS:
                if name in missing:
                    await self._subscribe_old(name, url)
        return tuple(refused)

    async def _subscribe_old(self, name: str, url: str) -> None:
        try:
            await subscribe(self._client, name, url)
        except (InvalidError, AlreadyExistsError) as err:
            LOGGER.debug("%s is not subscribed to: %s", name, err)

    @callback
    def _note(self, standing: Standing) -> None:
        if not standing.complete:
            self.proofs.forget()
        self.standing = standing
        self._coordinator.async_tell_application()
        issue_id = f"push_foreign_{self._entry.entry_id}"
        if not standing.foreign:
            ir.async_delete_issue(self._hass, DOMAIN, issue_id)
            return
        ir.async_create_issue(
            self._hass,
            DOMAIN,
            issue_id,
            is_fixable=False,
            severity=ir.IssueSeverity.WARNING,
            translation_key="push_foreign",
            translation_placeholders={
                "name": self._entry.title,
                "types": ", ".join(sorted(one.notify_type for one in standing.foreign)),
            },
        )

    async def async_switch_off(self, *, forget: bool = False) -> None:
        """End our subscriptions, give back what we took over, and take no more pushes.

        Raises AccordError, and keeps then what is needed to try again, unless told to ``forget``.
        """
        settings = PushSettings.of(self._entry)
        if settings is not None:
            async with self._lock:
                try:
                    await unsubscribe(self._client, settings)
                except AccordError:
                    if not forget:
                        raise
        self._forget()


async def subscribe(client: HuaweiClient, notify_type: str, url: str) -> None:
    """Subscribe to one type by whichever operation it belongs to. Raises AccordError."""
    if notify_type in MANAGEMENT_NOTIFICATIONS:
        await client.subscriptions.subscribe_management(notify_type, url)
    else:
        await client.subscriptions.subscribe_data(notify_type, url)


async def unsubscribe(client: HuaweiClient, settings: PushSettings) -> None:
    """End our subscriptions only, and give back those of others. Raises AccordError."""
    existing = [one async for rows in client.subscriptions.every() for one in rows]
    for one in existing:
        if settings.is_ours(one.callback_url):
            await _end(client, one)
    taken = {one.notify_type for one in existing if not settings.is_ours(one.callback_url)}
    for notify_type, url in settings.replaced.items():
        if notify_type not in taken:
            await subscribe(client, notify_type, url)


async def _end(client: HuaweiClient, one: Subscription) -> None:
    if not one.subscription_id:
        return
    try:
        await client.subscriptions.delete(one.subscription_id)
    except NotFoundError:
        LOGGER.debug("The subscription to %s was gone", one.notify_type)


async def async_remove_subscriptions(hass: HomeAssistant, entry: ConfigEntry) -> None:
    """End our subscriptions for an entry that is removed; does what can be done."""
    settings = PushSettings.of(entry)
    if settings is None:
        return
    try:
        async with asyncio.timeout(REMOVAL_TIME):
            await unsubscribe(make_client(hass, entry.data, entry.options), settings)
    except (AccordError, TimeoutError) as err:
        LOGGER.warning(
            "%s could not be asked to push no more (%s). End the subscriptions of Home Assistant"
            " on the platform's own pages",
            entry.title,
            type(err).__name__,
        )
    ir.async_delete_issue(hass, DOMAIN, f"push_foreign_{entry.entry_id}")
