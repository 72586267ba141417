"""What is private."""

import json

from custom_components.accord.protocol.lifesmart import PRIVATE_KEYS, redact
from tests.protocol.lifesmart.models.test_net import ANSWER


def test_requests_and_answers() -> None:
    data = {
        "sys": {"model": "OD_1234", "sign": "dbe2076ba2a67fe886aa5098d165ac7a", "ts": 1},
        "args": {"me": "2711", "password": "Njc4OTAx", "actargs": '{"userpwd":"123456"}'},
        "agtid": "A3EAAABtAEwQ",
        "devices": [{"agt": "A3EAAABtAEwQ", "name": "Lamp of A3EAAABtAEwQ"}],
        "net": ANSWER,
        "tel": "13800000000",
    }
    shown = json.dumps(redact(data))
    for private in ("OD_1234", "dbe2076", "Njc4", "123456", "A3EA", "192.168", '"SSID"', "138000"):
        assert private not in shown
    assert '"me": "2711"' in shown
    assert "C_NetworkType" in shown


def test_keys_of_the_specification() -> None:
    assert {"token", "encrypt", "newpw", "oldpw", "userpwdRaw", "C_WPAPSK"} <= PRIVATE_KEYS
