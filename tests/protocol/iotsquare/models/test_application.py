"""Applications of the document's samples, and of newer servers."""

from custom_components.accord.protocol.iotsquare.codec import Wire
from custom_components.accord.protocol.iotsquare.models.application import Application, read_headers
from tests.protocol.iotsquare.fakes import sample


def test_a_list() -> None:
    first, second = (Application.from_wire(row) for row in Wire(sample("app/list")).objects("data"))
    assert (first.app_id, first.name, second.app_id) == (89, "app_01", 90)
    assert first.push_urls == ("https://iot.example.com/api/iotsquare",)
    assert (first.mqtt, first.devices, first.headers) == (False, 0, None)
    assert first.created is not None
    assert first.created.isoformat() == "2019-04-29T09:15:53.889000+00:00"


def test_a_status() -> None:
    found = Application.from_wire(Wire(sample("app/status")).object("data"))
    assert found.headers == {"userID": "2333", "x-access-token": "6666"}
    assert "6666" not in repr(found)


def test_several_links() -> None:
    """Newer servers have them in another member; the first is in both."""
    row = Wire({"appID": "7", "pushURL": "http://a", "pushUrls": ["http://a", "http://b"]})
    assert Application.from_wire(row).push_urls == ("http://a", "http://b")
    assert Application.from_wire(Wire({"pushURL": ["http://c"]})).push_urls == ("http://c",)


def test_headers() -> None:
    assert read_headers(Wire({})) is None
    assert read_headers(Wire({"headers": None})) == {}
    assert read_headers(Wire({"Headers": {"userID": 7}})) == {"userID": "7"}
