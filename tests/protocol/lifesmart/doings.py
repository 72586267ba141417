"""One call of every operation at the simulated house, in an order in which each succeeds."""

from typing import Any

from simulators.lifesmart.household import OTA_FILE, OTA_URL

ORDINARY, V3, SWIFTE, SPOT, LAMP = "2711", "2712", "2713", "5bd1", "2722"
REMOTE = "AI_IR_5bd1_1590665106"

type Step = tuple[str, dict[str, Any]]

_MODE = "doorlock.ctldoorlockswifte"

STEPS: tuple[Step, ...] = (
    ("doorlock.getuser", {"me": ORDINARY}),
    (
        "doorlock.addtempuser",
        {
            "me": ORDINARY,
            "number": 17,
            "name": "Visitor",
            "password": "482913",
            "limits": {"window": {"start": "08:30", "end": "17:00", "days": [2, 3]}},
        },
    ),
    ("doorlock.setuser", {"me": ORDINARY, "userid": "P_R_17", "name": "Guest"}),
    ("doorlock.deltempuser", {"me": ORDINARY, "userid": "P_R_17"}),
    ("doorlock.openlock", {"me": V3}),
    ("doorlock.ctldoorlockv3.Info", {"me": V3}),
    ("doorlock.ctldoorlockv3.GetUsers", {"me": V3}),
    ("doorlock.ctldoorlockv3.AddUser", {"me": V3, "number": 4100, "password": "591827"}),
    ("doorlock.ctldoorlockv3.DelUser", {"me": V3, "number": 4100}),
    (f"{_MODE}.Sync", {"me": SWIFTE}),
    (f"{_MODE}.Info", {"me": SWIFTE}),
    (f"{_MODE}.GetUsers", {"me": SWIFTE}),
    (f"{_MODE}.AddUser", {"me": SWIFTE, "userid": 0x317, "password": "66420"}),
    (f"{_MODE}.GetUser", {"me": SWIFTE, "userid": 0x317}),
    (f"{_MODE}.DelUser", {"me": SWIFTE, "userid": 0x317}),
    (f"{_MODE}.GetMode", {"me": SWIFTE}),
    (f"{_MODE}.SetMode", {"me": SWIFTE, "mode": {"time": 0, "volume": 1}}),
    (f"{_MODE}.Oper", {"me": SWIFTE, "oper": "Open"}),
    (f"{_MODE}.HwInfo", {"me": SWIFTE}),
    ("spotremote.getlist", {}),
    ("spotremote.getkeys", {"remote_id": REMOTE}),
    ("spotremote.sendkey", {"remote_id": REMOTE, "key": "POWER"}),
    ("spotremote.sendcodes", {"me": SPOT, "codes": [{"data": "9F8B014F6F41040051550100545500"}]}),
    ("spotremote.learncode", {"me": SPOT}),
    ("config.timezone", {"hours": 1, "summer": True}),
    ("config.led", {"on": True}),
    ("config.net.getifn", {"name": "wlan0", "detail": "wifi_list"}),
    ("config.net.netcmd.SMS", {"tel": "0612345678", "message": "Door is open"}),
    ("config.net.setifn.wlan0", {"settings": {"enable": False}}),
    ("config.net.setifn.mobile", {"settings": {"interface": "wwan0", "enable": True}}),
    ("config.net.setifn.eth0", {"settings": {"enable": True}}),
    ("config.net.setifn.mtu", {"interface": "eth0", "mtu": 1400}),
    ("config.net.netcmd.CancelTemp", {}),
    ("dopair.yale", {"remote_unlock": True, "period": 1}),
    ("dopair.optarg", {"option": {"cls": "SL_SC_BE"}, "period": 1}),
    ("otamanage.addfileurl", {"url": OTA_URL}),
    ("otamanage.queryfile", {}),
    ("otamanage.getavailableeps", {}),
    ("otamanage.addtask", {"me": LAMP, "key": OTA_FILE}),
    ("otamanage.querytask", {}),
    ("otamanage.rmtask", {}),
    (f"{_MODE}.SwifteOta", {"me": SWIFTE, "part": "IO_INNER", "version": "0.3.3.22"}),
    ("otamanage.rmfile", {}),
)
