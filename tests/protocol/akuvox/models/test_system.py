"""Identity and clock."""

import contextlib
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.accord.protocol.akuvox.models.call import CallStatus
from custom_components.accord.protocol.akuvox.models.firmware import FirmwareStatus
from custom_components.accord.protocol.akuvox.models.input import InputSettings, InputStatus
from custom_components.accord.protocol.akuvox.models.pcap import CaptureEnd, CaptureStatus
from custom_components.accord.protocol.akuvox.models.relay import RelaySettings, RelayStatus
from custom_components.accord.protocol.akuvox.models.sip import SipAccounts
from custom_components.accord.protocol.akuvox.models.system import (
    SystemInfo,
    SystemStatus,
    normalize_mac,
)
from custom_components.accord.protocol.errors import ProtocolError
from tests.protocol.akuvox.samples import INFO, RELAY


def test_info() -> None:
    found = SystemInfo.from_wire(INFO)
    assert (found.mac, found.model, found.firmware) == ("0c:11:05:aa:bb:01", "A05", "105.30.1.20")
    assert (found.hardware, found.address, found.dns) == (
        "105.1.0",
        "192.0.2.21",
        ("192.0.2.1",),
    )
    assert (found.static_address, found.link) == (True, 1)
    assert [account.number for account in found.accounts] == [1, 2]


def test_little_is_enough() -> None:
    found = SystemInfo.from_wire({"Status": {"MAC": "0C110500AA01"}})
    assert (found.mac, found.model, found.static_address) == ("0c:11:05:00:aa:01", "", None)


@pytest.mark.parametrize("data", [{}, {"Status": None}, {"Status": {"MAC": "0C:11"}}])
def test_no_identity(data: dict[str, object]) -> None:
    with pytest.raises(ProtocolError):
        SystemInfo.from_wire(data)


def test_status() -> None:
    found = SystemStatus.from_wire({"SystemTime": 1790000123, "UpTime": "86520"})
    assert (found.system_time, found.uptime) == (1790000123, 86520)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
MEMBERS = sorted({"Status", "Lan", "Account1", "RelayA", "InputA", "MAC", "FileSize", *RELAY})


@given(st.dictionaries(st.sampled_from(MEMBERS), JSON))
def test_garbage(data: dict[str, Any]) -> None:
    """Whatever is sent, a model is made or a ProtocolError raised."""
    status = data.get("Status")
    identity = {"MAC": "0C1105AABB01", **(status if isinstance(status, dict) else {})}
    for model in (CallStatus, CaptureStatus, CaptureEnd, FirmwareStatus, InputSettings,
                  InputStatus, RelaySettings, RelayStatus, SipAccounts, SystemStatus):  # fmt: skip
        assert model.from_wire(data)
    with contextlib.suppress(ProtocolError):
        SystemInfo.from_wire({**data, "Status": identity})
    with contextlib.suppress(ProtocolError):
        SystemInfo.from_wire(data)


@pytest.mark.parametrize("value", [None, 5, "0C-11-05-AA-BB", "zz:11:05:aa:bb:01"])
def test_no_mac(value: object) -> None:
    assert normalize_mac(value) is None
