"""What a fixture is: the compliant stack, one change, and what the rule has to say to it."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from policies.rules.judge import Resource
from tests.policies.stack import Change


class Unknown(Enum):
    """What a value that preview cannot know means to a rule."""

    UNJUDGED = auto()
    """The run reports that the rule could not be run; the pipeline fails on that."""
    PASSES = auto()
    """That there is a value is all the rule asks."""
    VIOLATES = auto()
    """What is known breaks the rule already."""


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
    """A change that makes a value unknown, and what becomes of it."""

    what: str
    change: Change
    outcome: Unknown


@dataclass(frozen=True)
class Cases:
    """The fixtures of one rule. The unchanged stack is its compliant one."""

    violating: tuple[Violating, ...]
    unknown: tuple[AtPreview, ...]
    compliant: tuple[Compliant, ...] = ()
    other: Resource | None = None
    """Of another type, with nothing that the rule asks for; by default a bare resource of another provider."""
    config: dict[str, Any] | None = None
