"""The expert action reaches every operation."""

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.accord_iotsquare.const import DOMAIN
from simulators.iotsquare.household import GROUP, THERMOMETER
from tests.integrations.accord_iotsquare.conftest import Add, Make, device_id


async def test_call_operation(hass: HomeAssistant, make: Make, add: Add) -> None:
    """Reads answer, changes are read back, what deletes has to be confirmed."""
    server = await make()
    entry = await add(server)
    data = {"device_id": device_id(hass, entry)}

    async def call(operation: str, **parameters: object) -> object:
        return await hass.services.async_call(
            DOMAIN,
            "call_operation",
            {**data, "operation": operation, "parameters": parameters},
            blocking=True,
            return_response=True,
        )

    answer = await call("mcdevice/list", mc_eui=GROUP)
    assert isinstance(answer, dict)
    assert len(answer["result"]) == 2
    await call("device/update", dev_eui=THERMOMETER, name="cellar")
    assert server.devices[THERMOMETER].name == "cellar"
    with pytest.raises(ServiceValidationError) as error:
        await call("device/delete", dev_euis=[THERMOMETER])
    assert error.value.translation_key == "confirm_required"
    assert THERMOMETER in server.devices
