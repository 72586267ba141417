"""Devices and what their IOs are set to. Source: LifeSmart's base document, ``ep`` and ``eps``."""

from collections.abc import Mapping, Sequence

from ...errors import InvalidError, NotFoundError, ProtocolError
from ..errors import NoAnswerError
from ..models.device import Device, EpSet
from ..models.fields import check_text, objects
from ..session import StationSession

_ONE_BY_ONE = "eps"
_FULL, _WITHOUT_IOS = 2, 1


class EpTopic:
    """All devices of a station, whatever their class."""

    def __init__(self, session: StationSession) -> None:
        """Speak through ``session``."""
        self._session = session

    async def get(self, me: str) -> Device:
        """Return one device. Raises NotFoundError where the answer is about none."""
        message = await self._session.get("ep", {"me": check_text("me", me)})
        for found in objects(message, "me"):
            device = Device.from_wire(found, me=me)
            if device.me == me:
                return device
        raise NotFoundError(f"the station knows no device {me}")

    async def list(self) -> tuple[Device, ...]:
        """Return all devices with their IOs.

        Where the whole list never arrives, as it may be too long for one packet, the devices
        are asked for one by one, from then on.
        """
        if self._session.dialect.word(_ONE_BY_ONE) is None:
            try:
                return await self.list_degree(_FULL)
            except NoAnswerError:
                known = await self.list_degree(_WITHOUT_IOS)
                self._session.remember(_ONE_BY_ONE, "ep")
        else:
            known = await self.list_degree(_WITHOUT_IOS)
        return tuple([await self._or_known(device) for device in known])

    async def list_degree(self, degree: int) -> tuple[Device, ...]:
        """Return all devices; with ``degree`` 0 or 1 without their IOs. Raises ProtocolError."""
        if not 0 <= degree <= _FULL:
            raise InvalidError("parameter degree must be from 0 to 2")
        args = {} if degree == _FULL else {"degree": degree}
        message = await self._session.get("eps", args)
        if not isinstance(message, list | Mapping):
            # Otherwise a station that is not ready would look like one without devices.
            raise ProtocolError("eps: the answer is no list of devices")
        found = objects(message, "me")
        return tuple(device for one in found if (device := Device.from_wire(one)).me)

    async def set(self, change: EpSet, *, absolute: bool = True) -> None:
        """Set one IO.

        An ``absolute`` change may be sent again when no answer comes, as it changes nothing the
        second time.
        """
        await self._session.set("ep", change.to_wire(), repeatable=absolute)

    async def set_many(self, changes: Sequence[EpSet], *, absolute: bool = True) -> None:
        """Set several IOs at once, of any devices. Raises InvalidError without any."""
        if not changes:
            raise InvalidError("parameter changes must not be empty")
        if len(changes) == 1:
            await self.set(changes[0], absolute=absolute)
            return
        args = [change.to_wire() for change in changes]
        await self._session.set("eps", args, repeatable=absolute)

    async def _or_known(self, device: Device) -> Device:
        try:
            return await self.get(device.me)
        except NotFoundError:
            return device
