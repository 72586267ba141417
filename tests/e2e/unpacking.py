"""What HACS and the Marketplace do with files: unpack, replace, remove. Nothing else."""

from pathlib import Path
import shutil
import zipfile

from scripts.release import build

HUB = "accord"


class Installation:
    """The folder ``custom_components`` of one Home Assistant."""

    def __init__(self, config: Path) -> None:
        """Belong to a configuration folder."""
        self.config = config
        self.components = config / "custom_components"
        self.hub = self.components / HUB

    def unpack(self, version: str) -> None:
        """Install a release, or replace the one that is there."""
        archive = build(version, self.config / "downloads" / version)
        if self.hub.exists():
            shutil.rmtree(self.hub)
        with zipfile.ZipFile(archive) as file:
            file.extractall(self.hub)

    def remove(self) -> None:
        """Uninstall: the managed folder goes, its neighbours stay."""
        shutil.rmtree(self.hub)

    def packages(self) -> set[str]:
        """Return what lies beside the managed folder."""
        found = {path.name for path in self.components.iterdir()}
        return found - {HUB, "__pycache__"}
