"""What does not leave the house."""

from custom_components.accord.protocol.huawei.northbound import redact
from custom_components.accord.protocol.redact import REDACTED


def test_redact() -> None:
    found = redact(
        {
            "accessToken": "token-1234",
            "devices": [{"deviceId": "d", "deviceInfo": {"imsi": "460001", "nodeId": "n-77777"}}],
            "log": "n-77777 sent token-1234",
            "callbackUrl": None,
        }
    )
    assert found == {
        "accessToken": REDACTED,
        "devices": [{"deviceId": "d", "deviceInfo": {"imsi": REDACTED, "nodeId": REDACTED}}],
        "log": f"{REDACTED} sent {REDACTED}",
        "callbackUrl": None,
    }


def test_values() -> None:
    assert redact({"a": "home-app"}, values=["home-app"]) == {"a": REDACTED}
