"""Puts the bundle's packages where Home Assistant finds them. Plain work on files, which blocks.

A release has each system's package in ``bundle``. Activating one makes a relative link to it
beside this package; where links cannot be made, a copy. A marker in each package of a release
tells what came from where, so that nothing is touched that somebody else put there. In a
development tree all packages lie beside this one, and there is nothing to activate.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
import hashlib
import json
import os
from pathlib import Path
import shutil
from threading import Lock
from typing import Self

BUNDLE = "bundle"
MARKER = ".accord-bundle"
_TURN = Lock()
"""Several threads may want the same package in place: start-up, discovery, a dialog."""
_CACHE = "__pycache__"
_MANIFEST = "manifest.json"


class Standing(StrEnum):
    """What is in the place of a system's package."""

    ABSENT = "absent"
    LINK = "link"
    """To what the bundle has."""
    COPY = "copy"
    """Ours and unchanged, the same as the bundle has."""
    STALE = "stale"
    """Ours, but not what the bundle has: an older copy, or a link that leads nowhere."""
    OWN = "own"
    """Somebody else's, or changed by somebody."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What a package of a release says of itself."""

    version: str
    digest: str

    @classmethod
    def of(cls, package: Path) -> Self | None:
        """Read a package's; None without one that can be read."""
        try:
            found = json.loads((package / MARKER).read_text(encoding="utf-8"))
            return cls(str(found["version"]), str(found["digest"]))
        except OSError, ValueError, KeyError, TypeError:
            return None

    def text(self) -> str:
        """Return it as a file has it."""
        return json.dumps({"version": self.version, "digest": self.digest}) + "\n"


def digest_of(package: Path) -> str:
    """Return a fingerprint of all files but the marker and what Python leaves there."""
    found = hashlib.sha256()
    for path in sorted(package.rglob("*"), key=lambda one: one.relative_to(package).as_posix()):
        inside = path.relative_to(package)
        if _CACHE in inside.parts or inside.as_posix() == MARKER or not path.is_file():
            continue
        content = path.read_bytes()
        found.update(f"{inside.as_posix()}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def version_of(package: Path) -> str | None:
    """Return the version in a package's manifest; None without one that can be read."""
    try:
        return str(json.loads((package / _MANIFEST).read_text(encoding="utf-8"))["version"])
    except OSError, ValueError, KeyError, TypeError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Healed:
    """What was found at the packages that are wanted."""

    linked: frozenset[str] = frozenset()
    """Domains that were missing and are there again, or were replaced by what is the same."""
    renewed: frozenset[str] = frozenset()
    """Domains that had another version until now."""
    own: frozenset[str] = frozenset()
    """Domains whose place somebody else's package has, although the bundle has it too."""
    missing: frozenset[str] = frozenset()
    """Domains that are nowhere."""
    failed: frozenset[str] = frozenset()
    """Domains that the file system refused to make."""


@dataclass(slots=True)
class Activation:
    """The packages beside the shared one, in ``components``."""

    hub: Path
    """This package, as Home Assistant found it: perhaps by a link."""
    components: Path = field(init=False)
    bundle: Path = field(init=False)

    def __post_init__(self) -> None:
        """Know the places."""
        self.components, self.bundle = self.hub.parent, self.hub / BUNDLE

    def offered(self) -> frozenset[str]:
        """Return the domains that the bundle has."""
        if not self.bundle.is_dir():
            return frozenset()
        return frozenset(path.name for path in self.bundle.iterdir() if path.is_dir())

    def present(self, domains: Iterable[str]) -> frozenset[str]:
        """Return those domains that Home Assistant can load."""
        return frozenset(one for one in domains if (self.components / one / _MANIFEST).is_file())

    def standing(self, domain: str) -> Standing:
        """Tell what is in the place of a package."""
        place = self.components / domain
        if not os.path.lexists(place):
            return Standing.ABSENT
        if place.is_symlink():
            return self._standing_of_link(place, domain)
        marker = Marker.of(place)
        if marker is None or digest_of(place) != marker.digest:
            return Standing.OWN
        return Standing.COPY if marker == Marker.of(self.bundle / domain) else Standing.STALE

    def _standing_of_link(self, place: Path, domain: str) -> Standing:
        target = place.readlink()
        if not place.exists():
            return Standing.STALE
        if target == self._target(domain):
            return Standing.LINK
        return Standing.STALE if target.parts[-2:] == (BUNDLE, domain) else Standing.OWN

    def _target(self, domain: str) -> Path:
        return Path(self.hub.name) / BUNDLE / domain

    def activate(self, domain: str) -> bool:
        """Make the bundle's package the one that is used; tell whether something was changed.

        Raises OSError where the file system refuses both link and copy.
        """
        with _TURN:
            return self._activate(domain)

    def _activate(self, domain: str) -> bool:
        standing = self.standing(domain)
        if standing in (Standing.LINK, Standing.OWN) or domain not in self.offered():
            return False
        fresh = self._aside("new", domain)
        try:
            fresh.symlink_to(self._target(domain))
        except OSError:
            if standing is Standing.COPY:
                return False
            self._copy(domain, fresh)
        self._replace(domain, fresh)
        return True

    def _copy(self, domain: str, fresh: Path) -> None:
        try:
            shutil.copytree(self.bundle / domain, fresh, ignore=shutil.ignore_patterns(_CACHE))
        except OSError:
            shutil.rmtree(fresh, ignore_errors=True)
            raise

    def deactivate(self, domain: str) -> bool:
        """Take away what ``activate`` made, and nothing else; tell whether it did.

        Raises OSError where the file system refuses.
        """
        with _TURN:
            return self._deactivate(domain)

    def _deactivate(self, domain: str) -> bool:
        if self.standing(domain) in (Standing.ABSENT, Standing.OWN):
            return False
        old = self._aside("old", domain)
        (self.components / domain).rename(old)
        _remove(old)
        return True

    def heal(self, wanted: Collection[str]) -> Healed:
        """Put all wanted packages right. What goes wrong with one does not stop the others."""
        offered = self.offered()
        linked, renewed, failed = set[str](), set[str](), set[str]()
        for domain in sorted(offered.intersection(wanted)):
            before = Marker.of(self.components / domain)
            try:
                changed = self.activate(domain)
            except OSError:
                failed.add(domain)
                continue
            if changed:
                same = before in (None, Marker.of(self.bundle / domain))
                (linked if same else renewed).add(domain)
        own = {one for one in offered.intersection(wanted) if self.standing(one) is Standing.OWN}
        return Healed(
            linked=frozenset(linked),
            renewed=frozenset(renewed),
            own=frozenset(own),
            missing=frozenset(wanted) - self.present(wanted),
            failed=frozenset(failed),
        )

    def _aside(self, kind: str, domain: str) -> Path:
        """Return a free place that Home Assistant does not look at, on the same file system."""
        place = self.hub / f".{kind}-{domain}"
        _remove(place)
        return place

    def _replace(self, domain: str, fresh: Path) -> None:
        place, old = self.components / domain, self._aside("old", domain)
        if os.path.lexists(place):
            place.rename(old)
        try:
            fresh.rename(place)
        except OSError:
            if os.path.lexists(old):
                old.rename(place)
            raise
        _remove(old)


def _remove(path: Path) -> None:
    """Remove a link or a folder, if it is there."""
    if path.is_symlink():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
