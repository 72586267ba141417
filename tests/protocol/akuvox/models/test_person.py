"""People without regard to their store."""

from custom_components.accord.protocol.akuvox.models.person import Person, PersonStore, person_id
from custom_components.accord.protocol.akuvox.models.user import Source


def test_person() -> None:
    person = Person(id=person_id(PersonStore.USER, "7"), name="Noor", pin="4711", cards=("AA",))
    assert person.id == "user:7"
    assert person.editable
    assert not Person(name="B", source=Source.CLOUD).editable
    assert "4711" not in repr(person)
    assert "AA" not in repr(person)
