"""Nothing is decoded: the payload as hexadecimal digits, its length and its port."""

from dataclasses import dataclass

from . import quantities
from .measurement import Decoded, Findings


@dataclass(frozen=True, slots=True)
class Raw:
    """Shows payloads as they came; long ones are cut off."""

    def decode(self, payload: bytes, port: int) -> Decoded:
        """Return the payload, its length and its port."""
        found = Findings()
        found.add("payload", payload[:512].hex(), quantities.PAYLOAD)
        found.add("payload_length", len(payload), quantities.PAYLOAD_LENGTH)
        found.add("payload_port", str(port), quantities.PAYLOAD_PORT)
        return found.result()
