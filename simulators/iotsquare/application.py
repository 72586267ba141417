"""What a server keeps of an application."""

from dataclasses import dataclass, field


@dataclass
class Application:
    """One application; times in Unix milliseconds."""

    app_id: int
    name: str
    push_urls: list[str] = field(default_factory=list)
    enable_mqtt: bool = False
    headers: dict[str, str] = field(default_factory=dict)
    created: int = 0
    updated: int = 0
