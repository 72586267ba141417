"""Smart Control: the relay follows motion, by segments of the day."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from simulators.kasa.device import KasaDevice

type Json = dict[str, Any]

MANUAL, MOTION, MOTION_AND_DARK, NO_MOTION = 0, 1, 2, 2
FACTORY_ID = "0"
_DAY = 1440


def factory_rule() -> Json:
    """Return the rule a device is sold with: all day, on with motion, off a minute after it."""
    segment = {"sT": 0, "eT": _DAY, "clr": 0, "onTT": MOTION, "offTT": NO_MOTION, "offWT": 60}
    return {"en": 1, "name": "default", "id": FACTORY_ID, "wday": [1] * 7, "array": [segment]}


def factory_manual_action() -> Json:
    """Return how long switching by hand holds the sensor off, in seconds."""
    return {"onToT": 0, "onToM": 0, "onToS": 10, "offToT": 0, "offToM": 0, "offToS": 60}


class SmartControl:
    """Rules of a switch with a motion sensor; it has one relay."""

    def __init__(self, device: KasaDevice) -> None:
        """Start with the factory's rule."""
        self._device = device
        self.routines: dict[str, Json] = {FACTORY_ID: factory_rule()}
        self.manual_action = factory_manual_action()
        self._switched_off_at = device.outlets[0].switched_at
        assert device.motion is not None
        device.motion.watch(self.noticed)

    def noticed(self) -> None:
        """Switch on, if a segment says so, and off again when it is quiet."""
        device = self._device
        if (segment := self._segment()) is None or device.motion is None:
            return
        if segment["offTT"] == NO_MOTION:
            device.motion.cold_time = segment["offWT"] * 1000
        relay = device.outlets[0]
        if not relay.on and self._wants_on(segment) and not self._held_off():
            relay.switch(True)
        if relay.on and segment["offTT"] == NO_MOTION and device.motion.cold_at is not None:
            device.spawn(self._rest_at(device.motion.cold_at))

    async def _rest_at(self, moment: float) -> None:
        device = self._device
        await device.clock.sleep_until(moment)
        if device.motion is not None and device.motion.cold_at == moment:
            device.outlets[0].switch(False)
            self._switched_off_at = device.clock.now()

    def _wants_on(self, segment: Json) -> bool:
        ambient = self._device.ambient
        if segment["onTT"] == MOTION_AND_DARK:
            return ambient is not None and ambient.dark
        return bool(segment["onTT"] == MOTION)

    def _held_off(self) -> bool:
        """Tell whether somebody switched off by hand just now."""
        off_at = self._device.outlets[0].switched_at
        if off_at == self._switched_off_at:
            return False
        return bool(self._device.clock.now() - off_at < self.manual_action["offToS"])

    def _segment(self) -> Json | None:
        now = self._device.local_time()
        minute, day = now.hour * 60 + now.minute, now.isoweekday() % 7
        for routine in self.routines.values():
            if routine["en"] and routine["wday"][day]:
                for segment in routine["array"]:
                    if segment["sT"] <= minute < segment["eT"]:
                        return dict(segment)
        return None
