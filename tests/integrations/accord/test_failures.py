"""Protocol errors in the user's language."""

from unittest.mock import patch

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.setup import async_setup_component
import pytest

from custom_components.accord.failures import as_home_assistant_error
from custom_components.accord.protocol import errors
from custom_components.accord.protocol.errors import AccordError
from custom_components.accord.protocol.kasa import WrongDeviceError

EVERY_KIND = sorted(
    (
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, AccordError)
    ),
    key=lambda kind: kind.__name__,
)


def make(kind: type[AccordError]) -> AccordError:
    if kind is errors.BatchError:
        return errors.BatchError({"a": errors.NotFoundError("gone")}, 3)
    return kind("the cause")


@pytest.mark.parametrize("kind", EVERY_KIND)
async def test_every_kind_has_its_text(hass: HomeAssistant, kind: type[AccordError]) -> None:
    """All placeholders are filled and the text is not the bare key."""
    with patch("custom_components.accord.async_start_discovery"):
        assert await async_setup_component(hass, "accord", {})
    failure = as_home_assistant_error(make(kind), vendor="accord_kasa", name="Lamp")
    text = str(failure)
    assert failure.translation_domain == "accord"
    assert text != failure.translation_key
    assert "{" not in text
    assert "Lamp" in text or kind is errors.BatchError


@pytest.mark.parametrize("kind", [errors.InvalidError, errors.NotFoundError])
def test_wrong_use_is_a_validation_error(kind: type[AccordError]) -> None:
    failure = as_home_assistant_error(kind("x"), vendor="accord_kasa", name="Lamp")
    assert isinstance(failure, ServiceValidationError)


def test_failure_is_none() -> None:
    failure = as_home_assistant_error(errors.DeadlineError(), vendor="accord_kasa", name="Lamp")
    assert not isinstance(failure, ServiceValidationError)
    assert isinstance(failure, HomeAssistantError)


def test_vendor_errors_have_their_text_in_the_vendors_package() -> None:
    failure = as_home_assistant_error(WrongDeviceError("a", "b"), vendor="accord_kasa", name="Lamp")
    assert (failure.translation_domain, failure.translation_key) == (
        "accord_kasa",
        "wrong_device",
    )


def test_unknown_outcome_is_said_before_the_cause() -> None:
    failure = as_home_assistant_error(
        errors.DeadlineError(outcome_unknown=True), vendor="accord_kasa", name="Lamp"
    )
    assert failure.translation_key == "outcome_unknown"
