"""Still pictures of a simulated unit."""

import asyncio

import pytest

from simulators.akuvox import AkuvoxDevice, Auth
from tests.simulators.conftest import StartUnit
from tests.simulators.raw_akuvox import HttpAnswer, challenge, digest, read_answer
from tests.simulators.raw_stream import PATIENCE

PATH = "/picture.jpg"


async def look(unit: AkuvoxDevice, path: str = PATH, authorization: str = "") -> tuple[int, bytes]:
    """Ask the camera's port."""
    answer = await look_at(unit, path, authorization)
    return answer.status, answer.body


async def look_at(unit: AkuvoxDevice, path: str, authorization: str) -> HttpAnswer:
    """Ask the camera's port for everything."""
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection(unit.address, unit.picture_port)
        head = f"GET {path} HTTP/1.1\r\nHost: unit\r\n"
        if authorization:
            head += f"Authorization: {authorization}\r\n"
        writer.write(f"{head}\r\n".encode())
        answer = await read_answer(reader)
        writer.close()
    return answer


async def test_picture(start_unit: StartUnit) -> None:
    unit = await start_unit(picture_port=0)
    status, body = await look(unit)
    assert status == 200
    assert body.startswith(b"\xff\xd8")
    assert (await look(unit, "/video.cgi"))[0] == 404


async def test_who_may_look(start_unit: StartUnit) -> None:
    unit = await start_unit(picture_port=0, auth=Auth.DIGEST)
    refused = await look_at(unit, PATH, "")
    assert refused.status == 401
    assert (await look(unit, PATH, digest(challenge(refused), "GET", PATH)))[0] == 200
    closed = await start_unit(picture_port=0, auth=Auth.WHITE_LIST)
    assert (await look(closed))[0] == 403


async def test_no_camera(start_unit: StartUnit) -> None:
    unit = await start_unit()
    with pytest.raises(ValueError, match="no camera"):
        _ = unit.picture_port
