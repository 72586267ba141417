"""The product models that the simulated platform comes with."""

from simulators.huawei.profile import Command, Profile, Service, Value

_RESULT = (Value("result", "int", 0, 255),)

_BATTERY = Value("batteryLevel", "int", 0, 100, 1, unit="%", initial=93)
_DELIVERY = Service("DeliverySchedule", (
    Value("interval", "int", 1, 1440, 1, unit="min", initial=360),
), (
    Command("SET_INTERVAL", (Value("interval", "int", 1, 1440, 1, unit="min"),), _RESULT,
            {"interval": "$interval"}),
))  # fmt: skip
_CONNECTIVITY = Service("Connectivity", (
    Value("signalStrength", "int", -140, 0, unit="dBm", initial=-97),
    Value("snr", "int", -20, 30, unit="dB", initial=8),
    Value("cellId", "long", initial=27447297),
    Value("imsi", "string", length=15, initial="460113005123456"),
), option="Optional")  # fmt: skip

WATER_METER = Profile(
    "prod-water-1", "WaterMeter", "WM-NB15", "RaindropWorks", "Raindrop Works", "CoAP",
    (
        Service("WaterMeter", (
            Value("totalizedFlow", "decimal", 0, 99_999_999, unit="L", initial=18234.0),
            Value("flowRate", "decimal", 0, 5000, unit="L/min", initial=0.0),
            Value("waterTemperature", "decimal", -10, 60, unit="°C", initial=11.5),
            Value("valve", "string", words=("OPEN", "CLOSED"), initial="OPEN"),
            Value("leakAlarm", "int", 0, 1, 1, initial=0),
        ), (
            Command("SET_VALVE", (Value("valve", "string", words=("OPEN", "CLOSED")),), _RESULT,
                    {"valve": "$valve"}),
            Command("SET_PERIOD", (Value("value", "int", 1, 168, 1, unit="h"),), _RESULT),
            Command("READ_NOW", (), _RESULT),
        )),
        Service("Battery", (
            _BATTERY,
            Value("cellVoltage", "decimal", 0, 5, unit="V", initial=3.61),
        )),
        _DELIVERY,
        _CONNECTIVITY,
    ),
    naps=True,
    period=3600,
)  # fmt: skip

SMOKE_DETECTOR = Profile(
    "prod-smoke-1", "Smoke", "SD-NB2", "RaindropWorks", "Raindrop Works", "LWM2M",
    (
        Service("Smoke", (
            Value("smokeAlarm", "string", words=("alarm", "normal"), initial="normal"),
            Value("threshold", "int", 1, 10, 1, access="RWE", initial=4),
            Value("muted", "boolean", access="RW", initial=False),
            Value("lastTest", "DateTime", initial="20261101T080000Z"),
            Value("serialText", "string", length=64, access="R", initial="SD2-0042"),
        ), (Command("SELF_TEST", (), _RESULT),)),
        Service("Battery", (_BATTERY,)),
        _CONNECTIVITY,
    ),
    naps=True,
    period=3600,
)  # fmt: skip

GATEWAY = Profile(
    "prod-gateway-1", "Gateway", "HG-100", "HearthLabs", "Hearth Labs", "MQTT",
    (
        Service("Gateway", (
            Value("cpuUsage", "int", 0, 100, unit="%", initial=12),
            Value("storageUsedPercent", "int", 0, 100, unit="%", initial=41),
            Value("pairing", "string", words=("ON", "OFF"), initial="OFF"),
        ), (Command("REBOOT", (), _RESULT),)),
        Service("Discovery", (), (
            Command("DISCOVERY", (
                Value("cmdType", "string", words=("START", "STOP"), required=False),
                Value("duration", "int", 1, 600, unit="s", required=False),
            ), _RESULT),
        )),
        Service("Remover", (), (
            Command("REMOVE", (Value("deviceId", "string", length=64),), _RESULT),
        )),
    ),
    gateway=True,
    period=300,
)  # fmt: skip

LIGHT = Profile(
    "prod-light-1", "Light", "LP-9", "HearthLabs", "Hearth Labs", "ZigBee",
    (
        Service("Switch", (Value("status", "string", words=("ON", "OFF"), initial="OFF"),), (
            Command("ON", (), _RESULT, {"status": "ON"}),
            Command("OFF", (), _RESULT, {"status": "OFF"}),
        )),
        Service("Brightness", (
            Value("brightness", "int", 0, 100, 1, unit="%", initial=60),
        ), (
            Command("SET_BRIGHTNESS", (Value("brightness", "int", 0, 100, 1, unit="%"),), _RESULT,
                    {"brightness": "$brightness"}),
        )),
    ),
)  # fmt: skip

LOCK = Profile(
    "prod-lock-1", "DoorLock", "DL-3", "HearthLabs", "Hearth Labs", "ZigBee",
    (
        Service("DoorLock", (
            Value("lockState", "string", words=("LOCKED", "UNLOCKED"), initial="LOCKED"),
            Value("doorOpen", "boolean", initial=False),
            Value("lastUser", "string", length=32, initial="none"),
        ), (
            Command("LOCK", (), _RESULT, {"lockState": "LOCKED"}),
            Command("UNLOCK", (), _RESULT, {"lockState": "UNLOCKED"}),
        )),
        Service("Battery", (_BATTERY,)),
    ),
)  # fmt: skip

SENSOR = Profile(
    "prod-sensor-1", "MultiSensor", "MS-4", "HearthLabs", "Hearth Labs", "ZigBee",
    (
        Service("Temperature", (Value("temperature", "decimal", -40, 80, 0.1, unit="℃",
                                      initial=21.4),)),
        Service("Humidity", (Value("humidity", "int", 0, 100, 1, unit="%RH", initial=47),)),
        Service("Motion", (Value("motion", "int", 0, 1, 1, initial=0),)),
        Service("Battery", (_BATTERY,)),
    ),
    period=300,
)  # fmt: skip

NB_LOCK = Profile(
    "prod-nblock-1", "SmartLock", "NL-1", "RaindropWorks", "Raindrop Works", "CoAP",
    (
        Service("Lock", (
            Value("lockState", "string", words=("LOCKED", "UNLOCKED"), initial="LOCKED"),
        ), (
            Command("SET_LOCK", (Value("lockState", "string", words=("LOCKED", "UNLOCKED")),),
                    _RESULT, {"lockState": "$lockState"}),
        )),
        Service("Battery", (_BATTERY,)),
    ),
)  # fmt: skip

LAB = Profile(
    "prod-lab-1", "LabBench", "LB-0", "HearthLabs", "Hearth Labs", "MQTT",
    (
        Service("Bench", (
            Value("power", "boolean", initial=False),
            Value("mode", "enum", words=("auto", "eco", "boost"), initial="auto"),
            Value("label", "string", length=20, initial="bench"),
            Value("longText", "string", length=1024, initial="lorem"),
            Value("lastService", "DateTime", initial="20261001T120000Z"),
            Value("accumulatedEnergy", "decimal", unit="kWh", initial=12.5),
            Value("pulses", "long", 0, 4_294_967_295, initial=4711),
            Value("tags", "string list", initial=["a", "b"]),
            Value("position", "jsonObject", initial={"x": 1, "y": 2}),
            Value("targetTemperature", "decimal", 5, 35, 0.5, unit="℃", access="RWE", initial=21.0),
            Value("ledColor", "int", 0, 7, access="W"),
            Value("accessPassword", "string", length=16, access="RW", initial="1234"),
        ), (
            Command("SET_POWER", (Value("power", "boolean"),), _RESULT, {"power": "$power"}),
            Command("SET_MODE", (Value("value", "enum", words=("auto", "eco", "boost")),),
                    _RESULT, {"mode": "$value"}),
            Command("SET_LABEL", (Value("label", "string", length=20),), _RESULT,
                    {"label": "$label"}),
            Command("SetTargetTemperature", (Value("value", "decimal", 5, 35, 0.5, unit="℃"),),
                    _RESULT, {"targetTemperature": "$value"}),
            Command("SHOW_TEXT", (Value("message", "string", length=80),), _RESULT),
            Command("BEEP", (), _RESULT),
            Command("SET_WINDOW", (
                Value("start", "int", 0, 23, unit="h"), Value("end", "int", 0, 23, unit="h"),
            ), _RESULT),
            Command("FACTORY_RESET", (), _RESULT),
        )),
        Service("Valve", (Value("valveOpen", "int", 0, 1, 1, initial=0),), (
            Command("OPEN", (), _RESULT, {"valveOpen": 1}),
            Command("CLOSE", (), _RESULT, {"valveOpen": 0}),
        )),
        Service("RawData", (Value("rawData", "string", length=4096, initial="AQIDBA=="),), (
            Command("RawData", (Value("rawData", "string", length=4096),), _RESULT),
        ), option="Optional"),
    ),
)  # fmt: skip
"""A bench with properties and commands of every kind."""

PRODUCTS = (WATER_METER, SMOKE_DETECTOR, GATEWAY, LIGHT, LOCK, SENSOR, NB_LOCK, LAB)
