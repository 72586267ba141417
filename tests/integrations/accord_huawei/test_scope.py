"""Which devices are shown."""

from homeassistant.core import HomeAssistant
import pytest

from custom_components.accord.protocol.huawei.northbound import Device, DeviceInfo
from custom_components.accord_huawei.scope import Filter, Scope, ScopeKind, read_members
from simulators.huawei.groups import Group
from tests.integrations.accord_huawei.conftest import (
    CLIMATE,
    DOOR,
    HUB,
    LAMP,
    METER,
    Add,
    Make,
    asked,
)

CHILD = Device(device_id="a", gateway_id="g", info=DeviceInfo(device_type="Light"))


@pytest.mark.parametrize(
    ("kind", "ids", "held"),
    [
        ("all", (), True),
        ("gateways", ("g",), True),
        ("gateways", ("h",), False),
        ("types", ("Light",), True),
        ("types", ("Lock",), False),
        ("groups", ("x",), True),
        ("devices", ("a",), True),
        ("devices", ("b",), False),
    ],
)
def test_holds(kind: str, ids: tuple[str, ...], held: bool) -> None:
    """By what was chosen."""
    scope = Scope(kind=ScopeKind(kind), ids=ids)
    assert scope.holds(CHILD, {"a"}) is held
    assert Scope.from_options(scope.to_options()) == scope
    assert not Scope(kind=ScopeKind.GROUPS).holds(CHILD)


def test_filters() -> None:
    """The platform is asked for no more than what is shown, where it can be told."""
    assert Scope().filters == (Filter(),)
    gateways = Scope(kind=ScopeKind.GATEWAYS, ids=("g", "h"))
    assert gateways.filters == (Filter(gateway_id="g"), Filter(gateway_id="h"))
    assert Scope(kind=ScopeKind.TYPES, ids=("L",)).filters == (Filter(device_type="L"),)


async def test_gateway(hass: HomeAssistant, make: Make, add: Add) -> None:
    """A gateway and its children, asked for by the gateway."""
    platform = await make()
    entry = await add(platform, scope="gateways", scope_ids=[HUB])
    assert set(entry.runtime_data.coordinator.devices) == {HUB, LAMP, DOOR, CLIMATE}
    assert asked(platform, "1.5.2")[0].query["gatewayId"] == HUB


async def test_group(hass: HomeAssistant, make: Make, add: Add) -> None:
    """The members of a group, in pages."""
    platform = await make()
    platform.groups.add(
        Group("g-1", platform.app_id, "Cellar", members={METER: None, HUB: None}), None
    )
    entry = await add(platform, scope="groups", scope_ids=["g-1"])
    coordinator = entry.runtime_data.coordinator
    assert set(coordinator.devices) == {METER, HUB}
    assert await read_members(coordinator.client, ["g-1"]) == {METER, HUB}
