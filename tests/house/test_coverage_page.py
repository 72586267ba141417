"""The coverage page says what is there, and nothing else."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from scripts import coverage_page
from scripts.coverage_page import SYSTEMS, Coverage, Row, as_json, collect, operations_of, render
from scripts.coverage_surface import Surface

KASA = next(system for system in SYSTEMS if system.name == "kasa")
SYSINFO = "system.get_sysinfo"


def row(coverage: Coverage, operation: str) -> Row:
    """Return the row of a Kasa operation."""
    return next(one for one in coverage.of(KASA) if one.operation == operation)


def test_all_operations_are_listed_once() -> None:
    """In the order of the list, with or without evidence."""
    coverage = collect({})
    assert len(coverage.rows) == 314
    assert len({(one.system, one.operation) for one in coverage.rows}) == 314


def test_what_is_there_is_read_from_the_code() -> None:
    """Method, simulated device, test and ways in."""
    test = "tests/protocol/kasa/test_wire.py::test_one"
    assert row(collect({"kasa": {SYSINFO: test}}), SYSINFO) == Row(
        system="kasa",
        operation=SYSINFO,
        client="KasaClient.system.get_sysinfo",
        simulator="kasa.KasaDevice",
        wire_test=test,
        reach="sensor on_since, sensor next_action, binary sensor overheated",
    )


def test_nothing_is_done_without_a_test() -> None:
    """Code alone is no evidence."""
    done = {(one.system, one.operation) for one in collect({}).rows if one.done}
    assert done <= coverage_page.DENIED.keys()


def test_a_missing_way_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that was designed has to be there; one item more and the operation is not reached."""
    surface = coverage_page.read_surface()
    surface["kasa", SYSINFO].append("sensor:nothing")
    monkeypatch.setattr(coverage_page, "read_surface", lambda: surface)
    coverage = collect({})
    assert not row(coverage, SYSINFO).reach
    page = [line for line in render(coverage).splitlines() if f"`{SYSINFO}`" in line]
    assert page[0].endswith("| not yet: sensor nothing |")


@pytest.mark.parametrize(
    ("item", "operation", "held"),
    [
        ("switch:led", "system.set_led_off", True),
        ("switch:led", "system.reboot", False),
        ("switch:nothing", "system.set_led_off", False),
        ("calendar:nothing", "schedule.get_rules", False),
        ("action:set_alias", "system.set_dev_alias", True),
        ("action:set_alias", "system.reboot", False),
        ("action:call_operation", "known", True),
        ("action:call_operation", "unknown", False),
        ("flow:pick", "any", True),
        ("flow:hassio", "any", False),
        ("option:follow_rename", "any", True),
        ("option:host", "any", False),
        ("diagnostics", "nothing", False),
    ],
)
def test_items_of_a_surface(item: str, operation: str, held: bool) -> None:
    """An item counts for the operations that it names."""
    assert Surface("accord_kasa", {"known"}).holds(item, operation) is held


@pytest.mark.parametrize("item", ["", "sensor", "sensor:", "diagnostics:x", "page:x"])
def test_no_items_of_a_surface(item: str) -> None:
    """A typing error in the table is no missing entity."""
    with pytest.raises(ValueError, match="no item"):
        Surface("accord_kasa", ()).holds(item, "any")


def test_page_is_a_table() -> None:
    """Names of parametrised tests do not break it."""
    page = render(Coverage((Row(system="kasa", operation="a", wire_test="t::x[a|b]"),), {}))
    assert "| `a` | not yet | not yet | `t::x[a\\|b]` | not yet |" in page
    assert "| [TP-Link Kasa](#tp-link-kasa) | 1 | 0 | 0 | 1 | 0 | 0 |" in page


def test_json() -> None:
    """For programs: all systems, all operations, empty texts for what is missing."""
    found: dict[str, Any] = json.loads(as_json(collect({"kasa": {SYSINFO: "t::x"}})))
    assert found["systems"]["kasa"] == {"total": 68, "done": 1}
    assert list(found["systems"]) == [
        "akuvox",
        "huawei",
        "huawei_device",
        "iotsquare",
        "kasa",
        "lifesmart",
    ]
    assert found["operations"][0] == {
        "system": "akuvox",
        "operation": "system/info",
        "client": "AkuvoxClient.system.info",
        "simulator": "akuvox.AkuvoxDevice",
        "wire_test": "",
        "reach": "sensor ip_address, sensor link, diagnostics",
    }


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a place where the script reads and writes instead."""
    for name in (
        "custom_components",
        "simulators",
        "tests/protocol",
        "tests/integrations",
        "build",
    ):
        (tmp_path / name).mkdir(parents=True)
    for name in ("tests/conftest.py", "tests/wire_record.py", "tests/protocol/test_a.py"):
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (100, 100))
    for name, path in {
        "ROOT": tmp_path,
        "RECORD": tmp_path / "record.json",
        "PAGE": tmp_path / "page.md",
    }.items():
        monkeypatch.setattr(coverage_page, name, path)
    return tmp_path


def write_record(root: Path, moment: float, test: str = "tests/protocol/test_a.py::test_a") -> None:
    """Write a record of that time."""
    path = root / "record.json"
    path.write_text(json.dumps({"kasa": {SYSINFO: test}}))
    os.utime(path, (moment, moment))


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    """Run the script."""
    monkeypatch.setattr("sys.argv", ["scripts/coverage", *arguments])
    return coverage_page.main()


def test_old_record_is_not_used(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing, older than a file, or with tests that are gone."""
    assert run(monkeypatch, "--no-run") == 2
    write_record(root, 99)
    assert run(monkeypatch, "--no-run") == 2
    write_record(root, 101, "tests/protocol/test_gone.py::test_a")
    assert run(monkeypatch, "--no-run") == 2
    write_record(root, 101)
    assert run(monkeypatch, "--no-run") == 0


def test_tests_run_when_the_record_is_old(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without being asked."""
    monkeypatch.setattr(coverage_page, "make_record", lambda: write_record(root, 101))
    assert run(monkeypatch) == 0
    assert "tests/protocol/test_a.py::test_a" in (root / "page.md").read_text()


def test_check(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It fails for a page that differs, says where, and writes nothing."""
    write_record(root, 101)
    assert run(monkeypatch, "--check") == 1
    assert not (root / "page.md").exists()
    assert run(monkeypatch) == 0
    assert run(monkeypatch, "--check") == 0
    page = root / "page.md"
    page.write_text(page.read_text().replace("test_a.py", "test_b.py"))
    capsys.readouterr()
    assert run(monkeypatch, "--check") == 1
    assert "-| `system.get_sysinfo`" in capsys.readouterr().err


def test_what_a_document_denies_has_a_test_of_the_refusal() -> None:
    """Such an operation is never answered with success; the refusal counts instead."""
    for system, operation in coverage_page.DENIED:
        assert operation in operations_of(system)
        test, _ = coverage_page.DENIED[system, operation]
        path, _, name = test.partition("::")
        assert f"def {name}(" in (coverage_page.ROOT / path).read_text(encoding="utf-8")
