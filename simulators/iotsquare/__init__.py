"""A simulated IoTSquare server: the OpenAPI, pushes, MQTT and the LoRaWAN devices behind it."""

from simulators.iotsquare.accounts import Script, Standing
from simulators.iotsquare.application import Application
from simulators.iotsquare.codes import TEXTS, Code
from simulators.iotsquare.device import PORT, TOKEN, IoTSquareServer
from simulators.iotsquare.end_device import EndDevice
from simulators.iotsquare.gateway import Gateway
from simulators.iotsquare.group import Group, Member
from simulators.iotsquare.mqtt import Broker
from simulators.iotsquare.quirks import CONTRADICTIONS, Quirks, Shape

__all__ = [
    "CONTRADICTIONS",
    "PORT",
    "TEXTS",
    "TOKEN",
    "Application",
    "Broker",
    "Code",
    "EndDevice",
    "Gateway",
    "Group",
    "IoTSquareServer",
    "Member",
    "Quirks",
    "Script",
    "Shape",
    "Standing",
]
