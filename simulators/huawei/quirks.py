"""In what platforms differ, and how older ones spell."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True)
class Quirks:
    """How one platform behaves; the defaults follow chapter 1 of the document."""

    direct_is_gateway: bool = False
    """Devices without a gateway are of the node type GATEWAY."""

    null_services: bool = False
    """`services` is null until the first report."""

    offline_until_seen: bool = False
    """Devices that never connected are OFFLINE with NOT_ACTIVE."""

    inbox: bool = False
    """Devices that never connected are INBOX."""

    default_status: bool = False
    """Cached commands are DEFAULT in place of PENDING."""

    waitting: bool = False
    """Revocation tasks begin as WAITTING."""

    extra_members: bool = False
    """Devices have `connectionInfo`, `location` and `devGroupIds`."""

    fractional_limits: bool = False
    """Limits of properties are texts such as 0.0."""

    sdk_names: bool = False
    """Notifications have the names of the SDK chapters."""

    service_for_services: bool = False
    """deviceDatasChanged calls its list `service`."""

    capital_status: bool = False
    """fwUpgradeResultNotify calls its result `Status`."""

    chapter_result_codes: bool = False
    """Results of commands are words as in the text of chapter 1: successful, failed."""

    none_detail: bool = False
    """Results of commands without details say None in words."""

    data_as_date: bool = False
    """1.10.7 has the names of its example: `date` and `extendInfo`."""

    extend_para: bool = False
    """1.10.7 has `extendPara` as its table says."""

    text_numbers: bool = False
    """Totals are texts."""

    text_flags: bool = False
    """Booleans are texts such as TRUE."""

    null_members: bool = False
    """Notifications carry unset members of `deviceInfo` as null."""

    closes: bool = False
    """Each answer ends its connection."""

    html_when_empty: bool = False
    """Answers without a body call themselves text/html."""

    null_refresh_token: bool = False
    """Logins give no refresh token."""

    token_type: str = "bearer"

    misprinted_codes: bool = False
    """1.4.8 answers 101005 and 101009."""

    strict_port: bool = False
    """Callback URLs need a port."""

    https_only: bool = False
    """Callback URLs need HTTPS."""

    one_callback_host: bool = False
    """All callback URLs of an application have the same host and port."""

    overwrite_subscriptions: bool = False
    """Subscribing again moves a subscription in place of a refusal."""

    legacy_retry: bool = False
    """Pushes are repeated as the FAQ of 2022 says."""

    @classmethod
    def legacy(cls) -> Self:
        """Return what was observed on platforms of 2017."""
        return cls(
            direct_is_gateway=True,
            null_services=True,
            offline_until_seen=True,
            default_status=True,
            waitting=True,
            extra_members=True,
            fractional_limits=True,
            sdk_names=True,
            closes=True,
            html_when_empty=True,
            legacy_retry=True,
        )
