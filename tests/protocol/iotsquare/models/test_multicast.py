"""Groups of the document's samples."""

from custom_components.accord.protocol.iotsquare.codec import Wire
from custom_components.accord.protocol.iotsquare.models.multicast import GroupMember, MulticastGroup
from tests.protocol.iotsquare.fakes import sample, samples


def test_a_list() -> None:
    first, second = (
        MulticastGroup.from_wire(row) for row in Wire(sample("mcgroup/list")).objects("data")
    )
    assert (first.mc_eui, first.group_id, first.automatic) == ("778327e60a028072", 0, True)
    assert (first.devices, first.devices_set_up, first.ready) == (50, None, None)
    assert (second.group_id, second.automatic, second.push_urls) == (256, False, ())


def test_both_kinds_of_status() -> None:
    automatic, manual = (
        MulticastGroup.from_wire(Wire(one).object("data")) for one in samples("mcgroup/status")
    )
    assert (automatic.automatic, automatic.extended, automatic.ready) == (True, False, False)
    assert (automatic.group_id, automatic.time_slot_length) == (3, 3)
    assert automatic.ping_slot_period is None
    assert (manual.automatic, manual.extended, manual.ready) == (False, None, True)
    assert manual.mc_app_s_key == "a32da0c03d3ab55e5be1dcc60f777481"
    for found in (automatic, manual):
        assert not [
            key for key in (found.mc_app_s_key, found.mc_nwk_s_key) if str(key) in repr(found)
        ]


def test_links_and_numbers_as_the_table_has_them() -> None:
    row = Wire({"groupID": "256", "pushURL": ["http://a", "http://b"], "deviceNums": "3"})
    found = MulticastGroup.from_wire(row)
    assert (found.group_id, found.push_urls, found.devices) == (256, ("http://a", "http://b"), 3)


def test_members() -> None:
    found = [GroupMember.from_wire(row) for row in Wire(sample("mcdevice/list")).objects("data")]
    assert [one.name for one in found] == ["mc_node_00", "mc_node_01", "mc_node_02"]
    assert all(one.joined and one.added for one in found)
