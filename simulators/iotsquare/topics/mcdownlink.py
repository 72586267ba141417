"""`mcdownlink`: what is sent to multicast groups."""

from typing import TYPE_CHECKING

from simulators.iotsquare.lorawan import LARGEST
from simulators.iotsquare.message import Args, Reply
from simulators.iotsquare.registry import get, post
from simulators.iotsquare.topics.device import downlink_port, size_reply

if TYPE_CHECKING:
    from simulators.iotsquare.device import IoTSquareServer


@post("mcdownlink/create")
def create(server: IoTSquareServer, args: Args) -> Reply:
    """Put a frame into the queue of a group."""
    group = server.group(args)
    port = downlink_port(server, args)
    frame = group.reserve(port, args.payload("data", LARGEST))
    server.multicast.queued(group)
    return Reply(beside={"fCnt": frame.f_cnt})


@get("mcdownlink/queueSize", (3, 4, 21))
def queue_size(server: IoTSquareServer, args: Args) -> Reply:
    """Answer how many frames wait."""
    return size_reply(server, len(server.group(args).queue))
