"""People at locks of any generation."""

from custom_components.accord.protocol.lifesmart import (
    LockPerson,
    NumberedUser,
    OrdinaryUser,
    PersonChange,
    UserKind,
)


def test_only_temporary_codes_are_managed_from_afar() -> None:
    code = LockPerson.ordinary(OrdinaryUser(id="P_R_1", name="Ann", kind=UserKind.TEMPORARY))
    finger = LockPerson.ordinary(OrdinaryUser(id="F_1", kind=UserKind.FINGER))
    assert (code.id, code.name, code.editable, code.deletable) == ("P_R_1", "Ann", True, True)
    assert (finger.editable, finger.deletable) == (False, False)
    assert "Ann" not in repr(code)


def test_numbers() -> None:
    user = NumberedUser(number=4097, admin=True)
    person = LockPerson.numbered(user, user.kind, editable=False)
    assert person == LockPerson(
        id="4097", kind=UserKind.PASSWORD, admin=True, editable=False, deletable=True
    )


def test_changes_of_the_code_alone() -> None:
    assert PersonChange(password="123456").only_password
    assert not PersonChange(password="123456", name="Ann").only_password
    assert not PersonChange(name="Ann").only_password
    assert "123456" not in repr(PersonChange(password="123456"))
