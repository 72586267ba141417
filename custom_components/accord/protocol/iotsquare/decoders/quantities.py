"""The quantities that decoders know by themselves; their keys name them in the translations."""

from .measurement import Kind, Quantity

_MEASURED = "measurement"
_COUNTED = "total_increasing"


def _sensor(
    key: str,
    unit: str | None = None,
    device_class: str | None = None,
    *,
    digits: int | None = None,
    state_class: str | None = _MEASURED,
    diagnostic: bool = False,
    enabled: bool = True,
) -> Quantity:
    return Quantity(
        key=key,
        unit=unit,
        device_class=device_class,
        state_class=state_class,
        digits=digits,
        diagnostic=diagnostic,
        enabled=enabled,
    )


def _text(key: str, device_class: str | None = None, *, enabled: bool = False) -> Quantity:
    return _sensor(key, None, device_class, state_class=None, diagnostic=True, enabled=enabled)


def _binary(key: str, device_class: str | None = None) -> Quantity:
    return Quantity(key=key, kind=Kind.BINARY_SENSOR, device_class=device_class)


# --- What the payload itself is --------------------------------------------------------------

PAYLOAD = _text("payload")
PAYLOAD_LENGTH = _sensor("payload_length", "B", "data_size", diagnostic=True, enabled=False)
PAYLOAD_PORT = _text("payload_port")

# --- Inputs, outputs and plain numbers -------------------------------------------------------

DIGITAL_INPUT = _binary("digital_input")
DIGITAL_OUTPUT = _binary("digital_output")
DIGITAL_INPUT_VALUE = _sensor("digital_input")
DIGITAL_OUTPUT_VALUE = _sensor("digital_output")
PRESENCE = _binary("presence", "occupancy")
PRESENCE_VALUE = _sensor("presence")
SWITCH = _binary("switch")
SWITCH_VALUE = _sensor("switch")
ANALOG_INPUT = _sensor("analog_input", digits=2)
ANALOG_OUTPUT = _sensor("analog_output", digits=2)
GENERIC = _sensor("generic")
STATE = _sensor("state", state_class=None)
COUNTER = _sensor("counter", state_class=_COUNTED)
READING = _sensor("reading")

# --- The surroundings ------------------------------------------------------------------------

ILLUMINANCE = _sensor("illuminance", "lx", "illuminance")
TEMPERATURE = _sensor("temperature", "°C", "temperature", digits=1)
HUMIDITY = _sensor("humidity", "%", "humidity", digits=1)
PRESSURE = _sensor("pressure", "hPa", "atmospheric_pressure", digits=1)
CONCENTRATION = _sensor("concentration", "ppm")
CARBON_DIOXIDE = _sensor("carbon_dioxide", "ppm", "carbon_dioxide")

# --- Electricity -----------------------------------------------------------------------------

VOLTAGE = _sensor("voltage", "V", "voltage", digits=2)
CURRENT = _sensor("current", "A", "current", digits=3)
CURRENT_MA = _sensor("current", "mA", "current")
FREQUENCY = _sensor("frequency", "Hz", "frequency")
POWER = _sensor("power", "W", "power")
POWER_FACTOR = _sensor("power_factor", "%", "power_factor")
ENERGY = _sensor("energy", "kWh", "energy", state_class=_COUNTED, digits=3)
ENERGY_WH = _sensor("energy", "Wh", "energy", state_class=_COUNTED)

# --- Sizes, weights, movement ----------------------------------------------------------------

PERCENTAGE = _sensor("percentage", "%")
ALTITUDE = _sensor("altitude", "m", "distance", digits=1)
DISTANCE = _sensor("distance", "m", "distance", digits=3)
DISTANCE_MM = _sensor("distance", "mm", "distance")
LOAD = _sensor("load", "kg", "weight", digits=3)
DIRECTION = _sensor("direction", "°", state_class="measurement_angle")
ACCELERATION = {axis: _sensor(f"acceleration_{axis}", "g", digits=3) for axis in "xyz"}
ROTATION = {axis: _sensor(f"rotation_{axis}", "°/s", digits=2) for axis in "xyz"}
COLOUR = {name: _sensor(f"colour_{name}") for name in ("red", "green", "blue")}
TIME = _sensor("time", None, "timestamp", state_class=None)
POSITION = Quantity(key="position", kind=Kind.TRACKER)

# --- The device itself -----------------------------------------------------------------------

BATTERY = _sensor("battery", "%", "battery", digits=0, diagnostic=True)
BATTERY_VOLTAGE = _sensor("battery_voltage", "V", "voltage", digits=2, diagnostic=True)
REPORT_PERIOD = _sensor(
    "report_period", "s", "duration", state_class=None, diagnostic=True, enabled=False
)
DEVICE_RSSI = _sensor("device_rssi", "dBm", "signal_strength", diagnostic=True, enabled=False)
DEVICE_SNR = _sensor(
    "device_snr", "dB", "signal_strength", digits=1, diagnostic=True, enabled=False
)
PROTOCOL_VERSION = _text("protocol_version")
HARDWARE_VERSION = _text("hardware_version")
FIRMWARE_VERSION = _text("firmware_version")
TSL_VERSION = _text("tsl_version")
LORAWAN_CLASS = _text("lorawan_class")
SERIAL_NUMBER = _text("serial_number")
PRODUCT = _text("product")
MANUFACTURED = _text("manufactured")
REPORT_TIME = _text("report_time")
REPORT_DAY = _text("report_day")
COMMAND_ACCEPTED = _text("command_accepted")
COMMAND_REFUSED = _text("command_refused")

# --- Water -----------------------------------------------------------------------------------

WATER_TOTAL = _sensor("water_total", "L", "water", state_class=_COUNTED, digits=1)
WATER_FROZEN = _sensor("water_frozen", "L", "water", state_class=_COUNTED, digits=1)
WATER_QUERIED = _sensor(
    "water_queried", "L", "water", state_class=_COUNTED, digits=3, enabled=False
)
WATER_REVERSE = _sensor(
    "water_reverse", "L", "water", state_class=_COUNTED, digits=3, enabled=False
)
WATER_PREVIOUS_DAY = _sensor(
    "water_previous_day", "L", "water", state_class=_COUNTED, digits=3, enabled=False
)
WATER_FLOW = _sensor("water_flow", "L/h", "volume_flow_rate", digits=3)
BURST = _binary("burst", "problem")
LEAK = _binary("leak", "moisture")
SENSOR_FAULT = _binary("sensor_fault", "problem")
MOUNTED_REVERSED = _binary("mounted_reversed", "problem")
SOUND_FAULT = _binary("sound_fault", "problem")
TEMPERATURE_ALARM = _binary("temperature_alarm", "problem")
FLOW_OVERLOAD = _binary("flow_overload", "problem")
LOW_VOLTAGE = _binary("low_voltage", "battery")


def all_quantities() -> tuple[Quantity, ...]:
    """Return every quantity of this module."""
    found: list[Quantity] = []
    for value in globals().values():
        if isinstance(value, Quantity):
            found.append(value)
        elif isinstance(value, dict):
            found += [item for item in value.values() if isinstance(item, Quantity)]
    return tuple(found)
