"""All devices of a platform, found by id, node and gateway, in the order of registration."""

from collections.abc import Iterator

from simulators.huawei.thing import Thing


class Fleet:
    """The devices."""

    def __init__(self) -> None:
        """Begin empty."""
        self._things: dict[str, Thing] = {}
        self._nodes: dict[tuple[str, str], Thing] = {}
        self._children: dict[str, dict[str, Thing]] = {}
        self._applications: dict[str, dict[str, Thing]] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._things)

    def __iter__(self) -> Iterator[Thing]:
        """Go through all of them."""
        return iter(list(self._things.values()))

    def get(self, device_id: str) -> Thing | None:
        """Return one by its id."""
        return self._things.get(device_id)

    def __getitem__(self, device_id: str) -> Thing:
        """Return one by its id; KeyError if there is none."""
        return self._things[device_id]

    def of(self, app_id: str) -> list[Thing]:
        """Return those of an application."""
        return list(self._applications.get(app_id, {}).values())

    def count(self, app_id: str) -> int:
        """Return how many an application has."""
        return len(self._applications.get(app_id, {}))

    def by_node(self, app_id: str, node_id: str) -> Thing | None:
        """Return one by what it calls itself."""
        return self._nodes.get((app_id, node_id))

    def children(self, gateway_id: str) -> list[Thing]:
        """Return those behind a gateway."""
        return list(self._children.get(gateway_id, {}).values())

    def add(self, thing: Thing) -> None:
        """Enter one."""
        thing.gateway_id = thing.gateway_id or thing.device_id
        self._things[thing.device_id] = thing
        self._nodes[thing.app_id, thing.node_id] = thing
        self._applications.setdefault(thing.app_id, {})[thing.device_id] = thing
        if not thing.direct:
            self._children.setdefault(thing.gateway_id, {})[thing.device_id] = thing

    def remove(self, thing: Thing) -> None:
        """Forget one."""
        del self._things[thing.device_id]
        self._nodes.pop((thing.app_id, thing.node_id), None)
        self._applications[thing.app_id].pop(thing.device_id, None)
        self._children.get(thing.gateway_id, {}).pop(thing.device_id, None)

    def rename(self, thing: Thing, node_id: str) -> None:
        """Let one be another piece of hardware."""
        self._nodes.pop((thing.app_id, thing.node_id), None)
        thing.node_id = node_id
        self._nodes[thing.app_id, node_id] = thing

    def detach(self, thing: Thing) -> None:
        """Let one be connected without its gateway."""
        self._children.get(thing.gateway_id, {}).pop(thing.device_id, None)
        thing.gateway_id = thing.device_id
