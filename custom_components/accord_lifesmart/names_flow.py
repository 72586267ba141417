"""What the owner calls the people at a lock, most of which know numbers only."""

import asyncio
from collections.abc import Mapping, Sequence
import contextlib
from typing import Any, cast

from homeassistant.config_entries import ConfigFlowResult, OptionsFlowWithReload
from homeassistant.helpers.selector import (
    ObjectSelector,
    ObjectSelectorConfig,
    SelectOptionDict,
    SelectSelector,
    SelectSelectorConfig,
    TextSelector,
)
import voluptuous as vol

from ..accord.door_users import ATTR_USER_ID, ATTR_USER_NAME
from ..accord.protocol.errors import AccordError
from ..accord.protocol.lifesmart import LockGeneration
from .const import CONF_LOCK, CONF_NAMES, CONF_PEOPLE
from .coordinator import LifeSmartConfigEntry, LifeSmartCoordinator
from .lock_people import LockPeople

LOCKS = "SL_LK_"
ASK_SECONDS = 10.0
"""How long the dialog waits for a lock to say who is known to it."""

_PEOPLE = ObjectSelector(
    ObjectSelectorConfig(
        fields={
            ATTR_USER_ID: {"selector": TextSelector(), "required": True},
            ATTR_USER_NAME: {"selector": TextSelector()},
        },
        multiple=True,
        label_field=ATTR_USER_NAME,
        description_field=ATTR_USER_ID,
        translation_key="person",
    )
)
PEOPLE_SCHEMA = vol.Schema({vol.Required(CONF_PEOPLE, default=list): _PEOPLE})


def lock_options(coordinator: LifeSmartCoordinator) -> list[SelectOptionDict]:
    """Return the locks behind a station, to choose from."""
    return [
        SelectOptionDict(value=me, label=device.name or me)
        for me, device in coordinator.data.devices.items()
        if device.devtype.startswith(LOCKS)
    ]


class LifeSmartNamesFlow(OptionsFlowWithReload):
    """The part of the options that is about names."""

    _me = ""
    """Of the lock that it is about."""

    @property
    def _coordinator(self) -> LifeSmartCoordinator:
        entry = cast("LifeSmartConfigEntry", self.config_entry)
        return entry.runtime_data.coordinator

    async def async_step_names(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Let the user choose a lock."""
        if user_input is not None:
            self._me = user_input[CONF_LOCK]
            return await self.async_step_people()
        if not (locks := lock_options(self._coordinator)):
            return self.async_abort(reason="no_locks")
        selector = SelectSelector(SelectSelectorConfig(options=locks))
        schema = vol.Schema({vol.Required(CONF_LOCK): selector})
        return self.async_show_form(step_id="names", data_schema=schema)

    async def async_step_people(self, user_input: dict[str, Any] | None = None) -> ConfigFlowResult:
        """Show who is known, and take the names over."""
        errors: dict[str, str] = {}
        if user_input is not None:
            named = _named(user_input[CONF_PEOPLE])
            if named is not None:
                return self.async_create_entry(data=self._options_with(named))
            errors = {"base": "invalid_number"}
        shown = user_input or {CONF_PEOPLE: await self._async_people()}
        device = self._coordinator.data.devices.get(self._me)
        return self.async_show_form(
            step_id="people",
            data_schema=self.add_suggested_values_to_schema(PEOPLE_SCHEMA, shown),
            description_placeholders={"lock": (device and device.name) or self._me},
            errors=errors,
        )

    def _options_with(self, named: Mapping[str, str]) -> dict[str, Any]:
        head, options = f"{self._me}:", self.config_entry.options
        others = {
            place: name
            for place, name in options.get(CONF_NAMES, {}).items()
            if not place.startswith(head)
        }
        own = {f"{head}{number}": name for number, name in named.items()}
        return {**options, CONF_NAMES: {**others, **own}}

    async def _async_people(self) -> list[dict[str, str]]:
        """Return whom the lock lists, if it answers, and those who have names already."""
        head = f"{self._me}:"
        given: Mapping[str, str] = self.config_entry.options.get(CONF_NAMES, {})
        named = await self._async_listed() | {
            place.removeprefix(head): name
            for place, name in given.items()
            if place.startswith(head)
        }
        return [
            {ATTR_USER_ID: number, ATTR_USER_NAME: name}
            for number, name in sorted(named.items(), key=lambda one: (len(one[0]), one[0]))
        ]

    async def _async_listed(self) -> dict[str, str]:
        if (device := self._coordinator.data.devices.get(self._me)) is None:
            return {}
        generation = LockGeneration.of(device.devtype, device.fulltype)
        people = LockPeople(self._coordinator, self._me, generation)
        with contextlib.suppress(AccordError, TimeoutError):
            async with asyncio.timeout(ASK_SECONDS):
                listed = await people.list_users()
            numbers = {one.id.rpartition("_")[2]: one.name for one in listed}
            return {number: name for number, name in numbers.items() if _is_number(number)}
        return {}


def _named(people: Sequence[Mapping[str, str]]) -> dict[str, str] | None:
    """Return the names by number, without empty ones; None if something is no number."""
    found: dict[str, str] = {}
    for one in people:
        number = one[ATTR_USER_ID].strip()
        if not _is_number(number):
            return None
        if name := (one.get(ATTR_USER_NAME) or "").strip():
            found[str(int(number))] = name
    return found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
