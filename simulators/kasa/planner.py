"""Carries out rules when their time has come, by the device's own clock."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from simulators.kasa.light import Glow, Light
from simulators.kasa.outlet import Outlet
from simulators.kasa.rule_book import LIGHT, ON, Event

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]
type Owner = Outlet | Light


class Planner:
    """Waits for the next event of all rules of a device."""

    def __init__(self, device: KasaDevice) -> None:
        """Watch over `device`; nothing is done before `replan`."""
        self._device = device
        self._turn = 0
        self._done: datetime | None = None

    @property
    def _owners(self) -> list[Owner]:
        device = self._device
        return [*device.outlets, *([device.light] if device.light else [])]

    def replan(self) -> None:
        """Start afresh from now: rules, clock or place have changed."""
        self._done = self._device.local_time()
        self._arm()

    def _arm(self) -> None:
        self._turn += 1
        for owner in self._owners:
            owner.book.look_ahead()
        if not self._device.time.known or (event := self._next()) is None:
            return
        wait = event[1].moment.astimezone(UTC) - self._device.local_time().astimezone(UTC)
        moment = self._device.clock.now() + max(0.0, wait.total_seconds())
        self._device.spawn(self._wait(self._turn, moment))

    def _next(self) -> tuple[Owner, Event] | None:
        assert self._done is not None
        found = [
            (owner, event)
            for owner in self._owners
            if (event := owner.book.upcoming(self._done)) is not None
        ]
        return min(found, key=lambda pair: pair[1], default=None)

    async def _wait(self, turn: int, moment: float) -> None:
        await self._device.clock.sleep_until(moment)
        if turn != self._turn:
            return
        now = self._device.local_time().astimezone(UTC)
        while (due := self._next()) is not None and due[1].moment.astimezone(UTC) <= now:
            owner, event = due
            self._done = event.moment
            _carry_out(owner, event)
        self._arm()


def _carry_out(owner: Owner, event: Event) -> None:
    table = owner.book.away if event.away else owner.book.schedule
    rule = table.rules[event.rule]
    if event.action == LIGHT and isinstance(owner, Light):
        _shine(owner, event.light or {})
    else:
        owner.switch(event.action == ON)
    if event.last and not rule["repeat"]:
        rule["enable"] = 0


def _shine(light: Light, wanted: Json) -> None:
    if wanted.get("on_off") and wanted.get("mode") == "customize_preset":
        light.shine(
            Glow(
                hue=wanted["hue"],
                saturation=wanted["saturation"],
                color_temp=wanted["color_temp"],
                brightness=wanted["brightness"],
            )
        )
    light.switch(bool(wanted.get("on_off")))
