"""What must not be shown."""

import pytest

from custom_components.accord.protocol.akuvox.privacy import REDACTED, is_private, is_secret, redact


@pytest.mark.parametrize(
    ("key", "private"),
    [
        ("Config.DoorSetting.RELAY.Password", True),
        ("Config.DoorSetting.RELAY.UserName", True),
        ("Config.DoorSetting.RELAY.HoldDelayA", False),
        ("Config.DoorSetting.DTMF.Code1", True),
        ("Config.DoorSetting.DTMF.MultiCode2", True),
        ("Config.DoorSetting.PASSWORD.PublicKey1", True),
        ("Config.DoorSetting.PASSWORD.PublicKeyEnable", False),
        ("Config.DoorSetting.PASSWORD.PublicKeyBitsLimit", False),
        ("Config.Account1.GENERAL.Pwd", True),
        ("Config.Account1.GENERAL.AuthName", True),
        ("Config.Account1.SIP.Server2", True),
        ("Config.Account1.SIP.Port", False),
        ("Config.DoorSetting.CLOUDSERVER.Token", True),
        ("Config.DoorSetting.RTSP.UserPasswd", True),
        ("Config.OnvifServer.DEVICE.User", True),
        ("Config.Features.ACTIONURL.MakeCall", True),
        ("Config.Features.ACTIONURL.Enable", False),
        ("Config.DoorSetting.INPUT.ActionUrlA", True),
        ("Config.DoorSetting.INPUT.HttpEnableA", False),
    ],
)
def test_keys(key: str, private: bool) -> None:
    assert is_private(key) is private


@pytest.mark.parametrize(
    ("key", "secret"),
    [
        ("Config.DoorSetting.RELAY.Password", True),
        ("Config.DoorSetting.DTMF.Code1", True),
        ("Config.DoorSetting.RELAY.UserName", False),
        ("Config.Features.ACTIONURL.ValidCodeEntered", False),
        ("Config.DoorSetting.PASSWORD.PublicKeyEnable", False),
    ],
)
def test_secrets(key: str, secret: bool) -> None:
    assert is_secret(key) is secret


def test_redaction() -> None:
    shown = redact(
        {
            "Config.DoorSetting.RELAY.Password": "marker-1",
            "Config.DoorSetting.RELAY.HoldDelayA": "5",
            "Config.Label": "about marker-1",
            "item": [{"ID": "3", "PrivatePIN": "47110815", "Note": "pin 47110815"}],
        }
    )
    assert "marker" not in str(shown)
    assert "4711" not in str(shown)
    assert shown["Config.DoorSetting.RELAY.HoldDelayA"] == "5"
    assert shown["item"][0] == {"ID": "3", "PrivatePIN": REDACTED, "Note": f"pin {REDACTED}"}
