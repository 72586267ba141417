"""Scenes and groups."""

from custom_components.accord.protocol.lifesmart import Scene


def test_scenes() -> None:
    found = Scene.list_from_wire(
        [
            {"id": "AI1", "name": "Home", "desc": "all on", "cls": "scene"},
            {"id": "AI2", "name": "Lamps", "cls": "grouprgbw"},
            {"name": "no id"},
        ]
    )
    assert found == (
        Scene(id="AI1", name="Home", description="all on", cls="scene"),
        Scene(id="AI2", name="Lamps", cls="grouprgbw"),
    )
    assert [scene.is_group for scene in found] == [False, True]


def test_scenes_by_id() -> None:
    assert Scene.list_from_wire({"AI1": {"name": "Home"}}) == (Scene(id="AI1", name="Home"),)
    assert Scene.list_from_wire("success") == ()
