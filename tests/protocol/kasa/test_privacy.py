"""Nothing in a diagnostics file tells whose device it is."""

import json

import pytest

from custom_components.accord.protocol.kasa.privacy import PRIVATE_KEYS
from custom_components.accord.protocol.redact import Redactor
from tests.protocol.kasa.fakes import NAMES, sample

IDENTIFYING = ("alias", "deviceId", "hwId", "oemId", "fwId", "mac", "mic_mac")


@pytest.mark.parametrize("name", NAMES)
def test_samples_lose_all_identifiers(name: str) -> None:
    info = sample(name)["system"]["get_sysinfo"]
    cleaned = json.dumps(Redactor(PRIVATE_KEYS)(info))
    private = [info[key] for key in IDENTIFYING if key in info]
    private += [child[key] for child in info.get("children", ()) for key in ("alias", "id")]
    assert private
    assert [value for value in private if value in cleaned] == []
    assert info["model"] in cleaned
