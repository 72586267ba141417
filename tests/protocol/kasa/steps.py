"""Every operation once: on which simulated device, with which parameters, in an order that works."""

from typing import Any

BULB = "smartlife.iot.smartbulb.lightingservice"
SENSOR = "smartlife.iot.sensor_trigger"
STAT: dict[str, Any] = {"year": 2026, "month": 1}
RULE: dict[str, Any] = {"start": {"kind": "fixed", "minute": 950}, "start_action": "off"}
AWAY: dict[str, Any] = {"start": {"kind": "sunset"}, "end": {"minute": 1380}}
TIMER: dict[str, Any] = {"delay": 90, "on": False}
ROUTINE: dict[str, Any] = {"segments": [{"on_trigger": "motion"}]}
TIME: dict[str, Any] = {"year": 2026, "month": 11, "day": 21, "hour": 7}
ACCOUNT: dict[str, Any] = {"username": "user@example.com", "password": "x", "force": True}

type Step = tuple[str, str, dict[str, Any]]

STEPS: list[Step] = [
    ("Freezer", "system.get_sysinfo", {}),
    ("Freezer", "system.set_relay_state", {"on": True}),
    ("Freezer", "system.set_dev_alias", {"alias": "Ice"}),
    ("Freezer", "system.set_led_off", {"off": True}),
    ("Freezer", "system.set_dev_location", {"latitude": 52.37, "longitude": 4}),
    ("Freezer", "system.get_download_state", {}),
    ("Freezer", "system.download_firmware", {"url": "http://192.0.2.9/firmware.bin"}),
    ("Fan", "system.reboot", {"delay": 1}),
    ("Fan", "system.set_mac_addr", {"mac": "02:00:5E:00:53:07"}),
    ("Boiler", "system.reset", {"delay": 1}),
    ("Freezer", "emeter.get_realtime", {}),
    ("Freezer", "emeter.get_daystat", STAT),
    ("Freezer", "emeter.get_monthstat", {"year": 2026}),
    ("Freezer", "emeter.erase_emeter_stat", {}),
    ("Freezer", "time.get_time", {}),
    ("Freezer", "time.get_timezone", {}),
    ("Freezer", "time.set_time", {"time": TIME}),
    ("Freezer", "time.set_timezone", {"index": 41, "time": TIME}),
    ("Freezer", "schedule.add_rule", {"rule": RULE}),
    ("Freezer", "schedule.get_rules", {}),
    ("Freezer", "schedule.edit_rule", {"rule": {"id": "?", **RULE}}),
    ("Freezer", "schedule.set_overall_enable", {"enable": False}),
    ("Freezer", "schedule.get_daystat", STAT),
    ("Freezer", "schedule.get_monthstat", {"year": 2026}),
    ("Freezer", "schedule.delete_rule", {"id": "?"}),
    ("Freezer", "schedule.delete_all_rules", {}),
    ("Freezer", "anti_theft.add_rule", {"rule": AWAY}),
    ("Freezer", "anti_theft.get_rules", {}),
    ("Freezer", "anti_theft.edit_rule", {"rule": {"id": "?", **AWAY}}),
    ("Freezer", "anti_theft.set_overall_enable", {"enable": False}),
    ("Freezer", "anti_theft.delete_rule", {"id": "?"}),
    ("Freezer", "anti_theft.delete_all_rules", {}),
    ("Freezer", "count_down.add_rule", {"rule": TIMER}),
    ("Freezer", "count_down.get_rules", {}),
    ("Freezer", "count_down.edit_rule", {"rule": {"id": "?", **TIMER}}),
    ("Freezer", "count_down.delete_rule", {"id": "?"}),
    ("Freezer", "count_down.delete_all_rules", {}),
    ("Freezer", "cnCloud.get_info", {}),
    ("Freezer", "cnCloud.get_intl_fw_list", {}),
    ("Freezer", "cnCloud.unbind", {}),
    ("Freezer", "cnCloud.bind", ACCOUNT),
    ("Freezer", "cnCloud.set_server_url", {"server": "cloud.example.com"}),
    ("Freezer", "netif.get_scaninfo", {"refresh": True}),
    ("Freezer", "netif.get_stainfo", {}),
    ("Hall switch", "netif.set_stainfo", {"ssid": "Other", "password": "x"}),
    ("Desk strip", "smartlife.iot.smartpowerstrip.manage.get_relationship", {}),
    ("Garage switch", "smartlife.iot.LAS.get_config", {}),
    ("Garage switch", "smartlife.iot.LAS.get_current_brt", {}),
    ("Garage switch", "smartlife.iot.LAS.set_brt_level", {"value": 12}),
    ("Garage switch", "smartlife.iot.LAS.set_dark_index", {"index": 5}),
    ("Garage switch", "smartlife.iot.LAS.set_enable", {"enable": True}),
    ("Garage switch", "smartlife.iot.PIR.get_config", {}),
    ("Garage switch", "smartlife.iot.PIR.set_cold_time", {"cold_time": 30000}),
    ("Garage switch", "smartlife.iot.PIR.set_enable", {"enable": True}),
    ("Garage switch", "smartlife.iot.PIR.set_trigger_sens", {"index": 3, "value": 61}),
    ("Garage switch", f"{SENSOR}.add_weekday_routine", {"routine": ROUTINE}),
    ("Garage switch", f"{SENSOR}.get_weekday_routine", {}),
    ("Garage switch", f"{SENSOR}.edit_weekday_routine", {"routine": {"id": "?", **ROUTINE}}),
    ("Garage switch", f"{SENSOR}.delete_weekday_routine", {"id": "?"}),
    ("Garage switch", f"{SENSOR}.get_default_manual_action", {}),
    ("Garage switch", f"{SENSOR}.set_default_manual_action", {"off_hold": 15}),
    ("Porch", f"{BULB}.get_light_state", {}),
    ("Porch", f"{BULB}.transition_light_state", {"on": True, "brightness": 5}),
    ("Porch", f"{BULB}.get_light_details", {}),
    ("Porch", f"{BULB}.get_default_behavior", {}),
    ("Porch", f"{BULB}.set_default_behavior", {"hard_on": {"mode": "last_status"}}),
    ("Porch", f"{BULB}.get_preferred_state", {}),
    ("Porch", f"{BULB}.set_preferred_state", {"index": 1, "brightness": 40}),
]


def with_id(parameters: dict[str, Any], identifier: str) -> dict[str, Any]:
    """Put the id that a device gave in place of the question mark."""
    return {
        name: with_id(value, identifier)
        if isinstance(value, dict)
        else identifier
        if value == "?"
        else value
        for name, value in parameters.items()
    }
