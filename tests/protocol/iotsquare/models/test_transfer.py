"""File transfers of the document's samples."""

from custom_components.accord.protocol.iotsquare.catalog import TransferDeviceState, TransferState
from custom_components.accord.protocol.iotsquare.codec import Wire
from custom_components.accord.protocol.iotsquare.models.transfer import FileTransfer, TransferDevice
from tests.protocol.iotsquare.fakes import sample


def test_a_list() -> None:
    first, second = (
        FileTransfer.from_wire(row) for row in Wire(sample("fuota/list")).objects("data")
    )
    assert (first.fd_id, first.state, first.done) == (16, TransferState.SENDING, False)
    assert (second.fd_id, second.done, second.next_step) == (14, True, None)
    assert first.next_step is not None


def test_a_status() -> None:
    """Its numbers agree with each other."""
    found = FileTransfer.from_wire(Wire(sample("fuota/status")).object("data"))
    assert (found.size, found.fragments, found.fragment_size) == (13737, 287, 48)
    assert (found.padding, found.spare_fragments) == (39, 86)
    assert found.descriptor == bytes.fromhex("5574f2f2")
    assert found.size == 287 * 48 - 39


def test_devices() -> None:
    (row,) = Wire(sample("fuota/device/list")).objects("data")
    found = TransferDevice.from_wire(row)
    assert (found.state, found.received, found.error) == (TransferDeviceState.NOT_JOINED, 0, None)
    other = TransferDevice.from_wire(
        Wire({"nbFragReceived": "7", "error_message": 0, "state": "fragsessdelans"})
    )
    assert (other.received, other.error, other.state) == (7, None, TransferDeviceState.ENDED)


def test_unknown_states() -> None:
    assert FileTransfer.from_wire(Wire({"state": "Resting"})).state is TransferState.UNKNOWN
    assert FileTransfer.from_wire(Wire({})).state is TransferState.UNKNOWN
    assert TransferDevice.from_wire(Wire({"state": "x"})).state is TransferDeviceState.UNKNOWN
