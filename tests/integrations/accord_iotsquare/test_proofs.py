"""When polls may be rare."""

from datetime import UTC, datetime

import pytest

from custom_components.accord.protocol.iotsquare import Received, Uplink, Way
from custom_components.accord_iotsquare.proofs import Proofs, relaxed_polls


def received(name: str, way: Way) -> Received:
    """Return an uplink that came some way."""
    uplink = Uplink(
        dev_eui=name, f_cnt=1, f_port=1, data=b"", time=datetime(2026, 1, 1, tzinfo=UTC), way=way
    )
    return Received(uplink=uplink)


def test_proofs() -> None:
    """All that were heard have to be told of; one that had to be asked for spoils it."""
    proofs = Proofs()
    assert not proofs.suffice(["a", "b"])
    proofs.heard(received("a", Way.PUSH))
    assert proofs.suffice(["a", "b"])
    assert not proofs.suffice(["b"])
    proofs.heard(received("b", Way.POLL))
    assert not proofs.suffice(["a", "b"])
    proofs.told("b")
    assert proofs.suffice(["a", "b"])
    proofs.heard(received("b", Way.MQTT))
    assert proofs.suffice(["a", "b"])
    proofs.reset()
    assert not proofs.suffice(["a", "b"])


@pytest.mark.parametrize(("interval", "polls"), [(30, 5), (60, 5), (200, 3), (3600, 1)])
def test_relaxed_polls(interval: float, polls: int) -> None:
    """Who polls seldom anyway gets nothing later for it."""
    assert relaxed_polls(interval) == polls
