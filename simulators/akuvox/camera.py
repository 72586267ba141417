"""Still pictures of units that have a camera, on a port of their own."""

import base64
from http import HTTPStatus
from typing import TYPE_CHECKING

from simulators.http_server import HttpReply, HttpRequest, HttpResponse

if TYPE_CHECKING:
    from simulators.akuvox.device import AkuvoxDevice

PATH = "/picture.jpg"
PICTURE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI//////////////////////"
    "//////////////////////////////wAALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAv/EABQQAQAAAAAA"
    "AAAAAAAAAAAAAAD/2gAIAQEAAD8AD//Z"
)
"""Eight by eight grey points."""


class Camera:
    """Answers the requests of the camera's port; who may look is who may use the API."""

    def __init__(self, device: AkuvoxDevice) -> None:
        """Serve a unit."""
        self._device = device

    async def answer(self, request: HttpRequest) -> HttpReply:
        """Return the picture."""
        refusal = self._device.gate.check(request)
        if request.method != "GET" or request.path != PATH:
            return HttpReply(HttpResponse(HTTPStatus.NOT_FOUND))
        if refusal is None:
            return HttpReply(
                HttpResponse(HTTPStatus.OK, PICTURE, (("Content-Type", "image/jpeg"),))
            )
        if refusal.challenge is None:
            return HttpReply(HttpResponse(HTTPStatus.FORBIDDEN))
        headers = (("WWW-Authenticate", refusal.challenge),)
        return HttpReply(HttpResponse(HTTPStatus.UNAUTHORIZED, headers=headers))
