"""The access to a partner that a secret gives."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PartnerSecret:
    """The address of a partner, without a trailing slash, and the key to it.

    ``idempotent``: it recognises a repeated Idempotency-Key and does not do the same thing twice.
    """

    endpoint: str
    api_key: str = field(repr=False)
    idempotent: bool = False
