"""The call-outs of a history, numbered from 1, and the faults that can meet one of them."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, Protocol


class Answer(NamedTuple):
    """An HTTP answer; ``dribbles`` one whose body comes a byte a second."""

    status: int
    headers: dict[str, str]
    content: bytes
    dribbles: bool = False


class LostError(Exception):
    """There is no answer; ``how`` is ``timeout``, ``reset`` or ``refused`` (the request never arrived)."""

    def __init__(self, how: str = "reset") -> None:
        super().__init__(how)
        self.how = how


READS = frozenset(
    {
        "BatchGetItem",
        "GetFunctionUrlConfig",
        "GetItem",
        "GetObject",
        "GetParameter",
        "GetSecretValue",
        "Query",
        "Scan",
    }
)
BATCHES = frozenset({"BatchExecuteStatement", "BatchGetItem", "PutEvents", "SendMessageBatch"})
HANDS_ON = frozenset({"Invoke", "PutEvents", "SendMessageBatch"})


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
    partly: Callable[[], Answer] | None = None
    """Do the first half of it, and answer that the rest failed."""


class Kind(StrEnum):
    """A fault at a call-out."""

    SLOW = "slow"
    """The request is carried out, or a partner's answer comes, three seconds late."""
    LATE = "late"
    """What the request hands on arrives a quarter of an hour later, after what was handed on meanwhile."""
    REFUSED = "refused"
    """The request is not carried out, and answered with an error."""
    PARTLY = "partly"
    """The first half of the request is carried out, and the answer says so."""
    REPEATED = "repeated"
    """The request is carried out, its answer lost, and what botocore repeats is carried out too."""
    FAILED = "failed"
    """The request is carried out, and answered with an error."""
    KILLED_BEFORE = "killed-before"
    """The process ends before the request leaves."""
    KILLED_AFTER = "killed-after"
    """The process ends when the request has been carried out."""
    OTHER = "other"
    """Another instance runs from beginning to end before the request leaves, or in the middle of a wait."""


@dataclass(frozen=True)
class Fault:
    """One fault at one call-out, or at one wait; ``other`` names what the other instance does."""

    kind: Kind
    at: int
    other: str = ""
    in_wait: bool = False

    def __str__(self) -> str:
        kind = f"{self.kind}-{self.other}" if self.other else str(self.kind)
        return f"{kind}@{'w' if self.in_wait else ''}{self.at}"

    @classmethod
    def parse(cls, text: str) -> "Fault":
        """The fault of a text such as ``killed-after@17``, ``other-stop@3``, or ``other-stop@w1`` in the first wait."""
        kind, _, at = text.partition("@")
        place = int(at.removeprefix("w")), at.startswith("w")
        if kind.startswith("other-"):
            return cls(Kind.OTHER, place[0], kind.removeprefix("other-"), place[1])
        return cls(Kind(kind), place[0])


class Plan(Protocol):
    """The faults that a history is to meet."""

    def at(self, number: int, *, in_wait: bool = False) -> Fault | None:
        """The fault at the call-out, or at the wait, of that number."""
        ...


class Faults(tuple[Fault, ...]):
    """Faults that are told one by one, as in ``killed-after@17+refused@30``."""

    def at(self, number: int, *, in_wait: bool = False) -> Fault | None:
        """The fault at the call-out, or at the wait, of that number."""
        return next((each for each in self if (each.at, each.in_wait) == (number, in_wait)), None)

    def __str__(self) -> str:
        return "+".join(map(str, self))

    @classmethod
    def parse(cls, text: str) -> "Faults":
        """The faults of a text; none for ``none`` and for an empty one."""
        return cls(Fault.parse(each) for each in text.split("+")) if text not in ("", "none") else cls()


class ChanceFaults:
    """Faults of which chance decides, one call-out in ``one_in``: the same for the same seed and number."""

    KINDS = tuple(kind for kind in Kind if kind is not Kind.OTHER)

    def __init__(self, seed: int, one_in: int) -> None:
        self._seed = seed
        self._one_in = one_in

    def at(self, number: int, *, in_wait: bool = False) -> Fault | None:
        """The fault at the call-out of that number."""
        chance = random.Random(f"{self._seed}:{number}")
        if in_wait or chance.randrange(self._one_in):
            return None
        return Fault(chance.choice(self.KINDS), number)


class Called(NamedTuple):
    """A numbered call-out of a history that has run."""

    number: int
    name: str
    invocation: int
    """The number of the invocation that made it."""
    at: float

    @property
    def operation(self) -> str:
        return self.name.partition(".")[2]


def kinds_at(called: Called, before: Called | None) -> Iterable[Kind]:
    """The kinds of fault that differ from each other at a call-out; ``before`` is the one that came before it.

    A process that ends after a call-out ends before the next one. What only reads is not carried out by halves, and
    whether it was makes no difference.
    """
    if before is None or before.invocation != called.invocation or called.at - before.at > 1:
        yield Kind.KILLED_BEFORE
    yield Kind.REFUSED
    yield Kind.SLOW
    if called.operation in BATCHES:
        yield Kind.PARTLY
    if called.operation in HANDS_ON:
        yield Kind.LATE
    if called.operation not in READS:
        yield from (Kind.KILLED_AFTER, Kind.FAILED, Kind.REPEATED)
