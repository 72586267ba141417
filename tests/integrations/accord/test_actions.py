"""Registration, confirmation and JSON of actions; vendors test theirs."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import Context, HomeAssistant, ServiceResponse, SupportsResponse
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.helpers import device_registry as dr
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
import voluptuous as vol

from custom_components.accord.actions import (
    ActionCall,
    ActionSpec,
    as_json,
    async_register_actions,
    expert_action,
)
from custom_components.accord.protocol.errors import ConflictError
from custom_components.accord.protocol.operation import Effect, OperationRegistry, operation

VENDOR = "accord_test"


class Rules:
    """A topic."""

    def __init__(self) -> None:
        self.erased = 0

    @operation("rules.list", effect=Effect.READ)
    async def names(self) -> list[str]:
        return ["one"]

    @operation("rules.erase", effect=Effect.DESTRUCTIVE)
    async def erase(self) -> None:
        self.erased += 1


class Client:
    """A client with one topic."""

    rules: Rules

    def __init__(self) -> None:
        self.rules = Rules()


@pytest.fixture
async def device_id(hass: HomeAssistant) -> str:
    entry = MockConfigEntry(domain=VENDOR, title="Lamp", state=ConfigEntryState.LOADED)
    entry.runtime_data = Client()
    entry.add_to_hass(hass)
    device = dr.async_get(hass).async_get_or_create(
        config_entry_id=entry.entry_id, identifiers={(VENDOR, "1")}, name="Lamp"
    )
    return device.id


async def erase(call: ActionCall[Any]) -> ServiceResponse:
    await call.entry.runtime_data.rules.erase()
    return {"erased": call.entry.runtime_data.rules.erased}


async def fail(_call: ActionCall[Any]) -> ServiceResponse:
    raise ConflictError("not bound")


async def call(hass: HomeAssistant, name: str, **data: Any) -> Any:
    return await hass.services.async_call(VENDOR, name, data, blocking=True, return_response=True)


async def test_confirmation(hass: HomeAssistant, device_id: str) -> None:
    spec = ActionSpec[Any](
        name="erase", handler=erase, confirm=True, response=SupportsResponse.OPTIONAL
    )
    async_register_actions(hass, VENDOR, [spec])
    for data in ({}, {"confirm": False}):
        with pytest.raises(ServiceValidationError) as refused:
            await call(hass, "erase", device_id=device_id, **data)
        assert refused.value.translation_key == "confirm_required"
    assert await call(hass, "erase", device_id=device_id, confirm=True) == {"erased": 1}


async def test_only_some_calls_need_care(hass: HomeAssistant, device_id: str) -> None:
    spec = ActionSpec[Any](
        name="erase",
        handler=erase,
        confirm=True,
        opt_in="dangerous",
        guarded_fn=lambda data: data["kind"] == "all",
        fields={vol.Required("kind"): str},
        response=SupportsResponse.OPTIONAL,
    )
    async_register_actions(hass, VENDOR, [spec])
    assert await call(hass, "erase", device_id=device_id, kind="one") == {"erased": 1}
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "erase", device_id=device_id, kind="all", confirm=True)
    assert refused.value.translation_key == "option_required"
    (entry,) = hass.config_entries.async_entries(VENDOR)
    hass.config_entries.async_update_entry(entry, options={"dangerous": True})
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "erase", device_id=device_id, kind="all")
    assert refused.value.translation_key == "confirm_required"
    answer = await call(hass, "erase", device_id=device_id, kind="all", confirm=True)
    assert answer == {"erased": 2}


async def test_only_some_calls_are_for_administrators(
    hass: HomeAssistant, device_id: str, hass_read_only_user: MockUser, hass_admin_user: MockUser
) -> None:
    spec = ActionSpec[Any](
        name="erase",
        handler=erase,
        admin_fn=lambda data: data["secrets"] is True,
        fields={vol.Required("secrets"): bool},
        response=SupportsResponse.OPTIONAL,
    )
    async_register_actions(hass, VENDOR, [spec])

    async def erase_as(user_id: str | None, *, secrets: bool) -> Any:
        return await hass.services.async_call(
            VENDOR,
            "erase",
            {"device_id": device_id, "secrets": secrets},
            blocking=True,
            context=Context(user_id=user_id),
            return_response=True,
        )

    assert await erase_as(hass_read_only_user.id, secrets=False) == {"erased": 1}
    with pytest.raises(Unauthorized):
        await erase_as(hass_read_only_user.id, secrets=True)
    with pytest.raises(Unauthorized):
        await erase_as("nobody", secrets=True)
    assert await erase_as(hass_admin_user.id, secrets=True) == {"erased": 2}
    assert await erase_as(None, secrets=True) == {"erased": 3}


async def test_failure_is_translated(hass: HomeAssistant, device_id: str) -> None:
    spec = ActionSpec[Any](name="fail", handler=fail, response=SupportsResponse.OPTIONAL)
    async_register_actions(hass, VENDOR, [spec])
    with pytest.raises(HomeAssistantError) as failed:
        await call(hass, "fail", device_id=device_id)
    assert failed.value.translation_key == "conflict"
    assert failed.value.translation_placeholders["name"] == "Lamp"
    with pytest.raises(ServiceValidationError):
        await call(hass, "fail", device_id="unknown")


async def test_expert_action(hass: HomeAssistant, device_id: str) -> None:
    read_back: list[str] = []

    async def after(entry: Any) -> None:
        read_back.append(entry.title)

    spec = expert_action(OperationRegistry(Client), lambda entry: entry.runtime_data, after)
    async_register_actions(hass, VENDOR, [spec])
    answer = await call(hass, "call_operation", device_id=device_id, operation="rules.list")
    assert answer == {"result": ["one"]}
    assert read_back == []
    with pytest.raises(ServiceValidationError) as refused:
        await call(hass, "call_operation", device_id=device_id, operation="rules.erase")
    assert refused.value.translation_key == "confirm_required"
    await call(hass, "call_operation", device_id=device_id, operation="rules.erase", confirm=True)
    assert read_back == ["Lamp"]


def test_as_json() -> None:
    class Colour(StrEnum):
        RED = "red"

    @dataclass
    class Thing:
        colour: Colour
        at: datetime
        parts: tuple[int, ...]

    thing = Thing(Colour.RED, datetime(2026, 11, 2, tzinfo=UTC), (1, 2))
    assert as_json({"thing": thing, 1: {2}, "file": b"hello"}) == {
        "thing": {"colour": "red", "at": "2026-11-02T00:00:00+00:00", "parts": [1, 2]},
        "1": [2],
        "file": "aGVsbG8=",
    }
