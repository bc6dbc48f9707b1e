"""The call-outs of a history, numbered from 1, and the faults that can meet one of them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Answer(NamedTuple):
    """An HTTP answer."""

    status: int
    headers: dict[str, str]
    content: bytes


class LostError(Exception):
    """There is no answer; ``how`` is ``timeout``, ``reset`` or ``refused`` (the request never arrived)."""

    def __init__(self, how: str = "reset") -> None:
        super().__init__(how)
        self.how = how


@dataclass(frozen=True)
class CallOut:
    """A request that leaves a function."""

    name: str
    perform: Callable[[], Answer]
    """Do it, once, and return the answer."""
    same_as: str | None = None
    """The same for all repeats that botocore makes of one call."""
    content: bytes = b""
    of_partner: bool = False


class Kind(StrEnum):
    """A fault at a call-out."""

    KILLED_BEFORE = "killed-before"
    """The process ends before the request leaves."""
    KILLED_AFTER = "killed-after"
    """The process ends when the request has been carried out."""
    REFUSED = "refused"
    """The request is not carried out, and answered with an error."""
    FAILED = "failed"
    """The request is carried out, and answered with an error."""
    REPEATED = "repeated"
    """The request is carried out, its answer lost, and what botocore repeats is carried out too."""
    SLOW = "slow"
    """The request is carried out, three seconds late."""
    OTHER = "other"
    """Another instance runs from beginning to end before the request leaves."""


@dataclass(frozen=True)
class Fault:
    """One fault at one call-out; ``other`` names what the other instance does."""

    kind: Kind
    at: int
    other: str = ""

    def __str__(self) -> str:
        kind = f"{self.kind}-{self.other}" if self.other else str(self.kind)
        return f"{kind}@{self.at}"

    @classmethod
    def parse(cls, text: str) -> "Fault":
        """The fault of a text such as ``killed-after@17`` or ``other-stop@3``."""
        kind, _, at = text.partition("@")
        if kind.startswith("other-"):
            return cls(Kind.OTHER, int(at), kind.removeprefix("other-"))
        return cls(Kind(kind), int(at))
