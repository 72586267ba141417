"""Later hardware and firmware of the models: what speaks KLAP."""

from dataclasses import replace

from simulators.kasa.models import MeterForm, Model
from simulators.kasa.quirks import PLAIN, Quirks, SpentSession

KLAP_FIRMWARE = "1.1.2 Build 250312 Rel.103344"
_REVISIONS = {
    "HS100": ("4.1", "1.1.0 Build 201016 Rel.175121"),
    "HS110": ("4.1", "1.1.0 Build 201016 Rel.175140"),
    "HS103": ("5.0", "1.1.3 Build 250520 Rel.092712"),
    "HS200": ("5.0", KLAP_FIRMWARE),
    "KL125": ("4.0", "1.1.1 Build 250115 Rel.140530"),
}
_ONE_REQUEST = Quirks(klap_spent_session=SpentSession.NOISE)


def updated(model: Model) -> Model:
    """Return a model with firmware that brings KLAP."""
    return replace(model, sw_ver=KLAP_FIRMWARE)


def sold_with_klap(model: Model) -> Model:
    """Return the revision of a model that speaks KLAP from the start."""
    name = model.name.partition("(")[0]
    hw_ver, sw_ver = _REVISIONS.get(name, (model.hw_ver, KLAP_FIRMWARE))
    later = replace(model, hw_ver=hw_ver, sw_ver=sw_ver)
    if not model.first_generation:
        return later
    return replace(
        later,
        first_generation=False,
        meter=model.meter and MeterForm.INTEGERS,
        quirks=_ONE_REQUEST if name == "HS110" else PLAIN,
    )
