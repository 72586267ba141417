"""Proves without a browser that Home Assistant and the devices work together."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
import sys

import aiohttp

from simulators.akuvox.household import PEOPLE
from simulators.iotsquare.household import THERMOMETER

from .client import Client
from .dashboard import Entities, read_entities
from .devices import DOMAINS, entries
from .errors import DemoError
from .simulation import Simulation

type Check = Callable[[Client, Simulation, Entities], Awaitable[None]]

_PATIENCE = 20.0
_WATTS = 1234.0
_KELVIN = 0.1
VISITOR, CARD, _ = PEOPLE[0]


async def run_checks(client: Client, simulation: Simulation) -> bool:
    """Run all checks, print a line for each, and tell whether all are well."""
    entities = await read_entities(client)
    well = True
    for name, check in CHECKS.items():
        try:
            await check(client, simulation, entities)
        except (DemoError, aiohttp.ClientError, TimeoutError) as error:
            well = False
            sys.stdout.write(f"FAILED  {name}: {_explain(error)}\n")
        else:
            sys.stdout.write(f"ok      {name}\n")
        sys.stdout.flush()
    return well


async def _everything_set_up(client: Client, simulation: Simulation, _: Entities) -> None:
    states = [entry["state"] for entry in await entries(client)]
    wanted = len(await simulation.devices())
    if states.count("loaded") != wanted:
        raise DemoError(f"{states.count('loaded')} of {wanted}")


async def _nothing_to_repair(client: Client, simulation: Simulation, _: Entities) -> None:
    issues = (await client.command("repairs/list_issues"))["issues"]
    if found := [str(one["issue_id"]) for one in issues if one["domain"] in DOMAINS]:
        raise DemoError(", ".join(found))


async def _switches_a_plug(client: Client, simulation: Simulation, entities: Entities) -> None:
    switch, before = entities.main("Fan"), await simulation.relay("Fan")
    await client.call(f"switch.turn_{'off' if before else 'on'}", switch)
    await _eventually(partial(simulation.relay, "Fan"), not before, "the relay")
    await _eventually(partial(client.state, switch), _word(not before), switch)


async def _switches_one_outlet(client: Client, simulation: Simulation, entities: Entities) -> None:
    switch, number = entities.main("Speakers"), 3
    before = [one["on"] for one in (await simulation.device("Desk strip"))["outlets"]]
    await client.call("switch.toggle", switch)
    after = [on != (index == number) for index, on in enumerate(before)]

    async def relays() -> list[bool]:
        return [one["on"] for one in (await simulation.device("Desk strip"))["outlets"]]

    await _eventually(relays, after, "the relays")


async def _dims_a_lamp(client: Client, simulation: Simulation, entities: Entities) -> None:
    await client.call("light.turn_on", entities.main("Reading lamp"), brightness_pct=40)

    async def brightness() -> int:
        return int((await simulation.device("Reading lamp"))["light"].get("brightness", 0))

    await _eventually(brightness, 40, "the lamp")


async def _reads_the_meter(client: Client, simulation: Simulation, entities: Entities) -> None:
    sensor = entities.get("Freezer", "power")
    if sensor is None:
        raise DemoError("there is no sensor for the power")
    await simulation.control("Freezer", "load", watts=_WATTS)

    async def measures() -> bool:
        try:
            return abs(float(await client.state(sensor)) - _WATTS) < _WATTS * 0.02
        except ValueError:
            return False

    await _eventually(measures, True, sensor)


async def _sees_the_button(client: Client, simulation: Simulation, entities: Entities) -> None:
    for device in ("Fan", "Porch"):
        await simulation.control(device, "press")
        wanted = _word(await simulation.relay(device))
        entity = entities.main(device)
        await _eventually(partial(client.state, entity), wanted, entity)


async def _opens_a_door(client: Client, simulation: Simulation, entities: Entities) -> None:
    lock = entities.get("Front door", "relay_a")
    if lock is None:
        raise DemoError("the front door has no lock")
    await client.call("lock.unlock", lock)

    async def switched() -> bool:
        return bool((await simulation.device("Front door"))["relays"]["A"]["switched"])

    await _eventually(switched, True, "the relay")
    await _eventually(partial(client.state, lock), "unlocked", lock)
    await _eventually(partial(client.state, lock), "locked", lock)


async def _tells_who_came(client: Client, simulation: Simulation, entities: Entities) -> None:
    event = entities.get("Front door", "access")
    if event is None:
        raise DemoError("the front door tells nobody")
    await simulation.control("Front door", "card", code=CARD)

    async def name() -> str:
        return str((await client.attributes(event)).get("name"))

    await _eventually(name, VISITOR, event)


async def _opens_a_lock(client: Client, simulation: Simulation, entities: Entities) -> None:
    lock = entities.get("Back door", "lock_lock")
    if lock is None:
        raise DemoError("the back door has no lock")
    before = (await simulation.device("House"))["locks"]["2712"]["opened"]
    await client.call("lock.unlock", lock)

    async def opened() -> int:
        return int((await simulation.device("House"))["locks"]["2712"]["opened"])

    await _eventually(opened, before + 1, "the number of openings")
    await _eventually(partial(client.state, lock), "unlocked", lock)


async def _tells_of_motion(client: Client, simulation: Simulation, entities: Entities) -> None:
    sensor = entities.get("Hall motion", "binary_sensor_motion")
    if sensor is None:
        raise DemoError("the hall has no motion sensor")
    for value in (1, 0):
        await simulation.control("House", "change", me="2734", idx="M", type=value, val=value)
        await _eventually(partial(client.state, sensor), _word(bool(value)), sensor)


async def _decodes_a_payload(client: Client, simulation: Simulation, entities: Entities) -> None:
    sensor, button = entities.get("pantry", "m_temperature"), entities.get("pantry", "refresh")
    if sensor is None or button is None:
        raise DemoError("the pantry has no temperature")
    for celsius in (4.0, 21.5):
        await simulation.control(
            "LoRaWAN", "measure", devEUI=THERMOMETER, member="temperature", value=celsius
        )
        await client.call("button.press", button)

        async def measures(wanted: float = celsius) -> bool:
            try:
                return abs(float(await client.state(sensor)) - wanted) < _KELVIN
            except ValueError:
                return False

        await _eventually(measures, True, sensor)


async def _switches_behind_a_gateway(
    client: Client, simulation: Simulation, entities: Entities
) -> None:
    switch = entities.get("Cellar lamp", "switch:Switch:status")
    if switch is None:
        raise DemoError("the cellar lamp has no switch")
    for word in ("on", "off"):
        await client.call(f"switch.turn_{word}", switch)
        await _eventually(partial(client.state, switch), word, switch)


CHECKS: dict[str, Check] = {
    "all devices are set up": _everything_set_up,
    "nothing has to be repaired": _nothing_to_repair,
    "switching a plug moves its relay": _switches_a_plug,
    "switching one outlet of a strip leaves the others": _switches_one_outlet,
    "dimming a lamp reaches it": _dims_a_lamp,
    "a reading of the meter arrives": _reads_the_meter,
    "a press on a device's own button shows": _sees_the_button,
    "unlocking a door moves its relay, which falls back": _opens_a_door,
    "a card at the door is told with its owner's name": _tells_who_came,
    "unlocking a lock behind a station opens it once": _opens_a_lock,
    "what a sensor tells its station shows at once": _tells_of_motion,
    "bytes of a LoRaWAN sensor become a temperature": _decodes_a_payload,
    "a lamp behind a gateway of the IoT platform switches": _switches_behind_a_gateway,
}


def _explain(error: Exception) -> str:
    return str(error) or type(error).__name__


def _word(on: bool) -> str:
    return "on" if on else "off"


async def _eventually[T](read: Callable[[], Awaitable[T]], wanted: T, what: str) -> None:
    value = await read()
    try:
        async with asyncio.timeout(_PATIENCE):
            while value != wanted:
                await asyncio.sleep(0.2)
                value = await read()
    except TimeoutError:
        raise DemoError(f"{what} is {value}, not {wanted}") from None
