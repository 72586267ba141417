"""What product models can do: asked once for each model, kept over restarts.

The platform answers for devices, but all devices of a model can do the same: a thousand meters
cost one call.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypedDict

from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.storage import Store
from homeassistant.util import dt as dt_util

from ..accord.protocol.huawei.northbound import Device, HuaweiClient, ServiceModel
from ..accord.protocol.huawei.northbound.mapping import (
    DeviceContext,
    Feature,
    Override,
    plan_features,
)
from .const import DOMAIN

RENEWED_AFTER = timedelta(days=7)
SAVE_DELAY = 10.0
_VERSION = 1


class _Stored(TypedDict):
    read: str
    services: list[dict[str, Any]]
    read_only: list[str]


class Products:
    """The product models of one application, and what their devices are to their owners."""

    def __init__(self, hass: HomeAssistant, entry_id: str) -> None:
        """Be of an entry."""
        self._store: Store[dict[str, _Stored]] = Store(hass, _VERSION, f"{DOMAIN}.{entry_id}")
        self._services: dict[str, tuple[ServiceModel, ...]] = {}
        self._read_at: dict[str, datetime] = {}
        self._read_only: dict[str, frozenset[str]] = {}
        self._plans: dict[tuple[object, ...], tuple[Feature, ...]] = {}
        self._planned: dict[str, tuple[Device, tuple[Feature, ...]]] = {}
        self.overrides: dict[str, Mapping[str, Override]] = {}
        """What the owner wants otherwise, by model; whoever changes it calls ``forget_plans``."""

    async def async_load(self) -> None:
        """Read what was known before."""
        for name, stored in (await self._store.async_load() or {}).items():
            self._services[name] = tuple(map(ServiceModel.from_wire, stored["services"]))
            self._read_at[name] = dt_util.parse_datetime(
                stored["read"]
            ) or dt_util.utc_from_timestamp(0)
            self._read_only[name] = frozenset(stored["read_only"])

    async def async_save(self) -> None:
        """Write what is known now."""
        await self._store.async_save(self._stored())

    async def async_remove(self) -> None:
        """Forget everything."""
        await self._store.async_remove()

    @callback
    def _stored(self) -> dict[str, _Stored]:
        return {
            name: {
                "read": self._read_at[name].isoformat(),
                "services": [one.to_wire() for one in services],
                "read_only": sorted(self._read_only.get(name, ())),
            }
            for name, services in self._services.items()
        }

    def services(self, name: str) -> tuple[ServiceModel, ...] | None:
        """Return the services of a model, None for one that was not asked for yet."""
        return self._services.get(name)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the models that are known."""
        return tuple(self._services)

    def unknown(self, devices: Iterable[Device]) -> dict[str, Device]:
        """Return one device of each model that has to be asked for, the unknown models first."""
        now = dt_util.utcnow()
        missing: dict[str, Device] = {}
        old: dict[str, Device] = {}
        for device in devices:
            name = name_of_model(device)
            read_at = self._read_at.get(name)
            if read_at is None:
                missing.setdefault(name, device)
            elif now - read_at > RENEWED_AFTER:
                old.setdefault(name, device)
        return missing | old

    async def async_read(self, client: HuaweiClient, device: Device) -> bool:
        """Ask what a device's model can do; returns whether that is news. Raises AccordError."""
        name = name_of_model(device)
        answer = await client.data.capabilities(device.device_id)
        services = next(
            (one.services for one in answer if one.device_id in ("", device.device_id)), ()
        )
        news = self._services.get(name) != services
        self._services[name] = services
        self._read_at[name] = dt_util.utcnow()
        self._store.async_delay_save(self._stored, SAVE_DELAY)
        if news:
            self.forget_plans()
        return news

    @callback
    def renew(self, names: Iterable[str]) -> None:
        """Have models asked for again: something changed."""
        for name in names:
            if name in self._read_at:
                self._read_at[name] = dt_util.utc_from_timestamp(0)

    @callback
    def note_read_only(self, device: Device, feature: Feature) -> None:
        """Remember that the platform refuses to write a property of a model."""
        name = name_of_model(device)
        self._read_only[name] = self._read_only.get(name, frozenset()) | {feature.id}
        self._store.async_delay_save(self._stored, SAVE_DELAY)
        self.forget_plans()

    @callback
    def forget_plans(self) -> None:
        """Plan all features anew."""
        self._plans.clear()
        self._planned.clear()

    def features(self, device: Device) -> tuple[Feature, ...]:
        """Return what a device is to its owner; the same object while nothing changed."""
        known = self._planned.get(device.device_id)
        if known is not None and known[0] is device:
            return known[1]
        name = name_of_model(device)
        mark = _mark(device, name)
        features = self._plans.get(mark)
        if features is None:
            features = self._plans[mark] = self._plan(device, name)
        self._planned[device.device_id] = (device, features)
        return features

    def _plan(self, device: Device, name: str) -> tuple[Feature, ...]:
        services = self._services.get(name)
        if services is None:
            return ()
        context = DeviceContext(
            device_type=device.info.device_type,
            protocol_type=device.info.protocol_type,
            data={one.service_id: one.data for one in device.services},
            muted={one.service_id: frozenset(one.muted) for one in device.services if one.muted},
            read_only=self._read_only.get(name, frozenset()),
            overrides=self.overrides.get(name, {}),
        )
        return plan_features(services, context)


def name_of_model(device: Device) -> str:
    """Return what all devices of a model have in common."""
    info = device.info
    return f"{info.manufacturer_id}/{info.device_type}/{info.model}/{info.protocol_type}"


def _mark(device: Device, name: str) -> tuple[object, ...]:
    """Return what a plan depends on: the model, and what is reported, not its values."""
    return (
        name,
        tuple(
            (one.service_id, one.muted, tuple((key, type(one.data[key])) for key in one.data))
            for one in device.services
        ),
    )
