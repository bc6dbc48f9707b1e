"""The access to a partner that a secret gives."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PartnerSecret:
    """How to reach a partner. ``endpoint`` has no trailing slash."""

    endpoint: str
    api_key: str = field(repr=False)
    idempotent: bool = False
