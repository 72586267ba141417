"""What must not be in the repository, and what must have a certain form."""

from pathlib import Path
import re
import struct

import pytest

from tests.house.tree import COMPONENTS, HUB, PACKAGES, ROOT, json_of, name_of, project_files

every_package = pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)

# --- HACS and hassfest -----------------------------------------------------------------------


def test_the_managed_directory_comes_first() -> None:
    """HACS manages the first directory below custom_components, in the order of bytes."""
    found = sorted(
        path.relative_to(COMPONENTS).parts[0]
        for path in project_files()
        if COMPONENTS in path.parents
    )
    assert found
    assert found[0] == HUB.name
    beside = [
        path.name
        for path in COMPONENTS.iterdir()
        if path.name < HUB.name and not path.name.startswith((".", "_"))
    ]
    assert not beside, f"sorts before {HUB.name}: {beside}"


def test_no_other_root_begins_like_it() -> None:
    """HACS would take custom_components.old for it."""
    found = [path.name for path in ROOT.glob("custom_components*") if path != COMPONENTS]
    assert not found, found


def test_only_packages_have_a_manifest() -> None:
    """Home Assistant indexes by manifest, and old images of hassfest look everywhere."""
    allowed = {package / "manifest.json" for package in PACKAGES}
    found = [
        name_of(path)
        for path in project_files()
        if path.name.endswith("manifest.json") and path not in allowed
    ]
    assert not found, found


def test_only_packages_lie_below_custom_components() -> None:
    """Home Assistant looks at every directory there."""
    found = [
        path.name
        for path in COMPONENTS.iterdir()
        if path not in PACKAGES and not path.name.startswith((".", "__pycache__"))
    ]
    assert not found, found


def test_hacs_file() -> None:
    """Only keys that HACS and Home Assistant's Marketplace know; a release is one zip."""
    found = json_of(ROOT / "hacs.json")
    assert set(found) <= {
        "filename",
        "hacs",
        "hide_default_branch",
        "homeassistant",
        "name",
        "zip_release",
    }
    assert found["zip_release"] is True
    assert found["hide_default_branch"] is True
    assert found["filename"] == "accord.zip"
    assert re.fullmatch(r"\d{4}\.\d{1,2}\.\d+", found["homeassistant"])


# --- Brand -----------------------------------------------------------------------------------


@every_package
def test_brand_images(package: Path) -> None:
    """Icons are square of the sizes that the brands repository demands."""
    folder = package / "brand"
    assert (folder / "icon.png").exists()
    assert (folder / "icon@2x.png").exists()
    for path in folder.iterdir():
        found = re.fullmatch(r"(?:dark_)?(icon|logo)(@2x)?\.png", path.name)
        assert found, f"{path.name} has no meaning"
        size, factor = png_size(path), 2 if found[2] else 1
        if found[1] == "icon":
            assert size == (256 * factor, 256 * factor), f"{path.name}: {size}"
        else:
            assert 128 * factor <= min(size) <= 256 * factor, f"{path.name}: {size}"


def png_size(path: Path) -> tuple[int, int]:
    """Return width and height of a PNG with transparency."""
    head = path.read_bytes()[:26]
    assert head[:8] == b"\x89PNG\r\n\x1a\n", f"{path.name} is no PNG"
    width, height, _, colour = struct.unpack(">IIBB", head[16:26])
    assert colour in {3, 4, 6}, f"{path.name} has no transparency"
    return width, height


# --- Words -----------------------------------------------------------------------------------

FORBIDDEN = {
    "a path of some machine": r"(?<![\w.])/(?:wo" r"rk|ro" r"ot|ho" r"me|Us" r"ers)/\w",
    "a package index of some machine": (
        r"(?:index[-_]url|find-links|(?i:registry))['\"]?[ =:]+['\"]?ht" r"tps?://"
    ),
    "a trace of work": r"\b(?:FIX" r"ME|X" r"XX|TO" r"DO)\b|<<<<" r"<<<|>>>>" r">>>",
    "a key": r"BEGIN [A-Z ]*PRIV" r"ATE KEY|AK" r"IA[0-9A-Z]{16}|gh" r"[pos]_[A-Za-z0-9]{30}",
}
"""The patterns are in pieces so that they do not find themselves."""

ALLOWED_WORDS: dict[str, str] = {
    "LICENSE": "the licence's own text",
}


def text_files() -> list[Path]:
    """Return the files of the repository that are text."""
    found = []
    for path in project_files():
        with path.open("rb") as file:
            if b"\0" not in file.read(4096) and path.name not in ALLOWED_WORDS:
                found.append(path)
    return found


def findings(pattern: str) -> list[str]:
    """Return the lines of all texts that a pattern finds."""
    wanted = re.compile(pattern)
    found = []
    for path in text_files():
        text = path.read_text(encoding="utf-8")
        if wanted.search(text) is None:
            continue
        found += [
            f"{name_of(path)}:{number}: {line.strip()[:120]}"
            for number, line in enumerate(text.splitlines(), start=1)
            if wanted.search(line)
        ]
    return found


@pytest.mark.parametrize("what", FORBIDDEN)
def test_words_that_do_not_belong_here(what: str) -> None:
    """No machine's paths, no unfinished work, no keys."""
    found = findings(FORBIDDEN[what])
    assert not found, f"{what}:\n" + "\n".join(found)


def test_names_of_files() -> None:
    """They work on every file system that people keep a configuration on."""
    names = [name_of(path) for path in project_files()]
    wrong = [name for name in names if not re.fullmatch(r"[A-Za-z0-9._@/-]+", name)]
    assert not wrong, wrong
    assert len(names) == len({name.lower() for name in names}), "names differ by case only"


def test_texts_end_with_one_line_break() -> None:
    """And have no blanks at the ends of lines that nobody sees."""
    wrong = []
    for path in text_files():
        text = path.read_bytes()
        if text and (not text.endswith(b"\n") or text.endswith(b"\n\n")):
            wrong.append(name_of(path))
        if b"\r" in text and path.suffix != ".json":
            wrong.append(f"{name_of(path)}: carriage return")
    assert not wrong, wrong
