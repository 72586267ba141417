"""Carries repository, code owner and version from pyproject.toml to where they are needed.

That is all manifests, and links to the project in texts. Run it as scripts/stamp.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
import json
from pathlib import Path
import re
import sys
import tomllib

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ("*.md", "docs/**/*.md", ".github/**/*.yml", "custom_components/*/translations/*.json")
HUB = "accord"

_VERSION = re.compile(r"\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?")
_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")
_CODEOWNER = re.compile(r"@[A-Za-z0-9-]+(?:/[A-Za-z0-9._-]+)?")


@dataclass(frozen=True, slots=True)
class Project:
    """The table ``[tool.accord]`` of pyproject.toml."""

    repository: str
    """Owner and name at GitHub."""
    codeowner: str
    version: str

    def __post_init__(self) -> None:
        """Refuse what Home Assistant would refuse."""
        for value, form in (
            (self.repository, _REPOSITORY),
            (self.codeowner, _CODEOWNER),
            (self.version, _VERSION),
        ):
            if not form.fullmatch(value):
                raise ValueError(f"{value!r} has not the right form")

    @property
    def url(self) -> str:
        """Return the address of the repository."""
        return f"https://github.com/{self.repository}"

    def documentation(self, domain: str) -> str:
        """Return where an integration is described."""
        if domain == HUB:
            return self.url
        return f"{self.url}/blob/main/docs/{domain.removeprefix(f'{HUB}_')}.md"


def read_project(root: Path = ROOT) -> Project:
    """Return what pyproject.toml says."""
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    return Project(**tomllib.loads(text)["tool"][HUB])


def changes(project: Project, root: Path = ROOT) -> dict[Path, str]:
    """Return the files that do not agree with the project, with their text as it should be."""
    wanted = {
        **dict(_manifests(project, root)),
        **dict(_texts(project, root)),
        **dict(_settings(project, root)),
    }
    return {path: text for path, text in wanted.items() if text != _read(path)}


def _manifests(project: Project, root: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(root.glob("custom_components/*/manifest.json")):
        text = _read(path)
        for key, value in {
            "codeowners": [project.codeowner],
            "documentation": project.documentation(path.parent.name),
            "issue_tracker": f"{project.url}/issues",
            "version": project.version,
        }.items():
            text = _set(text, key, json.dumps(value))
        yield path, text


def _texts(project: Project, root: Path) -> Iterator[tuple[Path, str]]:
    """Yield texts whose links to the repository of today's manifests lead to the project's."""
    today = json.loads(_read(root / f"custom_components/{HUB}/manifest.json"))["issue_tracker"]
    old = "/".join(today.split("/")[3:5])
    links = re.compile(rf"(?<=github\.com/){re.escape(old)}(?![\w-]|\.(?!git\b)\w)")
    old_owner, _, old_name = old.partition("/")
    owner, _, name = project.repository.partition("/")
    button = re.compile(rf"owner={re.escape(old_owner)}&repository={re.escape(old_name)}\b")
    for path in sorted({path for pattern in TEXTS for path in root.glob(pattern)}):
        text = links.sub(project.repository, _read(path))
        yield path, button.sub(f"owner={owner}&repository={name}", text)


def _settings(project: Project, root: Path) -> Iterator[tuple[Path, str]]:
    path = root / "pyproject.toml"
    before, table, rest = _read(path).partition(f"[tool.{HUB}]\n")
    for key in ("repository", "codeowner", "version"):
        value = json.dumps(getattr(project, key))
        rest = re.sub(rf"^{key} = .*$", f"{key} = {value}", rest, count=1, flags=re.MULTILINE)
    yield path, before + table + rest


def _set(manifest: str, key: str, value: str) -> str:
    """Return the manifest with another value; the form of the rest stays."""
    pattern = re.compile(rf'(^ *"{key}": )(?:"[^"]*"|\[[^\]]*\])', re.MULTILINE)
    return pattern.sub(lambda found: found[1] + value, manifest)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main() -> int:
    """Do what the command line says."""
    parser = argparse.ArgumentParser(prog="scripts/stamp", description=__doc__)
    parser.add_argument("--repository", help="owner/name of the repository from now on")
    parser.add_argument("--codeowner", help="@name of the code owner from now on")
    parser.add_argument("--version", help="version from now on")
    parser.add_argument("--check", action="store_true", help="only tell what does not agree")
    wanted = parser.parse_args()
    known = read_project()
    try:
        project = Project(
            repository=wanted.repository or known.repository,
            codeowner=wanted.codeowner or known.codeowner,
            version=wanted.version or known.version,
        )
    except ValueError as error:
        parser.error(str(error))
    found = changes(project)
    for path, text in found.items():
        print(path.relative_to(ROOT))
        if not wanted.check:
            path.write_text(text, encoding="utf-8")
    return int(bool(found) and wanted.check)


if __name__ == "__main__":
    sys.exit(main())
