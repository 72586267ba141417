"""Simulated LifeSmart Smart Stations: OpenDEV over UDP, and what hangs on a station."""

from simulators.lifesmart.classes import CLASSES
from simulators.lifesmart.device import PORT, REPLY_PORT, Access, LifeSmartStation
from simulators.lifesmart.discovery import DISCOVERY_PORT, SearchNet
from simulators.lifesmart.infrared import Remote
from simulators.lifesmart.quirks import Booleans, IoShape, Nested, OperWords, Quirks, Shape
from simulators.lifesmart.scenes import Scene
from simulators.lifesmart.subdevice import SubDevice

__all__ = [
    "CLASSES",
    "DISCOVERY_PORT",
    "PORT",
    "REPLY_PORT",
    "Access",
    "Booleans",
    "IoShape",
    "LifeSmartStation",
    "Nested",
    "OperWords",
    "Quirks",
    "Remote",
    "Scene",
    "SearchNet",
    "Shape",
    "SubDevice",
]
