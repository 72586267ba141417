"""Nothing secret stays."""

from custom_components.accord.protocol.iotsquare import redact
from tests.protocol.iotsquare.fakes import SAMPLES

SECRETS = (
    *("6b7e151628aed2a6abf7158809cf4f3c", "28aed2a6abf7158809cf2b7e15164f3c"),
    *("504e83e6dd1a457af1bf93f99d362e89", "868d85d136e7006619c6910aaf3e488e"),
    *('"2333"', "iot.example.com"),
)


def test_samples_lose_their_secrets() -> None:
    shown = str(redact(SAMPLES))
    assert not [secret for secret in SECRETS if secret in shown]
    assert "app_01" in shown
