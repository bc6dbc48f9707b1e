"""The things that a function may use, and what it may do to each.

A grant says two things at once: the statement in the function's role (``iam``) and the environment variable by which
the function finds the thing (``environment``). Pure data.
"""

from dataclasses import dataclass
from typing import Literal

TableAccess = Literal["read", "check", "write", "delete"]
QueueAccess = Literal["send", "consume"]
BucketAccess = Literal["read", "write"]
ParameterAccess = Literal["read", "write"]


@dataclass(frozen=True, init=False)
class Table:
    """Reading, writing or deleting items of a table, its indexes included in reading.

    ``check`` makes a transaction's writes to other tables depend on an item; ``write`` includes it.
    """

    name: str
    access: tuple[TableAccess, ...]

    def __init__(self, name: str, *access: TableAccess) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "access", access)


@dataclass(frozen=True, init=False)
class Queue:
    """Sending to a queue, or consuming it through an event source mapping."""

    name: str
    access: tuple[QueueAccess, ...]

    def __init__(self, name: str, *access: QueueAccess) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "access", access)


@dataclass(frozen=True, init=False)
class Bucket:
    """Reading or writing the objects of a bucket."""

    name: str
    access: tuple[BucketAccess, ...]

    def __init__(self, name: str, *access: BucketAccess) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "access", access)


@dataclass(frozen=True, init=False)
class Parameter:
    """Reading or writing the value of a parameter of Systems Manager."""

    name: str
    access: tuple[ParameterAccess, ...]

    def __init__(self, name: str, *access: ParameterAccess) -> None:
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "access", access)


@dataclass(frozen=True)
class Secret:
    """Reading a secret, named as in the secret paths handed to the functions, such as ``email``."""

    name: str


@dataclass(frozen=True)
class Bus:
    """Raising events of the stack's own source on the event bus."""


@dataclass(frozen=True)
class Function:
    """Invoking another function of the stack."""

    name: str


Grant = Table | Queue | Bucket | Parameter | Secret | Bus | Function
