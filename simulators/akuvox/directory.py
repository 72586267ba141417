"""Whom the unit can call: contacts, their groups, and rules that replace numbers."""

from simulators.akuvox.rows import RowStore

_REPLACES = dict.fromkeys((f"Replace{number}" for number in range(1, 6)), "")


class Directory:
    """Three stores that belong together."""

    def __init__(self) -> None:
        """Start empty."""
        self.contacts = RowStore({"Name": "", "Phone": "", "DialType": "0", "Group": ""})
        self.groups = RowStore({"Name": ""})
        self.rules = RowStore({"Prefix": "", "Line": "0", **_REPLACES})
