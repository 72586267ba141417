"""`dopair`: new devices."""

from typing import TYPE_CHECKING

from simulators.lifesmart.pairing import read_wanted
from simulators.lifesmart.quirks import Nested
from simulators.lifesmart.registry import OPERATIONS
from simulators.lifesmart.request import DONE, Args, Refusal, Reply

if TYPE_CHECKING:
    from simulators.lifesmart.device import LifeSmartStation


async def pair(station: LifeSmartStation, args: Args) -> Reply:
    """Wait for a new device; the answer does not name it."""
    wanted = read_wanted(args, optarg_as_text=station.quirks.nested is Nested.TEXT)
    found = await station.pairing.search(wanted)
    if found is None and (code := station.quirks.pairing_timeout_code) != DONE:
        raise Refusal("timeout", code)
    return Reply({})


for _id in ("dopair", "dopair.yale", "dopair.optarg"):
    OPERATIONS[_id] = pair
