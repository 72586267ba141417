"""Devices: registered, changed, removed, and what they are to be. Source: 1.4."""

from collections.abc import Sequence
from typing import Any

from ....errors import InvalidError
from ....operation import Effect, operation
from ..models.command import Mode, ServiceCall
from ..models.fields import check_range, check_text, present
from ..models.registration import (
    LONGEST_TIMEOUT,
    Activation,
    DeviceChange,
    Product,
    Registration,
    check_psk,
)
from ..models.shadow import Desired, Shadow
from ..session import HuaweiSession
from .commands import CommandsTopic

LONGEST_SHADOW_ID = 36


class DevicesTopic:
    """The application's devices. ``delegate`` is another application that has authorised ours."""

    def __init__(self, session: HuaweiSession, commands: CommandsTopic) -> None:
        """Speak through ``session``; children are removed by a command of their gateway."""
        self._session = session
        self._commands = commands

    @operation("1.4.1", effect=Effect.WRITE)
    async def register_with_code(
        self,
        node_id: str,
        product: Product,
        name: str | None = None,
        verify_code: str | None = None,
        timeout: int = 0,
        end_user_id: str | None = None,
        imsi: str | None = None,
        secure: bool | None = None,
        psk: str | None = None,
        delegate: str | None = None,
    ) -> Registration:
        """Register a device that shows a code: CoAP, LWM2M, or with the vendor's AgentLite.

        ``timeout`` are the seconds in which it has to connect, else the platform forgets it; 0
        for ever. Codes that are not given are made up. Raises AlreadyExistsError, LimitError,
        NotFoundError for an unknown product.
        """
        product.check()
        body = present(
            nodeId=check_text("node_id", node_id, 256),
            verifyCode=verify_code,
            timeout=check_range("timeout", timeout, 0, LONGEST_TIMEOUT),
            deviceInfo={**product.to_wire(), **present(name=name)} or None,
            productId=product.product_id,
            endUserId=end_user_id,
            imsi=imsi,
            isSecure=secure,
            psk=None if psk is None else check_psk(psk),
        )
        return Registration.from_wire(
            await self._session.call(
                "1.4.1", query={"appId": delegate}, body=body, delegated=bool(delegate)
            )
        )

    @operation("1.4.2", effect=Effect.WRITE)
    async def register_with_password(
        self,
        node_id: str,
        product: Product,
        name: str | None = None,
        secret: str | None = None,
        end_user_id: str | None = None,
        organization: str | None = None,
        region: str | None = None,
        time_zone: str | None = None,
        mqtt: bool = True,
        delegate: str | None = None,
    ) -> Registration:
        """Register a device that shows a password: MQTT. Raises as ``register_with_code``."""
        product.check()
        info = {
            "nodeId": check_text("node_id", node_id, 256),
            **product.to_wire(),
            **present(name=name),
        }
        body = present(
            deviceInfo=info,
            productId=product.product_id,
            secret=secret,
            endUserId=end_user_id,
            organization=organization,
            region=region,
            timezone=time_zone,
            mqttConnect=mqtt,
        )
        return Registration.from_wire(
            await self._session.call(
                "1.4.2", query={"appId": delegate}, body=body, delegated=bool(delegate)
            )
        )

    @operation("1.4.3", effect=Effect.DESTRUCTIVE)
    async def refresh_key(
        self,
        device_id: str,
        node_id: str | None = None,
        verify_code: str | None = None,
        timeout: int = 0,
        delegate: str | None = None,
    ) -> Registration:
        """Put another piece of hardware in a device's place; the old one has no access any more.

        Raises ConflictError while the device is online or was never activated.
        """
        body = present(
            nodeId=node_id,
            verifyCode=verify_code,
            timeout=check_range("timeout", timeout, 0, LONGEST_TIMEOUT),
        )
        answer = await self._session.call(
            "1.4.3",
            path={"deviceId": _device(device_id)},
            query={"appId": delegate},
            body=body,
            delegated=bool(delegate),
        )
        return Registration.from_wire(answer, device_id)

    @operation("1.4.4", effect=Effect.WRITE)
    async def modify(
        self, device_id: str, change: DeviceChange, delegate: str | None = None
    ) -> None:
        """Change what is known of a device, or freeze it."""
        await self._session.call(
            "1.4.4",
            path={"deviceId": _device(device_id)},
            query={"appId": delegate},
            body=change.to_wire(),
            delegated=bool(delegate),
        )

    @operation("1.4.5", effect=Effect.DESTRUCTIVE)
    async def delete(
        self, device_id: str, cascade: bool = True, delegate: str | None = None
    ) -> None:
        """Remove a device; without ``cascade`` a gateway's children stay and connect directly."""
        await self._session.call(
            "1.4.5",
            path={"deviceId": _device(device_id)},
            query={"appId": delegate, "cascade": cascade},
            delegated=bool(delegate),
        )

    @operation("1.4.6", effect=Effect.DESTRUCTIVE)
    async def delete_child(
        self,
        gateway_id: str,
        child_id: str,
        service_id: str = "Remover",
        method: str = "REMOVE",
        parameter: str = "deviceId",
        delegate: str | None = None,
    ) -> ServiceCall:
        """Have a gateway forget a child, by whatever command its product has for that.

        The gateway tells the platform afterwards, which then sends ``deviceDeleted``.
        """
        check_text("child_id", child_id, 256)
        return await self._commands.call_service(
            gateway_id,
            service_id,
            method,
            {parameter: child_id},
            mode=Mode.ACKNOWLEDGED,
            delegate=delegate,
        )

    @operation("1.4.7", effect=Effect.READ)
    async def activation(self, device_id: str, delegate: str | None = None) -> Activation:
        """Tell whether a device has ever connected."""
        answer = await self._session.call(
            "1.4.7",
            path={"deviceId": _device(device_id)},
            query={"appId": delegate},
            delegated=bool(delegate),
        )
        return Activation.from_wire(answer)

    @operation("1.4.8", effect=Effect.PHYSICAL)
    async def set_shadow(
        self, device_id: str, desired: Sequence[Desired], delegate: str | None = None
    ) -> None:
        """Say what an LWM2M device is to be; it learns it when it is awake.

        Only properties that LWM2M itself defines can be set. Raises ReadOnlyError, NotFoundError.
        """
        if not desired:
            raise InvalidError("there is no property to be set")
        body: dict[str, Any] = {"serviceDesireds": [one.to_wire() for one in desired]}
        await self._session.call(
            "1.4.8",
            path={"deviceId": _device(device_id)},
            query={"appId": delegate},
            body=body,
            delegated=bool(delegate),
        )

    @operation("1.4.9", effect=Effect.READ)
    async def get_shadow(self, device_id: str, delegate: str | None = None) -> Shadow:
        """Return what a device reported and what it is to be."""
        answer = await self._session.call(
            "1.4.9",
            path={"deviceId": check_text("device_id", device_id, LONGEST_SHADOW_ID)},
            query={"appId": delegate},
            delegated=bool(delegate),
        )
        return Shadow.from_wire(answer)


def _device(device_id: str) -> str:
    return check_text("device_id", device_id, 256)
