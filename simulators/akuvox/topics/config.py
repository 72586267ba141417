"""`config`: all settings by key, and their backup."""

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet, InvalidToken

from simulators.akuvox.message import Call, Json, Reply, failed, param_error
from simulators.akuvox.registry import operation
from simulators.akuvox.settings import apply_settings

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

_PASSWORD = re.compile(r".*\.(Password|Pwd|UserPasswd|UploadPassword)")


@operation("config/get")
def get(device: AkuvoxDevice, call: Call) -> Reply:
    """Answer everything, some sections or some keys."""
    config = device.config
    if call.method == "POST" and call.data:
        found = config.section(_texts(call.data, "filter"))
        items = _texts(call.data, "item")
        found |= {key: config[key] for key in items if key in config}
        if not {"filter", "item"} & call.data.keys():
            raise param_error()
    else:
        found = dict(config)
    if device.quirks.base64_passwords:
        found = {key: _hide(key, value) for key, value in found.items()}
    return Reply(data=found)


def _texts(data: Json, name: str) -> list[str]:
    texts = data.get(name, [])
    if not isinstance(texts, list) or any(not isinstance(text, str) for text in texts):
        raise param_error()
    return texts


def _hide(key: str, value: str) -> str:
    if _PASSWORD.fullmatch(key) is None:
        return value
    return base64.b64encode(value.encode()).decode()


@operation("config/set", "P")
def set_(device: AkuvoxDevice, call: Call) -> Reply:
    """Take over what is known and right, and say OK to the rest too."""
    apply_settings(device, call.data)
    return Reply()


@operation("config/export")
def export(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer with a file that only units can read."""
    text = json.dumps(dict(device.config)).encode()
    return Reply(file=("Config.tgz", _cipher(device).encrypt(text)))


@operation("config/import", "P")
def import_(device: AkuvoxDevice, call: Call) -> Reply:
    """Take over a backup of the same model, then reboot."""
    file = call.upload("config")
    if not file.filename.endswith(".tgz"):
        raise failed()
    try:
        values = json.loads(_cipher(device).decrypt(file.content))
    except InvalidToken, ValueError:
        raise failed() from None
    known = {key: value for key, value in values.items() if key in device.config}

    def take_over() -> None:
        device.config.force(known)
        device.reboot()

    return Reply(after=take_over)


def _cipher(device: AkuvoxDevice) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(device.model.name.encode()).digest()))


@operation("config/reset_factory")
def reset_factory(device: AkuvoxDevice, _call: Call) -> Reply:
    """Answer, then lose everything and reboot."""

    def forget() -> None:
        device.factory_reset()
        device.reboot()

    return Reply(after=forget)
