"""A poll's result is comparable, so that nothing is written when nothing changed."""

from custom_components.accord.protocol.kasa.models.energy import Energy
from custom_components.accord.protocol.kasa.models.status import Status
from custom_components.accord.protocol.kasa.models.sysinfo import SysInfo
from tests.protocol.kasa.fakes import sysinfo


def test_equal_answers_make_equal_states() -> None:
    def status(**changes: object) -> Status:
        info = SysInfo.from_wire(sysinfo("plug", **changes))
        return Status(sysinfo=info, energy=Energy.from_wire({"power_mw": 1000}))

    assert status() == status(icon_hash="unknown members do not count")
    assert status() != status(relay_state=0)
