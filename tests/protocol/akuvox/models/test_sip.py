"""SIP accounts."""

from custom_components.accord.protocol.akuvox.models.sip import (
    Registration,
    SipAccounts,
    SipAccountStatus,
    read_accounts,
)


def test_status() -> None:
    found = read_accounts(
        {
            "Account2": {"UserName": "", "SipServer": "", "Status": "0"},
            "Account1": {"UserName": "2101", "SipServer": "192.0.2.5", "Status": "2"},
            "Account3": {"Status": 9},
            "Account4": {},
            "Account5": None,
            "num": 2,
        }
    )
    assert found[0] == SipAccountStatus(
        number=1, user_name="2101", server="192.0.2.5", registration=Registration.REGISTERED
    )
    assert [one.registration for one in found[1:]] == [
        Registration.DISABLED,
        Registration.UNKNOWN,
        Registration.UNKNOWN,
    ]


def test_settings() -> None:
    found = SipAccounts.from_wire(
        {"Config.Account1.SIP.Port": 5060, "Config.Account2.GENERAL.Enable": "0", "x": "y"}
    )
    assert found.numbers == (1, 2)
    assert found.account(1) == {"SIP.Port": "5060"}
    assert "5060" not in repr(found)
