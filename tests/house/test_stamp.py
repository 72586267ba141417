"""Repository, code owner and version come from one place."""

from pathlib import Path
import shutil

import pytest

from scripts import stamp
from scripts.stamp import Project
from tests.house.tree import PACKAGES, ROOT

OTHER = Project(repository="somebody/some.thing", codeowner="@some-body", version="2.0.0b1")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of what is stamped, with links in texts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        folder = tmp_path / "custom_components" / package.name
        folder.mkdir(parents=True)
        shutil.copy(package / "manifest.json", folder)
    known = stamp.read_project(tmp_path)
    owner, _, name = known.repository.partition("/")
    (tmp_path / "README.md").write_text(
        f"[issues]({known.url}/issues) [clone]({known.url}.git) [we]({known.url}).\n"
        f"[button](https://my.home-assistant.io/?owner={owner}&repository={name}&category=x)\n"
        f"[other]({known.url}-cards) [theirs](https://github.com/whitslack/kasa)\n"
    )
    return tmp_path


def test_nothing_to_do(root: Path) -> None:
    """The repository agrees with itself."""
    assert stamp.changes(stamp.read_project(root), root) == {}


def test_everything_follows(root: Path) -> None:
    """And a second time there is nothing left to do."""
    known = stamp.read_project(root)
    for path, text in stamp.changes(OTHER, root).items():
        path.write_text(text)
    assert stamp.read_project(root) == OTHER
    assert stamp.changes(OTHER, root) == {}
    manifest = (root / "custom_components/accord_kasa/manifest.json").read_text()
    for line in (
        '"codeowners": ["@some-body"],',
        '"documentation": "https://github.com/somebody/some.thing/blob/main/docs/kasa.md",',
        '"issue_tracker": "https://github.com/somebody/some.thing/issues",',
        '"version": "2.0.0b1"',
    ):
        assert line in manifest
    readme = (root / "README.md").read_text()
    assert readme.count("https://github.com/somebody/some.thing") == 3
    assert "owner=somebody&repository=some.thing&category=x" in readme
    assert f"{known.url}-cards" in readme
    assert "whitslack/kasa" in readme


def test_form_of_manifests_stays(root: Path) -> None:
    """Only the stamped lines change."""
    before = (root / "custom_components/accord_kasa/manifest.json").read_text().splitlines()
    found = stamp.changes(OTHER, root)[root / "custom_components/accord_kasa/manifest.json"]
    changed = [new for old, new in zip(before, found.splitlines(), strict=True) if old != new]
    assert len(changed) == 4


@pytest.mark.parametrize(
    "wrong",
    [
        {"version": "1.0"},
        {"version": "v1.0.0"},
        {"repository": "https://github.com/a/b"},
        {"codeowner": "somebody"},
    ],
    ids=str,
)
def test_wrong_values_are_refused(wrong: dict[str, str]) -> None:
    """Before they reach any file."""
    right = {"repository": "a/b", "codeowner": "@a", "version": "1.0.0"}
    with pytest.raises(ValueError, match="right form"):
        Project(**{**right, **wrong})


def test_command(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Checking writes nothing; a new version stays."""
    monkeypatch.setattr(stamp, "ROOT", root)
    monkeypatch.setattr(stamp.read_project, "__defaults__", (root,))
    monkeypatch.setattr(stamp.changes, "__defaults__", (root,))

    def run(*arguments: str) -> int:
        monkeypatch.setattr("sys.argv", ["scripts/stamp", *arguments])
        return stamp.main()

    assert run("--check") == 0
    assert run("--check", "--version", "9.0.0") == 1
    assert run("--version", "9.0.0") == 0
    assert "custom_components/accord_kasa/manifest.json" in capsys.readouterr().out
    assert stamp.read_project(root).version == "9.0.0"
    assert run("--check") == 0
    with pytest.raises(SystemExit):
        run("--version", "nine")
