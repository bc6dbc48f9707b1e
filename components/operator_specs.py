"""The things of a stack that the commands of its operators use. Pure data."""

from dataclasses import dataclass

from components.grants import Single


@dataclass(frozen=True)
class OperatorSpec:
    """The things of a stack that its operators' commands use, by their short names."""

    grants: tuple[Single, ...]
    """Reading and writing."""
    finding: tuple[str, ...]
    """Queues that are looked for and counted."""
    describing: tuple[str, ...]
    """Functions whose configuration is read."""
    taking: tuple[str, ...]
    """Queues from which entries are taken, shown again, and deleted."""
    raising: tuple[str, ...]
    """Sources of the events that are raised again."""
