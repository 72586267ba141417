"""Files that go out and come in, on a real disk."""

from pathlib import Path
import stat

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.accord.protocol.akuvox import Download
from custom_components.accord_akuvox.const import DOMAIN
from custom_components.accord_akuvox.files import async_load, async_save

from .test_actions import saved


@pytest.fixture
def entry(hass: HomeAssistant, tmp_path: Path) -> MockConfigEntry:
    """An entry, in a configuration folder of its own."""
    hass.config.config_dir = str(tmp_path / "config")
    return MockConfigEntry(domain=DOMAIN, unique_id="0c:11:05:00:00:01")


async def test_save(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """Nobody else may read a file; none is ever overwritten."""
    answers = [
        await async_save(hass, entry, Download("Config.tgz", content)) for content in (b"1", b"22")
    ]
    assert [saved(answer) for answer in answers] == [b"1", b"22"]
    first, second = (Path(str(answer["path"])) for answer in answers)
    folder = Path(hass.config.path("accord/akuvox/0c1105000001"))
    assert {first.parent, second.parent} == {folder}
    assert first.name.endswith("-Config.tgz")
    assert mode_of(folder) == 0o700


def mode_of(path: Path) -> int:
    """Return who may do what."""
    return stat.S_IMODE(path.stat().st_mode)


async def test_load_what_was_saved(hass: HomeAssistant, entry: MockConfigEntry) -> None:
    """By its whole path, or as it lies below the configuration folder."""
    answer = await async_save(hass, entry, Download("Config.tgz", b"backup"))
    path = Path(str(answer["path"]))
    for given in (path, path.relative_to(hass.config.config_dir)):
        file = await async_load(hass, str(given), 10)
        assert (file.name, file.content) == (path.name, b"backup")


async def test_load_from_an_allowed_folder(hass: HomeAssistant, tmp_path: Path) -> None:
    """One that the user or Home Assistant allows."""
    (tmp_path / "image.rom").write_bytes(b"image")
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    assert (await async_load(hass, str(tmp_path / "image.rom"), 10)).content == b"image"


async def test_load_from_elsewhere(
    hass: HomeAssistant, entry: MockConfigEntry, tmp_path: Path
) -> None:
    """Neither other places, nor ways out of the folder, nor links."""
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"secret")
    answer = await async_save(hass, entry, Download("x", b"x"))
    folder = Path(str(answer["path"])).parent
    (folder / "link").symlink_to(secret)
    for path in (str(secret), f"{folder}/../../../../secret.txt", f"{folder}/link", "secrets.yaml"):
        with pytest.raises(ServiceValidationError) as refused:
            await async_load(hass, path, 10)
        assert refused.value.translation_key == "path_not_allowed"


@pytest.mark.parametrize("content", [b"", b"x" * 11, None])
async def test_load_what_is_no_use(
    hass: HomeAssistant, tmp_path: Path, content: bytes | None
) -> None:
    """Nothing, too much, or not there at all."""
    path = tmp_path / "file"
    if content is not None:
        path.write_bytes(content)
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    with pytest.raises(ServiceValidationError) as refused:
        await async_load(hass, str(path), 10)
    assert refused.value.translation_key == "file_unusable"


async def test_load_a_folder(hass: HomeAssistant, tmp_path: Path) -> None:
    """A folder is no file."""
    hass.config.allowlist_external_dirs = {str(tmp_path)}
    with pytest.raises(ServiceValidationError):
        await async_load(hass, str(tmp_path), 10)
