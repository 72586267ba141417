"""The dialog that sets up MQTT."""

from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
import pytest

from custom_components.accord.protocol.iotsquare.mqtt import CLOUD_CA_FINGERPRINT
from custom_components.accord_iotsquare.const import CONF_MQTT
from simulators.certificates import Certificate, self_signed
from tests.broker import Broker, BrokerTls, StartBroker
from tests.integrations.accord_iotsquare.conftest import Add, Make, until_true
from tests.integrations.accord_iotsquare.pushing import Pushed
from tests.integrations.accord_iotsquare.test_push_flow import Dialog

USERS = {"accord": "word"}


def given(broker: Broker, **more: Any) -> dict[str, Any]:
    """Return what somebody types in."""
    return {
        "host": f" {broker.host} ",
        "port": broker.port,
        "ssl": False,
        "check_host": True,
        "username": "accord",
        "password": "word",
        "user_id": "26",
        **more,
    }


@pytest.fixture
async def dialog(hass: HomeAssistant, make: Make, add: Add) -> Dialog:
    """Return the dialog of an account."""
    server = await make()
    return Dialog(Pushed(hass, server, await add(server), ""))


async def test_plain(hass: HomeAssistant, dialog: Dialog, start_broker: StartBroker) -> None:
    """It is tried before it is stored; what is wrong can be put right."""
    broker = await start_broker(users=USERS)
    await dialog.open("mqtt")
    assert dialog.step == "mqtt_broker"
    await dialog.fill(**given(broker, password="wrong"))
    assert dialog.shown["errors"] == {"base": "invalid_auth"}
    await broker.stop()
    await dialog.fill(**given(broker))
    assert dialog.shown["errors"] == {"base": "connection_refused"}
    await broker.start()
    await dialog.fill(**given(broker))
    assert dialog.shown["type"] is FlowResultType.CREATE_ENTRY
    (entry,) = hass.config_entries.async_entries("accord_iotsquare")
    assert entry.data[CONF_MQTT]["host"] == broker.host
    assert "password" not in entry.options
    await hass.async_block_till_done()
    await until_true(lambda: entry.runtime_data.broker.connected)


async def test_off(hass: HomeAssistant, dialog: Dialog, start_broker: StartBroker) -> None:
    """It ends when the user says so."""
    broker = await start_broker(users=USERS)
    await dialog.open("mqtt")
    await dialog.fill(**given(broker))
    await hass.async_block_till_done()
    await dialog.open("mqtt")
    assert dialog.step == "mqtt"
    await dialog.choose("mqtt_off")
    await dialog.fill()
    (entry,) = hass.config_entries.async_entries("accord_iotsquare")
    assert CONF_MQTT not in entry.data
    await hass.async_block_till_done()
    assert not entry.runtime_data.broker.wanted


def broker_files(folder: Any, certificate: Certificate) -> BrokerTls:
    """Write a certificate where the broker finds it."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    cert.write_bytes(certificate.chain)
    key.write_bytes(certificate.key)
    return BrokerTls(certificate=cert, key=key)


async def test_authority(
    hass: HomeAssistant, dialog: Dialog, start_broker: StartBroker, tmp_path: Any
) -> None:
    """The fingerprint of what is trusted is shown before anything is sent."""
    mine = self_signed("127.0.0.1", "broker")
    broker = await start_broker(users=USERS, tls=broker_files(tmp_path, mine))
    await dialog.open("mqtt")
    await dialog.fill(**given(broker, ssl=True, ca="nonsense"))
    assert dialog.shown["errors"] == {"ca": "no_certificate"}
    await dialog.fill(**given(broker, ssl=True))
    assert dialog.shown["errors"] == {"base": "tls_failed"}
    await dialog.fill(**given(broker, ssl=True, ca=mine.chain.decode()))
    assert dialog.step == "mqtt_authority"
    placeholders = dialog.shown["description_placeholders"]
    assert placeholders["fingerprint"].replace(":", "").lower() == mine.fingerprint
    assert placeholders["vendor"].replace(":", "").lower() == CLOUD_CA_FINGERPRINT
    assert placeholders["same"] == "≠"
    await broker.stop()
    await dialog.fill()
    assert dialog.shown["errors"] == {"base": "connection_refused"}
    await broker.start()
    await dialog.fill()
    assert dialog.shown["type"] is FlowResultType.CREATE_ENTRY
    (entry,) = hass.config_entries.async_entries("accord_iotsquare")
    await hass.async_block_till_done()
    await until_true(lambda: entry.runtime_data.broker.connected)


async def test_usual_ports(dialog: Dialog, start_broker: StartBroker) -> None:
    """Without TLS the usual port is another, unless somebody types one in."""
    broker = await start_broker(users=USERS)
    await dialog.open("mqtt")
    await dialog.fill(**given(broker, port=2883))
    assert dialog.shown["errors"] == {"base": "connection_refused"}
    await dialog.fill(**given(broker))
    assert dialog.shown["type"] is FlowResultType.CREATE_ENTRY
