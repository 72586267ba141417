"""The record of the wire counts what passed, once, whatever runs in parallel."""

import json
import os
from pathlib import Path
import subprocess
import sys
from textwrap import dedent

import pytest

from tests.house.tree import ROOT

TEST = """
    from simulators.base import Outcome, SimulatedDevice
    import pytest

    class Device(SimulatedDevice):
        system = "tiny"
        operations = state = reset_state = lambda self: None

    def served(operation, **outcome):
        Device("tiny", "127.0.0.1").report(operation, Outcome(**outcome))

    {body}
"""

type Record = dict[str, dict[str, str]]


class Project:
    """A small repository with tests that use simulated devices."""

    def __init__(self, root: Path) -> None:
        """Make the folders."""
        self.root = root
        self.path = root / "build/wire_record.json"
        for name in ("protocol", "integrations", "simulators"):
            (root / "tests" / name).mkdir(parents=True)
        (root / "pytest.ini").write_text("[pytest]\naddopts = --import-mode=importlib\n")
        self.write("tests/integrations/test_none.py", "def test_none():\n    pass")

    def write(self, name: str, body: str) -> None:
        """Write a file of tests."""
        (self.root / name).write_text(dedent(TEST).format(body=body))

    def run(self, *arguments: str) -> Record:
        """Run pytest and return the record."""
        run = subprocess.run(  # noqa: S603
            [sys.executable, "-m", "pytest", "-q", "-p", "tests.wire_record", *arguments],
            cwd=self.root,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert run.returncode in {0, 1}, run.stdout + run.stderr
        return json.loads(self.path.read_text()) if self.path.exists() else {}

    @property
    def complete(self) -> bool:
        """Tell whether the record is as young as a session that ran everything."""
        return self.path.stat().st_mtime > 0


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return an empty project."""
    return Project(tmp_path)


@pytest.mark.parametrize("parallel", [(), ("-p", "xdist.plugin", "-n", "2")], ids=["one", "two"])
def test_first_test_that_passed(project: Project, parallel: tuple[str, ...]) -> None:
    """Failures, refusals, skips and expected failures count for nothing."""
    project.write(
        "tests/protocol/test_b.py",
        """
def test_b():
    served("read")
    served("write")

def test_a():
    served("read")

def test_refused():
    served("refused", code=-1, ok=False)

def test_failed():
    served("failed")
    assert False

@pytest.mark.xfail
def test_expected():
    served("expected")
    assert False

@pytest.fixture
def late():
    yield
    assert False

def test_late(late):
    served("late")
""",
    )
    project.write("tests/simulators/test_a.py", 'def test_own():\n    served("own")')
    assert project.run(*parallel) == {
        "tiny": {
            "read": "tests/protocol/test_b.py::test_a",
            "write": "tests/protocol/test_b.py::test_b",
        }
    }
    assert project.complete


def test_whole_session_replaces(project: Project) -> None:
    """What a renamed test did is forgotten."""
    project.write("tests/protocol/test_a.py", 'def test_a():\n    served("read")')
    project.run()
    project.write("tests/protocol/test_a.py", 'def test_z():\n    served("write")')
    assert project.run("tests/protocol", "tests/integrations") == {
        "tiny": {"write": "tests/protocol/test_a.py::test_z"}
    }


@pytest.mark.parametrize(
    "selection",
    [
        ("tests/protocol",),
        ("tests/protocol/test_a.py::test_a",),
        ("-k", "test_a"),
        ("--ignore", "tests/integrations"),
        ("--deselect", "tests/protocol/test_a.py::test_b"),
    ],
    ids=" ".join,
)
def test_part_of_a_session_adds(project: Project, selection: tuple[str, ...]) -> None:
    """But the record does not look younger for it."""
    project.write(
        "tests/protocol/test_a.py",
        'def test_a():\n    served("read")\n\ndef test_b():\n    served("write")',
    )
    known = {"tiny": {"old": "tests/protocol/test_0.py::test_0"}}
    project.path.parent.mkdir()
    project.path.write_text(json.dumps(known))
    os.utime(project.path, (7, 7))
    found = project.run(*selection)
    assert found["tiny"]["old"] == known["tiny"]["old"]
    assert found["tiny"]["read"] == "tests/protocol/test_a.py::test_a"
    assert project.path.stat().st_mtime == 7


def test_part_of_a_session_alone_is_never_young(project: Project) -> None:
    """There was no record yet."""
    project.write("tests/protocol/test_a.py", 'def test_a():\n    served("read")')
    assert project.run("tests/protocol")
    assert not project.complete


def test_broken_file_makes_a_session_incomplete(project: Project) -> None:
    """Its tests did not run."""
    project.write("tests/protocol/test_a.py", 'def test_a():\n    served("read")')
    project.write("tests/integrations/test_broken.py", "import nothing_of_that_name")
    project.run("--continue-on-collection-errors")
    assert not project.complete


def test_looking_is_not_running(project: Project) -> None:
    """Nothing is written when nothing ran."""
    project.write("tests/protocol/test_a.py", 'def test_a():\n    served("read")')
    assert project.run("--collect-only") == {}
