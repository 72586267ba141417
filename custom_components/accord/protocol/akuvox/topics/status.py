"""The poll, and what a unit has: the model's name does not tell, its answers do."""

from ...errors import (
    AccordError,
    AuthenticationError,
    ConflictError,
    ConnectionFailedError,
    PermissionDeniedError,
    UnsupportedError,
)
from ..catalog import PROBES, Probe
from ..models.call import CallStatus
from ..models.input import InputStatus
from ..models.relay import RelayStatus
from ..models.status import AkuvoxPoll, Capabilities
from ..models.system import SystemInfo
from ..session import AkuvoxSession


class StatusTopic:
    """What a poll asks."""

    def __init__(self, session: AkuvoxSession) -> None:
        """Speak through ``session``."""
        self._session = session
        self._found: Capabilities | None = None

    @property
    def capabilities(self) -> Capabilities | None:
        """Return what was found or restored, None before."""
        return self._found

    def restore(self, capabilities: Capabilities) -> None:
        """Take over what ``probe`` found before, so that the same firmware is not asked again."""
        self._found = capabilities

    async def poll(self, *, inputs: bool = True, call: bool = True) -> AkuvoxPoll:
        """Return the state, with one request for relays, one for inputs and one for calls.

        What the unit was found to lack is not asked for.
        """
        relays: RelayStatus | None = None
        levels: InputStatus | None = None
        calls: CallStatus | None = None
        if self.has("relay/status"):
            relays = RelayStatus.from_wire(await self._session.read("relay", "status"))
        if inputs and self.has("input/status"):
            levels = InputStatus.from_wire(await self._session.read("input", "status"))
        if call and self.has("call/status"):
            calls = CallStatus.from_wire(await self._session.read("call", "status"))
        return AkuvoxPoll(
            relays={} if relays is None else relays.switched,
            inputs={} if levels is None else levels.levels,
            call=calls,
        )

    async def probe(self, info: SystemInfo | None = None) -> Capabilities:
        """Find out what the unit answers: harmless reads, once per firmware.

        ``info`` is what it just said of itself, if somebody has asked.

        Raises ConnectionFailedError when the unit does not answer at all any more,
        AuthenticationError, ApiClosedError, WantsHttpsError.
        """
        firmware = await self._firmware() if info is None else info.firmware
        if self._found is not None and self._found.firmware == firmware:
            return self._found
        found = {"system/info"}
        for probe in PROBES:
            for capability in (probe.capability, probe.instead):
                if capability is not None and await self._answers(capability, probe):
                    found.add(capability)
                    break
        self._found = Capabilities(firmware=firmware, topics=frozenset(found))
        return self._found

    async def _answers(self, capability: str, probe: Probe) -> bool:
        target, _, action = capability.partition("/")
        try:
            await self._session.read(target, action, probe.query)
        except UnsupportedError:
            return False
        except ConnectionFailedError:
            # Firmware that breaks at this question lacks what was asked for.
            await self._firmware()
            return False
        except AuthenticationError, PermissionDeniedError, ConflictError:
            raise
        except AccordError:
            return False
        return True

    async def _firmware(self) -> str:
        return SystemInfo.from_wire(await self._session.read("system", "info")).firmware

    def has(self, capability: str) -> bool:
        """Tell whether the unit answers ``relay/status`` and the like; yes before it was asked."""
        return self._found is None or capability in self._found
