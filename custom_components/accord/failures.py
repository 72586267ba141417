"""What a user is told when a protocol client fails: translated, with what to do."""

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError

from .const import DOMAIN
from .protocol import errors, transport
from .protocol.errors import AccordError

CALLER_ERRORS = (
    errors.InvalidError,
    errors.NotFoundError,
    errors.AlreadyExistsError,
    errors.UnsupportedError,
)
"""The request itself was wrong; Home Assistant logs no traceback for these."""


def translation_of(err: AccordError, vendor: str) -> tuple[str, str]:
    """Return the translation domain and key of an error's text.

    Errors that only one vendor knows have their text in that vendor's package.
    """
    shared = type(err).__module__.startswith((errors.__name__, f"{transport.__name__}."))
    key = "outcome_unknown" if err.outcome_unknown else err.key
    return (DOMAIN if shared or err.outcome_unknown else vendor), key


def as_home_assistant_error(err: AccordError, *, vendor: str, name: str) -> HomeAssistantError:
    """Return the error to raise for ``err`` out of an entity's command or an action.

    ``name`` is what the user calls the device or server.
    """
    domain, key = translation_of(err, vendor)
    kind = ServiceValidationError if isinstance(err, CALLER_ERRORS) else HomeAssistantError
    return kind(
        translation_domain=domain,
        translation_key=key,
        translation_placeholders={"name": name, **err.placeholders},
    )
