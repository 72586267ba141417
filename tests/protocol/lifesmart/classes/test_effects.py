"""Effects of lamps: values that the vendor prints."""

from custom_components.accord.protocol.lifesmart.classes.effects import LAMP_EFFECTS, effect_name


def test_values() -> None:
    found = {name: f"{value:08x}" for name, value in LAMP_EFFECTS.items()}
    assert len(found) == 21
    special = {"plateau": "8020cc80", "pizza": "8120cc80", "fruit_juice": "8a20cc80"}
    special["warm_cottage"] = "8b30cc80"
    assert {name: found.pop(name) for name in special} == special
    assert all(value.endswith("18cc80") for value in found.values())
    assert found["bright_red"].startswith("a9")


def test_names() -> None:
    assert all(effect_name(value) == name for name, value in LAMP_EFFECTS.items())
    assert effect_name(0x82010203) == "grass"
    assert effect_name(0xFF000000) is None
    assert effect_name(0xFF) is None
