"""Firmware of devices."""

import pytest

from custom_components.accord.protocol.errors import InvalidError
from custom_components.accord.protocol.lifesmart import OtaCandidate, OtaFile, OtaTask
from custom_components.accord.protocol.lifesmart.models.otamanage import selection

FILE = "FL01_03580000_00000605.ota"


def test_the_vendors_files() -> None:
    found = OtaFile.list_from_wire([{"key": FILE, "size": 114614}, {"size": 1}])
    assert found == (OtaFile(key=FILE, size=114614),)


def test_the_vendors_candidates() -> None:
    data = {
        FILE: [
            {
                "me": "a0db",
                "ver": "0.1.6.4",
                "devtype": "SL_LI_WW",
                "fullCls": "SL_LI_WW_V3",
                "name": "Dimming LED Driver",
                "otaVer": "6.5",
                "supportOta": True,
                "needOta": True,
                "lsid": "A1gAACfu0f7_hDwA_____w",
                "rfic": 3,
            },
            {"name": "no id"},
        ]
    }
    assert OtaCandidate.all_from_wire(data) == (
        OtaCandidate(
            file=FILE,
            me="a0db",
            name="Dimming LED Driver",
            devtype="SL_LI_WW",
            fulltype="SL_LI_WW_V3",
            version="0.1.6.4",
            offered="6.5",
            supported=True,
            needed=True,
        ),
    )


@pytest.mark.parametrize(
    ("written", "version"),
    [
        ("\0\0\0\2", "0.0.0.2"),
        ("\0\0\6\5", "0.0.6.5"),
        ("\0\0\0\0" + "2", ""),
        ("6.5", "6.5"),
        ("1234", "1234"),
    ],
)
def test_tasks(written: str, version: str) -> None:
    data = {
        "8cc7": {
            "id": "8cc7",
            "cur": 14158,
            "size": 165566,
            "file": FILE,
            "tover": written,
            "sts": 1577443530,
            "ts": 1577443531,
        }
    }
    (task,) = OtaTask.all_from_wire(data)
    assert task == OtaTask(
        id="8cc7",
        file=FILE,
        done=14158,
        size=165566,
        version=version,
        started=1577443530,
        updated=1577443531,
    )
    assert (task.percent, task.finished) == (8, False)


def test_progress() -> None:
    assert OtaTask(id="1", done=5, size=5).finished
    assert OtaTask(id="1", done=5, size=5).percent == 100
    assert OtaTask(id="1", done=9, size=5).percent == 100
    assert not OtaTask(id="1", done=0, size=0).finished
    assert OtaTask(id="1", done=0, size=0).percent is None
    assert OtaTask(id="1").percent is None


def test_what_is_meant() -> None:
    assert selection("keys", None) is True
    assert selection("keys", ["a"]) == "a"
    assert selection("keys", ("a", "b")) == ["a", "b"]
    for items in ([], [""]):
        with pytest.raises(InvalidError):
            selection("keys", items)
