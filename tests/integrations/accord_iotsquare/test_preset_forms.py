"""Fields of the dialogs about presets."""

from homeassistant.helpers.selector import SelectOptionDict
import pytest
import voluptuous as vol

from custom_components.accord.protocol.iotsquare.presets import KINDS, READY
from custom_components.accord_iotsquare import preset_forms
from custom_components.accord_iotsquare.preset_forms import READY_SCHEMA, Offer, switch_schema

OFFER = Offer(
    [SelectOptionDict(value="device/1", label="Pump")],
    [SelectOptionDict(value="field_state", label="State")],
)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_form(kind: str) -> None:
    schema: vol.Schema = getattr(preset_forms, f"{kind}_schema")(OFFER)
    fields = {str(marker) for marker in schema.schema}
    assert {"name", "targets", "port", "check", "confirmed"} < fields


def test_switch() -> None:
    given = {"name": "X", "targets": ["device/1"], "port": 10, "on": "01", "off": "00"}
    found = switch_schema(OFFER)({**given, "state_key": "another"})
    assert found["check"] == "none"
    with pytest.raises(vol.Invalid):
        switch_schema(OFFER)({**given, "targets": ["device/2"]})


def test_known_commands() -> None:
    for ready in READY:
        assert READY_SCHEMA({"ready": ready.key})
