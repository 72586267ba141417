"""Groups."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.huawei.northbound import Group
from custom_components.accord.protocol.huawei.northbound.models.group import check_group_name


def test_group() -> None:
    found = Group.from_wire({"id": "g", "name": "A", "maxDevNum": "5", "curDevNum": None})
    assert (found.group_id, found.most, found.size) == ("g", 5, 0)


def test_names() -> None:
    assert check_group_name("Cellar1") == "Cellar1"
    for wrong in ("", "a b", "a-b", "Keller\n", "Küche", "x" * 51):
        with pytest.raises(InvalidError):
            check_group_name(wrong)
