"""What happens at the door: cards, codes and faces, judged, logged and told by URL."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from simulators.akuvox.people import Verdict
from simulators.akuvox.rows import Log

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_ROW = {"Type": "", "Name": "", "Status": "", "Code": "", "Date": "", "Time": ""}
_WORDY = {"Relay": "", "AccessMode": "0", "UserID": "", "PicUrl": ""}


@dataclass(frozen=True)
class Way:
    """A way to get in: its number and word in the log, and its names in action URLs."""

    number: str
    word: str
    event: str = ""
    variable: str = "code"
    unlock_type: str = "Null"


CARD = Way("1", "Card", "Card", "card_sn")
PRIVATE = Way("2", "Private PIN", "Code")
PUBLIC = Way("3", "Public PIN", "Code")
FACE = Way("4", "Face", "Face", "open_type", "Face")
QR = Way("0", "QR Code", "QRCode", "qrcode", "QR Code")
DTMF = Way("0", "DTMF")
HTTP = Way("0", "HTTP API")


class Door:
    """The reader, the keypad and the camera, and the log of who came."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Start with an empty log."""
        self._device = device
        members = {**_ROW, **(_WORDY if device.quirks.door_log_words else {})}
        self.log = Log(members, capacity=device.quirks.log_capacity)

    def show_card(self, code: str) -> None:
        """Hold a card before the reader; a reader that enrols takes its number instead."""
        if not self._device.reader.enrol(code):
            self._decide(CARD, code, self._device.people.by_card(code))

    def enter_code(self, code: str) -> None:
        """Type a code: a private PIN, or a public one."""
        private = self._device.people.by_pin(code)
        if private.allowed or private.name:
            self._decide(PRIVATE, code, private)
            return
        public = self._device.people.by_public_code(code)
        self._decide(PUBLIC if public.allowed else PRIVATE, code, public)

    def show_face(self, user: str) -> None:
        """Look into the camera, as somebody or, with an empty name, as a stranger."""
        if not self._device.model.face:
            raise ValueError(f"{self._device.name} has no camera")
        self._decide(FACE, "", self._device.people.by_user(user))

    def show_qr(self, code: str, user: str) -> None:
        """Hold a QR code before the camera that belongs to a user, or to nobody."""
        if not self._device.model.qr:
            raise ValueError(f"{self._device.name} reads no QR codes")
        people = self._device.people
        row = people.users.first({"UserID": user})
        self._decide(QR, code, Verdict() if row is None else people.judge(row))

    def opened(self, way: Way, relays: str, *, code: str = "") -> None:
        """Note that relays were opened without anybody at the door."""
        self._note(way, code, Verdict(allowed=True, relays=relays))

    def _decide(self, way: Way, code: str, verdict: Verdict) -> None:
        device = self._device
        word = "Valid" if verdict.allowed else "Invalid"
        suffix = "Recognition" if way is FACE else "Entered"
        if verdict.allowed:
            quiet = device.quirks.code_opens_without_relay_url and way in {PRIVATE, PUBLIC}
            device.relays.open(verdict.relays, quiet=quiet)
        values = {
            way.variable: "Face" if way is FACE else code,
            "userid": verdict.user_id,
            "user_name": verdict.name,
            "unlocktype": way.unlock_type,
            "schedule": verdict.schedule,
            "relay_id": verdict.relays,
        }
        device.urls.call(f"{word}{way.event}{suffix}", values)
        self._note(way, code, verdict)

    def _note(self, way: Way, code: str, verdict: Verdict) -> None:
        device = self._device
        words = device.quirks.door_log_words
        now = device.local_time()
        unknown = "Unknown" if words and not verdict.allowed else ""
        row = self.log.append(
            {
                "Type": way.word if words else way.number,
                "Name": verdict.name or unknown,
                "Status": self._status(allowed=verdict.allowed),
                "Code": code,
                "Date": f"{now:%Y-%m-%d}",
                "Time": f"{now:%H:%M:%S}",
                "Relay": verdict.relays,
                "UserID": verdict.user_id,
            }
        )
        device.syslog.note(f"door {way.word} {'ok' if verdict.allowed else 'refused'}")
        device.urls.call("DoorLog", row={name: row[name] for name in row if name != "ID"})

    def _status(self, *, allowed: bool) -> str:
        if self._device.quirks.door_log_words:
            return "Success" if allowed else "Failed"
        return "0" if allowed else "1"
