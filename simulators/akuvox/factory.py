"""The configuration that a unit leaves the factory with."""

from simulators.akuvox.keys import (
    ACTION,
    API,
    DTMF,
    INPUT,
    LOG_LEVEL,
    PASSWORD,
    RELAY,
    SCHEDULE,
    URLS,
    input_keys,
    letters,
    relay_keys,
)
from simulators.akuvox.models import Model, Spelling

type Config = dict[str, str]

_ACCOUNT = {
    "ANONYMOUS_CALL.Enable": "0",
    "ANONYMOUS_CALL.OffCode": "",
    "ANONYMOUS_CALL.OnCode": "",
    "ANONYMOUS_CALL.PrivacyHeaderValue": "id",
    "AUTO_ANSWER.Enable": "1",
    "GENERAL.AuthName": "",
    "GENERAL.DisplayName": "",
    "GENERAL.EditEnable": "",
    "GENERAL.Enable": "0",
    "GENERAL.Label": "",
    "GENERAL.Pwd": "",
    "GENERAL.UserAgent": "",
    "GENERAL.UserName": "",
    "NAT.Rport": "0",
    "NAT.UdpKeepEnable": "1",
    "NAT.UdpKeepInterval": "30",
    "OUTPROXY.BakPort": "5060",
    "OUTPROXY.BakServer": "",
    "OUTPROXY.DHCPOption": "0",
    "OUTPROXY.Enable": "0",
    "OUTPROXY.Port": "5060",
    "OUTPROXY.Server": "",
    "REJECT_ANONYMOUSCALL.Enable": "0",
    "REJECT_ANONYMOUSCALL.OffCode": "",
    "REJECT_ANONYMOUSCALL.OnCode": "",
    "SIP.Port": "5060",
    "SIP.Port2": "5060",
    "SIP.Server": "",
    "SIP.Server2": "",
    "SIP.TransType": "0",
    "STUN.Enable": "0",
    "STUN.Port": "3478",
    "STUN.Server": "",
}
_CLOUD = {
    "DeviceCommunity": "",
    "Enable": "0",
    "GatePort": "0",
    "GateServer": "",
    "OpenDoorLimit": "",
    "Port": "",
    "RpsEnable": "1",
    "RpsServer": "http://rps.akuvox.com:8080/redirect?mac=",
    "Server": "",
    "Token": "",
    "Type": "",
    "UploadPassword": "",
    "UploadUrl": "",
    "UploadUser": "",
}
_OTHERS = {
    LOG_LEVEL: "3",
    "Config.Settings.LOGLEVEL.RemoteSyslog": "0",
    "Config.Settings.LOGLEVEL.RemoteServer": "",
    "Config.Settings.LOGLEVEL.RemoteServerPort": "514",
    "Config.Network.WEBSERVER.HttpsEnable": "1",
    "Config.DoorSetting.DEVICENODE.Location": "",
}
_CAMERA = {
    "Config.DoorSetting.RTSP.Enable": "1",
    "Config.DoorSetting.RTSP.Authorization": "1",
    "Config.DoorSetting.RTSP.AuthenticationType": "1",
    "Config.DoorSetting.RTSP.UserName": "admin",
    "Config.DoorSetting.RTSP.Password": "admin",
    "Config.DoorSetting.RTSP.Port": "554",
    "Config.DoorSetting.MOTION_DETECT.Enable": "0",
    "Config.OnvifServer.DEVICE.Mode": "1",
    "Config.OnvifServer.DEVICE.User": "admin",
    "Config.OnvifServer.DEVICE.Pwd": "admin",
}


def factory_config(model: Model) -> Config:
    """Return all keys of a model with the values it is sold with."""
    return {
        **_relays(model),
        **_inputs(model),
        **_codes(),
        **_api(),
        **{f"Config.Account{n}.{key}": value for n in (1, 2) for key, value in _account(n).items()},
        **{f"Config.DoorSetting.CLOUDSERVER.{key}": value for key, value in _CLOUD.items()},
        **_OTHERS,
        **(_CAMERA if model.face else {}),
        **{f"{URLS}{name}": "" for name in url_names(model)},
        f"{URLS}Enable": "0",
    }


def _account(number: int) -> Config:
    port = str(5061 + number)
    return {**_ACCOUNT, "SIP.ListenPortMin": port, "SIP.ListenPortMax": port}


def _relays(model: Model) -> Config:
    config: Config = {}
    for letter in letters(model.relays):
        keys = relay_keys(model, letter)
        config |= {keys.type: "0", keys.hold: "5", keys.name: f"Relay{letter}"}
        if keys.trigger_delay is not None:
            config[keys.trigger_delay] = "0"
        if keys.mode is not None:
            config[keys.mode] = "1" if letter in model.bistable else "0"
        if model.spelling is not Spelling.MANUAL:
            config[f"{SCHEDULE}Relay{letter}Enable"] = "0"
            config[f"{SCHEDULE}Relay{letter}Schedule"] = "1001/"
    config |= {f"{RELAY}HttpTrig": "0", f"{RELAY}UserName": "", f"{RELAY}Password": ""}
    config |= {f"{DTMF}Enable": "1", f"{DTMF}Option": "0"}
    config |= {f"{DTMF}Code{number}": str(number - 1) for number in (1, 2, 3)}
    return config | {f"{DTMF}MultiCode{number}": f"01{number}" for number in (1, 2, 3)}


def _inputs(model: Model) -> Config:
    config: Config = {}
    for number, letter in enumerate(letters(model.inputs), start=1):
        keys = input_keys(model, letter)
        relay = str(number if number <= model.relays else 0)
        config |= {keys.enable: "1", keys.option: "0", keys.relay: relay}
        if keys.delay is not None:
            words = ("FtpEnable", "HttpEnable", "SipEnable", "SmtpEnable")
            config |= {f"{INPUT}Delay{letter}": "0", f"{INPUT}ActionUrl{letter}": ""}
            config |= {f"{INPUT}{word}{letter}": "0" for word in words}
    return config | {f"{ACTION}CallNum": "", f"{ACTION}CallName": ""}


def _codes() -> Config:
    codes = {f"{PASSWORD}PublicKey{number}": code * 8 for number, code in _PUBLIC.items()}
    return {
        f"{PASSWORD}PublicKeyEnable": "1",
        **codes,
        f"{PASSWORD}PublicKeyBitsLimit": "0",
    }


_PUBLIC = {1: "3", 2: "6", 3: "8"}


def _api() -> Config:
    """White list with an empty list: nobody comes in before an installer was there."""
    return {
        f"{API}Enable": "1",
        f"{API}AuthMode": "2",
        f"{API}UserName": "admin",
        f"{API}Password": "httpapi",
        **{f"{API}IP0{number}": "" for number in range(1, 6)},
    }


def url_names(model: Model) -> list[str]:
    """Return the names of the events that a model can tell by URL."""
    names = ["Method", "ValidCodeEntered", "InvalidCodeEntered"]
    names += ["ValidCardEntered", "InvalidCardEntered", "AlarmTriggered"]
    names += [f"Relay{letter}{word}" for letter in letters(model.relays) for word in _RELAY_WORDS]
    names += [f"Input{letter}{word}" for letter in letters(model.inputs) for word in _RELAY_WORDS]
    if "call" in model.targets:
        names += ["MakeCall", "HangUp"]
    if model.face:
        names += ["ValidFaceRecognition", "InvalidFaceRecognition"]
    if model.qr:
        names += ["ValidQRCodeEntered", "InvalidQRCodeEntered"]
    names += [f"AlarmDoorOpenedTimeout{letter}" for letter in letters(min(model.inputs, 2))]
    if model.more_urls:
        names += ["InputBreakIn", "InputAlarm", "MotionDetect", "DoorLog", "CallLog", "AlarmLog"]
        names += [f"BreakInAlarm{letter}" for letter in letters(model.inputs)]
    return names


_RELAY_WORDS = ("Triggered", "Closed")
