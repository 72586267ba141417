"""Builds and checks the zip that one download of the bundle is. Run it as scripts/release.

HACS and the Marketplace unpack the zip into ``custom_components/accord`` and nowhere else. At its
root is the shared package, below ``bundle`` are the systems' packages, each with a marker. The
same commit gives the same bytes.
"""

import argparse
from collections.abc import Iterator, Mapping
import json
from pathlib import Path
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

from custom_components.accord.activation import BUNDLE, MARKER, Activation, Marker, digest_of
from scripts.stamp import HUB, ROOT, Project, read_project

COMPONENTS = ROOT / "custom_components"
ARCHIVE = "accord.zip"
LARGEST = 100 * 1024 * 1024
"""Bytes that the Marketplace unpacks."""

_VERSION = re.compile(r'("version": )"[^"]*"')
_TIME = (2020, 1, 1, 0, 0, 0)
_LEFT_OUT = shutil.ignore_patterns("__pycache__", "*.py[co]", BUNDLE, ".*")
_THIN = ("README.md", "LICENSE", "hacs.json")

_IMPORT_ALL = """\
import importlib, pathlib, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {refused!r}:
            raise ImportError(f"{{name}} is there for tests only")

sys.meta_path.insert(0, Refuse())
root = pathlib.Path({root!r})
sys.path.insert(0, str(root))
for package in sorted(path for path in (root / "custom_components").iterdir()):
    for path in sorted(package.rglob("*.py")):
        inside = path.relative_to(package)
        if "bundle" in inside.parts:
            continue
        parts = ("custom_components", package.name, *inside.with_suffix("").parts)
        importlib.import_module(".".join(part for part in parts if part != "__init__"))
print(len(sys.modules))
"""
_TESTS_ONLY = frozenset(
    {"freezegun", "hypothesis", "playwright", "pytest", "scripts", "simulators", "syrupy", "tests"}
)


class ReleaseError(Exception):
    """The zip is not fit to be released."""


# --- Building --------------------------------------------------------------------------------


def build(version: str, target: Path) -> Path:
    """Write the zip into a folder and return its path."""
    with tempfile.TemporaryDirectory() as folder:
        tree = lay_out(version, Path(folder) / HUB)
        target.mkdir(parents=True, exist_ok=True)
        archive = target / ARCHIVE
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
            for path in sorted(_files(tree), key=lambda one: one.relative_to(tree).as_posix()):
                file.writestr(_member(path.relative_to(tree)), path.read_bytes())
    return archive


def lay_out(version: str, tree: Path) -> Path:
    """Write the managed folder of a release, and return it."""
    _copy(COMPONENTS / HUB, tree, version)
    for package in sorted(COMPONENTS.glob(f"{HUB}_*/manifest.json")):
        place = tree / BUNDLE / package.parent.name
        _copy(package.parent, place, version)
        (place / MARKER).write_text(Marker(version, digest_of(place)).text(), encoding="utf-8")
    return tree


def _copy(package: Path, place: Path, version: str) -> None:
    shutil.copytree(package, place, ignore=_LEFT_OUT)
    manifest = place / "manifest.json"
    text = _VERSION.sub(rf'\g<1>"{version}"', manifest.read_text(encoding="utf-8"))
    manifest.write_text(text, encoding="utf-8")


def _files(tree: Path) -> Iterator[Path]:
    return (path for path in tree.rglob("*") if path.is_file())


def _member(path: Path) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(path.as_posix(), date_time=_TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o100644 << 16
    return member


def write_thin(version: str, target: Path) -> None:
    """Write the repository for the catalog: the managed folder without the bundle."""
    shutil.rmtree(target, ignore_errors=True)
    _copy(COMPONENTS / HUB, target / "custom_components" / HUB, version)
    for name in _THIN:
        shutil.copy(ROOT / name, target / name)
    manifests = list(target.rglob("*manifest.json"))
    if len(manifests) != 1:
        raise ReleaseError(f"the thin repository has {len(manifests)} manifests")


# --- Checking --------------------------------------------------------------------------------


def check(archive: Path, version: str) -> int:
    """Raise ReleaseError for what is wrong with a zip; return how many members it has."""
    with zipfile.ZipFile(archive) as file:
        members = file.infolist()
        _check_members(members)
        with tempfile.TemporaryDirectory() as folder:
            hub = Path(folder) / "custom_components" / HUB
            file.extractall(hub)
            _check_manifests(hub, version)
            _check_imports(hub)
    return len(members)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        parts = Path(member.filename).parts
        if ".." in parts or member.filename.startswith("/") or member.is_dir():
            raise ReleaseError(f"{member.filename} does not belong into a zip")
        if "__pycache__" in parts or "tests" in parts:
            raise ReleaseError(f"{member.filename} is not needed")
        if member.external_attr >> 28 != 0o10:
            raise ReleaseError(f"{member.filename} is no plain file")
    if (size := sum(member.file_size for member in members)) > LARGEST:
        raise ReleaseError(f"{size} bytes are too many")


def _check_manifests(hub: Path, version: str) -> None:
    wanted = {path.parent.name for path in COMPONENTS.glob("*/manifest.json")} - {HUB}
    if (found := Activation(hub).offered()) != wanted:
        raise ReleaseError(f"the bundle has {sorted(found)}, not {sorted(wanted)}")
    for package in (hub, *(hub / BUNDLE / name for name in sorted(wanted))):
        manifest: Mapping[str, object] = json.loads((package / "manifest.json").read_bytes())
        if manifest["domain"] != package.name or manifest["version"] != version:
            raise ReleaseError(f"{package.name}: wrong domain or version in its manifest")
        if package != hub and Marker.of(package) != Marker(version, digest_of(package)):
            raise ReleaseError(f"{package.name}: wrong marker")
    if (hub / BUNDLE / "__init__.py").exists():
        raise ReleaseError("the bundle must not be a package: its classes would exist twice")


def _check_imports(hub: Path) -> None:
    """Import every module from what was unpacked and activated, without anything of the tests."""
    work = Activation(hub)
    for domain in work.offered():
        work.activate(domain)
    code = _IMPORT_ALL.format(root=str(hub.parent.parent), refused=_TESTS_ONLY)
    result = subprocess.run(  # noqa: S603 - our own code with our own Python
        [sys.executable, "-I", "-B", "-c", code], capture_output=True, text=True, check=False
    )
    if result.returncode:
        raise ReleaseError(f"not all can be imported:\n{result.stderr.strip()[-2000:]}")


# --- The command line ------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="scripts/release", description=__doc__)
    parser.add_argument("version", nargs="?", help="instead of the one in pyproject.toml")
    parser.add_argument("--check", action="store_true", help="keep nothing")
    parser.add_argument("--thin", type=Path, help="folder for the repository of the catalog")
    wanted = parser.parse_args(arguments)
    known = read_project()
    try:
        version = Project(
            known.repository, known.codeowner, wanted.version or known.version
        ).version
    except ValueError as error:
        parser.error(str(error))
    try:
        with tempfile.TemporaryDirectory() as folder:
            archive = build(version, Path(folder))
            count = check(archive, version)
            size = archive.stat().st_size
            if not wanted.check:
                (ROOT / "dist").mkdir(exist_ok=True)
                shutil.move(archive, ROOT / "dist" / ARCHIVE)
        if wanted.thin is not None:
            write_thin(version, wanted.thin)
    except ReleaseError as error:
        sys.stderr.write(f"✗ {error}\n")
        return 1
    sys.stdout.write(f"• {ARCHIVE} {version}: {count} files, {size} bytes, checked\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
