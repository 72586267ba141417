"""Writes docs/coverage.md: what of each vendor's document works, read from the code.

For every operation: the client's method (from the registry of operations), the simulated device
that answers it, a test in which it went over a socket (from build/wire_record.json, which pytest
writes) and how a user of Home Assistant reaches it (scripts/data/surface.csv says how that was
designed, the packages say what exists). Run it as scripts/coverage.
"""

import argparse
from collections.abc import Iterable, Mapping
import csv
from dataclasses import asdict, dataclass
import difflib
import json
from pathlib import Path
import subprocess
import sys

from custom_components.accord.protocol.akuvox import AkuvoxClient
from custom_components.accord.protocol.huawei.northbound import NOTIFICATIONS, HuaweiClient
from custom_components.accord.protocol.iotsquare import IoTSquareClient
from custom_components.accord.protocol.kasa import KasaClient
from custom_components.accord.protocol.lifesmart import LifeSmartClient
from custom_components.accord.protocol.operation import OperationRegistry, notification_id
from scripts.coverage_surface import Surface
from simulators.akuvox import AkuvoxDevice
from simulators.base import SimulatedDevice
from simulators.huawei import HuaweiPlatform
from simulators.iotsquare import IoTSquareServer
from simulators.kasa import KasaDevice
from simulators.lifesmart import LifeSmartStation

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/coverage.md"
OPERATIONS = ROOT / "scripts/data/operations.csv"
SURFACE = ROOT / "scripts/data/surface.csv"
RECORD = ROOT / "build/wire_record.json"

TESTS = ("tests/protocol", "tests/integrations")
EVIDENCE = ("custom_components", "simulators", *TESTS, "tests/conftest.py", "tests/wire_record.py")
"""What the record of the wire depends on."""

NOT_YET = "not yet"
COLUMNS = ("client", "simulator", "wire_test", "reach")


@dataclass(frozen=True, kw_only=True)
class System:
    """One system of operations.csv and where its parts are; None for a part not there yet."""

    name: str
    title: str
    package: str | None = None
    client: type | None = None
    simulator: type[SimulatedDevice] | None = None
    notifications: tuple[type, ...] = ()


SYSTEMS = (
    System(
        name="akuvox",
        title="Akuvox door stations",
        package="accord_akuvox",
        client=AkuvoxClient,
        simulator=AkuvoxDevice,
    ),
    System(
        name="huawei",
        title="Huawei IoT platform, application side",
        package="accord_huawei",
        client=HuaweiClient,
        simulator=HuaweiPlatform,
        notifications=NOTIFICATIONS,
    ),
    System(name="huawei_device", title="Huawei IoT platform, device side"),
    System(
        name="iotsquare",
        title="IoTSquare LoRaWAN server",
        package="accord_iotsquare",
        client=IoTSquareClient,
        simulator=IoTSquareServer,
    ),
    System(
        name="kasa",
        title="TP-Link Kasa",
        package="accord_kasa",
        client=KasaClient,
        simulator=KasaDevice,
    ),
    System(
        name="lifesmart",
        title="LifeSmart Smart Station",
        package="accord_lifesmart",
        client=LifeSmartClient,
        simulator=LifeSmartStation,
    ),
)


DENIED: Mapping[tuple[str, str], tuple[str, str]] = {
    ("akuvox", "user/edit"): (
        "tests/protocol/akuvox/test_wire_operations.py::test_what_the_manual_denies",
        "refused, never sent: the manual lists it and says that no method supports it",
    ),
}
"""Operations that the vendor's own document denies: the test of the refusal, and why."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """What there is for one operation; empty for what is missing."""

    system: str
    operation: str
    client: str = ""
    simulator: str = ""
    wire_test: str = ""
    reach: str = ""

    @property
    def done(self) -> bool:
        """Tell whether nothing is missing."""
        return all(getattr(self, column) for column in COLUMNS)


@dataclass(frozen=True)
class Coverage:
    """All rows, and for rows whose surface is incomplete what it lacks."""

    rows: tuple[Row, ...]
    lacking: Mapping[tuple[str, str], str]

    def of(self, system: System) -> list[Row]:
        """Return the rows of one system."""
        return [row for row in self.rows if row.system == system.name]


# --- Collecting ------------------------------------------------------------------------------


def collect(record: Mapping[str, Mapping[str, str]]) -> Coverage:
    """Look at the code of all systems. ``record`` is what went over the wire."""
    surface = read_surface()
    rows: list[Row] = []
    lacking: dict[tuple[str, str], str] = {}
    for system in SYSTEMS:
        registry = OperationRegistry(system.client) if system.client else None
        simulated = system.simulator.operations() if system.simulator else frozenset()
        ways = Surface(system.package, registry or ()) if system.package else None
        for operation in operations_of(system.name):
            reach, missing = _reach(ways, surface[system.name, operation], operation)
            test = record.get(system.name, {}).get(operation, "")
            if (system.name, operation) in DENIED:
                test, why = DENIED[system.name, operation]
                reach = reach and f"{reach} ({why})"
            if missing:
                lacking[system.name, operation] = missing
            rows.append(
                Row(
                    system=system.name,
                    operation=operation,
                    client=_method(system, registry, operation),
                    simulator=_simulator(system) if operation in simulated else "",
                    wire_test=test,
                    reach=reach,
                )
            )
    return Coverage(tuple(rows), lacking)


def operations_of(system: str) -> list[str]:
    """Return the ids of a system's operations in the order of operations.csv."""
    return [row["operation"] for row in read_csv(OPERATIONS) if row["system"] == system]


def read_surface() -> dict[tuple[str, str], list[str]]:
    """Return the items designed for each operation; an operation without design has none."""
    return {
        (row["system"], row["operation"]): [item for item in row["surface"].split(";") if item]
        for row in read_csv(SURFACE)
    }


def read_csv(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _method(system: System, registry: OperationRegistry | None, operation: str) -> str:
    if told := [kind for kind in system.notifications if notification_id(kind) == operation]:
        return f"notifications.{told[0].__name__}"
    if system.client is None or registry is None or operation not in registry:
        return ""
    return f"{system.client.__name__}.{registry[operation].path}"


def _simulator(system: System) -> str:
    assert system.simulator is not None
    package, _, _ = system.simulator.__module__.removeprefix("simulators.").partition(".")
    return f"{package}.{system.simulator.__name__}"


def _reach(ways: Surface | None, items: list[str], operation: str) -> tuple[str, str]:
    """Return how the operation is reached if all items exist, and which do not."""
    if ways is None or not items:
        return "", ""
    missing = [item for item in items if not ways.holds(item, operation)]
    if missing:
        return "", _listed(ways.describe(item) for item in missing)
    return _listed(ways.describe(item) for item in items), ""


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


# --- Writing ---------------------------------------------------------------------------------


INTRODUCTION = """\
# Coverage

<!-- Made by scripts/coverage from the code. Do not edit. -->

This page is made from the code by `scripts/coverage`. `scripts/coverage --check` tells whether it
is up to date.

- **client**: the method that carries the operation out
- **simulator**: the simulated device that answers it, as strictly as the vendor's document says
- **wire test**: a test that passed while a simulated device answered the operation with success
  over a socket; of several the first in sorted order
- **reach**: how a user of Home Assistant gets at it; it counts when all that was designed for the
  operation exists, otherwise the page names what is missing

What a vendor's own document lists and then denies is refused instead; the page says where.
"""


def render(coverage: Coverage) -> str:
    """Return the page."""
    lines = [INTRODUCTION, *_summary(coverage)]
    for system in SYSTEMS:
        lines += ["", *_section(system, coverage)]
    return "\n".join(lines) + "\n"


def _summary(coverage: Coverage) -> list[str]:
    lines = [
        "| system | operations | client | simulator | wire test | reach | all four |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for system in SYSTEMS:
        link = f"[{system.title}](#{_anchor(system.title)})"
        lines.append(_counts(link, coverage.of(system)))
    lines.append(_counts("**all**", coverage.rows))
    return lines


def _counts(name: str, rows: Iterable[Row]) -> str:
    rows = list(rows)
    counts = [sum(bool(getattr(row, column)) for row in rows) for column in COLUMNS]
    numbers = [len(rows), *counts, sum(row.done for row in rows)]
    return f"| {name} | {' | '.join(map(str, numbers))} |"


def _section(system: System, coverage: Coverage) -> list[str]:
    lines = [
        f"## {system.title}",
        "",
        "| operation | client | simulator | wire test | reach |",
        "|---|---|---|---|---|",
    ]
    for row in coverage.of(system):
        lacking = coverage.lacking.get((row.system, row.operation))
        missing = f"{NOT_YET}: {lacking}" if lacking else NOT_YET
        cells = [
            f"`{row.operation}`",
            *(_code(value) for value in (row.client, row.simulator, row.wire_test)),
            row.reach or missing,
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _code(value: str) -> str:
    return f"`{value.replace('|', '\\|')}`" if value else NOT_YET


def _anchor(title: str) -> str:
    kept = (letter for letter in title.lower() if letter.isalnum() or letter in " -")
    return "".join(kept).replace(" ", "-")


def as_json(coverage: Coverage) -> str:
    """Return the same for programs."""
    systems = {
        system.name: {
            "total": len(coverage.of(system)),
            "done": sum(row.done for row in coverage.of(system)),
        }
        for system in SYSTEMS
    }
    rows = [asdict(row) for row in coverage.rows]
    return json.dumps({"systems": systems, "operations": rows}, indent=2, ensure_ascii=False)


# --- The record of the wire ------------------------------------------------------------------


def record_is_fresh() -> bool:
    """Tell whether all tests ran since the last change of code and tests."""
    if not RECORD.exists():
        return False
    recorded = RECORD.stat().st_mtime
    return all(path.stat().st_mtime <= recorded for path in _evidence()) and all(
        (ROOT / test.partition("::")[0]).exists()
        for tests in read_record().values()
        for test in tests.values()
    )


def _evidence() -> Iterable[Path]:
    for name in EVIDENCE:
        path = ROOT / name
        found = path.rglob("*") if path.is_dir() else (path,)
        yield from (one for one in found if one.is_file() and "__pycache__" not in one.parts)


def read_record() -> dict[str, dict[str, str]]:
    """Return what went over the wire in which test."""
    found: dict[str, dict[str, str]] = json.loads(RECORD.read_text(encoding="utf-8"))
    return found


def make_record() -> None:
    """Run the tests. Those that fail count for nothing; exits when they cannot run at all."""
    print("• Running the tests for the record of the wire", file=sys.stderr, flush=True)
    run = subprocess.run(  # noqa: S603 - our own tests with our own Python
        [sys.executable, "-m", "pytest", "-q", *TESTS],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if run.returncode:
        last = "\n".join(run.stdout.splitlines()[-15:])
        print(f"✗ Not all tests passed; the page shows what did:\n{last}", file=sys.stderr)
    if run.returncode not in (0, 1) or not RECORD.exists():
        raise SystemExit("✗ The tests could not run.")


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="scripts/coverage", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print the numbers, write nothing")
    parser.add_argument("--check", action="store_true", help="only tell whether it is up to date")
    parser.add_argument("--no-run", action="store_true", help="do not run the tests: fail instead")
    wanted = parser.parse_args()
    if not record_is_fresh():
        if wanted.no_run:
            print("✗ The record of the wire is missing or old: run scripts/test", file=sys.stderr)
            return 2
        make_record()
    coverage = collect(read_record())
    page = render(coverage)
    if wanted.json:
        print(as_json(coverage))
    elif not wanted.check:
        PAGE.write_text(page, encoding="utf-8")
    return int(wanted.check and not is_written(page))


def is_written(page: str) -> bool:
    """Tell whether the page is as it should be; prints what is not."""
    written = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if written == page:
        return True
    change = difflib.unified_diff(
        written.splitlines(),
        page.splitlines(),
        "docs/coverage.md",
        "from the code",
        lineterm="",
        n=0,
    )
    print("✗ docs/coverage.md is not up to date: run scripts/coverage", file=sys.stderr)
    print("\n".join(change), file=sys.stderr)
    return False


if __name__ == "__main__":
    sys.exit(main())
