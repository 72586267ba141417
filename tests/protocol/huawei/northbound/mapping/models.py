"""Product models in few words."""

from typing import Any

from custom_components.accord.protocol.huawei.northbound import (
    CommandModel,
    PropertyModel,
    ServiceModel,
    ValueModel,
)
from custom_components.accord.protocol.huawei.northbound.mapping.feature import (
    DeviceContext,
    Feature,
)
from custom_components.accord.protocol.huawei.northbound.mapping.plan import plan_features


def prop(name: str, data_type: str = "int", method: str = "RE", **more: Any) -> PropertyModel:
    """Return a property."""
    return PropertyModel(name=name, data_type=data_type, method=method, **more)


def para(name: str, data_type: str = "int", **more: Any) -> ValueModel:
    """Return a parameter."""
    return ValueModel(name=name, data_type=data_type, **more)


def command(name: str, *parameters: ValueModel) -> CommandModel:
    """Return a command."""
    return CommandModel(name=name, parameters=parameters, responses={})


def service(name: str, *parts: PropertyModel | CommandModel, option: str = "") -> ServiceModel:
    """Return a service of properties and commands."""
    return ServiceModel(
        service_id=name,
        service_type=name,
        option=option,
        properties=tuple(one for one in parts if isinstance(one, PropertyModel)),
        commands=tuple(one for one in parts if isinstance(one, CommandModel)),
    )


def planned(one: ServiceModel, **context: Any) -> dict[str, Feature]:
    """Return the features of one service by their key."""
    return {found.key: found for found in plan_features([one], DeviceContext(**context))}
