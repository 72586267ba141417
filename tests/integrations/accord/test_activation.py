"""Packages are put in place by link or copy, and nothing is touched that is somebody else's."""

from concurrent.futures import ThreadPoolExecutor
import json
import os
from pathlib import Path
import shutil
from unittest.mock import patch

import pytest

from custom_components.accord.activation import (
    MARKER,
    Activation,
    Marker,
    Standing,
    digest_of,
    version_of,
)

KASA = "accord_kasa"


def make_package(place: Path, version: str = "1.0.0") -> Path:
    """Write a package as a release has it."""
    place.mkdir(parents=True)
    (place / "manifest.json").write_text(json.dumps({"domain": place.name, "version": version}))
    (place / "__init__.py").write_text(f'"""{version}"""\n')
    (place / MARKER).write_text(Marker(version, digest_of(place)).text())
    return place


@pytest.fixture
def work(tmp_path: Path) -> Activation:
    """A managed folder with one package in its bundle."""
    hub = tmp_path / "custom_components" / "accord"
    make_package(hub / "bundle" / KASA)
    return Activation(hub)


@pytest.fixture
def no_links():
    """A file system without links."""
    with patch.object(Path, "symlink_to", side_effect=OSError("no links here")):
        yield


def renew(work: Activation, version: str = "2.0.0") -> None:
    """Replace the managed folder as an update does."""
    shutil.rmtree(work.bundle)
    make_package(work.bundle / KASA, version)


def place_of(work: Activation) -> Path:
    return work.components / KASA


def test_link_is_relative_and_survives_a_move(work: Activation, tmp_path: Path) -> None:
    assert work.activate(KASA)
    assert work.standing(KASA) is Standing.LINK
    assert place_of(work).readlink() == Path("accord", "bundle", KASA)
    moved = tmp_path / "moved"
    work.components.rename(moved)
    assert (moved / KASA / "manifest.json").is_file()
    assert not Activation(moved / "accord").activate(KASA)


def test_nothing_else_lies_beside_the_package(work: Activation) -> None:
    work.activate(KASA)
    assert {path.name for path in work.components.iterdir()} == {"accord", KASA}
    assert {path.name for path in work.hub.iterdir()} == {"bundle"}


@pytest.mark.parametrize("target", ["nowhere", "/old/config/custom_components/accord/bundle/x"])
def test_dangling_link_is_replaced(work: Activation, target: str) -> None:
    place_of(work).symlink_to(target)
    assert work.standing(KASA) is Standing.STALE
    assert work.activate(KASA)
    assert work.standing(KASA) is Standing.LINK


def test_link_to_another_bundle_is_replaced(work: Activation, tmp_path: Path) -> None:
    place_of(work).symlink_to(make_package(tmp_path / "old" / "bundle" / KASA))
    assert work.heal([KASA]).linked == {KASA}
    assert work.standing(KASA) is Standing.LINK


def test_foreign_link_is_left_alone(work: Activation, tmp_path: Path) -> None:
    place_of(work).symlink_to(make_package(tmp_path / "checkout" / KASA))
    assert work.heal([KASA]).own == {KASA}
    assert place_of(work).readlink() == tmp_path / "checkout" / KASA
    assert not work.deactivate(KASA)
    assert place_of(work).is_symlink()


def test_own_folder_is_left_alone(work: Activation) -> None:
    place_of(work).mkdir()
    (place_of(work) / "manifest.json").write_text("{}")
    healed = work.heal([KASA])
    assert (healed.own, healed.linked, healed.missing) == ({KASA}, frozenset(), frozenset())
    assert not work.deactivate(KASA)
    assert (place_of(work) / "manifest.json").read_text() == "{}"


def test_restored_copy_becomes_a_link(work: Activation) -> None:
    """A restored backup has a folder where a link was; Python left its cache there."""
    shutil.copytree(work.bundle / KASA, place_of(work))
    (place_of(work) / "__pycache__").mkdir()
    (place_of(work) / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert work.standing(KASA) is Standing.COPY
    healed = work.heal([KASA])
    assert (healed.linked, healed.renewed) == ({KASA}, frozenset())
    assert work.standing(KASA) is Standing.LINK


def test_restored_copy_of_an_older_bundle_is_renewed(work: Activation) -> None:
    shutil.copytree(work.bundle / KASA, place_of(work))
    renew(work)
    assert work.heal([KASA]).renewed == {KASA}
    assert version_of(place_of(work)) == "2.0.0"


def test_changed_copy_is_left_alone(work: Activation) -> None:
    shutil.copytree(work.bundle / KASA, place_of(work))
    (place_of(work) / "__init__.py").write_text("mine\n")
    assert work.heal([KASA]).own == {KASA}
    assert (place_of(work) / "__init__.py").read_text() == "mine\n"


@pytest.mark.usefixtures("no_links")
def test_copy_where_links_are_refused(work: Activation) -> None:
    assert work.heal([KASA]).linked == {KASA}
    assert work.standing(KASA) is Standing.COPY
    assert not work.activate(KASA)
    renew(work)
    assert work.standing(KASA) is Standing.STALE
    assert work.heal([KASA]).renewed == {KASA}
    assert version_of(place_of(work)) == "2.0.0"
    assert work.deactivate(KASA)
    assert not place_of(work).exists()


def test_deactivation_takes_the_link_only(work: Activation) -> None:
    work.activate(KASA)
    assert work.deactivate(KASA)
    assert not os.path.lexists(place_of(work))
    assert (work.bundle / KASA / "manifest.json").is_file()
    assert not work.deactivate(KASA)


@pytest.mark.usefixtures("no_links")
def test_refusal_changes_nothing(work: Activation) -> None:
    with patch.object(shutil, "copytree", side_effect=OSError("read-only")):
        healed = work.heal([KASA])
    assert (healed.failed, healed.missing) == ({KASA}, {KASA})
    assert {path.name for path in work.components.iterdir()} == {"accord"}


def test_move_that_fails_leaves_what_was_there(work: Activation) -> None:
    shutil.copytree(work.bundle / KASA, place_of(work))
    renew(work)
    move = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == f".new-{KASA}":
            raise OSError("refused")
        return move(self, target)

    with patch.object(Path, "rename", fail):
        assert work.heal([KASA]).failed == {KASA}
    assert version_of(place_of(work)) == "1.0.0"
    assert work.heal([KASA]).renewed == {KASA}


def test_several_at_once(work: Activation) -> None:
    """Start-up, discovery and a dialog may want the same package: one does it, the others see."""
    with ThreadPoolExecutor(8) as pool:
        for _ in range(50):
            changed = list(pool.map(work.activate, [KASA] * 8))
            assert changed.count(True) == 1
            assert work.standing(KASA) is Standing.LINK
            assert list(pool.map(work.deactivate, [KASA] * 8)).count(True) == 1


def test_development_tree_has_nothing_to_activate(tmp_path: Path) -> None:
    work = Activation(tmp_path / "accord")
    make_package(place_of(work))
    healed = work.heal([KASA])
    assert healed.missing == healed.own == frozenset()
    assert not work.offered()
    assert work.heal(["accord_huawei"]).missing == {"accord_huawei"}


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": "1"}'])
def test_marker_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / MARKER).write_text(text)
    assert Marker.of(tmp_path) is None
    assert version_of(tmp_path) is None
