"""Root of all tests: our packages come first, and plug-ins of our own."""

from pathlib import Path

import pytest

# Before anything else can import it: the test plugin brings a package of the same name.
import custom_components  # noqa: F401

pytest_plugins = ["tests.broker", "tests.wire_record"]

INTEGRATIONS = Path(__file__).with_name("integrations")


@pytest.fixture(autouse=True)
def enable_our_integrations(request: pytest.FixtureRequest) -> None:
    """Let Home Assistant find the packages, in tests of integrations that have one at all."""
    if INTEGRATIONS not in request.path.parents or "hass" not in request.fixturenames:
        return
    if "recorder_mock" in request.fixturenames:  # has to be there before Home Assistant is
        request.getfixturevalue("recorder_mock")
    request.getfixturevalue("enable_custom_integrations")
