"""What HACS and the Marketplace do with files: unpack, replace, remove. Nothing else."""

from pathlib import Path
import shutil
import subprocess
import zipfile

from scripts.release import build

HUB = "accord"
MARKETPLACE = "lib/python*/site-packages/homeassistant/components/marketplace"


class Installation:
    """The folder ``custom_components`` of one Home Assistant."""

    def __init__(self, config: Path, python: str) -> None:
        """Belong to a configuration folder, and to the release that this Python has."""
        self.config = config
        self.components = config / "custom_components"
        self.hub = self.components / HUB
        self._python = python
        self._has_marketplace = any(Path(python).parent.parent.glob(MARKETPLACE))

    def unpack(self, version: str) -> None:
        """Install a release, or replace the one that is there."""
        archive = build(version, self.config / "downloads" / version)
        if self._has_marketplace:
            self._install(archive, version)
            return
        if self.hub.exists():
            shutil.rmtree(self.hub)
        with zipfile.ZipFile(archive) as file:
            file.extractall(self.hub)

    def _install(self, archive: Path, version: str) -> None:
        """Have the Marketplace's own code do it."""
        program = Path(__file__).with_name("marketplace.py")
        command = [self._python, str(program), str(self.config), str(archive), version]
        subprocess.run(command, check=True, cwd=self.config)  # noqa: S603 - our own Python

    def remove(self) -> None:
        """Uninstall: the managed folder goes, its neighbours stay."""
        shutil.rmtree(self.hub)

    def packages(self) -> set[str]:
        """Return what lies beside the managed folder."""
        found = {path.name for path in self.components.iterdir()}
        return found - {HUB, "__pycache__"}
