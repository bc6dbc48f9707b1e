"""The access to a partner that a secret gives."""

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PartnerSecret:
    """The address of a partner, without a trailing slash, and the key to it.

    ``idempotent``: it recognises a repeated Idempotency-Key and does not do the same thing twice.
    """

    endpoint: str
    api_key: str = field(repr=False)
    idempotent: bool = False

    @property
    def partner(self) -> str:
        """The name by which a claim remembers which partner was asked: another endpoint, another partner."""
        return hashlib.sha256(self.endpoint.encode()).hexdigest()[:16]
