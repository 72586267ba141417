"""A day of an application: every operation once, in an order that makes sense."""

from dataclasses import dataclass, field

from custom_components.accord.protocol.huawei.northbound import (
    DATA_NOTIFICATIONS,
    MANAGEMENT_NOTIFICATIONS,
    OLD_DATA_NOTIFICATIONS,
    BatchTarget,
    CapabilitiesAdded,
    CapabilitiesChanged,
    CapabilitiesDeleted,
    Command,
    CommandConfirmed,
    CommandResponse,
    CommandStatus,
    CommandStatusChanged,
    Desired,
    DesiredStatusChanged,
    DeviceAdded,
    DeviceBound,
    DeviceChange,
    DeviceDataChanged,
    DeviceDatasChanged,
    DeviceDeleted,
    DeviceEvent,
    DeviceInfoChanged,
    FirmwareUpgradeResult,
    FirmwareUpgradeStep,
    HuaweiClient,
    Product,
    RuleFired,
    ServiceInfoChanged,
    SoftwareUpgradeResult,
    SoftwareUpgradeStep,
    TargetKind,
    Targets,
)
from simulators.huawei import HuaweiPlatform
from simulators.huawei.household import CLIMATE, HUB, LAMP, METER, SMOKE
from tests.protocol.huawei.northbound.receiver import Receiver

SET_PERIOD = Command(service_id="WaterMeter", method="SET_PERIOD", parameters={"value": 12})
READ_NOW = Command(service_id="WaterMeter", method="READ_NOW")
NEW, NEWER = "868744032110001", "868744032110002"


@dataclass
class Story:
    """The application, the platform and what was told meanwhile."""

    client: HuaweiClient
    platform: HuaweiPlatform
    receiver: Receiver
    registered: str = ""
    subscriptions: list[str] = field(default_factory=list)

    @property
    def old(self) -> bool:
        """Tell whether the platform knows the names of the SDK chapters only."""
        return self.platform.quirks.sdk_names

    @property
    def types(self) -> tuple[str, ...]:
        """Return the notifications that the platform knows."""
        if not self.old:
            return DATA_NOTIFICATIONS
        newer = {"ruleEvent", *(one for one in DATA_NOTIFICATIONS if "Capabilities" in one)}
        return (*(one for one in DATA_NOTIFICATIONS if one not in newer), *OLD_DATA_NOTIFICATIONS)

    def pass_time(self, seconds: float) -> None:
        """Let what is planned happen."""
        self.platform.clock.advance(seconds)
        self.platform.agenda.run_due()

    def wake(self, device_id: str) -> None:
        """Let a sleeping device listen for a while, and do what waits for it."""
        self.platform.control("wake", {"deviceId": device_id})
        for _ in range(8):
            self.pass_time(1)

    async def access(self) -> None:
        """1.3."""
        await self.client.access.login()
        await self.client.access.refresh()

    async def subscribe(self) -> None:
        """1.6.1 to 1.6.4."""
        topic = self.client.subscriptions
        for notify_type in self.types:
            await topic.subscribe_data(notify_type, self.receiver.url)
        for notify_type in MANAGEMENT_NOTIFICATIONS:
            await topic.subscribe_management(notify_type, self.receiver.url)
        self.subscriptions = [one.subscription_id for one in (await topic.list()).items]
        assert len(self.subscriptions) == len(self.types) + 4
        found = await topic.get(self.subscriptions[0])
        assert found.callback_url == self.receiver.url

    async def look(self) -> None:
        """1.5, with what devices report of themselves."""
        data = self.client.data
        page = await data.devices()
        assert METER in {one.device_id for one in page.items}
        meter = await data.device(METER)
        assert meter.info.connected
        assert (await data.history(METER, page_size=10)).total
        await data.shadow_history(SMOKE)
        (model,) = await data.capabilities(METER)
        assert "WaterMeter" in {one.service_id for one in model.services}
        flow = {"WaterMeter": {"flowRate": 1.5}}
        self.platform.control("report", {"deviceId": METER, "services": flow})
        (told,) = await self.receiver.wait_for(DeviceDataChanged)
        assert told.services[0].data["flowRate"] == 1.5
        both = {**flow, "Battery": {"batteryLevel": 80}}
        self.platform.control("report", {"deviceId": METER, "services": both})
        (many,) = await self.receiver.wait_for(DeviceDatasChanged)
        assert {one.service_id for one in many.services} == {"WaterMeter", "Battery"}

    async def register(self) -> None:
        """1.4.1 to 1.4.4 and 1.4.7."""
        devices, control = self.client.devices, self.platform.control
        made = await devices.register_with_code(NEW, Product(product_id="prod-water-1"), "Garden")
        self.registered = made.device_id
        assert (await self.receiver.wait_for(DeviceAdded))[0].info.node_id == NEW
        control("connect", {"deviceId": made.device_id})
        assert (await self.receiver.wait_for(DeviceBound))[0].succeeded
        assert (await devices.activation(made.device_id)).activated
        control("disconnect", {"deviceId": made.device_id})
        assert await self.receiver.wait_for(DeviceInfoChanged, 2)
        await devices.refresh_key(made.device_id, NEWER, NEWER)
        await devices.modify(made.device_id, DeviceChange(name="Shed", keep_data_days=30))
        gateway = Product(
            manufacturer_id="HearthLabs",
            manufacturer_name="Hearth Labs",
            device_type="Gateway",
            model="HG-100",
            protocol_type="MQTT",
        )
        assert (await devices.register_with_password("gw-99", gateway)).secret

    async def wish(self) -> None:
        """1.4.8 and 1.4.9."""
        self.pass_time(60)
        wish = Desired(service_id="Smoke", values={"threshold": 7})
        await self.client.devices.set_shadow(SMOKE, [wish])
        shadow = await self.client.devices.get_shadow(SMOKE)
        assert [one.waiting for one in shadow.services if one.waiting] == [{"threshold": 7}]
        self.wake(SMOKE)
        assert (await self.receiver.wait_for(DesiredStatusChanged))[0].delivered

    async def command(self) -> None:
        """1.7, but for batches."""
        commands = self.client.commands
        self.pass_time(60)
        waiting = await commands.create(METER, SET_PERIOD, 3600, self.receiver.url)
        assert waiting.status is CommandStatus.PENDING
        assert (await commands.list(METER)).items[0].command_id == waiting.command_id
        assert (await commands.cancel(waiting.command_id)).status is CommandStatus.CANCELLED
        await commands.create(METER, SET_PERIOD, 3600)
        task = await commands.create_revocation(METER)
        self.pass_time(10)
        (done,) = (await commands.list_revocations(task.task_id)).items
        assert done.commands[0].status is CommandStatus.CANCELLED
        sent = await commands.create(METER, SET_PERIOD, 3600, self.receiver.url)
        self.wake(METER)
        status = CommandStatus.PENDING
        for told in await self.receiver.wait_for(CommandStatusChanged, 4):
            if told.command_id == sent.command_id and told.status.supersedes(status):
                status = told.status
        assert status is CommandStatus.SUCCESSFUL
        called = await commands.call_service(
            LAMP, "Brightness", "SET_BRIGHTNESS", {"brightness": 40}
        )
        self.pass_time(1)
        self.pass_time(1)
        for confirmed in await self.receiver.wait_for(CommandConfirmed, 2):
            assert confirmed.request_id == called.request_id
        (answer,) = await self.receiver.wait_for(CommandResponse)
        assert answer.request_id == called.request_id

    async def batch(self) -> None:
        """1.7.4 and 1.8."""
        target = BatchTarget(kind=TargetKind.DEVICES, devices=(METER,))
        await self.client.commands.create_batch("readings", target, READ_NOW)
        task_id = await self.client.batches.create("once more", target, READ_NOW)
        self.wake(METER)
        task = await self.client.batches.get(task_id)
        assert (task.total, task.ended, task.succeeded) == (1, True, 1)
        (detail,) = (await self.client.batches.details(task_id)).items
        assert detail.device_id == METER

    async def group(self) -> None:
        """1.9."""
        groups = self.client.groups
        made = await groups.create("Meters", "all of them", 5)
        await groups.add_members(made.group_id, [METER, SMOKE])
        assert set((await groups.members(made.group_id)).items) == {METER, SMOKE}
        await groups.remove_members(made.group_id, [SMOKE])
        await groups.modify(made.group_id, "WaterMeters")
        found = await groups.get(made.group_id)
        assert (found.name, found.most, found.size) == ("WaterMeters", 5, 1)
        assert [one.group_id for one in (await groups.list()).items] == [made.group_id]
        await groups.delete(made.group_id)

    async def upgrade(self) -> None:
        """1.10."""
        upgrades, targets = self.client.upgrades, Targets(devices=(METER,))
        page = await upgrades.packages(device_type="WaterMeter")
        by_type = {one.file_type: one.file_id for one in page.items}
        software, firmware = by_type["softwarePackage"], by_type["firmwarePackage"]
        assert (await upgrades.package(software)).version == "1.1.0"
        first = await upgrades.upgrade_software(software, targets)
        self.wake(METER)
        assert (await self.receiver.wait_for(SoftwareUpgradeResult))[0].succeeded
        assert await self.receiver.wait_for(SoftwareUpgradeStep, 3)
        task = await upgrades.task(first)
        assert (task.status.final, task.counts.succeeded) == (True, 1)
        (part,) = (await upgrades.subtasks(first)).items
        assert part.device_id == METER
        second = await upgrades.upgrade_firmware(firmware, targets)
        self.wake(METER)
        assert (await self.receiver.wait_for(FirmwareUpgradeResult))[0].succeeded
        assert await self.receiver.wait_for(FirmwareUpgradeStep, 3)
        assert {one.task_id for one in (await upgrades.tasks()).items} == {first, second}
        await upgrades.delete_package(software)

    async def hear(self) -> None:
        """Notifications that nothing of ours leads to."""
        control = self.platform.control
        control("mute", {"deviceId": LAMP, "serviceId": "Switch", "commands": ["OFF"]})
        if self.old:
            assert (await self.receiver.wait_for(ServiceInfoChanged))[0].muted == ("OFF",)
        else:
            assert (await self.receiver.wait_for(CapabilitiesChanged))[0].model == "LP-9"
        control("product", {"productId": "prod-sensor-1", "remove": True})
        assert await self.receiver.wait_for(CapabilitiesDeleted)
        control("product", {"productId": "prod-sensor-1"})
        assert await self.receiver.wait_for(CapabilitiesAdded)
        if self.old:
            event = {"deviceId": METER, "serviceId": "WaterMeter", "eventType": "leak"}
            control("event", {**event, "body": {"litres": 3}})
            assert (await self.receiver.wait_for(DeviceEvent))[0].body == {"litres": 3}
            return
        control("rule", {"ruleName": "Frost"})
        assert (await self.receiver.wait_for(RuleFired))[0].rule_name == "Frost"

    async def clear(self) -> None:
        """1.4.5, 1.4.6, 1.6.5, 1.6.6."""
        await self.client.devices.delete_child(HUB, CLIMATE)
        self.pass_time(1)
        self.pass_time(1)
        assert (await self.receiver.wait_for(DeviceDeleted))[0].device_id == CLIMATE
        await self.client.devices.delete(self.registered)
        await self.client.subscriptions.delete(self.subscriptions[0])
        await self.client.subscriptions.delete_many(self.receiver.url)
        assert (await self.client.subscriptions.list()).items == ()

    async def tell(self) -> None:
        """Do all of it."""
        for chapter in (
            *(self.access, self.subscribe, self.look, self.register, self.wish, self.command),
            *(self.batch, self.group, self.upgrade, self.hear, self.clear),
        ):
            await chapter()
