"""Devices that are registered and changed. Source: 1.4.1 to 1.4.7."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from ....errors import InvalidError
from .fields import check_range, check_text, flag, integer, present, text

LONGEST = 256
LONGEST_TIMEOUT = 2_147_483_647
LONGEST_AGING = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What kind of device it is: ``product_id``, or all five of the others."""

    product_id: str | None = None
    manufacturer_id: str | None = None
    manufacturer_name: str | None = None
    device_type: str | None = None
    model: str | None = None
    protocol_type: str | None = None

    def check(self) -> None:
        """Raise InvalidError where the platform could not find the product by it."""
        five = (
            *(self.manufacturer_id, self.manufacturer_name, self.device_type),
            *(self.model, self.protocol_type),
        )
        if not self.product_id and not all(five):
            raise InvalidError(
                "either product_id or manufacturer_id, manufacturer_name, device_type, model and "
                "protocol_type must be given"
            )

    def to_wire(self) -> dict[str, Any]:
        """Return the members that stand in ``deviceInfo``."""
        return present(
            manufacturerId=self.manufacturer_id,
            manufacturerName=self.manufacturer_name,
            deviceType=self.device_type,
            model=self.model,
            protocolType=self.protocol_type,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """A registered device and its secrets, which the platform shows only now."""

    device_id: str
    verify_code: str = field(default="", repr=False)
    psk: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    timeout: int | None = None
    """Seconds in which the device has to connect; 0 for ever."""

    @classmethod
    def from_wire(cls, answer: Mapping[str, Any], device_id: str = "") -> Self:
        """Read an answer; that of 1.4.3 does not repeat the device's id."""
        return cls(
            device_id=text(answer.get("deviceId")) or device_id,
            verify_code=text(answer.get("verifyCode")),
            psk=text(answer.get("psk")),
            secret=text(answer.get("secret")),
            timeout=integer(answer.get("timeout")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """Whether a device has ever connected."""

    device_id: str
    activated: bool | None
    name: str = ""

    @classmethod
    def from_wire(cls, answer: Mapping[str, Any]) -> Self:
        """Read an answer."""
        return cls(
            device_id=text(answer.get("deviceId")),
            activated=flag(answer.get("activated")),
            name=text(answer.get("name")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A word with a value."""

    name: str
    value: str
    kind: int | None = None
    """Only of devices."""

    @classmethod
    def from_wire(cls, body: Mapping[str, Any]) -> Self:
        """Read an object."""
        return cls(
            name=text(body.get("tagName")),
            value=text(body.get("tagValue")),
            kind=integer(body.get("tagType")),
        )

    def to_wire(self) -> dict[str, Any]:
        """Return the object. Raises InvalidError."""
        return present(
            tagName=check_text("name of a tag", self.name, 128),
            tagValue=check_text("value of a tag", self.value, 1024),
            tagType=self.kind,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomField:
    """A member of one's own."""

    name: str
    kind: str
    value: Any

    def to_wire(self) -> dict[str, Any]:
        """Return the object."""
        return {"fieldName": self.name, "fieldType": self.kind, "fieldValue": self.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceChange:
    """What changes of a device; what is None stays."""

    name: str | None = None
    location: str | None = None
    frozen: bool | None = None
    """The platform neither manages the device nor stores its data."""
    device_type: str | None = None
    product_id: str | None = None
    manufacturer_id: str | None = None
    manufacturer_name: str | None = None
    model: str | None = None
    protocol_type: str | None = None
    end_user: str | None = None
    organization: str | None = None
    region: str | None = None
    time_zone: str | None = None
    imsi: str | None = field(default=None, repr=False)
    ip: str | None = None
    secure: bool | None = None
    psk: str | None = field(default=None, repr=False)
    keep_data_days: int | None = None
    """Days for which the platform keeps reports, 0 to 90."""
    tags: tuple[Tag, ...] | None = None
    custom_fields: tuple[CustomField, ...] | None = None

    def to_wire(self) -> dict[str, Any]:
        """Return the body. Raises InvalidError, also for no change at all."""
        days = self.keep_data_days
        if days is not None:
            check_range("keep_data_days", days, 0, LONGEST_AGING)
        if self.psk is not None:
            check_psk(self.psk)
        body = present(
            name=_short("name", self.name, LONGEST),
            location=_short("location", self.location, 1024),
            mute=None if self.frozen is None else str(self.frozen).upper(),
            deviceType=_short("device_type", self.device_type, LONGEST),
            productId=_short("product_id", self.product_id, LONGEST),
            manufacturerId=_short("manufacturer_id", self.manufacturer_id, LONGEST),
            manufacturerName=_short("manufacturer_name", self.manufacturer_name, LONGEST),
            model=_short("model", self.model, LONGEST),
            protocolType=_short("protocol_type", self.protocol_type, LONGEST),
            endUser=_short("end_user", self.end_user, LONGEST),
            organization=_short("organization", self.organization, LONGEST),
            region=_short("region", self.region, LONGEST),
            timezone=_short("time_zone", self.time_zone, LONGEST),
            imsi=_short("imsi", self.imsi, 64),
            ip=_short("ip", self.ip, 128),
            isSecure=self.secure,
            psk=self.psk,
            deviceConfig=None if days is None else {"dataConfig": {"dataAgingTime": days}},
            tags=None if self.tags is None else [one.to_wire() for one in self.tags],
            customFields=_custom(self.custom_fields),
        )
        if not body:
            raise InvalidError("there is nothing to change")
        return body


def check_psk(psk: str) -> str:
    """Return ``psk``. Raises InvalidError for anything but 8 to 32 hexadecimal digits."""
    if not 8 <= len(psk) <= 32 or not set(psk) <= set("0123456789abcdefABCDEF"):
        raise InvalidError("parameter psk must be 8 to 32 hexadecimal digits")
    return psk


def _short(name: str, value: str | None, most: int) -> str | None:
    return None if value is None else check_text(name, value, most, 0)


def _custom(values: tuple[CustomField, ...] | None) -> list[dict[str, Any]] | None:
    return None if values is None else [one.to_wire() for one in values]
