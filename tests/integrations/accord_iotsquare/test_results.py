"""Results of messages to groups."""

from custom_components.accord.protocol.iotsquare.push import MulticastPush
from custom_components.accord_iotsquare.results import GroupResults


def test_results() -> None:
    """Who listens to a group hears of that group, as long as they want."""
    results, heard = GroupResults(), []
    stop = results.listen("a", heard.append)
    one, other = MulticastPush(mc_eui="a"), MulticastPush(mc_eui="b")
    results.tell(one)
    results.tell(other)
    stop()
    results.tell(one)
    assert heard == [one]
