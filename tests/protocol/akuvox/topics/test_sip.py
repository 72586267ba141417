"""SIP accounts."""

import pytest

from custom_components.accord.protocol.akuvox.models.sip import Registration
from custom_components.accord.protocol.akuvox.topics.sip import SipTopic
from custom_components.accord.protocol.errors import InvalidError
from tests.protocol.akuvox.conftest import StartUnit
from tests.protocol.akuvox.samples import INFO

ACCOUNTS = {name: INFO[name] for name in ("Account1", "Account2")}
KEY = "Config.Account1.GENERAL.Pwd"


async def test_accounts(start_unit: StartUnit) -> None:
    unit = await start_unit({"sip/get": {KEY: "x"}, "sip/set": None, "sip/status": ACCOUNTS})
    topic = SipTopic(unit.session)
    assert (await topic.get()).account(1) == {"GENERAL.Pwd": "x"}
    assert [one.registration for one in await topic.status()] == [
        Registration.REGISTERED,
        Registration.DISABLED,
    ]
    await topic.set({KEY: "new"})
    assert unit.requests[-1].data == {KEY: "new"}


@pytest.mark.parametrize("values", [{}, {"Config.Network.X": "1"}, {"Config.Account1.X": "1"}])
async def test_other_keys(start_unit: StartUnit, values: dict[str, str]) -> None:
    unit = await start_unit({"sip/set": None})
    with pytest.raises(InvalidError):
        await SipTopic(unit.session).set(values)
    assert unit.requests == []
