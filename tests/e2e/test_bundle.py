"""The bundle from its zip, in a real Home Assistant: installed, updated, restored, removed."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
import json
from pathlib import Path
import shutil
import subprocess
import sys
import tomllib
from typing import Any

from playwright.async_api import expect
import pytest
import pytest_asyncio

from scripts.lib.demo import devices
from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.simulation import Simulation
from scripts.lib.demo.waiting import until
from tests.e2e.conftest import PROJECT, Visit, allow_loopback, complaints
from tests.e2e.screens import Screens
from tests.e2e.test_adding import INTEGRATIONS, choose_brand, finish
from tests.e2e.test_devices import device_path
from tests.e2e.unpacking import Installation

type Json = dict[str, Any]

KASA, DOORS, STATIONS = devices.DOMAIN, devices.DOORS, devices.STATIONS
FAN = "Fan"
OTHER_RELEASE: str = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))[
    "tool"
]["accord-tests"]["other_release"]
PYTHONS = {
    "pinned": sys.executable,
    OTHER_RELEASE: str(PROJECT / f".venv-{OTHER_RELEASE}" / "bin" / "python"),
}


@pytest.fixture(params=PYTHONS)
def python(request: pytest.FixtureRequest) -> str:
    """Each release of Home Assistant that the bundle has to work with."""
    path = PYTHONS[request.param]
    assert Path(path).exists(), f"run scripts/bootstrap --home-assistant {OTHER_RELEASE}"
    return path


@pytest_asyncio.fixture(loop_scope="session")
async def installed(
    tmp_path: Path, python: str
) -> AsyncIterator[tuple[HomeAssistant, Installation]]:
    """Home Assistant with what HACS unpacks, and nothing set up."""
    allow_loopback()
    installation = Installation(tmp_path, python)
    await asyncio.to_thread(installation.unpack, "0.9.0")
    async with HomeAssistant(None, tmp_path, 0, python=python) as home:
        await devices.use_loopback(home.client)
        yield home, installation
    assert not complaints(tmp_path)


async def soon(happened: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(30):
        await until(happened)


async def choose(home: HomeAssistant, *keys: str) -> Json:
    """Add the bundle with these systems."""
    flow = await home.client.post(devices.FLOWS, {"handler": "accord"})
    assert flow["step_id"] == "user"
    found: Json = await home.client.post(
        f"{devices.FLOWS}/{flow['flow_id']}", {"systems": list(keys)}
    )
    assert found["type"] == "create_entry"
    return found


async def entry_of(home: HomeAssistant, domain: str) -> Json | None:
    found: list[Json] = await home.client.command("config_entries/get", domain=domain)
    return found[0] if found else None


async def loaded(home: HomeAssistant, domain: str) -> bool:
    entry = await entry_of(home, domain)
    return entry is not None and entry["state"] == "loaded"


async def works(home: HomeAssistant, simulation: Simulation) -> None:
    """Switch the plug there and back, and see its relay move."""
    before = await simulation.relay(FAN)
    for on in (not before, before):
        await home.client.call(f"switch.turn_{'on' if on else 'off'}", "switch.fan")

        async def moved(on: bool = on) -> bool:
            return await simulation.relay(FAN) is on

        await soon(moved)


async def add_fan(home: HomeAssistant, simulation: Simulation, flow_id: str) -> None:
    """Go on in the dialog that follows, by the address of the plug."""
    step = f"{devices.FLOWS}/{flow_id}"
    result = await home.client.get(step)
    async with asyncio.timeout(30):
        while result["type"] in {"progress", "progress_done"}:
            await asyncio.sleep(0.2)
            result = await home.client.get(step)
    mac = (await simulation.device(FAN))["mac"]
    result = await home.client.post(step, {"device": mac})
    assert result["type"] == "create_entry", result


async def issues(home: HomeAssistant) -> set[str]:
    found = (await home.client.command("repairs/list_issues"))["issues"]
    return {str(one["issue_id"]) for one in found if one["domain"] == "accord"}


async def version_of(home: HomeAssistant, domain: str) -> str:
    found = await home.client.command("manifest/get", integration=domain)
    return str(found["version"])


async def start_again(home: HomeAssistant, change: Callable[[], object]) -> None:
    """Change files while Home Assistant runs, as HACS does, and restart."""
    await asyncio.to_thread(change)
    await home.stop()
    await home.start()


@pytest.mark.timeout(400)
async def test_from_first_install_to_removal(
    installed: tuple[HomeAssistant, Installation], simulation: Simulation
) -> None:
    """One person's way: choose, use, update, leave, come back, and remove all."""
    home, installation = installed
    flow = await choose(home, "kasa")
    assert installation.packages() == {KASA}
    await add_fan(home, simulation, flow["next_flow"][1])
    await works(home, simulation)
    entry = await entry_of(home, KASA)

    await start_again(home, lambda: installation.unpack("0.9.1"))
    assert {await version_of(home, domain) for domain in ("accord", KASA)} == {"0.9.1"}
    await soon(lambda: loaded(home, KASA))
    assert await entry_of(home, KASA) == entry
    await works(home, simulation)
    assert not await issues(home)

    bundle = await entry_of(home, "accord")
    assert bundle is not None
    await home.client.delete(f"/api/config/config_entries/entry/{bundle['entry_id']}")
    assert await issues(home) == {"systems_left"}
    await works(home, simulation)

    await start_again(home, installation.remove)
    assert await entry_of(home, KASA) is not None
    assert not await loaded(home, KASA)

    await start_again(home, lambda: installation.unpack("0.9.2"))
    await soon(lambda: loaded(home, KASA))
    await works(home, simulation)

    entry = await entry_of(home, KASA)
    assert entry is not None
    await home.client.delete(f"/api/config/config_entries/entry/{entry['entry_id']}")
    await choose(home, "kasa")
    bundle = await entry_of(home, "accord")
    assert bundle is not None
    await home.client.delete(f"/api/config/config_entries/entry/{bundle['entry_id']}")
    assert installation.packages() == set()


@pytest.mark.timeout(300)
async def test_what_became_of_links(
    installed: tuple[HomeAssistant, Installation], simulation: Simulation, python: str
) -> None:
    """Lost links and restored backups are put right at the next start, in time for the entries."""
    home, installation = installed
    flow = await choose(home, "kasa")
    await add_fan(home, simulation, flow["next_flow"][1])
    link = installation.components / KASA

    async def healed() -> bool:
        return link.is_symlink()

    await start_again(home, link.unlink)
    await soon(healed)
    await soon(lambda: loaded(home, KASA))

    await home.client.command("backup/generate", agent_ids=["backup.local"], name="test")

    async def done() -> bool:
        found = await home.client.command("backup/info")
        return bool(found["state"] == "idle" and found["backups"])

    await soon(done)
    await home.stop()
    (archive,) = (installation.config / "backups").glob("*.tar")
    await asyncio.to_thread(restore, python, installation.config, archive)
    assert not link.is_symlink()  # lost, or a copy: it depends on where the restore was started
    await home.start()
    await soon(healed)
    await soon(lambda: loaded(home, KASA))
    await works(home, simulation)
    assert not await issues(home)


def restore(python: str, config: Path, archive: Path) -> None:
    """Restore a backup as Home Assistant does before it starts."""
    wanted = {
        "path": str(archive),
        "password": None,
        "remove_after_restore": False,
        "restore_database": True,
        "restore_homeassistant": True,
    }
    (config / ".HA_RESTORE").write_text(json.dumps(wanted), encoding="utf-8")
    code = "import sys; from homeassistant.backup_restore import restore_backup as run; "
    code += "sys.exit(not run(sys.argv[1]))"
    subprocess.run([python, "-c", code, str(config)], check=True)  # noqa: S603 - our own Python


@pytest.mark.timeout(300)
async def test_systems_that_were_not_chosen(
    installed: tuple[HomeAssistant, Installation], simulation: Simulation
) -> None:
    """What answers a broadcast is offered, once, and its package put in place for that."""
    home, installation = installed
    await choose(home, "akuvox")

    async def offered() -> bool:
        flows = await home.client.command("config_entries/flow/progress")
        handlers = [flow["handler"] for flow in flows if flow["context"]["source"] != "user"]
        return {KASA, STATIONS} <= set(handlers)

    await soon(offered)
    assert installation.packages() == {KASA, DOORS, STATIONS}
    flows = await home.client.command("config_entries/flow/progress")
    names = [flow["context"].get("unique_id") for flow in flows if flow["handler"] == KASA]
    assert len(names) == len(set(names))


@pytest.mark.timeout(300)
async def test_packages_of_somebody_else(
    installed: tuple[HomeAssistant, Installation], simulation: Simulation
) -> None:
    """A checkout beside the bundle is left alone and told of."""
    home, installation = installed
    await choose(home, "akuvox")
    place = installation.components / DOORS

    def put_a_checkout() -> None:
        place.unlink()
        shutil.copytree(installation.hub / "bundle" / DOORS, place)
        (place / "mine.py").write_text('"""Mine."""\n', encoding="utf-8")

    await start_again(home, put_a_checkout)
    assert (place / "mine.py").exists()
    assert await issues(home) == {"own_package"}


@pytest.mark.timeout(300)
async def test_in_the_browser(
    installed: tuple[HomeAssistant, Installation],
    simulation: Simulation,
    visit: Visit,
    screens: Screens,
) -> None:
    """From "Add integration" to a lamp that is switched, by mouse."""
    home, _ = installed
    lamp = "Mood lamp"
    page = await visit(home, INTEGRATIONS)
    await choose_brand(page, "Accord")
    await expect(page.get_by_text("Which systems do you have?")).to_be_visible()
    await screens.take(page, "choose_systems")
    await page.get_by_text("LifeSmart", exact=True).click()  # found, but not wanted now
    await page.get_by_role("button", name="Submit").click()
    await expect(page.get_by_text("Choose a device")).to_be_visible()
    await page.get_by_text(f"{lamp} · ").click()
    await page.get_by_role("button", name="Submit").click()
    await finish(page)

    before = await simulation.relay(lamp)
    page = await visit(home, await device_path(home, lamp))
    await page.locator("ha-entity-toggle").first.click()

    async def moved() -> bool:
        return await simulation.relay(lamp) is not before

    await soon(moved)
