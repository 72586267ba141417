"""The actions on lock entities, through Home Assistant's action registry and as files show them."""

from collections.abc import Sequence
from dataclasses import replace
import json
from pathlib import Path
from typing import Any

from homeassistant.components.lock import LockEntity
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import (
    MockModule,
    MockPlatform,
    MockUser,
    mock_integration,
    mock_platform,
)
import voluptuous as vol
import yaml

from custom_components.accord.actions import async_register_actions
from custom_components.accord.door_user_actions import door_user_actions
from custom_components.accord.door_users import DoorUser, DoorUserField, DoorUserLimits
from custom_components.accord.protocol.errors import AccordError, LimitError
from tests.house.texts import actions_of, fields_of, services_of
from tests.house.tree import ROOT, VENDORS, json_of

VENDOR = "accord_test"
ACTIONS = door_user_actions(DoorUserField, {"add_user": ("user/add",)})
SNIPPETS = ROOT / "scripts/data/door_users"


class Backend:
    """The users of a lock, in memory."""

    def __init__(self) -> None:
        self.limits = DoorUserLimits(fields=frozenset(DoorUserField), relays=("A",))
        self.users = {
            "1": DoorUser(id="1", name="Ann", codes=("4711",)),
            "2": DoorUser(id="2", name="Cloud", source="cloud", editable=False),
        }
        self.failure: AccordError | None = None

    async def list_users(self) -> Sequence[DoorUser]:
        return list(self.users.values())

    async def add_user(self, user: DoorUser) -> DoorUser:
        if self.failure is not None:
            raise self.failure
        kept = replace(user, id=user.id or "3")
        self.users[kept.id] = kept
        return kept

    async def modify_user(self, old: DoorUser, new: DoorUser) -> DoorUser:
        assert self.users[old.id] == old
        self.users[old.id] = new
        return new

    async def delete_user(self, user: DoorUser) -> None:
        del self.users[user.id]


class Lock(LockEntity):
    """A lock with users, or without."""

    _attr_is_locked = True

    def __init__(self, name: str, door_users: Backend | None) -> None:
        self._attr_name = name
        self._attr_unique_id = name
        self.door_users = door_users


@pytest.fixture
async def backend(hass: HomeAssistant) -> Backend:
    backend = Backend()

    async def set_up(_hass: Any, _config: Any, async_add: Any, _info: Any = None) -> None:
        async_add([Lock("Front", backend), Lock("Shed", None)])

    mock_integration(hass, MockModule(VENDOR))
    mock_platform(hass, f"{VENDOR}.lock", MockPlatform(async_setup_platform=set_up))
    assert await async_setup_component(hass, "lock", {"lock": {"platform": VENDOR}})
    await hass.async_block_till_done()
    async_register_actions(hass, VENDOR, ACTIONS)
    return backend


async def call(
    hass: HomeAssistant, name: str, lock: str = "front", context: Context | None = None, **data: Any
) -> Any:
    answer = await hass.services.async_call(
        VENDOR,
        name,
        {"entity_id": f"lock.{lock}", **data},
        blocking=True,
        return_response=name != "delete_user",
        context=context,
    )
    return answer and answer[f"lock.{lock}"]


async def test_list(hass: HomeAssistant, backend: Backend) -> None:
    (ann, cloud) = (await call(hass, "list_users"))["users"]
    assert (ann["user_id"], ann["user_name"], ann["code"]) == ("1", "Ann", ["****"])
    assert (cloud["source"], cloud["editable"]) == ("cloud", False)
    (ann, _) = (await call(hass, "list_users", include_codes=True))["users"]
    assert ann["code"] == ["4711"]


async def test_add(hass: HomeAssistant, backend: Backend) -> None:
    added = await call(
        hass,
        "add_user",
        user_name=" Bob ",
        code=1234,
        card="04:EF:CC:E2",
        relays="A",
        start="2026-11-25 08:00:00",
        weekdays=["mon"],
        start_time="08:00",
        end_time="18:00",
        uses=1,
    )
    assert (added["user_id"], added["code"]) == ("3", ["****"])
    bob = backend.users["3"]
    assert (bob.name, bob.codes, bob.cards) == ("Bob", ("1234",), ("04EFCCE2",))
    assert bob.validity.uses == 1
    assert bob.validity.start is not None
    await call(hass, "add_user", user_name="Eve", user_id=9)
    assert backend.users["9"].name == "Eve"


async def test_modify(hass: HomeAssistant, backend: Backend) -> None:
    await call(hass, "modify_user", user_id="1", code="5678")
    assert backend.users["1"] == DoorUser(id="1", name="Ann", codes=("5678",))
    await call(hass, "modify_user", user_id=1, user_name="Anna", code=[], uses=1)
    assert (backend.users["1"].name, backend.users["1"].codes) == ("Anna", ())
    await call(hass, "modify_user", user_id="1", clear_limits=True)
    assert backend.users["1"] == DoorUser(id="1", name="Anna")


async def test_delete(hass: HomeAssistant, backend: Backend) -> None:
    await call(hass, "delete_user", user_id="1")
    assert list(backend.users) == ["2"]


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("modify_user", {"user_id": "2", "user_name": "X"}, "door_user_not_editable"),
        ("delete_user", {"user_id": "2"}, "door_user_not_editable"),
        ("modify_user", {"user_id": "5", "user_name": "X"}, "door_user_not_found"),
        ("delete_user", {"user_id": "5"}, "door_user_not_found"),
        ("add_user", {"user_name": "X", "code": "12"}, "door_user_code_form"),
        ("modify_user", {"user_id": "1", "uses": 2}, "door_user_uses"),
        ("list_users", {"lock": "shed"}, "door_users_unsupported"),
        ("add_user", {"lock": "shed", "user_name": "X"}, "door_users_unsupported"),
    ],
)
async def test_refused(
    hass: HomeAssistant, backend: Backend, name: str, data: dict[str, Any], key: str
) -> None:
    before = dict(backend.users)
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, name, **data)
    assert refused.value.translation_key == key
    assert refused.value.translation_placeholders is not None
    assert refused.value.translation_placeholders["name"] == data.get("lock", "front").title()
    assert backend.users == before


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"user_name": " "},
        {"user_name": "X", "weekdays": ["noday"]},
        {"user_name": "X", "uses": 0},
    ],
)
async def test_malformed(hass: HomeAssistant, backend: Backend, data: dict[str, Any]) -> None:
    with pytest.raises(vol.Invalid):
        await call(hass, "add_user", **data)


async def test_failure_of_the_lock_is_translated(hass: HomeAssistant, backend: Backend) -> None:
    backend.failure = LimitError("full")
    with pytest.raises(HomeAssistantError) as failed:
        await call(hass, "add_user", user_name="Bob")
    assert failed.value.translation_key == "limit_reached"
    assert failed.value.translation_placeholders is not None
    assert failed.value.translation_placeholders["name"] == "Front"


async def test_only_administrators_see_codes_and_change_users(
    hass: HomeAssistant, backend: Backend, hass_admin_user: MockUser
) -> None:
    user = MockUser(groups=[], name="Guest").add_to_hass(hass)
    user.mock_policy({"entities": True})
    guest, admin = Context(user_id=user.id), Context(user_id=hass_admin_user.id)
    assert (await call(hass, "list_users", context=guest))["users"][0]["code"] == ["****"]
    for name, data in (
        ("list_users", {"include_codes": True}),
        ("add_user", {"user_name": "Eve"}),
        ("modify_user", {"user_id": "1", "code": "1234"}),
        ("delete_user", {"user_id": "1"}),
    ):
        with pytest.raises(Unauthorized):
            await call(hass, name, context=guest, **data)
    assert list(backend.users) == ["1", "2"]
    shown = await call(hass, "list_users", context=admin, include_codes=True)
    assert shown["users"][0]["code"] == ["4711"]
    await call(hass, "delete_user", context=admin, user_id="1")
    assert list(backend.users) == ["2"]


def test_vendors_choose_fields_and_name_operations() -> None:
    few = {spec.name: spec for spec in door_user_actions([DoorUserField.CODE], {})}
    assert set(fields_of(few["modify_user"])) == {"user_id", "user_name", "code"}
    assert [spec.operations for spec in ACTIONS] == [(), ("user/add",), (), ()]


async def test_fields_of_a_vendor(hass: HomeAssistant, backend: Backend) -> None:
    """They come to the lock as they are, where it knows them, and show nowhere."""
    own = {"add_user": {vol.Optional("pin_length"): int}, "modify_user": {vol.Optional("old"): str}}
    specs = door_user_actions([], {}, own)
    assert set(fields_of(specs[1])) == {"user_name", "user_id", "pin_length"}
    async_register_actions(hass, VENDOR, specs)
    with pytest.raises(ServiceValidationError) as caught:
        await call(hass, "add_user", user_name="Bob", pin_length=5)
    assert caught.value.translation_key == "door_user_field_unsupported"
    backend.limits = replace(backend.limits, own=frozenset({"pin_length", "old"}))
    added = await call(hass, "add_user", user_name="Bob", pin_length=5)
    assert backend.users["3"].own == {"pin_length": 5}
    assert "pin_length" not in added
    await call(hass, "modify_user", user_id="1", old="x")
    assert backend.users["1"].own == {"old": "x"}


# --- What vendors copy -----------------------------------------------------------------------


def snippet(language: str) -> dict[str, Any]:
    found: dict[str, Any] = json_of(SNIPPETS / f"{language}.json")
    return found


def test_snippets_have_all_actions_and_fields() -> None:
    services = yaml.safe_load((SNIPPETS / "services.yaml").read_text(encoding="utf-8"))
    english, chinese = snippet("en"), snippet("zh-Hans")
    wanted = {spec.name: fields_of(spec) for spec in ACTIONS}
    for texts in (services, english["services"], chinese["services"]):
        assert {name: set(one["fields"]) for name, one in texts.items()} == {
            name: set(fields) for name, fields in wanted.items()
        }
    for name, fields in wanted.items():
        described = services[name]["fields"]
        assert {one: bool(described[one].get("required")) for one in fields} == fields
    assert set(json_of(SNIPPETS / "icons.json")["services"]) == set(wanted)
    assert english["selector"].keys() == chinese["selector"].keys() == {"weekday"}


def fields_given(vendor: Path, action: str) -> list[str]:
    """Return the fields that a vendor's action shares with all others."""
    shared = snippet("en")["services"][action]["fields"]
    return [one for one in actions_of(vendor)[action] if one in shared]


def test_vendors_say_the_same() -> None:
    """Fields of their own beside it."""
    services = (SNIPPETS / "services.yaml").read_text(encoding="utf-8")
    for vendor in VENDORS:
        own = yaml.safe_load(services.replace("VENDOR", vendor.name))
        found = services_of(vendor)
        for name in actions_of(vendor).keys() & own.keys():
            assert found[name]["target"] == own[name]["target"]
            for one in fields_given(vendor, name):
                content = found[name]["fields"][one]
                assert content["selector"].keys() == own[name]["fields"][one]["selector"].keys()
            for language in ("en", "zh-Hans"):
                there = json_of(vendor / f"translations/{language}.json")["services"][name]
                wanted = snippet(language)["services"][name]
                fields = {one: wanted["fields"][one] for one in fields_given(vendor, name)}
                shared = {one: there["fields"][one] for one in fields}
                assert {**there, "fields": shared} == {**wanted, "fields": fields}, json.dumps(
                    there
                )
