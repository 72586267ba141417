"""Rules K1 to K10 by tables."""

from typing import Any

import pytest

from custom_components.accord.protocol.huawei.northbound import CommandModel
from custom_components.accord.protocol.huawei.northbound.mapping.commands import children_remover
from custom_components.accord.protocol.huawei.northbound.mapping.feature import Category, Kind
from tests.protocol.huawei.northbound.mapping.models import command, para, planned, prop, service

SINGLE: list[tuple[str, CommandModel, dict[str, Any] | None]] = [
    ("S", command("IDENTIFY"), {"rule": "K1", "kind": Kind.BUTTON, "enabled": True}),
    (
        "S",
        command("SET_MODE", para("value", "boolean")),
        {"rule": "K3", "kind": Kind.SWITCH, "assumed": True},
    ),
    (
        "S",
        command("SET_MODE", para("value", "enum", choices=("a", "b", "c"))),
        {"rule": "K4", "kind": Kind.SELECT, "options": ("a", "b", "c")},
    ),
    (
        "S",
        command("SET_PERIOD", para("value", "int", low=1, high=24, unit="hour")),
        {"rule": "K5", "kind": Kind.NUMBER, "unit": "h", "device_class": "duration", "low": 1},
    ),
    ("S", command("SET_N", para("value", "int")), {"rule": "K5", "enabled": False}),
    (
        "S",
        command("SET_NAME", para("value", "string", longest=9)),
        {"rule": "K6", "kind": Kind.TEXT, "longest": 9},
    ),
    ("S", command("SHOW_TEXT", para("value", "string")), {"rule": "K6", "kind": Kind.NOTIFY}),
    ("S", command("SEND", para("message", "string")), {"rule": "K6", "kind": Kind.NOTIFY}),
    ("S", command("SET_THING", para("value", "jsonObject")), None),
    ("S", command("MIX", para("a"), para("b")), None),
    (
        "Discovery",
        command("DISCOVERY", para("timeout"), para("protocol", "string")),
        {"rule": "K8", "kind": Kind.BUTTON, "category": Category.CONFIG},
    ),
    ("Remover", command("REMOVE", para("deviceId", "string")), None),
    (
        "S",
        command("REBOOT"),
        {"rule": "K9", "kind": Kind.BUTTON, "enabled": False, "category": Category.CONFIG},
    ),
    ("S", command("RESET_LOCK"), {"rule": "K9", "enabled": False, "access": True}),
    ("S", command("FACTORY_SETTINGS"), {"rule": "K9", "enabled": False}),
    ("S", command("DELETE_USER", para("id")), None),
    ("S", command("UNLOCK"), {"rule": "K10", "kind": Kind.LOCK, "access": True, "assumed": True}),
    ("S", command("OPEN_DOOR"), {"rule": "K10", "kind": Kind.LOCK, "access": True}),
    ("S", command("LOCK"), {"rule": "K10", "kind": Kind.BUTTON, "access": True}),
    ("DoorLock", command("GET_LOCK_LOG"), {"kind": Kind.BUTTON, "access": True}),
    (
        "S",
        command("SET", para("lock", "boolean")),
        {"rule": "K10", "kind": Kind.LOCK, "access": True, "inverted": False},
    ),
    (
        "S",
        command("DOOR", para("openDoor", "int", low=0, high=1)),
        {"rule": "K10", "kind": Kind.LOCK, "inverted": True},
    ),
    ("S", command("UNLOCK", para("user"), para("password", "string")), None),
    ("S", command("UNLOCK", para("seconds", "int")), None),
    (
        "S",
        command("SET_LOCK_TIME", para("seconds", "int", low=0, high=9)),
        {"rule": "K5", "kind": Kind.NUMBER, "access": True},
    ),
]


@pytest.mark.parametrize(
    ("name", "subject", "wanted"), SINGLE, ids=lambda one: getattr(one, "name", "")
)
def test_commands(name: str, subject: CommandModel, wanted: dict[str, Any] | None) -> None:
    found = planned(service(name, subject))
    if wanted is None:
        assert found == {}
        return
    feature = found[f"{subject.name}:command"]
    assert {key: getattr(feature, key) for key in wanted} == wanted
    assert not feature.reads


@pytest.mark.parametrize(
    ("on", "off", "rule", "kind", "inverted"),
    [
        ("ON", "OFF", "K3", Kind.SWITCH, False),
        ("START", "STOP", "K3", Kind.SWITCH, False),
        ("LOCK", "UNLOCK", "K10", Kind.LOCK, False),
    ],
)
def test_pairs_without_a_property(on: str, off: str, rule: str, kind: Kind, inverted: bool) -> None:
    """Opposites are one thing."""
    found = planned(service("S", command(on), command(off)))
    (feature,) = found.values()
    assert (feature.rule, feature.kind, feature.inverted) == (rule, kind, inverted)
    assert feature.assumed
    assert feature.path is not None
    assert feature.path.commands == (on, off)


def test_door_that_opens_and_closes() -> None:
    (feature,) = planned(service("Door", command("OPEN"), command("CLOSE"))).values()
    assert (feature.kind, feature.inverted, feature.access) == (Kind.LOCK, True, True)


def test_used_commands_have_no_feature_of_their_own() -> None:
    """Rule K2."""
    found = planned(
        service("S", prop("level"), command("SET_LEVEL", para("v")), command("IDENTIFY"))
    )
    assert list(found) == ["level", "IDENTIFY:command"]


def test_remover() -> None:
    remove = command("REMOVE", para("deviceId", "string"))
    assert children_remover(service("Remover", remove)) == remove
    assert children_remover(service("Remove", remove)) == remove
    assert children_remover(service("Remover")) is None
    assert children_remover(service("S", remove)) is None
