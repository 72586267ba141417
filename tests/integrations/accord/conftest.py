"""A bundle in a folder of its own, whose packages Home Assistant finds in the development tree."""

from collections.abc import Generator
import json
from pathlib import Path
import shutil
from unittest.mock import patch

import pytest

from custom_components.accord import discovery, healing
from custom_components.accord.activation import MARKER, Activation, Marker, digest_of
from custom_components.accord.systems import SYSTEMS

VERSION = "1.0.0"


def write_bundle(hub: Path, version: str = VERSION) -> None:
    """Write the managed folder of a release, with packages that do nothing."""
    shutil.rmtree(hub, ignore_errors=True)
    for place in (hub, *(hub / "bundle" / system.domain for system in SYSTEMS)):
        place.mkdir(parents=True)
        manifest = {"domain": place.name, "name": place.name, "version": version}
        (place / "manifest.json").write_text(json.dumps(manifest))
        (place / MARKER).write_text(Marker(version, digest_of(place)).text())


@pytest.fixture
def bundle(tmp_path: Path) -> Generator[Activation]:
    """A bundle that is not activated, and a network in which nobody answers."""
    work = Activation(tmp_path / "custom_components" / "accord")
    write_bundle(work.hub)
    with (
        patch.object(healing, "make_activation", return_value=work),
        patch.object(discovery, "DISCOVERERS", ()),
    ):
        yield work
