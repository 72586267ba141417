"""The first look at a station, and all it needs. Source: LifeSmart's base document."""

from ...errors import AccordError, AuthenticationError, ConnectionFailedError
from ..models.config import StationVersion
from ..models.status import StationProbe
from ..session import StationSession
from .config import ConfigTopic
from .ep import EpTopic


class StatusTopic:
    """Several operations at once."""

    def __init__(self, session: StationSession, ep: EpTopic, config: ConfigTopic) -> None:
        """Work through the topics."""
        self._session = session
        self._ep = ep
        self._config = config

    async def probe(self) -> StationProbe:
        """Read devices, firmware and clock, and have events sent.

        Raises NoAnswerError where nothing answers, SignatureRefusedError where model, token or
        clock are wrong.
        """
        devices = await self._ep.list()
        try:
            version = await self._config.get_version()
        except ConnectionFailedError, AuthenticationError:
            raise
        except AccordError:
            version = StationVersion()
        try:
            await self._config.notify()
        except ConnectionFailedError, AuthenticationError:
            raise
        except AccordError:
            pass
        told = (device.agt for device in devices if device.agt not in ("", "mga"))
        return StationProbe(
            id=next(told, None) or self._session.agtid or "",
            version=version,
            devices=devices,
            offset=self._session.clock.offset,
        )
