"""Have the unit call us when something happens, and undo that. A task over ``config``."""

from collections.abc import Mapping

from ...errors import ConnectionFailedError, DeviceError, InvalidError, UnsupportedError
from ..catalog import INPUT
from ..models.actionurl import (
    EVENTS,
    PREFIX,
    ActionEvent,
    Candidate,
    Provisioned,
    Remembered,
    UrlPlan,
    candidates_of,
    is_ours,
)
from ..session import AkuvoxSession
from .config import ConfigTopic

_ON = "1"


class ActionUrlTopic:
    """Addresses to be called. What others put there is never touched unasked."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._config = ConfigTopic(session)

    async def candidates(self) -> tuple[Candidate, ...]:
        """Return what this firmware can report, and where it does so now."""
        return candidates_of(await self._settings())

    async def provision(self, plan: UrlPlan, earlier: Remembered | None = None) -> Provisioned:
        """Write the addresses, look what became of them, and turn the reports on.

        An address with variables that does not stay is tried again with fewer. ``earlier`` is
        what a run before remembered: that is what things go back to.
        """
        before = await self._settings()
        values = {
            key: "" if is_ours(before[key], plan.mark) else before[key]
            for key in plan.urls
            if key in before
        }
        active = await self._write({key: plan.urls[key] for key in values})
        switches = {
            switch: before.get(switch, "")
            for switch in {EVENTS[key].switch for key in active}
            if before.get(switch) != _ON
        }
        if switches:
            await self._config.set(dict.fromkeys(switches, _ON))
        remembered = Remembered(
            mark=plan.mark,
            values={key: value for key, value in values.items() if key in active},
            switches=switches,
        )
        return Provisioned(
            active=tuple(EVENTS[key] for key in active),
            unsupported=tuple(EVENTS[key] for key in plan.urls if key not in active),
            remembered=remembered.before(earlier),
        )

    async def verify(self, remembered: Remembered) -> tuple[ActionEvent, ...]:
        """Return the events that are no longer reported to us: somebody changed that."""
        now = await self._settings()
        return tuple(
            EVENTS[key]
            for key in remembered.values
            if not is_ours(now.get(key, ""), remembered.mark) or now.get(EVENTS[key].switch) != _ON
        )

    async def restore(self, remembered: Remembered) -> None:
        """Put things back as they were, but only where our address still stands."""
        now = await self._settings()
        back = {
            key: value
            for key, value in remembered.values.items()
            if is_ours(now.get(key, ""), remembered.mark)
        }
        after = {**now, **back}
        for switch, value in remembered.switches.items():
            used = any(after.get(key) for key, one in EVENTS.items() if one.switch == switch)
            if now.get(switch) == _ON and not used:
                back[switch] = value
        if back:
            await self._config.set(back)

    async def _write(self, urls: Mapping[str, tuple[str, ...]]) -> list[str]:
        """Write each key's first address that stays; return the keys that have one."""
        active: list[str] = []
        waiting = dict(urls)
        while waiting:
            wanted = {key: choices[0] for key, choices in waiting.items()}
            stayed = await self._stayed(wanted)
            active += stayed
            waiting = {
                key: choices[1:]
                for key, choices in waiting.items()
                if key not in stayed and len(choices) > 1
            }
        return [key for key in urls if key in active]

    async def _stayed(self, wanted: Mapping[str, str]) -> set[str]:
        try:
            await self._config.set(wanted)
        except DeviceError, InvalidError:
            # Firmware that refuses one refuses all: which one has to be found out.
            if len(wanted) == 1:
                return set()
            return {key for one, url in wanted.items() for key in await self._stayed({one: url})}
        found = await self._config.get(item=tuple(wanted))
        return {key for key, url in wanted.items() if found.get(key) == url}

    async def _settings(self) -> Mapping[str, str]:
        """Return what is about addresses; firmware without filters sends everything."""
        prefixes = (PREFIX.removesuffix("."), INPUT.removesuffix("."))
        try:
            found = _of_interest(await self._config.get(filter=prefixes))
        except ConnectionFailedError:
            raise
        except UnsupportedError, DeviceError, InvalidError:
            found = {}
        return found or _of_interest(await self._config.get())


def _of_interest(settings: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in settings.items() if key.startswith((PREFIX, INPUT))}
