"""A real Home Assistant, simulated devices and a browser, for tests that act as a person does.

Nothing of Home Assistant runs in the process of the tests, so what watches over that is off.
Everything shares one event loop: connections live longer than one test.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
import contextlib
from contextlib import AsyncExitStack
import json
from pathlib import Path
import shutil
import socket

from playwright.async_api import Browser, Page, ViewportSize, async_playwright, expect
import pytest
import pytest_asyncio
import pytest_socket

from scripts.lib.demo import devices
from scripts.lib.demo.home import furnish
from scripts.lib.demo.home_assistant import HomeAssistant
from scripts.lib.demo.simulation import Simulation
from tests.e2e.screens import Screens

type Visit = Callable[[HomeAssistant, str], Awaitable[Page]]

PROJECT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 20_000
SIZE = ViewportSize(width=1280, height=900)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(autouse=True)
def configure_event_loop() -> None:
    """Leave the loop alone."""


@pytest.fixture(autouse=True)
def enable_event_loop_debug() -> None:
    """Leave the loop as fast as it is."""


@pytest.fixture(autouse=True)
def verify_cleanup() -> None:
    """Let connections outlive a test."""


def allow_loopback() -> None:
    """Allow sockets again, which the test plugin forbids before each test, on loopback only."""
    pytest_socket.enable_socket()
    pytest_socket.socket_allow_hosts(["127.0.0.0/8"], allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _loopback() -> None:
    allow_loopback()


def free_network() -> str:
    """Return where no simulation runs: the demo may be running, or these tests twice."""
    for number in range(256):
        network = f"127.67.{number}"
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((f"{network}.10", 9999))
            return network
    pytest.fail("No loopback network is free")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def simulation(
    screens: Screens, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Simulation]:
    allow_loopback()
    log = tmp_path_factory.mktemp("simulation") / "household.log"
    async with Simulation(
        PROJECT, log, network=free_network(), still=not screens.wanted
    ) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def empty_home(
    simulation: Simulation, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[HomeAssistant]:
    """Home Assistant as it is before anything was added."""
    allow_loopback()
    folder = tmp_path_factory.mktemp("empty")
    async with HomeAssistant(PROJECT, folder, 0) as running:
        await devices.use_loopback(running.client)
        yield running
    assert not complaints(folder), "Home Assistant's log should not have these"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def home(
    simulation: Simulation, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[HomeAssistant]:
    """Home Assistant with all devices, as the demo leaves it."""
    allow_loopback()
    folder = tmp_path_factory.mktemp("home")
    async with HomeAssistant(PROJECT, folder, 0) as running:
        await furnish(running.client, simulation)
        yield running
    assert not complaints(folder), "Home Assistant's log should not have these"


def complaints(folder: Path) -> list[str]:
    """Return what the logs of the last two starts say against our packages.

    That a device is out of reach belongs there: tests take some away.
    """
    return [
        line
        for log in sorted(folder.glob("home-assistant.log*"))
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines()
        if ("custom_components" in line or ("accord" in line and " ERROR " in line))
        and "Error fetching" not in line
    ]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    allow_loopback()
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        pytest.fail("There is no browser: run scripts/bootstrap --browser")
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=executable, args=[*ARGUMENTS])
        yield running
        await running.close()


@pytest_asyncio.fixture(loop_scope="session")
async def visit(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Visit]:
    """Return a function that opens a page of a Home Assistant, logged in."""
    async with AsyncExitStack() as stack:

        async def open_page(home: HomeAssistant, path: str) -> Page:
            context = await browser.new_context(viewport=SIZE, reduced_motion="reduce")
            stack.push_async_callback(context.close)
            tokens = json.dumps(json.dumps(home.client.tokens))
            await context.add_init_script(f"localStorage.hassTokens = {tokens}")
            page = await context.new_page()
            stack.push_async_callback(_last_sight, page, request.node.name)
            await page.goto(f"{home.url}{path}")
            return page

        yield open_page


async def _last_sight(page: Page, test: str) -> None:
    """Keep what was to be seen in the end, for tests that failed."""
    await page.screenshot(path=PROJECT / "build" / "last_sights" / f"{test}.png")


@pytest.fixture(scope="session")
def screens() -> Screens:
    return Screens()
