"""Fixtures of a rule: a change to the compliant stack, and the outcome that the rule has to report."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from tests.policies.stack import Change


class Unknown(Enum):
    """The meaning that a value unknown at preview has for a rule."""

    UNJUDGED = auto()
    """That the rule needs it and cannot know it is itself reported as a violation."""
    PASSES = auto()
    """The rule asks only that there is a value."""
    VIOLATES = auto()
    """The known values break the rule already."""


@dataclass(frozen=True)
class Violating:
    """A change that breaks the rule, the resource it is reported on, and a part of the message."""

    what: str
    change: Change
    on: str
    says: str


@dataclass(frozen=True)
class Compliant:
    """A change that the rule has to leave alone."""

    what: str
    change: Change


@dataclass(frozen=True)
class AtPreview:
    """A change that makes a value unknown, and the outcome."""

    what: str
    change: Change
    outcome: Unknown


@dataclass(frozen=True)
class Cases:
    """The fixtures of one rule. The unchanged stack is its compliant one."""

    violating: tuple[Violating, ...]
    unknown: tuple[AtPreview, ...]
    compliant: tuple[Compliant, ...] = ()
    config: dict[str, Any] | None = None
