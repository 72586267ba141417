"""Data of answers, with invented values."""

from typing import Any

INFO: dict[str, Any] = {
    "Status": {
        "Model": "A05",
        "MAC": "0C:11:05:AA:BB:01",
        "FirmwareVersion": "105.30.1.20",
        "HardwareVersion": "105.1.0",
    },
    "Lan": {
        "PortType": "1",
        "LinkStatus": "1",
        "IPAddress": "192.0.2.21",
        "SubnetMask": "255.255.255.0",
        "Gateway": "192.0.2.1",
        "DNS1": "192.0.2.1",
        "DNS2": "",
    },
    "Account1": {"UserName": "2101", "SipServer": "192.0.2.5", "Status": "2"},
    "Account2": {"UserName": "", "SipServer": "", "Status": "0"},
}

RELAY: dict[str, str] = {
    "Config.DoorSetting.RELAY.TypeA": "0",
    "Config.DoorSetting.RELAY.TypeB": "1",
    "Config.DoorSetting.RELAY.HoldDelayA": "5",
    "Config.DoorSetting.RELAY.HoldDelayB": "0",
    "Config.DoorSetting.RELAY.TriggerDelayA": "0",
    "Config.DoorSetting.RELAY.TriggerDelayB": "0",
    "Config.DoorSetting.RELAY.NameA": "Front door",
    "Config.DoorSetting.RELAY.NameB": "",
    "Config.DoorSetting.RELAY.HttpTrig": "0",
    "Config.DoorSetting.RELAY.UserName": "admin",
    "Config.DoorSetting.RELAY.Password": "marker-relay",
    "Config.DoorSetting.DTMF.Enable": "1",
    "Config.DoorSetting.DTMF.Option": "0",
    "Config.DoorSetting.DTMF.Code1": "7",
    "Config.DoorSetting.DTMF.MultiCode1": "71",
}

INPUT: dict[str, str] = {
    f"Config.DoorSetting.INPUT.{name}{letter}": value
    for letter in "AB"
    for name, value in {
        "Enable": "1",
        "Option": "0",
        "Delay": "0",
        "RelayId": "1",
        "ActionUrl": "",
        "HttpEnable": "0",
        "FtpEnable": "0",
        "SmtpEnable": "0",
        "SipEnable": "0",
    }.items()
}

ACTION_URLS: dict[str, str] = {
    f"Config.Features.ACTIONURL.{name}": value
    for name, value in {
        "Enable": "0",
        "Method": "",
        "RelayATriggered": "",
        "InputATriggered": "",
        "ValidCodeEntered": "",
        "InvalidCodeEntered": "",
        "MakeCall": "http://192.0.2.77/theirs",
        "SetupCompleted": "",
    }.items()
}
