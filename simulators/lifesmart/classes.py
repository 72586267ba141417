"""Every class of sub-device and its IOs: `name:kind` or `name:kind=value` at the start.

`L1-3` stands for L1, L2, L3. Names are those of the base document; where it has none, those of
the attribute specification.
"""

import re

from simulators.lifesmart.io import KINDS, Io

_SWITCHES = {
    **dict.fromkeys(("SL_OL", "SL_OL_3C", "SL_OL_DE", "SL_OL_UK", "SL_OL_UL"), "O:sw"),
    "OD_WE_OT1": "P1:sw",
    "SL_OL_W": "L1:sw dark:ind bright:ind",
    **dict.fromkeys(("SL_OE_3C", "SL_OE_DE", "SL_OE_W"), "O:sw EE:float=12.5 EP:float P4:lvl=200"),
    **dict.fromkeys(
        ("SL_SW_RC", "SL_SF_RC", "SL_SW_IF3", "SL_SF_IF3", "SL_SW_CP3", "SL_SW_RC3"), "L1-3:sw"
    ),
    **dict.fromkeys(("SL_SW_IF2", "SL_SF_IF2", "SL_SW_CP2", "SL_SW_FE2", "SL_SW_RC2"), "L1-2:sw"),
    **dict.fromkeys(("SL_SW_IF1", "SL_SF_IF1", "SL_SW_CP1", "SL_SW_FE1", "SL_SW_RC1"), "L1:sw"),
    **{f"SL_SW_ND{n}": f"L1-{n}:sw V:bat=88" for n in (1, 2, 3)},
    **{f"SL_MC_ND{n}": f"L1-{n}:sw V:bat=88 B1-{n}:bit" for n in (1, 2, 3)},
    **{f"SL_SW_BS{n}": f"L1-{n}:sw" for n in (1, 2, 3)},
    **{f"SL_SW_NS{n}": f"L1-{n}:sw dark1-{n}:ind bright1-{n}:ind" for n in (1, 2, 3)},
    **{f"SL_SW_MJ{n}": f"L1-{n}:sw" for n in (1, 2, 3)},
    "SL_S": "P2:sw",
    "SL_P_SW": "P1-9:timed",
    "V_IND_S": "L1-20:sw",
    "SL_SW_NS6": "P1-6:sw P7:raw",
    "SL_SC_BB": "B:bit V:bat=95",
    "SL_SC_BB_V2": "BN:bit V:bat=95",
    "SL_R_B": "eB1-8:bit V:bat=70",
}

_LOCK = "BAT:bat=85 ALM:num EVTLO:num HISLK:num EVTOP:num EVTBEL:bit"
_LOCKS = dict.fromkeys(
    (
        "SL_LK_LS",
        "SL_LK_GTM",
        "SL_LK_AG",
        "SL_LK_SG",
        "SL_LK_YL",
        "SL_P_BDLK",
        "SL_LK_LS_V3",
        "SL_LK_SWIFTE",
        "SL_LK_TY",
        "SL_LK_DJ",
    ),
    _LOCK,
) | {"ZG#DLOCK": "BAT1:bat=85 ALM1:num EVTLO1:num HISLK1:num"}

_LIGHTS = {
    "SL_LI_RGBW": "RGBW:rgb DYN:dyn",
    "SL_CT_RGBW": "RGBW:rgb DYN:dyn",
    "MSL_IRCTL": "RGBW:rgb DYN:dyn",
    "SL_SC_RGB": "RGB:rgb",
    "OD_WE_IRCTL": "RGB:rgb",
    "SL_SPOT": "RGB:rgb",
    "SL_LI_WW": "P1:lvl=128 P2:pos=64",
    "SL_SW_WW": "P1:lvl=128 P2:pos=64",
    "SL_SPWM": "L:lvl=100",
    "SL_SW_DM1": "L:lvl=100 I:word=65295 M:bit Z:num=120 P5:raw P6:raw",
    "SL_LI_GD1": "L:lvl=100 M:bit Z:num=15",
    "SL_LI_UG1": "P1:rgb P2:num=800 P3:bit P4:bat=60",
    "OD_WE_QUAN": "P1:lvl=50 P2:rgb",
    "SL_LI_IR": "P3:lvl=63",
    "SL_P_IR": "P2:bit",
}

_COVERS = {
    "SL_SW_WIN": "OP:pulse ST:pulse CL:pulse dark:ind bright:ind",
    "SL_CN_IF": "OP:pulse ST:pulse CL:pulse P4-6:ind",
    "SL_CN_FE": "OP:pulse ST:pulse CL:pulse P4-6:ind",
    "SL_DOOYA": "P1:num P2:pos",
    "SL_ETDOOR": "P1:sw P2:num P3:pos",
    "SL_P_V2": "P2-4:pulse P8:bat=77",
    "ZG#CURTAIN": "tD:pos",
}

PANEL = "L1-3:sw T:tenth=22.5 H:tenth=41"
"""IOs of SL_NATURE where it is a panel of switches, not a thermostat."""

_NATURE = "L1:sw L2:bit L3:bit T:tenth=22.5 P5:raw=3 P6:raw=64 P7:mode=4 P8:temp=21.0 P9:mode=45 P10:num=45 H:tenth=41"
_CLIMATES = {
    "V_AIR_P": "O:sw MODE:mode=3 tT:temp=24 F:mode=45 T:tenth=25.5",
    "SL_UACCB": "O:sw MODE:mode=3 tT:temp=24 F:mode=45 T:tenth=25.5 ALM:num",
    "SL_NATURE": _NATURE,
    "SL_FCU": "O:sw VALVE1:bit VALVE2:bit T:tenth=23 P6:raw=64 P7:mode=3 P8:temp=22 P9:mode=15 P10:num=15",
    "SL_CP_DN": "P1:raw P2:sw P3:temp=21 P4:tenth=20.5 P5:tenth=24",
    "SL_CP_AIR": "P1:raw P2:bit P3:num P4:temp=22 P5:tenth=23.5",
    "SL_CP_VL": "P1:raw P2:bit tT:temp=20 T:tenth=19.5 ALM:num V:bat=66",
    "SL_DN": "P1:sw P2:mode=1 P3:bit P4:tenth=20 P8:temp=21 P9:tenth=23",
    "V_FRESH_P": "O:sw O1:sw MODE:mode=1 F:mode=45 F1:mode=45 F2:mode=15 H:num=45 T:tenth=21 T2:tenth=18",
    "SL_TR_ACIPM": "P1:raw P2:mode=1 P3:mode=5 P4:num=3 P5:num=12 P6:tenth=22",
    "SL_TR_XX": "P1:num=1",
    "OD_MFRESH_M8088": "O:sw RM:mode=0 T:tenth=21.5 H:num=44 PM:num=8 FL:num=90 UV:sw",
}

_SENSORS = {
    "SL_SC_G": "G:bit=1 V:bat=91",
    "SL_SC_BG": "G:bit=1 B:bit AXS:num V:bat=91",
    "SL_SC_GS": "P1:bit AXS:bit V:bat=91",
    "SL_DF_GG": "A:bit A2:bit=1 T:tenth=21 TR:bit V:bat=100",
    "SL_DF_MM": "M:bit T:tenth=21 TR:bit V:bat=100",
    "SL_DF_BB": "eB1-4:bit V:bat=100",
    "SL_DF_SR": "P1:siren SR:bit T:tenth=21 TR:bit V:bat=100",
    "SL_SC_MHW": "M:bit V:bat=73",
    "SL_SC_BM": "M:bit Z:num=230 V:bat=73",
    "SL_SC_CM": "M:bit Z:num=230 P3:bat=73 P4:num",
    "SL_BP_MZ": "P1:bit P2:num=230 P3:bat=73",
    "SL_P_RM": "P1:bit P2:word",
    "SL_SC_THL": "T:tenth=21.5 H:num=47 Z:num=310 V:bat=82",
    "SL_SC_BE": "T:tenth=21.5 H:num=47 Z:num=310 V:bat=82",
    "SL_SC_CQ": "T:tenth=21.5 H:num=47 CO2:num=612 TVOC:float=0.21 V:bat=82",
    "SL_SC_CA": "T:tenth=21.5 H:num=47 CO2:num=612 V:bat=82",
    "SL_SC_WA": "WA:num V:bat=90",
    "SL_SC_CH": "CH2O:float=0.03 O:sw V:num=80",
    "SL_SC_CP": "ANALOG:num=20 O:sw V:num=120",
    "SL_P_A": "P1:bit P2:num=290",
    "SL_SC_CN": "P1:num=42 P2:num=70 P3:sw P4:num",
    "ELIQ_EM": "EPA:num=640 V:bat=58",
    "V_DLT645_P": "EE:float=1340.25 EP:float=412.5",
    "V_DLT_645_P": "EE:float=1340.25 EP:float=412.5",
    "V_485_P": "P1:float=1.5 L1:sw O:sw EE1:float=20 EP:float=75 EF1:float=50 EI1:float=0.3 "
    "EV1:float=229.5 T:tenth=21 H:num=50 PM:num=9 CO2PPM:num=600 PHM:num=40",
    "cam": "M:bit V:bat=100 CFST:num=1",
    "ZG#TEMP": "T1:tenth=20.5 H1:num=52 V1:num=30",
}

_CONTROLLERS = {
    "SL_P": "P1:raw P2-4:sw P5-7:bit",
    "SL_JEMA": "P1:raw P2-4:sw P5-7:bit P8-10:sw",
    "LSSSMINIV1": "P1:chime",
    "SL_ALM": "P1:siren P2:mode=80",
    "V_SI": "P1:num",
}

CLASSES: dict[str, str] = {
    **_SWITCHES,
    **_LOCKS,
    **_LIGHTS,
    **_COVERS,
    **_CLIMATES,
    **_SENSORS,
    **_CONTROLLERS,
}

_TERM = re.compile(r"(?P<stem>.*?\D)(?P<first>\d+)-(?P<last>\d+)")


def ios_of(devtype: str, ios: str | None = None) -> dict[str, Io]:
    """Return the IOs of a class as they are when it is new; `ios` in place of the table's."""
    row = CLASSES.get(devtype, "") if ios is None else ios
    if not row:
        raise ValueError(f"unknown class {devtype}")
    found: dict[str, Io] = {}
    for term in row.split():
        names, _, rest = term.partition(":")
        kind, _, start = rest.partition("=")
        for name in _names(names):
            io = Io(KINDS[kind], KINDS[kind].rest)
            io.measure(float(start or 0))
            found[name] = io
    return found


def _names(term: str) -> list[str]:
    match = _TERM.fullmatch(term)
    if match is None:
        return [term]
    numbers = range(int(match["first"]), int(match["last"]) + 1)
    return [f"{match['stem']}{number}" for number in numbers]
