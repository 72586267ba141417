"""Our link gets in, and nothing of others is harmed."""

import pytest

from custom_components.accord.protocol.errors import ConflictError, InvalidError, NotFoundError
from custom_components.accord.protocol.iotsquare import (
    SECRET_HEADER,
    AppLinks,
    GatewayLinks,
    GroupLinks,
    IoTSquareClient,
    LinkHolder,
    LinkMode,
    LinkNotTakenError,
    Links,
    apply_plan,
    is_linked,
    plan_link,
    remove_link,
)
from tests.protocol.iotsquare.fakes import OK, FakeServer, sample, samples

OURS = "https://home.example/api/accord/push/abc"
THEIRS = "https://iot.example.com/api/iotsquare"
SECRET = "very-secret"


class Holder:
    """Has links, and takes only some changes."""

    def __init__(self, links: Links, most: int = 9, fails: bool = False) -> None:
        self.links = links
        self.most = most
        self.fails = fails
        self.written: list[Links] = []

    async def read(self) -> Links:
        return self.links

    async def write(self, links: Links) -> None:
        self.written.append(links)
        self.links = Links(links.urls[: self.most], dict(links.headers), links.mqtt)
        if self.fails:
            self.fails = False
            raise NotFoundError("gone")


# --- Plans -------------------------------------------------------------------------------------


def test_nobody_else_is_there() -> None:
    plan = plan_link(Links(headers={"userID": "2333"}), OURS, LinkMode.ADD, SECRET)
    assert plan.after == Links((OURS,), {"userID": "2333", SECRET_HEADER: SECRET})
    assert (plan.foreign, plan.secret, plan.changes) == ((), True, True)
    assert SECRET not in repr(plan)


def test_others_stay() -> None:
    """They would receive our header as well, so there is none."""
    plan = plan_link(Links((THEIRS,), {"k": "v"}), OURS, LinkMode.ADD, SECRET)
    assert plan.after == Links((THEIRS, OURS), {"k": "v"})
    assert (plan.foreign, plan.secret) == ((THEIRS,), False)


def test_others_are_replaced() -> None:
    plan = plan_link(Links((THEIRS,), {"k": "v"}), OURS, LinkMode.REPLACE, SECRET)
    assert plan.after == Links((OURS,), {"k": "v", SECRET_HEADER: SECRET})
    assert plan.foreign == (THEIRS,)


def test_all_headers_are_in_use() -> None:
    headers = {f"h{number}": "x" for number in range(5)}
    plan = plan_link(Links((), headers), OURS, LinkMode.ADD, SECRET)
    assert (plan.after.headers, plan.secret) == (headers, False)


def test_gateways_have_room_for_one_less() -> None:
    headers = {f"h{number}": "x" for number in range(4)}
    plan = plan_link(Links((), headers, most_headers=4), OURS, LinkMode.ADD, SECRET)
    assert (plan.after.headers, plan.secret) == (headers, False)


def test_ours_is_there_already() -> None:
    now = Links((f"{OURS}/",), {"x-ha-push-secret": SECRET, "k": "v"})
    plan = plan_link(now, OURS, LinkMode.ADD, SECRET)
    assert plan.after.urls == now.urls
    assert plan.after.headers == {"k": "v", SECRET_HEADER: SECRET}
    both = Links((OURS, THEIRS))
    assert not plan_link(both, OURS, LinkMode.ADD, SECRET).changes
    with pytest.raises(InvalidError):
        plan_link(both, "home", LinkMode.ADD)


def test_whether_pushes_come() -> None:
    assert is_linked(Links((THEIRS, f"{OURS}/")), OURS)
    assert not is_linked(Links((THEIRS,)), OURS)
    assert not is_linked(Links((OURS,), mqtt=True), OURS)


# --- Making the change -------------------------------------------------------------------------


async def test_a_change_is_read_back() -> None:
    holder = Holder(Links((THEIRS,)))
    plan = plan_link(holder.links, OURS, LinkMode.ADD)
    await apply_plan(holder, plan)
    assert holder.links.urls == (THEIRS, OURS)
    done = plan_link(holder.links, OURS, LinkMode.ADD)
    await apply_plan(holder, done)
    assert len(holder.written) == 1


async def test_a_server_with_room_for_one_link() -> None:
    """What was there stays."""
    holder = Holder(Links((THEIRS,)), most=1)
    holder.links = before = Links((THEIRS,), {"k": "v"})
    plan = plan_link(before, OURS, LinkMode.ADD)
    with pytest.raises(LinkNotTakenError):
        await apply_plan(holder, plan)
    assert holder.links == before


async def test_a_change_that_fails_half_way_is_undone() -> None:
    holder = Holder(Links((THEIRS,)), fails=True)
    with pytest.raises(NotFoundError):
        await apply_plan(holder, plan_link(holder.links, OURS, LinkMode.REPLACE))
    assert holder.links.urls == (THEIRS,)


async def test_links_that_changed_meanwhile() -> None:
    holder = Holder(Links((THEIRS,)))
    plan = plan_link(Links(), OURS, LinkMode.ADD)
    with pytest.raises(ConflictError):
        await apply_plan(holder, plan)
    assert not holder.written


@pytest.mark.parametrize(
    ("urls", "restore", "left"),
    [
        ((THEIRS, OURS), (), (THEIRS,)),
        ((OURS,), (), ()),
        ((OURS,), (THEIRS,), (THEIRS,)),
        ((OURS, "http://third"), (THEIRS,), ("http://third",)),
    ],
)
async def test_taking_back(
    urls: tuple[str, ...], restore: tuple[str, ...], left: tuple[str, ...]
) -> None:
    holder = Holder(Links(urls, {"k": "v", SECRET_HEADER: SECRET}))
    assert await remove_link(holder, OURS, restore)
    assert holder.links == Links(left, {"k": "v"})
    assert not await remove_link(holder, OURS)


# --- Over the wire -----------------------------------------------------------------------------


async def test_links_of_applications(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("app/status", sample("app/status"))
    server.tell("app/update", OK)
    holder: LinkHolder = AppLinks(client, 89)
    now = await holder.read()
    assert now.urls == (THEIRS,)
    await holder.write(Links((*now.urls, OURS), now.headers))
    assert server.last.body["pushUrls"] == [THEIRS, OURS]
    assert server.last.body["appName"] == "app_01"


async def test_links_of_gateways(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("gateway/status", sample("gateway/status"))
    server.tell("gateway/update", OK)
    holder: LinkHolder = GatewayLinks(client, "31b977fffe398501")
    assert await holder.read() == Links()
    await holder.write(Links((OURS,)))
    assert server.last.body["pushURL"] == [OURS]


async def test_links_of_groups(client: IoTSquareClient, server: FakeServer) -> None:
    server.tell("mcgroup/status", samples("mcgroup/status")[0])
    server.tell("mcgroup/update", OK)
    holder: LinkHolder = GroupLinks(client, "6f655b6ffe9c25ca")
    assert (await holder.read()).headers["userID"] == "2333"
    await holder.write(Links((OURS,), {"a": "b"}))
    assert (server.last.body["pushURL"], server.last.body["headers"]) == ([OURS], {"a": "b"})
