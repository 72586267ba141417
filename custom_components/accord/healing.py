"""Keeps the packages of the chosen systems where Home Assistant finds them, also while it runs.

Backups are restored with links turned into copies, folders are moved, the bundle is replaced by
its next version: whatever it was, it is put right before any vendor's package is imported, since
all of them depend on this one.
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from homeassistant import loader
from homeassistant.config_entries import ConfigEntry, ConfigEntryState
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import issue_registry as ir, translation

from .activation import Activation, Healed, Standing, version_of
from .const import CONF_DECLINED, CONF_SYSTEMS, DOMAIN, LOGGER
from .systems import BY_DOMAIN, BY_KEY

ISSUES = (
    "cannot_write",
    "mixed_versions",
    "own_package",
    "package_missing",
    "restart_required",
    "systems_left",
)


def make_activation() -> Activation:
    """Return what works on the files beside this package."""
    return Activation(Path(__file__).parent)


@callback
def entries_of(hass: HomeAssistant, domain: str) -> list[ConfigEntry]:
    """Return the entries of a system; ignored discoveries are none."""
    return hass.config_entries.async_entries(domain, include_ignore=False)


@callback
def wanted_systems(hass: HomeAssistant) -> frozenset[str]:
    """Return the domains that the user chose, and those that have entries."""
    chosen = {
        BY_KEY[key].domain
        for entry in hass.config_entries.async_entries(DOMAIN)
        for key in entry.options.get(CONF_SYSTEMS, ())
        if key in BY_KEY
    }
    return frozenset(chosen.union(one for one in BY_DOMAIN if entries_of(hass, one)))


@callback
def is_declined(hass: HomeAssistant, domain: str) -> bool:
    """Tell whether the user took a system away."""
    return any(
        BY_DOMAIN[domain].key in entry.options.get(CONF_DECLINED, ())
        for entry in hass.config_entries.async_entries(DOMAIN)
    )


async def async_heal(hass: HomeAssistant) -> None:
    """Put the packages right, show what cannot be, and set up entries that missed theirs."""
    wanted = wanted_systems(hass)
    work = make_activation()
    healed = await hass.async_add_executor_job(work.heal, wanted)
    changed = healed.linked | healed.renewed
    if changed:
        LOGGER.info("Put in place: %s", ", ".join(sorted(changed)))
        await async_refresh_packages(hass, changed)
        # Entries depend on this package's set-up, which is not over yet.
        hass.async_create_task(_async_revive(hass, changed), f"{DOMAIN} revives entries")
    _show_all(hass, healed, await async_versions(hass))


async def async_activate(hass: HomeAssistant, domains: Iterable[str]) -> frozenset[str]:
    """Put packages in place; return those that could not be. Nothing has to be restarted."""
    domains = list(domains)
    work = make_activation()
    healed = await hass.async_add_executor_job(work.heal, domains)
    if changed := healed.linked | healed.renewed:
        await async_refresh_packages(hass, changed)
    return healed.failed | healed.missing


async def async_deactivate(hass: HomeAssistant, domains: Iterable[str]) -> None:
    """Take packages away that this one put in place. Raises OSError."""
    work = make_activation()
    for domain in domains:
        await hass.async_add_executor_job(work.deactivate, domain)
    await async_refresh_packages(hass, ())


async def async_leave(hass: HomeAssistant) -> None:
    """Take all packages away that have no entries, and tell which ones have."""
    left = [domain for domain in BY_DOMAIN if entries_of(hass, domain)]
    try:
        await async_deactivate(hass, [domain for domain in BY_DOMAIN if domain not in left])
    except OSError as err:
        LOGGER.warning("Packages cannot be taken away: %s", err.strerror)
    _show(hass, "systems_left", left)


async def async_available(hass: HomeAssistant) -> frozenset[str]:
    """Return the domains that can be chosen: in the bundle, or there already."""
    work = make_activation()

    def look() -> frozenset[str]:
        return work.offered().intersection(BY_DOMAIN) | work.present(BY_DOMAIN)

    return await hass.async_add_executor_job(look)


async def async_versions(hass: HomeAssistant) -> dict[str, str | None]:
    """Return the versions of this package and of those beside it, by domains."""
    work = make_activation()

    def look() -> dict[str, str | None]:
        present = sorted(work.present(BY_DOMAIN))
        return {
            DOMAIN: version_of(work.hub),
            **{domain: version_of(work.components / domain) for domain in present},
        }

    return await hass.async_add_executor_job(look)


async def async_standings(hass: HomeAssistant) -> dict[str, Standing]:
    """Return what is in the place of each system's package."""
    work = make_activation()

    def look() -> dict[str, Standing]:
        return {domain: work.standing(domain) for domain in BY_DOMAIN}

    return await hass.async_add_executor_job(look)


async def async_refresh_packages(hass: HomeAssistant, domains: Collection[str]) -> None:
    """Have Home Assistant look again which packages there are."""
    if (clear := getattr(loader, "async_clear_custom_components_cache", None)) is not None:
        clear(hass)
    else:  # up to 2026.10
        hass.data.pop(loader.DATA_CUSTOM_COMPONENTS, None)
    await loader.async_get_custom_components(hass)
    if (forget := getattr(translation, "async_invalidate_translations", None)) is not None:
        forget(hass, set(domains))


async def _async_revive(hass: HomeAssistant, domains: Iterable[str]) -> None:
    """Set up entries that Home Assistant gave up because their package was missing."""
    for domain in sorted(domains):
        for entry in entries_of(hass, domain):
            if entry.state is ConfigEntryState.NOT_LOADED and entry.disabled_by is None:
                await hass.config_entries.async_setup(entry.entry_id)


# --- What the user has to see to ----------------------------------------------------------------


@callback
def _show_all(hass: HomeAssistant, healed: Healed, versions: Mapping[str, str | None]) -> None:
    mine = versions[DOMAIN]
    mixed = [f"{domain} {version}" for domain, version in versions.items() if version != mine]
    entries = {one for one in healed.missing if entries_of(hass, one)}
    _show(hass, "cannot_write", sorted(healed.failed))
    _show(hass, "mixed_versions", mixed, version=mine or "")
    _show(hass, "own_package", sorted(healed.own))
    _show(hass, "package_missing", sorted(entries - healed.failed))
    _show(hass, "systems_left", ())
    _show(hass, "restart_required", sorted(one for one in healed.renewed if _is_read(hass, one)))


@callback
def _is_read(hass: HomeAssistant, domain: str) -> bool:
    """Tell whether this run of Home Assistant has read the files of a package already."""
    try:
        loader.async_get_loaded_integration(hass, domain)
    except loader.IntegrationNotLoaded:
        return False
    return True


@callback
def _show(hass: HomeAssistant, kind: str, what: Collection[str], **placeholders: str) -> None:
    if not what:
        ir.async_delete_issue(hass, DOMAIN, kind)
        return
    ir.async_create_issue(
        hass,
        DOMAIN,
        kind,
        is_fixable=False,
        severity=ir.IssueSeverity.WARNING,
        translation_key=kind,
        translation_placeholders={"packages": ", ".join(what), **placeholders},
    )
