"""Plug-in of pytest: which operations a simulated device served to which test.

Counts what a test below one of ``FOLDERS`` had answered with success, if the test passed. The
record goes to ``build/wire_record.json``: system, operation, first test in sorted order.

A session that ran everything below ``FOLDERS`` replaces the record. Any other only adds to it and
leaves the file's time alone, because the record did not become younger as a whole.
"""

from collections.abc import Generator, Iterable
import json
import os
from pathlib import Path
import time
from typing import Any

import pytest

from simulators.base import Outcome, observing

FOLDERS = ("tests/protocol", "tests/integrations")
RECORD = Path("build/wire_record.json")

PHASES = frozenset({"setup", "call", "teardown"})

type Record = dict[str, dict[str, str]]


def pytest_configure(config: pytest.Config) -> None:
    """Start recording."""
    config.pluginmanager.register(WireRecorder(config), "accord-wire-recorder")


class WireRecorder:
    """Listens to all simulated devices while tests run."""

    def __init__(self, config: pytest.Config) -> None:
        """Know nothing yet."""
        self.root = config.rootpath
        self.started = time.time()
        self.record: Record = {}
        self.left_out = skips_files(config)
        self._served: set[tuple[str, str]] = set()
        self._passed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Listen while a test runs; take its operations over when it passed."""
        if not counts(item):
            return (yield)
        self._served.clear()
        self._passed.clear()
        with observing(self._note):
            result = yield
        if self._passed == PHASES:
            for system, operation in self._served:
                merge(self.record, {system: {operation: item.nodeid}})
        return result

    def _note(self, system: str, operation: str, outcome: Outcome) -> None:
        if outcome.ok:
            self._served.add((system, operation))

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Note which phases of a test passed; a skip and an expected failure did not."""
        report = yield
        if report.passed and not hasattr(report, "wasxfail"):
            self._passed.add(report.when)
        return report

    def pytest_deselected(self, items: Iterable[pytest.Item]) -> None:
        """Note that tests which count do not run."""
        self.left_out |= any(counts(item) for item in items)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note that a file could not be read."""
        self.left_out |= report.failed

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a parallel process recorded; a crashed one hands over nothing."""
        found = getattr(node, "workeroutput", {}).get("wire_record")
        if found is None:
            self.left_out = True
            return
        merge(self.record, found["record"])
        self.left_out |= found["left_out"]

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand over, or write."""
        stopped = bool(session.shouldstop or session.shouldfail)
        left_out = self.left_out or stopped
        if hasattr(session.config, "workeroutput"):
            found = {"record": self.record, "left_out": left_out}
            session.config.workeroutput["wire_record"] = found
        elif self.record and not session.config.option.collectonly:
            complete = not left_out and runs_everything(session.config)
            write(self.root / RECORD, self.record, self.started if complete else None)


def counts(item: pytest.Item) -> bool:
    """Tell whether what a test makes a device do is evidence."""
    return item.nodeid.startswith(tuple(f"{folder}/" for folder in FOLDERS))


def skips_files(config: pytest.Config) -> bool:
    """Tell whether options keep files from being looked at, without further notice."""
    folders = [config.rootpath / folder for folder in FOLDERS]
    ignored = [config.invocation_params.dir / path for path in config.option.ignore or ()]
    return bool(
        config.option.ignore_glob
        or getattr(config.option, "lf", False)
        or any(path in (folder, *folder.parents) for path in ignored for folder in folders)
        or any(folder in path.parents for path in ignored for folder in folders)
    )


def runs_everything(config: pytest.Config) -> bool:
    """Tell whether the arguments of pytest include all ``FOLDERS``."""
    chosen = [config.invocation_params.dir / argument for argument in config.args]
    return all(
        any(path in (folder, *folder.parents) for path in chosen)
        for folder in (config.rootpath / name for name in FOLDERS)
    )


def merge(record: Record, other: Record) -> None:
    """Add ``other``; of two tests the first in sorted order stays."""
    for system, operations in other.items():
        known = record.setdefault(system, {})
        for operation, test in operations.items():
            known[operation] = min(test, known.get(operation, test))


def write(path: Path, record: Record, complete_at: float | None) -> None:
    """Write the record of a complete session that began then, or add an incomplete one's."""
    moment = 0.0 if complete_at is None else complete_at
    if complete_at is None and path.exists():
        moment = path.stat().st_mtime
        merge(record, json.loads(path.read_text(encoding="utf-8")))
    path.parent.mkdir(exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}")
    part.write_text(json.dumps(record, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    os.utime(part, (moment, moment))
    part.replace(path)
