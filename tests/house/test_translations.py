"""Every text that the code uses exists in every language, and no text is left over."""

import ast
from collections.abc import Iterator
from pathlib import Path
import re

from homeassistant.const import WEEKDAYS
from homeassistant.util import slugify
import pytest

from scripts.coverage_surface import rows_of
from tests.house.texts import Key, Texts, flat, has_name, services_of, texts_of
from tests.house.tree import (
    HUB,
    PACKAGES,
    PROTOCOL,
    json_of,
    parsed,
    platform_modules,
    python_files,
)

LANGUAGES = ("en", "zh-Hans")

every_package = pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def leaves(node: object, path: Key = ()) -> Iterator[tuple[Key, str]]:
    """Yield every text with its path."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    else:
        assert isinstance(node, str), f"{'.'.join(path)} is no text"
        yield path, node


def translations(package: Path, language: str) -> dict[Key, str]:
    """Return the texts of a package."""
    return dict(leaves(json_of(package / f"translations/{language}.json")))


def placeholders(text: str) -> set[str]:
    """Return what a text mentions."""
    return set(re.findall(r"\{(\w+)\}", text))


def matches(key: Key, pattern: Key) -> bool:
    """Tell whether a key is one of those that a pattern stands for."""
    if pattern[-1] == "**":
        pattern, key = pattern[:-1], key[: len(pattern) - 1]
    return len(key) == len(pattern) and all(
        want in ("*", part) for want, part in zip(pattern, key, strict=True)
    )


def listed(keys: Iterator[Key] | set[Key] | list[Key]) -> str:
    """Return keys as a message shows them."""
    return "\n".join(sorted(".".join(key) for key in keys))


@pytest.fixture(params=PACKAGES, ids=lambda path: path.name)
def used(request: pytest.FixtureRequest) -> tuple[Path, Texts]:
    """Return a package and what its code uses."""
    return request.param, texts_of(request.param)


def test_no_text_is_missing(used: tuple[Path, Texts]) -> None:
    """What the code names is there; a required group has at least one text."""
    package, texts = used
    there = translations(package, "en").keys()
    groups = {key[:length] for key in there for length in range(1, len(key) + 1)}
    missing = texts.required - groups
    assert not missing, f"missing in {package.name}:\n{listed(missing)}"


def test_no_text_is_left_over(used: tuple[Path, Texts]) -> None:
    """What nobody shows is removed."""
    package, texts = used
    unused = [
        key
        for key in translations(package, "en")
        if not any(matches(key, pattern) for pattern in texts.allowed)
    ]
    assert not unused, f"not used in {package.name}:\n{listed(unused)}"


def test_texts_mention_only_what_is_known(used: tuple[Path, Texts]) -> None:
    """A text of an error or issue has no placeholder that its code does not fill."""
    package, texts = used
    wrong = [
        f"{'.'.join(key)}: {sorted(unknown)}"
        for key, text in translations(package, "en").items()
        if key in texts.placeholders and (unknown := placeholders(text) - texts.placeholders[key])
    ]
    assert not wrong, "\n".join(wrong)


@every_package
def test_states_and_options_are_in_the_code(package: Path) -> None:
    """A translated state or choice is one that the code knows, by its key or the vendor's name."""
    vendor = PROTOCOL / package.name.removeprefix(f"{HUB.name}_")
    known = {
        node.value
        for path in python_files(package, *([vendor] if package != HUB else []))
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    known |= {slugify(name) for name in known} | set(WEEKDAYS)
    known |= {
        str(kind)
        for module in platform_modules(package).values()
        for row in rows_of(module)
        for kind in (*(getattr(row, "event_types", None) or ()), *getattr(row, "effects", ()))
    }
    lost = [
        key
        for key in translations(package, "en")
        if (key[0] == "selector" or key[-2:-1] == ("state",)) and key[-1] not in known
    ]
    assert not lost, listed(lost)


@every_package
def test_choices_of_actions_have_texts(package: Path) -> None:
    """Without one Home Assistant shows the bare value."""
    choices = [
        ("selector", select["translation_key"], "options", option)
        for action in services_of(package).values()
        for field in flat(action.get("fields", {})).values()
        if "translation_key" in (select := (field["selector"].get("select") or {}))
        for option in select["options"]
    ]
    missing = set(choices) - translations(package, "en").keys()
    assert not missing, listed(missing)


@every_package
def test_every_entity_has_a_name(package: Path) -> None:
    """By translation, by device class, or its device's."""
    nameless = [
        f"{platform}: {row.key}"
        for platform, module in platform_modules(package).items()
        for row in rows_of(module)
        if not has_name(platform, row)
    ]
    assert not nameless, nameless


@every_package
@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_languages_agree(package: Path, language: str) -> None:
    """Same keys, same placeholders: Home Assistant drops a translation that differs."""
    english, other = translations(package, "en"), translations(package, language)
    assert not english.keys() - other.keys(), f"missing:\n{listed(english.keys() - other.keys())}"
    assert not other.keys() - english.keys(), f"too many:\n{listed(other.keys() - english.keys())}"
    wrong = [key for key in english if placeholders(english[key]) != placeholders(other[key])]
    assert not wrong, f"other placeholders:\n{listed(wrong)}"


@every_package
def test_languages_are_the_planned_ones(package: Path) -> None:
    """No file of another name, which Home Assistant would take for a language."""
    found = {path.name for path in (package / "translations").iterdir()}
    assert found == {f"{language}.json" for language in LANGUAGES}


@every_package
@every_language
def test_form_of_texts(package: Path, language: str) -> None:
    """What Home Assistant's hassfest would refuse."""
    wrong = []
    for key, text in translations(package, language).items():
        name = ".".join(key)
        if not text.strip():
            wrong.append(f"{name} is empty")
        if text != text.strip():
            wrong.append(f"{name} has blanks at its ends")
        if re.search(r"https?://|www\.", text):
            wrong.append(f"{name} has a link")
        if re.search(r"<[a-zA-Z/]", text):
            wrong.append(f"{name} has HTML")
        if re.search(r"'[^']*\{\w+\}[^']*'", text):
            wrong.append(f"{name} has a placeholder in single quotes")
        if text.count("{") != text.count("}") or re.search(r"\{(?!\w+\})", text):
            wrong.append(f"{name} has an odd bracket")
        if "[%key:" in text:
            wrong.append(f"{name} is a reference")
        wrong += [f"{name}: {part}" for part in key if not re.fullmatch(r"[a-z0-9_-]+", part)]
    assert not wrong, "\n".join(wrong)


@every_package
def test_issues_have_a_text_or_a_dialog(package: Path) -> None:
    """Never both."""
    for key, issue in json_of(package / "translations/en.json").get("issues", {}).items():
        assert ("description" in issue) is not ("fix_flow" in issue), key
