"""`filetool`: pictures of faces. It is not in the manual."""

from typing import TYPE_CHECKING

from simulators.akuvox.message import Call, Reply, failed, param_error
from simulators.akuvox.registry import operation

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice


@operation("filetool/import", "P")
def import_(device: AkuvoxDevice, call: Call) -> Reply:
    """Take a picture of a user, or a prompt."""
    file = call.upload("file")
    match call.query.get("destFile"):
        case "Face":
            user = device.people.users.first({"UserID": call.query.get("index", "")})
            if user is None or not file.content:
                raise failed()
            user["FaceUrl"] = f"/Face/{user['UserID']}.jpg"
        case "VoicePrompt":
            pass
        case _:
            raise param_error()
    return Reply()
