"""The systems of the bundle, and what gives their devices away. Static on purpose.

A package need not be loaded, nor even be where Home Assistant looks, for its devices to be found.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch

from .const import DOMAIN


@dataclass(frozen=True, slots=True)
class System:
    """One system: a package of the bundle."""

    key: str
    """Its name in texts and options."""
    dhcp: tuple[Mapping[str, str], ...] = ()
    """Matchers as manifests have them; all values of one of them have to fit."""

    @property
    def domain(self) -> str:
        """Return the name of its package."""
        return f"{DOMAIN}_{self.key}"


_KASA_HOSTS = (
    "ep[1-4][0-9]*",
    "es20m*",
    "hs1[0-9][0-9]*",
    "hs2[0-9][0-9]*",
    "hs300*",
    "kb1[0-9][0-9]*",
    "kl[1-6][0-9]*",
    "kp[1-4][0-9][0-9]*",
    "ks2[0-9][0-9]*",
    "lb[12][0-9][0-9]*",
)

SYSTEMS = (
    System("akuvox", dhcp=({"macaddress": "0C1105*"}, {"macaddress": "B01F81*"})),
    System("huawei"),
    System("iotsquare"),
    System("kasa", dhcp=tuple({"hostname": name} for name in _KASA_HOSTS)),
    System("lifesmart"),
)
BY_DOMAIN = {system.domain: system for system in SYSTEMS}
BY_KEY = {system.key: system for system in SYSTEMS}


def system_of(hostname: str, macaddress: str) -> System | None:
    """Return whose device asked for an address by DHCP."""
    known = {"hostname": hostname.lower(), "macaddress": macaddress.replace(":", "").upper()}
    for system in SYSTEMS:
        for matcher in system.dhcp:
            if all(fnmatch(known[name], pattern) for name, pattern in matcher.items()):
                return system
    return None
