"""Which texts the code of a package uses: the keys its translations have to have.

Keys are paths such as ``("config", "error", "timeout")``. In ``allowed`` the last part may be
``**`` (whatever is below) and any part ``*``.
"""

import ast
from collections.abc import Iterable, Iterator, Mapping
import dataclasses
from dataclasses import dataclass, field
import importlib
import inspect
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

from homeassistant import data_entry_flow
from homeassistant.config_entries import ConfigFlow, ConfigSubentryFlow, OptionsFlow
from homeassistant.const import ATTR_DEVICE_ID
from homeassistant.helpers.typing import UNDEFINED
import voluptuous as vol
import yaml

from custom_components.accord import flows
from custom_components.accord.actions import ATTR_CONFIRM, ActionSpec, EntityActionSpec
from custom_components.accord.entity import AccordEntityDescription
from custom_components.accord.protocol import errors, transport
from custom_components.accord.protocol.errors import AccordError
from custom_components.accord.systems import SYSTEMS
from scripts.coverage_surface import rows_of
from tests.house.tree import (
    HUB,
    PROTOCOL,
    module_name,
    module_of,
    parsed,
    platform_modules,
    python_files,
)

type Key = tuple[str, ...]

NAMED_BY_DEVICE_CLASS = {"binary_sensor", "button", "event", "number", "sensor", "update"}
"""Platforms whose entities Home Assistant names after their device class."""

ABORTS_OF_HELPERS = {
    "_abort_if_unique_id_configured": "already_configured",
    "_async_abort_entries_match": "already_configured",
    "_abort_if_unique_id_mismatch": "unique_id_mismatch",
}


@dataclass
class Texts:
    """Keys that have to be there, and keys that may be."""

    required: set[Key] = field(default_factory=set)
    allowed: set[Key] = field(default_factory=set)
    placeholders: dict[Key, set[str]] = field(default_factory=dict)
    """What a text may mention, where that is known."""

    def need(self, *key: str) -> None:
        """Demand a text."""
        self.required.add(key)
        self.allowed.add(key)


def texts_of(package: Path) -> Texts:
    """Return the texts that a package uses."""
    found = Texts(allowed={("title",)}, required={("title",)})
    _add_errors(package, found)
    _add_calls(package, found)
    _add_entities(package, found)
    _add_actions(package, found)
    _add_system_health(package, found)
    for flow in _flows(package):
        for part in _parts(flow, package):
            _Flow(flow, part, found).add()
    return found


def _add_system_health(package: Path, found: Texts) -> None:
    """Add the rows that the package shows on the page of the system's health."""
    path = package / "system_health.py"
    if not path.exists():
        return
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Dict):
            for key in node.keys:
                if isinstance(key, ast.Constant):
                    found.need("system_health", "info", str(key.value))
    if package == HUB:
        for system in SYSTEMS:
            found.need("system_health", "info", system.key)


# --- Errors ----------------------------------------------------------------------------------


def error_classes(module_prefix: str) -> list[type[AccordError]]:
    """Return the errors defined in modules of that name or below."""
    found: list[type[AccordError]] = []
    todo: list[type[AccordError]] = [AccordError]
    while todo:
        kind = todo.pop()
        todo += kind.__subclasses__()
        if f"{kind.__module__}.".startswith(f"{module_prefix}."):
            found.append(kind)
    return sorted(set(found), key=lambda kind: kind.__qualname__)


def errors_with_text_in(package: Path) -> list[type[AccordError]]:
    """Return the errors whose text belongs into a package: its vendor's, or the shared ones."""
    if package == HUB:
        return [*error_classes(errors.__name__), *error_classes(transport.__name__)]
    vendor = PROTOCOL / package.name.removeprefix(f"{HUB.name}_")
    for path in python_files(vendor):
        module_of(path)
    return error_classes(module_name(vendor / "__init__.py"))


def placeholders_of(kind: type[AccordError]) -> set[str]:
    """Return what an error's text may mention."""
    arguments = [
        _sample(parameter.annotation)
        for parameter in inspect.signature(kind).parameters.values()
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD
        and parameter.default is parameter.empty
    ]
    return {"name", *kind(*arguments).placeholders}


def _sample(kind: Any) -> Any:
    """Return something of a type that errors take."""
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return kind(**{one.name: _sample(hints[one.name]) for one in dataclasses.fields(kind)})
    return {int: 1, str: "x", float: 1.0}.get(kind, {})


def _add_errors(package: Path, found: Texts) -> None:
    for kind in errors_with_text_in(package):
        if package != HUB and "key" not in vars(kind):
            continue
        key = ("exceptions", kind.key, "message")
        found.need(*key)
        known = found.placeholders.get(key)
        names = placeholders_of(kind)
        found.placeholders[key] = names if known is None else known & names
    if package == HUB:
        found.need("exceptions", "outcome_unknown", "message")


# --- Calls that name a text ------------------------------------------------------------------


def _add_calls(package: Path, found: Texts) -> None:
    """Add the texts named in calls of all packages that end up in this one."""
    for path in python_files(HUB, package):
        if PROTOCOL in path.parents:
            continue
        module = module_of(path)
        for call in _calls(parsed(path)):
            _add_call(package, path, module, call, found)


def _add_call(package: Path, path: Path, module: ModuleType, call: ast.Call, found: Texts) -> None:
    keywords = {word.arg: word.value for word in call.keywords if word.arg}
    key = text_of(keywords.get("translation_key"), module)
    name = _function_name(call)
    own = package in path.parents
    if key is None and own and name == "async_create_issue":
        for kind in getattr(module, "ISSUES", ()):
            found.need("issues", kind, "title")
            found.need("issues", kind, "description")
    if key is None:
        return
    if "translation_domain" in keywords:
        if text_of(keywords["translation_domain"], module) == package.name:
            found.need("exceptions", key, "message")
            _note_placeholders(keywords, ("exceptions", key, "message"), found)
    elif name == "async_create_issue" and text_of(call.args[1], module) == package.name:
        found.need("issues", key, "title")
        found.allowed |= {("issues", key, "description"), ("issues", key, "fix_flow", "**")}
        for part in ("title", "description"):
            _note_placeholders(keywords, ("issues", key, part), found)
    elif name == "ObjectSelectorConfig" and own:
        fields = keywords.get("fields")
        for field in fields.keys if isinstance(fields, ast.Dict) else ():
            found.need("selector", key, "fields", str(text_of(field, module)), "name")
    elif name.endswith("SelectorConfig") and own:
        found.required.add(("selector", key, "options"))
        found.allowed.add(("selector", key, "options", "*"))
    elif name in ("DeviceInfo", "ChildDeviceInfo") and own:
        found.need("device", key, "name")
        _note_placeholders(keywords, ("device", key, "name"), found)


def _note_placeholders(keywords: Mapping[str, ast.expr], key: Key, found: Texts) -> None:
    given = keywords.get("translation_placeholders")
    if given is None:
        found.placeholders[key] = set()
    elif isinstance(given, ast.Dict) and all(isinstance(one, ast.Constant) for one in given.keys):
        found.placeholders[key] = {str(ast.literal_eval(one)) for one in given.keys if one}


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _function_name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def text_of(node: ast.expr | None, module: ModuleType) -> str | None:
    """Return the text that an expression stands for, None if that is not plain to see."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        value = getattr(module, node.id, None)
        return str(value) if isinstance(value, str) else None
    return None


# --- Entities and actions --------------------------------------------------------------------


def _add_entities(package: Path, found: Texts) -> None:
    for platform, module in platform_modules(package).items():
        for row in rows_of(module):
            _add_row(platform, row, found)
        for node in ast.walk(parsed(Path(str(module.__file__)))):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                names = {
                    getattr(target, "id", getattr(target, "attr", "")) for target in node.targets
                }
                if "_attr_translation_key" in names:
                    found.need("entity", platform, str(node.value.value), "name")
                    found.allowed.add(("entity", platform, str(node.value.value), "**"))


def _add_row(platform: str, row: AccordEntityDescription, found: Texts) -> None:
    key = row.translation_key
    if key is None:
        return
    found.required.add(("entity", platform, key))
    found.allowed.add(("entity", platform, key, "**"))
    named = row.name is None or isinstance(row.name, str)
    by_class = platform in NAMED_BY_DEVICE_CLASS and row.device_class is not None
    if not named and not by_class:
        found.need("entity", platform, key, "name")
    for state in getattr(row, "options", None) or ():
        found.need("entity", platform, key, "state", str(state))
    for kind in getattr(row, "event_types", None) or ():
        found.need("entity", platform, key, "state_attributes", "event_type", "state", str(kind))


def has_name(platform: str, row: AccordEntityDescription) -> bool:
    """Tell whether an entity gets a name, or is meant to bear its device's."""
    if row.name is not UNDEFINED or row.translation_key is not None:
        return True
    return platform in NAMED_BY_DEVICE_CLASS and row.device_class is not None


def actions_of(package: Path) -> dict[str, dict[str, bool]]:
    """Return the fields of each action, and whether a caller has to give them."""
    if not (package / "actions.py").exists():
        return {}
    module = importlib.import_module(f"custom_components.{package.name}.actions")
    return {spec.name: fields_of(spec) for spec in getattr(module, "ACTIONS", ())}


def fields_of(spec: ActionSpec[Any] | EntityActionSpec) -> dict[str, bool]:
    """Return the fields of an action, and whether a caller has to give them."""
    fields = {str(marker): isinstance(marker, vol.Required) for marker in spec.fields}
    if isinstance(spec, EntityActionSpec):
        return fields
    return {ATTR_DEVICE_ID: True, **fields, **({ATTR_CONFIRM: False} if spec.confirm else {})}


def services_of(package: Path) -> dict[str, Any]:
    """Return the content of services.yaml."""
    path = package / "services.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else {}


def flat(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an action without the sections around some of them."""
    found: dict[str, Any] = {}
    for name, content in fields.items():
        found |= content.get("fields", {name: content})
    return found


def _add_actions(package: Path, found: Texts) -> None:
    for name, fields in actions_of(package).items():
        for part in ("name", "description"):
            found.need("services", name, part)
            for one in fields:
                found.need("services", name, "fields", one, part)
    for name, service in services_of(package).items():
        fields = (service or {}).get("fields", {})
        for section in (key for key, one in fields.items() if "fields" in one):
            for part in ("name", "description"):
                found.need("services", name, "sections", section, part)
        for one in flat(fields).values():
            for selector in (one.get("selector") or {}).values():
                if key := (selector or {}).get("translation_key"):
                    found.required.add(("selector", key, "options"))
                    found.allowed.add(("selector", key, "options", "*"))


# --- Flows -----------------------------------------------------------------------------------


def _flows(package: Path) -> list[type]:
    return [
        kind
        for path in sorted(package.glob("*_flow.py"))
        for _, kind in inspect.getmembers(module_of(path), inspect.isclass)
        if issubclass(kind, ConfigFlow | OptionsFlow | ConfigSubentryFlow)
        and kind.__module__ == module_name(path)
    ]


def _parts(flow: type, package: Path) -> list[type]:
    """Return the classes of a package that a flow is made of: itself, and steps that are shared."""
    inside = f"custom_components.{package.name}."
    return [part for part in flow.__mro__ if part.__module__.startswith(inside)]


class _Flow:
    """What one flow's class shows, or another class that the flow is made of."""

    def __init__(self, flow: type, part: type, found: Texts) -> None:
        module = inspect.getmodule(part)
        assert module is not None
        self.module = module
        self.flow = flow
        self.found = found
        tree = parsed(Path(str(module.__file__)))
        self.node = next(
            node
            for node in tree.body
            if isinstance(node, ast.ClassDef) and node.name == part.__name__
        )
        self.functions: dict[str, ast.AST] = {
            node.name: node
            for node in (*tree.body, *self.node.body)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        self.group: Key = ("config",)
        if issubclass(flow, OptionsFlow):
            self.group = ("options",)
        elif issubclass(flow, ConfigSubentryFlow):
            self.group = ("config_subentries", "*")

    def add(self) -> None:
        """Add all texts of the flow."""
        self._add_results()
        self._add_errors()
        if any(
            getattr(node, "value", None) == "title_placeholders" for node in ast.walk(self.node)
        ):
            self.found.need("config", "flow_title")
        if issubclass(self.flow, ConfigSubentryFlow):
            self.found.allowed |= {(*self.group, "entry_type"), (*self.group, "initiate_flow", "*")}

    def _need(self, *key: str) -> None:
        self.found.allowed.add((*self.group, *key))
        if "*" not in self.group:
            self.found.required.add((*self.group, *key))

    def _add_results(self) -> None:
        for function in self.functions.values():
            for call in _calls(function):
                keywords = {word.arg: word.value for word in call.keywords if word.arg}
                step = text_of(keywords.get("step_id"), self.module) or ""
                match _function_name(call):
                    case "async_show_form":
                        self._add_form(step, keywords.get("data_schema"), function)
                    case "async_show_menu":
                        self._add_menu(step, keywords.get("menu_options"))
                    case "async_show_progress":
                        action = text_of(keywords["progress_action"], self.module)
                        self._need("progress", str(action))

    def _add_form(self, step: str, schema: ast.expr | None, function: ast.AST) -> None:
        base = (*self.group, "step", step)
        self.found.allowed |= {(*base, part) for part in ("title", "description", "submit")}
        self.found.allowed.add((*base, "sections", "*", "**"))
        if "*" not in base:
            self.found.required.add(base)
        for name in self._fields(schema, function):
            for part in ("data", "data_description"):
                self._need("step", step, part, name)

    def _add_menu(self, step: str, options: ast.expr | None) -> None:
        base = (*self.group, "step", step)
        self.found.allowed |= {(*base, "title"), (*base, "description")}
        self.found.allowed.add((*base, "menu_options", "*"))
        for node in ast.walk(options) if options else ():
            if option := text_of(node if isinstance(node, ast.expr) else None, self.module):
                self._need("step", step, "menu_options", option)

    def _fields(self, schema: ast.expr | None, function: ast.AST) -> set[str]:
        """Return the fields of a schema, followed through names and own functions."""
        found: set[str] = set()
        todo: list[tuple[ast.AST, ModuleType]] = [(schema, self.module)] if schema else []
        seen: set[str] = set()
        while todo:
            tree, module = todo.pop()
            for node in ast.walk(tree):
                name = getattr(node, "attr", getattr(node, "id", ""))
                if isinstance(node, ast.Call) and _function_name(node) in ("Required", "Optional"):
                    found.add(str(text_of(node.args[0], module)))
                if not name or name in seen or name.startswith("async_step_"):
                    continue
                seen.add(name)
                value = getattr(module, name, None)
                if isinstance(value, vol.Schema):
                    found |= {
                        str(marker)
                        for marker, kind in value.schema.items()
                        if not isinstance(kind, data_entry_flow.section)
                    }
                elif name in self.functions:
                    todo.append((self.functions[name], self.module))
                elif (form := _form_elsewhere(value)) is not None:
                    todo.append(form)
                else:
                    todo += [(one, module) for one in _assigned(name, function)]
        return found

    def _add_errors(self) -> None:
        helpers = {_function_name(call): call for call in _calls(self.node)}
        for helper, reason in ABORTS_OF_HELPERS.items():
            if helper in helpers:
                given = {word.arg: word.value for word in helpers[helper].keywords}
                self._need("abort", text_of(given.get("reason"), self.module) or reason)
        for key in self._literals("reason"):
            self._need("abort", key)
        for key in self._literal_errors():
            self._need("error", key)
        for kind, own in self._shown_errors():
            for key in (*flows.SHOWN_ERRORS, *own):
                self._need(kind, key)
            if "async_step_reauth" in self.functions:
                self._need(kind, "invalid_auth")

    def _literals(self, keyword: str) -> Iterator[str]:
        for call in _calls(self.node):
            for word in call.keywords:
                if word.arg == keyword and (text := text_of(word.value, self.module)):
                    yield text

    def _literal_errors(self) -> Iterator[str]:
        for node in ast.walk(self.node):
            pairs: Iterable[tuple[ast.expr | None, ast.expr]] = ()
            if isinstance(node, ast.Dict):
                pairs = zip(node.keys, node.values, strict=True)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
                target = node.targets[0]
                if getattr(target.value, "id", "") == "errors":
                    pairs = ((ast.Constant("base"), node.value),)
            for field_name, value in pairs:
                if text_of(field_name, self.module) == "base" and (
                    text := text_of(value, self.module)
                ):
                    yield text

    def _shown_errors(self) -> Iterator[tuple[str, list[str]]]:
        """Yield where a method shows an error of the protocol, and the vendor's own keys."""
        for function in self.functions.values():
            reasons = {
                id(word.value) for call in _calls(function) for word in call.keywords
                if word.arg == "reason"
            }  # fmt: skip
            for call in _calls(function):
                if _function_name(call) == flows.flow_error.__name__:
                    own = [text for one in call.args[1:] if (text := text_of(one, self.module))]
                    yield ("abort" if id(call) in reasons else "error"), own


def _form_elsewhere(value: object) -> tuple[ast.AST, ModuleType] | None:
    """Return a function that makes a form, in a module of forms, with that module."""
    module = inspect.getmodule(value) if inspect.isfunction(value) else None
    if module is None or not module.__name__.endswith("_forms"):
        return None
    tree = parsed(Path(str(module.__file__)))
    name = getattr(value, "__name__", "")
    return next(
        (node, module)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name == name
    )


def _assigned(name: str, function: ast.AST) -> list[ast.AST]:
    return [
        node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and any(getattr(target, "id", "") == name for target in node.targets)
    ]
