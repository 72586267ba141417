"""What is released: one zip that has all it needs, always the same bytes, and nothing else."""

import json
from pathlib import Path
import shutil
import zipfile

import pytest

from custom_components.accord.activation import BUNDLE, MARKER
from scripts import release
from scripts.release import ReleaseError
from tests.house.tree import COMPONENTS, HUB, PACKAGES, ROOT, VENDORS, imports, python_files

VERSION = "7.8.9"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release.build(VERSION, tmp_path_factory.mktemp("release"))


def test_zip_is_fit(archive: Path) -> None:
    """Members, manifests, markers; all modules are imported from what is unpacked alone."""
    assert release.check(archive, VERSION) > len(list(python_files(*PACKAGES)))


def test_same_tree_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    assert release.build(VERSION, tmp_path).read_bytes() == archive.read_bytes()


def test_what_lies_where(archive: Path) -> None:
    with zipfile.ZipFile(archive) as file:
        names = set(file.namelist())
        manifest = json.loads(file.read("manifest.json"))
    assert (manifest["domain"], manifest["version"]) == (HUB.name, VERSION)
    for package in VENDORS:
        assert f"{BUNDLE}/{package.name}/manifest.json" in names
        assert f"{BUNDLE}/{package.name}/{MARKER}" in names
    assert f"{BUNDLE}/__init__.py" not in names


def damaged(archive: Path, target: Path, name: str, content: str) -> Path:
    """Return the same zip with another file, or one more."""
    changed = target / archive.name
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(changed, "w") as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member, old.read(member))
        new.writestr(release._member(Path(name)), content)
    return changed


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("../outside.py", "", "does not belong"),
        ("__pycache__/x.pyc", "", "not needed"),
        ("manifest.json", '{"domain": "accord", "version": "0"}', "wrong domain or version"),
        (f"{BUNDLE}/accord_kasa/extra.py", "", "wrong marker"),
        (f"{BUNDLE}/accord_none/manifest.json", "{}", "the bundle has"),
        ("extra.py", "import pytest\n", "there for tests only"),
        ("extra.py", "from . import nothing\n", "cannot import"),
    ],
)
def test_what_is_refused(
    archive: Path, tmp_path: Path, name: str, content: str, complaint: str
) -> None:
    with pytest.raises(ReleaseError, match=complaint):
        release.check(damaged(archive, tmp_path, name, content), VERSION)


def test_thin_repository_has_one_manifest(tmp_path: Path) -> None:
    target = tmp_path / "thin"
    release.write_thin(VERSION, target)
    (manifest,) = target.rglob("*manifest.json")
    assert manifest == target / "custom_components" / HUB.name / "manifest.json"
    assert json.loads(manifest.read_text(encoding="utf-8"))["version"] == VERSION
    shutil.rmtree(target)
    target.mkdir()
    (target / "manifest.json").write_text("{}")
    release.write_thin(VERSION, target)
    assert not (target / "manifest.json").exists()


def test_managed_folder_comes_first() -> None:
    """HACS takes the first folder, by bytes, whose path begins so."""
    folders = sorted(f"{path.name}/" for path in COMPONENTS.iterdir() if path.is_dir())
    assert folders[0] == f"{HUB.name}/"
    assert [path.name for path in ROOT.glob("custom_components*")] == ["custom_components"]


def test_nobody_imports_the_bundle() -> None:
    """Its classes would exist twice, under two names."""
    wrong = [
        f"{path}:{node.lineno}"
        for path in python_files(*PACKAGES)
        for node, name in imports(path)
        if BUNDLE in name.split(".")
    ]
    assert not wrong
